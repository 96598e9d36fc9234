"""feed.css: what a browser shows of a feed, with a word to those who have come upon it by accident."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from itsite.model.channel import Channel, Planned, Planning
from itsite.model.document import Texts
from itsite.model.output import Composed, Output
from itsite.read.locales import direction_of
from itsite.theme.assets import FEED_STYLE
from itsite.theme.tokens import stylesheet
from itsite.views.feeds import STYLE
from itsite.views.followed import feeds_of

WORDS = {"title": "feed_is_a_feed", "text": "feed_copy_address"}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A style sheet, and words that it shows, by the name of their place."""

    css: str
    words: tuple[tuple[str, str], ...]
    direction: str


def _quoted(text: str) -> str:
    """Words as a string of CSS."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + " ".join(escaped.split()) + '"'


def write(view: Sheet, texts: Texts) -> bytes:  # noqa: ARG001 - it shows no text
    """The style sheet. Its address never changes, and so neither do the bytes of feeds when a theme does."""
    words = "".join(f"  --words-{name}: {_quoted(text)};\n" for name, text in view.words)
    return f"{view.css}\n:root {{\n{words}  direction: {view.direction};\n}}\n".encode()


def sheet(planning: Planning, lang: str) -> Sheet:
    """The style sheet for the feeds of a language."""
    theme = planning.theme
    words: Mapping[str, str] = theme.words(lang)
    css = stylesheet(theme.tokens) + theme.assets[FEED_STYLE].data.decode()
    return Sheet(css, tuple((name, words.get(key, "")) for name, key in WORDS.items()), direction_of(lang))


def _outputs(planning: Planning) -> Iterator[Output]:
    site = planning.site
    for lang in site.languages_with_pages:
        if any({"rss", "atom"} & set(feed.settled.formats) for feed in feeds_of(site, lang)):
            yield Output(site.home_url(lang) + STYLE, Composed(partial(sheet, planning, lang), ()), "feed_style", f"style sheet of feeds {lang}")


def plan(planning: Planning) -> Planned:
    """One for each language."""
    return Planned(tuple(_outputs(planning)))


CHANNEL = Channel("feed_style", plan, write=write, rank=24)
