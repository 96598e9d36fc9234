"""A build that makes only what has changed gives the bytes of one that makes everything, whatever was changed: in one process, in four, and as a user starts it."""

import datetime as dt
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from itsite.engine.cache import with_cache
from itsite.engine.runner import Direct
from itsite.engine.shelf import Shelf
from itsite.engine.workers import Workers
from itsite.pipeline import Request, build
from itsite.verification import differences
from tests.conftest import NOW, run_itsite, tree, unpacked
from tests.properties.edited_site import SITE
from tests.properties.editing import edited
from tests.properties.edits import EDITS, LOGO, PARTS, TEMPLATES, Edit

Script = list[Edit]
FIRST = ("nothing", "", "")
# It speaks of what the last build into the folder replaced, and a clean build has none.
SPOKEN_ONCE = {"FD001", "EV001"}


def assert_incremental_is_clean(script: Script, folder: Path, runner) -> None:
    root = unpacked(SITE, folder / "site")
    at, wrong = NOW, set()
    for edit in [FIRST, *script]:
        edited(root, edit, wrong=wrong)
        at += dt.timedelta(hours=int(edit[2])) if edit[0] == "time" else dt.timedelta(seconds=1)
        request = Request(root, at, runner=runner, shelf=Shelf(root / ".itsite" / "pictures"))
        report, note = with_cache(root / ".itsite", b"salt", lambda store, request=request: build(replace(request, store=store), root / "build"))
        assert note == ""
        shutil.rmtree(folder / "clean", ignore_errors=True)
        clean = build(Request(root, at), folder / "clean")
        assert tuple(p for p in report.problems if p.code not in SPOKEN_ONCE) == clean.problems, edit
        assert edit != FIRST or not clean.problems
        wrong = {problem.at.path for problem in clean.problems if problem.is_error}
        if not clean.failed:
            assert tree(root / "build") == tree(folder / "clean"), edit
            assert (report.pages, report.outputs, report.next_change) == (clean.pages, clean.outputs, clean.next_change)
    if not clean.failed:
        assert list(differences(Request(root, at), root / "build")) == []


# All in the past: the program looks at the clock by itself.
AGED = SITE.replace("2026-", "2020-")


def assert_program_is_clean(script: Script, folder: Path) -> None:
    """Each build twice: the second has nothing to do, and may take the answer of the first."""
    root, wrong = unpacked(AGED, folder / "site"), set()
    for edit in [FIRST, *script]:
        edited(root, (edit[0], edit[1].replace("2026-", "2020-"), edit[2].replace("2026-", "2020-")), AGED, wrong)
        shutil.rmtree(folder / "clean", ignore_errors=True)
        # It comes first: an answer is remembered only when the files are old enough to show every later change.
        clean = said_by(root, "--no-cache", "--out", folder / "clean")
        assert [said_by(root), said_by(root)] == [clean, clean], edit
        assert edit != FIRST or clean == (0, [])
        wrong = {problem["path"] for problem in clean[1] if problem["severity"] == "error"}
        if clean[0] == 0:
            assert tree(root / "build") == tree(folder / "clean"), edit


def said_by(root: Path, *options: str | Path) -> tuple[int, list[dict[str, Any]]]:
    """Exit code and problems of a build in its own process."""
    ran = run_itsite("build", "--site", root, "--format", "json", "--jobs", "1", *options)
    assert ran.err == ""
    return ran.code, [problem for problem in ran.json["problems"] if problem["code"] not in SPOKEN_ONCE]


