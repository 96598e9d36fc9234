"""An issue as the two texts of a mail: HTML for those who see, words for those who read."""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from itsite.link.urls import url_part
from itsite.mailing.letter import Letter
from itsite.mailing.pictures import Attached, Pictures, Way
from itsite.mailing.plain import WIDTH, Plain, underlined, wrapped
from itsite.mailing.prepared import Ready, level_of
from itsite.mailing.styles import dressed
from itsite.mailing.tree import Piece, parsed, written
from itsite.model.card import ContactDetails
from itsite.model.mail import MailOptions
from itsite.model.problem import Location, Problem
from itsite.model.site import Entry
from itsite.read.locales import direction_of
from itsite.theme.filters import date_text
from itsite.theme.theme import TemplateFailedError
from itsite.views.addresses import absolute, local
from itsite.views.body import body_of, feed_body
from itsite.views.cards import Around, card, foreign
from itsite.views.frame import Surround, surround_of
from itsite.views.shapes import MailItem, MailView

TEMPLATE = "mail/newsletter.html"
SHEET, BESIDE = 600, 176
# Gmail hides what comes after 102 kB, and with it the line by which one unsubscribes.
MAX_HTML = 100_000
# What a mail has around its letter and its items.
FRAME = 14_000


@dataclass(frozen=True)
class Issue:
    """An issue in one language, ready for its envelope."""

    entry: Entry
    view: MailView
    html: str
    text: str
    attached: tuple[Attached, ...]


def _contact(surround: Surround, entry: Entry) -> ContactDetails | None:
    return Around(surround.site, entry).contact("owner") or surround.contact


def _items(ready: Ready, entry: Entry, pictures: Pictures) -> Iterator[MailItem]:
    site = ready.site
    seen: set[str] = set()
    for one in site.references.get((entry.url, "items"), ()):
        shown, image = card(site, one), site.images.get(one.url)
        name = f"item-{url_part(shown.title) or len(seen)}"
        name += f"-{len(seen)}" if name in seen else ""
        seen.add(name)
        picture = pictures.of(image, "", BESIDE) if image else None
        yield MailItem(name, shown.title, shown.kicker, shown.summary, absolute(site, one.url), foreign(one, entry.lang), shown.badges, picture)


def _archive(surround: Surround, entry: Entry) -> str:
    folder = surround.site.folders.get((entry.page.key.rpartition("/")[0], entry.lang))
    return absolute(surround.site, folder.url if folder else surround.site.home_url(entry.lang))


def _view(ready: Ready, entry: Entry, pictures: Pictures, letter: Markup) -> MailView:
    site, meta = ready.site, entry.page.meta
    surround = surround_of(site, entry.lang, ready.theme.words(entry.lang))
    image = site.images.get(entry.url)
    options: MailOptions = ready.options
    return MailView(
        lang=entry.lang,
        direction=direction_of(entry.lang),
        site=surround.view,
        logo=pictures.logo(""),
        title=entry.page.title,
        summary=meta.summary,
        preheader=getattr(meta, "preheader", "") or meta.summary,
        issue=getattr(meta, "issue", None) or "",
        date=local(site, entry.page.date),
        authors=meta.authors,
        picture=pictures.of(image, meta.image_alt, SHEET) if image else None,
        letter=letter,
        items=tuple(_items(ready, entry, pictures)),
        contact=_contact(surround, entry),
        url=absolute(site, entry.url),
        archive=_archive(surround, entry),
        subscribe=absolute(site, site.home_url(entry.lang) + "subscribe/"),
        goodbye=options.goodbye,
        classification=level_of(ready, entry).value,
    )


def _too_long(entry: Entry, view: MailView, size: int) -> Problem:
    said = f"the mail has {size // 1000} kB of HTML, and Gmail hides what comes after {MAX_HTML // 1000}"
    letter = len(view.letter.encode())
    if letter > MAX_HTML // 2:
        return Problem(Location(f"content/{entry.page.path}"), "ML001", said, "shorten the text: put parts of it into news, and name these in items:")
    fit = len(view.items) * (MAX_HTML - letter - FRAME) // (size - letter - FRAME)
    field = "items" if ("items",) in entry.page.marks else "collect"
    return Problem(entry.page.at(field), "ML001", said, f"name fewer than {len(view.items)} news: about {fit} fit")


