"""All that a build reads, and digests of it by which an unchanged site is known again."""

import datetime as dt
import importlib
import stat
from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from zoneinfo import ZoneInfo

from itsite.channels import all_channels
from itsite.engine.digest import digest
from itsite.engine.keeping import Keeping, keep, renewed
from itsite.engine.runner import Runner
from itsite.engine.stamps import is_settled, stamp_of
from itsite.engine.store import Store, StoredMapping
from itsite.kinds import all_kinds
from itsite.model.config import SiteConfig
from itsite.model.edition import Edition
from itsite.model.problem import Problem
from itsite.model.source import Inventory
from itsite.places import bundled, program_salt, theme_places
from itsite.plan import channel_sections
from itsite.read.config_file import ConfigFile, load_config
from itsite.read.discover import MAX_PAGE_BYTES, discover
from itsite.read.page import ReadOptions
from itsite.read.step import ReadStep, kept_reading
from itsite.theme.closures import Closures
from itsite.theme.precompiled import Codes, precompiled
from itsite.theme.theme import Theme, load_theme

TEMPLATES = "templates"


@dataclass(frozen=True)
class Sources:
    """Configuration, theme, files and pages as they were found; `theme` is None when there is none.

    `problems` are those of configuration, files and theme; those of pages are kept with them.
    """

    file: ConfigFile
    config: SiteConfig
    edition: Edition
    inventory: Inventory
    theme: Theme | None
    step: ReadStep
    keeping: Keeping
    problems: tuple[Problem, ...]

    @property
    def zone(self) -> ZoneInfo:
        """The time zone of the site."""
        return ZoneInfo(self.config.time_zone)

    @cached_property
    def closures(self) -> Closures:
        """What the templates depend on; nothing where there is no theme."""
        return Closures(self.theme)

    @cached_property
    def facts(self) -> bytes:
        """A digest of all but the pages: configuration, edition without its instant, other files, theme without its templates."""
        seen_ns, assets = self.inventory.seen_ns, self.inventory.assets
        files = sorted((path, file.stamp) for path, file in assets.items())
        # A file that may still change unnoticed makes these facts the only ones of their kind.
        moment = 0 if all(is_settled(file.stamp, seen_ns) for file in assets.values()) else seen_ns
        shape = (self.config, self.file.marks, self.edition.drafts, self.edition.classification, files, moment, sorted(self.inventory.refused))
        return digest(repr(shape).encode("utf-8", "surrogatepass"), self.closures.frame)

    @cached_property
    def outline(self) -> bytes:
        """A digest of what the pages show each other: two with the same differ in the words of texts at most."""
        return digest(*(part for name, held in self.keeping.held.items() for part in (name.encode("utf-8", "surrogatepass"), held.outline)))


def read_sources(root: Path, edition: Edition, url: str | None, store: Store, runner: Runner) -> Sources | tuple[Problem, ...]:
    """Everything of a site; only problems when its configuration cannot be understood. An `at` without offset is on the clock of the site.

    Raises RefusedError, DamagedError.
    """
    file = load_config(root, channel_sections())
    config = file.config
    if config is None:
        return file.problems
    if url:
        config = config.model_copy(update={"url": url})
    zone = ZoneInfo(config.time_zone)
    at = edition.at if edition.at.tzinfo else edition.at.replace(tzinfo=zone)
    kinds = all_kinds()
    inventory, problems = discover(root, kinds, config.languages)
    codes = Codes(precompiled(bundled() / "themes", program_salt()), StoredMapping(store, TEMPLATES))
    theme, problems_of_theme = load_theme(config, theme_places(root), file.marks, codes, inventory.assets)
    step = ReadStep(ReadOptions(kinds, zone, config.languages, typography=config.typography))

    def get_ready() -> None:
        """Loads what pages are made with: done here it is done once for all processes, and while others read."""
        for channel in all_channels():
            for module in channel.loads:
                importlib.import_module(module)
        if theme:
            theme.get_ready()

    keeping = keep(store, runner, step, inventory.sources, looked_at_ns=inventory.seen_ns, meanwhile=get_ready)
    found = (*file.problems, *problems, *problems_of_theme)
    return Sources(file, config, Edition(at, edition.classification, edition.drafts), inventory, theme, step, keeping, found)


def reworded(sources: Sources, paths: Collection[str], at: dt.datetime) -> Sources | None:
    """The sources after the files of some pages have changed and nothing else; None when one of them shows other pages something else.

    Raises RefusedError, DamagedError.
    """
    known = {source.path: source for source in sources.inventory.sources if source.path in paths}
    items = []
    for path in paths:
        source = known.get(path)
        status = source.file.lstat() if source and source.file.exists() else None
        if source is None or status is None or not stat.S_ISREG(status.st_mode) or status.st_size > MAX_PAGE_BYTES:
            return None
        items.append(replace(source, stamp=stamp_of(status)))
    keeping = renewed(sources.keeping, sources.step, items)
    if any(keeping.held[path].outline != sources.keeping.held[path].outline or kept_reading(keeping, path).problems for path in paths):
        return None
    return replace(sources, keeping=keeping, edition=replace(sources.edition, at=at))


def is_due(edition: Edition, since: dt.datetime, until: dt.datetime | None) -> bool:
    """True when something may have changed with time alone: the edition's instant is not in the span for which an older answer holds."""
    return not (since <= edition.at and (until is None or edition.at < until))
