"""What CI and the commands of the Makefile install: pinned, with hashes, from whatever registry one uses."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
NODE = sorted((ROOT / ".ci").rglob("package-lock.json"))
PYTHON = sorted((ROOT / ".ci/requirements").glob("*.txt"))
PIN = re.compile(r"^([\w.-]+)==\S+(?: ; .+?)? \\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", re.MULTILINE)


def test_there_are_locks():
    assert {lock.parent.name for lock in NODE} == {".ci", "lighthouse"}
    assert [lock.name for lock in PYTHON] == ["dev.txt", "run.txt"]


@pytest.mark.parametrize("lock", NODE, ids=str)
def test_a_lock_of_npm_has_hashes_and_no_addresses_to_download_from(lock):
    data = json.loads(lock.read_text(encoding="utf-8"))
    packages = {name: package for name, package in data["packages"].items() if name}
    assert len(packages) > 50
    assert [name for name, package in packages.items() if not package.get("integrity", "").startswith("sha512-")] == []
    assert [name for name, package in packages.items() if "resolved" in package or "link" in package] == []
    assert "resolved" not in data["packages"][""]


@pytest.mark.parametrize("lock", NODE, ids=str)
def test_a_lock_of_npm_is_the_one_of_its_package(lock):
    wanted = json.loads((lock.parent / "package.json").read_text(encoding="utf-8"))["dependencies"]
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in wanted.values())
    assert json.loads(lock.read_text(encoding="utf-8"))["packages"][""]["dependencies"] == wanted


@pytest.mark.parametrize("lock", NODE, ids=str)
def test_what_a_package_wants_in_its_newest_version_is_pinned_too(lock):
    """`latest` moves: npm would refuse the lock on the day after."""
    pinned = json.loads((lock.parent / "package.json").read_text(encoding="utf-8")).get("overrides", {})
    packages = json.loads(lock.read_text(encoding="utf-8"))["packages"].values()
    moving = {name for package in packages for name, wanted in package.get("dependencies", {}).items() if re.fullmatch(r"[a-z]+", wanted)}
    assert moving <= set(pinned)


@pytest.mark.parametrize("lock", PYTHON, ids=str)
def test_a_lock_of_pip_has_hashes_and_names_no_host(lock):
    text = lock.read_text(encoding="utf-8")
    assert "://" not in text
    assert PIN.sub("", text).strip() == ""
    assert len(PIN.findall(text)) > 10


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")
@pytest.mark.parametrize("script", [".ci/run", ".ci/install-tools", "tests/benchmarks/setup"])
def test_the_scripts_can_be_read(script):
    assert subprocess.run(["bash", "-n", ROOT / script], capture_output=True, text=True, check=False).stderr == ""


@pytest.mark.skipif(shutil.which("make") is None, reason="there is no make")
@pytest.mark.parametrize(("target", "module"), [("pictures", "tests.pictures.take"), ("lighthouse", "tests.lighthouse.run")])
def test_the_commands_of_the_makefile_start_programs_that_are_there(target, module):
    told = subprocess.run(["make", "-n", target], cwd=ROOT, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr
    assert f"python -m {module} " in told.stdout
    assert (ROOT / module.replace(".", "/")).with_suffix(".py").is_file()