def issue_of(ready: Ready, entry: Entry, way: Way | None = None) -> tuple[Issue | None, tuple[Problem, ...]]:
    """The mail of an issue in the language of `entry`, and what is wrong with it; without `way`, pictures come as site.yaml says."""
    theme = ready.theme
    pictures = Pictures(ready, way or ready.options.pictures, ready.domain)
    words = theme.words(entry.lang)
    url = absolute(ready.site, entry.url)
    body = parsed(feed_body(ready.prepared.texts[entry.page.path], body_of(ready.site, entry), ready.site.config.url, words))
    letter = Letter(pictures.of_address, url, words["mail_film"]).pieces(body)
    view = _view(ready, entry, pictures, Markup(written(letter).strip()))  # noqa: S704 - sanitised when it was read
    try:
        html = dressed(theme.render(TEMPLATE, view, entry.lang), theme, view.direction)
    except TemplateFailedError as error:
        return None, (error.problem,)
    problems = list(pictures.problems)
    if (size := len(html.encode())) > MAX_HTML:
        problems.append(_too_long(entry, view, size))
    return Issue(entry, view, html, _text(ready, view, body), tuple(pictures.attached.values())), tuple(problems)


def _masthead(ready: Ready, view: MailView) -> str:
    words = ready.theme.words(view.lang)
    number = f"{words['newsletter']} {view.issue}".strip()
    parts = (view.site.wordmark, number, date_text(view.date.date(), "long", view.lang) if view.date else "")
    return wrapped(" · ".join(part for part in parts if part))


def _item_texts(ready: Ready, view: MailView, plain: Plain) -> Iterator[str]:
    words = ready.theme.words(view.lang)
    for number, item in enumerate(view.items, 1):
        badges = ", ".join(words.get(f"badge_{badge.name}", badge.name) for badge in item.badges)
        about = " · ".join(part for part in (item.kicker, badges) if part)
        title = underlined(wrapped(item.title, WIDTH, f"{number}. "))
        body = (about, wrapped(item.summary) if item.summary else "", f"{words['mail_read_on']} {plain.note(item.url)}")
        yield "\n" + title + "\n" + "\n".join(part for part in body if part)


def _foot(ready: Ready, view: MailView, plain: Plain) -> Iterator[str]:
    words = ready.theme.words(view.lang)
    person = view.contact
    if person and (person.name or person.mail or person.phone):
        phone = f"{words['phone']} {person.phone}" if person.phone else ""
        yield "\n".join(part for part in (words["contact"], person.name, person.mail, phone) if part)
    yield f"{words['mail_in_browser']}: {plain.note(view.url)}"
    yield wrapped(words["mail_why"].replace("{name}", view.site.name))
    goodbye = f"{words['mail_unsubscribe']}: {view.goodbye}" if view.goodbye else ""
    ways = (goodbye, f"{words['subscribe']}: {plain.note(view.subscribe)}", f"{words['mail_archive']}: {plain.note(view.archive)}")
    yield "\n".join(part for part in ways if part)
    yield wrapped(words[f"classification_{view.classification}"])
    yield wrapped(", ".join(part for part in (view.site.name, view.site.organisation) if part))


def _text(ready: Ready, view: MailView, body: tuple[Piece, ...]) -> str:
    words = ready.theme.words(view.lang)
    plain = Plain(words["mail_film"], view.url)
    parts = [_masthead(ready, view), underlined(view.title, "="), wrapped(view.summary)]
    if len(view.items) > 1:
        parts.append("\n".join([underlined(words["in_this_issue"]), *(wrapped(item.title, WIDTH, f"{n}. ") for n, item in enumerate(view.items, 1))]))
    parts += [plain.blocks(body), *_item_texts(ready, view, plain), "* * *", *_foot(ready, view, plain)]
    if plain.links:
        parts.append(f"{words['mail_links']}\n{plain.sources()}")
    return "\n\n".join(part for part in parts if part.strip()) + "\n"
