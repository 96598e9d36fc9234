"""Mistakes in site.yaml: each at its line and column, with the cure."""

import pytest

from tests.conftest import unpacked

HEAD = "-- site.yaml --\nname: A\nurl: https://a.example/\n"
PAGE = "-- content/index.md --\n# Hi\n"

MISTAKES = {
    "an unknown key": ("navigaton: []", "3:1 CF002", 'did you mean "navigation"?'),
    "an unknown nested key": ("feeds:\n  limt: 3", "4:3 CF002", 'did you mean "limit"?'),
    "an unknown key of an entry": ("navigation:\n  - title: T\n    pge: index.md", "5:5 CF002", 'did you mean "page"?'),
    "an unknown key deep in the navigation": ("navigation:\n  - title: T\n    children:\n      - {page: index.md, titel: x}", "6:26 CF002", '"title"'),
    "a text for a number": ("feeds: {limit: many}", "3:16 CF003", "a whole number expected"),
    "a number that is too small": ("feeds: {limit: 0}", "3:16 CF003", "write at least 1"),
    "a list for a name": ("theme: [a]", "3:8 CF003", "text expected, not a list"),
    "a list in the navigation": ("navigation:\n  - [a]", "4:5 CF003", "text or fields below it expected"),
    "a colour for the brand": ("brand: red", "3:8 CF003", "fields below it"),
    "no such colour": ('brand: {color: {brand: "#12"}}', "3:24 TH006", "write a colour"),
    "a style that breaks out": ('brand: {color: {brand: "red;}</style><script>"}}', "3:24 TH006", "is no value"),
    "no such token": ("brand: {color: {brandd: red}}", "3:25 TH006", 'did you mean "color.brand"?'),
    "no time zone": ("time_zone: Berlin", "3:12 CF005", "Europe/Berlin"),
    "a time zone that is a path": ("time_zone: ../../etc/passwd", "3:12 CF005", "is not a time zone"),
    "no language": ("languages: deutsch", "3:12 CF005", "is not a language tag"),
    "a language twice": ("languages: [en, en]", "3:17 CF005", "stands twice"),
    "no languages at all": ("languages: []", "3:12 CF003", "the list is empty"),
    "no such classification": ("classification: secret", "3:17 CF005", "public, internal or confidential"),
    "no such theme": ("theme: ottersbeck", "3:8 TH001", 'did you mean "ottersbek"?'),
    "a theme that is a path": ("theme: ../../etc", "3:8 TH001", "there is no theme"),
    "no such weight": ("checks: {alternative_text: eror}", "3:28 CF005", 'did you mean "error"?'),
    "a page that is not there": ("navigation:\n  - index.md\n  - nope.md", "5:5 LK006", 'there is no page "nope.md"'),
    "an entry below that is not there": ("navigation:\n  - title: T\n    children:\n      - page: nope.md", "6:15 LK006", "nope.md"),
    "a script in the navigation": ('navigation:\n  - {title: T, url: "javascript:alert(1)"}', "4:21 CF005", "is not an address outside the site"),
    "a redirect to nothing": ("redirects:\n  /b/: index.md\n  /old: nope.md", "5:9 LK006", 'there is no page "nope.md"'),
    "a redirect to a script": ('redirects:\n  /old: "javascript:alert(1)"', "4:9 LK006", "there is no page"),
    "a redirect from outside": ("redirects:\n  ../../x: index.md", "4:3 CF012", "is not a path inside the site"),
    "a redirect twice": ("redirects:\n  /old: index.md\n  /old/: index.md", "5:3 CF007", "are the same address"),
    "a redirect from a page": ("redirects:\n  /x/: index.md\n  /a/: index.md", "5:8 UR002", "already the address of content/a.md"),
    "a key twice": ("claim: a\nclaim: b", "4:1 CF007", "stands twice"),
    "a tab": ("audiences:\n\tstaff: Staff", "4:1 CF008", "a tab stands"),
    "an alias": ("claim: *x", "3:8 CF009", "alias"),
    "a merge key": ("<<: {a: b}", "3:1 CF009", "merge keys"),
    "no rhythm": ("rhythm:\n  news: fortnightly", "4:9 CF005", "such as 10 days, 2 weeks or 1 month"),
    "a rhythm of no time": ("rhythm: {news: 0 weeks}", "3:16 CF005", "a number from 1 to 3660"),
    "a rhythm of a number": ("rhythm:\n  news: {every: 14}", "4:17 CF005", '"14" says not how often'),
    "a rhythm of a list": ("rhythm: {news: [2 weeks]}", "3:16 CF005", "that says not how often"),
    "a rhythm alone": ("rhythm: 2 weeks", "3:9 CF003", "fields below it expected"),
    "a rhythm of no kind": ("rhythm:\n  events: 1 month", "4:3 CF005", 'did you mean "event"?'),
    "a rhythm of a kind that is not announced": ("rhythm:\n  service: 1 month", "4:3 CF005", "known are: news, newsletter, event"),
    "a rhythm for nobody": (
        "audiences: {office: Office}\nrhythm:\n  news: {audiences: {ofice: 1 week}}", "5:22 CF005", 'did you mean "office"?'
    ),
    "a rhythm for an audience of no time": (
        "audiences: {office: Office}\nrhythm:\n  news: {audiences: {office: often}}", "5:30 CF005", '"often" says not how often'
    ),
    "a rhythm for all audiences at once": ("rhythm:\n  news: {audiences: 1 week}", "4:21 CF005", "names no audience"),
    "an unknown key of a rhythm": ("rhythm:\n  news: {evry: 1 week}", "4:10 CF002", 'did you mean "every"?'),
    "a list of audiences": ("audiences: [staff]", "3:12 CF003", "fields below it expected, not a list"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "place", "words"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_one_problem_at_its_place_with_its_cure(site, text, place, words):
    built = site(f"{HEAD}{text}\n{PAGE}-- content/a.md --\n# A\n")
    assert len(built.problems) == 1, built.problems
    assert built.problems[0].startswith(f"site.yaml:{place} ")
    assert words in built.problems[0]


def test_without_a_name_or_an_address_the_pages_are_looked_at_all_the_same(site):
    built = site("-- site.yaml --\nurl: intranet\n-- content/index.md --\n# Hi\n[x](nope.md)\n")
    assert [problem.split(" ")[:2] for problem in built.problems] == [["content/index.md:2:5", "LK001"], ["site.yaml:1:1", "CF006"], ["site.yaml:1:6", "CF005"]]


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "it.example.org",
        "/it/",
        "https://a.example/../x",
        "https://user:pw@a.example/",
        'https://a.example/"><script>',
        "ftp://a.example/",
    ],
)
def test_the_address_of_the_site_is_an_absolute_one(site, url):
    assert site(f"-- site.yaml --\nname: A\nurl: '{url}'\n{PAGE}").codes == ["CF005"]


