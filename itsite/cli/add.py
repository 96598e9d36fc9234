"""`itsite add`: a new content file in the right place."""

import datetime as dt
import sys
from typing import Annotated

import typer

from itsite.cli.arguments import SiteOption, site_folder
from itsite.cli.reporting import remark
from itsite.kinds import all_kinds
from itsite.scaffold import NewPage, add_page, is_one_line


def add(
    kind: Annotated[str, typer.Argument(help="page, service, news, newsletter, mission or vision.")],
    title: Annotated[str, typer.Argument(help="Title of the page, in quotes.")],
    site: SiteOption = None,
    lang: Annotated[str | None, typer.Option("--lang", help="Language of the page; else the site's first.", show_default=False)] = None,
    folder: Annotated[str, typer.Option("--folder", help="Folder below content/ for a plain page.", show_default=False)] = "",
) -> int:
    """Start a new page with the fields of its kind; it is a draft until you say so."""
    kinds = all_kinds()
    if kind not in kinds:
        raise typer.BadParameter(f'there is no kind "{kind}"; known are: {", ".join(kinds)}', param_hint="KIND")
    if not is_one_line(title):
        raise typer.BadParameter("write a title of visible characters in one line", param_hint="TITLE")
    root = site_folder(site)
    file = add_page(root, kinds[kind], NewPage(title, lang, folder, dt.datetime.now(dt.UTC).astimezone().date()))
    remark(sys.stdout, f"{file.relative_to(root)} is there, as a draft. Write, then take the line draft: true away.")
    return 0
