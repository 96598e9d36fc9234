"""What can be followed: all announcements of a language, and those of one tag, for one audience, about one service."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from itsite.link.identities import identity
from itsite.link.ordering import newest_first
from itsite.link.taxonomies import tag_slug
from itsite.model.feeds import FILES, SECTION, About, FeedOptions, FeedOverride, Settled, feed_options, settled
from itsite.model.problem import Location, Problem, warning
from itsite.model.site import Entry, Site
from itsite.read.validation import nearest
from itsite.views.addresses import absolute, href
from itsite.views.shared import FeedLink

NAMES = {"rss": "", "atom": " (Atom)", "json": " (JSON)"}


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed in one language: the page that it belongs to, at `url`, and its announcements, newest first.

    `label` is the name of what it is about, empty for the whole site; `id` stays whatever becomes of names and addresses.
    """

    about: About
    lang: str
    url: str
    label: str
    id: str
    entries: tuple[Entry, ...]
    settled: Settled

    def title(self, site: Site) -> str:
        """What programs call it."""
        name = site.config.name.text(self.lang, site.default_lang)
        return f"{name}: {self.label}" if self.label else name


def _by_tag(options: FeedOptions) -> Mapping[str, FeedOverride]:
    return {tag_slug(tag): override for tag, override in options.tags.items()}


def _by_service(options: FeedOptions) -> Mapping[str, FeedOverride]:
    return {service_key(path): override for path, override in options.services.items()}


def service_key(path: str) -> str:
    """The key of a page by its path from content/."""
    return path.strip("/").removeprefix("content/").removesuffix(".md")


def _services(site: Site, announced: Iterable[Entry]) -> Iterator[tuple[Entry, tuple[Entry, ...]]]:
    """Each page that announcements name in their `services`, with these; pages of other languages have no feed in this one."""
    found: dict[Entry, list[Entry]] = {}
    for entry in announced:
        for service in site.references.get((entry.url, "services"), ()):
            if service.lang == entry.lang:
                found.setdefault(service, []).append(entry)
    for service in sorted(found, key=lambda e: e.url):
        yield service, tuple(found[service])


def _found(site: Site, lang: str) -> Iterator[Feed]:
    options = feed_options(site.config)
    announced = newest_first(e for e in site.entries if e.lang == lang and e.page.is_announced)
    yield Feed("site", lang, site.home_url(lang), "", identity(site.config, "feed", lang), announced, settled(options, "site"))
    tags, services = _by_tag(options), _by_service(options)
    for about, terms, overrides in (("tag", site.tags, tags), ("audience", site.audiences, options.audiences)):
        for term in terms.get(lang, ()):
            inside = tuple(e for e in term.entries if e.page.is_announced)
            known: About = "tag" if about == "tag" else "audience"
            name = identity(site.config, f"feed\n{about}\n{term.slug}", lang)
            yield Feed(known, lang, term.url, term.label, name, inside, settled(options, known, overrides.get(term.slug)))
    for service, inside in _services(site, announced):
        name = identity(site.config, f"feed\nservice\n{service.page.key}", lang)
        yield Feed("service", lang, service.url, service.page.title, name, inside, settled(options, "service", services.get(service.page.key)))


def feeds_of(site: Site, lang: str) -> tuple[Feed, ...]:
    """The feeds of a language that has pages, that of the whole site first. What announces nothing has none, but the whole site."""
    key = ("feeds", lang)
    known: tuple[Feed, ...] | None = site.memo.get(key)
    if known is None:
        known = site.memo[key] = tuple(feed for feed in _found(site, lang) if feed.settled.formats and (feed.entries or feed.about == "site"))
    return known


def mistaken_overrides(site: Site, at: Callable[..., Location]) -> Iterator[Problem]:
    """A warning for each name below `feeds:` that nothing has. An edition that leaves out pages does not know all tags and services."""
    options = feed_options(site.config)
    used = {term.slug: term.slug for terms in site.audiences.values() for term in terms}
    known: list[tuple[str, Mapping[str, str], Mapping[str, FeedOverride]]] = [
        ("audiences", (site.config.audiences and dict.fromkeys(site.config.audiences, "")) or used, options.audiences)
    ]
    if not site.withheld:
        tags = {term.slug: term.label for terms in site.tags.values() for term in terms}
        services = {entry.page.key: f"{entry.page.key}.md" for entry in site.entries}
        known += [("tags", tags, options.tags), ("services", services, options.services)]
    for group, names, overrides in known:
        for name in overrides:
            key = tag_slug(name) if group == "tags" else service_key(name) if group == "services" else name
            if key not in names:
                hint = nearest(name, [shown or key for key, shown in names.items()]) or "correct the name, or take it away"
                yield warning(at(SECTION, group, name), "FD002", f'feeds.{group}: nothing is called "{name}"', hint)


def links_of(site: Site, feed: Feed) -> tuple[FeedLink, ...]:
    """A feed in its formats, RSS first."""
    title = feed.title(site)
    found = ((form, feed.url + FILES[form][0]) for form in feed.settled.formats)
    return tuple(FeedLink(title + NAMES[form], href(path), absolute(site, path), FILES[form][1]) for form, path in found)


def links_at(site: Site, lang: str, url: str) -> tuple[FeedLink, ...]:
    """The feed that belongs to a page, in its formats; empty where there is none."""
    key = ("feed links", lang)
    known: dict[str, tuple[FeedLink, ...]] | None = site.memo.get(key)
    if known is None:
        known = site.memo[key] = {feed.url: links_of(site, feed) for feed in feeds_of(site, lang)}
    return known.get(url, ())
