"""The plan on a terminal, or plain in a pipe."""

import io
import os
import shutil
import sys

from itsite.cli.reporting import visible
from itsite.editorial.plan import Plan
from itsite.editorial.said import Section, lines_of, sections_of
from itsite.editorial.words import words_of

STYLES = {"": "", "good": "green", "notice": "yellow", "alert": "bold red", "quiet": "dim"}
# In a pipe a row is a line, however long.
ENDLESS = 10_000
NARROW = 40
# From this width on, what is as short as a day with its year stands in one line.
ROOMY, SHORT = 80, len("Mon 30 Sept 2027")


def _heading(title: str) -> str:
    return title.upper()


def plan_text(plan: Plan, width: int | None, *, colour: bool) -> str:
    """The plan for a terminal of a width; without one each row is one line."""
    from rich import box  # noqa: PLC0415 - only this command needs it
    from rich.console import Console  # noqa: PLC0415 - see above
    from rich.table import Table  # noqa: PLC0415 - see above
    from rich.text import Text  # noqa: PLC0415 - see above

    def table(section: Section) -> Table:
        made = Table(box=box.SIMPLE_HEAD if width else None, show_edge=False, pad_edge=False, padding=(0, 1 if width else 2, 0, 0), header_style="dim")
        for number, name in enumerate(section.head):
            whole = width is None or (width >= ROOMY and max((len(row[number].text) for row in section.rows), default=0) <= SHORT)
            made.add_column(name, ratio=1 if number == section.wide else None, overflow="fold", no_wrap=whole)
        for row in section.rows:
            made.add_row(*(Text(visible(cell.text), STYLES[cell.tone]) for cell in row))
        return made

    words = words_of("en", plan.at.year)
    stream = io.StringIO()
    console = Console(
        file=stream,
        width=max(width, NARROW) if width else ENDLESS,
        force_terminal=colour,
        color_system="standard" if colour else None,
        highlight=False,
        legacy_windows=False,
    )
    console.print(Text(visible(words("title", plan.site)), "bold"))
    for line in lines_of(plan, words):
        console.print(Text(visible(line)))
    for section in sections_of(plan, words):
        console.print()
        console.print(Text(_heading(section.title), "bold"))
        if section.rows:
            console.print(table(section))
        if section.note:
            console.print(Text(section.note))
    return "\n".join(line.rstrip() for line in stream.getvalue().splitlines())


def shown_plan(plan: Plan) -> str:
    """The plan as fits standard output."""
    is_terminal = sys.stdout.isatty()
    return plan_text(plan, shutil.get_terminal_size().columns if is_terminal else None, colour=is_terminal and not os.environ.get("NO_COLOR"))
