"""What will stand in build/: every file, with the way its bytes are made."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from itsite.model.picture import Conversion
from itsite.model.shown import Showing
from itsite.model.site import Target


@dataclass(frozen=True, slots=True)
class Body:
    """The text that a view shows: that of the page in the file `path`, at the address `url`.

    Its slots lead to `targets`; `shown` stands where it shows other pages. `is_led` is True when a picture stands above it.
    """

    path: str
    url: str
    targets: tuple[Target, ...]
    shown: tuple[Showing, ...] = ()
    is_led: bool = False


@dataclass(frozen=True, slots=True)
class Rendered:
    """A page that a template makes of a view; the view is made when it is needed, and `body` put into it."""

    template: str
    view: Callable[[], Any]
    lang: str
    body: Body | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """A file whose bytes a channel makes itself."""

    data: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Composed:
    """A file that its channel writes of a view and of the texts of the pages in the files `paths`; the view is made when it is needed."""

    view: Callable[[], Any]
    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Copied:
    """A file taken over as it is; `size` in bytes."""

    file: Path
    size: int


@dataclass(frozen=True, slots=True)
class Converted:
    """A file made of a picture; `digest` is that of the picture's bytes, `source` its path for people."""

    file: Path
    digest: str
    source: str
    conversion: Conversion


@dataclass(frozen=True, slots=True)
class Bundle:
    """Files that a channel makes together, whose names are known when they are made: all that stands in the folder `path` of build/.

    They are made of a view and of the texts of the pages in the files `paths`; the view is made when it is needed.
    """

    path: str
    view: Callable[[], Any]
    paths: tuple[str, ...]
    channel: str


Content: TypeAlias = Rendered | Made | Composed | Copied | Converted


@dataclass(frozen=True, slots=True)
class Output:
    """One file of the site: its path in build/, its bytes, and whose it is.

    `url` is set for pages that readers find by address, and only for those that search engines may list; `alternates` are the
    languages of such a page, each with its absolute address, for those that have several.
    """

    path: str
    content: Content
    channel: str
    origin: str = ""
    url: str | None = None
    modified: dt.datetime | None = None
    alternates: tuple[tuple[str, str], ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        """The file paths of the pages whose texts it shows."""
        if isinstance(self.content, Composed):
            return self.content.paths
        return (self.content.body.path,) if isinstance(self.content, Rendered) and self.content.body else ()


@dataclass(frozen=True, slots=True)
class Blob:
    """A finished output: its bytes, or the file that holds them."""

    path: str
    data: bytes | Path


def page_path(url: str) -> str:
    """The file in build/ that a web server shows for an address: `de/vpn/` is `de/vpn/index.html`."""
    return url + "index.html" if not url or url.endswith("/") else url
