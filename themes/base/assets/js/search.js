// The search field. Its dialog opens at once and takes what is typed; js/finder.js, which finds, is loaded when somebody goes to a field.
(() => {
  const box = document.querySelector("dialog.finder");
  if (!box?.showModal) return;
  const { script, style, failed, here } = box.dataset, input = box.querySelector("input");
  let finder;
  const load = () => finder ??= (async () => {
    document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: style }));
    return (await import(new URL(script, location))).default;
  })().catch(() => { box.querySelector(".finder-state").textContent = failed; });

  const open = async (text) => {
    if (!box.open) box.showModal();
    if (text) input.value = text;
    input.select();
    (await load())?.();
  };
  box.addEventListener("click", ({ target }) => { if (target === box || target.closest(".finder-close")) box.close(); });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
    event.preventDefault();
    open();
  });
  for (const form of document.querySelectorAll("form.search")) {
    const { q } = form.elements;
    form.addEventListener("focusin", load);
    form.addEventListener("pointerover", load);
    form.addEventListener("submit", (event) => { event.preventDefault(); open(q.value); });
    q.oninput = q.onclick = () => { open(q.value); q.value = ""; };
  }
  const asked = here && new URLSearchParams(location.search).get("q");
  if (asked) open(asked);
})();
