"""`itsite new`: a complete starting site."""

import shlex
import sys
from pathlib import Path
from typing import Annotated

import typer

from itsite.cli.asking import asked
from itsite.cli.reporting import remark
from itsite.scaffold import NewSite, new_site

DEFAULTS = NewSite()


def new(  # noqa: PLR0913 - one parameter an option
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder of the new site; must not exist or be empty.")],
    name: Annotated[str | None, typer.Option(help="Name of the site, such as IT Example.", show_default=False)] = None,
    organisation: Annotated[str | None, typer.Option(help="The company or authority around it.", show_default=False)] = None,
    language: Annotated[str | None, typer.Option(help="en, de, or both: en,de (the first is the default).", show_default=False)] = None,
    colour: Annotated[list[str] | None, typer.Option(help="Brand colour in any form of CSS, such as #0F5257; again for an accent.", show_default=False)] = None,
    url: Annotated[str | None, typer.Option(help="Address of the published site.", show_default=False)] = None,
) -> int:
    """Make a complete starting site in DIR."""
    wish = NewSite(
        name=asked("Name of the site", name, DEFAULTS.name),
        organisation=asked("Company or authority", organisation, DEFAULTS.organisation),
        languages=tuple(part.strip() for part in asked("Languages (en, de or en,de)", language, ",".join(DEFAULTS.languages)).split(",") if part.strip()),
        colours=tuple(colour or (asked("Brand colour", None, DEFAULTS.colours[0]),)),
        url=asked("Address of the published site", url, DEFAULTS.url),
    )
    for problem in wish.mistakes():
        raise typer.BadParameter(problem)
    new_site(folder, wish)
    remark(
        sys.stdout,
        f"{folder} is there. See it while you write: itsite serve --open --site {shlex.quote(str(folder))}\n"
        f"To publish it: itsite build --site {shlex.quote(str(folder))}, then put {shlex.quote(str(folder / 'build'))} on a web server.",
    )
    return 0
