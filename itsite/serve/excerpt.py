"""The source lines around a problem."""

from dataclasses import dataclass
from pathlib import Path

from itsite.delivery.written import shown_lines
from itsite.model.problem import Location
from itsite.places import bundled

AROUND = 1
MAX_CHARACTERS = 200
MAX_BYTES = 21_000_000


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a source; `is_meant` marks the one that the problem speaks of."""

    number: int
    text: str
    is_meant: bool


def source_file(path: str, root: Path) -> Path | None:
    """The file that a problem names, in the site or among the themes that come with itsite; None for anything else."""
    for folder in (root, bundled()):
        file = folder / path
        try:
            if file.is_file() and file.resolve().is_relative_to(folder.resolve()):
                return file.absolute()
        except (OSError, ValueError, RuntimeError):
            continue
    return None


def excerpt(at: Location, root: Path) -> tuple[Line, ...]:
    """The line of a problem with its neighbours; empty when it speaks of a whole file, or the file cannot be read."""
    file = source_file(at.path, root) if at.line else None
    if file is None:
        return ()
    try:
        if file.stat().st_size > MAX_BYTES:
            return ()
        data = file.read_bytes()
    except OSError:
        return ()
    lines = data.decode("utf-8", "replace").removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if at.line > len(lines):
        return ()
    numbers = range(max(1, at.line - AROUND), min(len(lines), at.line + AROUND) + 1)
    lines = shown_lines(lines) if at.path == "site.yaml" else lines
    return tuple(Line(n, _visible(lines[n - 1]), n == at.line) for n in numbers)


def _visible(text: str) -> str:
    shown = "".join(c if c.isprintable() else "·" for c in text.expandtabs(4)).rstrip()
    return shown if len(shown) <= MAX_CHARACTERS else shown[:MAX_CHARACTERS] + "…"
