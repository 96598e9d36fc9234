"""The index holds what readers of the edition may see, is the same each time, and is made anew only when something in it has changed."""

import gzip
import json
from dataclasses import replace

import pytest

from itsite.engine.store import MemoryStore
from itsite.pipeline import Request, build
from itsite.search import options
from itsite.verification import differences
from tests.conftest import NOW, tree, unpacked
from tests.site.canaries import SITE as CANARIES

SITE = """
-- site.yaml --
name: IT Test
url: https://it.test.example/
languages: [en, de]
search: {}
-- content/index.md --
# Home
-- content/services/vpn.md --
---
title: VPN
summary: From home.
hours: always
tags: [network]
---
Words in a text, in room 4711.
-- content/services/urlaub.de.md --
---
title: Urlaubsantrag
---
So geht es in München.
-- content/news/2026-03-03-draft.md --
---
title: Hidden drafttitle
draft: true
---
hiddendrafttext
-- content/news/2026-03-04-secret.md --
---
title: Hidden secrettitle
classification: confidential
---
hiddensecrettext
"""


def decoded(files: dict[str, bytes]) -> str:
    """Everything in the index as text: what is packed is unpacked."""
    return "\n".join(
        (gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data).decode("utf-8", "replace")
        for path, data in files.items()
        if path.startswith("pagefind/") and "/wasm." not in path
    )


def fragments(files: dict[str, bytes]) -> list[dict]:
    found = [gzip.decompress(data) for path, data in files.items() if path.endswith(".pf_fragment")]
    return [json.loads(data.removeprefix(b"pagefind_dcd")) for data in found]


def of_search(files: dict[str, bytes]) -> dict[str, bytes]:
    return {path: data for path, data in files.items() if path.startswith("pagefind/")}


def test_every_page_of_the_edition_is_in_the_index_and_no_other(site):
    built = site(SITE)
    assert {fragment["url"] for fragment in fragments(tree(built.out))} == {"/", "/services/vpn/", "/de/services/urlaub/"}
    text = decoded(tree(built.out)).lower()
    assert "words in a text" in text
    assert "hidden" not in text


def test_what_another_edition_shows_is_in_its_index(site):
    text = decoded(tree(site(SITE, drafts=True, classification="confidential").out))
    assert "hiddendrafttext" in text
    assert "hiddensecrettext" in text


def test_nothing_hidden_is_in_the_index_of_a_site_full_of_it(site):
    built = site(CANARIES.replace("languages: [en, de]\n", "languages: [en, de]\nsearch: {}\n", 1))
    assert fragments(tree(built.out))
    assert "canary" not in decoded(tree(built.out)).lower()


def test_the_parts_of_a_compound_and_other_spellings_are_there_and_are_not_quoted(site):
    page = next(f for f in fragments(tree(site(SITE).out)) if f["meta"]["title"] == "Urlaubsantrag")
    assert "antrag" in page["meta"]["leadparts"].split()
    assert "muenchen" in page["meta"]["parts"].split()
    assert "muenchen" not in page["content"]


def test_facts_and_labels_around_the_text_are_found(site):
    page = next(f for f in fragments(tree(site(SITE).out)) if f["meta"]["title"] == "VPN")
    assert {"always.", "network."} <= set(page["content"].split())
    assert page["meta"]["group"] == "Services"


def test_each_language_has_an_index_and_a_list_of_words(site):
    built = site(SITE)
    assert set(json.loads(built.text("pagefind/pagefind-entry.json"))["languages"]) == {"en", "de"}
    assert "Urlaubsantrag" in built.text("pagefind/words.de.txt").split("\n")
    assert "Urlaubsantrag" not in built.text("pagefind/words.en.txt")
    assert not built.exists("pagefind/pagefind-ui.js")


