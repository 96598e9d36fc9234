"""Builds in rounds: each round runs each contender once, so that all meet the same machine."""

import hashlib
import os
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from contender import Contender, Item
from measure import FailedError, Run, peak, run
from ours import rendered

Round = dict[str, dict[str, Any]]


class Field:
    """Those that still take part; who fails leaves with a line."""

    def __init__(self, contenders: list[Contender]) -> None:
        self.contenders = contenders

    def each(self, what: str, step: Callable[[Contender], Any]) -> dict[str, Any]:
        """The results of those that manage, by name."""
        results = {}
        for contender in list(self.contenders):
            try:
                results[contender.name] = step(contender)
            except FailedError as error:
                print(f"{contender.name} is out: {what}: {error}", flush=True)
                self.contenders.remove(contender)
        return results

    def without(self, *, builds_again: bool) -> "Field":
        """Those whose second build differs from the first."""
        return Field([contender for contender in self.contenders if contender.builds_again or not builds_again])


def _record(done: Run) -> dict[str, Any]:
    """A run as it is kept."""
    fields = asdict(done)
    return {**fields, "rendered": rendered(fields.pop("output"))}


def _told(what: str, number: int, results: Round) -> Round:
    times = ", ".join(f"{name} {result['wall_s']:.2f} s (CPU {result['cpu_s']:.2f}, foreign {result['foreign']:.0%})" for name, result in results.items())
    print(f"  {what} {number}: {times}", flush=True)
    return results


def cold(field: Field, rounds: int) -> list[Round]:
    """Builds from nothing; the one before the rounds warms the machine up and is not counted."""

    def step(contender: Contender) -> dict[str, Any]:
        contender.clean()
        return _record(run(contender.program("cold")))

    field.each("warm-up", step)
    return [_told("cold", number, field.each("cold", step)) for number in range(1, rounds + 1)]


def _settled(field: Field) -> None:
    """All have built what lies there once more, so that caches are full."""
    field.each("settling", lambda contender: run(contender.program("noop")))


def noop(field: Field, rounds: int) -> list[Round]:
    """Builds of what is built already."""
    again = field.without(builds_again=True)
    _settled(again)
    return [_told("noop", number, again.each("noop", lambda contender: _record(run(contender.program("noop"))))) for number in range(1, rounds + 1)]


def edited(text: bytes, token: str) -> bytes:
    """A page with one more paragraph."""
    return text + f"\n\nNachtrag {token} zum Beitrag.\n".encode()


def token(number: int) -> str:
    """A word that is nowhere else."""
    return f"BENCHTOKEN{os.getpid()}N{number}E"


def _digests(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): hashlib.blake2b(path.read_bytes()).digest() for path in folder.rglob("*") if path.is_file()}


def edit(field: Field, rounds: int, item: Item) -> tuple[list[Round], dict[str, int], dict[str, int | None]]:
    """Builds after one page got another paragraph; how many outputs the last of these edits changed, and how many one more had worked on."""
    again = field.without(builds_again=True)
    originals = {contender.name: contender.source(item).read_bytes() for contender in again.contenders}
    _settled(again)

    def step(contender: Contender, word: str) -> dict[str, Any]:
        contender.source(item).write_bytes(edited(originals[contender.name], word))
        done = _record(run(contender.program("edit")))
        done["seen"] = word in contender.built(item).read_text(encoding="utf-8")
        return done

    before: dict[str, dict[str, bytes]] = {}
    results = []
    try:
        for number in range(1, rounds + 1):
            if number == rounds:
                before = {contender.name: _digests(contender.output()) for contender in again.contenders}
            results.append(_told("edit", number, again.each("edit", lambda contender, n=number: step(contender, token(n)))))
        changed = {contender.name: _changes(before[contender.name], _digests(contender.output())) for contender in again.contenders}
        made = {}
        for contender in again.contenders:
            contender.source(item).write_bytes(edited(originals[contender.name], token(rounds + 1)))
            made[contender.name] = contender.made()
    finally:
        for contender in field.contenders:
            if contender.name in originals:
                contender.source(item).write_bytes(originals[contender.name])
    return results, changed, made


def _changes(before: dict[str, bytes], after: dict[str, bytes]) -> int:
    return sum(before.get(path) != after.get(path) for path in before.keys() | after.keys())


def memory(field: Field, rounds: int) -> list[Round]:
    """The peak of all processes together in a cold build, in runs of their own."""

    def step(contender: Contender) -> dict[str, Any]:
        contender.clean()
        return asdict(peak(contender.program("cold")))

    results = []
    for number in range(1, rounds + 1):
        results.append(field.each("memory", step))
        peaks = ", ".join(f"{name} {result['rss_mb']:.0f} MB (PSS {result['pss_mb']:.0f})" for name, result in results[-1].items())
        print(f"  memory {number}: {peaks}", flush=True)
    return results
