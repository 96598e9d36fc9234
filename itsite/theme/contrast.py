"""The proof that all colours which meet on a page can be told apart, by day and in the dark."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pydantic import Field

from itsite.model.meta import Written
from itsite.model.problem import Location, Problem
from itsite.read.validation import nearest, validated
from itsite.theme.aliases import Resolved, Shade
from itsite.theme.contrast_ratio import HEX, PART, TEXT, ratio
from itsite.theme.files import ThemeFiles
from itsite.theme.oklch import nearest_passing
from itsite.theme.written_tokens import CONTRAST_FILE, TokenPath, dotted


class Meeting(Written):
    """Backgrounds, and what stands on each of them."""

    on: tuple[str, ...] = Field(description="Tokens of backgrounds.")
    text: tuple[str, ...] = Field((), description="Tokens of text: at least 4.5 : 1.")
    parts: tuple[str, ...] = Field((), description="Tokens of large text, lines with a meaning, controls and focus: at least 3 : 1.")


class ContrastFile(Written):
    """contrast.yaml: the colours that meet."""

    pairs: tuple[Meeting, ...] = Field((), description="Which colours meet.")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two tokens that meet, and the contrast that they need."""

    front: TokenPath
    back: TokenPath
    least: float


def pairs_of(chain: Sequence[ThemeFiles], known: Mapping[TokenPath, object]) -> tuple[tuple[Pair, ...], list[Problem]]:
    """Every pair that the themes declare, each once; a token that is not there is a problem at its line."""
    found: dict[Pair, None] = {}
    problems: list[Problem] = []
    for theme in reversed(chain):
        shown = f"{theme.shown}/{CONTRAST_FILE}"
        yaml = theme.yaml(CONTRAST_FILE)
        checked = validated(ContrastFile, yaml, path=shown, prefix="TY")
        problems += checked.problems
        for n, meeting in enumerate(checked.value.pairs if checked.value else ()):
            for part in ("on", "text", "parts"):
                for m, name in enumerate(getattr(meeting, part)):
                    if tuple(name.split(".")) not in known:
                        at = Location(shown, *(yaml.marks.get(("pairs", n, part, m)) or (1, 1)))
                        problems.append(Problem(at, "TH006", f'there is no token "{name}"', nearest(name, map(dotted, known)) or "correct the name"))
            found |= dict.fromkeys(_pairs(meeting, known))
    return tuple(found), problems


def _pairs(meeting: Meeting, known: Mapping[TokenPath, object]) -> Iterator[Pair]:
    for back in meeting.on:
        for least, fronts in ((TEXT, meeting.text), (PART, meeting.parts)):
            for front in fronts:
                pair = Pair(tuple(front.split(".")), tuple(back.split(".")), least)
                if pair.front in known and pair.back in known:
                    yield pair


@dataclass(frozen=True, slots=True)
class _Met:
    """A pair in one scheme."""

    pair: Pair
    front: Shade
    back: Shade

    @property
    def ratio(self) -> float:
        """Contrast; 0 when one of the two is no plain colour, so that nothing can be proven."""
        plain = HEX.fullmatch(self.front.value) and HEX.fullmatch(self.back.value)
        return ratio(self.front.value, self.back.value) if plain else 0.0

    @property
    def responsible(self) -> Shade:
        """Whoever spoke last; of two that spoke together, the text."""
        return self.back if self.back.rank > self.front.rank else self.front

    def with_source(self, source: TokenPath, colour: str) -> float:
        """The contrast if the token at `source` were `colour`."""
        front, back = (colour if shade.source == source else shade.value for shade in (self.front, self.back))
        return ratio(front, back) if HEX.fullmatch(front) and HEX.fullmatch(back) else 0.0


def contrasts(tokens: Mapping[TokenPath, Resolved], pairs: Sequence[Pair]) -> Iterator[tuple[Pair, bool, float]]:
    """Each pair with whether it is in the dark, and its contrast."""
    for night in (False, True):
        for met in _meetings(tokens, pairs, night=night):
            yield met.pair, night, met.ratio


def _meetings(tokens: Mapping[TokenPath, Resolved], pairs: Sequence[Pair], *, night: bool) -> list[_Met]:
    shades = {path: token.night if night else token.day for path, token in tokens.items()}
    return [_Met(pair, shades[pair.front], shades[pair.back]) for pair in pairs]


def unproven(tokens: Mapping[TokenPath, Resolved], pairs: Sequence[Pair]) -> list[Problem]:
    """A problem for each value because of which pairs fail, with the nearest colour for which they pass."""
    problems: dict[tuple[Location, str], Problem] = {}
    for night in (False, True):
        met = _meetings(tokens, pairs, night=night)
        failed: dict[tuple[TokenPath, Location], list[_Met]] = {}
        for one in met:
            if one.ratio < one.pair.least:
                failed.setdefault((one.responsible.source, one.responsible.at), []).append(one)
        for (source, at), ones in failed.items():
            problem = _problem(source, at, ones, met, night=night)
            problems.setdefault((problem.at, problem.message.rpartition(" (")[0]), problem)
    return list(problems.values())


def _problem(source: TokenPath, at: Location, failed: Sequence[_Met], met: Sequence[_Met], *, night: bool) -> Problem:
    worst = min(failed, key=lambda one: one.ratio / one.pair.least)
    front, back = (f"{dotted(path)} {shade.value}" for path, shade in ((worst.pair.front, worst.front), (worst.pair.back, worst.back)))
    scheme = "in the dark" if night else "by day"
    if not worst.ratio:
        floating = dotted(worst.pair.front if not HEX.fullmatch(worst.front.value) else worst.pair.back)
        return Problem(at, "TH010", f"{front} on {back}: {floating} is no plain colour, so its contrast cannot be proven ({scheme})", "write a plain colour")
    more = f", and {len(failed) - 1} more" if len(failed) > 1 else ""
    message = f"{front} on {back} has a contrast of {int(worst.ratio * 100) / 100:.2f} : 1 and needs {worst.pair.least:g} : 1{more} ({scheme})"
    return Problem(at, "TH010", message, _cure(source, worst.responsible.value, failed, met))


def _cure(source: TokenPath, colour: str, failed: Sequence[_Met], met: Sequence[_Met]) -> str:
    """The nearest colour for which everything passes that depends on this value; else the nearest for what failed."""
    if not HEX.fullmatch(colour):
        return "write a plain colour"

    def passing(ones: Sequence[_Met]) -> Callable[[str], bool]:
        return lambda tried: all(one.with_source(source, tried) >= one.pair.least for one in ones)

    dependent = [one for one in met if source in {one.front.source, one.back.source}]
    if found := nearest_passing(colour, passing(dependent)):
        return f'write "{found}" for {dotted(source)}, the nearest that passes'
    if found := nearest_passing(colour, passing(failed)):
        return f'"{found}" for {dotted(source)} passes here, but not everywhere; change the other colour too'
    return f"no lightness of {dotted(source)} passes; change the other colours too"
