"""Options that several commands share."""

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer
from pydantic import TypeAdapter, ValidationError

from itsite.cli.formats import Format
from itsite.cli.instants import WrongInstantError, instant
from itsite.model.config import BaseUrl
from itsite.places import nearest_site

SiteOption = Annotated[
    Path | None, typer.Option("--site", readable=False, help="Folder of the site; else this one or the nearest above with a site.yaml.", show_default=False)
]
FormatOption = Annotated[Format, typer.Option("--format", help="How problems and results are printed.")]
OutOption = Annotated[str | None, typer.Option("--out", metavar="DIR", help="Output folder; else build/ in the site.", show_default=False)]
AtOption = Annotated[str | None, typer.Option("--at", help="As of this instant (ISO 8601) instead of now.", show_default=False)]
DraftsOption = Annotated[bool, typer.Option("--drafts", help="Show drafts too.")]
StrictOption = Annotated[bool, typer.Option("--strict", help="Take warnings as errors.")]
JobsOption = Annotated[int | None, typer.Option("--jobs", min=1, help="Processes to work in; else one for each core.", show_default=False)]
UrlOption = Annotated[str | None, typer.Option("--base-url", help="Address of the site instead of the one in site.yaml.", show_default=False)]


def site_folder(given: Path | None) -> Path:
    """The folder of the site. Raises a usage error when there is none."""
    if given is not None:
        if not (given / "site.yaml").is_file():
            raise typer.BadParameter(f"there is no site.yaml in {given}", param_hint="--site")
        return given
    found = nearest_site(Path.cwd())
    if found is None:
        raise typer.BadParameter("there is no site.yaml in this folder or above it; say where the site is, or make one: itsite new DIR", param_hint="--site")
    return found


def output_folder(root: Path, given: str | None) -> Path:
    """The folder that is built into. Raises a usage error for a name that says nothing."""
    if given is not None and not given.strip():
        raise typer.BadParameter("name a folder", param_hint="--out")
    return Path(given) if given is not None else root / "build"


def checked_instant(text: str | None) -> dt.datetime:
    """The instant asked for (see `instant`). Raises a usage error."""
    try:
        return instant(text)
    except WrongInstantError as error:
        raise typer.BadParameter(str(error), param_hint=error.where) from None


def checked_url(url: str | None) -> str | None:
    """The base URL in the form of site.yaml. Raises a usage error."""
    if url is None:
        return None
    try:
        return TypeAdapter(BaseUrl).validate_python(url)
    except ValidationError:
        from itsite.delivery.written import shown_lines  # noqa: PLC0415 - a mistake is rare

        shown = shown_lines([url])[0]
        raise typer.BadParameter(f'"{shown}" is not the absolute address of a site; write https://it.example.org/', param_hint="--base-url") from None
