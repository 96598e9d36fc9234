"""What a report of Lighthouse says of a page, as far as we ask for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
PERFECT = 100
# Pictures and films are counted apart from the page itself.
SEEN = ("Image", "Media")


@dataclass(frozen=True)
class Judged:
    """A page: its scores of 100, what it weighs as sent, and its largest part."""

    url: str
    scores: Mapping[str, int]
    weight: int
    weight_without_pictures: int
    requests: int
    requests_without_pictures: int
    paint_ms: int
    blocked_ms: int
    largest: str
    largest_is_lazy: bool
    shift: float
    complaints: tuple[str, ...]

    @property
    def faults(self) -> tuple[str, ...]:
        """Why this page does not pass."""
        low = [f"{name} {score}" for name, score in self.scores.items() if score < PERFECT]
        lazy = ["the largest picture waits until it is scrolled to"] if self.largest_is_lazy else []
        return (*low, *lazy, *([f"layout shift {self.shift}"] if self.shift else []))


def _items(report: Mapping[str, Any], audit: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (report["audits"][audit].get("details") or {}).get("items", [])
    return found


def _largest(report: Mapping[str, Any]) -> str:
    for table in _items(report, "largest-contentful-paint-element"):
        for item in table.get("items", ()):
            if "node" in item:
                return str(item["node"]["snippet"])
    return ""


def _complaints(report: Mapping[str, Any]) -> tuple[str, ...]:
    """The audits of all categories that found something, those that count first."""
    weights = {ref["id"]: ref["weight"] for name in CATEGORIES for ref in report["categories"][name]["auditRefs"] if ref.get("group") != "hidden"}
    wrong = [(weights[name], audit) for name, audit in report["audits"].items() if name in weights and audit["score"] is not None and audit["score"] < 1]
    lines = []
    for weight, audit in sorted(wrong, key=lambda found: (-found[0], found[1]["id"])):
        lines.append(f"{audit['id']} ({weight}): {audit.get('displayValue') or audit['title']}")
    return tuple(lines)


def judged(report: Mapping[str, Any]) -> Judged:
    """What the report of one page says. Raises RuntimeError where Lighthouse could not judge it."""
    if "runtimeError" in report:
        raise RuntimeError(report["runtimeError"]["message"])
    audits, sent = report["audits"], [item for item in _items(report, "network-requests") if item["url"].startswith("http")]
    own = [item for item in sent if item.get("resourceType") not in SEEN]
    largest = _largest(report)
    return Judged(
        report["finalDisplayedUrl"],
        {name: round(100 * (report["categories"][name]["score"] or 0)) for name in CATEGORIES},
        sum(item["transferSize"] for item in sent),
        sum(item["transferSize"] for item in own),
        len(sent),
        len(own),
        round(audits["largest-contentful-paint"]["numericValue"]),
        round(audits["total-blocking-time"]["numericValue"]),
        largest,
        'loading="lazy"' in largest,
        round(audits["cumulative-layout-shift"]["numericValue"], 4),
        _complaints(report),
    )


def program(place: Path) -> Path:
    """Lighthouse itself, in the folder that it was installed into."""
    return place / "node_modules" / "lighthouse" / "cli" / "index.js"
