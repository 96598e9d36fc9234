"""What the preview adds to a page while it is served, and never in a build."""

import hashlib
import json
import re
from dataclasses import dataclass

RESERVED = "/_itsite/"
STYLE_DIGEST = re.compile(rb"(assets/[^\"'\s>]*?)\.[0-9a-f]{8,64}(\.css\b)")
END_OF_BODY = re.compile(rb"</body\s*>", re.IGNORECASE)


@dataclass(frozen=True)
class Digests:
    """What a page is: `page` changes with every byte, `skeleton` with all but the names of its style sheets."""

    page: str
    skeleton: str


def digests(html: bytes) -> Digests:
    """The digests of a page as it would be built."""
    return Digests(_digest(html), _digest(STYLE_DIGEST.sub(rb"\1\2", html)))


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:20]


def injected(html: bytes, live: dict[str, object]) -> bytes:
    """The page with the script of the preview at the end of its body; `live` is what the script knows from the start."""
    known = json.dumps(live, ensure_ascii=False).replace("&", "&amp;").replace("'", "&#39;").replace("<", "&lt;")
    tag = f"<script src='{RESERVED}live.js' data-live='{known}' defer></script>".encode()
    ends = list(END_OF_BODY.finditer(html))
    at = ends[-1].start() if ends else len(html)
    return html[:at] + tag + html[at:]
