"""`itsite plan`: what comes out when, what was promised, and what was forgotten."""

import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from itsite.announcing.waiting import OUTLET as ANNOUNCED
from itsite.cli.arguments import AtOption, SiteOption, checked_instant, site_folder
from itsite.cli.formats import Format
from itsite.cli.garbage import collect_rarely
from itsite.cli.plan_table import shown_plan
from itsite.cli.reporting import Printer, document, remark, visible
from itsite.delivery.journal import Journal, Sendings, journal_of
from itsite.editorial.facts import facts_of
from itsite.editorial.files import checked_file, write_plan
from itsite.editorial.page import page_of
from itsite.editorial.plan import plan_of
from itsite.model.meta import Classification
from itsite.model.problem import RefusedError
from itsite.model.report import Report
from itsite.pipeline import Request, prepare
from itsite.read.validation import nearest
from itsite.views.scheduled import scheduled_calendar


class PlanFormat(StrEnum):
    """How the plan is printed."""

    TEXT = "text"
    JSON = "json"


def _sendings(root: Path, printer: Printer) -> tuple[Sendings, ...]:
    """What the journal knows; looking begins none, and one that is in use keeps nobody from planning."""
    file = journal_of(root)
    if not file.exists():
        return ()
    try:
        with Journal(file) as journal:
            return journal.sendings(apart=(ANNOUNCED,))
    except RefusedError as error:
        printer.note(f"what was sent is left out: {error.message}")
        return ()


def plan(  # noqa: PLR0913 - one parameter an option
    site: SiteOption = None,
    at: AtOption = None,
    weeks: Annotated[int, typer.Option("--weeks", min=1, max=520, metavar="N", help="So many weeks ahead.")] = 8,
    audience: Annotated[str | None, typer.Option("--audience", metavar="ID", help="Only what concerns this audience.", show_default=False)] = None,
    classification: Annotated[Classification, typer.Option("--classification", help="Pages of this level and more open ones.")] = Classification.INTERNAL,
    html: Annotated[
        Path | None, typer.Option("--html", metavar="FILE", help="Write it as a page, too; into a folder as plan.html.", show_default=False)
    ] = None,
    ics: Annotated[Path | None, typer.Option("--ics", metavar="FILE", help="Write what is scheduled as a calendar; into a folder as plan.ics.")] = None,
    strict: Annotated[bool, typer.Option("--strict", help="End with 1 when a promise is broken or a review overdue.")] = False,  # noqa: FBT002
    form: Annotated[PlanFormat, typer.Option("--format", help="How the plan is printed.")] = PlanFormat.TEXT,
) -> int:
    """Show what went out, what is coming, and which promises are kept."""
    root = site_folder(site)
    printer = Printer(Format(form.value), root)
    collect_rarely()
    with printer.refusals():
        files = {name: checked_file(root, file, f"plan.{name}") for name, file in (("html", html), ("ics", ics)) if file is not None}
        prepared = prepare(Request(root, checked_instant(at), classification=classification, runner=printer.runner()))
        if prepared.failed or prepared.site is None or prepared.theme is None:
            return printer.report(Report(prepared.problems), done="", failed="There is no plan before they are mended.")
        config = prepared.site.config
        if audience is not None and audience not in config.audiences:
            known = nearest(audience, config.audiences) or (f"known are: {', '.join(config.audiences)}" if config.audiences else "the site names none")
            raise typer.BadParameter(f'unknown audience "{audience}"; {known}', param_hint="--audience")
        made = plan_of(prepared.site, prepared.pages, _sendings(root, printer), weeks, audience)
        if "html" in files:
            write_plan(files["html"], page_of(made, prepared.theme).encode())
        if "ics" in files:
            level = classification.rank
            pages = [page for page in prepared.pages if page.classified(config.classification).rank <= level]
            write_plan(files["ics"], scheduled_calendar(pages, config, made.at, prepared.site.zone))
        document(json.dumps(facts_of(made), ensure_ascii=False, indent=2) if form is PlanFormat.JSON else shown_plan(made))
    for file in files.values():
        remark(sys.stderr, visible(f"Written: {file}"))
    return 1 if strict and made.is_behind else 0
