"""`itsite plan` as people and programs run it."""

import datetime as dt
import html.parser
import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from itsite.cli.plan_table import plan_text
from itsite.delivery.journal import FILE, FOLDER, Journal, Key, State
from itsite.editorial.page import page_of
from itsite.editorial.plan import plan_of
from itsite.link.identities import identity
from itsite.pipeline import Request, prepare
from tests.calendars.reading import assert_well_formed, events_of
from tests.conftest import run_itsite, tree, unpacked

ROOT = Path(__file__).parent.parent.parent
AT = "2026-11-22T09:00"
SITE = """
-- site.yaml --
name: IT [bold]Test[/bold]
url: https://it.test.example/
time_zone: Europe/Berlin
languages: [en, de]
audiences: {office: Office, production: Production}
brand: {colours: "#7a1f3d"}
rhythm: {news: {every: 2 weeks, audiences: {office: 1 week}}, newsletter: 1 month}
-- content/news/2026-11-10-out.md --
---
title: <script>alert(1)</script> & out
summary: Short.
---
Text.
-- content/news/2026-12-01-ahead.md --
---
title: A very long title for a very small window that nobody can make any wider than it is
audiences: [office, production]
---
Text.
-- content/news/2026-12-02-draft.md --
---
title: Not yet
draft: true
---
Text.
-- content/newsletters/2026-09.md --
---
title: September
summary: Short.
date: 2026-09-15
---
Text.
-- content/help/old.md --
---
title: Old
review_by: 2026-11-01
owner: Ida
---
Text.
"""


@pytest.fixture
def root(tmp_path):
    return unpacked(SITE, tmp_path / "site")


def run(root, *arguments: object):
    return run_itsite("plan", "--site", root, "--at", AT, *map(str, arguments))


def test_it_says_what_is_promised_coming_and_overdue(root):
    ran = run(root)
    assert ran.code == 0
    assert ran.err == ""
    assert re.search(r"^news +everybody +2 weeks +Tue 10 Nov +Tue 1 Dec +due on Tue 24 Nov, the next one is too late$", ran.out, re.MULTILINE)
    assert re.search(r"^news +Office +1 week +Tue 10 Nov +Tue 1 Dec +broken since Wed 18 Nov, last was Tue 10 Nov$", ran.out, re.MULTILINE)
    assert re.search(r"^newsletter +everybody +1 month +Tue 15 Sep +nothing +broken since Fri 16 Oct, last was Tue 15 Sep$", ran.out, re.MULTILINE)
    assert re.search(r"^Wed 2 Dec +news +Not yet +everybody +en$", ran.out, re.MULTILINE)
    assert re.search(r"^Sun 1 Nov +overdue +Old +Ida +en$", ran.out, re.MULTILINE)
    assert "Next build due: Tue 1 Dec\n" in ran.out
    assert "Plan of IT [bold]Test[/bold]" in ran.out
    assert "\033" not in ran.out


def test_it_writes_nothing_unasked(root):
    before = tree(root)
    assert run(root).code == 0
    assert tree(root) == before


@pytest.mark.parametrize("columns", [40, 80, 140])
def test_it_fits_a_terminal(root, columns):
    leader, follower = pty.openpty()
    environment = {**os.environ, "COLUMNS": str(columns), "TERM": "xterm-256color", "PYTHONPATH": str(ROOT)}
    environment.pop("NO_COLOR", None)
    command = [sys.executable, "-m", "itsite", "plan", "--site", str(root), "--at", AT]
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=follower, stderr=subprocess.PIPE, env=environment) as running:
        os.close(follower)
        data = b""
        try:
            while piece := os.read(leader, 65536):
                data += piece
        except OSError:
            pass
        assert running.stderr is not None
        assert running.stderr.read() == b""
    os.close(leader)
    assert running.returncode == 0
    text = data.decode()
    assert "\033[" in text
    lines = re.sub(r"\033\[[\d;]*m", "", text).splitlines()
    assert max(map(len, lines)) <= columns
    assert "nobody" in "".join(lines) or columns == 40


def test_no_colour_is_the_only_carrier(root):
    prepared = prepare(Request(root, dt.datetime.fromisoformat(AT)))
    made = plan_of(prepared.site, prepared.pages, (), 8)
    bare = re.sub(r"\033\[[\d;]*m", "", plan_text(made, 100, colour=True))
    assert [line.rstrip() for line in bare.splitlines()] == plan_text(made, 100, colour=False).splitlines()


