"""What lies in the site folder before anything of it is understood."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from itsite.model.picture import PictureFacts


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A Markdown file: `path` is its POSIX path below content/ in NFC, `location` where it lies.

    `key` names the page in all its languages (`services/vpn`), `lang` is what the file name says or None.
    `stamp` differs for a file that has changed.
    """

    path: str
    location: str | Path
    key: str
    lang: str | None
    kind: str
    shown_path: str
    stamp: tuple[int, int, int, int] = (0, 0, 0, 0)

    @property
    def file(self) -> Path:
        """Where the file lies."""
        return Path(self.location)


@dataclass(frozen=True, slots=True)
class AssetFile:
    """A picture or file that pages may use; `path` and `stamp` as in SourceFile, `size` in bytes.

    `digest` and, for a picture, `facts` are known once it was looked into.
    """

    path: str
    file: Path
    size: int
    digest: str = ""
    stamp: tuple[int, int, int, int] = (0, 0, 0, 0)
    facts: PictureFacts | None = None


@dataclass(frozen=True)
class Inventory:
    """All files below content/: sources by path, assets by path.

    `refused` are the paths of links, pipes and devices that were not read, `seen_ns` is when the look at the folder began.
    """

    sources: tuple[SourceFile, ...] = ()
    assets: Mapping[str, AssetFile] = field(default_factory=dict)
    refused: frozenset[str] = frozenset()
    seen_ns: int = 0
