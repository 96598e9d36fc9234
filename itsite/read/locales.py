"""What is known of a language (Unicode CLDR, by Babel): its name, its direction, its plural forms."""

from functools import cache
from typing import Literal

from babel import Locale
from babel.core import UnknownLocaleError, get_global

# Every form that a whole number can take shows among these, but for those of millions in some languages.
COUNTED = range(201)
# The languages of base: working this out takes longer than all else of a theme that was loaded before.
SAID = {"en": (frozenset({"one", "other"}),) * 2, "de": (frozenset({"one", "other"}),) * 2}
AMERICAN_CLOCKS = ("America/", "US/", "Pacific/Honolulu")
EUROPEAN_ENGLISH = "en-150"


@cache
def known_locale(lang: str) -> Locale | None:
    """The locale of a language tag; None for a language that Babel does not know."""
    try:
        return Locale.parse(lang, sep="-")
    except (UnknownLocaleError, ValueError):
        return None


@cache
def locale_of(lang: str) -> Locale:
    """The locale of a language tag, English for one that is not known."""
    return known_locale(lang) or Locale("en")


def clock_language(lang: str, zone: str) -> str:
    """The language in which times of a zone are written: English that names no country is that of where the clock is."""
    return EUROPEAN_ENGLISH if lang == "en" and not zone.startswith(AMERICAN_CLOCKS) else lang


@cache
def language_name(lang: str, reader: str = "") -> str:
    """The name of a language in the reader's language (`Englisch`), or in its own: `Deutsch`."""
    locale = known_locale(lang)
    if locale is None:
        return lang
    name = locale.get_display_name(locale_of(reader) if reader else locale) or lang
    return name[:1].upper() + name[1:] if not reader or reader.startswith("en") else name


@cache
def direction_of(lang: str) -> Literal["ltr", "rtl"]:
    """The direction in which a language is written."""
    return "rtl" if locale_of(lang).text_direction == "rtl" else "ltr"


@cache
def territorial(lang: str) -> str:
    """A language with the country where most of its readers live, as the Open Graph protocol wants it: `de_DE`."""
    locale = known_locale(lang)
    if locale is None:
        return ""
    likely = str(get_global("likely_subtags").get(str(locale), "")).rpartition("_")[2]
    return f"{locale.language}_{locale.territory or likely}" if locale.territory or likely else str(locale.language)


@cache
def plural_forms(lang: str) -> tuple[frozenset[str], frozenset[str]]:
    """The plural forms that a language needs for everyday numbers, and all that it has."""
    if lang in SAID:
        return SAID[lang]
    return counted_forms(lang)


def counted_forms(lang: str) -> tuple[frozenset[str], frozenset[str]]:
    """The same by counting."""
    rule = locale_of(lang).plural_form
    return frozenset(rule(number) for number in COUNTED) | {"other"}, frozenset(rule.tags) | {"other"}
