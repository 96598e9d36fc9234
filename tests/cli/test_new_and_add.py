"""`itsite new` and `itsite add`: what they write builds at once and has no problems."""

import datetime as dt
import html
import json
import os
import pty
import re
import select
import shutil
import signal
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from itsite.pipeline import Request, build, check
from tests.conftest import NOW, tree, unpacked

REPOSITORY = Path(__file__).parent.parent.parent
AT = ("--at", "2026-11-21T12:00+00:00")
TOMORROW = dt.datetime.now(dt.UTC) + dt.timedelta(days=1)
NAMES = [
    'A: B "C" <x> #1 {y}',
    "Größe & Straße",
    "it's | [a] *b* _c_ `d` \\e",
    "- dash",
    "{{ x }} {% y %}",
    "yes",
    "1.10",
    "@it %x !y &z",
    "IT\u00a0Nord 👩\u200d💻",
    "名前",
    "a" * 120,
    "${HOME} $1",
]


def is_sound(site: Path, *, at: dt.datetime = NOW, drafts: bool = False) -> int:
    """Checks and builds without a single problem, warnings included; the number of pages."""
    request = Request(site, at, drafts)
    assert check(request).problems == ()
    report = build(request, site / "build")
    assert report.problems == ()
    return report.pages


def test_a_new_site_is_the_example_and_is_sound(tmp_path, itsite):
    done = itsite("new", tmp_path / "site")
    assert (done.code, done.err) == (0, "")
    assert "itsite build --site" in done.out
    is_sound(tmp_path / "site")
    assert (tmp_path / "site" / ".gitignore").read_text() == "/build/\n/.itsite/\n"
    assert not list((tmp_path / "site").rglob("*.html~"))


@pytest.mark.parametrize("name", NAMES)
def test_a_new_site_takes_any_name(tmp_path, itsite, name):
    done = itsite("new", tmp_path / "site", "--name", name, "--organisation", name)
    assert done.code == 0, done.err
    is_sound(tmp_path / "site")
    title = re.search(r"<title>(.*?)</title>", (tmp_path / "site" / "build" / "index.html").read_text(encoding="utf-8"), re.DOTALL)
    assert title
    assert name.split()[0] in html.unescape(title[1])


@pytest.mark.parametrize("language", ["de", "en", "de,en", "en, de"])
def test_a_new_site_is_sound_in_each_choice_of_languages(tmp_path, itsite, language):
    assert itsite("new", tmp_path / "site", "--language", language).code == 0
    is_sound(tmp_path / "site")
    home = (tmp_path / "site" / "build" / "index.html").read_text(encoding="utf-8")
    assert f'<html lang="{language[:2]}"' in home
    assert (tmp_path / "site" / "build" / "de" / "index.html").exists() == (language == "en, de")
    assert (tmp_path / "site" / "build" / "en" / "index.html").exists() == (language == "de,en")


@pytest.mark.parametrize(("language", "said", "unsaid"), [("de", "office: Büro", "Office"), ("en", "office: Office", "Büro")])
def test_a_new_site_in_one_language_has_each_text_once(tmp_path, itsite, language, said, unsaid):
    assert itsite("new", tmp_path / "site", "--language", language).code == 0
    config = (tmp_path / "site" / "site.yaml").read_text(encoding="utf-8")
    assert said in config
    assert unsaid not in config
    assert "de:" not in config
    assert "fallback" not in config


@pytest.mark.parametrize(
    "url",
    ["http://localhost:8080", "https://intranet.example/it/", "https://it.example.org:8443/a/b", "http://192.0.2.1/", "https://it.xn--mller-kva.example/"],
)
def test_a_new_site_stands_at_any_address(tmp_path, itsite, url):
    done = itsite("new", tmp_path / "site", "--url", url, "--colour", "#A0b")
    assert done.code == 0, done.err
    is_sound(tmp_path / "site")
    assert "ottersbek.example" not in "".join(p.read_text(encoding="utf-8") for p in (tmp_path / "site" / "content").rglob("*.md"))


@pytest.mark.parametrize("colour", ["#fff", "#FFFFFF", "#000000", "#ffdd00", "rebeccapurple", "oklch(0.7 0.2 20)"])
def test_a_new_site_takes_any_colour(tmp_path, itsite, colour):
    assert itsite("new", tmp_path / "site", "--colour", colour, "--colour", "tomato").code == 0
    assert f'colours: ["{colour}", "tomato"]' in (tmp_path / "site" / "site.yaml").read_text(encoding="utf-8")
    done = itsite("build", "--site", tmp_path / "site", *AT)
    assert done.code == 0, done.err


