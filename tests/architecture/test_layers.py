"""The shape of the program: layers, sizes, and one file for each new kind, channel and check."""

import ast
import os
import pkgutil
import shutil
import statistics
import subprocess
import sys
from pathlib import Path

import pytest

import itsite.channels
import itsite.checks
import itsite.kinds
from itsite.channels import all_channels
from itsite.checks import all_checks
from itsite.kinds import all_kinds
from tests.conftest import run_itsite, unpacked

ROOT = Path(__file__).parent.parent.parent
PACKAGE = ROOT / "itsite"
MODULES = sorted(PACKAGE.rglob("*.py"))


def test_imports_keep_to_the_contracts():
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"]
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]


def test_the_contracts_name_every_kind_channel_and_check():
    contracts = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    for package in (itsite.kinds, itsite.channels, itsite.checks):
        assert f'modules = ["{package.__name__}.*"]' in contracts, package.__name__


def lines(path):
    return path.read_text(encoding="utf-8").count("\n")


def test_no_module_is_longer_than_300_lines_and_the_mean_is_below_130():
    assert [str(path.relative_to(ROOT)) for path in MODULES if lines(path) > 300] == []
    assert statistics.mean(lines(path) for path in MODULES) < 130


def test_every_module_says_what_it_is():
    assert [str(path.relative_to(ROOT)) for path in MODULES if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))] == []


def test_no_module_is_called_by_a_name_that_says_nothing():
    empty = {"utils", "util", "helpers", "helper", "common", "manager", "misc", "base", "core"}
    assert [str(path) for path in MODULES if path.stem in empty] == []


def test_no_module_asks_for_the_time_but_the_command_line():
    clocks = {"now", "today", "utcnow", "time_ns"}
    asking = {
        path.relative_to(PACKAGE).parts[0]
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in clocks and ast.unparse(node.value) in {"dt", "dt.date", "dt.datetime", "date", "datetime", "time"}
    }
    assert asking <= {"cli", "serve", "engine"}


@pytest.mark.parametrize(("package", "found"), [(itsite.kinds, all_kinds), (itsite.channels, all_channels), (itsite.checks, all_checks)])
def test_every_file_of_the_three_folders_is_found(package, found):
    names = {module.name for module in pkgutil.iter_modules(package.__path__)}
    assert names
    assert len(tuple(found())) == len(names)


KIND = '''"""Events: something that takes place."""

from pydantic import Field

from itsite.model.kind import Collection, Kind
from itsite.model.meta import Announced


class EventMeta(Announced):
    """Fields of an event."""

    place: str = Field("", description="Where it takes place.")


KIND = Kind(
    name="event", meta=EventMeta, folder="events", collection=Collection(order="date"), needs_date=True,
    titles={"en": "Events"}, kicker=lambda meta: meta.place,
)
'''

CHANNEL = '''"""A list of all pages as plain text."""

from functools import partial

from pydantic import Field

from itsite.model.channel import Channel, Planned, Planning
from itsite.model.meta import Written
from itsite.model.output import Made, Output
from itsite.model.site import Site


class ListOptions(Written):
    """The list."""

    head: str = Field("All pages", description="First line.")


def text(site: Site, head: str) -> bytes:
    return "\\n".join([head, *(e.page.title for e in site.entries)]).encode()


def plan(planning: Planning) -> Planned:
    return Planned((Output("all.txt", Made(partial(text, planning.site, planning.options.head)), "text"),))


CHANNEL = Channel("text", plan, section="text", options=ListOptions)
'''

CHECK = '''"""Titles are quiet."""

from collections.abc import Iterator

from itsite.model.check import Build, Check
from itsite.model.problem import Problem, warning


def find(build: Build) -> Iterator[Problem]:
    for entry in build.site.entries:
        if entry.page.title.endswith("!"):
            yield warning(entry.page.at("title"), "XX001", "the title shouts", "take the exclamation mark away")


CHECK = Check("quiet", find)
'''

SITE = """
-- site.yaml --
name: IT
url: https://a.example/
text: {head: HEAD}
checks: {quiet: warning}
-- content/events/party.md --
---
title: Party!
date: 2026-11-01
place: Canteen
---
Come.
"""


def test_a_kind_a_channel_and_a_check_are_one_new_file_each(tmp_path):
    program = tmp_path / "program"
    shutil.copytree(PACKAGE, program / "itsite", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "themes", program / "themes")
    for folder, text in (("kinds", KIND), ("channels", CHANNEL), ("checks", CHECK)):
        (program / "itsite" / folder / "fresh.py").write_text(text, encoding="utf-8")
    site = unpacked(SITE, tmp_path / "site")
    ran = run_itsite("build", "--site", site, "--at", "2026-11-21", env={"PYTHONPATH": str(program)}, cwd=tmp_path)
    assert ran.code == 0, ran.err
    assert "content/events/party.md:2:8: warning[XX001] the title shouts" in ran.err
    out = site / "build"
    assert (out / "all.txt").read_text(encoding="utf-8") == "HEAD\nParty!"
    assert "Party!" in (out / "events/index.html").read_text(encoding="utf-8")
    assert "Party!" in (out / "feed.xml").read_text(encoding="utf-8")
    assert "events/" in (out / "index.html").read_text(encoding="utf-8")
    schema = run_itsite("schema", env={"PYTHONPATH": str(program)}, cwd=site)
    assert "Where it takes place." in schema.out
