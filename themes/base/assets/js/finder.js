// What finds, in the dialog that js/search.js opens; kept short by hand. Why it is so: docs/decisions/0014-search.md.
const box = document.querySelector("dialog.finder"), doc = document, { lang } = doc.documentElement;
const make = (tag, props, ...inside) => {
 const made = Object.assign(doc.createElement(tag), props);
 made.append(...inside);
 return made;
};
const fold = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/ß/g, "ss");
const stem = (word) => word.replace(/(e[nrs]?|ern|n|s|ing|ed)$/, "");
// Letters to change, add, take away or swap.
const far = (a, b) => {
 let two, one, row = [...b, 0].map((_, j) => j);
 for (let i = 0; i < a.length; i++) {
  [two, one, row] = [one, row, [i + 1]];
  for (let j = 0; j < b.length; j++) {
   const swap = i && a[i] === b[j - 1] && a[i - 1] === b[j] ? two[j - 1] + 1 : 99;
   row.push(Math.min(one[j + 1] + 1, row[j] + 1, one[j] + (a[i] !== b[j]), swap));
  }
 }
 return row.at(-1);
};
const $ = (name) => box.querySelector(name), say = box.dataset, input = $("input"), list = $(".finder-list"), at = (path) => new URL(path, location).href;
// Its style sheet is on its way.
const styled = new Promise((done) => {
 const sheet = doc.head.querySelector(`[href="${say.style}"]`);
 sheet.sheet ? done() : sheet.onload = sheet.onerror = done;
});
let engine, words, folded, all, stems, common, isCut, timer, turn = 0, options = [], now = 0;
const load = () => engine ??= (async () => {
 const [found, file] = await Promise.all([import(at(say.index + "pagefind.js")), fetch(`${say.index}words.${lang}.txt`)]);
 if (!file.ok) throw file;
 [isCut, common, ...words] = (await file.text()).split("\n");
 folded = words.map(fold);
 all = folded.join();
 stems = new Set(folded.map(stem));
 await found.options({ noWorker: true, baseUrl: new URL(at(say.root)).pathname, excerptLength: 24,
  ranking: { metaWeights: { title: 6, leadparts: 3, group: .4, parts: .15, date: 0 } } });
 return found;
})().catch(() => engine = undefined);
// The word, or the nearest one of the site; empty where there is none.
const meant = (word) => {
 const plain = fold(word), short = plain.replace(/([aou])e/g, "$1"), has = (text) => all.includes(text) || stems.has(stem(text));
 if (plain.length < 4 || /\d/.test(plain) || has(plain)) return word;
 if (has(short)) return short;
 let best = plain.length < 7 ? 1 : 2, found = (isCut || all.includes(stem(plain))) && word, begun = found ? 99 : 4;
 folded.forEach((known, n) => {
  const away = known[0] === plain[0] && Math.abs(known.length - plain.length) < 3 ? far(plain, known) : 9;
  if (away <= best) [best, found, begun] = [away - 1, words[n], 99];
  else if (known.length > begun && plain.startsWith(known)) [found, begun] = [words[n], known.length];
 });
 return found || "";
};
const select = (n) => {
 options[now]?.setAttribute("aria-selected", false);
 const next = options[now = n];
 next?.setAttribute("aria-selected", true);
 next?.scrollIntoView({ block: "nearest" });
 input.setAttribute("aria-activedescendant", next?.id || "");
};
const link = (href, name, title, ...more) => make("a", { href, className: "finder-" + name, tabIndex: -1, role: "option", ariaSelected: false },
 make("span", { className: "finder-title" }, title, ...more));
const show = (found) => {
 const groups = {};
 for (const { meta, url, excerpt, sub_results } of found) {
  const day = meta.date && new Date(meta.date).toLocaleDateString(lang, { dateStyle: "long", timeZone: "UTC" }), text = make("span", { className: "finder-text" }, meta.summary || "");
  // pagefind has escaped it, and set the marks.
  if (excerpt.includes("<mark>")) text.innerHTML = excerpt;
  const page = link(url, "page", meta.title, ...day ? [make("small", {}, day)] : []);
  page.append(text);
  (groups[meta.group] ??= []).push(page, ...sub_results.filter((part) => part.anchor).slice(0, 2).map((part) => link(part.url, "part", part.title)));
 }
 list.replaceChildren(...Object.entries(groups).map(([ariaLabel, items]) =>
  make("div", { role: "group", ariaLabel }, make("p", { className: "finder-group", ariaHidden: true }, ariaLabel), ...items)));
 options = [...list.querySelectorAll("a")];
 options.forEach((option, n) => option.id = "site-found-" + n);
 input.ariaExpanded = $(".finder-help").hidden = !!options[0];
 select(0);
};
const search = async (exact) => {
 await styled;
 Object.assign($(".finder-keys"), { ariaHidden: true, hidden: false });
 const mine = ++turn, asked = input.value.trim(), typed = asked.split(/\s+/);
 let note = [], found = [];
 list.ariaBusy = !!asked;
 if (asked) try {
  const pagefind = await load(), rare = typed.filter((word) => !common.split(" ").includes(word.toLowerCase())), own = rare[0] ? rare : typed;
  const mended = exact === 1 ? own : own.map(meant), query = mended.join(" ").trim(), results = [];
  for (const text of [query, ...mended.sort((a, b) => b.length - a.length)])
   if (text && results.length < 3) results.push(...(await pagefind.search(text)).results.filter(({ id }) => results.every((known) => known.id !== id)));
  // Of pages that fit as well, one that is not of a day is more likely meant.
  found = await Promise.all(results.slice(0, 12).map(async ({ score, data }) => (data = await data(), { ...data, fit: data.meta.date ? score / 2 : score })));
  found = found.sort((a, b) => b.fit - a.fit).slice(0, 10);
  const put = (text) => text.replace("{q}", asked).replace("{n}", results.length);
  note = [put(results[1] ? say.other : results[0] ? say.one : say.none)];
  if (query && fold(query) !== fold(own.join(" ")))
   note.push(" · ", say.mended.replace("{q}", query), " ", make("button", { type: "button", onclick: () => search(1) }, put(say.exactly)));
 } catch {
  note = [say.failed];
 }
 if (mine === turn) list.ariaBusy = false, show(found), $(".finder-state").replaceChildren(...note);
};
// Where nothing can be searched, the form leads to the search page.
$("form").onsubmit = (event) => engine && (event.preventDefault(), options[now]?.click());
input.oninput = () => { clearTimeout(timer); timer = setTimeout(search, 90); };
box.onkeydown = (event) => {
 const step = { ArrowDown: 1, ArrowUp: -1 }[event.key], { length } = options;
 if (step && length) event.preventDefault(), select((now + step + length) % length);
};
list.role = "listbox";
list.ariaLabel = list.dataset.name;
load();
export default search;
