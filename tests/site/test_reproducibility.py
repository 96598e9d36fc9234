"""The same inputs give the same bytes, wherever, whenever and by whomever they are built (R1 to R6, B10)."""

import os
import random
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import tree, unpacked

REPOSITORY = Path(__file__).parent.parent.parent
AT = "2026-11-21T12:00+00:00"
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(REPOSITORY), "PYTHONDONTWRITEBYTECODE": "1"}
COMMAND = [sys.executable, "-m", "itsite", "build"]


def needs(*tools: str, root: bool = False) -> pytest.MarkDecorator:
    missing = [tool for tool in tools if shutil.which(tool) is None]
    if root and (not hasattr(os, "geteuid") or os.geteuid() != 0):
        missing.append("root")
    return pytest.mark.skipif(bool(missing), reason=f"needs {', '.join(missing)}")


def built(site: Path, out: Path, *, env: dict[str, str] | None = None, prefix: tuple[str, ...] = (), at: str | None = AT) -> dict[str, bytes]:
    asked = ["--at", at] if at else []
    command = [*prefix, *COMMAND, "--site", str(site), "--out", str(out), *asked]
    done = subprocess.run(command, env={**ENVIRONMENT, **(env or {})}, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    return tree(out)


@pytest.fixture(scope="module")
def sources(tmp_path_factory) -> Path:
    """The example site in a folder of its own."""
    root = tmp_path_factory.mktemp("sources") / "site"
    root.mkdir()
    for name in ("content", "themes"):
        shutil.copytree(REPOSITORY / name, root / name)
    shutil.copy2(REPOSITORY / "site.yaml", root)
    return root


@pytest.fixture(scope="module")
def once(sources, tmp_path_factory) -> dict[str, bytes]:
    """What every other build has to give."""
    return built(sources, tmp_path_factory.mktemp("once") / "build")


def test_another_folder_and_umask_give_the_same_bytes(sources, once, tmp_path):
    moved = tmp_path / "änderswo" / "deep er"
    shutil.copytree(sources, moved)
    assert built(moved, moved / "build", prefix=("sh", "-c", 'umask 077; exec "$@"', "sh")) == once


@pytest.mark.parametrize(
    "env",
    [
        {"TZ": "Asia/Tokyo", "LC_ALL": "C", "PYTHONHASHSEED": "7"},
        {"TZ": "America/St_Johns", "LANG": "tr_TR.UTF-8", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "0"},
        {"TZ": "", "LC_ALL": "de_DE.ISO-8859-1", "PYTHONHASHSEED": "4000000000", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"TZ": "Nowhere/Land", "PYTHONIOENCODING": "latin-1", "COLUMNS": "20", "NO_COLOR": "1", "HOME": "/nowhere"},
        {"PYTHONOPTIMIZE": "2"},
    ],
    ids=lambda env: " ".join(env.values()),
)
def test_zone_locale_and_hash_seed_do_not_matter(sources, once, tmp_path, env):
    assert built(sources, tmp_path / "build", env=env) == once


@needs("faketime")
@pytest.mark.parametrize("clock", ["2027-12-31 23:59:58", "1980-01-01 00:00:00", "2031-01-01 12:00:00", "2038-01-19 03:14:07"])
def test_the_clock_does_not_matter_when_the_instant_is_given(sources, once, tmp_path, clock):
    assert built(sources, tmp_path / "build", prefix=("faketime", clock)) == once


@needs("faketime")
def test_source_date_epoch_is_the_instant_for_build_systems(sources, once, tmp_path):
    epoch = {"SOURCE_DATE_EPOCH": "1795262400"}
    assert built(sources, tmp_path / "a", env=epoch, at=None, prefix=("faketime", "2031-01-01")) == once
    assert built(sources, tmp_path / "b", env=epoch, at=None) == once


@needs("faketime")
def test_a_clock_that_steps_back_between_two_builds_fools_neither(sources, tmp_path):
    ahead, back = ("faketime", "2027-06-01 12:00:00"), ("faketime", "2026-11-21 12:00:00")
    out = tmp_path / "build"
    first = built(sources, tmp_path / "clean", prefix=back, at=None)
    assert built(sources, out, prefix=ahead, at=None) != first
    assert built(sources, out, prefix=back, at=None) == first


@needs("faketime")
def test_no_clock_is_in_any_file(sources, tmp_path):
    """Built in 2031: that year is written nowhere."""
    for path, data in built(sources, tmp_path / "build", prefix=("faketime", "2031-05-05 05:05:05")).items():
        if not path.startswith("assets/"):
            assert b"2031" not in re.sub(rb"\.[0-9a-f]{10}\.|%20", b".", data), path


@needs("disorderfs", "fusermount", root=True)
@pytest.mark.parametrize("order", ["--shuffle-dirents=yes", "--reverse-dirents=yes"])
def test_the_order_of_folders_does_not_matter(sources, once, tmp_path, order):
    mounted = tmp_path / "mounted"
    mounted.mkdir()
    if subprocess.run(["disorderfs", "--multi-user=no", order, sources, mounted], capture_output=True, check=False).returncode:
        pytest.skip("needs FUSE")
    try:
        assert built(mounted, tmp_path / "build") == once
    finally:
        subprocess.run(["fusermount", "-u", mounted], check=True)


@needs("setpriv", root=True)
def test_another_user_builds_the_same_bytes(sources, once):
    folder = Path("/var/tmp") / f"itsite-repro-{os.getpid()}"  # noqa: S108 - tmp_path is closed to other users
    as_nobody = ("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups")
    if subprocess.run([*as_nobody, sys.executable, "-c", "import itsite.cli.program"], env=ENVIRONMENT, capture_output=True, check=False).returncode:
        pytest.skip("the user nobody cannot read this checkout")
    try:
        shutil.copytree(sources, folder / "site")
        os.chown(folder, 65534, 65534)
        for path in folder.rglob("*"):
            os.chown(path, 65534, 65534)
        assert built(folder / "site", folder / "out", prefix=as_nobody) == once
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _edited(content: Path, chance: random.Random) -> None:
    """One of the things that writers do."""
    pages = sorted(content.rglob("*.md"))
    page = chance.choice(pages)
    text = page.read_text(encoding="utf-8")
    match chance.randrange(6):
        case 0:
            page.write_text(text + f"\nMore {chance.random()}.\n", encoding="utf-8")
        case 1:
            page.with_name(f"new-{chance.randrange(10**6)}.md").write_text(
                f"---\ntitle: New {chance.random()}\ndate: 2026-02-02\ntags: [new]\n---\nText.\n", encoding="utf-8"
            )
        case 2:
            if page.name.startswith("new-"):
                page.unlink()
        case 3:
            page.write_text(re.sub(r"(?m)^title: .*$", f"title: Titled {chance.randrange(100)}", text, count=1), encoding="utf-8")
        case 4:
            page.write_text(
                text.replace("\n---\n", f"\nsummary: Summed up {chance.random()}\n---\n", 1) if "\nsummary:" not in text else text, encoding="utf-8"
            )
        case 5:
            day = f"2026-{chance.randrange(1, 12):02}-{chance.randrange(1, 28):02}"
            folder = content / "news"
            folder.mkdir(exist_ok=True)
            (folder / f"{day}-n{chance.randrange(10**6)}.md").write_text(
                f"---\ntitle: News {day}\ntags: [t{chance.randrange(3)}]\n---\nText.\n", encoding="utf-8"
            )


def _same_after_edits(site, tmp_path, seed: int, builds: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - a fixed seed is meant
    root = unpacked(
        "-- content/index.md --\n# Home\n-- content/a/b.md --\n---\ntitle: B\ntags: [new]\n---\n# B\n-- content/services/s.md --\n# S\n", tmp_path / f"s{seed}"
    )
    for _ in range(builds):
        for _ in range(chance.randrange(1, 8)):
            _edited(root / "content", chance)
        again = site(root=root)
        assert not again.report.failed, again.problems
        shutil.copytree(root / "content", tmp_path / f"c{seed}" / "content", dirs_exist_ok=True)
        clean = tmp_path / f"c{seed}"
        shutil.copy(root / "site.yaml", clean)
        assert tree(site(root=clean).out) == tree(again.out)
        shutil.rmtree(clean)


def test_a_build_over_an_old_site_equals_a_clean_build_after_random_edits(site, tmp_path):
    for seed in range(3):
        _same_after_edits(site, tmp_path, seed, 5)


@pytest.mark.soak
def test_a_build_over_an_old_site_equals_a_clean_build_after_50_random_edits_of_20_seeds(site, tmp_path):
    for seed in range(20):
        _same_after_edits(site, tmp_path, seed, 12)


def test_unchanged_files_keep_their_inode_and_time_so_that_copying_tools_stay_quiet(site):
    archive = "-- content/index.md --\n# Hi\n-- content/a.md --\n# A\n![x](x.svg)\n-- content/x.svg --\n<svg xmlns='http://www.w3.org/2000/svg'/>\n"
    first = site(archive)
    before = {path: (first.out / path).stat() for path in first.paths}
    second = site(archive.replace("# A", "# A changed"), root=first.root)
    after = {path: (second.out / path).stat() for path in second.paths}
    changed = {path for path in after if path not in before or after[path].st_ino != before[path].st_ino}
    assert "a/index.html" in changed
    assert not {path for path in changed if path.startswith("assets/") or path in {"robots.txt", "feed.xml"}}
    assert all(after[path].st_mtime_ns == before[path].st_mtime_ns for path in set(after) - changed)
    assert second.report.reused == len(after) - len(changed)
    assert second.report.rendered == len(changed)


def test_a_build_of_an_unchanged_site_writes_nothing_anew(site):
    first = site("-- content/index.md --\n# Hi\n")
    again = site(root=first.root)
    assert (again.report.rendered, again.report.reused) == (0, len(first.paths))


def test_a_changed_file_does_not_change_the_old_site_that_it_was_linked_from(site, tmp_path):
    """Readers may still have the old tree open: no byte of it changes."""
    first = site("-- content/index.md --\n# Hi\n")
    kept = tmp_path / "kept.html"
    os.link(first.out / "index.html", kept)
    before = kept.read_bytes()
    site("-- content/index.md --\n# Hello\n", root=first.root)
    assert kept.read_bytes() == before


def test_a_link_or_a_folder_in_the_old_site_is_replaced_and_never_followed(site, tmp_path):
    first = site("-- content/index.md --\n# Hi\n-- content/a.md --\n# A\n")
    (tmp_path / "mine").write_text("mine")
    shutil.rmtree(first.out / "a")
    (first.out / "a").symlink_to(tmp_path)
    (first.out / "index.html").unlink()
    (first.out / "index.html").symlink_to(tmp_path / "mine")
    (first.out / "404.html").unlink()
    (first.out / "404.html").mkdir()
    again = site(root=first.root)
    assert not again.report.failed
    assert not [p for p in again.out.rglob("*") if p.is_symlink()]
    assert (tmp_path / "mine").read_text() == "mine"
    assert not (tmp_path / "index.html").exists()
    assert b"<h1" in (again.out / "404.html").read_bytes()
