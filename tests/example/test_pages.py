"""The example site, every page of it, as a browser, a validator and a plain web server see it."""

import datetime as dt
import functools
import http.server
import itertools
import re
import shutil
import subprocess
import threading
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

import pytest

from itsite.pipeline import Request, build
from tests.conftest import NOW, Built, tree
from tests.parsing import broken, pages_of, program, schema_faults, sitemap_of

ROOT = Path(__file__).parent.parent.parent
VNU = ROOT / ".cache/node_modules/vnu-jar/build/dist/vnu.jar"
URL = "https://it.ottersbek.example/"
# From a file, the checker takes nothing for 'self'. What the policy does in truth is seen in tests/browser/test_policy.py.
NOT_SELF = r"Resource violates Content Security Policy \(meta tag\): [a-z ]+ “\.{0,2}/[^”]*” blocked by .*"
FETCHING = {"img", "script", "video", "audio", "source", "track", "iframe", "object", "embed", "form", "image", "use"}


@pytest.fixture(scope="module")
def pages(example):
    return pages_of(example.out)


def test_it_builds_without_a_word(example):
    assert not example.problems


@pytest.mark.java
def test_the_nu_html_checker_finds_nothing(example):
    if not VNU.is_file():
        pytest.skip("the Nu HTML checker is not there: make test installs it")
    command = [
        program("java"),
        "-Xss8m",
        "-jar",
        VNU,
        "--skip-non-html",
        "--Werror",
        "--also-check-css",
        "--also-check-svg",
        "--filterpattern",
        NOT_SELF,
        example.out,
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert (done.stdout + done.stderr).splitlines()[:20] == []
    assert done.returncode == 0


def test_every_address_inside_the_site_leads_to_a_file_and_every_anchor_to_an_id(example, pages):
    assert broken(pages, example.paths, URL) == []


def test_nothing_is_asked_of_another_host(example, pages):
    asked = []
    for page in pages.values():
        for element, _, address in page.addresses():
            rel = set((element.get("rel") or "").split())
            fetches = element.tag in FETCHING or (element.tag == "link" and not rel & {"canonical", "alternate"})
            if fetches and re.match(r"(https?:)?//", address):
                asked.append(f"{page.path}: {address}")
        contents = [meta.get("content", "") for meta in page.all("meta")]
        asked += [f"{page.path}: {content}" for content in contents if "://" in content and not content.startswith(URL)]
        asked += [f"{page.path}: inline {e.tag}" for e in page.root.iter() if e.tag == "style" or "url(" in (e.get("style") or "")]
    for sheet in example.out.rglob("*.css"):
        text = sheet.read_text(encoding="utf-8")
        asked += re.findall(r"""@import[^;]*|url\(\s*["']?(?:https?:|//)[^)]*""", text)
    assert asked == []


def test_links_to_other_hosts_are_those_that_writers_wrote(pages):
    written = "\n".join(file.read_text(encoding="utf-8") for file in [*(ROOT / "content").rglob("*.md"), ROOT / "site.yaml"])
    others = {address for page in pages.values() for _, _, address in page.addresses() if re.match(r"(https?:)?//", address) and not address.startswith(URL)}
    assert {address for address in others if address.rstrip("/") not in written} == set()


def test_every_page_has_one_first_heading_a_language_a_title_and_unique_ids(pages):
    for page in pages.values():
        assert len(page.text("h1")) == 1, page.path
        assert page.text("h1")[0], page.path
        assert page.all("html")[0].get("lang") == ("de" if page.path.startswith("de/") else "en"), page.path
        assert page.text("title")[0], page.path
        assert len(page.ids) == len(set(page.ids)), page.path


def test_headings_leave_out_no_level(pages):
    for page in pages.values():
        levels = [int(e.tag[1]) for e in page.root.iter() if isinstance(e.tag, str) and re.fullmatch("h[1-6]", e.tag)]
        assert all(after <= before + 1 for before, after in itertools.pairwise(levels)), (page.path, levels)


def test_every_page_leads_to_a_feed_that_exists(example, pages):
    for page in pages.values():
        if page.is_stub:
            continue
        feeds = [link for link in page.all("link") if link.get("type") == "application/rss+xml"]
        assert feeds, page.path
        for link in feeds:
            assert link.get("rel") == "alternate"
            assert link.get("title")
            path = urllib.parse.urlsplit(urllib.parse.urljoin(URL + page.path, link.get("href"))).path.lstrip("/")
            assert example.exists(path), (page.path, path)
            assert path.startswith("de/") == page.path.startswith("de/")


def test_every_picture_has_words_or_is_marked_as_ornament(pages):
    assert [page.path for page in pages.values() for image in page.all("img") if image.get("alt") is None] == []


def test_the_sitemap_is_the_set_of_canonical_addresses(example, pages):
    assert not schema_faults("sitemap.rnc", example.out / "sitemap.xml")
    listed = sitemap_of((example.out / "sitemap.xml").read_bytes())
    canonical = {link.get("href") for p in pages.values() if not p.is_stub for link in p.all("link") if link.get("rel") == "canonical"}
    assert len(listed) == len(set(listed))
    assert set(listed) == canonical


def test_translations_name_each_other_both_ways(pages):
    alternates = {}
    for page in pages.values():
        own = next((link.get("href") for link in page.all("link") if link.get("rel") == "canonical"), None)
        found = {link.get("hreflang"): link.get("href") for link in page.all("link") if link.get("hreflang")}
        is_original = own == URL + page.path.removesuffix("index.html")
        assert is_original or not found
        if is_original and not page.is_stub:
            assert own in found.values(), page.path
            alternates[own] = found
    for own, found in alternates.items():
        for other in found.values():
            assert alternates.get(other) == found, (own, other)


def test_it_works_without_scripts(pages):
    for page in pages.values():
        assert not [e for e in page.root.iter() if isinstance(e.tag, str) and any(name.startswith("on") for name in e.attrib)], page.path
        assert not [address for _, _, address in page.addresses() if address.lower().startswith("javascript:")], page.path


def test_two_builds_at_different_hours_are_the_same_bytes(example, tmp_path):
    later = tmp_path / "build"
    build(Request(ROOT, NOW + dt.timedelta(hours=7)), later)
    assert tree(later) == tree(example.out)


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_arguments: object):
        """Says nothing."""


