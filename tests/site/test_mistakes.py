"""Mistakes of writers: each is one line that names the file, the line, the column and the cure, and build/ stays as it was."""

import pytest

from tests.conftest import tree, unpacked

GOOD = "-- content/index.md --\n---\ntitle: Home\n---\nHello.\n"


def fields(text: str, body: str = "Text.\n") -> str:
    return f"-- content/index.md --\n---\n{text}\n---\n{body}"


def service(text: str) -> str:
    return f"-- content/services/vpn.md --\n---\ntitle: VPN\n{text}\n---\n{GOOD}"


# What is written, where the one problem stands, its code, and words that its message and cure hold.
FRONT_MATTER = {
    "an unknown field": (fields("title: A\ntitel: B"), "content/index.md:3:1 FM002", ['unknown field "titel"', 'did you mean "title"?']),
    "a German field": (fields("title: A\nzusammenfassung: B"), "content/index.md:3:1 FM002", ["zusammenfassung", "known are:", "summary"]),
    "a field in capitals": (fields("TITLE: A"), "content/index.md:2:1 FM002", ['did you mean "title"?']),
    "an unknown nested field": (service("contact:\n  nam: x"), "content/services/vpn.md:4:3 FM002", ['did you mean "name"?']),
    "an unknown field in braces": (service("price: {amount: 1, curency: EUR}"), "content/services/vpn.md:3:20 FM002", ['did you mean "currency"?']),
    "an unknown field in a list": (service("touchpoints:\n  - when: a\n    what: b\n    chanel: c"), "content/services/vpn.md:6:5 FM002", ['"channel"']),
    "a list for a text": (fields("title: [a]"), "content/index.md:2:8 FM003", ["title: text expected, not a list"]),
    "a text for a list": (fields("title: A\ntags: vpn"), "content/index.md:3:7 FM003", ["a list expected", "write [vpn]"]),
    "a word for a number": (fields("title: A\norder: first"), "content/index.md:3:8 FM003", ["a whole number expected", "such as 10"]),
    "a word for true or false": (fields("title: A\ndraft: maybe"), "content/index.md:3:8 FM003", ["true or false"]),
    "a word for fields": (fields("title: A\nextra: 5"), "content/index.md:3:8 FM003", ["fields below it"]),
    "a German number": (service('price: {amount: "12,50"}'), "content/services/vpn.md:3:17 FM003", ["write 12.50"]),
    "no such choice": (service("status: lve"), "content/services/vpn.md:3:9 FM005", ["planned, pilot, live", 'did you mean "live"?']),
    "a price in words": (service("price: free"), "content/services/vpn.md:3:8 FM005", ["write included", "amount:"]),
    "no mail address": (service("contact: {mail: desk}"), "content/services/vpn.md:3:17 FM005", ["is not a mail address"]),
    "a needed field is missing": (service("touchpoints:\n  - what: b"), "content/services/vpn.md:4:5 FM006", ['field "when" is missing']),
    "an empty title": (fields('title: ""'), "content/index.md:2:8 FM003", ["nothing between the quotation marks"]),
    "month 13": (fields("title: A\ndate: 2026-13-01"), "content/index.md:3:7 FM004", ["there is no month 13"]),
    "30 February": (fields("title: A\npublish: 2026-02-30"), "content/index.md:3:10 FM004", ["2026-02 has 28 days"]),
    "a German date": (fields("title: A\ndate: 09.05.2017"), "content/index.md:3:7 FM004", ["write 2017-05-09"]),
    "a short German date": (fields("title: A\ndate: 9.5.17"), "content/index.md:3:7 FM004", ["write 2017-05-09"]),
    "a German date that is none": (fields("title: A\ndate: 31.02.2026"), "content/index.md:3:7 FM004", ["2026-02 has 28 days"]),
    "a date without zeros": (fields("title: A\ndate: 2026-1-3"), "content/index.md:3:7 FM004", ["write 2026-01-03"]),
    "a time of day that is none": (fields("title: A\ndate: 2026-11-03 25:00"), "content/index.md:3:7 FM004", ["the time of day"]),
    "a date in a list": (fields("title: A\ndate: [2026-01-01]"), "content/index.md:3:7 FM004", ["a date is expected"]),
    "a date nested": ("-- content/newsletters/2026-11.md --\n---\ntitle: N\ncollect: {since: 1.2.2026}\n---\nx\n" + GOOD, "content/newsletters/2026-11.md:3:18 FM004", ["write 2026-02-01"]),
    "a field twice": (fields("title: A\nsummary: B\ntitle: C"), "content/index.md:4:1 FM007", ["stands twice", "line 2"]),
    "a slug that leaves the site": (fields('title: A\nslug: "../../x"'), "content/index.md:3:7 FM012", ["is not one part of a URL"]),
    "an alias that leaves the site": (fields('title: A\naliases: [/old/, "%2e%2e%2fx"]'), "content/index.md:3:18 FM012", ["is not a path inside the site"]),
    "an unknown language": (fields("title: A\nlang: fr"), "content/index.md:3:7 FM014", ['language "fr"']),
    "an unknown template": ("-- content/a.md --\n---\ntitle: A\ntemplate: pge.html\n---\n" + GOOD, "content/a.md:3:11 TH003", ['did you mean "page.html"?']),
    "a picture that is not there": (fields("title: A\nimage: team.jpg\nimage_alt: The team"), "content/index.md:3:8 LK003", ['there is no file "team.jpg"']),
}  # fmt: skip

