// Before the first paint: the colours that the reader has chosen, and a mark that scripts run.
(() => {
  const root = document.documentElement;
  let chosen = null;
  try { chosen = localStorage.getItem("itsite-scheme"); } catch { /* a browser that stores nothing */ }
  if (chosen === "light" || chosen === "dark") root.dataset.scheme = chosen;
  root.dataset.script = "";
})();
