"""The printed configurations, tried with the servers that they are for."""

import gzip
import urllib.error
import urllib.request
from dataclasses import dataclass
from email.message import Message
from xml.etree import ElementTree as ET

import pytest

from itsite.model.policy import ALWAYS, content_policy
from itsite.serve.media_types import media_type
from tests.conftest import unpacked
from tests.hosting.serving import apache_serving, nginx_serving, printed

SITE = """
-- site.yaml --
name: IT Test
url: https://it.test.example/
-- content/index.md --
# Home

See [the film](film.vtt), [the picture](dot.svg), [the program](sum.wasm), [the sheet](list.xlsx) and [the photograph](dot.png).
-- content/film.vtt --
WEBVTT
-- content/sum.wasm --
x
-- content/list.xlsx --
x
-- content/dot.png --
x
-- content/dot.svg --
<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>
-- content/news/2026-11-02-a.md --
---
title: A
summary: B
---
C
"""
SERVERS = {"nginx": nginx_serving, "apache": apache_serving}
POLICY = content_policy(search=False)
ENDING_TYPES = {
    "vtt": "text/vtt; charset=utf-8",
    "wasm": "application/wasm",
    "png": "image/png",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Message
    body: bytes


def asked(url: str, **headers: str) -> Answer:
    request = urllib.request.Request(url, headers={name.replace("_", "-"): value for name, value in headers.items()})  # noqa: S310 - our own server
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310 - our own server
            return Answer(answer.status, answer.headers, answer.read())
    except urllib.error.HTTPError as error:
        with error:
            return Answer(error.code, error.headers, error.read())


@pytest.fixture(scope="module", params=["/", "/it/"])
def built(request, tmp_path_factory):
    """A site, its document root, and its path there."""
    from itsite.pipeline import Request, build
    from tests.conftest import NOW

    root = tmp_path_factory.mktemp("hosted")
    site = unpacked(SITE, root / "site")
    out = root / "www" / request.param.strip("/")
    out.parent.mkdir(exist_ok=True)
    assert not build(Request(site, NOW), out).failed
    return site, root / "www", request.param


@pytest.fixture(scope="module", params=list(SERVERS))
def address(request, built):
    site, www, path = built
    with SERVERS[request.param](site, www, path) as start:
        yield start.rstrip("/") + path


@pytest.fixture(scope="module")
def files(built):
    _, www, path = built
    folder = www / path.strip("/")
    return [file.relative_to(folder).as_posix() for file in sorted(folder.rglob("*")) if file.is_file()]


def test_every_answer_has_the_policy_and_the_other_headers(address):
    for path, status in (("", 200), ("feed.xml", 200), ("news/2026/a/", 200), ("no/such/page/", 404)):
        answer = asked(address + path)
        assert answer.status == status
        assert answer.headers.get_all("Content-Security-Policy") == [POLICY.header]
        for name, value in ALWAYS:
            assert answer.headers.get_all(name) == [value], (path, name)


def test_the_policy_forbids_frames_where_a_meta_cannot(address):
    assert "frame-ancestors 'none'" in asked(address).headers["Content-Security-Policy"]
    assert "frame-ancestors" not in POLICY.meta


def test_only_files_with_a_fingerprint_are_kept(address, files):
    for path in files:
        kept = "immutable" in asked(address + path).headers["Cache-Control"]
        assert kept == path.startswith("assets/"), path
    assert asked(address + "assets/no-such-file.css").headers.get_all("Cache-Control") == ["no-cache"]


def test_every_file_has_its_media_type(address, files):
    for path in files:
        expected = next((kind for ending, kind in ENDING_TYPES.items() if path.endswith(f".{ending}")), None) or media_type(path)
        assert asked(address + path).headers["Content-Type"].replace(" ", "").lower() == expected.replace(" ", ""), path
    assert {path.rpartition(".")[2] for path in files} >= set(ENDING_TYPES)


@pytest.mark.parametrize(("name", "kind"), [("feed.xml", "application/rss+xml"), ("atom.xml", "application/atom+xml")])
def test_a_browser_gets_feeds_as_xml_that_it_shows_with_their_style_sheet(address, name, kind):
    for accept, expected in (
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "application/xml"),
        ("*/*", kind),
        (f"{kind}, */*;q=0.1", kind),
    ):
        answer = asked(address + name, Accept=accept)
        assert (answer.status, answer.headers["Content-Type"].replace(" ", "").lower()) == (200, f"{expected};charset=utf-8")
        assert "Accept" in [part.strip() for value in answer.headers.get_all("Vary") for part in value.split(",")]
        assert answer.headers.get_all("Content-Security-Policy") == [POLICY.header]
        assert asked(address + name, Accept=accept, If_None_Match=answer.headers["ETag"]).status == 304
    assert asked(address + f"no/such/{name}", Accept="text/html").status == 404