def test_languages_that_are_wrong_make_no_mistakes_of_the_pages_in_them(site):
    built = site(f"{HEAD}languages: [en, Deutsch]\n{PAGE}-- content/index.de.md --\n# Hallo\n")
    assert built.codes == ["CF005"]


def test_a_language_that_the_site_does_not_have_is_one_problem(site):
    built = site(f"{PAGE}-- content/index.de.md --\n# Hallo\n[x](index.md)\n")
    assert built.codes == ["FM014"]


@pytest.mark.parametrize(("text", "code"), [("", "CF006"), ("# nothing\n", "CF006"), ("- a\n", "CF008"), ("name\n", "CF008"), ("name: \xe4\0\n", "TX002")])
def test_a_site_yaml_without_fields_is_told_so(site, text, code):
    built = site(f"-- site.yaml --\n{text}{PAGE}")
    assert set(built.codes) == {code}
    assert all(problem.startswith("site.yaml:1:") for problem in built.problems)


def test_the_pages_of_site_yaml_may_be_unreadable_without_a_second_problem(tmp_path, site):
    root = unpacked(f"{HEAD}navigation: [services/, a.md]\nredirects: {{/x/: services/, /y/: a.md}}\n{PAGE}", tmp_path / "site")
    (root / "content/services").mkdir()
    (root / "content/services/vpn.md").write_bytes(b"caf\xe9")
    (root / "content/a.md").write_bytes(b"\xff\xfea\0")
    assert site(root=root).codes == ["TX001", "TX001"]
