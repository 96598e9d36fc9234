"""A finished site on a real web server of this machine, with the configuration that itsite prints for it."""

import contextlib
import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import run_itsite

# Where Debian keeps servers; not everybody's path has it.
PLACES = f"{os.environ.get('PATH', '')}:/usr/sbin"
PATIENCE_S = 20


def server_program(name: str) -> str:
    """The path of a server; the test is skipped where there is none."""
    return shutil.which(name, path=PLACES) or pytest.skip(f"{name} is not installed")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def printed(server: str, site: Path, url: str, root: Path) -> str:
    """What `itsite headers` prints for a site at a free port of this machine instead of port 80."""
    ran = run_itsite("headers", server, "--site", site, "--base-url", url, "--root", root)
    assert ran.code == 0, ran.err
    return ran.out


def _answers(port: int, process: subprocess.Popen[bytes]) -> bool:
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return process.poll() is not None


@contextlib.contextmanager
def _running(command: list[str], port: int) -> Iterator[str]:
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        try:
            end = time.monotonic() + PATIENCE_S
            while not _answers(port, process):
                assert time.monotonic() < end, "the server does not answer"
            assert process.poll() is None, process.stderr.read().decode() if process.stderr else ""
            yield f"http://127.0.0.1:{port}/"
        finally:
            process.terminate()
            process.wait()


@contextlib.contextmanager
def nginx_serving(site: Path, root: Path, path: str = "/") -> Iterator[str]:
    """The folder `root` by nginx with the printed block; gives the address of its start. The block is not changed but for its port."""
    program, port = server_program("nginx"), free_port()
    with tempfile.TemporaryDirectory(prefix="itsite-nginx-") as scratch:
        block = printed("nginx", site, f"http://127.0.0.1:{port}{path}", root).replace("listen 80;", f"listen 127.0.0.1:{port};")
        user = "user root;\n" if os.geteuid() == 0 else ""
        temporary = "\n".join(f"    {kind}_temp_path {scratch}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        frame = f"{user}pid {scratch}/pid;\nerror_log stderr;\ndaemon off;\nworker_processes 1;\nevents {{}}\nhttp {{\n{temporary}\n    access_log off;\n{block}}}\n"
        file = Path(scratch, "nginx.conf")
        file.write_text(frame, encoding="utf-8")
        tried = subprocess.run([program, "-t", "-c", file, "-p", scratch], capture_output=True, text=True, check=False, timeout=60)
        assert tried.returncode == 0, tried.stderr
        assert "[warn]" not in tried.stderr, tried.stderr
        with _running([program, "-c", os.fspath(file), "-p", scratch], port) as address:
            yield address


@contextlib.contextmanager
def apache_serving(site: Path, root: Path, path: str = "/") -> Iterator[str]:
    """The same by Apache."""
    program, port = server_program("apache2"), free_port()
    modules = Path("/usr/lib/apache2/modules")
    if not modules.is_dir():
        pytest.skip("Apache's modules are not where Debian puts them")
    with tempfile.TemporaryDirectory(prefix="itsite-apache-") as scratch:
        block = printed("apache", site, f"http://127.0.0.1:{port}{path}", root).replace("*:80>", f"127.0.0.1:{port}>")
        names = ("mpm_event", "authz_core", "dir", "mime", "headers", "filter", "deflate")
        loaded = "".join(f"LoadModule {name}_module {modules}/mod_{name}.so\n" for name in names)
        frame = f"ServerRoot {scratch}\nServerName 127.0.0.1\nPidFile {scratch}/pid\nErrorLog {scratch}/log\nListen 127.0.0.1:{port}\nTypesConfig /dev/null\n"
        file = Path(scratch, "apache.conf")
        file.write_text(f"{loaded}{frame}DefaultRuntimeDir {scratch}\n{block}", encoding="utf-8")
        tried = subprocess.run([program, "-t", "-f", file], capture_output=True, text=True, check=False, timeout=60)
        assert re.search("Syntax OK", tried.stderr), tried.stderr
        with _running([program, "-D", "FOREGROUND", "-f", os.fspath(file)], port) as address:
            yield address
