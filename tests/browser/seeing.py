"""What can be told of a page by measuring it in a browser."""

from playwright.sync_api import Page

TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# Texts whose box is shorter or narrower than they are, and which hide the rest; those that are meant to end after so many lines are well.
CUT = """() => [...document.querySelectorAll('body *')].filter((e) => {
  const s = getComputedStyle(e), box = e.getBoundingClientRect();
  const hides = ['hidden', 'clip'].includes(s.overflowX) || ['hidden', 'clip'].includes(s.overflowY);
  const own = [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
  return hides && own && s.webkitLineClamp === 'none' && box.width > 4 && box.height > 4 && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1);
}).map((e) => `${e.tagName} .${e.className}: ${e.textContent.trim().slice(0, 40)}`)"""
# Headings whose last line is one short word, narrower than a quarter of the heading.
LONELY = """() => [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].flatMap((heading) => {
  const texts = document.createTreeWalker(heading, NodeFilter.SHOW_TEXT), range = document.createRange(), words = [];
  while (texts.nextNode()) for (const word of texts.currentNode.data.matchAll(/\\S+/g)) {
    range.setStart(texts.currentNode, word.index);
    range.setEnd(texts.currentNode, word.index + word[0].length);
    const boxes = [...range.getClientRects()].filter((box) => box.width > 2 && box.height > 2);
    if (boxes.length) words.push({ text: word[0], first: boxes[0], last: boxes.at(-1) });
  }
  const [before, end] = words.slice(-2);
  if (!end || end.first !== end.last || before.last.bottom > end.first.top + 2) return [];
  return end.last.width * 4 < heading.getBoundingClientRect().width ? [`${heading.tagName}: ${heading.textContent.trim().slice(-60)}`] : [];
})"""


def until(page: Page, expression: str) -> None:
    """Waits for something to be true in the page; Playwright's own way needs an eval, which the policy of a site forbids."""
    page.evaluate(f"new Promise((done) => {{ const look = () => ({expression}) ? done() : requestAnimationFrame(look); look(); }})")
