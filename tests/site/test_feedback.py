"""Remarks on a page: to whom they go, and what they say by themselves."""

import urllib.parse

from tests.parsing import parsed

HOME = "-- content/index.md --\n---\ntitle: Home\nowner: desk@a.example\n---\nx\n"


def remark(built, path):
    """Address, subject and text of the mail that the page offers; None when it offers none."""
    links = [a.get("href") for div in parsed(built.text(path)).all("div") if div.get("class") == "feedback wrap" for a in div.iter("a")]
    if not links:
        return None
    url = urllib.parse.urlsplit(links[0])
    query = urllib.parse.parse_qs(url.query, strict_parsing=True)
    return url.path, query["subject"][0], query["body"][0].strip()


def test_a_remark_goes_to_the_owner_with_title_and_address(site):
    built = site(HOME + '-- content/a.md --\n---\ntitle: "Ask & answer: 100 % <Ö>"\nowner: ida@a.example\n---\nx\n')
    assert remark(built, "a/index.html") == ("ida@a.example", "About the page: Ask & answer: 100 % <Ö>", "https://it.test.example/a/")


def test_without_an_owner_it_goes_to_who_answers_for_the_start_page(site):
    built = site(HOME + "-- content/a.md --\n# A\n-- content/news/2026-11-01-n.md --\n# N\n")
    assert remark(built, "a/index.html") == ("desk@a.example", "About the page: A", "https://it.test.example/a/")
    assert remark(built, "news/index.html") == ("desk@a.example", "About the page: News", "https://it.test.example/news/")


def test_where_nobody_is_named_none_is_offered(site):
    assert remark(site("-- content/a.md --\n# A\n"), "a/index.html") is None


def test_a_page_that_does_not_exist_takes_no_remarks(site):
    assert remark(site(HOME), "404.html") is None


def test_the_phone_number_of_the_start_page_stands_at_the_foot_of_every_page(site):
    people = "-- content/ida.md --\n---\ntitle: Ida\nextra: {phone: '4357', mail: ida@a.example}\n---\nx\n"
    built = site("-- content/index.md --\n---\ntitle: Home\nowner: ida.md\n---\nx\n-- content/a.md --\n# A\n" + people)
    for path in ("index.html", "a/index.html", "404.html"):
        footer = parsed(built.text(path)).all("footer")[-1]
        assert "tel:4357" in [a.get("href") for a in footer.iter("a")], path
