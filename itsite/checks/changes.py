"""A change of substance reaches subscribers by its day: without one, no program shows the item again."""

from collections.abc import Iterator

from itsite.model.check import Build, Check
from itsite.model.event import EventMeta, EventStatus
from itsite.model.problem import Problem, warning


def find(build: Build) -> Iterator[Problem]:
    """A warning for each announced page or event that was changed in substance, and does not say when."""
    for entry in build.site.entries:
        page = entry.page
        if page.is_announced and getattr(page.meta, "change", None) == "major" and page.meta.updated is None:
            yield warning(page.at("change"), "FD003", "change: major without the day of the change", "add updated: with that day")
        # One that is cancelled is a new revision by that alone.
        if isinstance(page.meta, EventMeta) and page.meta.change_note and page.meta.updated is None and page.meta.status is not EventStatus.CANCELLED:
            yield warning(page.at("change_note"), "FD003", "change_note without the day of the change", "add updated: with that day")


CHECK = Check("changes", find)
