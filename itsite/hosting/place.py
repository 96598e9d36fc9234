"""Where a site stands on its web server, and what its files are."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from itsite.model.config import SiteConfig
from itsite.model.policy import headers_of
from itsite.search.options import policy_of
from itsite.serve.media_types import FEEDS, TEXTS, TYPES

# Beside those that the preview names: what its own machine knows, and what offices write.
OFFICE = "application/vnd.openxmlformats-officedocument"
ALSO = {
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "bmp": "image/bmp",
    "docx": f"{OFFICE}.wordprocessingml.document",
    "xlsx": f"{OFFICE}.spreadsheetml.sheet",
    "pptx": f"{OFFICE}.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "zip": "application/zip",
}
HTML = "text/html"


@dataclass(frozen=True, slots=True)
class Hosted:
    """A site for a web server: its host name, its path with slashes at both ends, the folder that the server shows, the headers of every answer."""

    host: str
    path: str
    folder: str
    headers: tuple[tuple[str, str], ...]

    @property
    def missing(self) -> str:
        """The page for addresses that do not exist."""
        return f"{self.path}404.html"

    @property
    def path_pattern(self) -> str:
        """The path for a regular expression."""
        return re.escape(self.path).replace("\\-", "-")


def hosted(config: SiteConfig, folder: str = "") -> Hosted:
    """The site at its address; without a `folder`, one below /srv/www. A site below a path lies in the folder of that path."""
    usual = "/srv/www" if config.base_path != "/" else "/srv/www/it"
    return Hosted(urlsplit(config.url).hostname or "", config.base_path, folder or usual, headers_of(policy_of(config)))


def endings() -> Mapping[str, tuple[str, ...]]:
    """The endings of file names by their media type; pages and style sheets first."""
    found: dict[str, list[str]] = defaultdict(list)
    for ending, kind in (*TYPES.items(), *ALSO.items()):
        found[kind].append(ending)
    return {kind: tuple(names) for kind, names in found.items()}


def texts() -> tuple[str, ...]:
    """The media types that have a character set."""
    return (*dict.fromkeys(kind for kind in TYPES.values() if kind.startswith("text/") or kind in TEXTS), *FEEDS.values())


def compressible() -> tuple[str, ...]:
    """The media types that become smaller on their way."""
    return (*texts(), "application/wasm", "image/vnd.microsoft.icon")
