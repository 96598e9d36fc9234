"""Design tokens as people write them: the leaves of DTCG groups, each with its place and the theme that it comes from."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from itsite.model.problem import Location, Problem
from itsite.read.yaml_nodes import Yaml
from itsite.theme.files import ThemeFiles
from itsite.theme.token_values import CURE, CURES, alias_path, is_fit

NAME = re.compile(r"[a-z0-9\-]+")
PALETTE = "palette"
FILE, CONTRAST_FILE = "tokens.yaml", "contrast.yaml"

TokenPath: TypeAlias = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """A leaf: CSS texts that may hold aliases, `dark` empty where it is the same, and where they stand.

    `rank` tells how near the theme is: -1 for what was derived, 0 for the theme that all build on, the largest for site.yaml.
    """

    value: str
    kind: str
    dark: str
    at: Location
    dark_at: Location
    rank: int

    @property
    def alias(self) -> TokenPath | None:
        """The token that the whole value names."""
        return alias_path(self.value)


@dataclass(frozen=True)
class SiteBrand:
    """What site.yaml says under `brand`: colours, tokens, and where each value stands."""

    colours: Sequence[str] = ()
    tokens: Mapping[str, Any] = field(default_factory=dict)
    marks: Mapping[tuple[str | int, ...], tuple[int, int]] = field(default_factory=dict)

    def at(self, *path: str | int) -> Location:
        """Where a value stands, else the nearest value around it."""
        found = (self.marks.get(("brand", *path[:length])) for length in range(len(path), -1, -1))
        return Location("site.yaml", *(next((mark for mark in found if mark), (1, 1))))


def dotted(path: Sequence[str]) -> str:
    """A path as people write it."""
    return ".".join(path)


def _css(value: object) -> str:
    """The CSS text of a DTCG value: texts, lists of fonts, and the forms with fields for colours, lengths and durations."""
    if isinstance(value, list):
        return ", ".join(_css(item) for item in value)
    if isinstance(value, Mapping):
        if {"value", "unit"} == set(value):
            return f"{value['value']}{value['unit']}"
        parts = value.get("components")
        if "colorSpace" in value and isinstance(parts, list):
            space = str(value["colorSpace"])
            alpha = f" / {value['alpha']}" if "alpha" in value else ""
            inside = " ".join(map(str, parts)) + alpha
            return f"{space}({inside})" if space in {"hsl", "hwb", "lab", "lch", "oklab", "oklch"} else f"color({space} {inside})"
        return "{}"
    return str(value)


def _below(value: object, *names: str) -> object:
    for name in names:
        value = value.get(name) if isinstance(value, Mapping) else None
    return value


def _leaves(group: Mapping[str, Any], yaml: Yaml, shown: str, rank: int, path: TokenPath = (), kind: str = "") -> Iterator[tuple[TokenPath, Written]]:  # noqa: PLR0913 - recursion
    """The tokens of a group and of all below it."""
    own = group.get("$type")
    kind = own if isinstance(own, str) else kind
    if "$value" in group:
        at = Location(shown, *(yaml.marks.get((*path, "$value")) or (1, 1)))
        dark_at = Location(shown, *(yaml.marks.get((*path, "$extensions", "itsite", "dark")) or (at.line, at.column)))
        dark = _below(group.get("$extensions"), "itsite", "dark")
        yield path, Written(_css(group["$value"]), kind, _css(dark) if dark else "", at, dark_at, rank)
        return
    for name, inner in group.items():
        if not name.startswith("$") and isinstance(inner, dict):
            yield from _leaves(inner, yaml, shown, rank, (*path, name), kind)


def _misplaced(group: Mapping[str, Any], yaml: Yaml, shown: str, path: TokenPath = ()) -> Iterator[Problem]:
    """What is neither a group nor a token: a value without `$value`, a type without one, a type that is no text."""

    def at(*names: str) -> Location:
        return Location(shown, *(yaml.marks.get((*path, *names)) or (1, 1)))

    if not isinstance(group.get("$type", ""), str):
        yield Problem(at("$type"), "TH006", f"the type of {dotted(path) or 'all tokens'} is no text", "write a type such as color or dimension")
    if "$value" in group:
        return
    inner = {name: value for name, value in group.items() if not name.startswith("$")}
    if path and "$type" in group and not inner:
        yield Problem(at("$type"), "TH006", f"token {dotted(path)} has a type, but no value", 'write its value behind $value, such as $value: "#0f5257"')
    for name, value in inner.items():
        if isinstance(value, dict):
            yield from _misplaced(value, yaml, shown, (*path, name))
        elif value is None:
            continue
        elif name == "value":
            yield Problem(at(name), "TH006", f"token {dotted(path)} has no $value, but value", "write $value")
        else:
            said = f"{dotted((*path, name))} is neither a token nor a group of tokens"
            yield Problem(at(name), "TH006", said, 'write a value behind $value, such as {$value: "#0f5257"}')


def unusable(path: TokenPath, text: str, at: Location, kind: str = "") -> Problem:
    """The problem of a value that no token can have."""
    said = "" if text == "{}" else f' "{text}"'
    name = f"token {dotted(path)}" if path else "the file itself is a token, which"
    return Problem(at, "TH006", f"{name} has no usable value{said}", CURES.get(kind, CURE))


def written_in(theme: ThemeFiles, rank: int, kinds: Mapping[TokenPath, str]) -> tuple[dict[TokenPath, Written], list[Problem]]:
    """The tokens of one theme that can be used; `kinds` are the types of those below it, which need not be said again."""
    yaml = theme.yaml(FILE)
    problems = [*yaml.problems, *_misplaced(yaml.data, yaml, f"{theme.shown}/{FILE}")]
    found: dict[TokenPath, Written] = {}
    for path, leaf in _leaves(yaml.data, yaml, f"{theme.shown}/{FILE}", rank):
        kind = leaf.kind or kinds.get(path, "")
        fits = [is_fit(text, kind) for text in (leaf.value, leaf.dark or "none") if text != "none"]
        if path and all(fits) and all(NAME.fullmatch(part) for part in path):
            found[path] = Written(leaf.value, kind, leaf.dark, leaf.at, leaf.dark_at, rank)
        else:
            problems.append(unusable(path, leaf.value if not fits or not fits[0] else leaf.dark or leaf.value, leaf.at, kind))
    return found, problems


def colours_in(theme: ThemeFiles) -> tuple[tuple[tuple[str, Location], ...], Location]:
    """The brand colours that a theme names, each with its place, and the place of them all."""
    yaml = theme.yaml(FILE)
    where = ("$extensions", "itsite", "colours")
    shown = f"{theme.shown}/{FILE}"
    at = Location(shown, *(yaml.marks.get(where) or (1, 1)))
    given = _below(yaml.data, *where)
    texts = given if isinstance(given, list) else [given] if given is not None else []
    return tuple((str(text), Location(shown, *(yaml.marks.get((*where, n)) or (at.line, at.column)))) for n, text in enumerate(texts)), at
