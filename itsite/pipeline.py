"""The stages of a build, top to bottom: whoever reads this knows the program."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from itsite.calendars.published import published_events
from itsite.checks import all_checks, run_checks, unknown_checks
from itsite.engine.publish import Staging, refuse_foreign, staging
from itsite.engine.runner import Direct, Runner
from itsite.engine.shelf import Shelf
from itsite.engine.standing import standing_digest, standing_files
from itsite.engine.store import MemoryStore, Store
from itsite.incremental.bundles import bundled
from itsite.incremental.making import MakeStep, Making
from itsite.incremental.record import Record, keep_recipe, load_record, out_name, save_record
from itsite.incremental.repetition import repeated
from itsite.inspection import InspectStep
from itsite.kinds import all_kinds
from itsite.link.files import wanted_files
from itsite.link.schedule import shown_and_hidden, valid_until
from itsite.link.site import Linkable, link
from itsite.model.check import Build
from itsite.model.document import Texts
from itsite.model.edition import Edition
from itsite.model.manifest import is_ours
from itsite.model.meta import Classification
from itsite.model.output import Converted, Output
from itsite.model.page import Page
from itsite.model.problem import Problem, Severity, in_order
from itsite.model.report import Report
from itsite.model.site import Site
from itsite.pictures.making import shelf_name
from itsite.pictures.support import possible
from itsite.places import checked_out, work_folder
from itsite.plan import Plan, plan
from itsite.read.files import fingerprinted
from itsite.read.published_feed import published_items
from itsite.read.step import StoredTexts, kept_readings
from itsite.render import RenderStep
from itsite.sources import Sources, is_due, read_sources, reworded
from itsite.theme.theme import Theme


@dataclass(frozen=True)
class Request:
    """What is asked for: the site folder and the edition.

    An `at` without an offset is in the site's time zone; `url` replaces the one in site.yaml; `strict` makes warnings errors.
    What is read is kept in `store`, and only what has changed is read again; files made of pictures are kept on `shelf`.
    """

    root: Path
    at: dt.datetime
    drafts: bool = False
    classification: Classification = Classification.INTERNAL
    url: str | None = None
    strict: bool = False
    runner: Runner = field(default_factory=Direct)
    store: Store = field(default_factory=MemoryStore)
    shelf: Shelf | None = None

    @property
    def edition(self) -> Edition:
        """Which pages are asked for; its instant may lack an offset."""
        return Edition(self.at, self.classification, self.drafts)


@dataclass(frozen=True)
class Prepared:
    """All stages before the first page is rendered. Without a site or a theme there is nothing more to do.

    `pages` are all that could be read, hidden ones too; `valid_until` is when time alone makes something else of the same sources.
    """

    site: Site | None
    theme: Theme | None
    plan: Plan
    problems: tuple[Problem, ...]
    texts: Texts = field(default_factory=dict)
    sources: Sources | None = None
    pages: tuple[Page, ...] = ()
    valid_until: dt.datetime | None = None

    @property
    def failed(self) -> bool:
        """True when nothing may be rendered."""
        return self.site is None or self.theme is None or any(problem.is_error for problem in self.problems)

    @cached_property
    def paths(self) -> frozenset[str]:
        """The paths of all outputs."""
        return frozenset(output.path for output in self.plan.outputs)


def _weighed(problems: Iterable[Problem], *, strict: bool) -> tuple[Problem, ...]:
    return in_order(replace(p, severity=Severity.ERROR) for p in problems) if strict else in_order(problems)


def _nothing(problems: Iterable[Problem], *, strict: bool) -> Prepared:
    return Prepared(None, None, Plan(()), _weighed(problems, strict=strict))


def _linked(sources: Sources, runner: Runner) -> tuple[Site, tuple[Page, ...], tuple[Problem, ...]]:
    """The pages that were read, linked."""
    config, inventory = sources.config, sources.inventory
    found: list[Problem] = []
    pages = []
    unread = set(inventory.refused)
    for path, reading in kept_readings(sources.keeping):
        found += reading.problems
        if reading.page:
            pages.append(reading.page)
        else:
            unread.add(path)
    shown, hidden = shown_and_hidden(pages, sources.edition, config.classification)
    wanted = wanted_files(shown, inventory.assets)
    assets, problems = fingerprinted(wanted.files, inventory, sources.keeping.store, runner)
    found += problems
    pictures, problems = possible(config.pictures, (assets[file.path] for file in wanted.shown))
    found += problems
    linkable = Linkable(pages, shown, hidden, frozenset(unread), assets, frozenset(inventory.assets), sources.file, wanted, pictures)
    site, problems = link(linkable, config, all_kinds(), sources.edition, sources.zone)
    return site, tuple(pages), (*found, *problems)


def _prepared(sources: Sources, runner: Runner, out: Path | None, *, strict: bool, is_build: bool = False) -> Prepared:
    """Links, plans and checks what was read, for a build by the checks of builds only. `out` is looked at for what subscribers know already."""
    config, theme = sources.config, sources.theme
    site, pages, problems = _linked(sources, runner)
    found = [*sources.problems, *problems]
    planned = Plan(())
    if theme:
        planned, problems_of_plan = plan(site, theme, sources.file.at)
        found += problems_of_plan
    texts = StoredTexts(sources.keeping)
    until = valid_until(pages, sources.edition, config.classification, sources.zone)
    prepared = Prepared(site, theme, planned, (), texts, sources, pages, until)
    published = tuple(item for lang in config.languages for item in published_items(out / site.home_url(lang), lang)) if out else ()
    known = tuple(event for lang in config.languages for event in published_events(out / site.home_url(lang) / "events.ics", lang)) if out else ()
    found += unknown_checks(config.checks, sources.file)
    found += run_checks([check for check in all_checks() if check.in_builds or not is_build], Build(site, prepared.paths, {}, published, known), config.checks)
    return replace(prepared, problems=_weighed(found, strict=strict))


def prepare(request: Request, out: Path | None = None) -> Prepared:
    """Reads, links and plans; nothing is rendered, nothing written. Raises RefusedError, DamagedError."""
    sources = read_sources(request.root, request.edition, request.url, request.store, request.runner)
    if not isinstance(sources, Sources):
        return _nothing(sources, strict=request.strict)
    return _prepared(sources, request.runner, out, strict=request.strict)


def prepare_again(before: Prepared, pages: Collection[str], at: dt.datetime) -> Prepared | None:
    """The same site after the files of some pages have changed; None when more has changed than their words.

    Raises RefusedError, DamagedError.
    """
    sources = before.sources
    if sources is None or before.failed or is_due(replace(sources.edition, at=at), sources.edition.at, before.valid_until):
        return None
    if any(problem.at.path.removeprefix("content/") in pages for problem in before.problems):
        return None
    renewed = reworded(sources, pages, at)
    return replace(before, sources=renewed, texts=StoredTexts(renewed.keeping)) if renewed else None


def _report(prepared: Prepared, problems: tuple[Problem, ...], *, rendered: int = 0, reused: int = 0) -> Report:
    site = prepared.site
    pages, change = (len(site.entries), site.next_change) if site else (0, None)
    return Report(problems, len(prepared.plan.outputs), rendered, reused, pages, change, prepared.valid_until)


def target_of(root: Path, out: Path) -> Path:
    """The output folder as an absolute path, before anything is written. Raises RefusedError when it is not for a build to replace."""
    target = checked_out(root, out)
    refuse_foreign(target, is_ours)
    return target


def build(request: Request, out: Path) -> Report:
    """Builds the site into `out`, or leaves `out` as it is. Raises RefusedError when the machine refuses, DamagedError when the store does."""
    target = checked_out(request.root, out)
    sources = read_sources(request.root, request.edition, request.url, request.store, request.runner)
    if not isinstance(sources, Sources):
        return _report(_nothing(sources, strict=request.strict), _weighed(sources, strict=request.strict))
    name, work = out_name(request.root, target), work_folder(request.root, target)
    before = load_record(request.store, name)
    if before and (said := repeated(sources, before, name, target, work, strict=request.strict)):
        return said
    prepared = _prepared(sources, request.runner, target, strict=request.strict, is_build=True)
    if prepared.failed:
        return _report(prepared, prepared.problems)
    with staging(target, work, is_ours) as stage:
        return _published(request, prepared, before, stage, name)


def _published(request: Request, prepared: Prepared, before: Record | None, stage: Staging, name: str) -> Report:
    """Every output put into the stage as soon as it is finished, and the stage in the place of the old site."""
    sources, theme = prepared.sources, prepared.theme
    if sources is None or theme is None:
        return _report(prepared, prepared.problems)
    standing = standing_files(Path(stage.out)) if before else {}
    step = MakeStep(RenderStep(theme, prepared.texts, request.shelf), sources, stage, name, before, standing)
    makings: list[Making] = []
    for making in request.runner.map(step, sorted(prepared.plan.outputs, key=_texts_of)):
        if making.recipe is not None:
            keep_recipe(request.store, step.name, making.path, making.recipe)
        makings.append(making._replace(recipe=None))
    failures = {making.problem for making in makings if making.problem}
    if failures:
        return _report(prepared, in_order((*prepared.problems, *failures)))
    bundles = {bundle.path: bundled(bundle, sources, prepared.texts, stage, before, standing) for bundle in prepared.plan.bundles}
    makings += [making for made in bundles.values() for making in made.makings]
    stage.commit()
    new = sum(making.is_new for making in makings)
    report = replace(_report(prepared, prepared.problems, rendered=new, reused=len(makings) - new), made=sum(making.is_made for making in makings))
    report = replace(report, outputs=len(makings))
    record = Record(
        facts=sources.facts,
        outline=sources.outline,
        at=sources.edition.at,
        valid_until=prepared.valid_until,
        templates=sources.closures.sources,
        outputs={making.path: making.record for making in makings if making.record},
        problems=prepared.problems,
        pages=report.pages,
        next_change=report.next_change,
        reasons={making.path: reason for making in makings if (reason := _reason(making, sources, before))},
        bundles={path: made.record for path, made in bundles.items()},
    )
    report = replace(report, standing=standing_digest({path: made.standing for path, made in record.outputs.items()}))
    gone = frozenset(before.outputs) - prepared.paths if before else frozenset()
    save_record(request.store, step.name, record, gone)
    if request.shelf:
        request.shelf.keep(request.store, step.name, {shelf_name(o.content) for o in prepared.plan.outputs if isinstance(o.content, Converted)})
    return report


def _texts_of(output: Output) -> tuple[str, ...]:
    """Brings those together that show the same texts, so that a text is fetched once for its page and for the archive of a feed."""
    return output.texts[:1]


def _reason(making: Making, sources: Sources, before: Record | None) -> tuple[dt.datetime, tuple[str, ...]] | None:
    """When and why an output was made anew last."""
    if making.is_new:
        return sources.edition.at, making.reasons
    return before.reasons.get(making.path) if before else None


def check(request: Request) -> Report:
    """Everything that a build does but the writing, and a look at every finished page."""
    prepared = prepare(request, request.root / "build")
    if prepared.failed or prepared.site is None or prepared.theme is None:
        return _report(prepared, prepared.problems)
    step = InspectStep(RenderStep(prepared.theme, prepared.texts, request.shelf))
    results = list(request.runner.map(step, prepared.plan.outputs))
    found = [*prepared.problems, *(result for result in results if isinstance(result, Problem))]
    pages = {facts.path: facts for facts in results if facts and not isinstance(facts, Problem)}
    checks = [check for check in all_checks() if check.needs_pages]
    found += run_checks(checks, Build(prepared.site, prepared.paths, pages), prepared.site.config.checks)
    return _report(prepared, _weighed(found, strict=request.strict))
