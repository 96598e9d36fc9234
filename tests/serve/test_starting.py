"""How the preview begins and ends, and what it says where the machine refuses (S4, S8, B12)."""

import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import run_itsite, unpacked
from tests.serve.conftest import SITE
from tests.serve.served import ENVIRONMENT, serving


def serve_refused(root, *options: str, wrapped=()):
    command = [*wrapped, sys.executable, "-m", "itsite", "serve", "--site", root, *options]
    return subprocess.run(command, env=ENVIRONMENT, cwd=root.parent, capture_output=True, text=True, check=False, timeout=30)


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_ends_it_at_once_and_quietly(serve, number, code):
    served = serve()
    stream = served.stream()
    stream.next()
    began = time.monotonic()
    assert served.end(number) == code
    assert time.monotonic() - began < 2
    assert stream.is_ended()
    served.err.wait(lambda line: line == "(end)")
    assert served.err.found == ["(end)"]


def test_it_says_what_to_open_what_it_watches_and_how_to_end_it(preview):
    first, second, third = preview.out.found[:3]
    assert first == f"Preview of {preview.root}: http://127.0.0.1:{preview.port}/it/"
    assert second == "Watching content/, themes/ and site.yaml. End with Ctrl-C."
    assert re.fullmatch(r"\d\d:\d\d:\d\d 6 pages read: shown in \d+ ms, 0 problems", third)


def test_it_listens_on_this_machine_only(preview):
    table = Path("/proc/net/tcp")
    if not table.exists():
        pytest.skip("there is no /proc/net/tcp")
    listening = [line.split()[1] for line in table.read_text(encoding="ascii").splitlines()[1:] if line.split()[3] == "0A"]
    assert [address for address in listening if address.endswith(f":{preview.port:04X}")] == [f"0100007F:{preview.port:04X}"]


def test_a_host_that_others_reach_is_warned_of(serve):
    served = serve(SITE, "--host", "0.0.0.0")  # noqa: S104 - that is the test
    assert served.err.found == ["Everybody who can reach 0.0.0.0 can read this preview, drafts and all; 127.0.0.1 is for you alone."]
    assert served.out.found[0].endswith(f"http://localhost:{served.port}/it/")
    assert served.ask("/it/", Host="192.0.2.7").status == 200
    assert served.ask("/it/", Host="evil.example").status == 421


def test_a_port_that_is_taken_is_said_with_the_next_free_one(preview):
    done = serve_refused(preview.root, "--port", str(preview.port))
    assert done.returncode == 3
    match = re.fullmatch(
        rf"127\.0\.0\.1:{preview.port}: error\[IO001\] the port is taken by another program \(end that, or take the next free port: --port (\d+)\)\n",
        done.stderr,
    )
    assert match, done.stderr
    assert done.stdout == ""
    with socket.socket() as free:
        free.bind(("127.0.0.1", int(match[1])))


def unshared(*options: str):
    """A prefix that runs a program in namespaces of its own; the test is skipped where that is not allowed."""
    prefix = ("unshare", *options)
    if not shutil.which("unshare") or subprocess.run([*prefix, "true"], capture_output=True, check=False).returncode:
        pytest.skip("namespaces are not allowed here")
    return prefix


def test_a_port_without_the_right_to_it_is_said(preview):
    if int(Path("/proc/sys/net/ipv4/ip_unprivileged_port_start").read_text(encoding="ascii")) <= 80:
        pytest.skip("port 80 is anybody's here")
    done = serve_refused(preview.root, "--port", "80", wrapped=unshared("-U"))
    assert done.returncode == 3
    assert done.stderr == "127.0.0.1:80: error[IO001] you have no right to use this port (take one above 1023: --port 8000)\n"


def test_ipv6_that_is_off_is_said(preview):
    done = serve_refused(preview.root, "--host", "::1", "--port", "8000", wrapped=unshared("-U", "-r", "-n"))
    assert done.returncode == 3
    assert done.stderr == "[::1]:8000: error[IO001] this machine has no such address, or its kind is switched off (take --host 127.0.0.1)\n"


