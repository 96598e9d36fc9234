"""A build with plain options, understood without the library that reads arguments: loading that takes as long as a small build.

What is not plain, or not right, is left to that library, which has the words for it.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from itsite.cli.formats import Format
from itsite.places import nearest_site

WITH_VALUE = frozenset({"--site", "--out", "--jobs", "--format", "--classification"})
FLAGS = frozenset({"--drafts", "--strict", "--no-cache", "--verify"})
LEVELS = frozenset({"public", "internal", "confidential"})


@dataclass(frozen=True)
class BuildCommand:
    """What `itsite build` is told; `out` is the folder as it was written, `at` and `url` have been checked."""

    root: Path
    out: Path
    at: str | None = None
    drafts: bool = False
    classification: str = "internal"
    url: str | None = None
    strict: bool = False
    jobs: int | None = None
    no_cache: bool = False
    verify: bool = False
    form: Format = Format.TEXT


def _values(arguments: Sequence[str]) -> dict[str, str] | None:
    """Options with their values, flags with an empty one; None for anything else."""
    found: dict[str, str] = {}
    rest = list(arguments)
    while rest:
        name, given, value = rest.pop(0).partition("=")
        if name in found or name not in WITH_VALUE | FLAGS or (name in FLAGS and given):
            return None
        if name in WITH_VALUE and not given:
            if not rest or rest[0].startswith("-"):
                return None
            value = rest.pop(0)
        if name in WITH_VALUE and not value.strip():
            return None
        found[name] = value
    return found


def plain_build(arguments: Sequence[str]) -> BuildCommand | None:
    """The build that is meant; None for another command, and where there is anything to be said about the arguments."""
    values = _values(arguments[1:]) if arguments[:1] == ["build"] and not os.environ.get("SOURCE_DATE_EPOCH") else None
    if values is None:
        return None
    jobs, form, level = values.get("--jobs", "1"), values.get("--format", "text"), values.get("--classification", "internal")
    root = Path(values["--site"]) if "--site" in values else nearest_site(Path.cwd())
    is_sound = jobs.isascii() and jobs.isdigit() and int(jobs) and form in set(Format) and level in LEVELS
    if root is None or not is_sound or not (root / "site.yaml").is_file():
        return None
    return BuildCommand(
        root,
        Path(values["--out"]) if "--out" in values else root / "build",
        drafts="--drafts" in values,
        classification=level,
        strict="--strict" in values,
        jobs=int(jobs) if "--jobs" in values else None,
        no_cache="--no-cache" in values,
        verify="--verify" in values,
        form=Format(form),
    )
