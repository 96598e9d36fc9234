"""stylelint, with its standard rules, on every style sheet as it is written."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.parsing import program

ROOT = Path(__file__).parent.parent.parent
CONFIG = Path(__file__).parent / "stylelint.json"


@pytest.fixture
def stylelint():
    """Runs stylelint on a pattern of files; gives what it says, a line each."""
    places = [ROOT / ".cache/node_modules", Path(os.environ.get("ITSITE_NODE_MODULES", os.devnull))]
    modules = next((place for place in places if (place / "stylelint").is_dir()), None)
    if modules is None:
        pytest.skip("stylelint is not there: make test installs it")
    node = program("node")
    version = subprocess.run([node, "--version"], capture_output=True, text=True, check=True).stdout.strip()
    if tuple(map(int, version.removeprefix("v").split(".")))[:2] < (20, 19):
        pytest.skip(f"stylelint needs Node.js 20.19, and this is {version}")

    def ran(*patterns: str | Path) -> list[str]:
        command = [node, modules / "stylelint/bin/stylelint.mjs", "--config", CONFIG, "--config-basedir", modules.parent, "--formatter", "unix", *patterns]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
        said = (done.stdout + done.stderr).splitlines()
        assert done.returncode in {0, 2}, said
        return [line for line in said if ":" in line]

    return ran


def test_the_style_sheets_are_sound(stylelint):
    assert stylelint(f"{ROOT}/themes/*/assets/**/*.css", f"{ROOT}/itsite/serve/assets/*.css") == []


def test_stylelint_sees_what_is_wrong(stylelint, tmp_path):
    file = tmp_path / "wrong.css"
    file.write_text("a { colr: red; color: #12; }\na { }\n", encoding="utf-8")
    assert len(stylelint(file)) >= 3
