"""What the preview gives to whom: nothing outside the site, nothing to other websites (S1 to S3, S6, S7)."""

import contextlib
import random
import re
import time

import pytest

from itsite.serve.media_types import media_type
from tests.conftest import unpacked
from tests.serve.conftest import SITE
from tests.serve.served import Reply, serving

PATHS = [
    "/../../etc/passwd",
    "/it/../../../etc/passwd",
    "/%2e%2e/%2e%2e/etc/passwd",
    "/it/..%2f..%2f..%2fetc/passwd",
    "/it/..%5c..%5cetc%5cpasswd",
    "/it/..\\..\\site.yaml",
    "//etc/passwd",
    "/it//etc/passwd",
    "/%00",
    "/it/about/%00.html",
    "/it/%0d%0aSet-Cookie:%20a=b",
    "/it/%0a",
    "/.git/config",
    "/it/.git/config",
    "/it/site.yaml",
    "/it/content/about.md",
    "/site.yaml",
    "/it/.itsite/cache",
    "/it/%c0%ae%c0%ae/%c0%ae%c0%ae/etc/passwd",
    "/it/%e0%80%ae%e0%80%ae/etc/passwd",
    "/it/%ff%fe",
    "/it/about/../../../../etc/passwd",
    "/_itsite/../../etc/passwd",
    "/_itsite/..%2fapp.py",
    "/_itsite/%2e%2e%2fapp.py",
    "/_itsite/app.py",
    "/_itsite/page?path=../../../etc/passwd",
    "/it/" + "a" * 65_536,
    "/" + "../" * 5_000,
    "http://elsewhere.example/it/about/",
    "*",
    "elsewhere.example:443",
]


def request(served, path, method="GET", host=None, **more: str):
    lines = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in more.items())
    return f"{method} {path} HTTP/1.1\r\nHost: {host or f'localhost:{served.port}'}\r\n{lines}Connection: close\r\n\r\n".encode("latin-1")


def status(answer):
    match = re.match(rb"HTTP/1\.1 (\d{3})", answer)
    return int(match[1]) if match else 0


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path[:40])
def test_no_path_leads_out_of_the_site(preview, path):
    (preview.root / ".git").mkdir(exist_ok=True)
    (preview.root / ".git/config").write_text("[secret]")
    answer = preview.raw(request(preview, path))
    live = b"/_itsite/page" in path.encode()
    assert status(answer) in ({200} if live else {400, 404, 414, 431}), answer[:200]
    assert b"root:" not in answer
    assert b"[secret]" not in answer
    assert b"name: IT Test" not in answer
    assert b"Set-Cookie" not in answer.partition(b"\r\n\r\n")[0]


def test_a_picture_that_has_become_a_link_out_of_the_site_is_not_followed(serve, tmp_path):
    served = serve()
    picture = re.search(r'src="\./(assets/dot\.[^"]+)"', served.page(""))
    assert picture
    assert served.ask(f"/it/{picture[1]}").status == 200
    (tmp_path / "secret").write_text("root:")
    (served.root / "content/dot.svg").unlink()
    (served.root / "content/dot.svg").symlink_to(tmp_path / "secret")
    assert "root:" not in served.ask(f"/it/{picture[1]}").body.decode()
    with contextlib.closing(served.stream()) as stream:
        while "a symbolic link leads out of content/" not in served.live("")["overlay"]:
            assert stream.next() is not None
    assert served.ask(f"/it/{picture[1]}").status == 404


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:80", "127.0.0.1", "127.0.0.1:9", "[::1]", "[::1]:8000", "it-test.local"])
def test_own_names_pass(named, host):
    assert named.ask("/it/", Host=host).status == 200


