"""Which template sees which view: for the linter and for the theme reference."""

import typing
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from itsite.kinds import all_kinds
from itsite.views.shapes import HomeView, ListView, MailView, NotFoundView, PageView, RedirectView, SearchView, SubscribeView, TermsView

SINGLE = {
    "home.html": HomeView,
    "list.html": ListView,
    "terms.html": TermsView,
    "subscribe.html": SubscribeView,
    "search.html": SearchView,
    "404.html": NotFoundView,
    "redirect.html": RedirectView,
    "mail/newsletter.html": MailView,
}


def views() -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Each template's name with the types of the fields that it sees."""
    for name, view in SINGLE.items():
        yield name, typing.get_type_hints(view)
    seen = set()
    for kind in all_kinds().values():
        if (kind.template, kind.details_type) not in seen:
            seen.add((kind.template, kind.details_type))
            yield kind.template, {**typing.get_type_hints(PageView), "details": kind.details_type}
        if kind.collection and kind.collection.template != "list.html":
            yield kind.collection.template, typing.get_type_hints(ListView)


def views_of_own(templates: Iterable[str]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The templates of a theme that only a page's `template:` names, with what they see: a page of any kind."""
    known = {name for name, _ in views()} | {"layout.html"}
    for name in templates:
        if name not in known and "/" not in name and ":" not in name:
            yield name, typing.get_type_hints(PageView)