def test_a_folder_that_is_not_empty_is_left_alone(tmp_path, itsite):
    (tmp_path / "mine.txt").write_text("x")
    done = itsite("new", tmp_path)
    assert done.code == 3
    assert "is not empty and is left alone" in done.err
    assert tree(tmp_path) == {"mine.txt": b"x"}
    done = itsite("new", tmp_path / "mine.txt")
    assert done.code == 3
    assert tree(tmp_path) == {"mine.txt": b"x"}


def test_an_empty_folder_and_this_folder_are_taken(tmp_path, itsite):
    (tmp_path / "ö ä").mkdir()
    assert itsite("new", ".", cwd=tmp_path / "ö ä").code == 0
    assert (tmp_path / "ö ä" / "site.yaml").is_file()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0 or not shutil.which("unshare"), reason="needs unshare, root")
def test_a_full_disk_leaves_no_half_site(tmp_path):
    (tmp_path / "m").mkdir()
    script = 'mount -t tmpfs -o size=300k tmpfs "$1" && shift && "$@"; echo code $?; ls -A m'
    command = ["unshare", "-m", "sh", "-c", script, "sh", tmp_path / "m", sys.executable, "-m", "itsite", "new", "m/site"]
    done = subprocess.run(command, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(REPOSITORY)}, capture_output=True, text=True, check=False)
    assert done.stdout == "code 3\n", done.stderr
    assert "No space left on device" in done.stderr


INTERRUPT = b"\x03"


def _on_a_terminal(*arguments: str | Path, answers: Sequence[bytes] = (), cwd: Path) -> tuple[int, str]:
    """Runs the program on a pseudo terminal and types an answer at each question."""
    pid, terminal = pty.fork()
    if pid == 0:
        # Whoever runs the tests in the background has made them deaf to Ctrl-C.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        os.chdir(cwd)
        os.environ.update({"PYTHONPATH": str(REPOSITORY), "TERM": "xterm", "PYTHONWARNINGS": "ignore"})
        os.environ.pop("NO_COLOR", None)
        os.execv(sys.executable, [sys.executable, "-m", "itsite", *map(str, arguments)])  # noqa: S606 - the child has to be this process
    said, coming, typed = b"", list(answers), b""
    for _ in range(60):
        if not select.select([terminal], [], [], 1)[0]:
            # A Ctrl-C between the question and the reading of its answer is seen with the next key only.
            os.write(terminal, typed if typed == INTERRUPT else b"")
            continue
        try:
            piece = os.read(terminal, 65536)
        except OSError:
            break
        if not piece:
            break
        said += piece
        if said.endswith(b"]: ") and coming:
            typed = coming.pop(0)
            os.write(terminal, typed)
    else:
        os.kill(pid, signal.SIGKILL)
    os.close(terminal)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), said.decode()


def test_new_asks_on_a_terminal(tmp_path):
    code, said = _on_a_terminal("new", "site", "--colour", "#A03050", answers=[b"Meine IT\n", "Firma & Söhne\n".encode(), b"de\n", b"\n"], cwd=tmp_path)
    assert code == 0, said
    for question in ("Name of the site [IT Ottersbek]", "Company or authority", "Languages", "Address of the published site"):
        assert question in said
    assert "Brand colour" not in said
    text = (tmp_path / "site" / "site.yaml").read_text(encoding="utf-8")
    assert "Meine IT" in text
    assert "#A03050" in text
    is_sound(tmp_path / "site")


def test_an_end_of_input_at_a_question_leaves_nothing(tmp_path):
    code, said = _on_a_terminal("new", "site", answers=[b"\x04"], cwd=tmp_path)
    assert code == 130, said
    code, said = _on_a_terminal("new", "site", answers=[INTERRUPT], cwd=tmp_path)
    assert code == 130, said
    assert "Traceback" not in said
    assert list(tmp_path.iterdir()) == []


def test_without_a_terminal_nothing_is_asked(tmp_path, itsite):
    done = itsite("new", tmp_path / "site", input_text="Mine\n")
    assert done.code == 0
    assert "Mine" not in (tmp_path / "site" / "site.yaml").read_text()


def test_problems_are_in_colour_on_a_terminal_and_plain_in_a_pipe(tmp_path, itsite):
    root = unpacked("-- content/index.md --\n---\ntitel: x\n---\n", tmp_path / "site")
    code, said = _on_a_terminal("build", "--site", root, cwd=tmp_path)
    assert code == 1
    assert "\x1b[31merror[FM002]\x1b[0m" in said
    assert "\x1b" not in itsite("build", "--site", root).err


