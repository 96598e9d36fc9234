"""`itsite next`: when the site has to be built again, for a scheduler."""

import json
import sys
from typing import Annotated

import typer

from itsite.cli.arguments import AtOption, FormatOption, SiteOption, checked_instant, site_folder
from itsite.cli.formats import Format
from itsite.cli.reporting import Printer, document, remark
from itsite.model.meta import Classification
from itsite.model.report import Report
from itsite.pipeline import Request, prepare


def next_change(
    site: SiteOption = None,
    at: AtOption = None,
    classification: Annotated[Classification, typer.Option("--classification", help="Of the edition of this level.")] = Classification.INTERNAL,
    form: FormatOption = Format.TEXT,
) -> int:
    """Say when the next page appears or expires."""
    root = site_folder(site)
    printer = Printer(form, root)
    with printer.refusals():
        prepared = prepare(Request(root, checked_instant(at), classification=classification, runner=printer.runner()))
    change = prepared.site.next_change if prepared.site else None
    if prepared.failed:
        return printer.report(Report(prepared.problems), done="", failed="The next change is known when they are mended.")
    local = change.astimezone(prepared.site.zone).isoformat() if change and prepared.site else None
    if form is Format.JSON:
        document(json.dumps({"next_change": local}))
    elif local:
        document(local)
    else:
        remark(sys.stderr, "Nothing is scheduled.")
    return 0
