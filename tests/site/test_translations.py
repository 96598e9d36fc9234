"""What a check says of translations."""

import pytest

HEAD = "-- site.yaml --\nname: T\nurl: https://t.example/\nlanguages: [en, de]\n-- content/index.md --\n# Hi\n-- content/index.de.md --\n# Hallo\n"


def page(name: str, fields: str = "", body: str = "x") -> str:
    return f"-- content/{name}.md --\n---\ntitle: A\n{fields}---\n{body}\n"


def test_a_page_without_a_translation_is_named_with_the_file_to_write(checked):
    assert checked(HEAD + page("help/a")).problems == [
        "content/help/a.md:2:8 LA004 the page is not there in German (write content/help/a.de.md, or translate: false)"
    ]


def test_a_build_says_nothing_of_translations(site):
    assert not site(HEAD + page("help/a") + page("b", "updated: 2026-11-03\nexpires: 2027-01-01\n") + page("b.de")).problems


def test_a_translation_that_is_not_shown_yet_is_not_missing(checked):
    assert not checked(HEAD + page("a") + page("a.de", "draft: true\n")).problems


def test_a_page_that_needs_no_translation_says_so(checked):
    assert not checked(HEAD + page("a", "translate: false\n")).problems


def test_a_site_in_one_language_misses_nothing(checked):
    assert not checked(page("a")).problems


@pytest.mark.parametrize(
    ("original", "translation", "expected"),
    [
        ("updated: 2026-11-03\n", "updated: 2026-11-03\n", []),
        ("updated: 2026-11-03\n", "updated: 2026-11-04\n", []),
        ("updated: 2026-11-03\n", "updated: 2026-11-02\n", ["LA005"]),
        ("updated: 2026-11-03\n", "", ["LA005"]),
        ("", "updated: 2026-11-02\n", []),
        ("expires: 2027-01-01\n", "expires: 2027-01-01\n", []),
        ("expires: 2027-01-01\n", "expires: 2027-01-02\n", ["LA006"]),
        ("classification: public\n", "", ["LA006"]),
        ("tags: [A, B]\n", "tags: [C, D]\n", []),
        ("tags: [A, B]\n", "tags: [C]\n", ["LA006"]),
    ],
)
def test_translations_are_compared_by_their_fields(checked, original, translation, expected):
    built = checked(HEAD + page("a", original) + page("a.de", translation))
    assert built.codes == expected
    assert all(problem.startswith("content/a.de.md:") for problem in built.problems)


def test_the_check_can_be_switched_off(checked):
    assert not checked(HEAD.replace("languages", "checks: {translations: off}\nlanguages") + page("a")).problems
