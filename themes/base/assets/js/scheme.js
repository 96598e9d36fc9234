// Before the first paint: the colours that the reader has chosen, a mark that scripts run, and the fonts.
(() => {
  const root = document.documentElement;
  let chosen = null;
  try { chosen = localStorage.getItem("itsite-scheme"); } catch { /* a browser that stores nothing */ }
  if (chosen === "light" || chosen === "dark") root.dataset.scheme = chosen;
  root.dataset.script = "";
  // Fonts, before the style sheet asks for them. Where the site is opened as files, browsers refuse to fetch any this way.
  const fonts = location.protocol !== "file:" && document.currentScript.dataset.fonts?.match(/\S+/g);
  for (const href of fonts || []) document.head.append(Object.assign(document.createElement("link"), { rel: "preload", as: "font", crossOrigin: "", href }));
})();
