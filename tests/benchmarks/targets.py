"""What was asked for, and whether it is reached."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from figures import median, preview, ratio, rest

Measured = dict[str, Any]
OURS = "itsite"


@dataclass(frozen=True)
class Target:
    """One figure of ours and its limit; `dream` is not asked for, only hoped for."""

    pages: int
    phase: str
    what: str
    unit: str
    limit: float
    figure: Callable[[Measured], float | None]
    below: bool = False
    dream: bool = False

    def reached(self, value: float) -> bool:
        """Whether it is."""
        return value < self.limit if self.below else value <= self.limit


def _ratio(phase: str, base: str) -> Callable[[Measured], float | None]:
    return lambda measured: ratio(measured.get(phase, []), OURS, base)


def _latency_ratio(measured: Measured) -> float | None:
    ours, theirs = preview(measured, OURS, "latency_s"), preview(measured, "hugo", "latency_s")
    return ours / theirs if ours and theirs else None


def _milliseconds(measured: Measured) -> float | None:
    seconds = preview(measured, OURS, "latency_s")
    return seconds and seconds * 1000


def _peak(field: str) -> Callable[[Measured], float | None]:
    return lambda measured: median(measured.get("memory", []), OURS, field)


def _rest(field: str) -> Callable[[Measured], float | None]:
    return lambda measured: rest(measured, OURS, field)


def _surplus(measured: Measured) -> float | None:
    """How far the outputs worked on for one edit are from those that changed."""
    made, changed = measured.get("made", {}).get(OURS), measured.get("changed", {}).get(OURS)
    return None if made is None or changed is None else abs(made - changed)


def _memory(pages: int, limit: float) -> list[Target]:
    return [
        Target(pages, "memory", "peak memory, cold, RSS of all processes added up", "MB", limit, _peak("rss_mb")),
        Target(pages, "memory", "the same, shared memory counted once (PSS)", "MB", limit, _peak("pss_mb")),
        Target(pages, "preview", "preview at rest, RSS", "MB", limit, _rest("rss_mb")),
        Target(pages, "preview", "the same, PSS", "MB", limit, _rest("pss_mb")),
    ]


TARGETS = [
    Target(1000, "cold", "cold / bare loop", "x", 0.45, _ratio("cold", "floor")),
    Target(1000, "cold", "cold / Pelican", "x", 1, _ratio("cold", "pelican"), below=True),
    Target(1000, "cold", "cold / MkDocs", "x", 1, _ratio("cold", "mkdocs"), below=True),
    Target(1000, "cold", "cold / Hugo", "x", 1, _ratio("cold", "hugo"), dream=True),
    Target(10000, "cold", "cold / Hugo", "x", 1, _ratio("cold", "hugo"), dream=True),
    Target(1000, "noop", "nothing changed / Hugo", "x", 0.35, _ratio("noop", "hugo")),
    Target(1000, "noop", "nothing changed / MkDocs --dirty", "x", 1, _ratio("noop", "mkdocs"), below=True),
    Target(10000, "noop", "nothing changed / Hugo", "x", 0.05, _ratio("noop", "hugo")),
    Target(10000, "noop", "nothing changed / MkDocs --dirty", "x", 1, _ratio("noop", "mkdocs"), below=True),
    Target(1000, "edit", "one body edited / Hugo", "x", 0.5, _ratio("edit", "hugo")),
    Target(10000, "edit", "one body edited / Hugo", "x", 0.12, _ratio("edit", "hugo")),
    Target(1000, "edit", "one body edited: outputs rendered, but not those that changed", "outputs", 0, _surplus),
    Target(10000, "edit", "one body edited: outputs rendered, but not those that changed", "outputs", 0, _surplus),
    Target(1000, "preview", "preview, save to served / Hugo", "x", 1, _latency_ratio, below=True),
    Target(1000, "preview", "preview, save to served", "ms", 60, _milliseconds, dream=True),
    Target(10000, "preview", "preview, save to served / Hugo", "x", 0.1, _latency_ratio),
    Target(10000, "preview", "preview, first page after the start", "s", 1, lambda measured: preview(measured, OURS, "first_page_s")),
    *_memory(1000, 100),
    *_memory(10000, 350),
]
