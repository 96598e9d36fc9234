"""`itsite check`: everything that could be wrong, nothing written."""

from typing import Annotated

import typer

from itsite.cli.arguments import AtOption, DraftsOption, FormatOption, JobsOption, SiteOption, StrictOption, checked_instant, site_folder
from itsite.cli.formats import Format
from itsite.cli.garbage import collect_rarely
from itsite.cli.reporting import Printer
from itsite.model.meta import Classification
from itsite.pipeline import Request
from itsite.pipeline import check as check_site


def check(  # noqa: PLR0913 - one parameter an option
    site: SiteOption = None,
    at: AtOption = None,
    drafts: DraftsOption = False,  # noqa: FBT002
    classification: Annotated[Classification, typer.Option("--classification", help="Check the edition of this level.")] = Classification.INTERNAL,
    jobs: JobsOption = None,
    strict: StrictOption = False,  # noqa: FBT002
    form: FormatOption = Format.TEXT,
) -> int:
    """Run all checks and write nothing."""
    root = site_folder(site)
    printer = Printer(form, root)
    collect_rarely()
    with printer.refusals():
        report = check_site(Request(root, checked_instant(at), drafts, classification, None, strict, printer.runner(jobs)))
    return printer.report(report, done="Checked {pages} ({files}) in {seconds} s.", failed="Nothing was written.")