@pytest.fixture(scope="module")
def named(tmp_path_factory):
    with serving(unpacked(SITE, tmp_path_factory.mktemp("named") / "site"), "--allow-host", "IT-test.local") as served:
        yield served


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "localhost.evil.example",
        "evil.example:8000",
        "127.0.0.1.evil.example",
        "10.0.0.7",
        "localhost@evil.example",
        "",
        "localhost,evil.example",
        "[::2]",
    ],
)
def test_other_names_are_refused(preview, host):
    for path in ("/it/", "/_itsite/", "/_itsite/events", "/_itsite/live.js"):
        answer = preview.raw(f"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
        assert status(answer) in {400, 421}, answer[:200]
        assert b"Welcome" not in answer
    assert status(preview.raw(b"GET /it/ HTTP/1.0\r\n\r\n")) == 421
    assert status(preview.raw(b"GET /it/ HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\nConnection: close\r\n\r\n")) in {400, 421}


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "https://localhost", "http://localhost:1", "http://127.0.0.1.evil.example"])
def test_other_websites_are_refused_everywhere(preview, origin):
    for path in ("/it/", "/_itsite/", "/_itsite/events", "/_itsite/page?path=/it/"):
        reply = preview.ask(path, Origin=origin)
        assert reply.status == 403
        assert "access-control-allow-origin" not in reply.headers
    form = f"token={preview.token}&drafts=&classification=public&at="
    kind = {"Content_Type": "application/x-www-form-urlencoded"}
    assert preview.ask("/_itsite/edition", "POST", form, Origin=origin, **kind).status == 403
    assert "Draft news" in preview.page("news/")
    preflight = preview.ask("/_itsite/edition", "OPTIONS", Origin=origin, Access_Control_Request_Method="POST")
    assert preflight.status == 403
    assert not [name for name in preflight.headers if name.startswith("access-control")]


def test_another_website_may_link_but_not_embed_fetch_or_post(preview):
    def asked(path="/it/", method="GET", **fetch: str):
        return preview.ask(path, method, **{f"Sec_Fetch_{name.title()}": value for name, value in fetch.items()}).status

    assert asked(site="cross-site", mode="navigate", dest="document") == 200
    assert asked(site="none", mode="navigate", dest="document") == 200
    assert asked(site="same-origin", mode="cors", dest="empty") == 200
    for site in ("cross-site", "same-site"):
        assert asked(site=site, mode="navigate", dest="iframe") == 403
        assert asked(site=site, mode="no-cors", dest="script") == 403
        assert asked("/_itsite/events", site=site, mode="cors", dest="empty") == 403
        assert asked("/_itsite/edition", "POST", site=site, mode="navigate", dest="document") == 403


def switch(served, form, **headers: str):
    return served.ask("/_itsite/edition", "POST", form, **{"Content_Type": "application/x-www-form-urlencoded", **headers})


def test_the_edition_is_switched_by_a_form_with_the_token_only(serve):
    served = serve()
    token = served.token
    own = f"http://localhost:{served.port}"
    for form in ("drafts=&classification=public", "token=&drafts=", "token=guess&drafts=", "token=ü&drafts=", "%ff%fe", "x" * 20_000):
        assert switch(served, form).status in {400, 403}, form
    assert served.ask("/_itsite/edition", "POST", f'{{"token": "{token}"}}', Content_Type="application/json").status == 400
    assert switch(served, f"token={token}&classification=secret").status == 400
    assert switch(served, f"token={token}&at=tomorrow").status == 400
    assert "Draft news" in served.page("news/")
    stream = served.stream()
    before = stream.next()
    reply = switch(served, f"token={token}&drafts=&classification=internal&at=", Origin=own)
    assert (reply.status, reply.headers["location"]) == (303, "/_itsite/")
    assert stream.after(before) == before + 1
    assert "Draft news" not in served.page("news/")
    assert served.ask("/it/news/2026/draft/").status == 404
    switch(served, f"token={token}&drafts=yes&classification=internal&at=2031-05-07")
    assert "Later news" in served.page("news/")
    assert "7 May 2031" in served.live("")["bar"]
    switch(served, f"token={token}&drafts=yes&classification=internal&at=2031-05-07&now=yes")
    assert "Later news" not in served.page("news/")
    stream.close()


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "TRACE", "OPTIONS", "PROPFIND"])
def test_pages_are_only_read(preview, method):
    for path in ("/it/about/", "/_itsite/", "/_itsite/events", "/nowhere"):
        answer = preview.raw(request(preview, path, method, Content_Length="0"))
        assert status(answer) == 405, answer[:200]
        assert {name.strip() for name in re.search(rb"(?i)\r\nallow: ([^\r]+)", answer)[1].decode().split(",")} == {"GET", "HEAD"}
    assert status(preview.raw(request(preview, "/_itsite/edition"))) == 405


def test_head_is_get_without_a_body(preview):
    for path in ("/it/", "/it/about/", "/it/feed.xml", "/it/nowhere/", "/_itsite/", "/_itsite/live.css"):
        asked, head = preview.ask(path), preview.ask(path, "HEAD")
        assert (head.status, head.body) == (asked.status, b"")
        assert head.headers == asked.headers
    assert preview.ask("/_itsite/events", "HEAD").headers["content-type"].startswith("text/event-stream")


