"""The files of a chain of themes, read once: nothing outside a theme's folder, no pipes, no devices."""

import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import Field

from itsite.model.meta import Written
from itsite.model.problem import Location, Problem, RefusedError
from itsite.read.text import decode
from itsite.read.validation import nearest, validated
from itsite.read.yaml_nodes import Yaml, read_yaml

MAX_FILE_BYTES = 20 * 1024 * 1024


class ThemeManifest(Written):
    """theme.yaml: what a theme is called, and what it builds on."""

    name: str = Field("", description="Name for people.")
    extends: str | None = Field(None, description="The theme that this one builds on, such as `base`.")
    styles: tuple[str, ...] = Field((), description="Style sheets below assets/, in order.")
    scripts: tuple[str, ...] = Field((), description="Scripts below assets/, in order.")
    fonts: tuple[str, ...] = Field((), description="Fonts below assets/ that every page needs: they are fetched early.")


@dataclass(frozen=True)
class ThemeFiles:
    """One theme as it lies on disk: its files by POSIX path; `shown` is its folder as problems name it."""

    name: str
    shown: str
    manifest: ThemeManifest
    files: Mapping[str, bytes]

    def yaml(self, path: str) -> Yaml:
        """A YAML file of the theme; empty when there is none."""
        if path not in self.files:
            return Yaml({}, {}, {})
        where = f"{self.shown}/{path}"
        text = decode(self.files[path], where)
        return read_yaml(text.text, path=where, prefix="TY") if not text.problems else Yaml({}, {}, {}, text.problems)

    def below(self, folder: str) -> Mapping[str, bytes]:
        """The files below a folder of the theme, by their path in it, sorted."""
        prefix = folder + "/"
        return {path[len(prefix) :]: data for path, data in sorted(self.files.items()) if path.startswith(prefix)}


class _Walk:
    def __init__(self, root: Path, shown: str) -> None:
        self.root, self.inside, self.shown = root, root.resolve(), shown
        self.problems: list[Problem] = []

    def files(self, folder: Path, prefix: str = "") -> Iterator[tuple[str, bytes]]:
        for entry in sorted(os.scandir(folder), key=lambda e: e.name):
            path = Path(entry.path)
            if entry.name.startswith(".") or entry.name.endswith("~"):
                continue
            wrong = self.wrong_link(path) if entry.is_symlink() else ""
            if wrong:
                self.refuse(prefix + entry.name, wrong, "copy the file into the theme, or delete the link")
            elif entry.is_dir() and not (entry.is_symlink() and self.inside.is_relative_to(path.resolve())):
                yield from self.files(path, prefix + entry.name + "/")
            elif stat.S_ISREG(entry.stat().st_mode) and entry.stat().st_size <= MAX_FILE_BYTES:
                yield prefix + entry.name, path.read_bytes()
            else:
                self.refuse(prefix + entry.name, "not a file of at most 20 MB", "take it out of the theme")

    def wrong_link(self, path: Path) -> str:
        """Why a symbolic link is not followed; empty when it may be."""
        try:
            if not path.resolve(strict=True).is_relative_to(self.inside):
                return "a symbolic link leads out of the theme"
        except (OSError, RuntimeError):
            return "a symbolic link leads nowhere"
        return "a symbolic link leads back to a folder above it" if path.resolve() in path.absolute().parents else ""

    def refuse(self, path: str, message: str, hint: str) -> None:
        self.problems.append(Problem(Location(f"{self.shown}/{path}"), "TH005", message, hint))


def _read(folder: Path, name: str, shown: str) -> tuple[ThemeFiles, list[Problem]]:
    walk = _Walk(folder, shown)
    try:
        files = dict(walk.files(folder))
    except OSError as error:
        raise RefusedError(f"the theme cannot be read: {error.strerror}", path=str(folder), hint="give yourself the right to read it") from None
    theme = ThemeFiles(name, shown, ThemeManifest(), files)
    checked = validated(ThemeManifest, theme.yaml("theme.yaml"), path=f"{shown}/theme.yaml", prefix="TY")
    return ThemeFiles(name, shown, checked.value or ThemeManifest(), files), [*walk.problems, *checked.problems]


def theme_names(places: Sequence[Path]) -> list[str]:
    """Names of all themes that can be had."""
    return sorted({entry.name for place in places if place.is_dir() for entry in place.iterdir() if (entry / "theme.yaml").is_file()})


def read_chain(name: str, places: Sequence[Path], named_at: Location) -> tuple[tuple[ThemeFiles, ...], tuple[Problem, ...]]:
    """A theme and those that it builds on, the nearest first; `places` are folders of themes, the site's own first."""
    chain: list[ThemeFiles] = []
    problems: list[Problem] = []
    wanted: str | None = name
    while wanted:
        at = named_at if not chain else Location(f"{chain[-1].shown}/theme.yaml", *chain[-1].yaml("theme.yaml").marks.get(("extends",), (1, 1)))
        if wanted in {theme.name for theme in chain}:
            problems.append(Problem(at, "TH001", f'theme "{wanted}" builds on itself', "correct extends:"))
            break
        plain = wanted.replace("-", "").replace("_", "").isalnum()
        folder = next((place / wanted for place in places if plain and (place / wanted / "theme.yaml").is_file()), None)
        if folder is None:
            hint = nearest(wanted, theme_names(places)) or f"known are: {', '.join(theme_names(places))}"
            problems.append(Problem(at, "TH001", f'there is no theme "{wanted}"', hint))
            break
        if not folder.resolve().is_relative_to(folder.parent.parent.resolve()):
            problems.append(
                Problem(Location(f"themes/{wanted}"), "TH005", "the theme is a symbolic link that leads out of the site", "copy the theme into themes/")
            )
            break
        theme, found = _read(folder, wanted, f"themes/{wanted}")
        chain.append(theme)
        problems += found
        wanted = theme.manifest.extends
    return tuple(chain), tuple(problems)
