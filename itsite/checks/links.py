"""Finished pages: every address inside the site exists, every fragment too, and nothing is asked of another host."""

import posixpath
import urllib.parse
from collections.abc import Iterator

from itsite.model.check import Build, Check
from itsite.model.facts import HtmlFacts
from itsite.model.output import page_path
from itsite.model.problem import Location, Problem, Severity


def _target(page: HtmlFacts, address: str, base_path: str) -> tuple[str, str] | None:
    """The output and the fragment that an address means; None for other sites."""
    parts = urllib.parse.urlsplit(address)
    if parts.scheme or parts.netloc:
        return None
    path = urllib.parse.unquote(parts.path)
    if not path:
        return page.path, urllib.parse.unquote(parts.fragment)
    if path.startswith("/"):
        joined = path.removeprefix(base_path)
    else:
        joined = posixpath.normpath(posixpath.join(posixpath.dirname(page.path), path))
        joined = ("" if joined == "." else joined) + ("/" if path.endswith("/") and joined != "." else "")
    return page_path(joined), urllib.parse.unquote(parts.fragment)


def find(build: Build) -> Iterator[Problem]:
    """An error for each address that leads nowhere, and for each that a browser would fetch from another host."""
    for facts in build.pages.values():
        for address in dict.fromkeys(facts.asked_elsewhere):
            yield Problem(Location("build/" + facts.path), "LK007", f'"{address}" is asked of another host', "copy the file into the theme")
        for address in dict.fromkeys(facts.addresses):
            found = _target(facts, address, build.site.config.base_path)
            if found is None:
                continue
            path, fragment = found
            at = Location("build/" + facts.path)
            if path not in build.paths:
                yield Problem(at, "LK001", f'"{address}" leads to nothing', "see the template or the text that makes it")
            elif fragment and path in build.pages and fragment not in build.pages[path].ids and fragment != "top":
                yield Problem(at, "LK002", f'"{address}" names an anchor that is not there', "see the template or the text that makes it")


CHECK = Check("links", find, severity=Severity.ERROR, needs_pages=True)