def served_pages(folder: Path, start: str) -> tuple[dict[str, int], list[str]]:
    """Every address that can be reached from a start on a plain static server, with its status; and those that left its path."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    host = f"http://127.0.0.1:{server.server_port}"
    status: dict[str, int] = {}
    left: list[str] = []
    waiting = [host + start]
    try:
        while waiting:
            url = waiting.pop()
            if url in status:
                continue
            if not url.startswith(host + start):
                left.append(url)
                continue
            try:
                with urllib.request.urlopen(url, timeout=20) as answer:  # noqa: S310 - our own server
                    status[url], body, kind = answer.status, answer.read().decode("utf-8", "replace"), answer.headers["Content-Type"]
            except urllib.error.HTTPError as error:
                status[url] = error.code
                error.close()
                continue
            if kind.startswith("text/html"):
                found = re.findall(r'\s(?:href|src)="([^"#]+)', re.sub(r'<link rel="(?:canonical|alternate" hreflang)[^>]*>', "", body))
                joined = (urllib.parse.urljoin(url, address.replace("&amp;", "&")) for address in found)
                waiting += [address for address in joined if address.startswith(host)]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
    return status, left


def test_from_a_plain_server_at_its_root_every_page_is_reached(example, pages):
    status, left = served_pages(example.out, "/")
    assert {url for url, code in status.items() if code != 200} == set()
    assert left == []
    reached = {urllib.parse.unquote(urllib.parse.urlsplit(url).path) for url in status}
    expected = {"/" + path.removesuffix("index.html") for path, page in pages.items() if not page.is_stub and path != "404.html"}
    assert expected <= reached


def test_below_a_base_path_every_page_is_reached_and_nothing_leads_out_of_it(pages, tmp_path):
    url = "https://x.example/it/"
    report = build(Request(ROOT, NOW, url=url), tmp_path / "www/it")
    based = Built(tmp_path, report)
    assert not report.problems
    found = pages_of(tmp_path / "www/it")
    paths = set(tree(tmp_path / "www/it"))
    assert broken(found, paths, url) == []
    assert set(found) == set(pages)
    assert {link.get("href")[: len(url)] for p in found.values() for link in p.all("link") if link.get("rel") == "canonical"} == {url}
    for page in ("index.html", "404.html", "de/index.html"):
        assert "/it/it/" not in (tmp_path / "www/it" / page).read_text(encoding="utf-8")
    status, left = served_pages(tmp_path / "www", "/it/")
    assert {address for address, code in status.items() if code != 200} == set()
    assert left == []
    assert len(status) > len(found) / 2
    shutil.rmtree(based.root / "www")