def test_the_page_for_what_does_not_exist_is_the_sites_own(address):
    answer = asked(address + "no/such/page/")
    assert answer.body == asked(address + "404.html").body
    assert b"<h1" in answer.body


def test_texts_are_compressed_and_what_is_known_is_not_sent_again(address):
    whole = asked(address + "feed.xml")
    small = asked(address + "feed.xml", Accept_Encoding="gzip")
    assert small.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(small.body) == whole.body
    assert "Accept-Encoding" in small.headers["Vary"]
    again = asked(address + "feed.xml", Accept_Encoding="gzip", If_None_Match=small.headers["ETag"])
    assert again.status == 304


@pytest.mark.parametrize(("url", "before"), [("https://x.example/", "/"), ("https://x.example/it/", "/it/")])
def test_the_headers_file_has_a_rule_for_the_path_of_the_site(tmp_path, url, before):
    rules = [block.splitlines() for block in printed("_headers", unpacked(SITE, tmp_path), url, tmp_path).split("\n\n")]
    by_path = {path: dict(line.strip().split(": ", 1) for line in lines) for path, *lines in rules}
    assert by_path[f"{before}*"] == {"Content-Security-Policy": POLICY.header, **dict(ALWAYS)}
    assert "immutable" in by_path[f"{before}assets/*"]["Cache-Control"]
    assert by_path[f"{before}feed.xml"] == by_path[f"{before}*/feed.xml"] == {"Content-Type": "application/rss+xml; charset=utf-8"}
    assert all(path.startswith(before) for path in by_path)


@pytest.mark.parametrize(("url", "below"), [("https://x.example/", ""), ("https://x.example/it/", "it/")])
def test_the_configuration_of_iis_says_the_same(tmp_path, url, below):
    root = ET.fromstring(printed("iis", unpacked(SITE, tmp_path), url, tmp_path))  # noqa: S314 - our own file
    whole, kept = root.find("system.webServer"), root.find("location")
    assert whole is not None
    assert kept is not None
    headers = {one.get("name"): one.get("value") for one in whole.iterfind("httpProtocol/customHeaders/add")}
    assert headers == {"Content-Security-Policy": POLICY.header, **dict(ALWAYS), "Cache-Control": "no-cache"}
    assert kept.get("path") == f"{below}assets"
    assert "immutable" in str(next(kept.iter("add")).get("value"))
    types = {str(one.get("fileExtension")): str(one.get("mimeType")) for one in whole.iterfind("staticContent/mimeMap")}
    assert len(types) == len(whole.findall("staticContent/mimeMap"))
    assert types.items() >= {f".{ending}": kind for ending, kind in ENDING_TYPES.items()}.items()
    assert types[".*"] == "application/octet-stream"
    missing = whole.find("httpErrors/error")
    assert missing is not None
    assert str(missing.get("path")).replace("\\", "/") == f"{below}404.html"


def test_a_mistake_in_site_yaml_is_shown_instead(itsite, tmp_path):
    ran = itsite("headers", "nginx", "--site", unpacked("-- site.yaml --\nname: IT\nurl: nowhere\n", tmp_path))
    assert (ran.code, ran.out) == (1, "")
    assert "site.yaml:2:" in ran.err


def test_only_the_search_may_run_webassembly():
    assert "wasm" not in POLICY.header
    with_search = dict(content_policy(search=True).directives)
    assert with_search["script-src"] == "'self' 'wasm-unsafe-eval'"
    assert {**with_search, "script-src": "'self'"} == dict(POLICY.directives)
    assert "unsafe-inline" not in content_policy(search=True).header