def test_a_host_that_nobody_knows_is_said(preview):
    done = serve_refused(preview.root, "--host", "no such host")
    assert (done.returncode, done.stderr) == (3, "no such host: error[IO001] this machine knows no such host (take --host 127.0.0.1)\n")


@pytest.mark.parametrize("template", ["javascript:alert({file})", "vscode://file", "code {file}", "idea://open?file={path}", "data:{file}"])
def test_an_address_that_opens_no_editor_is_wrong_usage(tmp_path, template):
    ran = run_itsite("serve", "--site", unpacked(SITE, tmp_path / "site"), "--editor", template)
    assert ran.code == 2
    assert "--editor" in ran.err
    assert "Traceback" not in ran.err


def test_the_editor_is_a_setting(serve):
    served = serve(SITE, env={"ITSITE_EDITOR": "idea://open?file={file}&line={line}"})
    assert f"idea://open?file={served.root}/content/about.md&amp;line=1" in served.live("about/")["bar"]


def test_without_an_editor_the_file_is_named(serve):
    served = serve(SITE, "--editor", "none")
    bar = served.live("about/")["bar"]
    assert "content/about.md" in bar
    assert "vscode" not in bar


FOLDERS = "".join(f"-- content/folder{n}/page.md --\n# Page {n}\n\nOld.\n" for n in range(50))


@pytest.mark.parametrize("limit", ["max_inotify_watches", "max_inotify_instances"])
def test_too_few_watches_are_said_once_and_made_up_for_by_looking(tmp_path, limit):
    number = 10 if limit == "max_inotify_watches" else 0
    wrapped = (*unshared("-U", "-r"), "sh", "-c", f'echo {number} > /proc/sys/user/{limit} && exec "$@"', "sh")
    with serving(unpacked(SITE + FOLDERS, tmp_path / "site"), wrapped=wrapped) as served:
        line = served.err.wait(lambda line: "looking for changes every second" in line)
        assert re.match(r"The machine cannot watch \d+ folders", line)
        stream = served.stream()
        before = stream.next()
        began = time.monotonic()
        served.write("content/folder49/page.md", "# Page 49\n\nNew.\n")
        stream.after(before)
        assert time.monotonic() - began < 3
        assert "New." in served.page("folder49/page/")
        served.write("content/folder50/page.md", "# Page 50\n\nNewer.\n")
        stream.after(before + 1)
        assert "Newer." in served.page("folder50/page/")
        assert len(served.err.found) == 1
        stream.close()


def test_nothing_of_the_preview_is_in_a_build(serve):
    """S9: what is served is what is built, with one script more."""
    served = serve()
    assert run_itsite("build", "--site", served.root, "--drafts").code == 0
    built = {file.relative_to(served.root / "build").as_posix(): file.read_bytes() for file in (served.root / "build").rglob("*") if file.is_file()}
    assert not [path for path, data in built.items() if b"_itsite" in data]
    for path, data in built.items():
        page = served.ask(f"/it/{path}").body if path != "404.html" else served.ask("/it/nowhere/").body
        assert re.sub(rb"<script src='/_itsite/live.js' .*?></script>", b"", page) == data, path
    assert not (served.root / ".itsite/preview").exists()


def test_what_is_broken_from_the_start_is_said_with_what_there_is_to_see(serve):
    served = serve("\n-- content/index.md --\n---\ntitel: Home\n---\n")
    served.err.wait(lambda line: line == "1 error. There is nothing to show until this is mended.")
    served.write("content/index.md", "---\ntitle: Home\n---\n")
    served.out.wait(lambda line: "index.md changed" in line)
    served.write("content/index.md", "---\ntitel: Home\n---\n")
    served.err.wait(lambda line: line == "1 error. The preview goes on with the last good state.")