@pytest.mark.parametrize("line", ["", "search: false\n", "search:\n", "search: {enabled: false}\n"])
def test_a_site_that_wants_no_search_has_none(site, line):
    built = site(SITE.replace("search: {}\n", line))
    assert of_search(tree(built.out)) == {}
    assert not built.exists("search/index.html")
    assert "finder" not in built.text("index.html")


def test_a_site_with_a_search_has_its_field_and_its_page(site):
    built = site(SITE.replace("search: {}", "search: true"))
    assert 'action="../../search/"' in built.text("services/vpn/index.html")
    assert 'action="../../search/"' in built.text("de/search/index.html") or 'action="../../de/search/"' in built.text("de/search/index.html")


def test_without_the_libraries_there_is_a_word_about_it_and_no_field(site, monkeypatch):
    options.has_engine.cache_clear()
    monkeypatch.setattr(options.importlib.util, "find_spec", lambda name: None if name == "pagefind_bin" else object())
    try:
        built = site(SITE)
    finally:
        monkeypatch.undo()
        options.has_engine.cache_clear()
    assert built.codes == ["SE001"]
    assert not built.report.failed
    assert of_search(tree(built.out)) == {}
    assert 'role="search"' not in built.text("index.html")


def test_a_file_in_the_folder_of_the_index_is_a_problem(site):
    assert "UR004" in site(SITE + "-- content/pagefind.md --\n# Mine\n").codes


def test_the_same_pages_give_the_same_bytes(tmp_path):
    root = unpacked(SITE, tmp_path / "site")
    for name in ("one", "two"):
        assert not build(Request(root, NOW), tmp_path / name).failed
    assert tree(tmp_path / "one") == tree(tmp_path / "two")


def changed(path: str, old: str, new: str, root) -> None:
    file = root / path
    assert old in file.read_text()
    file.write_text(file.read_text().replace(old, new))


@pytest.mark.parametrize(
    ("path", "old", "new", "is_new"),
    [
        ("content/services/vpn.md", "Words in", "Other words in", True),
        ("content/services/vpn.md", "summary: From home.", "summary: From afar.", True),
        ("content/services/vpn.md", "4711", "4712", True),
        ("content/news/2026-03-03-draft.md", "hiddendrafttext", "other hidden text", False),
        ("site.yaml", "name: IT Test", "name: IT Probe", False),
    ],
)
def test_the_index_is_made_anew_only_when_something_in_it_has_changed_and_is_that_of_a_clean_build(tmp_path, path, old, new, is_new):
    root, out = unpacked(SITE, tmp_path / "site"), tmp_path / "site/build"
    request = Request(root, NOW, store=MemoryStore())
    build(request, out)
    before = of_search(tree(out))
    stands = {file: (out / file).stat().st_ino for file in before}
    changed(path, old, new, root)
    build(request, out)
    after = of_search(tree(out))
    assert (after != before) is is_new
    assert list(differences(replace(request, store=MemoryStore()), out)) == []
    if not is_new:
        assert {file: (out / file).stat().st_ino for file in after} == stands
    assert not build(request, out).made


def test_a_file_of_the_index_that_somebody_has_changed_is_mended(tmp_path):
    root, out = unpacked(SITE, tmp_path / "site"), tmp_path / "site/build"
    request = Request(root, NOW, store=MemoryStore())
    build(request, out)
    before = tree(out)
    (out / "pagefind/words.de.txt").unlink()
    (out / "pagefind/pagefind.js").write_text("alert(1)")
    (out / "pagefind/left.over").write_text("")
    build(request, out)
    assert tree(out) == before


def test_an_index_that_is_no_more_wanted_is_gone(tmp_path):
    root, out = unpacked(SITE, tmp_path / "site"), tmp_path / "site/build"
    request = Request(root, NOW, store=MemoryStore())
    build(request, out)
    changed("site.yaml", "search: {}\n", "", root)
    build(request, out)
    assert of_search(tree(out)) == {}
    assert list(differences(replace(request, store=MemoryStore()), out)) == []
