"""The measurements as Markdown."""

import statistics
from typing import Any

from figures import NOISY, Rounds, elsewhere, median, noise, preview, ratio, rest, values
from targets import TARGETS, Target

TITLES = {"cold": "Cold build", "noop": "Nothing changed", "edit": "One body edited"}
BASES = {"floor": "bare loop", "hugo": "Hugo", "mkdocs": "MkDocs"}


def number(value: float | None, unit: str = "") -> str:
    """Three figures that matter; a dash for what is not there."""
    if value is None:
        return "-"
    digits = 0 if unit in {"MB", "ms", "outputs"} or abs(value) >= 100 else 1 if abs(value) >= 10 else 3 if abs(value) < 0.1 else 2
    return f"{value:.{digits}f}" + (f" {unit}" if unit and unit != "x" else "")


def _row(*cells: str) -> str:
    return "| " + " | ".join(cells) + " |"


def _head(*cells: str) -> list[str]:
    return [_row(*cells), "|---|" + "---:|" * (len(cells) - 1)]


def _target(target: Target, measured: dict[str, Any]) -> str | None:
    value = target.figure(measured)
    if value is None:
        return None
    reached = target.reached(value)
    over = f", {value / target.limit:.2f} times" if target.limit else ""
    verdict = ("yes" if reached else f"no{over}") + (" (a hope)" if target.dream else "")
    limit = ("below " if target.below else "at most ") + f"{target.limit:g} {target.unit}".removesuffix(" x")
    return _row(f"{target.pages:,}", target.what, number(value, target.unit), limit, verdict, elsewhere(measured, target.phase))


def targets(results: dict[str, Any]) -> list[str]:
    """All targets that something was measured for."""
    rows = [_target(target, results["sizes"].get(str(target.pages), {})) for target in TARGETS]
    found = [row for row in rows if row]
    return ["### Targets", "", *_head("pages", "what", "measured", "target", "reached", "cores taken by others"), *found, ""] if found else []


def _spread(found: list[float]) -> str:
    return f"{number(statistics.median(found))} ({number(min(found))} to {number(max(found))})"


def _builds(phase: str, measured: dict[str, Any], titles: dict[str, str]) -> list[str]:
    rounds: Rounds = measured[phase]
    present = [name for name in titles if values(rounds, name, "wall_s")]
    bases = [base for base in BASES if base in present]
    extra = ["edit shown", "rendered", "outputs changed"] if phase == "edit" else ["rendered"]
    heads = [f"x {BASES[base]}" for base in bases] + [f"x {BASES[base]} (CPU)" for base in bases]
    lines = _head("", "wall s, median (range)", "CPU s", *heads, *extra)
    for name in sorted(present, key=lambda name: median(rounds, name, "wall_s") or 0):
        said = next((entry[name]["rendered"] for entry in reversed(rounds) if name in entry), None)
        facts = ["-" if said is None else str(said)]
        if phase == "edit":
            facts = ["yes" if all(values(rounds, name, "seen")) else "NO", *facts, str(measured.get("changed", {}).get(name, "-"))]
        ratios = [number(ratio(rounds, name, base, field)) for field in ("wall_s", "cpu_s") for base in bases]
        lines.append(_row(titles[name], _spread(values(rounds, name, "wall_s")), number(median(rounds, name, "cpu_s")), *ratios, *facts))
    return [*lines, "", noise(rounds), ""]


def _memory(measured: dict[str, Any], titles: dict[str, str]) -> list[str]:
    rounds: Rounds = measured["memory"]
    lines = _head("", "RSS added up, MB", "PSS added up, MB", "processes at most")
    for name, title in titles.items():
        if most := values(rounds, name, "processes"):
            lines.append(_row(title, *(number(median(rounds, name, field), "MB")[:-3] for field in ("rss_mb", "pss_mb")), str(max(most))))
    return [*lines, "", f"Medians of the peaks of {len(rounds)} runs that are not timed, sampled every 20 ms (PSS: 100 ms). 1 MB is a million bytes.", ""]


def _preview(measured: dict[str, Any], titles: dict[str, str]) -> list[str]:
    taken = measured["preview"]
    lines = _head("", "save to served, ms, median (range)", "samples", "first page after start, s", "RSS at rest, MB", "PSS at rest, MB", "CPU at rest")
    for name, result in taken["contenders"].items():
        latency = [seconds * 1000 for seconds in result["latency_s"]]
        figures = [number(preview(measured, name, "first_page_s")), *(number(rest(measured, name, field), "MB")[:-3] for field in ("rss_mb", "pss_mb"))]
        lines.append(_row(titles[name], _spread(latency), str(len(latency)), *figures, f"{rest(measured, name, 'cpu_share'):.1%}"))
    flag = f" This is over {NOISY:.0%}: read with care." if taken["foreign"] > NOISY else ""
    return [*lines, "", f"Cores taken by others: {taken['foreign']:.0%}.{flag} CPU pressure: {taken['pressure']:.0%}.", ""]


def markdown(results: dict[str, Any]) -> str:
    """Everything."""
    titles: dict[str, str] = results["titles"]
    lines = [_row("", "this run"), "|---|---|", *(_row(name, value) for name, value in results["facts"].items())]
    lines += [*(_row(titles[name], version) for name, version in results["versions"].items()), "", *targets(results)]
    for pages, measured in results["sizes"].items():
        for phase, title in TITLES.items():
            if measured.get(phase):
                lines += [f"### {title}, {int(pages):,} pages", "", *_builds(phase, measured, titles)]
        if measured.get("memory"):
            lines += [f"### Peak memory of a cold build, {int(pages):,} pages", "", *_memory(measured, titles)]
        if measured.get("preview", {}).get("contenders"):
            lines += [f"### Preview, {int(pages):,} pages", "", *_preview(measured, titles)]
    return "\n".join(lines).rstrip() + "\n"
