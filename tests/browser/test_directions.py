"""A page in Arabic: what is read from left to right in every language stays so."""

import pytest

from itsite.pipeline import Request, build
from tests.conftest import NOW, unpacked

pytestmark = pytest.mark.browser
SITE = """-- site.yaml --
name: تقنية
url: https://a.example/
languages: ar
-- content/vpn.md --
# الشبكة

افتح `--fast` واتصل على [+964 1 4500](tel:+96414500).

```sh
--fast (now)
```
"""
MIXED = """-- site.yaml --
name: IT
url: https://a.example/
languages: [ar, en]
fallback: true
-- content/index.md --
# شبكة
-- content/services/vpn.md --
---
title: شبكة
summary: موارد المكتبة.
---
نص
-- content/help.en.md --
---
title: Help
listings: {all: {kind: service}}
---
Hi.
"""
# Where the first letter of each stands, against its last one.
ORDERS = """() => Object.fromEntries(['p code', 'pre code', 'a[href^="tel:"]'].map((name) => {
  const walker = document.createTreeWalker(document.querySelector('main ' + name), NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) if (walker.currentNode.data.trim()) texts.push(walker.currentNode);
  const last = texts[texts.length - 1], end = last.data.trimEnd().length;
  const at = (node, n) => { const range = document.createRange(); range.setStart(node, n); range.setEnd(node, n + 1); return range.getBoundingClientRect().left; };
  return [name, at(texts[0], 0) < at(last, end - 1)];
}))"""


def test_code_and_numbers_are_read_from_left_to_right_on_an_arabic_page(chromium, tmp_path):
    assert not build(Request(unpacked(SITE, tmp_path / "site"), NOW), tmp_path / "out").failed
    page = chromium.new_page()
    page.goto((tmp_path / "out/vpn/index.html").as_uri())
    assert page.evaluate("getComputedStyle(document.body).direction") == "rtl"
    assert page.evaluate(ORDERS) == {"p code": True, "pre code": True, 'a[href^="tel:"]': True}
    left = "(name) => document.querySelector('main ' + name).getBoundingClientRect().left"
    assert page.evaluate(left, "pre code span") - page.evaluate(left, "pre") < 100
    page.close()


SUMMARY = """() => {
  const element = document.querySelector('main p[lang="ar"]'), text = element.firstChild, last = text.data.trimEnd().length - 1;
  const at = (n) => { const range = document.createRange(); range.setStart(text, n); range.setEnd(text, n + 1); return range.getBoundingClientRect(); };
  return [text.data[last], at(last).left < at(0).left, Math.abs(at(last).left - element.getBoundingClientRect().left) < 2];
}"""


def test_a_summary_in_arabic_ends_where_arabic_ends_at_the_edge_of_an_english_page(chromium, tmp_path):
    assert not build(Request(unpacked(MIXED, tmp_path / "site"), NOW), tmp_path / "out").failed
    opened = chromium.new_page()
    opened.goto((tmp_path / "out/en/help/index.html").as_uri())
    assert opened.evaluate(SUMMARY) == [".", True, True]
    opened.close()
