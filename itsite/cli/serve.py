"""`itsite serve`: the live preview."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from itsite.cli.arguments import AtOption, SiteOption, checked_instant, site_folder
from itsite.cli.formats import Format
from itsite.cli.garbage import collect_rarely
from itsite.cli.reporting import Printer, remark, visible
from itsite.engine.cache import cache
from itsite.engine.file_store import FileStore
from itsite.engine.shelf import Shelf
from itsite.engine.workers import Workers, cores
from itsite.model.meta import Classification
from itsite.model.problem import Problem
from itsite.model.report import Report
from itsite.pipeline import Request
from itsite.places import cache_folder, program_salt, shelf_folder
from itsite.serve.editor import DEFAULT_EDITOR, Editor, EditorTemplateError


class _Screen:
    """Lines for the person at the terminal."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def say(self, line: str) -> None:
        """What goes well, on standard output."""
        remark(sys.stdout, visible(line))

    def warn(self, line: str) -> None:
        """What a person should know, on standard error."""
        remark(sys.stderr, visible(line))

    def problems(self, problems: tuple[Problem, ...], *, is_shown: bool) -> None:
        """Errors with their source lines, on standard error."""
        left = "The preview goes on with the last good state." if is_shown else "There is nothing to show until this is mended."
        Printer(Format.TEXT, self.root).report(Report(problems), done="", failed=left)


def _editor(template: str) -> Editor:
    try:
        return Editor("" if template == "none" else template)
    except EditorTemplateError as error:
        raise typer.BadParameter(f'"{template}" opens no file: {error}', param_hint="--editor") from None


def serve(  # noqa: PLR0913 - one parameter an option
    site: SiteOption = None,
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="Port to listen on; 0 takes a free one.")] = 8000,
    host: Annotated[str, typer.Option("--host", help="Address to listen on; anything but the default can be reached by others.")] = "127.0.0.1",
    allow_host: Annotated[list[str] | None, typer.Option("--allow-host", metavar="NAME", help="One more name under which a browser may ask.")] = None,
    drafts: Annotated[bool, typer.Option("--drafts/--no-drafts", help="Show drafts.")] = True,  # noqa: FBT002
    at: AtOption = None,
    classification: Annotated[Classification, typer.Option("--classification", help="Show pages of this level and more open ones.")] = Classification.INTERNAL,
    editor: Annotated[
        str, typer.Option("--editor", envvar="ITSITE_EDITOR", metavar="URL", help="Address that opens a source: {file}, {line}, {column}; or none.")
    ] = DEFAULT_EDITOR,
    opens: Annotated[bool, typer.Option("--open", help="Open the site in the browser.")] = False,  # noqa: FBT002
) -> None:
    """Show the site while you write: every change appears by itself."""
    from itsite.serve.session import Settings  # noqa: PLC0415 - no other command has to load a web server
    from itsite.serve.session import serve as serve_site  # noqa: PLC0415 - see above

    root = site_folder(site)
    settings = Settings(host, port, tuple(allow_host or ()), _editor(editor), opens)
    collect_rarely()
    screen = _Screen(root)
    with cache(cache_folder(root), program_salt()) as kept:
        if kept.note:
            screen.warn(f"itsite: {kept.note}")
        shelf = Shelf(shelf_folder(root)) if isinstance(kept.store, FileStore) else None
        request = Request(root, checked_instant(at), drafts, classification, runner=Workers(cores()), store=kept.store, shelf=shelf)
        serve_site(request, settings, screen, follows_clock=at is None, ready=kept.release)
