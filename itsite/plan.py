"""Every file of the site, planned by the channels in their order; no two for one path."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from itsite.channels import all_channels
from itsite.model.channel import Planning, nowhere_else
from itsite.model.output import Bundle, Output
from itsite.model.problem import Location, Problem
from itsite.model.site import Site
from itsite.theme.theme import Theme


@dataclass(frozen=True)
class Plan:
    """All outputs, sorted by path, and the folders of files that are made together."""

    outputs: tuple[Output, ...]
    bundles: tuple[Bundle, ...] = ()


def channel_sections() -> Mapping[str, Any]:
    """The section of site.yaml and the options of each channel that has any."""
    return {channel.section: channel.options for channel in all_channels() if channel.section}


def _folders_of(path: str) -> Iterator[str]:
    while path := path.rpartition("/")[0]:
        yield path


def _collisions(outputs: Sequence[Output], bundles: Sequence[Bundle] = ()) -> list[Problem]:
    """Two outputs for one file, also where a file system sees no case; a folder where a file stands; a file in the folder of a bundle."""
    problems = []
    taken: dict[str, Output] = {}
    folders = {folder: output for output in reversed(outputs) for folder in _folders_of(output.path.casefold())}
    for output in outputs:
        folded = output.path.casefold()
        other = taken.setdefault(folded, output)
        if other is output:
            other = folders.get(folded, output)
        wanted_by = other.origin if other is not output else next((b.channel for b in bundles if f"{folded}/".startswith(f"{b.path}/")), None)
        if wanted_by is not None:
            at = Location(output.origin, 1, 1) if output.origin.startswith("content/") else Location("site.yaml", 1, 1)
            problems.append(Problem(at, "UR004", f'"{output.path}" is wanted by {wanted_by} and by {output.origin}', "rename one of them"))
    return problems


def plan(site: Site, theme: Theme, at: Callable[..., Location] = nowhere_else) -> tuple[Plan, tuple[Problem, ...]]:
    """What will be in build/, and what stands in its way; `at` tells where a value stands in site.yaml."""
    outputs: list[Output] = []
    problems: list[Problem] = []
    bundles: list[Bundle] = []
    for channel in all_channels():
        options = site.config.section(channel.section) if channel.section else channel.options()
        planned = channel.plan(Planning(site, theme, options, tuple(outputs), at))
        outputs += planned.outputs
        problems += planned.problems
        bundles += planned.bundles
    problems += _collisions(outputs, bundles)
    return Plan(tuple(sorted(outputs, key=lambda output: output.path)), tuple(bundles)), tuple(problems)
