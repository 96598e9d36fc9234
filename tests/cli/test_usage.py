"""Arguments: what they do, and a clear line with exit code 2 where they are wrong."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import unpacked

SITE = """
-- site.yaml --
name: IT Test
url: https://it.test.example/
time_zone: Europe/Berlin
-- content/index.md --
# Hi
-- content/news/2026-12-24-later.md --
---
title: Later
---
text
-- content/draft.md --
---
title: Draft
draft: true
---
-- content/deep/er/page.md --
# Deep
"""


@pytest.fixture
def root(tmp_path):
    return unpacked(SITE, tmp_path / "site")


def outputs(root: Path) -> set[str]:
    return {p.relative_to(root / "build").as_posix() for p in (root / "build").rglob("*.html")}


def test_the_nearest_site_above_is_the_one_meant(root, itsite):
    done = itsite("build", cwd=root / "content" / "deep" / "er")
    assert done.code == 0
    assert "deep/er/page/index.html" in outputs(root) or "deep/er/index.html" in outputs(root)


def test_a_site_inside_a_site_is_the_nearest(root, itsite):
    inner = unpacked("-- content/index.md --\n# Inner\n", root / "inner")
    assert itsite("build", cwd=inner / "content").code == 0
    assert (inner / "build").is_dir()
    assert not (root / "build").exists()


def test_at_shows_what_is_published_then(root, itsite):
    itsite("build", "--site", root, "--at", "2026-12-23T23:59:59")
    assert "news/2026/later/index.html" not in outputs(root)
    itsite("build", "--site", root, "--at", "2026-12-24")
    assert "news/2026/later/index.html" in outputs(root)


def test_an_instant_with_an_offset_is_that_instant(root, itsite):
    itsite("build", "--site", root, "--at", "2026-12-23T22:59:59Z")
    assert "news/2026/later/index.html" not in outputs(root)
    itsite("build", "--site", root, "--at", "2026-12-23T23:00:00Z")
    assert "news/2026/later/index.html" in outputs(root)


def test_drafts_are_shown_when_asked_for(root, itsite):
    itsite("build", "--site", root, "--drafts")
    assert "draft/index.html" in outputs(root)
    itsite("build", "--site", root)
    assert "draft/index.html" not in outputs(root)


def test_base_url_takes_the_place_of_the_one_in_site_yaml(root, itsite):
    assert itsite("build", "--site", root, "--base-url", "http://localhost:8080/it").code == 0
    text = (root / "build" / "sitemap.xml").read_text()
    assert "http://localhost:8080/it/" in text
    assert "it.test.example" not in "".join(p.read_text() for p in (root / "build").rglob("*.*ml"))


def test_jobs_and_no_cache_are_taken(root, itsite):
    assert itsite("build", "--site", root, "--jobs", "4", "--no-cache").code == 0
    assert not (root / ".itsite").exists()
    assert itsite("build", "--site", root, "--jobs", "0").code == 2


WRONG = {
    "no such command": (["bild"], "bild"),
    "no such option": (["build", "--ot", "x"], "--ot"),
    "no value": (["build", "--out"], "--out"),
    "no such site": (["build", "--site", "nowhere"], "no site.yaml"),
    "an instant that is none": (["build", "--at", "tomorrow"], "2026-11-03T09:00"),
    "a day that does not exist": (["build", "--at", "2026-02-30"], "2026-11-03"),
    "an empty instant": (["build", "--at", ""], "no instant"),
    "a year out of reach": (["build", "--at", "0001-01-01"], "9998"),
    "the last year": (["check", "--at", "9999-12-31T23:59:59-23:59"], "9998"),
    "a level that is none": (["build", "--classification", "secret"], "public"),
    "a format that is none": (["build", "--format", "yaml"], "sarif"),
    "a base URL that is none": (["build", "--base-url", "it.example.org"], "https://it.example.org/"),
    "a base URL of another kind": (["build", "--base-url", "javascript:alert(1)"], "https://it.example.org/"),
    "an empty output folder": (["build", "--out", ""], "name a folder"),
    "no processes": (["build", "--jobs", "0"], "1"),
    "processes that are no number": (["build", "--jobs", "all"], "integer"),
    "too many words": (["build", "here"], "here"),
    "a kind that is none": (["add", "blog", "X"], "newsletter"),
    "no title": (["add", "news"], "title"),
    "a blank title": (["add", "news", "  "], "visible"),
    "a title of two lines": (["add", "news", "a\nb"], "one line"),
    "a title with a control character": (["add", "news", "a\x1bb"], "visible"),
    "a schema that is none": (["schema", "blog"], "newsletter"),
    "no server": (["headers"], "itsite headers: Missing argument 'server'. Choose from: nginx, apache, iis, _headers (see itsite headers --help)"),
    "an unknown server": (["headers", "lighttpd"], "itsite headers: Invalid value for 'server': 'lighttpd' is not one of 'nginx'"),
    "a colour that is none": (["new", "x", "--colour", "petrol"], "#0F5257"),
    "a language that is none": (["new", "x", "--language", "fr"], "en, de"),
    "a language twice": (["new", "x", "--language", "de,de"], "en, de"),
    "no language": (["new", "x", "--language", ","], "en, de"),
    "no name": (["new", "x", "--name", " "], "name"),
    "an address that is none": (["new", "x", "--url", "intranet"], "https://"),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_wrong_usage_is_a_clear_line_and_exit_code_2(root, itsite, wrong):
    arguments, word = WRONG[wrong]
    done = itsite(*arguments, cwd=root)
    assert (done.code, done.out) == (2, ""), done
    assert word in done.err
    assert len(done.err.splitlines()) == 1
    assert "Traceback" not in done.err
    assert not (root / "build").exists()
    assert not (root / "x").exists()


def test_no_site_anywhere_says_how_to_make_one(tmp_path, itsite):
    done = itsite("build", cwd=tmp_path)
    assert done.code == 2
    assert "itsite new DIR" in done.err


@pytest.mark.parametrize("epoch", ["tomorrow", "²", "99999999999999999999", "-99999999999999"])
def test_a_wrong_source_date_epoch_is_named(root, itsite, epoch):
    done = itsite("build", "--site", root, env={"SOURCE_DATE_EPOCH": epoch})
    assert done.code == 2
    assert "SOURCE_DATE_EPOCH" in done.err


@pytest.mark.parametrize("command", [[], ["build"], ["check"], ["new"], ["add"], ["next"], ["schema"], ["theme"], ["theme", "lint"]])
def test_every_command_helps(itsite, command):
    done = itsite(*command, "--help")
    assert done.code == 0
    assert "Usage: itsite" in done.out
    assert "\x1b" not in done.out


def test_the_version_is_told(itsite):
    done = itsite("--version")
    assert done.code == 0
    assert re.fullmatch(r"itsite \d+\.\d+\.\d+\S*\n", done.out)


@pytest.mark.skipif(sys.platform == "win32", reason="a current directory cannot be deleted there")
@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["build", "--help"]], ids=" ".join)
def test_what_needs_no_folder_works_in_one_that_is_deleted(itsite, tmp_path, arguments):
    gone = tmp_path / "gone"
    gone.mkdir()
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent.parent)}
    command = ["sh", "-c", 'rmdir "$PWD" && exec "$@"', "sh", sys.executable, "-m", "itsite", *arguments]
    done = subprocess.run(command, cwd=gone, env=environment, capture_output=True, text=True, check=False)
    assert not gone.exists()
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == itsite(*arguments).out


def test_the_module_and_the_script_are_the_same_program(itsite):
    script = Path(sys.executable).parent / "itsite"
    if not script.exists():
        pytest.skip("needs itsite installed in this environment")
    done = subprocess.run([script, "--help"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, itsite("--help").out)


def test_next_tells_the_next_change(root, itsite):
    assert itsite("next", "--site", root, "--at", "2026-11-21").out == "2026-12-24T00:00:00+01:00\n"
    assert itsite("next", "--site", root, "--at", "2026-11-21", "--format", "json").json == {"next_change": "2026-12-24T00:00:00+01:00"}
    none = itsite("next", "--site", root, "--at", "2026-12-25")
    assert (none.code, none.out, none.err) == (0, "", "Nothing is scheduled.\n")
    assert itsite("next", "--site", root, "--at", "2026-12-25", "--format", "json").json == {"next_change": None}


def test_next_tells_of_mistakes(root, itsite):
    (root / "content" / "x.md").write_text("---\ntitel: x\n---\n")
    done = itsite("next", "--site", root)
    assert done.code == 1
    assert "FM002" in done.err


def test_theme_lint_finds_nothing_wrong_with_the_themes_that_come_along(root, itsite):
    done = itsite("theme", "lint", "--site", root)
    assert (done.code, done.err) == (0, "")


def test_theme_lint_names_template_and_line(root, itsite):
    templates = root / "themes" / "mine" / "templates"
    templates.mkdir(parents=True)
    (root / "themes" / "mine" / "theme.yaml").write_text("extends: base\n")
    (templates / "page.html").write_text('{% extends "base:page.html" %}\n{% block body %}{{ pgae.title }}{% endblock %}\n')
    with (root / "site.yaml").open("a") as stream:
        stream.write("theme: mine\n")
    done = itsite("theme", "lint", "--site", root, "--format", "json")
    assert done.code == 1
    assert any("pgae" in problem["message"] and problem["line"] == 2 for problem in done.json["problems"]), done.json


def test_the_schemas_are_those_of_the_kinds(itsite, tmp_path):
    found = itsite("schema").json
    assert set(found) >= {"site", "page", "news", "newsletter", "service", "event", "mission", "vision"}
    assert all(document["$schema"] == "https://json-schema.org/draft/2020-12/schema" for document in found.values())
    assert itsite("schema", "news").json == found["news"]
    assert itsite("schema", "--out", tmp_path / "s").code == 0
    assert json.loads((tmp_path / "s" / "news.schema.json").read_text(encoding="utf-8")) == found["news"]


def test_the_schemas_take_the_example_site_and_refuse_a_misspelt_field(itsite):
    jsonschema = pytest.importorskip("jsonschema")
    yaml = pytest.importorskip("yaml")
    repository = Path(__file__).parent.parent.parent
    found = itsite("schema").json
    for document in found.values():
        jsonschema.Draft202012Validator.check_schema(document)
    plain = {**yaml.BaseLoader.yaml_implicit_resolvers}
    loader = type("Plain", (yaml.SafeLoader,), {"yaml_implicit_resolvers": plain})
    for tag in ("bool", "int", "float", "null"):
        for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items():
            loader.yaml_implicit_resolvers.setdefault(first, [])
            loader.yaml_implicit_resolvers[first] += [pair for pair in pairs if pair[0] == f"tag:yaml.org,2002:{tag}"]
    jsonschema.Draft202012Validator(found["site"]).validate(yaml.load((repository / "site.yaml").read_text(encoding="utf-8"), loader))
    for file in sorted((repository / "content").rglob("*.md")):
        text = file.read_text(encoding="utf-8")
        if not text.startswith("---\n"):
            continue
        folder = file.relative_to(repository / "content").parts[0]
        stem = file.name.split(".")[0]
        kind = {"services": "service", "news": "news", "newsletters": "newsletter", "events": "event"}.get(folder, "page")
        kind = stem if stem in {"mission", "vision"} else "page" if stem == "index" else kind
        kind = "page" if stem == "index" else kind
        jsonschema.Draft202012Validator(found[kind]).validate(yaml.load(text.split("---\n")[1], loader))
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(found["news"]).validate({"titel": "x"})