# The same scripts each time, and a wrong one is shown as it was found: to make it shorter takes minutes, and the long test does it.
FEW = settings(max_examples=3, deadline=None, derandomize=True, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
MANY = settings(max_examples=400, deadline=None, print_blob=True, suppress_health_check=list(HealthCheck))


RUNNERS = pytest.mark.parametrize("runner", [Direct(), Workers(4, fewest=1)], ids=["one process", "four processes"])


def assert_always(holds: Callable[[Script, Path], None], effort: settings, longest: int) -> None:
    """Random scripts of at most `longest` edits."""

    @effort
    @given(st.lists(EDITS, min_size=1, max_size=longest))
    def is_so(script):
        with tempfile.TemporaryDirectory() as folder:
            holds(script, Path(folder))

    is_so()


def by_build(runner) -> Callable[[Script, Path], None]:
    return lambda script, folder: assert_incremental_is_clean(script, folder, runner)


FIRST_NEWS, SECOND = "content/news/2026-01-05-first.md", "content/news/2026-03-01-second.md"
HELP, PLAN = "content/help/a.md", "content/services/plan.png"
DAY = "content/events/day.md"
PART = TEMPLATES + PARTS[0]
TOLD: dict[str, Script] = {
    "nothing after a mistake in words": [
        ("marks", "content/index.md", "1"),
        ("words", "content/index.md", "/// nothing\n///"),
        ("field", "site.yaml", "none:-"),
    ],
    "broken and mended": [
        ("field", SECOND, "titel: wrong"),
        ("words", HELP, "More."),
        ("field", SECOND, "titel:-"),
        ("field", SECOND, "draft: true"),
        ("field", SECOND, "draft: false"),
        ("delete", HELP, ""),
        ("mend", "", ""),
    ],
    "parts of templates": [
        ("file", PART, "<p>Others.</p>"),
        ("file", TEMPLATES + "x-page.html", "<p>Another.</p>"),
        ("file", TEMPLATES + "parts/brand.html", "<b>{{ site.name }}</b>"),
        ("file", TEMPLATES + "x-news.html", "{{ nothing }}"),
        ("mend", "", ""),
        ("delete", TEMPLATES + "x-news.html", ""),
        ("delete", TEMPLATES + "parts/brand.html", ""),
    ],
    "byte order marks": [
        ("marks", SECOND, "2"),
        ("field", SECOND, "tags: [phones]"),
        ("marks", SECOND, "1"),
        ("field", SECOND, "title: Other"),
        ("marks", SECOND, "0"),
        ("marks", "site.yaml", "1"),
    ],
    "events that change and pass": [
        ("field", DAY, "place: Hall 3"),
        *[("time", "", "1")] * 5,
        ("field", DAY, "start: 2026-11-22"),
        ("field", DAY, "updated: 2026-11-21T11:00"),
        ("field", DAY, "duration: 2 d"),
        ("field", DAY, "registration_until:-"),
        ("time", "", "24"),
        ("field", DAY, "status: cancelled"),
        ("words", DAY, "More."),
        ("time", "", "24"),
        ("output", "events.ics", "x"),
        ("time", "", "-12"),
        ("delete", DAY, ""),
    ],
    "as it stands in the output folder": [
        ("words", HELP, "More."),
        ("output", "help/a/index.html", "x"),
        ("touch", HELP, ""),
        ("field", HELP, "publish: soon"),
        ("mend", "", ""),
    ],
    "pictures": [
        ("file", PLAN, "other"),
        ("broken", PLAN, "a"),
        ("file", PLAN, "other"),
        ("field", "site.yaml", "pictures: {formats: [webp]}"),
        ("field", "content/services/vpn.md", "image: plan.png"),
        ("output", "index.html", "x"),
        ("field", "content/services/vpn.md", "image:-"),
    ],
    "what blocks show": [
        ("field", "content/services/vpn.md", "title: Other"),
        ("field", HELP, "extra: {mail: a@example.org, phone: 4357}"),
        ("field", FIRST_NEWS, "expires: 2026-11-22T10:00"),
        ("time", "", "24"),
        ("field", FIRST_NEWS, "expires:-"),
        ("field", FIRST_NEWS, "draft: true"),
        ("file", "themes/own/strings/en.yaml", "block_transcript: What is said\n"),
    ],
    "search": [
        ("field", "site.yaml", "search: true"),
        ("words", HELP, "More."),
        ("field", HELP, "classification: restricted"),
        ("field", HELP, "classification:-"),
        ("field", SECOND, "title: Other"),
        ("output", "pagefind/words.en.txt", "x"),
        ("field", "site.yaml", "search: false"),
    ],
    "languages": [
        ("add", "content/help/a.de.md", "Neu"),
        ("field", HELP, "updated: 2026-11-20"),
        ("delete", "content/services/vpn.de.md", ""),
        ("field", "site.yaml", "fallback: false"),
        ("field", HELP, "translate: false"),
        ("field", "site.yaml", "languages: [de, en]"),
    ],
    "icons": [
        ("field", "site.yaml", "brand: {logo: logo.svg}"),
        ("file", "content/logo.svg", LOGO.format(4)),
        ("field", "site.yaml", "brand: {logo: logo.svg, colours: [teal]}"),
        ("file", "content/logo.svg", "<svg>"),
        ("mend", "", ""),
        ("field", "site.yaml", "name: IT Other"),
        ("output", "favicon.ico", "x"),
    ],
}
STORIES = pytest.mark.parametrize("script", TOLD.values(), ids=TOLD)


@STORIES
def test_an_incremental_build_is_a_clean_build_after_each_of_these_edits(script, tmp_path):
    assert_incremental_is_clean(script, tmp_path, Direct())


@RUNNERS
def test_an_incremental_build_is_a_clean_build(runner):
    assert_always(by_build(runner), FEW, 3)


def test_the_program_as_a_user_starts_it_makes_a_clean_build(tmp_path):
    script = [("marks", SECOND, "2"), ("field", SECOND, "tags: [phones]"), ("file", TEMPLATES + "x-page.html", "<p>Another.</p>")]
    assert_program_is_clean(script, tmp_path)


@pytest.mark.soak
@RUNNERS
def test_an_incremental_build_is_a_clean_build_after_long_scripts(runner):
    assert_always(by_build(runner), MANY, 12)


@pytest.mark.soak
@STORIES
def test_the_program_as_a_user_starts_it_makes_a_clean_build_after_each_of_these_edits(script, tmp_path):
    assert_program_is_clean(script, tmp_path)


@pytest.mark.soak
def test_the_program_as_a_user_starts_it_makes_a_clean_build_after_long_scripts():
    assert_always(assert_program_is_clean, settings(MANY, max_examples=20), 6)
