"""What HTML of a writer may stand in a page: an allow list, after Markdown, so that nothing gets round it."""

import re

import nh3

TEXT_TAGS = (
    "a abbr b bdi bdo blockquote br cite code dd del details dfn div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i ins kbd li "
    "mark ol p pre q rp rt ruby s samp section small span strong sub summary sup time u ul var wbr"
)
TABLE_TAGS = "caption col colgroup table tbody td tfoot th thead tr"
MEDIA_TAGS = "audio img source track video"
TAGS = frozenset(f"{TEXT_TAGS} {TABLE_TAGS} {MEDIA_TAGS}".split())
ATTRIBUTES = {
    "*": {"id", "class", "lang", "dir", "title", "role"},
    "a": {"href", "hreflang", "download"},
    "audio": {"src", "controls", "loop", "muted", "preload"},
    "blockquote": {"cite"},
    "col": {"span"},
    "colgroup": {"span"},
    "del": {"datetime"},
    "details": {"open", "name"},
    "img": {"src", "alt", "width", "height", "loading"},
    "ins": {"datetime"},
    "li": {"value"},
    "ol": {"start", "reversed", "type"},
    "q": {"cite"},
    "source": {"src", "type"},
    "td": {"colspan", "rowspan", "headers"},
    "th": {"colspan", "rowspan", "headers", "scope", "abbr"},
    "time": {"datetime"},
    "track": {"src", "srclang", "kind", "label", "default"},
    "video": {"src", "controls", "loop", "muted", "preload", "poster", "width", "height"},
}
SCHEMES = frozenset({"http", "https", "mailto", "tel", "sip"})
DROPPED_WITH_CONTENT = {"script", "style", "template", "noscript", "iframe", "object", "svg", "math", "textarea", "select", "title"}
LIVE_TAG = re.compile(r"<(script|style|iframe|object|embed|form|input|button|select|textarea|svg|math|base|meta|link)\b", re.IGNORECASE)
# It begins with the rarest character: `re` runs past the others without trying.
SCHEME = re.compile(r"""=(?:(?<=href=)|(?<=src=))["']?\s*([a-zA-Z][a-zA-Z0-9+.\-]*):""")

_CLEANER = nh3.Cleaner(
    tags=set(TAGS),
    clean_content_tags=DROPPED_WITH_CONTENT,
    attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
    generic_attribute_prefixes={"aria-"},
    url_schemes=set(SCHEMES),
    link_rel=None,
    strip_comments=True,
)


def sanitised(html: str) -> str:
    """`html` with what the list allows, serialised anew: every attribute in double quotes, no comment."""
    return _CLEANER.clean(html)


def refused_tags(html: str) -> tuple[str, ...]:
    """Tags in unsanitised HTML that will be taken out with what they hold or do, each once, in order."""
    return tuple(dict.fromkeys(tag.lower() for tag in LIVE_TAG.findall(html))) if LIVE_TAG.search(html) else ()


def refused_schemes(html: str) -> tuple[str, ...]:
    """Schemes of links in unsanitised HTML that will be taken out, each once, in order."""
    return tuple(dict.fromkeys(scheme.lower() for scheme in SCHEME.findall(html) if scheme.lower() not in SCHEMES))
