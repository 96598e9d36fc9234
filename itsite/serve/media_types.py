"""The media types of a site's files, the same on every machine."""

import mimetypes

from itsite.model.feeds import FILES, OPML, OPML_TYPE

# Python's own table, without those of the machine.
KNOWN = mimetypes.MimeTypes(filenames=())
TYPES = {
    "html": "text/html", "css": "text/css", "js": "text/javascript", "mjs": "text/javascript", "json": "application/json", "md": "text/markdown",
    "txt": "text/plain", "csv": "text/csv", "xml": "application/xml", "svg": "image/svg+xml", "ics": "text/calendar", "vcf": "text/vcard",
    "vtt": "text/vtt", "eml": "message/rfc822", "webmanifest": "application/manifest+json", "woff2": "font/woff2", "woff": "font/woff",
    "ttf": "font/ttf", "otf": "font/otf", "webp": "image/webp", "avif": "image/avif", "ico": "image/vnd.microsoft.icon", "pdf": "application/pdf",
    "mp4": "video/mp4", "webm": "video/webm", "mp3": "audio/mpeg", "m4a": "audio/mp4", "ogg": "audio/ogg", "wasm": "application/wasm",
}  # fmt: skip
# Files whose ending says too little.
FEEDS = {**dict(FILES.values()), OPML: OPML_TYPE}
# Browsers show them as text by their own types; as XML they show them with their style sheet.
SHOWN = tuple(name for name, kind in FEEDS.items() if kind.endswith("+xml"))
TEXTS = frozenset({"application/json", "application/xml", "application/manifest+json", "image/svg+xml", *FEEDS.values()})


def shown_type(kind: str, accept: str) -> str:
    """The Content-Type of an output for a program that accepts this."""
    is_shown = "text/html" in accept and kind.partition(";")[0] in {FEEDS[name] for name in SHOWN}
    return "application/xml; charset=utf-8" if is_shown else kind


def media_type(path: str) -> str:
    """The Content-Type of an output; texts are UTF-8."""
    name = path.rpartition("/")[2]
    if name in FEEDS:
        found = FEEDS[name]
    else:
        ending = name.rpartition(".")[2].lower()
        found = TYPES.get(ending) or KNOWN.guess_type(name)[0] or "application/octet-stream"
    return f"{found}; charset=utf-8" if found.startswith("text/") or found in TEXTS else found
