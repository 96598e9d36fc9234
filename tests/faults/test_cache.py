"""Whatever happens to the cache, the site is the one that is made without it (B11)."""

import contextlib
import json
import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import threading

import pytest

from itsite.engine.digest import digest
from itsite.engine.file_store import FORMAT, FileStore
from itsite.incremental.record import load_record, out_name
from itsite.places import program_salt
from tests.conftest import tree
from tests.faults.machine import ENVIRONMENT, PAGES, Case, copied, ended, needs, run


def _cache(case: Case):
    file = case.root / ".itsite" / "cache.sqlite"
    assert file.stat().st_size > 50_000
    return file


def _of_another_version(file):
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE kept SET data = x'00112233' WHERE section = 'about'")
    connection.close()


def _of_another_program(file):
    file.unlink()
    FileStore(file, b"another salt").close()


def _no_table(file):
    with sqlite3.connect(file) as connection:
        connection.execute("ALTER TABLE kept RENAME TO other")
    connection.close()


def _no_text(file):
    """A name in its table of tables that SQLite repeats in what it says, and that is no text."""
    data = file.read_bytes()
    assert data.count(b"tablekeptkept") == data.count(b"CREATE TABLE kept") == 1
    file.write_bytes(data.replace(b"tablekeptkept", b"tablek\xd3ptkept").replace(b"CREATE TABLE kept", b"CREATE TABEL kept"))


def _rows_exchanged(file):
    """Every value is a sound one, in the wrong place."""
    with sqlite3.connect(file) as connection:
        rows = connection.execute("SELECT section, name, data FROM kept WHERE section IN ('heads', 'bodies')").fetchall()
        for (section, name, _), (_, _, data) in zip(rows, rows[1:] + rows[:1], strict=True):
            connection.execute("UPDATE kept SET data = ? WHERE section = ? AND name = ?", (data, section, name))
    connection.close()


def _rows_gone(file):
    with sqlite3.connect(file) as connection:
        connection.execute("DELETE FROM kept WHERE section IN ('heads', 'bodies') AND rowid % 3 = 0")
    connection.close()


def _random_bytes(seed):
    def damage(file):
        chance = random.Random(seed)  # noqa: S311
        data = bytearray(file.read_bytes())
        for _ in range(chance.choice([1, 1, 5, 50])):
            at = chance.randrange(len(data))
            data[at : at + 64] = chance.randbytes(64)
        file.write_bytes(data)

    return damage


def _a_folder(file):
    file.unlink()
    (file / "inside").mkdir(parents=True)


