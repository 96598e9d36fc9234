"""What lies below content/: Markdown files and the files that they may use; links, pipes and devices are refused."""

import os
import re
import stat
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from itsite.engine.stamps import Stamp, looked_at_ns, stamp_of
from itsite.model.kind import Kind, kind_of_path
from itsite.model.problem import Location, Problem, RefusedError
from itsite.model.source import AssetFile, Inventory, SourceFile

LANGUAGE_SUFFIX = re.compile(r"(?P<stem>.+)\.(?P<lang>[a-z]{2}(?:-[A-Z]{2})?)$")
LEFTOVERS = re.compile(r"^[._]|~$|^#.*#$|\.(bak|orig|rej|swp|swo|tmp)$|^(Thumbs\.db|desktop\.ini)$|___jb_", re.IGNORECASE)
UNREADABLE = re.compile("[\\x00-\\x1f\\ud800-\\udfff]")
MAX_PAGE_BYTES = 20 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class _Found:
    path: str
    file: str
    stamp: Stamp


def _nfc(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _readable_name(name: str) -> bool:
    return not UNREADABLE.search(name)


class _Walk:
    """One look through the folder; collects files and problems."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.inside = root.resolve()
        self.problems: list[Problem] = []

    def refuse(self, path: str, code: str, message: str, hint: str) -> None:
        self.problems.append(Problem(Location("content/" + path), code, message, hint))

    def files(self, folder: Path, prefix: str = "", above: frozenset[Path] = frozenset()) -> Iterator[_Found]:
        real = folder.resolve()
        if real in above:
            self.refuse(prefix.rstrip("/"), "FS001", "a symbolic link leads back to a folder above it", "delete the link")
            return
        try:
            with os.scandir(folder) as found:
                entries = sorted(found, key=lambda e: (_nfc(e.name), e.name))
        except OSError as error:
            raise RefusedError(f"the folder cannot be read: {error.strerror}", path=str(folder), hint="give yourself the right to read it") from None
        for entry in entries:
            if LEFTOVERS.search(entry.name):
                continue
            if not _readable_name(entry.name):
                self.refuse(prefix + ascii(entry.name)[1:-1], "FS003", "the file name is not valid text", "rename the file")
                continue
            if entry.is_symlink() and not self.leads_inside(Path(entry.path), prefix + _nfc(entry.name)):
                continue
            yield from self.entry(entry, prefix + _nfc(entry.name), above | {real})

    def leads_inside(self, link: Path, path: str) -> bool:
        """True for a symbolic link that stays in content/; others are refused."""
        try:
            if link.resolve(strict=True).is_relative_to(self.inside):
                return True
            self.refuse(path, "FS001", "a symbolic link leads out of content/", "copy the file into content/")
        except (OSError, RuntimeError):
            self.refuse(path, "FS001", "a symbolic link leads nowhere", "delete the link, or copy the file into content/")
        return False

    def entry(self, entry: os.DirEntry[str], path: str, above: frozenset[Path]) -> Iterator[_Found]:
        try:
            status = entry.stat()
        except FileNotFoundError:
            # Gone since the folder was listed.
            return
        if stat.S_ISDIR(status.st_mode):
            yield from self.files(Path(entry.path), path + "/", above)
        elif stat.S_ISREG(status.st_mode):
            yield _Found(path, entry.path, stamp_of(status))
        else:
            self.refuse(path, "FS002", "neither a file nor a folder, but a pipe, socket or device", "take it out of content/")


def _key_and_language(path: str, languages: Sequence[str]) -> tuple[str, str | None]:
    stem = path[: -len(".md")]
    match = LANGUAGE_SUFFIX.match(stem) if "." in stem else None
    if match and (match["lang"] in languages or match["lang"] in KNOWN_LANGUAGES):
        return match["stem"], match["lang"]
    return stem, None


KNOWN_LANGUAGES = frozenset(re.findall("..", "bgcsdadeelenesetfifrhrhuitltlvnlnoplptroruskslsrsvtrukzhjakoar"))


def _placed(keys: Iterable[str], kinds: Mapping[str, Kind]) -> dict[str, tuple[str, Kind]]:
    """The final key and the kind of each page by its place.

    `index.md` introduces its folder. Where it is the only page of a folder inside a kind's, the folder is the page.
    """
    known = set(keys)
    inside: dict[str, int] = {}
    for key in known:
        folder = key.rpartition("/")[0]
        while folder:
            inside[folder] = inside.get(folder, 0) + 1
            folder = folder.rpartition("/")[0]
    found = {}
    for key in known:
        folder, _, name = key.rpartition("/")
        bundle = name == "index" and "/" in folder and inside[folder] == 1 and kind_of_path(kinds, folder).folder is not None and folder not in known
        final = folder if bundle else key
        found[key] = (final, kind_of_path(kinds, "index" if name == "index" and not bundle else final))
    return found


def discover(root: Path, kinds: Mapping[str, Kind], languages: Sequence[str]) -> tuple[Inventory, tuple[Problem, ...]]:
    """Everything below root/content, sorted by path.

    Names that differ only in Unicode form count as different files with one path: their pages collide at their URL.
    """
    content = root / "content"
    if not content.is_dir():
        problem = Problem(Location("content"), "FS004", "there is no folder content/", "make one, or say where the site is: --site DIR")
        return Inventory(), (problem,)
    if content.is_symlink() and not content.resolve().is_relative_to(root.resolve()):
        return Inventory(), (Problem(Location("content"), "FS001", "content/ is a symbolic link that leads out of the site", "make it a folder"),)
    seen_ns = looked_at_ns()
    walk = _Walk(content)
    pages: list[tuple[_Found, str, str | None]] = []
    assets: dict[str, AssetFile] = {}
    for found in walk.files(content):
        is_page = found.path.lower().endswith(".md")
        if is_page and found.stamp[0] > MAX_PAGE_BYTES:
            walk.refuse(found.path, "FS006", f"the page is larger than {MAX_PAGE_BYTES // 1024 // 1024} MB", "split it into several pages")
        elif is_page:
            pages.append((found, *_key_and_language(found.path, languages)))
        else:
            assets[found.path] = AssetFile(found.path, Path(found.file), found.stamp[0], stamp=found.stamp)
    placed = _placed((key for _, key, _ in pages), kinds)
    sources = tuple(
        SourceFile(found.path, found.file, placed[key][0], lang, placed[key][1].name, "content/" + found.path, found.stamp) for found, key, lang in pages
    )
    refused = frozenset(problem.at.path.removeprefix("content/") for problem in walk.problems)
    return Inventory(sources, assets, refused, seen_ns), tuple(walk.problems)


def load(source: SourceFile) -> bytes:
    """The bytes of a source file. Raises RefusedError when the machine does not give them."""
    try:
        return source.file.read_bytes()
    except OSError as error:
        raise RefusedError(f"the file cannot be read: {error.strerror}", path=source.shown_path, hint="give yourself the right to read it") from None
