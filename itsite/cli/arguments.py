"""Options that several commands share."""

import datetime as dt
import os
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from itsite.model.problem import RefusedError
from itsite.read.config_file import nearest_site


class Format(StrEnum):
    """How problems and results are printed."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    GITHUB = "github"


SiteOption = Annotated[Path | None, typer.Option("--site", help="Folder of the site; else this one or the nearest above with a site.yaml.", show_default=False)]
FormatOption = Annotated[Format, typer.Option("--format", help="How problems and results are printed.")]
AtOption = Annotated[str | None, typer.Option("--at", help="Build as of this instant (ISO 8601) instead of now.", show_default=False)]
DraftsOption = Annotated[bool, typer.Option("--drafts", help="Show drafts too.")]
StrictOption = Annotated[bool, typer.Option("--strict", help="Take warnings as errors.")]
UrlOption = Annotated[str | None, typer.Option("--base-url", help="Address of the site instead of the one in site.yaml.", show_default=False)]


def site_folder(given: Path | None) -> Path:
    """The folder of the site. Raises RefusedError or a usage error when there is none."""
    if given is not None:
        if not (given / "site.yaml").is_file():
            raise typer.BadParameter(f"there is no site.yaml in {given}", param_hint="--site")
        return given
    found = nearest_site(Path.cwd())
    if found is None:
        raise RefusedError("there is no site.yaml in this folder or above it", hint="say where the site is with --site, or make one: itsite new DIR")
    return found


def instant(text: str | None) -> dt.datetime:
    """The instant asked for, naive when it has no offset; else SOURCE_DATE_EPOCH, else now."""
    if text is None:
        epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
        return dt.datetime.fromtimestamp(int(epoch), dt.UTC) if epoch.isdigit() else dt.datetime.now(dt.UTC)
    try:
        return dt.datetime.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f'"{text}" is no instant; write 2026-11-03 or 2026-11-03T09:00', param_hint="--at") from None
