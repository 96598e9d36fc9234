"""The search: an index of the finished pages for each language, which browsers search in by themselves."""

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from itsite.model.card import Badge, Card, ContactDetails, Link
from itsite.model.channel import Channel, Planned, Planning
from itsite.model.document import Texts
from itsite.model.output import Bundle, page_path
from itsite.model.problem import Location, warning
from itsite.model.site import Entry, Site
from itsite.search.documents import Searchable, document, searched_texts
from itsite.search.options import INDEX, SECTION, SearchOptions, has_engine
from itsite.search.vocabulary import Vocabulary
from itsite.search.words import HiddenWords, plain_text, words_of
from itsite.views.addresses import local
from itsite.views.body import body_of, own_words
from itsite.views.cards import Around, kicker, summary
from itsite.views.labels import labels_of


def _shown(value: object) -> Iterator[str]:
    """The texts in the details of a page; what it shows of other pages is theirs."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Link):
        yield value.title
    elif isinstance(value, ContactDetails):
        yield from (value.name, value.mail, value.phone)
    elif isinstance(value, tuple):
        for item in value:
            yield from _shown(item)
    elif dataclasses.is_dataclass(value) and not isinstance(value, Card | Badge):
        for field in dataclasses.fields(value):
            yield from _shown(getattr(value, field.name))


def _facts(site: Site, entry: Entry) -> tuple[str, ...]:
    """What stands around the text of a page."""
    meta, around = entry.page.meta, Around(site, entry)
    own = (meta.extra.get(name) for name in ("mail", "phone", "room"))
    details = _shown(site.kinds[entry.kind].details(meta, around))
    found = (*details, *_shown(around.contact("owner")), *meta.authors, *(str(value) for value in own if isinstance(value, str | int)))
    return tuple(dict.fromkeys(text for text in found if text))


def _labels(site: Site, entry: Entry) -> tuple[str, ...]:
    meta = entry.page.meta
    audiences = (term.label for term in site.audiences.get(entry.lang, ()) if term.slug in meta.audiences)
    return tuple(dict.fromkeys(text for text in (kicker(site, entry), *meta.tags, *audiences) if text))


def _group(site: Site, entry: Entry, others: str) -> str:
    """The heading under which a page is listed: the folder that it lies in, or `others`."""
    folder = site.folders.get((entry.page.key.rpartition("/")[0], entry.lang))
    return folder.title if folder and folder.path else others


def _searchable(site: Site, entry: Entry, others: str) -> Searchable:
    page, date = entry.page, local(site, entry.page.date)
    return Searchable(
        body_of(site, entry), page.lang, page.title, summary(entry), _group(site, entry, others), date.date().isoformat() if date else "",
        _labels(site, entry), _facts(site, entry),
    )  # fmt: skip


def _view(site: Site, others: Mapping[str, str]) -> tuple[Searchable, ...]:
    return tuple(_searchable(site, entry, others[entry.lang]) for entry in sorted(site.entries, key=lambda entry: entry.url))


def _documents(lang: str, pages: Sequence[Searchable], texts: Texts) -> tuple[Iterator[tuple[str, str]], bytes]:
    """The pages of one language as the engine reads them, by path and made when they are asked for, and the words that stand in them."""
    markups = [own_words(texts[page.body.path], page.body) for page in pages]
    plain = [plain_text(markup) for markup in markups]
    vocabulary = Vocabulary()
    for page, text in zip(pages, plain, strict=True):
        vocabulary.add(words_of(searched_texts(page, text)))
    hidden = HiddenWords(lang, vocabulary.known)
    found = ((page_path(page.body.url), document(page, markup, text, hidden)) for page, markup, text in zip(pages, markups, plain, strict=True))
    return found, vocabulary.file()


def gather(pages: tuple[Searchable, ...], texts: Texts) -> Mapping[str, bytes]:
    """The index, and the words of each language."""
    # What talks to another program takes its time to load, and most builds after the first make no index.
    from itsite.search.engine import index_files  # noqa: PLC0415

    by_language: dict[str, list[Searchable]] = {}
    for page in pages:
        by_language.setdefault(page.lang, []).append(page)
    made = {lang: _documents(lang, inside, texts) for lang, inside in sorted(by_language.items())}
    return {**index_files([documents for documents, _ in made.values()]), **{f"words.{lang}.txt": words for lang, (_, words) in made.items()}}


def plan(planning: Planning) -> Planned:
    """One folder, where a search is wanted and can be had."""
    site = planning.site
    if not planning.options.enabled or not site.entries:
        return Planned(())
    if not has_engine():
        said = "the site wants a search, and its libraries are not installed: pages have no search field"
        return Planned((), (warning(Location("site.yaml", 1, 1), "SE001", said, "install itsite[search], or take search: out of site.yaml"),))
    paths = tuple(entry.page.path for entry in sorted(site.entries, key=lambda entry: entry.url))
    others = {lang: labels_of(planning.theme.strings[lang])["pages"] for lang in site.languages_with_pages}
    return Planned((), bundles=(Bundle(INDEX, partial(_view, site, others), paths, "search"),))


CHANNEL = Channel("search", plan, section=SECTION, options=SearchOptions, rank=65, gather=gather)
