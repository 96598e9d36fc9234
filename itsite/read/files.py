"""Files that pages use, looked into: the digest of their bytes, and for pictures what they are. What is known of one is kept by its stamp."""

import hashlib
import pickle
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from itsite.engine.runner import Runner
from itsite.engine.stamps import Stamp, is_settled
from itsite.engine.store import Store
from itsite.model.picture import PictureFacts
from itsite.model.problem import Location, Problem, RefusedError
from itsite.model.source import AssetFile, Inventory
from itsite.pictures.renditions import ending_of, foreign_picture
from itsite.read.svg import svg_dangers, svg_size

FILES = "files"
ENDINGS = {
    "jpg": "jpeg", "jpeg": "jpeg", "jpe": "jpeg", "jfif": "jpeg", "png": "png", "apng": "png", "webp": "webp", "avif": "avif", "gif": "gif",
}  # fmt: skip
# How pictures of iPhones begin, whatever their name says.
HEIC = frozenset({b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypmsf1", b"ftyphevc"})
ANEW = "export it anew from the program that it comes from, or put another one there"


class Looked(NamedTuple):
    """What was found in a file: `digest` of its bytes, and what to say about it."""

    digest: str
    facts: PictureFacts | None = None
    problem: Problem | None = None


def _picture(path: str, data: bytes) -> tuple[PictureFacts | None, Problem | None]:
    """What a picture of pixels is, or why it cannot be used."""
    from itsite.pictures.opening import BrokenPictureError, facts_of, kind_of  # noqa: PLC0415 - Pillow takes long to load

    at, name = Location("content/" + path), path.rpartition("/")[2]
    ending = ending_of(path)
    kind = kind_of(data)
    if kind is not None and kind != ENDINGS[ending]:
        stem = name.rpartition(".")[0]
        right = f'rename it to "{stem}.{"jpg" if kind == "jpeg" else kind}", also where pages name it'
        return None, Problem(at, "PC002", f"the name ends with .{ending}, but the picture is {kind.upper()}", right)
    if kind is None and data[4:12] in HEIC:
        return None, foreign_picture(at, "HEIC")
    if kind is None:
        said = "is empty" if not data else f"is not {ENDINGS[ending].upper()} inside, nor another form that itsite knows"
        return None, Problem(at, "PC001", f"the picture {said}", ANEW)
    try:
        return facts_of(data), None
    except BrokenPictureError as error:
        return None, Problem(at, "PC001", f"the picture is broken: {error}", ANEW)


def _svg(path: str, data: bytes) -> tuple[PictureFacts | None, Problem | None]:
    danger = svg_dangers(data)
    if danger:
        return None, Problem(Location("content/" + path, 1, 1), "FS005", f"the picture holds {danger}", "export it as a plain SVG")
    size = svg_size(data)
    return PictureFacts("svg", *size) if size else None, None


def looked_into(asset: AssetFile) -> Looked:
    """What is in a file; one that is no picture is read in pieces. Raises RefusedError when the machine does not give it."""
    ending = ending_of(asset.path)
    try:
        if ending not in {*ENDINGS, "svg", "svgz"}:
            with asset.file.open("rb") as stream:
                return Looked(hashlib.file_digest(stream, "sha256").hexdigest())
        data = asset.file.read_bytes()
    except OSError as error:
        raise RefusedError(f"the file cannot be read: {error.strerror}", path="content/" + asset.path, hint="give yourself the right to read it") from None
    facts, problem = _picture(asset.path, data) if ending in ENDINGS else _svg(asset.path, data)
    return Looked(hashlib.sha256(data).hexdigest(), facts, problem)


class LookStep:
    """Looks into files."""

    def __call__(self, asset: AssetFile) -> Looked:
        """What is in one file."""
        return looked_into(asset)


def _known(store: Store) -> dict[str, tuple[Stamp, Looked]]:
    data = store.get(FILES, "")
    return pickle.loads(data) if data else {}  # noqa: S301 - sealed by the store


def fingerprinted(assets: Sequence[AssetFile], inventory: Inventory, store: Store, runner: Runner) -> tuple[dict[str, AssetFile], tuple[Problem, ...]]:
    """The same files with what is in them, by path, and their problems; only those are read whose stamp is not known.

    What is known of other files of the inventory stays known: another edition may use them. Raises RefusedError, DamagedError.
    """
    before = _known(store)
    found = {asset.path: before[asset.path][1] for asset in assets if before.get(asset.path, (None,))[0] == asset.stamp}
    missing = [asset for asset in assets if asset.path not in found]
    found |= dict(zip((asset.path for asset in missing), runner.map(LookStep(), missing), strict=True))
    others = {path: known for path, known in before.items() if path not in found and path in inventory.assets}
    settled = {asset.path: (asset.stamp, found[asset.path]) for asset in assets if is_settled(asset.stamp, inventory.seen_ns)}
    if others | settled != before:
        store.put(FILES, [("", pickle.dumps(others | settled, pickle.HIGHEST_PROTOCOL))])
        store.commit()
    done = {asset.path: replace(asset, digest=found[asset.path].digest, facts=found[asset.path].facts) for asset in assets}
    return done, tuple(looked.problem for looked in found.values() if looked.problem)
