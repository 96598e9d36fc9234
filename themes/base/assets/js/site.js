// What makes the site more comfortable. Everything works without it.
(() => {
  const root = document.documentElement;

  // The switch between light, dark and what the system says.
  const KEY = "itsite-scheme";
  const known = (value) => (value === "light" || value === "dark" ? value : "system");
  const switches = document.querySelectorAll(".scheme input");
  const show = (value) => {
    if (value === "system") delete root.dataset.scheme;
    else root.dataset.scheme = value;
    for (const input of switches) input.checked = input.value === value;
  };
  const keep = (value) => {
    try {
      if (value === "system") localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, value);
    } catch { /* it holds for this page only */ }
  };
  for (const input of switches) {
    input.addEventListener("change", () => { show(input.value); keep(input.value); });
  }
  show(known(root.dataset.scheme));
  addEventListener("storage", (event) => { if (event.key === KEY) show(known(event.newValue)); });

  // Panels of the navigation close with Esc, with a click beside them and when the focus leaves.
  const panels = [...document.querySelectorAll(".menu details")];
  const close = (inside) => {
    for (const panel of panels) if (panel.open && !panel.contains(inside)) panel.open = false;
  };
  document.addEventListener("keydown", (event) => {
    const open = panels.find((panel) => panel.open);
    if (event.key !== "Escape" || !open) return;
    const held = open.contains(document.activeElement);
    open.open = false;
    if (held) open.querySelector("summary").focus();
    event.preventDefault();
  });
  document.addEventListener("click", (event) => close(event.target));
  document.addEventListener("focusin", (event) => close(event.target));

  // The table of contents follows the reading.
  const links = new Map();
  for (const link of document.querySelectorAll(".toc a[href^='#']")) {
    const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (heading) links.set(heading, link);
  }
  if (links.size && "IntersectionObserver" in window) {
    const headings = [...links.keys()];
    const follow = () => {
      const line = innerHeight / 4;
      const atEnd = scrollY + innerHeight >= root.scrollHeight - 2;
      const above = headings.filter((heading) => heading.getBoundingClientRect().top <= line);
      const here = atEnd ? headings.at(-1) : above.at(-1);
      for (const [heading, link] of links) {
        if (heading === here) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
      }
    };
    const observer = new IntersectionObserver(follow, { rootMargin: "0px 0px -75% 0px", threshold: [0, 1] });
    for (const heading of headings) observer.observe(heading);
  }
})();