YAML = {
    "a tab": ("title: A\nextra:\n\tx: 1", 4, 1, "a tab stands where YAML wants blanks"),
    "an indented field": ("title: A\n summary: b", 3, 2, "indented further"),
    "uneven indentation": ("title: A\nextra:\n  a: 1\n b: 2", 5, 2, "indentation does not fit"),
    "a colon in a value": ("title: IT: news", 2, 8, 'title: "IT: news"'),
    "a value that begins with @": ("title: @home", 2, 8, 'title: "@home"'),
    "a value that begins with *": ("title: *new* printers", 2, 8, 'title: "*new* printers"'),
    "a value that begins with %": ("title: % of calls", 2, 8, 'title: "% of calls"'),
    "a value that begins with a backtick": ("title: `ssh`", 2, 8, "in quotes"),
    "a quotation mark not closed": ('title: "A\nsummary: b', 2, 8, "opened and never closed"),
    "an apostrophe in single quotes": ("title: 'it's'", 2, 12, 'title: "it\'s"'),
    "text after quotes": ('title: "VPN" is new', 2, 14, "in quotes"),
    "a bracket not closed": ("title: A\ntags: [a, b\nsummary: x", 3, 7, "never closed"),
    "braces of a template": ("title: {{ x }}", 2, 9, "in quotes"),
    "a line without a colon": ("title: A\nsummary b\ntags: [a]", 3, 1, "a line without a colon"),
    "a first line without a colon": ("title A\nsummary: b", 2, 1, "a line without a colon"),
    "a colon without a blank": ("title:A", 2, 6, "write title: A"),
    "a list of fields": ("- title: A", 2, 1, "fields are expected"),
    "a backslash in double quotes": (r'title: "C:\new\q"', 2, 15, "backslash"),
    "a list on the line of its field": ("title: - A", 2, 8, "begin the list on the next line"),
    "an alias": ("title: A\nsummary: *x", 3, 10, "alias"),
    "an anchor": ("title: &x A", 2, 8, "anchor"),
    "an alias bomb": ('a: &a ["lol", "lol"]\nb: &b [*a, *a]\ntitle: A', 2, 4, "anchor"),
    "a merge key": ("title: A\nextra:\n  <<: {a: 1}", 4, 3, "merge keys"),
    "a tag": ("title: !!python/object:os.system x", 2, 8, "tag"),
    "deep nesting": ("title: A\nextra: {a: " + "[" * 60 + "]" * 60 + "}", 3, 60, "nested more than 50 deep"),
    "too much": ("title: A\nsummary: " + "a" * 70_000, 2, 1, "64 kB"),
}  # fmt: skip


