"""Files of a theme that stand in the place of another theme's, and what has become of those since."""

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from itsite.model.problem import Location, Problem, RefusedError
from itsite.places import theme_places
from itsite.read.validation import nearest
from itsite.read.yaml_nodes import read_yaml
from itsite.theme.files import ThemeFiles, read_chain
from itsite.theme.written_tokens import PALETTE

# Where a theme keeps the files that it has copied, as they were; as a hidden folder it is no part of the theme.
KEPT = ".base"
REPLACING = ("templates/", "assets/")
NAMED = ("tokens.yaml", "strings/")
WORDS = re.compile(r"strings/[A-Za-z]{2,3}(-[A-Za-z0-9]+)*\.yaml")
ENGLISH_WORDS = "strings/en.yaml"


class State(StrEnum):
    """How a copy stands to what it replaces."""

    CURRENT = "up to date"
    BUILDS_ON = "builds on it"
    BEHIND = "has fallen behind"
    GONE = "replaces nothing any more"
    NEEDLESS = "is the same, and needless"
    UNKNOWN = "of unknown origin"


# What asks for a hand.
LATE = frozenset({State.BEHIND, State.GONE})


@dataclass(frozen=True)
class Copy:
    """A file of the theme that replaces one of the theme `of`; `diff` is what has changed there since it was copied, else empty."""

    path: str
    of: str
    state: State
    diff: tuple[str, ...] = ()


@dataclass(frozen=True)
class Names:
    """Tokens or strings of one file: those that the theme sets and that are no more below it, and those that are new there."""

    path: str
    of: str
    gone: tuple[str, ...]
    new: tuple[str, ...]


@dataclass(frozen=True)
class Comparison:
    """A theme beside those that it builds on."""

    theme: str
    copies: tuple[Copy, ...]
    names: tuple[Names, ...]

    @property
    def is_behind(self) -> bool:
        """True when there is something to do."""
        return any(copy.state in LATE for copy in self.copies) or any(names.gone for names in self.names)


def remember(folder: Path, path: str, data: bytes) -> None:
    """Keeps the file of another theme as it is now, beside the copy that replaces it."""
    target = folder / KEPT / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)


def _chain(root: Path, theme: str) -> tuple[tuple[ThemeFiles, ...], tuple[Problem, ...]]:
    return read_chain(theme, theme_places(root), Location("site.yaml", 1, 1))


def own_folder(root: Path, theme: str) -> Path:
    """The folder of a theme of the site. Raises RefusedError when it is not the site's own."""
    folder = root / "themes" / theme
    if not (folder / "theme.yaml").is_file():
        hint = "start one of your own: itsite theme new NAME"
        raise RefusedError(f'the theme "{theme}" comes with itsite, and is not the site\'s own', path=str(folder), hint=hint)
    return folder


def _kept(folder: Path) -> dict[str, bytes]:
    kept = folder / KEPT
    return {file.relative_to(kept).as_posix(): file.read_bytes() for file in sorted(kept.rglob("*")) if file.is_file() and not file.is_symlink()}


def _lines(data: bytes) -> list[str]:
    return data.decode("utf-8", "replace").replace("\r\n", "\n").splitlines()


def _below(chain: tuple[ThemeFiles, ...], path: str) -> ThemeFiles | None:
    """The nearest theme further down that has a file."""
    return next((theme for theme in chain[1:] if path in theme.files), None)


def _copy(path: str, data: bytes, below: ThemeFiles | None, then: bytes | None, lowest: str) -> Copy:
    if below is None:
        return Copy(path, lowest, State.GONE)
    now = below.files[path]
    name = path.partition("/")[2]
    if _lines(data) == _lines(now):
        return Copy(path, below.name, State.NEEDLESS)
    if then is None:
        builds_on = any(quote + f"{below.name}:{name}" + quote in data.decode("utf-8", "replace") for quote in "'\"")
        return Copy(path, below.name, State.BUILDS_ON if builds_on else State.UNKNOWN)
    if _lines(then) == _lines(now):
        return Copy(path, below.name, State.CURRENT)
    diff = difflib.unified_diff(_lines(then), _lines(now), f"{below.name} then: {name}", f"{below.name} now: {name}", lineterm="")
    return Copy(path, below.name, State.BEHIND, tuple(diff))


