"""Everything that is compared, side by side and in turn in one run: medians and ratios beside their targets.

    python tests/benchmarks/run.py [--sizes 1000] [--rounds 2] [--what cold,edit] [--contenders hugo,itsite]

A whole run is written to docs/benchmarks.md, a part of it only with --write. The peers come from tests/benchmarks/setup;
who is not there is left out. All that is made lies in $BENCH_SCRATCH, or .cache/bench.
"""

import argparse
import datetime as dt
import fcntl
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import builds
from contender import Contender, Item
from machine import facts, revision
from others import Bare, Peer, adapters
from ours import ROOT, Itsite
from preview import previews
from table import markdown

SIZES, WHAT, NAMES = "1000,10000", "cold,noop,edit,preview,memory", "floor,floor2,hugo,pelican,mkdocs,itsite"
PAGE = ROOT / "docs" / "benchmarks.md"
SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 - the folder of it is made and removed here
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"


def corpus_of(bench: Path, scratch: Path, pages: int) -> Path:
    """The corpus of so many pages, made once."""
    folder = scratch / f"corpus-{pages}"
    if not (folder / "manifest.json").exists():
        subprocess.run([sys.executable, str(bench / "corpus.py"), str(folder), "--pages", str(pages)], check=True, stdout=subprocess.DEVNULL)
    return folder


def page_to_edit(corpus: Path) -> Item:
    """An English page of knowledge from the middle: its address is the same everywhere."""
    items = [item for item in json.loads((corpus / "manifest.json").read_text(encoding="utf-8"))["items"] if item["kind"] == "kb"]
    found: Item = next(item for item in items[len(items) // 2 :] if item["lang"] == "en")
    return found


def contenders(options: argparse.Namespace, corpus: Path) -> list[Contender]:
    """Those that are asked for and there, in the order of the rounds."""
    peers = adapters(options.bench, options.scratch)

    def folders(name: str) -> dict[str, Path]:
        return {"corpus": corpus, "work": options.work / name / corpus.name, "logs": options.scratch / "log"}

    every: list[Contender] = [
        Bare("floor", "bare loop", **folders("floor"), bench=options.bench),
        Bare("floor2", "bare loop, two processes", **folders("floor2"), bench=options.bench, processes=2),
        Peer("hugo", "Hugo", **folders("hugo"), serves=True, adapter=peers.Hugo()),
        Peer("pelican", "Pelican", **folders("pelican"), adapter=peers.Pelican()),
        Peer("mkdocs", "MkDocs (`--dirty` after the first build)", **folders("mkdocs"), adapter=peers.MkDocsMin()),
        Itsite("itsite", "itsite", **folders("itsite"), jobs=options.jobs, tree=options.tree),
    ]
    wanted = [contender for contender in every if contender.name in options.contenders.split(",")]
    for contender in wanted:
        if contender.missing():
            print(f"{contender.name} is left out: {contender.missing()}", flush=True)
    return [contender for contender in wanted if not contender.missing()]


def measured(options: argparse.Namespace, field: builds.Field, corpus: Path) -> dict[str, Any]:
    """All that is asked for at one size."""
    what, rounds, item = options.what.split(","), options.rounds, page_to_edit(corpus)
    for contender in field.contenders:
        contender.prepare()
    results: dict[str, Any] = {}
    if "cold" in what:
        results["cold"] = builds.cold(field, rounds)
    if "noop" in what:
        results["noop"] = builds.noop(field, rounds)
    if "edit" in what:
        results["edit"], results["changed"], results["made"] = builds.edit(field, rounds, item)
    if "preview" in what:
        serving = [contender for contender in field.contenders if contender.serves and not contender.cannot_serve()]
        results["preview"] = previews(builds.Field(serving), item, min(rounds, 5), options.samples)
    if "memory" in what:
        results["memory"] = builds.memory(field, min(rounds, 3))
    return results


def everything(options: argparse.Namespace, kept: Path) -> dict[str, Any]:
    """All sizes, alone: a second benchmark at the same time is refused."""
    with (options.scratch / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise SystemExit("Another benchmark runs in this folder.") from None
        options.work.mkdir(parents=True, exist_ok=True)
        results: dict[str, Any] = {"facts": facts(options.work, options.date), "sizes": {}}
        try:
            for pages in options.sizes.split(","):
                corpus = corpus_of(options.bench, options.scratch, int(pages))
                taking_part = contenders(options, corpus)
                results["titles"] = {contender.name: contender.title for contender in taking_part}
                results["versions"] = {contender.name: contender.version() for contender in taking_part if contender.name != "floor2"}
                if "itsite" in results["versions"]:
                    results["versions"]["itsite"] += f", {revision(options.tree)}"
                print(f"{pages} pages: {', '.join(results['titles'])}", flush=True)
                results["sizes"][pages] = measured(options, builds.Field(taking_part), corpus)
                kept.write_text(json.dumps(results, indent=1), encoding="utf-8")
        finally:
            shutil.rmtree(options.work)
    return results


def write(text: str) -> None:
    """Puts the measurements between the marks of the page; what stands around them stays."""
    page = PAGE.read_text(encoding="utf-8") if PAGE.exists() else f"# Benchmarks\n\n{BEGIN}\n{END}\n"
    before, rest = page.split(BEGIN, 1)
    PAGE.write_text(f"{before}{BEGIN}\n\n{text}\n{END}{rest.split(END, 1)[1]}", encoding="utf-8")


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bench", type=Path, default=ROOT.parent / "shared" / "bench", help="the folder with corpus.py, floor.py and peers.py")
    parser.add_argument("--scratch", type=Path, default=Path(os.environ.get("BENCH_SCRATCH") or ROOT / ".cache" / "bench"))
    parser.add_argument("--work", type=Path, default=SHARED_MEMORY, help="where sites are built: in memory, lest a disk that others use be measured")
    parser.add_argument("--tree", type=Path, default=ROOT, help="the source tree of itsite that is measured")
    parser.add_argument("--sizes", default=SIZES)
    parser.add_argument("--rounds", type=int, default=5, help="of builds; starts of previews at most 5, peaks of memory at most 3")
    parser.add_argument("--samples", type=int, default=20, help="edits in each preview")
    parser.add_argument("--what", default=WHAT)
    parser.add_argument("--contenders", default=NAMES)
    parser.add_argument("--jobs", type=int, help="processes of itsite; else what it chooses")
    parser.add_argument("--date", default=dt.datetime.now(dt.UTC).date().isoformat())
    parser.add_argument("--write", action=argparse.BooleanOptionalAction, help="into docs/benchmarks.md; else only what is whole")
    parser.add_argument("--report", action="store_true", help="measure nothing; show the last results again")
    options = parser.parse_args()
    if not (options.bench / "peers.py").exists():
        raise SystemExit("There is no peers.py in the bench folder; say where it is with --bench.")
    for name in ("bench", "scratch", "tree"):
        setattr(options, name, getattr(options, name).resolve())
    if not options.work.is_dir():
        options.work = options.scratch
    options.scratch.mkdir(parents=True, exist_ok=True)
    options.work = options.work.resolve() / "itsite-bench"
    return options


def main() -> None:
    """Measures, keeps, prints."""
    options = arguments()
    kept = options.scratch / "results.json"
    results = json.loads(kept.read_text(encoding="utf-8")) if options.report else everything(options, kept)
    text = markdown(results)
    print(text)
    whole = (options.sizes, options.what, options.contenders) == (SIZES, WHAT, NAMES) and not options.report
    if options.write or (options.write is None and whole):
        write(text)


if __name__ == "__main__":
    main()
