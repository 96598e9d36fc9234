"""`itsite theme lint`: templates against what they can see."""

import typer

from itsite.cli.arguments import FormatOption, SiteOption, site_folder
from itsite.cli.formats import Format
from itsite.cli.reporting import Printer
from itsite.linting import lint_theme
from itsite.model.report import Report

theme_app = typer.Typer(help="Work on a theme.", no_args_is_help=True)


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
