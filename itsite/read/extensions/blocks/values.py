"""Types of options that only blocks have."""

import re
from collections.abc import Callable
from typing import Annotated

from pydantic import AfterValidator, Field, WithJsonSchema

from itsite.model.values import mistake, why_no_day
from itsite.pictures.renditions import FOREIGN, ending_of
from itsite.read.sanitising import SCHEMES
from itsite.read.slots import ELSEWHERE

# A film may be named with the second at which it starts.
AFTER_NAME = re.compile(r"[?#].*")
DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


MAIL = re.compile(r"[^@\s/:]+@(?:[\w-]+\.)+(?!md$|pdf$|png$|jpe?g$|webp$|svg$)[a-z]{2,}")


def _address(value: str) -> str:
    text = value.strip()
    if MAIL.fullmatch(text):
        raise mistake("url", f'"{text}" is a mail address', f"write mailto:{text}")
    if text.startswith("www."):
        raise mistake("url", f'"{text}" is no file of content/', f"write https://{text}")
    if ELSEWHERE.match(text) and text.partition(":")[0].lower() not in SCHEMES:
        raise mistake("url", f'"{text}" is no address to link to', "begin it with https://, mailto: or tel:, or name a file of content/")
    return text


def _words(value: str) -> str:
    if not value.strip():
        raise mistake("words", "there are only blanks between the quotation marks", "write a text")
    return value


def _file(value: str) -> str:
    return value.strip()


def is_one_of(endings: frozenset[str], written: str) -> bool:
    """True for a file whose name ends so, and for what lies on another host: of that the links tell."""
    return ELSEWHERE.match(written) is not None or ending_of(written) in endings or ending_of(AFTER_NAME.sub("", written)) in endings


def _one_of(endings: frozenset[str], what: str, hint: str) -> Callable[[str], str]:
    def checked(value: str) -> str:
        text = value.strip()
        if not is_one_of(endings, text):
            raise mistake("file", f'"{text}" is no {what}', hint)
        return text

    return checked


def _span(value: str) -> str:
    text = value.strip()
    match = DATE.fullmatch(text)
    if not match:
        raise mistake("date", f'"{text}" is neither a day nor a month nor a year', "write 2026-11-03, 2026-11 or 2026")
    reason = why_no_day(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    if reason:
        raise mistake("date", f'"{text}" does not exist: {reason}', "write a day that exists, such as 2026-11-03")
    return text


# Kinds that browsers do not show are told of with the file.
PICTURES = frozenset({"jpg", "jpeg", "png", "webp", "avif", "gif", "svg"}) | FOREIGN
AS_PICTURE = "name a picture: .jpg, .png, .webp, .avif, .gif or .svg"
AS_FILM = "save it as .mp4 (H.264) or .webm, and name that file"
AS_CAPTIONS = "save it as WebVTT, and name the .vtt file"

Words = Annotated[str, Field(min_length=1), AfterValidator(_words)]
Address = Annotated[str, Field(min_length=1), AfterValidator(_address)]
File = Annotated[str, Field(min_length=1), AfterValidator(_file)]
PictureFile = Annotated[str, Field(min_length=1), AfterValidator(_one_of(PICTURES, "picture", AS_PICTURE))]
FilmFile = Annotated[str, Field(min_length=1), AfterValidator(_one_of(frozenset({"mp4", "webm"}), "film that all browsers show", AS_FILM))]
CaptionsFile = Annotated[str, Field(min_length=1), AfterValidator(_one_of(frozenset({"vtt"}), "file of captions that browsers read", AS_CAPTIONS))]
Span = Annotated[str, AfterValidator(_span), WithJsonSchema({"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"})]
