"""The plan in words: sections of rows, the same for a terminal and for a page."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from itsite.editorial.crowding import PileUp, Silence
from itsite.editorial.items import EVERYONE, Item
from itsite.editorial.plan import Plan
from itsite.editorial.rhythm import Lane, Standing
from itsite.editorial.words import Words

Tone = Literal["", "good", "notice", "alert", "quiet"]
TONES: dict[Standing, Tone] = {Standing.KEPT: "good", Standing.DUE: "notice", Standing.BROKEN: "alert", Standing.UNBEGUN: "quiet", Standing.NONE: "quiet"}


@dataclass(frozen=True, slots=True)
class Cell:
    """A text; its tone is never all that says something. `below` is a second line for those with room: the file."""

    text: str
    tone: Tone = ""
    below: str = ""


Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and a table; `note` stands below it, or in its place. `wide` is the column that takes what room there is."""

    name: str
    title: str
    head: tuple[str, ...]
    rows: tuple[Row, ...]
    note: str = ""
    wide: int = 0


def _whom(plan: Plan, words: Words) -> Callable[[Iterable[str | None]], str]:
    def said(audiences: Iterable[str | None]) -> str:
        named = [name for name in audiences if name is not None]
        return ", ".join(plan.audiences.get(name, name) for name in named if name != EVERYONE) if named and EVERYONE not in named else words("all")

    return said


def _languages(item: Item) -> str:
    return " ".join(item.languages)


def _title(item: Item, words: Words) -> Cell:
    return Cell(f"{item.title} ({words('off')})" if item.is_off else item.title, "quiet" if item.is_off else "", item.paths[0])


def _when(item: Item, words: Words) -> str:
    return words.instant(item.at) if item.at else words("no_date")


def _standing(lane: Lane, words: Words) -> Cell:
    tone = TONES[lane.standing]
    if lane.standing is Standing.BROKEN and lane.since and lane.last and lane.last.day:
        return Cell(words("broken", words.day(lane.since), words.day(lane.last.day)), tone)
    if lane.standing in {Standing.KEPT, Standing.DUE} and lane.due:
        key = "kept" if lane.standing is Standing.KEPT else "due_late" if lane.coming else "due"
        return Cell(words(key, words.day(lane.due)), tone)
    return Cell(words("unbegun") if lane.standing is Standing.UNBEGUN else "–", tone)


def _promise(lane: Lane, words: Words) -> str:
    if lane.promise is None:
        return words("none")
    number, unit = lane.promise.number, f"{lane.promise.unit}s_unit"
    return f"{number} {words('one_' + unit if number == 1 else unit)}"


def _promises(plan: Plan, words: Words) -> Section:
    whom = _whom(plan, words)
    rows = tuple(
        (
            Cell(lane.channel),
            Cell(whom((lane.audience,))),
            Cell(_promise(lane, words), "" if lane.promise else "quiet"),
            Cell(words.day(lane.last.day) if lane.last and lane.last.day else words("never")),
            Cell(words.day(lane.coming.day) if lane.coming and lane.coming.day else words("nothing_ahead")),
            _standing(lane, words),
        )
        for lane in plan.lanes
    )
    head = tuple(words(name) for name in ("channel", "for", "promise", "last", "next", "standing"))
    return Section("promises", words("promises"), head, rows, "" if any(lane.promise for lane in plan.lanes) else words("nothing_promised"), 5)


def _item_section(name: str, plan: Plan, items: Iterable[Item], words: Words, note: str) -> Section:
    whom = _whom(plan, words)
    rows = tuple((Cell(_when(item, words)), Cell(item.kind), _title(item, words), Cell(whom(item.audiences)), Cell(_languages(item))) for item in items)
    return Section(name, words(name), tuple(words(key) for key in ("when", "channel", "what", "for", "lang")), rows, note, 2)


