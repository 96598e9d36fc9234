"""The libraries that itsite needs, and the decision that answers for them."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
NUMBERS = {"Sixteen": 16, "Seventeen": 17, "Eighteen": 18, "Nineteen": 19, "Twenty": 20, "Twenty-one": 21, "Twenty-two": 22}


def test_each_library_stands_in_the_decision_and_they_are_counted():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed, extras = project["dependencies"], project["optional-dependencies"]
    text = (ROOT / "docs/decisions/0001-runtime-dependencies.md").read_text(encoding="utf-8")
    named = {name for row in re.findall(r"^\| (.*?) \|", text, re.MULTILINE) for name in re.findall(r"\*\*([\w-]+)\*\*", row)}
    wanted = {re.split(r"[<>=]", one)[0] for one in (*needed, *(library for name, extra in extras.items() if name != "dev" for library in extra))}
    assert named == wanted
    count = re.search(r"([\w-]+) libraries\. All but", text)
    assert count
    assert NUMBERS[count[1]] == len(needed)