def test_json_has_all_of_it(root):
    ran = run(root, "--format", "json")
    found = ran.json
    assert ran.code == 0
    assert [(one["channel"], one["audience"], one["promise"], one["standing"], one["due"]) for one in found["lanes"]] == [
        ("news", None, "2 weeks", "due", "2026-11-24"),
        ("news", "office", "1 week", "broken", "2026-11-17"),
        ("news", "production", None, "no promise", None),
        ("newsletter", None, "1 month", "broken", "2026-10-15"),
    ]
    assert found["coming"][0]["at"] == "2026-12-01T00:00:00+01:00"
    assert (found["is_behind"], found["next_build"], found["until"]) == (True, "2026-12-01T00:00:00+01:00", "2027-01-17")
    assert found["reviews"][0]["owner"] == "Ida"


def test_strict_ends_with_1_when_something_is_behind(root):
    assert run(root, "--strict").code == 1
    assert run(root, "--strict", "--audience", "production").code == 1
    (root / "content/help/old.md").unlink()
    (root / "site.yaml").write_text((root / "site.yaml").read_text(encoding="utf-8").replace("newsletter: 1 month", "newsletter: 3 months"), encoding="utf-8")
    assert run(root, "--strict").code == 1
    assert run(root, "--strict", "--audience", "production").code == 0


def test_problems_in_content_end_it_with_1(root):
    (root / "content/news/2026-12-05-wrong.md").write_text("---\ntitel: Wrong\n---\n", encoding="utf-8")
    ran = run(root)
    assert ran.code == 1
    assert "error[FM002]" in ran.err
    assert ran.out == ""
    as_json = run(root, "--format", "json")
    assert (as_json.code, "FM002" in {problem["code"] for problem in as_json.json["problems"]}) == (1, True)


@pytest.mark.parametrize("arguments", [["--audience", "ofice"], ["--weeks", "0"], ["--format", "sarif"], ["--at", "soon"], ["--unknown"]])
def test_wrong_usage_ends_it_with_2(root, arguments):
    ran = run(root, *arguments)
    assert (ran.code, ran.out) == (2, "")
    if "ofice" in arguments:
        assert 'did you mean "office"?' in ran.err


