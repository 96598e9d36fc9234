"""Every file of the site, planned by the channels in their order; no two for one path."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from itsite.channels import all_channels
from itsite.model.channel import Planning
from itsite.model.output import Output
from itsite.model.problem import Location, Problem
from itsite.model.site import Site
from itsite.theme.theme import Theme


@dataclass(frozen=True)
class Plan:
    """All outputs, sorted by path."""

    outputs: tuple[Output, ...]


def channel_sections() -> Mapping[str, Any]:
    """The section of site.yaml and the options of each channel that has any."""
    return {channel.section: channel.options for channel in all_channels() if channel.section}


def _folders_of(path: str) -> Iterator[str]:
    while path := path.rpartition("/")[0]:
        yield path


def _collisions(outputs: list[Output]) -> list[Problem]:
    """Two outputs for one file, also where a file system sees no case; a folder where a file stands."""
    problems = []
    taken: dict[str, Output] = {}
    folders = {folder: output for output in reversed(outputs) for folder in _folders_of(output.path.casefold())}
    for output in outputs:
        folded = output.path.casefold()
        other = taken.setdefault(folded, output)
        if other is output:
            other = folders.get(folded, output)
        if other is not output:
            at = Location(output.origin, 1, 1) if output.origin.startswith("content/") else Location("site.yaml", 1, 1)
            problems.append(Problem(at, "UR004", f'"{output.path}" is wanted by {other.origin} and by {output.origin}', "rename one of them"))
    return problems


def plan(site: Site, theme: Theme) -> tuple[Plan, tuple[Problem, ...]]:
    """What will be in build/, and what stands in its way."""
    outputs: list[Output] = []
    problems: list[Problem] = []
    for channel in all_channels():
        options = site.config.section(channel.section) if channel.section else channel.options()
        planned = channel.plan(Planning(site, theme, options, tuple(outputs)))
        outputs += planned.outputs
        problems += planned.problems
    problems += _collisions(outputs)
    return Plan(tuple(sorted(outputs, key=lambda output: output.path))), tuple(problems)
