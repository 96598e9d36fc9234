"""The interface of a channel: one outlet, which plans its files from the linked site."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from itsite.model.document import Texts
from itsite.model.meta import Written
from itsite.model.output import Bundle, Output
from itsite.model.problem import Location, Problem
from itsite.model.site import Site


class WritingFailedError(Exception):
    """A channel could not write one of its files; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        """`problem` names the file that is to be mended."""
        super().__init__(problem.message)
        self.problem = problem


def nowhere_else(*_path: str | int) -> Location:
    """The beginning of site.yaml, where nothing more is known."""
    return Location("site.yaml")


class NoOptions(Written):
    """A channel that is told nothing in site.yaml."""


@dataclass(frozen=True)
class Planning:
    """What a channel may look at: the site, the theme, its own options, and what earlier channels planned.

    `theme` is the loaded theme; channels use its assets and ask whether it has a template. `at` tells where a value stands in site.yaml.
    """

    site: Site
    theme: Any
    options: Any
    earlier: Sequence[Output] = ()
    at: Callable[..., Location] = nowhere_else


@dataclass(frozen=True)
class Planned:
    """What a channel wants in build/, and what it noticed."""

    outputs: tuple[Output, ...]
    problems: tuple[Problem, ...] = ()
    bundles: tuple[Bundle, ...] = ()


@dataclass(frozen=True)
class Channel:
    """An outlet: one value in one file of itsite/channels/.

    `section` is its key in site.yaml (None when it has no options); channels plan in the order of `rank`. `loads` names modules
    that take long to load and that its files are made with. `write` makes the bytes of its Composed outputs of their view and texts, `gather` the files of
    its Bundles by their names in the folder.
    """

    name: str
    plan: Callable[[Planning], Planned]
    section: str | None = None
    options: type[BaseModel] = NoOptions
    rank: int = 50
    loads: tuple[str, ...] = ()
    write: Callable[[Any, Texts], bytes] | None = None
    gather: Callable[[Any, Texts], Mapping[str, bytes]] | None = None


def outputs(found: Iterable[Output]) -> Planned:
    """A plan without problems."""
    return Planned(tuple(found))