DAMAGES = {
    "half of it": lambda file: os.truncate(file, file.stat().st_size // 2),
    "a piece of a page": lambda file: os.truncate(file, 5000),
    "nothing of it": lambda file: os.truncate(file, 0),
    "noise": lambda file: file.write_bytes(random.Random(1).randbytes(100_000)),  # noqa: S311
    "text": lambda file: file.write_text("hello"),
    "of another version": _of_another_version,
    "of another program": _of_another_program,
    "without its table": _no_table,
    "a name that is no text": _no_text,
    "values exchanged": _rows_exchanged,
    "values gone": _rows_gone,
    "a folder": _a_folder,
    "a link to nowhere": lambda file: (file.unlink(), file.symlink_to("nowhere/at/all")),
}


def assert_new(case: Case, done) -> None:
    assert done.code == 0, done.err
    assert case.state() == "new"
    assert done.err.count("\n") <= 1, done.err
    assert not done.err or "cache" in done.err


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_cache_is_left_out_with_a_line_at_most(case, damage):
    damage(_cache(case))
    assert_new(case, run(case.command()))
    assert_new(case, run(case.command()))


def _damaged_at_random(case: Case, folder, seeds) -> None:
    for seed in seeds:
        mine = copied(case, folder / str(seed))
        _random_bytes(seed)(_cache(mine))
        assert_new(mine, run(mine.command()))
        _random_bytes(seed + 1)(_cache(mine))
        assert_new(mine, run(mine.command()))
        shutil.rmtree(mine.root)


def test_random_bytes_in_the_cache_make_no_wrong_page(case, tmp_path):
    _damaged_at_random(case, tmp_path, range(8))


@pytest.mark.soak
def test_random_bytes_in_the_cache_make_no_wrong_page_300_times(case, tmp_path):
    _damaged_at_random(case, tmp_path, range(300))


def test_the_cache_of_another_site_makes_no_wrong_page(case, tmp_path):
    other = copied(case, tmp_path / "other")
    for page in (other.root / "content").rglob("*.md"):
        page.write_text(page.read_text(encoding="utf-8") + "\nAnother site.\n", encoding="utf-8")
    assert run(other.command()).code == 0
    shutil.copy(_cache(other), _cache(case))
    assert_new(case, run(case.command()))


@needs("setpriv", root=True)
def test_a_cache_that_cannot_be_read_is_left_out(case):
    _cache(case).chmod(0)
    done = run(["setpriv", "--bounding-set=-all", "--inh-caps=-all", "--ambient-caps=-all", *case.command()])
    assert_new(case, done)


def test_a_cache_that_vanishes_while_it_is_used_makes_no_wrong_page(case):
    stop = threading.Event()

    def vanish() -> None:
        while not stop.is_set():
            with contextlib.suppress(FileNotFoundError):
                for file in (case.root / ".itsite").glob("cache*"):
                    file.unlink(missing_ok=True)

    thread = threading.Thread(target=vanish)
    thread.start()
    try:
        for n in range(6):
            page = case.root / "content" / "help" / f"page-{n}.md"
            page.write_text(page.read_text(encoding="utf-8"), encoding="utf-8")
            done = run(case.command())
            assert (done.code, case.state()) == (0, "new"), done.err
    finally:
        stop.set()
        thread.join()


def _two_at_once(case: Case, rounds: int) -> None:
    outs = [case.out, case.root.parent / "elsewhere"]
    for n in range(rounds):
        page = case.root / "content" / "help" / f"page-{2 * (n % (PAGES // 2))}.md"
        before = page.read_text(encoding="utf-8")
        page.write_text(before + f"\nRound {n}.\n", encoding="utf-8")
        running = [
            subprocess.Popen(case.command(out=out), env=ENVIRONMENT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
            for out in outs
        ]
        for process in running:
            out, err = process.communicate()
            done = ended(subprocess.CompletedProcess([], process.returncode, out, err))
            assert done.code == 0, done.err
            assert err == "" or "the cache is in use by another itsite" in err
        assert tree(outs[0]) == tree(outs[1])
        page.write_text(before, encoding="utf-8")


def test_builds_that_share_a_cache_make_no_wrong_page(case):
    _two_at_once(case, 3)


@pytest.mark.soak
def test_builds_that_share_a_cache_make_no_wrong_page_in_50_rounds(case):
    _two_at_once(case, 50)


@pytest.mark.parametrize("kilobytes", [8, 64])
def test_a_full_disk_leaves_the_cache_out(case, tmp_path, kilobytes):
    """The site has room, its cache has none: to begin with, or sooner or later on the way."""
    if shutil.which("unshare") is None or os.geteuid() != 0:
        pytest.skip("needs unshare, root")
    shutil.rmtree(case.root / ".itsite")
    (case.root / ".itsite").mkdir()
    script = 'mount -t tmpfs -o size="$2"k none "$1" && shift 2 && exec "$@"'
    out = tmp_path / "public"
    done = run(["unshare", "-m", "sh", "-c", script, "sh", case.root / ".itsite", str(kilobytes), *case.command(out=out)])
    assert done.code == 0, done.err
    assert case.state(out) == "new"
    assert re.fullmatch(r"itsite: there is no cache: .*(full|disk I/O error|No space left on device).*\n", done.err), done.err


def assert_all_anew(case: Case, *, notes: int = 0) -> None:
    """A build uses nothing of the last one, and says so in as many lines."""
    done = run(case.command("--format", "json"))
    assert (done.code, json.loads(done.out)["problems"]) == (0, []), done.err
    assert case.state() == "new"
    assert done.err.count("\n") == notes, done.err
    assert ("the cache was damaged and is dropped" in done.err) == bool(notes), done.err
    assert not case.leftovers()
    store = FileStore(_cache(case), program_salt())
    record = load_record(store, out_name(case.root, case.out))
    store.close()
    assert record
    changed = {path for path, data in case.new.items() if case.old.get(path) != data}
    assert {path: why for path, (_, why) in record.reasons.items()} == dict.fromkeys(changed, ("nothing was known of the last build",))


def assert_used(case: Case) -> None:
    """A build uses what the last one has left."""
    page = case.root / "content" / "help" / "page-1.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nMore words.\n", encoding="utf-8")
    done = run(case.command("--format", "json"))
    assert (done.code, done.err) == (0, "")
    assert json.loads(done.out)["rendered"] == 1
    why = run([sys.executable, "-m", "itsite", "why", "help/page-1/index.html", "--site", case.root, "--out", case.out])
    assert "the text of content/help/page-1.md changed" in why.out, why.out


def test_a_copied_site_does_not_trust_the_cache_that_came_with_it(case, tmp_path):
    shutil.copytree(case.root, tmp_path / "unpacked" / "site")
    other = Case(tmp_path / "unpacked" / "site", case.old, case.new)
    assert_all_anew(other)
    assert_used(other)


def test_a_cache_that_says_it_was_born_nowhere_is_not_trusted(case):
    """Whoever sends a site to somebody can leave the mark of birth out, and put a cache there that fits no mark."""
    file = _cache(case)
    file.with_suffix(".born").unlink()
    own = digest(FORMAT, program_salt(), b"")
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE kept SET data = ? WHERE section = 'about'", (digest(b"about", b"salt", own) + own,))
    connection.close()
    assert_all_anew(case)
    assert_used(case)


@pytest.mark.parametrize("name", ["cache.sqlite", "cache.born", "cache.sqlite-wal", "cache.sqlite-journal"])
def test_a_link_in_the_place_of_the_cache_is_not_followed(case, tmp_path, name):
    """Neither is what it leads to believed, nor is anything written there."""
    file, elsewhere = _cache(case).with_name(name), tmp_path / "elsewhere"
    if file.exists():
        file.rename(elsewhere)
    else:
        elsewhere.write_bytes(b"")
    before, born = elsewhere.read_bytes(), elsewhere.stat().st_mtime_ns
    file.symlink_to(elsewhere)
    assert_all_anew(case, notes=1)
    assert not file.is_symlink()
    assert (elsewhere.read_bytes(), elsewhere.stat().st_mtime_ns) == (before, born)
    assert_used(case)


def test_a_file_that_a_link_in_the_place_of_the_mark_of_birth_leads_to_keeps_its_content(case, tmp_path):
    precious = tmp_path / "precious.txt"
    precious.write_text("mine", encoding="utf-8")
    born = _cache(case).with_suffix(".born")
    born.unlink()
    born.symlink_to(precious)
    assert_all_anew(case, notes=1)
    assert precious.read_text(encoding="utf-8") == "mine"


def test_the_cache_of_the_case_is_used(case):
    """Else the tests above would test nothing."""
    assert run(case.command()).code == 0
    assert_used(case)
