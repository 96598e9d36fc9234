"""The interface of a check: a look at the linked site or at the finished pages that finds problems."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from itsite.model.facts import HtmlFacts
from itsite.model.problem import Problem, Severity
from itsite.model.site import Site


@dataclass(frozen=True, slots=True)
class PublishedItem:
    """What subscribers of a language's feed know since the last build; `date` is aware."""

    lang: str
    guid: str
    title: str
    url: str
    date: dt.datetime


@dataclass(frozen=True, slots=True)
class PublishedEvent:
    """What subscribers of a language's calendar know since the last build; times as the calendar writes them."""

    lang: str
    uid: str
    start: str
    end: str
    status: str
    place: str
    sequence: int


@dataclass(frozen=True)
class Build:
    """What a check may look at; `pages` are the facts of every HTML output by its path, empty while building.

    `published` are the items of the feeds that this build will replace, `calendars` the entries of the calendars.
    """

    site: Site
    paths: frozenset[str]
    pages: Mapping[str, HtmlFacts]
    published: tuple[PublishedItem, ...] = ()
    calendars: tuple[PublishedEvent, ...] = ()


@dataclass(frozen=True)
class Check:
    """A check: one value in one file of itsite/checks/. `name` is its key under `checks:` in site.yaml.

    One that is not `in_builds` is made by `itsite check` and in the preview: what it finds is no reason to look at a build.
    """

    name: str
    run: Callable[[Build], Iterable[Problem]]
    severity: Severity = Severity.WARNING
    needs_pages: bool = False
    in_builds: bool = True
