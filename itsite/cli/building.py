"""A build as it was asked for: with its cache, and with what it says."""

from dataclasses import replace

from itsite.cli.garbage import collect_rarely
from itsite.cli.instants import instant
from itsite.cli.outcome import built
from itsite.cli.plain import BuildCommand
from itsite.cli.reporting import Printer
from itsite.cli.unchanged import Look
from itsite.engine.cache import with_cache
from itsite.engine.file_store import FileStore
from itsite.engine.shelf import Shelf
from itsite.engine.store import Store
from itsite.model.meta import Classification
from itsite.model.report import Report
from itsite.pipeline import Request, target_of
from itsite.pipeline import build as build_site
from itsite.places import cache_folder, program_salt, shelf_folder
from itsite.theme.favicons import missing_icons
from itsite.verification import check_against_clean


def run_build(command: BuildCommand, seen: Look | None) -> int:
    """Builds, prints, and returns the exit code; what `seen` saw is remembered for the next time. Raises RefusedError."""
    printer = Printer(command.form, command.root)
    collect_rarely()
    level = Classification(command.classification)
    request = Request(command.root, instant(command.at), command.drafts, level, command.url, command.strict, printer.runner(command.jobs))

    def work(store: Store) -> Report:
        shelf = Shelf(shelf_folder(command.root)) if isinstance(store, FileStore) else None
        report = build_site(replace(request, store=store, shelf=shelf), command.out)
        if seen:
            seen.remember(store, report, command.out, command.form)
        return report

    with printer.refusals():
        target_of(command.root, command.out)
        report, note = (build_site(request, command.out), "") if command.no_cache else with_cache(cache_folder(command.root), program_salt(), work)
        printer.note(note)
        if command.verify and not report.failed:
            check_against_clean(request, command.out)
    if not report.failed:
        printer.note(missing_icons())
    return built(printer, report, command.out)
