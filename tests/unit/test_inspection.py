"""A finished page to its facts."""

from itsite.inspection import inspect

PAGE = """<!doctype html><html lang="de"><head><title>A &amp; B</title>
<link rel="canonical" href="https://a.example/x/"><link rel="stylesheet" href="../site.css">
<meta http-equiv="Refresh" content="0; url=../new/"></head>
<body><h1 id="one">One <em>two</em></h1><h2>Three</h2><p id="one"></p>
<img src="a.png" srcset="b.png 1x, c.png 2x"><img src="https://other.example/d.png" alt="">
<video poster="e.png" src="f.mp4"></video><a href="#one">x</a><a href="https://other.example/">y</a>
<svg><title>icon</title><use href="#g"/></svg></body></html>"""


def test_a_page_is_known_by_its_ids_addresses_headings_and_pictures():
    facts = inspect("x/index.html", PAGE.encode())
    assert (facts.path, facts.lang, facts.title, facts.size_bytes) == ("x/index.html", "de", "A & B", len(PAGE.encode()))
    assert facts.ids == ("one", "one")
    assert facts.headings == ((1, "One two"), (2, "Three"))
    assert facts.pictures_without_alt == ("a.png",)
    assert set(facts.addresses) == {
        "https://a.example/x/", "../site.css", "../new/", "a.png", "b.png", "c.png", "https://other.example/d.png", "e.png", "f.mp4", "#one",
        "https://other.example/", "#g",
    }  # fmt: skip


def test_what_a_browser_would_fetch_from_elsewhere_is_told_from_what_a_reader_may_follow():
    assert inspect("x/index.html", PAGE.encode()).asked_elsewhere == ("https://other.example/d.png",)


def test_an_empty_page_has_no_facts():
    facts = inspect("x.html", b"")
    assert (facts.ids, facts.addresses, facts.headings) == ((), (), ())