def _sent(plan: Plan, words: Words) -> Section:
    def result(counts: Iterable[tuple[str, int]]) -> str:
        return ", ".join(words(key, count) for key, count in counts if count)

    rows = tuple(
        (
            Cell(words.instant(one.at.replace(second=0, microsecond=0))),
            Cell(f"{one.outlet}: {one.target}" if one.target else one.outlet),
            Cell(f"{one.title} ({words('update')})" if one.is_update else one.title),
            Cell(result((("sent_count", one.sent), ("refused_count", one.refused), ("open_count", one.unsettled))), "notice" if one.unsettled else ""),
        )
        for one in plan.delivered
    )
    return Section("sent", words("sent"), tuple(words(key) for key in ("when", "outlet", "what", "result")), rows, wide=2)


def _pile(plan: Plan, number: int, pile: PileUp, words: Words) -> Iterator[Row]:
    whom = _whom(plan, words)
    for place, item in enumerate(pile.items):
        group = Cell(str(number), "quiet" if place else "notice")
        yield group, Cell(_when(item, words)), Cell(item.kind), _title(item, words), Cell(whom(pile.audiences))


def _crowded(plan: Plan, words: Words) -> Section:
    rows = tuple(row for number, pile in enumerate(plan.pile_ups, 1) for row in _pile(plan, number, pile, words))
    head = tuple(words(key) for key in ("group", "when", "channel", "what", "for"))
    return Section("crowded", words("crowded"), head, rows, "" if rows else words("nothing_crowded"), 3)


def _span(silence: Silence | None, words: Words) -> Cell:
    if silence is None:
        return Cell("–", "quiet")
    days = (words.day(silence.start), words.day(silence.end))
    return Cell(words("one_day", *days) if silence.days == 1 else words("days", silence.days, *days))


def _silence(plan: Plan, words: Words) -> Section:
    whom = _whom(plan, words)
    by_audience: dict[str | None, dict[bool, Silence]] = {}
    for one in plan.silences:
        by_audience.setdefault(one.audience, {})[one.is_ahead] = one
    rows = tuple((Cell(whom((name,))), _span(found.get(False), words), _span(found.get(True), words)) for name, found in by_audience.items())
    return Section("silence", words("silence"), tuple(words(key) for key in ("for", "behind", "ahead")), rows, wide=1)


def _reviews(plan: Plan, words: Words) -> Section:
    rows = tuple(
        (
            Cell(words.day(review.by)),
            Cell(words("overdue"), "alert") if review.is_overdue else Cell(words("soon"), "notice"),
            Cell(review.title, "", review.paths[0]),
            Cell(review.owner or words("nobody"), "" if review.owner else "quiet"),
            Cell(" ".join(review.languages)),
        )
        for review in plan.reviews
    )
    head = tuple(words(key) for key in ("by", "state", "page", "owner", "lang"))
    return Section("reviews", words("reviews"), head, rows, "" if rows else words("no_reviews"), 2)


def lines_of(plan: Plan, words: Words) -> tuple[str, ...]:
    """What stands below the title."""
    at, until = words.instant(plan.at.replace(second=0, microsecond=0)), words.day(plan.until)
    lines = [words("as_of", at, plan.zone, until)]
    if plan.audience:
        lines.append(words("only_for", plan.audiences.get(plan.audience, plan.audience)))
    lines.append(words("one_next_build", words.instant(plan.next_build)) if plan.next_build else words("no_next_build"))
    return tuple(lines)


def sections_of(plan: Plan, words: Words) -> tuple[Section, ...]:
    """All sections in order; those that could only be empty are left out."""
    later = words("later", plan.later) if plan.later else ""
    coming = _item_section("coming", plan, plan.coming, words, " ".join(line for line in (words("nothing_coming") if not plan.coming else "", later) if line))
    latest = sorted((item for those in plan.out.values() for item in those), key=lambda item: item.at or dt.datetime.min.replace(tzinfo=dt.UTC), reverse=True)
    sections = (
        _promises(plan, words),
        coming,
        _item_section("drafts", plan, plan.drafts, words, ""),
        _crowded(plan, words),
        _silence(plan, words),
        _reviews(plan, words),
        _item_section("out", plan, latest, words, ""),
        _sent(plan, words),
    )
    return tuple(section for section in sections if section.rows or section.note)
