"""`itsite theme`: checking a theme, starting one, replacing files of another, looking at all of it."""

import shlex
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from itsite.cli.arguments import FormatOption, SiteOption, site_folder
from itsite.cli.asking import asked
from itsite.cli.comparison import show
from itsite.cli.formats import Format
from itsite.cli.reporting import Printer, remark, visible
from itsite.linting import lint_theme
from itsite.model.config import SiteConfig
from itsite.model.report import Report
from itsite.places import checked_out
from itsite.plan import channel_sections
from itsite.read.config_file import load_config

theme_app = typer.Typer(help="Work on a theme.", no_args_is_help=True)
ThemeOption = Annotated[str | None, typer.Option("--theme", metavar="NAME", help="Another theme of the site than the one in site.yaml.", show_default=False)]


class DiffFormat(StrEnum):
    """How a comparison is printed."""

    TEXT = "text"
    JSON = "json"


@theme_app.callback()
def theme() -> None:
    """Work on a theme."""


@theme_app.command()
def lint(site: SiteOption = None, form: FormatOption = Format.TEXT) -> int:
    """Check every template of the site's theme against its view."""
    root = site_folder(site)
    printer = Printer(form, root)
    with printer.refusals():
        problems = lint_theme(root)
    return printer.report(Report(problems), done="The templates fit their views.", failed="Mend the templates.")


def _config(root: Path, printer: Printer) -> SiteConfig | None:
    """The configuration; None, with its problems said, when it cannot be read."""
    file = load_config(root, channel_sections())
    if file.config is None:
        printer.report(Report(file.problems), done="", failed="Mend site.yaml first.")
    return file.config


@theme_app.command()
def new(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Name of the theme and of its folder below themes/, such as acme.")],
    colour: Annotated[list[str] | None, typer.Option(help="Brand colour in any form of CSS, such as #0F5257; again for an accent.", show_default=False)] = None,
    site: SiteOption = None,
) -> int:
    """Start a theme of your own on top of base."""
    from itsite.workshop.new_theme import mistakes, new_theme  # noqa: PLC0415 - loaded by the command that needs it

    root = site_folder(site)
    colours = tuple(colour or (asked("Brand colour", None, "#24507a"),))
    if wrong := mistakes(name, colours):
        raise typer.BadParameter(wrong)
    config = _config(root, Printer(Format.TEXT, root))
    if config is None:
        return 1
    folder = new_theme(root, name, colours, config)
    told = "" if config.theme == name else f"To use it, write into site.yaml: theme: {name}\n"
    where = "" if site is None else f" --site {shlex.quote(str(site))}"
    remark(
        sys.stdout,
        f"{folder} is there. Begin with tokens.yaml in it; README.md says what the other files are for.\n{told}See all of it: itsite theme specimen{where}",
    )
    return 0


@theme_app.command()
def specimen(
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Folder for it; must be its own.")] = Path("specimen"),
    site: SiteOption = None,
    form: FormatOption = Format.TEXT,
) -> int:
    """Show every token, component and state of the site's theme on one page, by day and in the dark."""
    from itsite.workshop.specimen import build_specimen  # noqa: PLC0415 - loaded by the command that needs it

    root = site_folder(site)
    printer = Printer(form, root)
    with printer.refusals():
        report = build_specimen(root, checked_out(root, out))
    where = visible(str(out)).replace("{", "{{").replace("}", "}}")
    return printer.report(report, done=f"The specimen is there: open {where}/specimen/index.html", failed="There is no specimen.")


@theme_app.command()
def override(
    path: Annotated[str, typer.Argument(metavar="PATH", help="Template such as parts/footer.html, or a file such as assets/css/cards.css.")],
    seen: Annotated[bool, typer.Option("--seen", help="Copy nothing: your file is up to date with the one that it replaces.")] = False,  # noqa: FBT002
    theme: ThemeOption = None,
    site: SiteOption = None,
) -> int:
    """Copy a file of base into your theme, to change it there."""
    from itsite.workshop.copies import override as copied  # noqa: PLC0415 - loaded by the command that needs it

    root = site_folder(site)
    config = _config(root, Printer(Format.TEXT, root))
    if config is None:
        return 1
    target = copied(root, theme or config.theme, path, seen=seen)
    told = "is up to date: remembered." if seen else "is there. Change it; itsite theme diff says when the original has changed."
    remark(sys.stdout, f"{target} {told}")
    return 0


@theme_app.command()
def diff(
    theme: ThemeOption = None,
    site: SiteOption = None,
    form: Annotated[DiffFormat, typer.Option("--format", help="How the comparison is printed.")] = DiffFormat.TEXT,
) -> int:
    """Show what has changed in base since your theme has replaced it. Ends with 1 when something has fallen behind."""
    from itsite.workshop.copies import compared  # noqa: PLC0415 - loaded by the command that needs it

    root = site_folder(site)
    printer = Printer(Format(form.value), root)
    config = _config(root, printer)
    if config is None:
        return 1
    with printer.refusals():
        comparison, problems = compared(root, theme or config.theme)
    if comparison is None:
        return printer.report(Report(problems), done="", failed="Mend the theme first.")
    return show(comparison, as_json=form is DiffFormat.JSON)
