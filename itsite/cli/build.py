"""`itsite build`: the whole site into its folder."""

import gc
from pathlib import Path
from typing import Annotated

import typer
from pydantic import TypeAdapter, ValidationError

from itsite.cli.arguments import AtOption, DraftsOption, Format, FormatOption, SiteOption, StrictOption, UrlOption, instant, site_folder
from itsite.cli.reporting import Printer, visible
from itsite.model.config import BaseUrl
from itsite.model.meta import Classification
from itsite.pipeline import Request
from itsite.pipeline import build as build_site

# Conversion makes many short-lived trees: the collector would walk all finished pages again and again.
COLLECT_AFTER = 1_000_000


def checked_url(url: str | None) -> str | None:
    """The base URL in the form of site.yaml. Raises a usage error."""
    if url is None:
        return None
    try:
        return TypeAdapter(BaseUrl).validate_python(url)
    except ValidationError:
        raise typer.BadParameter(f'"{url}" is not the absolute address of a site; write https://it.example.org/', param_hint="--base-url") from None


def build(  # noqa: PLR0913 - one parameter an option
    site: SiteOption = None,
    out: Annotated[str | None, typer.Option("--out", metavar="DIR", help="Output folder; else build/ in the site.", show_default=False)] = None,
    at: AtOption = None,
    drafts: DraftsOption = False,  # noqa: FBT002
    classification: Annotated[Classification, typer.Option("--classification", help="Show pages of this level and more open ones.")] = Classification.INTERNAL,
    base_url: UrlOption = None,
    jobs: Annotated[int, typer.Option("--jobs", min=1, help="Processes to work in; this version works in one, whatever the number.")] = 1,  # noqa: ARG001
    no_cache: Annotated[bool, typer.Option("--no-cache", help="Build everything anew; this version keeps no cache yet.")] = False,  # noqa: ARG001, FBT002
    strict: StrictOption = False,  # noqa: FBT002
    form: FormatOption = Format.TEXT,
) -> int:
    """Build the site into build/."""
    if out is not None and not out.strip():
        raise typer.BadParameter("name a folder", param_hint="--out")
    root = site_folder(site)
    printer = Printer(form, root)
    gc.set_threshold(COLLECT_AFTER, 20, 100)
    target = Path(out) if out is not None else root / "build"
    request = Request(root, instant(at), drafts, classification, checked_url(base_url), strict, printer.runner())
    with printer.refusals():
        report = build_site(request, target)
    where = visible(str(target)).replace("{", "{{").replace("}", "}}")
    return printer.report(report, done=f"Built {{pages}} ({{files}}) into {where} in {{seconds}} s.", failed=f"Nothing was built; {where} is as it was.")
