"""The website itself: a page for every page, list, year, tag and audience, in every language."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from pydantic import Field

from itsite.model.channel import Channel, Planned, Planning
from itsite.model.meta import Written
from itsite.model.output import Body, Output, Rendered, page_path
from itsite.model.problem import Problem
from itsite.model.site import Entry, Site
from itsite.read.validation import nearest
from itsite.views.body import body_of
from itsite.views.finding import search_url
from itsite.views.frame import Surround, alternates_of, surround_of
from itsite.views.lists import Listed, folder_lists, list_view, term_lists, terms_view
from itsite.views.pages import home_view, not_found_view, page_view, search_view, translations_of
from itsite.views.subscribing import subscribe_view


class HtmlOptions(Written):
    """The website."""

    per_page: int = Field(20, ge=1, le=500, description="Entries on one page of a list.")


Alternates = tuple[tuple[str, str], ...]


def _page(  # noqa: PLR0913 - one parameter a fact
    url: str, template: str, lang: str, view: partial[Any], origin: str = "", entry: Entry | None = None, body: Body | None = None, also: Alternates = ()
) -> Output:
    modified = (entry.page.meta.updated or entry.page.date) if entry else None
    listed_url = None if entry and entry.original else url
    return Output(page_path(url), Rendered(template, view, lang, body), "html", origin or template, listed_url, modified, also)


def _also(site: Site, translations: Mapping[str, str]) -> Alternates:
    """The languages of a page for machines; nothing where there is one only."""
    if len(translations) < 2:  # noqa: PLR2004
        return ()
    return tuple((alternate.lang, alternate.url) for alternate in alternates_of(site, translations))


def _list_pages(surround: Surround, listed: Listed, template: str) -> Iterator[Output]:
    for number in range(1, listed.pages + 1):
        origin = f"content/{listed.index.page.path}" if listed.index else f"the list {listed.title}"
        body = body_of(surround.site, listed.index) if listed.index and number == 1 else None
        also = _also(surround.site, {surround.lang: listed.url, **(listed.alternates or {})}) if number == 1 else ()
        yield _page(listed.page_url(number), template, surround.lang, partial(list_view, surround, listed, number), origin, body=body, also=also)


def _template(entry: Entry | None, usual: str, planning: Planning, problems: list[Problem]) -> str:
    """The template that the page names, else the usual one."""
    template = entry.page.meta.template if entry else None
    if entry is None or template is None:
        return usual
    if not planning.theme.has_template(template):
        known = [name for name in planning.theme.templates if ":" not in name]
        hint = nearest(template, known) or "name a file below templates/ of the theme"
        problems.append(Problem(entry.page.at("template"), "TH003", f'the theme has no template "{template}"', hint))
    return template


def _language(planning: Planning, lang: str, problems: list[Problem]) -> Iterator[Output]:
    site, options = planning.site, planning.options
    surround = surround_of(site, lang, planning.theme.strings[lang])
    home = site.folders.get(("", lang))
    index = home.index if home else None
    lists = [*folder_lists(surround, options.per_page), *term_lists(surround, options.per_page)]
    introduced = {listed.index for listed in lists} | {index}
    template = _template(index, "home.html", planning, problems)
    origin, body = (f"content/{index.page.path}", body_of(site, index)) if index else ("", None)
    homes = {other: site.home_url(other) for other in site.languages_with_pages}
    yield _page(site.home_url(lang), template, lang, partial(home_view, surround), origin, index, body, _also(site, homes))
    for entry in site.shown:
        if entry.lang == lang and entry not in introduced:
            template = _template(entry, site.kinds[entry.kind].template, planning, problems)
            also = () if entry.original else _also(site, translations_of(site, entry))
            yield _page(entry.url, template, lang, partial(page_view, surround, entry), f"content/{entry.page.path}", entry, body_of(site, entry), also)
    for listed in lists:
        yield from _list_pages(surround, listed, _template(listed.index, listed.template, planning, problems))
    for about, terms in (("tags", site.tags), ("audiences", site.audiences)):
        if terms.get(lang):
            alternates = {other: f"{site.home_url(other)}{about}/" for other in terms}
            view = partial(terms_view, surround, about, terms[lang], alternates)
            yield _page(f"{site.home_url(lang)}{about}/", "terms.html", lang, view, also=_also(site, alternates))
    also = _also(site, {other: f"{site.home_url(other)}subscribe/" for other in homes})
    yield _page(f"{site.home_url(lang)}subscribe/", "subscribe.html", lang, partial(subscribe_view, surround), also=also)
    if surround.search:
        also = _also(site, {other: search_url(site, other) for other in homes})
        yield _page(search_url(site, lang), "search.html", lang, partial(search_view, surround), also=also)


def _without_shadowed(found: list[Output]) -> Iterator[Output]:
    """What a writer wrote stands in place of a page that would be made by itself at the same address."""
    written = {output.path for output in found if output.origin.startswith("content/")}
    seen: set[str] = set()
    for output in found:
        if output.path in seen or (output.path in written and not output.origin.startswith("content/")):
            continue
        seen.add(output.path)
        yield output


def plan(planning: Planning) -> Planned:
    """All pages. A language without any page has no start page, unless it is the default one."""
    site = planning.site
    problems: list[Problem] = []
    found = [output for lang in site.languages_with_pages for output in _language(planning, lang, problems)]
    surround = surround_of(site, site.default_lang, planning.theme.strings[site.default_lang])
    found.append(Output("404.html", Rendered("404.html", partial(not_found_view, surround), site.default_lang), "html", "404.html"))
    return Planned(tuple(_without_shadowed(found)), tuple(problems))


CHANNEL = Channel("html", plan, section="html", options=HtmlOptions, rank=10)
