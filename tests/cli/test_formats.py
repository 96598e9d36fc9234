"""What `build` and `check` print: for people, for programs, and for none."""

import json
import re

import pytest

from tests.conftest import unpacked

BROKEN = """
-- content/index.md --
---
titel: Home
summary: fine
---
# Hi
[x](nowhere.md)
-- content/other.md --
# Ok\u2028here\x0c
\x1b[31mred\x1b[0m [y](gone.md) \x9b31m\x07\u202e
-- content/\x1b]0;title\x07.txt --
x
"""
AT = ("--at", "2026-11-21T12:00+00:00")
KEYS = {"problems", "outputs", "rendered", "reused", "pages", "seconds", "next_change"}
PROBLEM_KEYS = {"path", "line", "column", "severity", "code", "message", "hint"}


@pytest.fixture
def broken(tmp_path):
    return unpacked(BROKEN, tmp_path / "site")


@pytest.fixture
def sound(tmp_path):
    later = "-- content/news/2026-12-24-x.md --\n---\ntitle: X\n---\nx\n"
    return unpacked("-- content/index.md --\n# Hi\n" + later, tmp_path / "site")


def test_a_problem_is_one_line_with_place_code_and_cure_and_the_line_below(broken, itsite):
    done = itsite("build", "--site", broken)
    assert done.code == 1
    lines = done.err.splitlines()
    at = lines.index('content/index.md:2:1: error[FM002] unknown field "titel" (did you mean "title"?)')
    assert lines[at + 1] == "    titel: Home"
    assert lines[-1].startswith(("3 errors", "4 errors", "5 errors", "6 errors", "7 errors"))
    assert "Nothing was built" in lines[-1]
    assert done.out == ""
    assert not (broken / "build").exists()


@pytest.mark.parametrize("form", ["text", "github"])
def test_no_control_character_of_the_content_reaches_the_terminal(broken, itsite, form):
    done = itsite("build", "--site", broken, "--format", form)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e\u2028]", done.err + done.out)


def test_the_line_below_a_problem_is_the_line_of_an_editor(broken, itsite):
    """Form feeds and line separators end no line: the numbers are those that an editor shows."""
    done = itsite("build", "--site", broken)
    place = re.search(r"content/other\.md:2:\d+: .*gone\.md.*\n    (.*)", done.err)
    assert place, done.err
    assert place[1].endswith("[y](gone.md) ·31m··")


def test_json_is_one_document_with_exactly_the_promised_keys(broken, itsite):
    done = itsite("build", "--site", broken, "--format", "json")
    assert done.code == 1
    assert done.out.count("\n") == 1
    found = done.json
    assert set(found) == KEYS
    assert [set(problem) for problem in found["problems"]] == [PROBLEM_KEYS] * len(found["problems"])
    first = next(problem for problem in found["problems"] if problem["code"] == "FM002")
    assert first == {
        "path": "content/index.md",
        "line": 2,
        "column": 1,
        "severity": "error",
        "code": "FM002",
        "message": 'unknown field "titel"',
        "hint": 'did you mean "title"?',
    }
    assert done.err == ""


def test_json_of_a_build_counts_what_was_done(sound, itsite):
    found = itsite("build", "--site", sound, "--format", "json", *AT).json
    assert found["problems"] == []
    assert found["outputs"] == found["rendered"] == len([p for p in (sound / "build").rglob("*") if p.is_file()])
    assert (found["reused"], found["pages"], found["next_change"]) == (0, 1, "2026-12-24T00:00:00+00:00")
    assert isinstance(found["seconds"], float)
    again = itsite("build", "--site", sound, "--format", "json", *AT).json
    assert (again["rendered"], again["reused"]) == (0, found["outputs"])


def test_json_of_a_check_writes_nothing(sound, itsite):
    done = itsite("check", "--site", sound, "--format", "json", *AT)
    assert done.code == 0
    assert set(done.json) == KEYS
    assert not (sound / "build").exists()
    assert not (sound / ".itsite").exists()