FILES = {
    "md": "text/markdown; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
    "vcf": "text/vcard; charset=utf-8",
    "json": "application/json; charset=utf-8",
    "xml": "application/xml; charset=utf-8",
    "svg": "image/svg+xml; charset=utf-8",
    "woff2": "font/woff2",
    "webmanifest": "application/manifest+json; charset=utf-8",
    "pdf": "application/pdf",
    "xyz": "application/octet-stream",
}


def test_every_answer_says_its_type_and_is_kept_nowhere(serve):
    assert {ending: media_type(f"assets/file.0123456789.{ending}") for ending in FILES} == FILES
    links = " ".join(f"[{ending}](file.{ending})" for ending in FILES if ending != "md")
    served = serve(f"-- content/index.md --\n# Home\n\n{links}\n")
    for ending in FILES:
        if ending != "md":
            served.write(f"content/file.{ending}", "<svg xmlns='http://www.w3.org/2000/svg'/>" if ending == "svg" else ending)
    stream = served.stream()
    stream.next()
    found = {name: url for url, name in re.findall(r'href="\./(assets/file\.[0-9a-f]+\.(\w+))"', wait_for_links(served, stream))}
    stream.close()
    for name, url in found.items():
        assert served.ask(f"/{url}").headers["content-type"] == FILES[name]
    assert len(found) == len(FILES) - 1
    assert served.ask("/feed.xml").headers["content-type"] == "application/rss+xml; charset=utf-8"
    assert served.ask("/feed.xml", Accept="text/html,*/*;q=0.8").headers["content-type"] == "application/xml; charset=utf-8"
    assert served.ask("/robots.txt").headers["content-type"] == "text/plain; charset=utf-8"
    for path in ("/", "/feed.xml", "/nowhere/", "/_itsite/", "/_itsite/live.js", "/_itsite/page?path=/", f"/{found['pdf']}"):
        headers = served.ask(path).headers
        assert headers["cache-control"] == "no-store"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cross-origin-resource-policy"] == "same-origin"
        assert "frame-ancestors" in headers["content-security-policy"]


def wait_for_links(served, stream):
    while "assets/file." not in served.page(""):
        assert stream.next() is not None
    return served.page("")


def test_parts_of_a_film_can_be_asked_for(serve):
    served = serve("-- content/index.md --\n# Home\n\n[film](film.mp4)\n-- content/film.mp4 --\n0123456789")
    film = re.search(r'href="\./(assets/film[^"]+)"', served.page(""))
    assert film
    reply: Reply = served.ask(f"/{film[1]}", Range="bytes=2-4")
    assert (reply.status, reply.body) == (206, b"234")


def rubbish(number):
    """One of many requests that no browser makes."""
    chance = random.Random(number)  # noqa: S311 - the same rubbish each time
    noise = chance.randbytes(chance.randrange(1, 400))
    return chance.choice([
        noise,
        b"GET /" + noise + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: " + noise + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\n" + noise + b": x\r\n\r\n",
        b"POST /_itsite/edition HTTP/1.1\r\nHost: localhost\r\nContent-Length: 999999999\r\n\r\n" + noise,
        b"POST /_itsite/edition HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nffffffffff\r\n" + noise,
        b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * chance.choice([100, 40_000, 200_000]) + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + b"".join(b"X-%d: y\r\n" % n for n in range(3_000)) + b"Host: localhost\r\n\r\n",
        b"GET /" + b"%2e%2e/" * chance.randrange(2_000) + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET / HTTP/9.9\r\nHost: localhost\r\n\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"GET /_itsite/events HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: eA==\r\n\r\n" if number % 50 == 0 else noise,
    ])  # fmt: skip


def test_a_thousand_requests_of_rubbish_leave_no_trace(preview):
    preview.ask("/it/")
    before = preview.memory_kb
    for number in range(1_000):
        answer = preview.raw(rubbish(number), timeout=2, whole=False)
        assert status(answer) < 500, (number, answer[:300])
    began = time.monotonic()
    assert "Welcome." in preview.page("")
    assert time.monotonic() - began < 0.1
    assert preview.memory_kb - before < 20_000
    assert preview.err.found == []
