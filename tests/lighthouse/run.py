"""Lighthouse on the example: a phone on a slow line, and nginx with what `itsite headers nginx` prints.

    python -m tests.lighthouse.run [--only home,news] [--langs de] [--rounds 3] [--keep DIR]

Prints a table of the scores, and what was found; the exit code is 1 when a score is below 100, the layout shifts,
or the largest picture is lazy. A page is judged `--rounds` times, and the run of the median performance counts.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from itsite.engine.workers import Workers
from itsite.pipeline import Request, build
from tests.conftest import CHROMIUM, FLAGS, NOW
from tests.hosting.serving import nginx_serving
from tests.lighthouse.reading import CATEGORIES, Judged, judged, program
from tests.pictures.kinds import Sight, sights

ROOT = Path(__file__).parent.parent.parent
KINDS = "home,services-page,news-year-page,newsletters-page,services,news"
SECONDS = 180
# Now and then the browser loses what it recorded; Lighthouse then asks to be run again.
ATTEMPTS = 3


def report_of(url: str, options: argparse.Namespace, place: Path) -> dict[str, Any]:
    """What Lighthouse says of a page, with its usual settings: a phone, and a slow line and processor computed from what was seen."""
    file = place / "report.json"
    flags = " ".join(("--headless=new", *FLAGS))
    command = ["node", program(options.lighthouse), url, "--quiet", "--output=json", f"--output-path={file}", f"--chrome-flags={flags}"]
    environment = {**os.environ, "CHROME_PATH": str(CHROMIUM), "TMPDIR": str(place)}
    for _ in range(ATTEMPTS):
        ran = subprocess.run([*map(str, command)], env=environment, capture_output=True, text=True, check=False, timeout=SECONDS)
        if not ran.returncode:
            break
    else:
        raise SystemExit(f"Lighthouse ended with {ran.returncode}:\n{ran.stderr[-2000:]}")
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return found


def judge(url: str, options: argparse.Namespace, place: Path) -> Judged:
    """The run of the median performance."""
    reports = [report_of(url, options, place) for _ in range(options.rounds)]
    runs = [judged(report) for report in reports]
    middle = statistics.median_low(run.scores["performance"] for run in runs)
    counts = next(n for n, run in enumerate(runs) if run.scores["performance"] == middle)
    if options.keep:
        options.keep.mkdir(parents=True, exist_ok=True)
        name = url.split("/", 3)[3].strip("/").replace("/", "-")
        (options.keep / f"{name}.json").write_text(json.dumps(reports[counts]), encoding="utf-8")
    return runs[counts]


def table(found: Iterable[tuple[Sight, Judged]]) -> str:
    """In Markdown."""
    lines = [
        "| page | performance | accessibility | best practices | SEO | LCP | blocked | CLS | bytes, requests | without pictures | largest element |",
        "| --- " + "| ---: " * 9 + "| --- |",
    ]
    for sight, page in found:
        scores = " | ".join(str(page.scores[name]) for name in CATEGORIES)
        lazy = " (lazy)" if page.largest_is_lazy else ""
        figures = f"{page.paint_ms} ms | {page.blocked_ms} ms | {page.shift:g} | {page.weight:,}, {page.requests}"
        own = f"{page.weight_without_pictures:,}, {page.requests_without_pictures}"
        lines.append(f"| {sight.kind}, {sight.lang} | {scores} | {figures} | {own} | `{page.largest[:70]}`{lazy} |")
    return "\n".join(lines)


def arguments(given: Sequence[str] | None) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default=KINDS, help="kinds of pages, as make pictures names them")
    parser.add_argument("--langs", default="en,de")
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="a folder for the whole reports")
    parser.add_argument("--lighthouse", type=Path, default=Path(os.environ.get("ITSITE_LIGHTHOUSE") or ROOT / ".cache" / "lighthouse"))
    options = parser.parse_args(given)
    if CHROMIUM is None or not program(options.lighthouse).exists():
        raise SystemExit("There is no Chromium or no Lighthouse: make lighthouse installs both.")
    return options


def main(given: Sequence[str] | None = None) -> int:
    """Builds, serves, judges, tells."""
    options, found = arguments(given), []
    with tempfile.TemporaryDirectory(prefix="itsite-lighthouse-") as name, nginx_serving(ROOT, Path(name, "www"), "/it/") as address:
        place = Path(name)
        (place / "www").mkdir()
        place.chmod(0o755)
        if build(Request(ROOT, NOW, url=f"{address}it/", runner=Workers(2)), place / "www" / "it").failed:
            raise SystemExit("The example has errors.")
        every = sights(place / "www" / "it")
        for kind in options.only.split(","):
            for sight in (sight for sight in every if sight.kind == kind and sight.lang in options.langs.split(",")):
                page = judge(f"{address}it/{sight.path}", options, place)
                found.append((sight, page))
                print(f"{sight.kind}, {sight.lang}: {'; '.join(page.faults) or 'well'}", *page.complaints, sep="\n    ", flush=True)
    print(f"\n{table(found)}")
    return 1 if any(page.faults for _, page in found) or not found else 0


if __name__ == "__main__":
    sys.exit(main())
