"""`itsite build`: the whole site into its folder."""

import gc
from dataclasses import replace
from typing import Annotated

import typer
from pydantic import TypeAdapter, ValidationError

from itsite.cli.arguments import (
    AtOption,
    DraftsOption,
    FormatOption,
    JobsOption,
    OutOption,
    SiteOption,
    StrictOption,
    UrlOption,
    instant,
    output_folder,
    site_folder,
)
from itsite.cli.formats import Format
from itsite.cli.outcome import built
from itsite.cli.reporting import Printer
from itsite.cli.unchanged import Look
from itsite.engine.cache import with_cache
from itsite.engine.store import Store
from itsite.model.config import BaseUrl
from itsite.model.meta import Classification
from itsite.model.report import Report
from itsite.pipeline import Request, target_of
from itsite.pipeline import build as build_site
from itsite.places import cache_folder, program_salt
from itsite.verification import check_against_clean

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
    context: typer.Context,
    site: SiteOption = None,
    out: OutOption = None,
    at: AtOption = None,
    drafts: DraftsOption = False,  # noqa: FBT002
    classification: Annotated[Classification, typer.Option("--classification", help="Show pages of this level and more open ones.")] = Classification.INTERNAL,
    base_url: UrlOption = None,
    jobs: JobsOption = None,
    no_cache: Annotated[bool, typer.Option("--no-cache", help="Make everything anew, and keep nothing for the next time.")] = False,  # noqa: FBT002
    verify: Annotated[bool, typer.Option("--verify", help="Then make everything anew without the cache, and compare every byte.")] = False,  # noqa: FBT002
    strict: StrictOption = False,  # noqa: FBT002
    form: FormatOption = Format.TEXT,
) -> int:
    """Build the site into build/."""
    root = site_folder(site)
    target = output_folder(root, out)
    printer = Printer(form, root)
    gc.set_threshold(COLLECT_AFTER, 20, 100)
    request = Request(root, instant(at), drafts, classification, checked_url(base_url), strict, printer.runner(jobs))
    seen = context.obj if isinstance(context.obj, Look) else None

    def work(store: Store) -> Report:
        report = build_site(replace(request, store=store), target)
        if seen:
            seen.remember(store, report, target, form)
        return report

    with printer.refusals():
        target_of(root, target)
        report, note = (build_site(request, target), "") if no_cache else with_cache(cache_folder(root), program_salt(), work)
        printer.note(note)
        if verify and not report.failed:
            check_against_clean(request, target)
    return built(printer, report, target)
