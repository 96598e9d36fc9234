"""The files made of pictures: taken from the shelf where they lie there already, else made and put there."""

import contextlib
import hashlib
from functools import cache
from pathlib import Path

from itsite.engine.digest import digest, package_salt
from itsite.engine.shelf import Shelf
from itsite.model.output import Converted
from itsite.model.problem import Location, Problem, RefusedError

BROKEN = "PC001"
CURE = "export it anew from the program that it comes from, or put another one there"


@cache
def _salt() -> bytes:
    """Differs when pictures may come out otherwise: with another Pillow or other code here."""
    from PIL import __version__  # noqa: PLC0415 - a word of Pillow, without the rest of it

    return digest(__version__.encode(), package_salt(Path(__file__).parent))


def shelf_name(content: Converted) -> str:
    """The name under which a file made of a picture is kept: says all that it is made of but its address."""
    how, rendition = content.conversion, content.conversion.rendition
    size = (rendition.form, rendition.width, rendition.height, rendition.quality, how.base_width) if rendition else ()
    return digest(_salt(), content.digest.encode(), how.kind.encode(), repr(size).encode()).hex()


def broken(source: str, why: str) -> Problem:
    """That a picture cannot be read."""
    return Problem(Location(source), BROKEN, f"the picture is broken: {why}", CURE)


def _read(content: Converted) -> bytes:
    """The picture as it was when it was looked into: another one may have come from anywhere since."""
    try:
        data = content.file.read_bytes()
    except OSError as error:
        raise RefusedError(f"the file cannot be read: {error.strerror}", path=content.source, hint="give yourself the right to read it") from None
    if hashlib.sha256(data).hexdigest() != content.digest:
        raise RefusedError("the picture was changed while the site was made of it", path=content.source, hint="build again")
    return data


def _made(data: bytes, content: Converted) -> bytes:
    from itsite.pictures import cleaning, conversion, opening  # noqa: PLC0415 - Pillow takes long to load

    how = content.conversion
    if how.rendition:
        return conversion.rendered(data, content.digest, how, how.rendition)
    if how.kind == "gif":
        return data
    if how.kind != "avif":
        with contextlib.suppress(opening.BrokenPictureError), opening.contained(), opening.opened(data) as image:
            return cleaning.cleaned(data, how.kind, opening.orientation_of(image))
    # Whoever can read it in spite of a strange order of its parts gets it: Pillow is asked once more.
    return conversion.encoded_anew(data, how.kind)


def made(content: Converted, shelf: Shelf | None) -> bytes | Problem:
    """The bytes of a file made of a picture. Raises RefusedError when the machine does not give the picture."""
    name = shelf_name(content)
    kept = shelf.get(name) if shelf else None
    if kept is not None:
        return kept
    data = _read(content)
    from itsite.pictures.opening import BrokenPictureError  # noqa: PLC0415 - Pillow takes long to load

    try:
        found = _made(data, content)
    except BrokenPictureError as error:
        return broken(content.source, str(error))
    if shelf:
        shelf.put(name, found)
    return found


def problem_of(content: Converted, shelf: Shelf | None) -> Problem | None:
    """Why a file cannot be made of a picture; looked at without making it."""
    rendition = content.conversion.rendition
    if rendition is None or (shelf and shelf.has(shelf_name(content))):
        result = made(content, shelf)
        return result if isinstance(result, Problem) else None
    from itsite.pictures.conversion import decoded  # noqa: PLC0415 - Pillow takes long to load
    from itsite.pictures.opening import BrokenPictureError  # noqa: PLC0415 - see above

    try:
        decoded(_read(content), content.digest, content.conversion)
    except BrokenPictureError as error:
        return broken(content.source, str(error))
    return None
