"""A theme beside what it replaces, for people and for machines."""

import json
import os
import sys
from collections import Counter
from collections.abc import Iterator

from itsite.cli.reporting import BOLD, DIM, PLAIN, RED, YELLOW, document, visible
from itsite.workshop.copies import LATE, Comparison, Copy, Names, State

GREEN, CYAN = "\033[32m", "\033[36m"
TONES = {State.BEHIND: RED, State.GONE: RED, State.NEEDLESS: YELLOW, State.UNKNOWN: YELLOW}
IN_SUM = {
    State.CURRENT: "up to date",
    State.BUILDS_ON: "built on the original",
    State.BEHIND: "fallen behind",
    State.GONE: "without an original",
    State.NEEDLESS: "needless",
    State.UNKNOWN: "of unknown origin",
}
CURES = {
    State.BEHIND: "carry this over, then: itsite theme override {path} --seen",
    State.GONE: "delete it, or see what has come in its place",
    State.NEEDLESS: "delete it",
    State.UNKNOWN: "compare it once, then: itsite theme override {path} --seen",
}


class _Paint:
    def __init__(self, *, on: bool) -> None:
        self.on = on

    def __call__(self, text: str, *tones: str) -> str:
        return f"{''.join(tones)}{text}{PLAIN}" if self.on and any(tones) else text

    def line(self, line: str) -> str:
        """A line of a diff."""
        tone = DIM if line.startswith(("---", "+++")) else {"+": GREEN, "-": RED, "@": CYAN}.get(line[:1], "")
        return self(visible(line), tone)


def _of_copy(copy: Copy, theme: str, paint: _Paint) -> Iterator[str]:
    yield f"{paint(f'themes/{theme}/{copy.path}', BOLD)}: {paint(copy.state.value, TONES.get(copy.state, GREEN))} ({copy.of})"
    yield from (f"    {paint.line(line)}" for line in copy.diff)
    if copy.state in CURES:
        yield f"    {paint(CURES[copy.state].format(path=copy.path.removeprefix('templates/')), DIM)}"


def _of_names(names: Names, theme: str, paint: _Paint) -> Iterator[str]:
    what = "tokens" if names.path == "tokens.yaml" else "strings"
    if names.gone:
        yield f"{paint(f'themes/{theme}/{names.path}', BOLD)}: {paint(f'{what} that {names.of} no longer has', RED)}: {', '.join(map(visible, names.gone))}"
    if names.new:
        yield f"{paint(f'themes/{theme}/{names.path}', BOLD)}: {what} that are new in {names.of}: {', '.join(map(visible, names.new))}"
    yield f"    {paint(f'when you have seen to it: itsite theme override {names.path} --seen', DIM)}"


def _sum(comparison: Comparison) -> str:
    count = Counter(copy.state for copy in comparison.copies)
    if not comparison.copies:
        return f"The theme {comparison.theme} replaces no file."
    parts = [f"{count[state]} {IN_SUM[state]}" for state in State if count[state]]
    total = sum(count.values())
    return f"{total} {'file replaces another' if total == 1 else 'files replace others'}: {', '.join(parts)}."


def show(comparison: Comparison, *, as_json: bool) -> int:
    """Prints the comparison and returns the exit code: 1 when something has fallen behind. Raises RefusedError."""
    if as_json:
        copies = [{"path": copy.path, "of": copy.of, "state": copy.state.name.lower(), "diff": "\n".join(copy.diff)} for copy in comparison.copies]
        names = [{"path": names.path, "of": names.of, "gone": names.gone, "new": names.new} for names in comparison.names]
        document(json.dumps({"theme": comparison.theme, "behind": comparison.is_behind, "files": copies, "names": names}))
        return int(comparison.is_behind)
    paint = _Paint(on=sys.stdout.isatty() and not os.environ.get("NO_COLOR"))
    late_last = sorted(comparison.copies, key=lambda copy: (copy.state in LATE, copy.path))
    lines = [line for copy in late_last for line in _of_copy(copy, comparison.theme, paint)]
    lines += [line for names in comparison.names for line in _of_names(names, comparison.theme, paint)]
    document("\n".join([*lines, _sum(comparison)]))
    return int(comparison.is_behind)
