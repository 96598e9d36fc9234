"""What feedgen writes, each form once: the heads of feeds, and items of RSS with so many names. Texts are put into it afterwards.

It takes 45 µs for an item and half a millisecond for a head, ten times as long as putting in the texts.
"""

import datetime as dt
from email.utils import format_datetime
from functools import lru_cache
from xml.sax.saxutils import escape

from itsite.model.feeds import FILES
from itsite.views.feed_archive import EPOCH

ATOM = "http://www.w3.org/2005/Atom"
CONTENT = "http://purl.org/rss/1.0/modules/content/"
DC = "http://purl.org/dc/elements/1.1/"


def in_attribute(text: str) -> str:
    """A text as it stands between the quotation marks of an attribute."""
    return escape(text, {'"': "&quot;"})


def in_cdata(text: str) -> str:
    """A text as it stands in a CDATA section: HTML takes less room there than escaped, and less time."""
    return f"<![CDATA[{text.replace(']]>', ']]]]><![CDATA[>')}]]>"


def rss_date(instant: dt.datetime) -> str:
    """An instant as RSS writes it."""
    return format_datetime(instant)


@lru_cache
def atom_head() -> str:
    """A feed of Atom without entries, with a name in braces for each text."""
    # feedgen takes long to load, and most builds after the first write no feed.
    from feedgen.feed import FeedGenerator  # noqa: PLC0415

    generator = FeedGenerator()
    generator.id("{id}")
    generator.title("{title}")
    generator.subtitle("{subtitle}")
    generator.language("{lang}")
    generator.author({"name": "{author}"})
    generator.generator("itsite")
    generator.link(href="{url}", rel="self", type=FILES["atom"][1])
    generator.link(href="{home}", rel="alternate", type="text/html")
    generator.updated(EPOCH)
    return bytes(generator.atom_str(pretty=True)).decode().replace(EPOCH.isoformat(), "{updated}")


@lru_cache
def rss_head() -> str:
    """A feed of RSS without items, with a name in braces for each text."""
    from feedgen.feed import FeedGenerator  # noqa: PLC0415

    generator = FeedGenerator()
    generator.load_extension("dc", atom=False, rss=True)
    generator.title("{title}")
    generator.description("{description}")
    generator.language("{lang}")
    generator.generator("itsite")
    # The last link becomes that of the channel.
    generator.link(href="{url}", rel="self", type=FILES["rss"][1])
    generator.link(href="{home}", rel="alternate")
    generator.lastBuildDate(EPOCH)
    return bytes(generator.rss_str(pretty=True)).decode().replace(rss_date(EPOCH), "{updated}")


@lru_cache
def rss_item(categories: int, authors: int, *, is_full: bool) -> str:
    """An item of RSS with a name in braces for each text, and a number for each category and then for each author."""
    from feedgen.entry import FeedEntry  # noqa: PLC0415
    from feedgen.ext.dc import DcEntryExtension  # noqa: PLC0415
    from lxml import etree  # noqa: PLC0415

    entry = FeedEntry()
    entry.title("{title}")
    entry.link(href="{link}")
    entry.guid("{guid}", permalink=False)
    entry.description("{description}")
    if is_full:
        entry.content("{content}", type="CDATA")
    entry.pubDate(EPOCH)
    for n in range(categories):
        entry.category(term=f"{{{n}}}")
    if authors:
        entry.register_extension("dc", DcEntryExtension, atom=False)
        entry.dc.dc_creator([f"{{{categories + n}}}" for n in range(authors)])
    # Within its feed an element names its namespaces by prefix; alone it would declare them.
    feed = etree.Element("rss", nsmap={"atom": ATOM, "content": CONTENT, "dc": DC})
    etree.SubElement(feed, "channel").append(entry.rss_entry())
    whole: str = etree.tostring(feed, encoding="unicode", pretty_print=True)
    found = whole[whole.index("<item>") : whole.rindex("</item>")] + "</item>"
    return found.replace(rss_date(EPOCH), "{date}").replace("<![CDATA[{content}]]>", "{content}")
