"""An output folder that is not for a build to replace is refused before anything is written (B19)."""

import sys
from pathlib import Path

import pytest

from itsite.model.problem import RefusedError
from itsite.places import checked_out
from tests.faults.machine import AT, run


def _snapshot(folder):
    return {str(p): (p.lstat().st_mtime_ns, p.lstat().st_size, p.lstat().st_ino) for p in [folder, *folder.rglob("*")]}


def _made(folder):
    site = folder / "home" / "work" / "site"
    (site / "content").mkdir(parents=True)
    (site / "content" / "index.md").write_text("# Hi\n")
    (site / "site.yaml").write_text("name: T\nurl: https://t.example/\n")
    for name in (".git", ".itsite", "themes/mine"):
        (site / name).mkdir(parents=True)
    (folder / "photos").mkdir()
    (folder / "photos" / "cat.jpg").write_bytes(b"meow")
    (folder / "file").write_text("mine")
    (folder / "empty-home").mkdir()
    (folder / "link-to-site").symlink_to(site)
    (folder / "link-to-photos").symlink_to(folder / "photos")
    (folder / "link-to-empty").symlink_to(folder / "empty-home")
    (folder / "loop").symlink_to(folder / "loop")
    return site


WRONG = {
    "the site folder": "home/work/site",
    "the site folder by another way": "home/work/site/content/..",
    "the content folder": "home/work/site/content",
    "a folder in the content folder": "home/work/site/content/x/y",
    "the themes": "home/work/site/themes",
    "site.yaml": "home/work/site/site.yaml",
    "the parent of the site": "home/work",
    "the home folder": "home",
    "an empty home folder": "empty-home",
    "the root": "/",
    "a folder in .itsite": "home/work/site/.itsite/x",
    "a folder in .git": "home/work/site/.git/x",
    "a folder with other files": "photos",
    "a link to the site": "link-to-site",
    "a link to a folder with other files": "link-to-photos",
    "a link to an empty folder": "link-to-empty",
    "content behind a link": "link-to-site/content",
    "a link to itself": "loop/x",
    "a file": "file",
    "a folder below a file": "file/x",
    "empty text": "",
    "a blank": " ",
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_folder_that_is_not_ours_is_refused_before_anything_is_written(tmp_path, wrong):
    site = _made(tmp_path)
    before = _snapshot(tmp_path)
    above = set(Path("/").iterdir()), set(tmp_path.parent.iterdir())
    out = WRONG[wrong]
    given = out if not out.strip() else str(tmp_path / out)
    home = tmp_path / ("empty-home" if wrong == "an empty home folder" else "home")
    done = run([sys.executable, "-m", "itsite", "build", "--site", site, "--at", AT, "--out", given], env={"HOME": str(home)}, cwd=tmp_path)
    assert done.code == (3 if out.strip() else 2), done.err
    assert done.is_clear, done.err
    assert "(" in done.err
    assert _snapshot(tmp_path) == before
    assert (set(Path("/").iterdir()), set(tmp_path.parent.iterdir())) == above


def test_nothing_is_written_beside_a_refused_folder_even_for_a_moment(tmp_path):
    site = _made(tmp_path)
    parent = tmp_path / "photos"
    (parent / "2026").mkdir()
    (parent / "2026" / "cat.jpg").write_bytes(b"meow")
    before = parent.stat().st_mtime_ns
    done = run([sys.executable, "-m", "itsite", "build", "--site", site, "--out", parent / "2026"])
    assert "was not made by itsite" in done.err
    assert parent.stat().st_mtime_ns == before


@pytest.mark.parametrize("robots", ["User-agent: *\n", "", "# Made by itsite\n"])
def test_a_robots_file_of_somebody_else_does_not_make_a_folder_ours(tmp_path, robots):
    site = _made(tmp_path)
    (tmp_path / "photos" / "robots.txt").write_text(robots)
    done = run([sys.executable, "-m", "itsite", "build", "--site", site, "--out", tmp_path / "photos"])
    assert done.code == 3
    assert (tmp_path / "photos" / "cat.jpg").read_bytes() == b"meow"


def test_a_new_and_an_empty_folder_are_taken_and_nothing_is_left_beside_them(tmp_path):
    site = _made(tmp_path)
    (tmp_path / "public").mkdir()
    for out in ("public", "deep/er/public", "home/work/site/public", "ümlaut ordner"):
        done = run([sys.executable, "-m", "itsite", "build", "--site", site, "--out", tmp_path / out])
        assert (done.code, done.err) == (0, "")
        assert (tmp_path / out / "index.html").is_file()
        assert not [p.name for p in (tmp_path / out).parent.iterdir() if p.name.startswith(".") and p.name.endswith(".itsite") and p.name != ".itsite"]


def test_a_home_folder_that_nobody_knows_is_no_obstacle(tmp_path, monkeypatch):
    site = _made(tmp_path)
    monkeypatch.setenv("HOME", "/nowhere")
    assert checked_out(site, tmp_path / "public") == (tmp_path / "public").resolve()
    monkeypatch.setenv("HOME", str(tmp_path / "public" / "me"))
    with pytest.raises(RefusedError, match="home"):
        checked_out(site, tmp_path / "public")


@pytest.mark.parametrize("kind", ["file", "link", "dangling link"])
def test_a_work_folder_that_is_none_is_named(tmp_path, kind):
    site = _made(tmp_path)
    work = site / ".itsite"
    work.rmdir()
    if kind == "file":
        work.write_text("x")
    else:
        work.symlink_to(tmp_path / ("photos" if kind == "link" else "nowhere"))
    done = run([sys.executable, "-m", "itsite", "build", "--site", site])
    assert done.code == 3
    assert ".itsite is not a folder (delete it" in done.err
    assert not (site / "build").exists()
    assert sorted(p.name for p in (tmp_path / "photos").iterdir()) == ["cat.jpg"]
