"""Tokens with all their aliases resolved; an alias of nothing, of itself or of another type is a problem at its line."""

from collections.abc import Mapping
from dataclasses import dataclass

from itsite.model.problem import Location, Problem
from itsite.read.validation import nearest
from itsite.theme.contrast_ratio import HEX
from itsite.theme.token_values import ALIAS, FLOATING, alias_path
from itsite.theme.written_tokens import PALETTE, TokenPath, Written, dotted


@dataclass(frozen=True, slots=True)
class Shade:
    """What a token is in one scheme: its resolved text, the text for CSS, and the written token that decided it."""

    value: str
    css: str
    source: TokenPath
    rank: int
    at: Location


@dataclass(frozen=True, slots=True)
class Resolved:
    """A token by day and in the dark."""

    kind: str
    day: Shade
    night: Shade


# More is no design: aliases that double each other would fill the memory.
MAX_CHAIN, MAX_LENGTH = 50, 5_000


class _Chain(Exception):  # noqa: N818 - carries the problem of a token up to those that name it
    def __init__(self, problem: Problem | None) -> None:
        super().__init__()
        self.problem = problem


class Resolver:
    """Resolves each token once; `problems` are those of tokens that could not be."""

    def __init__(self, written: Mapping[TokenPath, Written]) -> None:
        """`written` does not change."""
        self._written = written
        self._found: dict[TokenPath, Resolved | None] = {}
        self._open: list[TokenPath] = []
        self.problems: list[Problem] = []

    def all(self) -> dict[TokenPath, Resolved]:
        """Every token that could be resolved, in the order in which they are written."""
        found = ((path, self._resolved(path)) for path in self._written)
        return {path: one for path, one in found if one}

    def _resolved(self, path: TokenPath) -> Resolved | None:
        if path not in self._found:
            self._open.append(path)
            try:
                self._found[path] = self._made(path, self._written[path])
            except _Chain as failed:
                self._found[path] = None
                self.problems += [failed.problem] if failed.problem else []
            self._open.pop()
        return self._found[path]

    def _made(self, path: TokenPath, leaf: Written) -> Resolved:
        day = self._shade(path, leaf, leaf.value, leaf.at, night=False)
        night = self._shade(path, leaf, leaf.dark or leaf.value, leaf.dark_at if leaf.dark else leaf.at, night=True)
        named = leaf.alias
        kind = leaf.kind or (self._target(named, leaf.at, "").kind if named else "")
        return Resolved(kind, day, night)

    def _target(self, path: TokenPath, at: Location, kind: str) -> Resolved:
        """What an alias at `at` names; `kind` is the type that it has to have."""
        if path not in self._written:
            hint = nearest(dotted(path), map(dotted, self._written)) or "see docs/theming.md for the tokens"
            raise _Chain(Problem(at, "TH006", f'there is no token "{dotted(path)}"', hint))
        if path in self._open:
            circle = " → ".join(map(dotted, (*self._open[self._open.index(path) :], path)))
            raise _Chain(Problem(at, "TH006", f"aliases lead in a circle: {circle}", "give one of them a value"))
        if len(self._open) > MAX_CHAIN:
            raise _Chain(Problem(at, "TH006", f"more than {MAX_CHAIN} aliases lead from one to the next", "give one of them a value"))
        found = self._resolved(path)
        if found is None:
            raise _Chain(None)
        if kind and found.kind and found.kind != kind:
            raise _Chain(Problem(at, "TH006", f'"{dotted(path)}" is of type {found.kind}, not {kind}', f"name a token of type {kind}"))
        return found

    def _shade(self, path: TokenPath, leaf: Written, text: str, at: Location, *, night: bool) -> Shade:
        named = alias_path(text)
        if named:
            target = self._target(named, at, leaf.kind)
            shade = target.night if night else target.day
            # Who chose the alias answers for it, unless somebody nearer to the reader changed what it names.
            own = leaf.rank >= shade.rank
            css = shade.css if named[0] == PALETTE else f"var(--{'-'.join(named)})"
            return Shade(shade.value, css, path if own else shade.source, max(leaf.rank, shade.rank), at if own else shade.at)
        value = css = text
        for match in ALIAS.finditer(text):
            inner = tuple(match[1].split("."))
            target = self._target(inner, at, "")
            shade = target.night if night else target.day
            value = value.replace(match[0], shade.value)
            if len(value) > MAX_LENGTH:
                raise _Chain(Problem(at, "TH006", f"the value of {dotted(path)} is longer than {MAX_LENGTH:,} letters", "write a shorter one"))
            css = css.replace(match[0], shade.css if inner[0] == PALETTE else f"var(--{'-'.join(inner)})")
        if leaf.kind == "color" and not HEX.fullmatch(value) and not FLOATING.fullmatch(value):
            from itsite.theme.css_colours import read_colour  # noqa: PLC0415 - loads coloraide; most tokens are hexadecimal

            value = css = read_colour(value) or value
        return Shade(value, css, path, leaf.rank, at)
