"""The search of a large site: how long its index takes, and what a browser loads for a question; with the limits beside.

    python tests/benchmarks/search.py [--pages 10000] [--rounds 1]

The time of the index is that of a build with a search less that of one without. A question is asked on a fresh page by an empty
browser, and every byte of every answer counts, as it lies on the disk: a server that compresses sends less.
"""

import argparse
import functools
import http.server
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path
from statistics import median
from typing import Any

from corpus_site import site_of
from playwright.sync_api import Browser, sync_playwright
from run import SHARED_MEMORY, corpus_of

ROOT = Path(__file__).parent.parent.parent
INDEX_SECONDS, QUESTION_BYTES = 30, 300_000
# Common words, words that are almost everywhere, rare ones, parts of compounds, several at once.
QUESTIONS = {
    "en": ("the", "in", "and", "be", "vpn", "backup", "team", "nextcloud", "4711", "how do I reset", "maintenance window", "Paul"),
    "de": ("die", "und", "der", "di", "Team", "Gerät", "Fenster", "Wartungsfenster", "Datenschutzbeauftragte", "wie kann ich", "Müller", "Dockingstation"),
}
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")


def built(site: Path, out: Path, search: str) -> float:
    """Seconds of a cold build below /it/, with or without a search."""
    for folder in (out, site / ".itsite"):
        shutil.rmtree(folder, ignore_errors=True)
    config = (site / "site.yaml").read_text(encoding="utf-8").split("search:")[0]
    (site / "site.yaml").write_text(config + f"search: {search}\n", encoding="utf-8")
    start = time.perf_counter()
    command = (sys.executable, "-m", "itsite", "build", "--site", site, "--out", out, "--base-url", "http://127.0.0.1/it/")
    subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


class _Counting(http.server.SimpleHTTPRequestHandler):
    sent: list[int]

    def log_message(self, *_arguments: object) -> None:
        """Says nothing."""

    def copyfile(self, source: Any, outputfile: Any) -> None:
        data = source.read()
        self.sent.append(len(data))
        outputfile.write(data)


def loaded(browser: Browser, address: str, words: str, sent: list[int]) -> int:
    """The bytes that a question loads."""
    page = browser.new_context().new_page()
    page.goto(address, wait_until="networkidle")
    sent.clear()
    page.keyboard.press("/")
    page.fill(".finder-field", words)
    page.wait_for_selector(".finder-state:not(:empty)")
    page.wait_for_load_state("networkidle")
    page.context.close()
    return sum(sent)


def questions(root: Path) -> dict[str, int]:
    """What each question loads, the dearest first."""
    sent: list[int] = []
    handler = functools.partial(type("Counting", (_Counting,), {"sent": sent}), directory=str(root))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server, sync_playwright() as playwright:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(FLAGS))
        start = f"http://127.0.0.1:{server.server_port}/it/"
        homes = {"en": f"{start}tags/", "de": f"{start}de/tags/"}
        found = {f"{lang}: {words}": loaded(browser, homes[lang], words, sent) for lang, several in QUESTIONS.items() for words in several}
        browser.close()
        server.shutdown()
    return dict(sorted(found.items(), key=lambda item: -item[1]))


def main() -> int:
    """Measures and prints; 1 where a limit is not kept."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bench", type=Path, default=ROOT.parent / "shared" / "bench", help="the folder with corpus.py")
    parser.add_argument("--scratch", type=Path, default=ROOT / ".cache" / "bench")
    parser.add_argument("--work", type=Path, default=SHARED_MEMORY)
    parser.add_argument("--pages", type=int, default=10000)
    parser.add_argument("--rounds", type=int, default=1)
    options = parser.parse_args()
    work = options.work / "itsite-bench-search"
    try:
        site, out = site_of(corpus_of(options.bench, options.scratch, options.pages), work / "site"), work / "root" / "it"
        out.parent.mkdir(parents=True)
        seconds = median(-built(site, out, "off") + built(site, out, "on") for _ in range(options.rounds))
        found = questions(out.parent)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    print(f"index of {options.pages} pages: {seconds:.1f} s (limit {INDEX_SECONDS})")
    for question, size in found.items():
        print(f"{size:7} bytes (limit {QUESTION_BYTES})  {question}")
    return int(seconds > INDEX_SECONDS or max(found.values()) > QUESTION_BYTES)


if __name__ == "__main__":
    sys.exit(main())
