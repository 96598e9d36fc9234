"""Pictures of every kind of page of the example, and of the specimens of both themes, to look at: pictures/index.html.

    python -m tests.pictures.take [--only 'news*,home'] [--widths 360] [--schemes dark] [--langs de] [--all] [--base] [--check]

A picture is named kind-language-width-scheme.png. Each page is measured, too: what is too wide, what is cut off,
and headings that end in one lonely word are listed. With --check that is all; the exit code is 1 when there is anything.
"""

import argparse
import itertools
import sys
import tempfile
from collections.abc import Sequence
from fnmatch import fnmatchcase
from pathlib import Path

from itsite.engine.workers import Workers
from itsite.pipeline import Request, build
from itsite.workshop.specimen import build_specimen
from tests.browser.serving import served
from tests.conftest import CHROMIUM, NOW, unpacked
from tests.pictures.camera import Way, looked_at
from tests.pictures.kinds import Sight, sights
from tests.pictures.sheet import SMALL, write_sheet

ROOT = Path(__file__).parent.parent.parent
UNBRANDED = "-- site.yaml --\nname: IT\nurl: https://it.test.example/base/\ntheme: base\n"
SPECIMEN = ("specimen", "specimen-dark")


def built(place: Path) -> dict[str, str]:
    """The example and both specimens below a folder: which folder has which prefix."""
    reports = [
        build(Request(ROOT, NOW, url="http://127.0.0.1/it/", runner=Workers(2)), place / "it"),
        build_specimen(ROOT, place / "brand"),
        build_specimen(unpacked(UNBRANDED, place / "unbranded"), place / "base"),
    ]
    for problem in (problem for report in reports for problem in report.problems):
        print(f"{problem.at.path}:{problem.at.line} {problem.message}", file=sys.stderr)
    if any(report.failed for report in reports):
        raise SystemExit("Without a site there are no pictures.")
    return {"it": "", "brand": "", "base": "base-"}


def wanted(options: argparse.Namespace, every: Sequence[Sight]) -> tuple[Sight, ...]:
    """Those that the options name."""
    return tuple(s for s in every if s.lang in options.langs.split(",") and any(fnmatchcase(s.kind, only) for only in options.only.split(",")))


def arguments(given: Sequence[str] | None) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="*", help="kinds, with * for anything, separated by commas")
    parser.add_argument("--widths", default="360,768,1440")
    parser.add_argument("--schemes", default="light,dark")
    parser.add_argument("--langs", default="en,de")
    parser.add_argument("--all", action="store_true", help="every page instead of one of every kind")
    parser.add_argument("--base", action="store_true", help="pages of every kind in the theme base, too")
    parser.add_argument("--check", action="store_true", help="measure, and take no pictures")
    parser.add_argument("--out", type=Path, default=ROOT / "pictures")
    return parser.parse_args(given)


def main(given: Sequence[str] | None = None) -> int:
    """Builds, looks, tells."""
    options = arguments(given)
    if CHROMIUM is None:
        raise SystemExit("There is no Chromium: .ci/install-tools installs it.")
    ways = [Way(int(width), scheme) for width, scheme in itertools.product(options.widths.split(","), options.schemes.split(","))]
    out = None if options.check else options.out
    if out is not None:
        out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="itsite-pictures-") as scratch, served(Path(scratch)) as address:
        chosen = {}
        for folder, prefix in built(Path(scratch)).items():
            every = sights(Path(scratch, folder), everything=options.all, prefix=prefix)
            if folder == "brand" or (folder == "base" and not options.base):
                every = tuple(sight for sight in every if sight.kind.removeprefix(prefix) in SPECIMEN)
            chosen[f"{address}{folder}/"] = wanted(options, every)
        faults = looked_at(chosen, ways, out)
    lines = [f"{name}: {fault}" for name, found in sorted(faults.items()) for fault in found]
    print(*lines, f"{len(faults)} looked at, {len(lines)} to look at first", sep="\n")
    if out is None:
        return 1 if lines else 0
    if options.only == "*":
        for stale in (file for folder, ending in ((out, "png"), (out / SMALL, "jpg")) for file in folder.glob(f"*.{ending}") if file.stem not in faults):
            stale.unlink()
    print(f"Look at them: {write_sheet(out, faults)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