def _leaves(group: Mapping[str, Any], path: tuple[str, ...] = ()) -> Iterator[str]:
    """The names of tokens in a group, or of strings."""
    for name, inner in group.items():
        if name.startswith("$") or (not path and name == PALETTE):
            continue
        if isinstance(inner, dict) and not path_ends(inner):
            yield from _leaves(inner, (*path, name))
        else:
            yield ".".join((*path, name))


def path_ends(value: Mapping[str, Any]) -> bool:
    """True for a token or the forms of a plural: there are no names below."""
    return "$value" in value or "other" in value


def _names_in(data: bytes, path: str) -> tuple[str, ...]:
    return tuple(_leaves(read_yaml(data.decode("utf-8", "replace"), path=path, prefix="TY").data))


def _origin(chain: tuple[ThemeFiles, ...], path: str) -> str:
    """The file below that a copy is made of: words in a language that no theme speaks yet are made of the English ones."""
    return path if _below(chain, path) or not WORDS.fullmatch(path) else ENGLISH_WORDS


def _names(path: str, chain: tuple[ThemeFiles, ...], then: bytes | None) -> Names | None:
    """Names that have come and gone since the theme was started; nothing where nobody has kept how it was."""
    origin = _origin(chain, path)
    below = [theme for theme in chain[1:] if origin in theme.files]
    if then is None or not below:
        return None
    known = {name for theme in below for name in _names_in(theme.files[origin], origin)}
    before = frozenset(_names_in(then, path))
    own = _names_in(chain[0].files.get(path, b""), path)
    gone = tuple(name for name in own if name in before and name not in known)
    new = tuple(name for name in _names_in(below[0].files[origin], origin) if name not in before and name not in own)
    return Names(path, below[0].name, gone, new) if gone or new else None


def compared(root: Path, theme: str) -> tuple[Comparison | None, tuple[Problem, ...]]:
    """A theme of the site beside what it replaces; None when it cannot be read. Raises RefusedError."""
    folder = own_folder(root, theme)
    chain, problems = _chain(root, theme)
    if not chain or any(problem.is_error for problem in problems):
        return None, problems
    kept = _kept(folder)
    lowest = chain[-1].name
    paths = [path for path in chain[0].files if path.startswith(REPLACING)]
    replacing = [(path, below) for path in paths if (below := _below(chain, path)) or path in kept]
    copies = tuple(_copy(path, chain[0].files[path], below, kept.get(path), lowest) for path, below in replacing)
    named = sorted({path for one in chain for path in one.files if path.startswith(NAMED)})
    names = tuple(found for path in named if (found := _names(path, chain, kept.get(path))))
    return Comparison(theme, copies, names), problems


def _full_path(path: str) -> str:
    plain = path.strip("/").removeprefix("./")
    return plain if plain.startswith((*REPLACING, *NAMED)) else f"templates/{plain}"


def override(root: Path, theme: str, path: str, *, seen: bool) -> Path:
    """Copies a file from below into the theme, and remembers it as it is; with `seen` it is only remembered. Raises RefusedError."""
    folder = own_folder(root, theme)
    chain, _ = _chain(root, theme)
    full = _full_path(path)
    origin = _origin(chain, full)
    below = next((one for one in reversed(chain[1:]) if origin in one.files), None) if origin != full else _below(chain, full)
    if below is None:
        known = [name for one in chain[1:] for name in one.files if name.startswith((*REPLACING, *NAMED))]
        hint = nearest(full, known) or "name a file such as parts/footer.html"
        raise RefusedError(f'no theme that "{theme}" builds on has the file "{full}"', path=full, hint=hint)
    target = folder / full
    if seen and full.startswith(REPLACING) and not target.is_file():
        raise RefusedError("the theme has no such file, so nothing has fallen behind", path=str(target), hint="without --seen it is copied")
    if seen:
        remember(folder, full, below.files[origin])
        return target
    if target.exists() or (full.startswith(NAMED) and origin == full):
        hint = "to say that it has been brought up to date: --seen"
        raise RefusedError("the file exists and is left alone", path=str(target), hint=hint)
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("xb") as stream:
        stream.write(below.files[origin])
    remember(folder, full, below.files[origin])
    return target