@pytest.mark.parametrize(("archive", "place", "words"), FRONT_MATTER.values(), ids=FRONT_MATTER)
def test_a_mistake_in_front_matter_is_one_problem_at_its_value_with_its_cure(site, archive, place, words):
    built = site(archive)
    assert built.report.failed
    assert len(built.problems) == 1, built.problems
    assert built.problems[0].startswith(place + " ")
    assert all(word in built.problems[0] for word in words), built.problems


@pytest.mark.parametrize(("text", "line", "column", "words"), YAML.values(), ids=YAML)
def test_yaml_that_cannot_be_read_is_one_problem_at_its_place_with_its_cure(site, text, line, column, words):
    built = site(fields(text))
    assert len(built.problems) == 1, built.problems
    assert built.problems[0].startswith(f"content/index.md:{line}:{column} FM0")
    assert words in built.problems[0]


def test_the_rest_of_the_front_matter_is_still_looked_at(site):
    assert site(fields("titel: A\ndate: 2026-02-30\ntitle: B: C")).codes == ["FM002", "FM004", "FM008"]


def test_front_matter_that_is_never_closed_is_one_problem_and_no_broken_links(site):
    built = site("-- content/a.md --\n---\ntitle: A\n\n## Part\n-- content/index.md --\n# Hi\n[a](a.md#part)\n")
    assert built.problems == ["content/a.md:1:1 FM001 the front matter is opened by --- and never closed (add a line --- below the last field)"]


def test_a_mistake_in_front_matter_is_not_a_missing_title_too(site):
    assert site("-- content/index.md --\n---\nsumary: x\n---\nText\n").codes == ["FM002"]


def test_a_page_without_a_title_is_told_where_to_put_one(site):
    built = site("-- content/index.md --\nText only\n")
    assert built.problems == ["content/index.md:1:1 FM011 the page has no title (add title: … to the front matter, or a heading to the text)"]


def test_mistakes_of_all_files_come_in_one_run_and_leave_build_as_it_was(tmp_path, itsite):
    root = unpacked(GOOD, tmp_path / "site")
    assert itsite("build", cwd=root).code == 0
    before = tree(root / "build")
    unpacked(
        "-- site.yaml --\nname: A\nurl: https://it.test.example/\nnavigaton: []\n"
        "-- content/index.md --\n---\ntitel: Home\n---\n[x](nope.md)\n-- content/b.md --\n# B\n[y](#no)\n-- content/c.md --\n---\ntitle: C\ndate: 2026-13-01\n---\n",
        root,
    )
    ran = itsite("build", cwd=root)
    assert ran.code == 1
    lines = [line for line in ran.err.splitlines() if "error[" in line]
    places = ["content/b.md:2:5", "content/c.md:3:7", "content/index.md:2:1", "content/index.md:4:5", "site.yaml:3:1"]
    assert [line.split(": ")[0] for line in lines] == places
    assert "Traceback" not in ran.err
    assert tree(root / "build") == before


@pytest.mark.parametrize(
    ("name", "where"),
    {
        "two kinds of names": ("-- content/a.md --\n# A\n-- content/a/index.md --\n# B\n", "content/a/index.md:1:1"),
        "names that differ in case": ("-- content/a.md --\n# A\n-- content/A.md --\n# B\n", "content/a.md:1:1"),
        "equal slugs": ("-- content/a.md --\n# A\n-- content/b.md --\n---\ntitle: B\nslug: A\n---\n", "content/b.md:3:7"),
        "names in two forms of Unicode": ("-- content/\u00fc.md --\n# A\n-- content/u\u0308.md --\n# B\n", "content/\u00fc.md:1:1"),
        "names that mean one address": ("-- content/\u00fc.md --\n# A\n-- content/ue.md --\n# B\n", "content/\u00fc.md:1:1"),
        "a file and a language": ("-- content/a.md --\n# A\n-- content/a.en.md --\n# B\n", "content/a.md:1:1"),
    }.values(),
)
def test_two_pages_for_one_address_are_a_problem_at_the_second(site, name, where):
    built = site(GOOD + name)
    assert built.codes == ["UR001"]
    assert built.problems[0].startswith(where)