def test_progress_shows_on_a_terminal_and_is_wiped_out(tmp_path):
    pages = "".join(f"-- content/p{n}.md --\n# P{n}\n" + "Some *text* with [a](p0.md) link.\n\n" * 900 for n in range(60))
    root = unpacked("-- content/index.md --\n# Hi\n" + pages, tmp_path / "site")
    code, said = _on_a_terminal("build", "--site", root, cwd=tmp_path)
    assert code == 0, said
    assert re.search(r"Reading pages .*\d+/61", said)
    assert re.search(r"\r(\x1b\[\??\d*[A-Za-z])*Built 61 pages", said[said.rindex("/61") :]), said[-200:]


@pytest.fixture(scope="module")
def installed(tmp_path_factory) -> Path:
    """The wheel, unpacked where no repository is near."""
    pytest.importorskip("hatchling")
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    ignored = shutil.ignore_patterns(".git", ".venv", "build", "node_modules", "__pycache__", ".*_cache", ".itsite")
    shutil.copytree(REPOSITORY, source, ignore=ignored)
    done = subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder], cwd=source, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    shutil.rmtree(source)
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
        wheel.extractall(folder / "installed")
    return folder / "installed"


def test_new_works_from_the_wheel_without_the_repository(installed, tmp_path):
    def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "itsite", *map(str, arguments)]
        env = {**os.environ, "PYTHONPATH": str(installed)}
        return subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, check=False)

    assert run("new", "site", "--language", "de", "--name", "IT Wheel").returncode == 0
    done = run("build", "--site", "site", "--format", "json", *AT)
    assert done.returncode == 0, done.stdout
    assert json.loads(done.stdout)["problems"] == []
    assert run("add", "news", "Neu", "--site", "site").returncode == 0
    assert run("theme", "lint", "--site", "site").returncode == 0


TITLES = [
    'He said "no": #1 {x}',
    "Größe: 5 % / Straße",
    "a/b\\c ../../etc",
    "🙂👩\u200d💻",
    "- [x] *y* `z` <b>",
    "yes",
    "2026-11-03",
    "'",
    "x" * 400,
    "名前",
    "{{ x }}",
]


@pytest.mark.parametrize("kind", ["page", "service", "news", "newsletter", "event", "mission", "vision"])
def test_an_added_page_of_each_kind_is_sound_with_drafts_and_invisible_without(tmp_path, itsite, kind):
    root = unpacked(
        "-- site.yaml --\nname: T\nurl: https://t.example/\nlanguages: [en, de]\n-- content/index.md --\n# Hi\n-- content/index.de.md --\n# Hallo\n",
        tmp_path / "s",
    )
    for lang in ("en", "de"):
        done = itsite("add", kind, "A new one", "--site", root, "--lang", lang)
        assert done.code == 0, done.err
        assert "as a draft" in done.out
    assert is_sound(root, at=TOMORROW) == 2
    assert is_sound(root, at=TOMORROW, drafts=True) == 4
    if kind == "newsletter":
        # A second issue of a month has the day in its name.
        assert itsite("add", kind, "Another one", "--site", root).code == 0
    again = itsite("add", kind, "A new one", "--site", root)
    assert again.code == 3
    assert "exists and is left alone" in again.err


@pytest.mark.parametrize("title", TITLES)
def test_an_added_page_takes_any_title(tmp_path, itsite, title):
    root = unpacked("-- content/index.md --\n# Hi\n", tmp_path / "s")
    for kind in ("page", "news", "service", "event"):
        done = itsite("add", kind, "--site", root, "--", title)
        assert done.code == 0, done.err
    assert is_sound(root, at=TOMORROW, drafts=True) == 5
    assert not [p for p in tmp_path.rglob("*.md") if not p.is_relative_to(root / "content")]


def test_a_plain_page_goes_where_it_is_sent_and_not_beyond_content(tmp_path, itsite):
    root = unpacked("-- content/index.md --\n# Hi\n", tmp_path / "s")
    assert itsite("add", "page", "X", "--site", root, "--folder", "help/deep").code == 0
    assert (root / "content" / "help" / "deep" / "x.md").is_file()
    for folder in ("../..", "/../x", "a/../../.."):
        done = itsite("add", "page", "Y", "--site", root, "--folder", folder)
        assert done.code == 3, done.out
        assert "outside content/" in done.err
    done = itsite("add", "page", "X", "--site", root, "--lang", "fr")
    assert done.code == 3
    assert '"fr"' in done.err
