"""Types of single fields that people write: instants, local texts, references, slugs, site paths."""

import calendar
import datetime as dt
import re
import unicodedata
import urllib.parse
from collections.abc import Mapping
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, RootModel, ValidationInfo, WithJsonSchema
from pydantic_core import PydanticCustomError

ISO_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
GERMAN_DATE = re.compile(r"(?P<day>\d{1,2})\. ?(?P<month>\d{1,2})\. ?(?P<year>\d{4}|\d{2})(?!\d)")
LOOSE_DATE = re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)")
EXAMPLES = "2026-11-03 or 2026-11-03T09:00"


def mistake(kind: str, message: str, hint: str = "") -> PydanticCustomError:
    """The error that a validator raises: what is wrong, and what to write instead."""
    # Braces are pydantic's own placeholders; a writer's text may contain them.
    return PydanticCustomError("itsite_" + kind, "{said}", {"said": message, "hint": hint})


def zone_of(info: ValidationInfo) -> dt.tzinfo:
    """The site's time zone, which the reader hands over as validation context."""
    context: Mapping[str, Any] = info.context or {}
    zone: dt.tzinfo = context.get("zone", dt.UTC)
    return zone


def why_no_day(year: int, month: int, day: int) -> str:
    """Why a calendar has no such day, in words; empty when it has."""
    if not 1 <= year <= dt.MAXYEAR:
        return f"there is no year {year}"
    if not 1 <= month <= 12:  # noqa: PLR2004
        return f"there is no month {month}"
    days = calendar.monthrange(year, month)[1]
    return "" if 1 <= day <= days else f"{year:04d}-{month:02d} has {days} days"


def _iso_form(text: str) -> str:
    """The cure for a date in another form: the same day in ISO form where it can be read."""
    found = GERMAN_DATE.match(text) or LOOSE_DATE.match(text)
    if not found:
        return f"write year-month-day, such as {EXAMPLES}"
    year, month, day = (int(found[part]) for part in ("year", "month", "day"))
    year += 2000 if len(found["year"]) == 2 else 0  # noqa: PLR2004
    reason = why_no_day(year, month, day)
    return f"{reason}; write year-month-day, such as {EXAMPLES}" if reason else f"write {year:04d}-{month:02d}-{day:02d}"


def parse_instant(value: object, zone: dt.tzinfo) -> dt.datetime:
    """An instant on the clock of `zone` from ISO 8601 text; a date alone is its first moment there.

    Raises PydanticCustomError with the cure in `ctx["hint"]`.
    """
    if isinstance(value, dt.datetime):
        return value if value.tzinfo else value.replace(tzinfo=zone)
    if not isinstance(value, str):
        raise mistake("date", "a date is expected, not a list or fields", f"write year-month-day, such as {EXAMPLES}")
    text = value.strip()
    if not ISO_DATE.match(text):
        raise mistake("date", f'"{text}" is not an ISO date', _iso_form(text))
    try:
        parsed = dt.datetime.fromisoformat(text)
    except ValueError:
        reason = why_no_day(*(int(part) for part in text[:10].split("-")))
        said = f'"{text}" does not exist: {reason}' if reason else f'"{text}": the time of day is not in ISO form'
        raise mistake("date", said, f"write a day that exists, such as {EXAMPLES}" if reason else "write it as in 2026-11-03T09:00") from None
    try:
        instant = parsed.astimezone(zone) if parsed.tzinfo else parsed.replace(tzinfo=zone)
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
        """The text in `lang`, else in the language that it is a region's of, else in the default language, else any (never empty for a non-empty value)."""
        if isinstance(self.root, str):
            return self.root
        language = lang.partition("-")[0]
        return self.root.get(lang) or self.root.get(language) or self.root.get(default_lang) or next(iter(self.root.values()), "")

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


def _mail_address(value: str) -> str:
    if not re.fullmatch(r"[^@\s<>\"]+@[^@\s<>\"]+", value):
        raise mistake("mail", f'"{value}" is not a mail address', "write it as in service.desk@example.org")
    return value


def _outside_address(value: str) -> str:
    if not re.match(r"https?://\S|mailto:\S|tel:\S", value):
        raise mistake("url", f'"{value}" is not an address outside the site', "begin it with https://, mailto: or tel:, or write page: and a file of content/")
    return value


MailAddress = Annotated[str, AfterValidator(_mail_address), Field(json_schema_extra={"pattern": r"^[^@\s<>\"]+@[^@\s<>\"]+$"})]
OutsideAddress = Annotated[str, AfterValidator(_outside_address), Field(json_schema_extra={"pattern": r"^(https?://|mailto:|tel:)"})]
ZoneName = Annotated[str, AfterValidator(_zone_name)]

SLUG_HINT = "use letters, digits and hyphens, such as new-vpn"


def _slug(value: str) -> str:
    decoded = urllib.parse.unquote(value)
    if re.search(r"[/\\\x00-\x20?#%:]", decoded) or decoded.startswith(".") or not re.search(r"[^\W_]", decoded):
        raise mistake("slug", f'"{value}" is not one part of a URL', SLUG_HINT)
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