def test_a_link_to_a_page_whose_address_another_has_is_no_second_problem(site):
    assert site("-- content/a.md --\n# A\n-- content/A.md --\n# B\n-- content/index.md --\n# Hi\n[a](a.md) [b](A.md)\n").codes == ["UR001"]


@pytest.mark.parametrize(
    "written",
    ["../../x", "//evil.example/x", "https://evil.example/", "a\\\\b", "%2e%2e%2fx", "..%5cx", "%252e%252e%252fx", "", "/", "a/../b", ".git/config", "a//b", "a?b", "a#b", " "],
)  # fmt: skip
def test_no_old_address_leaves_the_site(site, written):
    built = site(fields(f'title: A\naliases: ["{written}"]'))
    assert built.codes == ["FM012"]
    assert built.problems[0].startswith("content/index.md:3:11 ")


@pytest.mark.parametrize("written", ["../../x", "/x", "a\\\\b", "%2e%2e%2f", "..%5c", "", ".", "..", "a/b", "a b", "%", "!!!", "a\\tb", ".git"])
def test_no_slug_leaves_its_folder(site, written):
    built = site(fields(f'title: A\nslug: "{written}"'))
    assert built.codes == ["FM012"]


def test_old_addresses_that_are_taken_are_problems(site):
    built = site("-- content/a.md --\n---\ntitle: A\naliases: [/b/, /old/]\n---\n-- content/b.md --\n---\ntitle: B\naliases: [/OLD/]\n---\n")
    assert [problem.split(" ")[:2] for problem in built.problems] == [["content/a.md:3:11", "UR002"], ["content/b.md:3:11", "UR002"]]


def test_references_to_what_is_not_there_are_problems_at_the_reference(site):
    built = site(
        "-- site.yaml --\nname: A\nurl: https://a.example/\naudiences: {staff: Staff}\nchecks: {owners: [Anna, Bert]}\n"
        "-- content/services/vpn.md --\n---\ntitle: V\nowner: Ana\nrelated: [mail]\ncontact: {page: ../team.md}\n---\n"
        "-- content/news/2026-01-02-x.md --\n---\ntitle: N\nservices: [vpm]\naudiences: [stuff]\n---\nText\n"
    )
    assert sorted(problem.split(" ")[0] + " " + problem.split(" ")[1] for problem in built.problems) == [
        "content/news/2026-01-02-x.md:3:12 LK006",
        "content/news/2026-01-02-x.md:4:13 RF001",
        "content/services/vpn.md:3:8 RF002",
        "content/services/vpn.md:4:11 LK006",
        "content/services/vpn.md:5:17 LK006",
    ]
    assert 'did you mean "../services/vpn.md"?' in built.problems[0]
    assert 'did you mean "staff"?' in built.problems[1]
    assert 'did you mean "Anna"?' in built.problems[2]


def test_a_date_in_a_file_name_that_does_not_exist_is_one_problem(site):
    built = site("-- content/news/2026-02-30-x.md --\n# X\nText\n-- content/news/x.md --\n---\ntitle: X\ndate: 2026-01-01\n---\nText\n")
    assert built.problems == [
        "content/news/2026-02-30-x.md:1:1 FM004 the date in the file name does not exist: 2026-02 has 28 days (rename the file to year-month-day-title.md)"
    ]


def test_an_identity_that_stands_twice_is_a_problem(site):
    built = site("-- content/a.md --\n---\ntitle: A\nid: x\n---\n-- content/b.md --\n---\ntitle: B\nid: x\n---\n")
    assert built.problems[0].startswith("content/b.md:3:5 UR003 ")
