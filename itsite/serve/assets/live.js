// The live preview in a page: follows the newest generation, shows the bar and the overlay. Never part of a build.
(() => {
  "use strict";
  const script = document.currentScript;
  let known = JSON.parse(script.dataset.live);
  script.remove();
  const here = () => location.pathname;
  const HIDDEN_KEY = "itsite-preview-folded";
  const SCROLL_KEY = "itsite-preview-scroll";
  const AGAIN_MS = 2000;

  const stored = (storage, name) => { try { return storage.getItem(name); } catch { return null; } };
  const store = (storage, name, value) => { try { value === null ? storage.removeItem(name) : storage.setItem(name, value); } catch { /* not allowed */ } };

  // Scroll position over a reload.
  const saved = JSON.parse(stored(sessionStorage, SCROLL_KEY) || "null");
  store(sessionStorage, SCROLL_KEY, null);
  if (saved && saved.path === here()) {
    const back = () => scrollTo({ left: saved.x, top: saved.y, behavior: "instant" });
    back();
    addEventListener("load", back, { once: true });
  }
  const reload = () => {
    store(sessionStorage, SCROLL_KEY, JSON.stringify({ path: here(), x: scrollX, y: scrollY }));
    location.reload();
  };

  // Bar and overlay, in a shadow tree that no theme reaches.
  const host = document.createElement("itsite-preview");
  const shadow = host.attachShadow({ mode: "open" });
  const sheet = document.createElement("link");
  sheet.rel = "stylesheet";
  sheet.href = "/_itsite/live.css";
  const inside = document.createElement("div");
  inside.className = "inside";
  inside.hidden = true;
  sheet.addEventListener("load", () => { inside.hidden = false; });
  const barPlace = document.createElement("div");
  const overlayPlace = document.createElement("div");
  overlayPlace.setAttribute("aria-live", "polite");
  inside.append(overlayPlace, barPlace);
  shadow.append(sheet, inside);
  let dismissed = "";

  const fold = (isFolded) => inside.classList.toggle("folded", isFolded);
  const panel = (isOpen) => {
    const form = shadow.getElementById("itsite-panel");
    if (!form) return;
    form.hidden = !isOpen;
    shadow.querySelector("[data-do=panel]").setAttribute("aria-expanded", String(isOpen));
    if (isOpen) form.querySelector("input:not([type=hidden])").focus();
  };
  const isPanelOpen = () => shadow.querySelector("[data-do=panel]")?.getAttribute("aria-expanded") === "true";
  const focusOn = (what) => shadow.querySelector(`[data-do=${what}]`)?.focus();

  const show = () => {
    if (barPlace.innerHTML !== known.bar && !isPanelOpen()) barPlace.innerHTML = known.bar;
    if (!known.overlay) dismissed = "";
    const overlay = known.overlay === dismissed ? "" : known.overlay;
    if (overlayPlace.dataset.shown !== overlay) {
      overlayPlace.dataset.shown = overlay;
      overlayPlace.innerHTML = overlay;
    }
    if (!host.isConnected && (known.bar || known.overlay)) document.documentElement.append(host);
  };

  const doing = {
    fold() { store(localStorage, HIDDEN_KEY, "yes"); panel(false); fold(true); focusOn("unfold"); },
    unfold() { store(localStorage, HIDDEN_KEY, null); fold(false); focusOn("fold"); },
    panel() { panel(!isPanelOpen()); },
    dismiss() { dismissed = known.overlay; show(); focusOn(inside.classList.contains("folded") ? "unfold" : "panel"); },
  };
  shadow.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]");
    if (button) doing[button.dataset.do]();
  });
  shadow.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (isPanelOpen()) { panel(false); focusOn("panel"); } else if (event.target.closest(".overlay")) doing.dismiss();
  });
  shadow.addEventListener("submit", (event) => {
    event.preventDefault();
    const body = new URLSearchParams(new FormData(event.target, event.submitter));
    fetch(event.target.action, { method: "POST", body, redirect: "manual" }).then(() => reload(), () => {});
  });

  // A change of nothing but style sheets is shown without a reload.
  const swapStyles = async () => {
    const answer = await fetch(location.href, { headers: { accept: "text/html" } });
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    const sheets = (root) => [...root.querySelectorAll("link[rel~=stylesheet]")];
    const wanted = sheets(fresh).map((link) => link.getAttribute("href"));
    const old = sheets(document).filter((link) => !wanted.includes(link.getAttribute("href")));
    const had = sheets(document).map((link) => link.getAttribute("href"));
    const added = wanted.filter((href) => !had.includes(href));
    if (added.length !== old.length) return reload();
    old.forEach((link, n) => {
      const next = link.cloneNode();
      next.setAttribute("href", added[n]);
      next.addEventListener("load", () => link.remove(), { once: true });
      next.addEventListener("error", reload, { once: true });
      link.after(next);
    });
  };

  // One question at a time; news that come meanwhile are looked at afterwards.
  let isAsking = false;
  let heard = known;
  const ask = async () => {
    if (isAsking) return;
    isAsking = true;
    try {
      while (heard.generation !== known.generation || heard.instance !== known.instance) {
        if (heard.instance !== known.instance) return reload();
        const answer = await fetch(`/_itsite/page?path=${encodeURIComponent(here())}`);
        const now = await answer.json();
        if (now.instance !== known.instance) return reload();
        if (now.skeleton !== known.skeleton) return reload();
        const isRestyled = now.page !== known.page;
        known = now;
        if (heard.generation < now.generation) heard = now;
        if (isRestyled) await swapStyles();
        show();
      }
    } catch {
      setTimeout(ask, AGAIN_MS);
    } finally {
      isAsking = false;
    }
  };

  // Hidden tabs hold no connection: a browser has only a few for one server.
  let source = null;
  const listen = () => {
    if (source || document.visibilityState === "hidden") return;
    source = new EventSource("/_itsite/events");
    source.onmessage = (event) => { heard = JSON.parse(event.data); ask(); };
    source.onerror = () => {
      if (source && source.readyState === EventSource.CLOSED) { hush(); setTimeout(listen, AGAIN_MS); }
    };
  };
  const hush = () => { if (source) { source.close(); source = null; } };
  document.addEventListener("visibilitychange", () => (document.visibilityState === "hidden" ? hush() : listen()));
  addEventListener("pagehide", hush);
  addEventListener("pageshow", listen);

  fold(stored(localStorage, HIDDEN_KEY) === "yes");
  show();
  listen();
})();
