"""Whatever a small site looks like: every address resolves, every path is safe and its own, the sitemap is the set of pages."""

import tempfile
import unicodedata
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from itsite.pipeline import Request, build
from tests.conftest import NOW, Built, tree, unpacked
from tests.parsing import broken, feed_of, pages_of, sitemap_of

URL = "https://it.test.example/base/"
WORDS = st.text(alphabet=st.sampled_from("abzAZ09 äöüßéØ日本&+#<>\"'%?=.:,-_()[]{}*~`!|\\/🦊"), min_size=1, max_size=12)
NAMES = st.sampled_from(
    ["vpn", "über uns", "C & A", "日本", "a.b", "INDEX", "page", "x-1", "tags", "news", "subscribe", "2026", "de", "feed.xml", "404", "assets"]
)
FOLDERS = st.sampled_from(["", "services/", "help/", "Über uns/", "help/deep/er/", "news/", "newsletters/", "tags/", "page/"])


@st.composite
def pages(draw):
    """A page: path and text; news and newsletters with their dates."""
    folder, name = draw(FOLDERS), draw(NAMES)
    lang = draw(st.sampled_from(["", ".de"]))
    day = f"2026-{draw(st.integers(1, 12)):02}-{draw(st.integers(1, 28)):02}"
    dated = folder in {"news/", "newsletters/"}
    path = folder + (f"{day}-{name}" if dated else draw(st.sampled_from([name, name, "index"]))) + lang + ".md"
    lines = ["title: " + quoted(draw(WORDS))]
    if draw(st.booleans()):
        lines.append("tags: [" + ", ".join(quoted(tag) for tag in draw(st.lists(WORDS, max_size=3))) + "]")
    if draw(st.booleans()):
        lines.append("draft: true")
    if draw(st.booleans()):
        lines.append("aliases: [" + ", ".join(quoted(f"/old/{n}/") for n in draw(st.lists(st.integers(0, 3), max_size=2))) + "]")
    heading = draw(WORDS).replace("`", "")
    return path, "---\n" + "\n".join(lines) + f"\n---\n## {heading}\n\ntext\n"


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def archive(found):
    links = "\n".join(f"- [](</{path}>)" for path, _ in found)
    parts = [f"-- site.yaml --\nname: IT\nurl: {URL}\nlanguages: [en, de]\nhtml: {{per_page: 2}}\n", f"-- content/start.md --\n# Start\n\n{links}\n"]
    return "".join([*parts, *(f"-- content/{path} --\n{text}" for path, text in found)])


def safe(path):
    parts = path.split("/")
    return not path.startswith("/") and all(p not in {"", ".", ".."} and len(p.encode()) <= 255 and not set(p) & set('\\<>:"|?*') for p in parts)


@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.lists(pages(), max_size=6, unique_by=lambda page: unicodedata.normalize("NFC", page[0]).casefold()))
def test_a_site_that_builds_is_whole(found):
    with tempfile.TemporaryDirectory() as folder:
        root = unpacked(archive(found), Path(folder) / "site")
        built = Built(root, build(Request(root, NOW), root / "build"))
        assert all(p.code in EXPECTED for p in built.report.problems), built.problems
        if built.report.failed:
            assert not built.out.exists()
            return
        documents = pages_of(built.out)
        assert broken(documents, built.paths, URL) == []
        assert all(safe(path) for path in built.paths)
        assert len({path.casefold() for path in built.paths}) == len(built.paths) == built.report.outputs
        for page in documents.values():
            assert len(page.ids) == len(set(page.ids)), page.path
            assert len(page.all("h1")) == 1, page.path
        canonical = {link.get("href") for p in documents.values() if not p.is_stub for link in p.all("link") if link.get("rel") == "canonical"}
        assert set(sitemap_of((built.out / "sitemap.xml").read_bytes())) == canonical
        for feed in built.out.rglob("feed.xml"):
            items = feed_of(feed.read_bytes()).items
            assert len({item.guid for item in items}) == len(items)
            assert {item.link for item in items} <= canonical
        before = tree(built.out)
        again = build(Request(root, NOW), root / "build")
        assert not again.failed
        assert tree(built.out) == before


# Two pages at one address, spellings of a tag, links to drafts, doubled old addresses: a writer may do all of that.
EXPECTED = {"UR001", "UR002", "UR004", "TG001", "LK005", "FM011", "FM014"}
