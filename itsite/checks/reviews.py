"""Pages whose day of review has passed."""

from collections.abc import Iterator

from itsite.model.check import Build, Check
from itsite.model.problem import Problem, warning


def find(build: Build) -> Iterator[Problem]:
    """A warning for each page with `review_by` in the past of the edition."""
    today = build.site.edition.at.astimezone(build.site.zone).date()
    for entry in build.site.entries:
        meta = entry.page.meta
        if meta.review_by and meta.review_by < today:
            who = f", owner: {meta.owner}" if meta.owner else ""
            yield warning(entry.page.at("review_by"), "CT001", f"the page was to be read again by {meta.review_by}{who}", "read it, then set the next day")


CHECK = Check("reviews", find)
