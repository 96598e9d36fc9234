"""`itsite build`: the whole site into its folder."""

from typing import Annotated

import typer

from itsite.cli.arguments import (
    AtOption,
    DraftsOption,
    FormatOption,
    JobsOption,
    OutOption,
    SiteOption,
    StrictOption,
    UrlOption,
    checked_instant,
    checked_url,
    output_folder,
    site_folder,
)
from itsite.cli.building import run_build
from itsite.cli.formats import Format
from itsite.cli.plain import BuildCommand
from itsite.cli.unchanged import Look
from itsite.model.meta import Classification


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
    checked_instant(at)
    target = output_folder(root, out)
    command = BuildCommand(root, target, at, drafts, classification.value, checked_url(base_url), strict, jobs, no_cache, verify, form)
    return run_build(command, context.obj if isinstance(context.obj, Look) else None)
