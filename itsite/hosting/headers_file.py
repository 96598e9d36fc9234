"""A file `_headers`, as hosts of static sites read it: Netlify, Cloudflare Pages, and others after them."""

from itsite.hosting.place import Hosted, endings
from itsite.model.policy import KEPT
from itsite.serve.media_types import FEEDS

# The kinds of files that such hosts have been seen not to know.
SELDOM_KNOWN = ("application/manifest+json", "application/wasm", "image/avif", "text/vtt")


def headers_file(site: Hosted) -> str:
    """The whole file. They compress, find 404.html and have pages asked for again by themselves; two rules for one header would be joined."""
    types = {f"*.{ending}": kind for kind in SELDOM_KNOWN for ending in endings()[kind]}
    feeds = {pattern: f"{kind}; charset=utf-8" for name, kind in FEEDS.items() for pattern in (name, f"*/{name}")}
    rules = {
        "*": site.headers,
        "assets/*": (("Cache-Control", KEPT),),
        **{pattern: (("Content-Type", kind),) for pattern, kind in {**feeds, **types}.items()},
    }
    return "\n".join(f"{site.path}{pattern}\n" + "".join(f"  {name}: {value}\n" for name, value in headers) for pattern, headers in rules.items())
