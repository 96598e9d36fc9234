"""Medians and ratios of what was measured. Ratios are formed within each round, then their median is taken."""

import statistics
from typing import Any

Rounds = list[dict[str, dict[str, Any]]]
NOISY = 0.10  # share of all cores that went elsewhere


def values(rounds: Rounds, name: str, field: str) -> list[float]:
    """One figure of one contender in every round it took part in."""
    return [entry[name][field] for entry in rounds if name in entry]


def median(rounds: Rounds, name: str, field: str) -> float | None:
    """Its median."""
    found = values(rounds, name, field)
    return statistics.median(found) if found else None


def ratio(rounds: Rounds, name: str, base: str, field: str = "wall_s") -> float | None:
    """The median of the ratios to another contender within each round."""
    found = [entry[name][field] / entry[base][field] for entry in rounds if name in entry and entry.get(base, {}).get(field)]
    return statistics.median(found) if found else None


def preview(measured: dict[str, Any], name: str, field: str) -> float | None:
    """The median of a series of the preview."""
    found = measured.get("preview", {}).get("contenders", {}).get(name, {}).get(field)
    return statistics.median(found) if found else None


def rest(measured: dict[str, Any], name: str, field: str) -> float | None:
    """A figure of the preview at rest."""
    value = measured.get("preview", {}).get("contenders", {}).get(name, {}).get("rest", {}).get(field)
    return None if value is None else float(value)


def foreign(rounds: Rounds) -> list[float]:
    """Of each round: the share of the cores that went elsewhere, over all its runs."""
    return [sum(r["foreign"] * r["wall_s"] for r in entry.values()) / sum(r["wall_s"] for r in entry.values()) for entry in rounds if entry]


def elsewhere(measured: dict[str, Any], phase: str) -> str:
    """How much of the cores others took while this was measured; much of it slows who uses both cores more than who uses one."""
    taken = measured[phase]
    if phase == "memory":
        return "-"
    share = taken["foreign"] if phase == "preview" else statistics.median(foreign(taken))
    return f"{share:.0%}" + (", **noisy**" if share > NOISY else "")


def noise(rounds: Rounds) -> str:
    """A line about what else the machine did; rounds with much of it are named."""
    shares = foreign(rounds)
    if not shares:
        return ""
    flagged = [str(number) for number, share in enumerate(shares, 1) if share > NOISY]
    cpu, disk = (statistics.median(result[field] for entry in rounds for result in entry.values()) for field in ("pressure", "disk_pressure"))
    said = f"rounds over {NOISY:.0%}: {', '.join(flagged)} of {len(shares)}" if flagged else f"no round over {NOISY:.0%}"
    return f"Rounds: {len(shares)}. Cores taken by others: median {statistics.median(shares):.0%}, at most {max(shares):.0%} ({said}). Pressure: processor {cpu:.0%}, disk {disk:.0%} (medians)."
