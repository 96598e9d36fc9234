"""Announcements without a summary look poor in lists and feeds."""

from collections.abc import Iterator

from itsite.model.check import Build, Check
from itsite.model.problem import Problem, warning


def find(build: Build) -> Iterator[Problem]:
    """A warning for each announced page that has neither a summary nor a first paragraph."""
    for entry in build.site.entries:
        page = entry.page
        if page.is_announced and not page.meta.summary and not page.document.lead:
            yield warning(page.at("title"), "CT002", "an announcement without a summary and without text", "add summary: one sentence")


CHECK = Check("summaries", find)
