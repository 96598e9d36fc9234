"""Tags and audiences: one term for all its spellings, with its pages."""

import datetime as dt
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import cache

from itsite.link.ordering import coming_first
from itsite.link.urls import language_prefix, url_part
from itsite.model.config import SiteConfig
from itsite.model.problem import Problem, warning
from itsite.model.site import Entry, Term
from itsite.read.validation import nearest

SIGNS = {"+": " plus ", "#": " sharp ", "&": " and "}


@cache
def tag_slug(tag: str) -> str:
    """A tag as part of a URL; `C`, `C++` and `C#` stay three tags."""
    return url_part(re.sub(r"[+#&]", lambda m: SIGNS[m[0]], tag))


def _folded(tag: str) -> str:
    return unicodedata.normalize("NFC", " ".join(tag.split())).casefold()


def tags_of(entries: Iterable[Entry], default_lang: str, at: dt.datetime) -> tuple[dict[str, tuple[Term, ...]], tuple[Problem, ...]]:
    """The tags of each language by label, and a warning for each spelling that was merged into another."""
    uses: dict[tuple[str, str], list[tuple[Entry, int, str]]] = {}
    for entry in entries:
        for n, tag in enumerate(entry.page.meta.tags):
            uses.setdefault((entry.lang, tag_slug(tag)), []).append((entry, n, tag))
    terms: dict[str, list[Term]] = {}
    problems = []
    for (lang, slug), used in sorted(uses.items(), key=lambda item: item[0]):
        spellings = Counter(tag for _, _, tag in used)
        label = min(spellings, key=lambda tag: (-spellings[tag], tag))
        for entry, n, tag in used:
            if tag != label:
                hint = f'write "{label}"' if _folded(tag) == _folded(label) else f'write "{label}", or choose a word that differs in its letters'
                problems.append(warning(entry.page.at("tags", n), "TG001", f'tag "{tag}" is shown as "{label}"', hint))
        listed = coming_first({entry.url: entry for entry, _, _ in used}.values(), at)
        terms.setdefault(lang, []).append(Term(slug, label, f"{language_prefix(lang, default_lang)}tags/{slug}/", listed))
    return {lang: tuple(sorted(found, key=lambda t: (t.slug, t.label))) for lang, found in terms.items()}, tuple(problems)


def audiences_of(entries: Iterable[Entry], config: SiteConfig, at: dt.datetime) -> tuple[dict[str, tuple[Term, ...]], tuple[Problem, ...]]:
    """The audiences of each language, in the order of site.yaml, and an error for each one that it does not name."""
    uses: dict[tuple[str, str], dict[str, Entry]] = {}
    problems = []
    for entry in entries:
        for n, audience in enumerate(entry.page.meta.audiences):
            if config.audiences and audience not in config.audiences:
                hint = nearest(audience, config.audiences) or f"known are: {', '.join(config.audiences)}"
                problems.append(Problem(entry.page.at("audiences", n), "RF001", f'unknown audience "{audience}"', hint))
            uses.setdefault((entry.lang, audience), {})[entry.url] = entry
    order = {audience: n for n, audience in enumerate(config.audiences)}
    terms: dict[str, list[Term]] = {}
    for (lang, audience), listed in sorted(uses.items(), key=lambda item: (order.get(item[0][1], len(order)), item[0])):
        label = config.audiences[audience].text(lang, config.default_lang) if audience in config.audiences else audience
        url = f"{language_prefix(lang, config.default_lang)}audiences/{url_part(audience)}/"
        terms.setdefault(lang, []).append(Term(audience, label, url, coming_first(listed.values(), at)))
    return {lang: tuple(found) for lang, found in terms.items()}, tuple(problems)