class Reader(html.parser.HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags, self.asked = [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.asked += [value for name, value in attrs if name in {"src", "href", "srcset", "action"}]


def test_the_page_stands_alone_in_the_colours_of_the_brand(root, tmp_path):
    ran = run(root, "--html", tmp_path, "--ics", tmp_path / "team/calendar.ics")
    assert ran.code == 0
    page = (tmp_path / "plan.html").read_text(encoding="utf-8")
    read = Reader()
    read.feed(page)
    assert (read.asked, "script" in read.tags) == (["data:,"], False)
    assert "url(" not in page
    assert "#7a1f3d" in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; out" in page
    assert 'lang="en"' in page
    data = (tmp_path / "team/calendar.ics").read_bytes()
    assert_well_formed(data)
    assert [str(event["STATUS"]) for event in events_of(data).values()] == ["CONFIRMED", "TENTATIVE"]
    again = run(root, "--html", tmp_path / "again.html")
    assert again.code == 0
    assert (tmp_path / "again.html").read_text(encoding="utf-8") == page


def test_the_page_is_german_where_the_site_is(root):
    text = (root / "site.yaml").read_text(encoding="utf-8").replace("[en, de]", "[de, en]")
    (root / "site.yaml").write_text(text, encoding="utf-8")
    prepared = prepare(Request(root, dt.datetime.fromisoformat(AT)))
    page = page_of(plan_of(prepared.site, prepared.pages, (), 8), prepared.theme)
    assert '<html lang="de">' in page
    assert "gebrochen seit Mi.\u00a018.\u00a0Nov." in page
    assert "Wieder zu lesen" in page


@pytest.mark.parametrize("place", ["build/plan.html", "content/plan.html", "themes/x/plan.html", "public/deep/plan.html", "content"])
@pytest.mark.parametrize("option", ["--html", "--ics"])
def test_readers_never_find_the_plan(root, place, option):
    (root / "public").mkdir()
    (root / "public/robots.txt").write_text("# Made by itsite. The whole folder is made anew by each build.\n", encoding="utf-8")
    before = tree(root)
    ran = run(root, option, root / place)
    assert ran.code == 3
    assert "does not belong into" in ran.err
    assert tree(root) == before


def test_a_link_does_not_lead_the_plan_into_the_site(root, tmp_path):
    (tmp_path / "away").symlink_to(root / "content")
    ran = run(root, "--html", tmp_path / "away/plan.html")
    assert ran.code == 3
    assert not (root / "content/plan.html").exists()


def test_a_folder_that_cannot_be_written_is_refused(root, tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    ran = run(root, "--html", tmp_path / "file/plan.html")
    assert ran.code == 3
    assert "cannot be written" in ran.err


def _journal(root):
    prepared = prepare(Request(root, dt.datetime.fromisoformat(AT)))
    known = identity(prepared.site.config, "newsletters/2026-09", "en")
    with Journal(root / FOLDER / FILE) as journal:
        for number, state in enumerate((State.SENT, State.SENT, State.REFUSED, State.DEFERRED)):
            key = Key("mail", known, f"reader{number}@test.example")
            journal.begin(key, f"2026-09-15T10:0{number}:00+00:00")
            journal.settle(key, state, f"2026-09-15T10:0{number}:30+00:00")
        for target, message, at in (
            ("staff", "unknown", "2026-11-10T09:00:00+00:00"),
            ("staff", f"{known} 2026-11-11T09:00:00+00:00", "2026-11-11T09:01:00+00:00"),
            ("later", "unknown", "2026-11-23T09:00:00+00:00"),
        ):
            journal.begin(Key("announce", message, target), at)
            journal.settle(Key("announce", message, target), State.SENT, at)
        # What announce writes down when a chat is new: what is older counts as known, and was never posted.
        for message in (identity(prepared.site.config, "news/2026-11-10-out", "en"), ""):
            journal.note(Key("announce", message, "staff"), State.KNOWN, "2026-11-10T08:00:00+00:00")


def test_what_was_sent_is_read_from_the_journal_without_names(root):
    _journal(root)
    ran = run(root)
    assert re.search(r"^Tue 15 Sep 12:03 +mail +September +2 sent, 1 refused, 1 open$", ran.out, re.MULTILINE)
    assert re.search(r"^Tue 10 Nov 10:00 +announce: staff +unknown +1 sent$", ran.out, re.MULTILINE)
    assert re.search(r"^Wed 11 Nov 10:01 +announce: staff +September \(change\) +1 sent$", ran.out, re.MULTILINE)
    assert "later" not in ran.out
    told = run(root, "--format", "json")
    assert "reader" not in ran.out + told.out
    # What counts as known was never posted.
    delivered = [(one["outlet"], one["target"], one["title"], one["is_update"], one["sent"]) for one in told.json["delivered"]]
    assert delivered == [("announce", "staff", "September", True, 1), ("announce", "staff", "unknown", False, 1), ("mail", "", "September", False, 2)]


def test_a_journal_in_use_keeps_nobody_from_planning(root):
    _journal(root)
    with Journal(root / FOLDER / FILE):
        ran = run(root)
    assert ran.code == 0
    assert "another program is sending" in ran.err
    assert "September" in ran.out
    assert "1 refused" not in ran.out


def test_the_example_has_a_plan_with_promises():
    ran = run_itsite("plan", "--site", ROOT, "--at", AT, "--format", "json")
    standings = {(one["channel"], one["audience"]): one["standing"] for one in json.loads(ran.out)["lanes"] if one["promise"]}
    assert standings == {("news", None): "due", ("news", "production"): "kept", ("newsletter", None): "due", ("event", None): "kept"}


def test_titles_cannot_steer_a_terminal(root):
    page = root / "content/news/2026-12-06-bell.md"
    page.write_text('---\ntitle: "A\\u0007\\u001b[2J bell\\u202e"\n---\nText.\n', encoding="utf-8")
    ran = run(root)
    assert ran.code == 0
    assert "bell" in ran.out
    assert not set(ran.out) & {"\a", "\033", "\u202e"}


def test_the_schema_knows_rhythms(root):
    jsonschema = pytest.importorskip("jsonschema")
    yaml = pytest.importorskip("yaml")
    schema = json.loads(run_itsite("schema", "site").out)
    check = jsonschema.Draft202012Validator(schema)
    text = (root / "site.yaml").read_text(encoding="utf-8")
    assert list(check.iter_errors(yaml.safe_load(text))) == []
    assert list(check.iter_errors(yaml.safe_load(text.replace("1 month", "monthly"))))
    assert list(check.iter_errors(yaml.safe_load(text.replace("every:", "evry:"))))


def test_the_documents_name_what_json_has(root):
    _journal(root)
    told = run(root, "--format", "json").json
    documented = (ROOT / "docs/plan.md").read_text(encoding="utf-8").partition("## For programs")[2]
    names = set(re.findall(r"`([a-z_]+)`", documented))
    parts = [told, told["lanes"][0], told["coming"][0], told["delivered"][0], told["reviews"][0], told["silences"][0]]
    assert {name for part in parts for name in part} - names == set()
