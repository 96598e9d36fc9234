"""Cold builds beside the bare loop, interleaved in one run: medians and ratios, as a table.

    python tests/benchmarks/cold.py [--bench ../shared/bench] [--rounds 5] [--large 10000]

The corpus and the bare loop (Python-Markdown, one template, write) are those of the bench folder.
"""

import argparse
import os
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from corpus_site import site_of

ROOT = Path(__file__).parent.parent.parent


@dataclass(frozen=True)
class Run:
    """One run of a whole process: wall clock, processor time, and peak memory of its largest process."""

    wall_s: float
    cpu_s: float
    peak_mb: float


def run(arguments: list[str], env: dict[str, str] | None = None) -> Run:
    """Runs a program to its end and measures it; a failing program ends the benchmark."""
    started = time.perf_counter()
    process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, env=env)
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        raise SystemExit(f"{' '.join(arguments)} failed")
    return Run(time.perf_counter() - started, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def ours(site: Path, out: Path) -> Run:
    """A cold build."""
    subprocess.run(["rm", "-rf", str(out), str(site / ".itsite")], check=True)
    return run([sys.executable, "-m", "itsite", "build", "--site", str(site), "--out", str(out)], {**os.environ, "PYTHONPATH": str(ROOT)})


def floor(bench: Path, corpus: Path, out: Path) -> Run:
    """The bare loop in one process."""
    subprocess.run(["rm", "-rf", str(out)], check=True)
    return run([sys.executable, str(bench / "floor.py"), "full", str(corpus), str(out)])


def corpus_of(bench: Path, scratch: Path, pages: int) -> Path:
    """The corpus of so many pages, made once."""
    folder = scratch / f"corpus-{pages}"
    if not (folder / "manifest.json").exists():
        subprocess.run([sys.executable, str(bench / "corpus.py"), str(folder), "--pages", str(pages)], check=True, stdout=subprocess.DEVNULL)
    return folder


def row(name: str, runs: list[Run], base: list[Run] | None = None) -> str:
    """One line of the table; ratios are medians of the ratios within each round."""
    wall, cpu, peak = (statistics.median(getattr(r, field) for r in runs) for field in ("wall_s", "cpu_s", "peak_mb"))
    ratio = statistics.median(a.wall_s / b.wall_s for a, b in zip(runs, base, strict=True)) if base else 1.0
    cpu_ratio = statistics.median(a.cpu_s / b.cpu_s for a, b in zip(runs, base, strict=True)) if base else 1.0
    return f"| {name} | {wall:.2f} | {cpu:.2f} | {ratio:.2f} | {cpu_ratio:.2f} | {peak:.0f} |"


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bench", type=Path, default=ROOT.parent / "shared" / "bench")
    parser.add_argument("--scratch", type=Path, default=ROOT / ".cache" / "bench")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--large", type=int, default=10_000, help="pages of the large corpus; 0 leaves it out")
    options = parser.parse_args()
    if not (options.bench / "corpus.py").exists():
        raise SystemExit(f"There is no corpus.py in {options.bench}; say where it is with --bench.")
    options.scratch.mkdir(parents=True, exist_ok=True)
    corpus = corpus_of(options.bench, options.scratch, 1000)
    site = site_of(corpus, options.scratch / "site-1000")
    rounds = [(floor(options.bench, corpus, options.scratch / "out-floor"), ours(site, options.scratch / "out")) for _ in range(options.rounds)]
    bare, built = [r[0] for r in rounds], [r[1] for r in rounds]
    print("| 1,000 pages, cold, one process | wall s | CPU s | x bare loop (wall) | x bare loop (CPU) | peak MB |")
    print("|---|---:|---:|---:|---:|---:|")
    print(row("bare loop", bare))
    print(row("itsite", built, bare))
    if options.large:
        large = ours(site_of(corpus_of(options.bench, options.scratch, options.large), options.scratch / f"site-{options.large}"), options.scratch / "out")
        small = ours(site, options.scratch / "out")
        print(
            f"| itsite, {options.large:,} pages | {large.wall_s:.2f} | {large.cpu_s:.2f} | {large.cpu_s / small.cpu_s:.1f} x the 1,000 (CPU) | | {large.peak_mb:.0f} |"
        )


if __name__ == "__main__":
    main()
