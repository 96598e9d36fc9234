"""A change of substance reaches subscribers by its day: without one, no program shows the item again."""

from collections.abc import Iterator

from itsite.model.check import Build, Check
from itsite.model.problem import Problem, warning


def find(build: Build) -> Iterator[Problem]:
    """A warning for each announced page that was changed in substance, and does not say when."""
    for entry in build.site.entries:
        page = entry.page
        if page.is_announced and getattr(page.meta, "change", None) == "major" and page.meta.updated is None:
            yield warning(page.at("change"), "FD003", "change: major without the day of the change", "add updated: with that day")


CHECK = Check("changes", find)
