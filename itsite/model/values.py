"""Types of single fields that people write: instants, local texts, references, slugs, site paths."""

import datetime as dt
import re
import unicodedata
import urllib.parse
from collections.abc import Mapping
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, ConfigDict, RootModel, ValidationInfo, WithJsonSchema
from pydantic_core import PydanticCustomError

ISO_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
GERMAN_DATE = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")


def mistake(kind: str, message: str, hint: str = "") -> PydanticCustomError:
    """The error that a validator raises: what is wrong, and what to write instead."""
    # Braces are pydantic's own placeholders; a writer's text may contain them.
    return PydanticCustomError("itsite_" + kind, "{said}", {"said": message, "hint": hint})


def zone_of(info: ValidationInfo) -> dt.tzinfo:
    """The site's time zone, which the reader hands over as validation context."""
    context: Mapping[str, Any] = info.context or {}
    zone: dt.tzinfo = context.get("zone", dt.UTC)
    return zone


def parse_instant(value: object, zone: dt.tzinfo) -> dt.datetime:
    """An aware instant from ISO 8601 text; a date alone is its first moment in `zone`.

    Raises PydanticCustomError with the cure in `ctx["hint"]`.
    """
    if isinstance(value, dt.datetime):
        return value if value.tzinfo else value.replace(tzinfo=zone)
    text = str(value).strip()
    german = GERMAN_DATE.match(text)
    if german:
        day, month, year = (int(part) for part in german.groups())
        raise mistake("date", f'"{text}" is not an ISO date', f"write {year:04d}-{month:02d}-{day:02d}")
    if not ISO_DATE.match(text):
        raise mistake("date", f'"{text}" is not an ISO date', "write year-month-day, such as 2026-11-03 or 2026-11-03T09:00")
    try:
        parsed = dt.datetime.fromisoformat(text)
    except ValueError as error:
        reason = str(error) if "Invalid isoformat" not in str(error) else "the form is not ISO 8601"
        raise mistake("date", f'"{text}" does not exist: {reason}', "write a day that exists, such as 2026-11-03 or 2026-11-03T09:00") from None
    try:
        instant = parsed if parsed.tzinfo else parsed.replace(tzinfo=zone)
        instant.astimezone(dt.UTC)
    except (OverflowError, ValueError):
        raise mistake("date", f'"{text}" is too far away to be a date', "write a year between 1000 and 9000") from None
    return instant


def _instant(value: object, info: ValidationInfo) -> dt.datetime:
    return parse_instant(value, zone_of(info))


def _day(value: object, info: ValidationInfo) -> dt.date:
    return value if type(value) is dt.date else parse_instant(value, zone_of(info)).date()


INSTANT_SCHEMA = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2})?([+-]\d{2}:\d{2}|Z)?)?$"}
Instant = Annotated[dt.datetime, BeforeValidator(_instant), WithJsonSchema(INSTANT_SCHEMA)]
Day = Annotated[dt.date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]


class LocalText(RootModel[str | dict[str, str]]):
    """Text that readers see: one for all languages, or one per language (`{en: …, de: …}`)."""

    model_config = ConfigDict(frozen=True)

    def text(self, lang: str, default_lang: str) -> str:
        """The text in `lang`, else in the default language, else any (never empty for a non-empty value)."""
        if isinstance(self.root, str):
            return self.root
        return self.root.get(lang) or self.root.get(default_lang) or next(iter(self.root.values()), "")

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages named; empty when one text serves all."""
        return () if isinstance(self.root, str) else tuple(self.root)


class PageRef(str):
    """The name of a page as a writer gives it: a file path as in Markdown links, or its last part alone."""

    __slots__ = ()


def _page_ref(value: str) -> str:
    return PageRef(value.strip())


def _ref_or_text(value: str) -> str:
    return PageRef(value.strip()) if value.strip().endswith(".md") else value


Ref = Annotated[str, AfterValidator(_page_ref)]
RefOrText = Annotated[str, AfterValidator(_ref_or_text)]


def _zone_name(value: str) -> str:
    try:
        ZoneInfo(value)
    except (KeyError, ValueError, OSError):
        raise mistake("zone", f'"{value}" is not a time zone', "write an IANA name such as Europe/Berlin") from None
    return value


ZoneName = Annotated[str, AfterValidator(_zone_name)]

SLUG_HINT = "use letters, digits and hyphens, such as new-vpn"


def _slug(value: str) -> str:
    decoded = urllib.parse.unquote(value)
    if not value.strip() or re.search(r"[/\\\x00-\x20?#%:]", decoded) or decoded.startswith("."):
        raise mistake("slug", f'slug "{value}" is not one part of a URL', SLUG_HINT)
    return unicodedata.normalize("NFC", value)


Slug = Annotated[str, AfterValidator(_slug)]


def site_path(value: str) -> str:
    """An old URL as a path below the site's root, without the leading slash.

    Raises PydanticCustomError for whatever could leave the site: dots, backslashes, encoded ones, other hosts.
    """
    decoded = unicodedata.normalize("NFC", urllib.parse.unquote(value.strip()))
    parts = decoded.strip("/").split("/")
    leaves = any(part in {"", ".", ".."} or part.startswith(".") for part in parts)
    if leaves or decoded.startswith("//") or re.search(r'[\\\x00-\x1f?#%:<>"|*]', decoded):
        raise mistake("path", f'"{value}" is not a path inside the site', "write an old address such as /services/old-vpn/")
    return decoded.strip("/") + ("" if "." in parts[-1] else "/")


SitePath = Annotated[str, AfterValidator(site_path)]