@pytest.mark.parametrize("form", ["json", "sarif", "github"])
def test_a_refusal_is_printed_in_the_form_asked_for(sound, itsite, form):
    (sound / "build").mkdir()
    (sound / "build" / "mine.txt").write_text("x")
    done = itsite("build", "--site", sound, "--format", form)
    assert done.code == 3
    assert "was not made by itsite" in done.out
    assert "error[IO001]" in done.err
    if form == "json":
        assert set(done.json) == KEYS
        assert done.json["problems"][0]["code"] == "IO001"


def test_sarif_has_the_shape_of_its_standard(broken, itsite):
    done = itsite("check", "--site", broken, "--format", "sarif")
    found = done.json
    assert done.code == 1
    assert (found["version"], found["$schema"]) == ("2.1.0", "https://json.schemastore.org/sarif-2.1.0.json")
    (run,) = found["runs"]
    driver = run["tool"]["driver"]
    assert driver["name"] == "itsite"
    rules = {rule["id"] for rule in driver["rules"]}
    assert len(rules) == len(driver["rules"])
    for result in run["results"]:
        assert result["ruleId"] in rules
        assert result["level"] in {"error", "warning"}
        assert result["message"]["text"]
        (place,) = result["locations"]
        assert not place["physicalLocation"]["artifactLocation"]["uri"].startswith("/")
        region = place["physicalLocation"].get("region")
        assert region is None or (region["startLine"] >= 1 and region["startColumn"] >= 1)


def test_the_uri_of_sarif_is_one(tmp_path, itsite):
    root = unpacked("-- content/ä b%20#?.md --\n---\ntitel: x\n---\n", tmp_path / "s")
    done = itsite("check", "--site", root, "--format", "sarif")
    uris = {result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in done.json["runs"][0]["results"]}
    assert uris == {"content/%C3%A4%20b%2520%23%3F.md"}


def test_github_annotations_are_commands_of_one_line_each(broken, itsite):
    done = itsite("check", "--site", broken, "--format", "github")
    assert done.code == 1
    for line in done.out.splitlines():
        assert re.fullmatch(r"::(error|warning) file=[^,]+,line=\d+,col=\d+,title=[A-Z]+\d+::.+", line), line


def test_machine_formats_are_plain_ascii_in_any_locale(tmp_path, itsite):
    root = unpacked("-- content/ü🙂.md --\n---\ntitel: x\n---\n", tmp_path / "s")
    done = itsite("check", "--site", root, "--format", "json", env={"PYTHONIOENCODING": "ascii"})
    assert done.code == 1
    assert json.loads(done.out)["problems"][0]["path"] == "content/ü🙂.md"


def test_strict_makes_warnings_errors(tmp_path, itsite):
    root = unpacked("-- content/index.md --\n# Hi\n[x](d.md)\n-- content/d.md --\n---\ntitle: D\ndraft: true\n---\n", tmp_path / "s")
    relaxed = itsite("build", "--site", root)
    assert (relaxed.code, "warning[LK005]" in relaxed.err) == (0, True)
    assert relaxed.err.splitlines()[-1] == "1 warning."
    strict = itsite("build", "--site", root, "--strict")
    assert (strict.code, "error[LK005]" in strict.err) == (1, True)
    assert itsite("check", "--site", root, "--strict").code == 1


def test_a_sound_build_says_one_line_and_nothing_on_stderr(sound, itsite):
    done = itsite("build", "--site", sound, *AT)
    assert done.err == ""
    assert re.fullmatch(r"Built 1 page \(\d+ files\) into .+build in \d+\.\d s\.\n", done.out)


def test_braces_in_the_name_of_a_folder_are_no_place_holders(sound, itsite):
    done = itsite("build", "--site", sound, "--out", sound / "{pages} {x}")
    assert done.code == 0
    assert "{pages} {x}" in done.out
