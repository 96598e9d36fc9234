"""The stages of a build, top to bottom: whoever reads this knows the program."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from zoneinfo import ZoneInfo

from itsite.checks import all_checks, run_checks, unknown_checks
from itsite.engine.publish import Staging, staging
from itsite.engine.runner import Direct, Runner
from itsite.inspection import inspect
from itsite.kinds import all_kinds
from itsite.link.files import wanted_files
from itsite.link.schedule import shown_and_hidden
from itsite.link.site import Linkable, link
from itsite.model.check import Build
from itsite.model.config import SiteConfig
from itsite.model.document import Texts
from itsite.model.edition import Edition
from itsite.model.facts import HtmlFacts
from itsite.model.manifest import is_ours
from itsite.model.meta import Classification
from itsite.model.output import Blob
from itsite.model.page import Reading
from itsite.model.problem import Problem, Severity, in_order
from itsite.model.site import Site
from itsite.model.source import Inventory, SourceFile
from itsite.places import checked_out, theme_places, work_folder
from itsite.plan import Plan, channel_sections, plan
from itsite.read.config_file import ConfigFile, load_config
from itsite.read.discover import discover, fingerprinted, load
from itsite.read.page import ReadOptions, read_page
from itsite.read.published_feed import published_items
from itsite.render import RenderStep
from itsite.theme.lint import lint
from itsite.theme.theme import Theme, load_theme
from itsite.views.registry import views, views_of_own


@dataclass(frozen=True)
class Request:
    """What is asked for: the site folder and the edition.

    An `at` without an offset is in the site's time zone; `url` replaces the one in site.yaml; `strict` makes warnings errors.
    """

    root: Path
    at: dt.datetime
    drafts: bool = False
    classification: Classification = Classification.INTERNAL
    url: str | None = None
    strict: bool = False
    runner: Runner = field(default_factory=Direct)


@dataclass(frozen=True)
class Report:
    """What came of it, ready to be said: problems in order, and counts."""

    problems: tuple[Problem, ...] = ()
    outputs: int = 0
    rendered: int = 0
    reused: int = 0
    pages: int = 0
    next_change: dt.datetime | None = None

    @property
    def failed(self) -> bool:
        """True when there is an error among the problems."""
        return any(problem.is_error for problem in self.problems)


@dataclass(frozen=True)
class Prepared:
    """All stages before the first page is rendered. Without a config or a theme there is nothing more to do."""

    site: Site | None
    theme: Theme | None
    plan: Plan
    problems: tuple[Problem, ...]
    texts: Texts = field(default_factory=dict)

    @property
    def pages(self) -> int:
        """How many pages the edition shows."""
        return len(self.site.entries) if self.site else 0

    @property
    def failed(self) -> bool:
        """True when nothing may be rendered."""
        return self.site is None or self.theme is None or any(problem.is_error for problem in self.problems)


def _weighed(problems: tuple[Problem, ...], *, strict: bool) -> tuple[Problem, ...]:
    return in_order(replace(p, severity=Severity.ERROR) for p in problems) if strict else in_order(problems)


def _readings(inventory: Inventory, config: SiteConfig, runner: Runner) -> Iterator[tuple[SourceFile, Reading]]:
    options = ReadOptions(all_kinds(), ZoneInfo(config.time_zone), config.languages)

    def step(source: SourceFile) -> Reading:
        return read_page(source, load(source), options)

    return zip(inventory.sources, runner.map(step, inventory.sources), strict=True)


def _link(request: Request, file: ConfigFile, config: SiteConfig) -> tuple[Site, Texts, tuple[Problem, ...]]:
    kinds = all_kinds()
    zone = ZoneInfo(config.time_zone)
    edition = Edition(request.at if request.at.tzinfo else request.at.replace(tzinfo=zone), request.classification, request.drafts)
    inventory, problems = discover(request.root, kinds, config.languages)
    found: list[Problem] = [*problems]
    pages = []
    texts = {}
    unread = set(inventory.refused)
    for source, reading in _readings(inventory, config, request.runner):
        found += reading.problems
        if reading.page:
            pages.append(reading.page)
            texts[reading.page.path] = reading.text
        else:
            unread.add(source.path)
    shown, _ = shown_and_hidden(pages, edition, config.classification)
    assets, problems = fingerprinted(wanted_files(shown, inventory.assets))
    found += problems
    linkable = Linkable(pages, frozenset(unread), assets, frozenset(inventory.assets), file)
    site, problems = link(linkable, config, kinds, edition, zone)
    return site, texts, (*found, *problems)


def prepare(request: Request, out: Path | None = None) -> Prepared:
    """Reads, links and plans; nothing is rendered, nothing written. `out` is looked at for what subscribers know already."""
    file = load_config(request.root, channel_sections())
    config = file.config
    if config is None:
        return Prepared(None, None, Plan(()), _weighed(file.problems, strict=request.strict))
    if request.url:
        config = config.model_copy(update={"url": request.url})
    site, texts, problems = _link(request, file, config)
    theme, problems_of_theme = load_theme(config, theme_places(request.root), file.marks)
    found = [*file.problems, *problems, *problems_of_theme]
    planned = Plan(())
    if theme:
        planned, problems_of_plan = plan(site, theme)
        found += problems_of_plan
    paths = frozenset(output.path for output in planned.outputs)
    published = tuple(item for lang in config.languages for item in published_items(out / site.home_url(lang) / "feed.xml", lang)) if out else ()
    found += unknown_checks(config.checks, file)
    found += run_checks(all_checks(), Build(site, paths, {}, published), config.checks)
    return Prepared(site, theme, planned, _weighed(tuple(found), strict=request.strict), texts)


def _report(prepared: Prepared, problems: tuple[Problem, ...], *, rendered: int = 0, reused: int = 0) -> Report:
    change = prepared.site.next_change if prepared.site else None
    return Report(problems, len(prepared.plan.outputs), rendered, reused, prepared.pages, change)


def _render(prepared: Prepared, runner: Runner, stage: Staging | None) -> Iterator[Blob | Problem]:
    """Every output, put into the stage as soon as it is finished."""
    if prepared.theme is None:
        return
    for result in runner.map(RenderStep(prepared.theme, prepared.texts), prepared.plan.outputs):
        if isinstance(result, Blob) and stage is not None:
            stage.put(result.path, result.data)
        yield result


def build(request: Request, out: Path) -> Report:
    """Builds the site into `out`, or leaves `out` as it is. Raises RefusedError when the machine refuses."""
    target = checked_out(request.root, out)
    prepared = prepare(request, target)
    if prepared.failed:
        return _report(prepared, prepared.problems)
    with staging(target, work_folder(request.root, target), is_ours) as stage:
        failures = {result for result in _render(prepared, request.runner, stage) if isinstance(result, Problem)}
        if failures:
            return _report(prepared, in_order((*prepared.problems, *failures)))
        written = stage.commit()
    return _report(prepared, prepared.problems, rendered=written.new, reused=written.kept)


def check(request: Request) -> Report:
    """Everything that a build does but the writing, and a look at every finished page."""
    prepared = prepare(request, request.root / "build")
    if prepared.failed or prepared.site is None:
        return _report(prepared, prepared.problems)
    pages: dict[str, HtmlFacts] = {}
    found = list(prepared.problems)
    for result in _render(prepared, request.runner, None):
        if isinstance(result, Problem):
            found.append(result)
        elif result.path.endswith(".html") and isinstance(result.data, bytes):
            pages[result.path] = inspect(result.path, result.data)
    paths = frozenset(output.path for output in prepared.plan.outputs)
    checks = [check for check in all_checks() if check.needs_pages]
    found += run_checks(checks, Build(prepared.site, paths, pages), prepared.site.config.checks)
    return _report(prepared, _weighed(tuple(found), strict=request.strict))


def lint_theme(root: Path) -> tuple[Problem, ...]:
    """What is wrong with the templates of the site's theme."""
    file = load_config(root, channel_sections())
    if file.config is None:
        return in_order(file.problems)
    theme, problems = load_theme(file.config, theme_places(root), file.marks)
    return in_order((*problems, *(lint(theme, (*views(), *views_of_own(theme.templates))) if theme else ())))
