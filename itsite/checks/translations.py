"""Translations that are missing, older than their original, or of other fields than it."""

import datetime as dt
from collections.abc import Iterator

from itsite.model.check import Build, Check
from itsite.model.page import Page
from itsite.model.problem import Problem, warning
from itsite.model.site import Entry, Site
from itsite.read.locales import language_name

# What is the same whatever the language; fields that only some kinds have are passed over where they are not there.
SAME = (
    "date", "publish", "expires", "draft", "classification", "audiences", "pin_until", "order", "status", "importance", "change", "issue",
    "start", "end", "duration", "online", "registration_until", "capacity",
)  # fmt: skip


def _day(instant: dt.datetime) -> str:
    return f"{instant:%Y-%m-%d}"


def _missing(site: Site, entry: Entry, lang: str) -> Iterator[Problem]:
    if entry.page.meta.translate and (entry.page.key, lang) not in site.withheld:
        stem = entry.page.path.removesuffix(".md").removesuffix(f".{entry.lang}")
        hint = f"write content/{stem}.{lang}.md, or translate: false"
        yield warning(entry.page.at("title"), "LA004", f"the page is not there in {language_name(lang, 'en')}", hint)


def _outdated(original: Page, translation: Page) -> Iterator[Problem]:
    changed = original.meta.updated
    own = translation.meta.updated or translation.date
    if changed and (own is None or own < changed):
        message = f"the translation is {'older' if own else 'without a date, and may be older'} than content/{original.path}, updated {_day(changed)}"
        yield warning(translation.at("updated"), "LA005", message, f"bring it up to date, then write updated: {_day(changed)}")


def _shown(value: object) -> str:
    if isinstance(value, dt.datetime):
        return _day(value) if value.time() == dt.time(0) else value.isoformat(timespec="minutes")
    if isinstance(value, tuple):
        return f"[{', '.join(map(str, value))}]"
    return str(value).lower() if isinstance(value, bool) else "nothing" if value is None else str(value)


def _differing(original: Page, translation: Page) -> Iterator[Problem]:
    for name in SAME:
        there, here = (page.date if name == "date" else getattr(page.meta, name, None) for page in (original, translation))
        if there != here:
            message = f"{name}: {_shown(here)} here, {_shown(there)} in content/{original.path}"
            yield warning(translation.at(name), "LA006", message, "write the same into both files")
    there_tags, here_tags = len(original.meta.tags), len(translation.meta.tags)
    if there_tags != here_tags:
        message = f"tags: {here_tags} here, {there_tags} in content/{original.path}"
        yield warning(translation.at("tags"), "LA006", message, "give both pages the same topics, each in its language")


def find(build: Build) -> Iterator[Problem]:
    """Warnings for each page in the default language whose translations are not what they should be."""
    site = build.site
    others = [lang for lang in site.languages_with_pages if lang != site.default_lang]
    for entry in site.entries if others else ():
        if entry.lang != site.default_lang:
            continue
        for lang in others:
            translation = site.by_key.get((entry.page.key, lang))
            if translation is None:
                yield from _missing(site, entry, lang)
            else:
                yield from _outdated(entry.page, translation.page)
                yield from _differing(entry.page, translation.page)


CHECK = Check("translations", find, in_builds=False)
