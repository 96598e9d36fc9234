"""The words of the interface in each language, with plurals."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from itsite.model.problem import Location, Problem, warning
from itsite.read.locales import language_name, plural_forms
from itsite.read.validation import nearest
from itsite.theme.files import ThemeFiles

PLACEHOLDER = re.compile(r"\{(\w+)\}")
# The language that base and every theme on it speak in full.
ENGLISH = "en"
MOST_NAMED = 8


@dataclass(frozen=True, slots=True)
class Plural:
    """A text in the forms of CLDR plural categories, with {n} for the number."""

    forms: Mapping[str, str]


Strings = Mapping[str, str | Plural]


def placeholders(value: str | Plural) -> frozenset[str]:
    """The names in braces."""
    texts = (value,) if isinstance(value, str) else value.forms.values()
    return frozenset(name for text in texts for name in PLACEHOLDER.findall(text))


@dataclass(frozen=True)
class _Words:
    """What the themes of a chain say in one language: strings by key, and where each stands."""

    lang: str
    strings: dict[str, str | Plural] = field(default_factory=dict)
    places: dict[str, Location] = field(default_factory=dict)


def _unfit(forms: Mapping[str, str], lang: str) -> tuple[str, str]:
    """What is wrong with the plural forms of a string, and its cure; two empty texts when nothing is."""
    needed, known = plural_forms(lang)
    if unknown := [form for form in forms if form not in known]:
        hint = nearest(unknown[0], known) or f"the forms are: {', '.join(sorted(known))}"
        return f'{language_name(lang, ENGLISH)} has no plural form "{unknown[0]}"', hint
    missing = sorted(needed - forms.keys())
    return (f"the plural form {_named(missing)} is missing", f"write {', '.join(f'{form}: …' for form in missing)}") if missing else ("", "")


def _read(theme: ThemeFiles, lang: str) -> tuple[_Words, list[Problem]]:
    """The words of one theme in one language."""
    words = _Words(lang)
    path = f"strings/{lang}.yaml"
    yaml = theme.yaml(path)
    problems = list(yaml.problems)
    for key, value in yaml.data.items():
        at = Location(f"{theme.shown}/{path}", *(yaml.marks.get((key,)) or (1, 1)))
        if isinstance(value, str):
            words.strings[key] = value
        elif isinstance(value, dict) and all(isinstance(form, str) for form in value.values()) and "other" in value:
            words.strings[key] = Plural(value)
            message, hint = _unfit(value, lang)
            if message:
                problems.append(Problem(at, "LA001", f'string "{key}": {message}', hint))
        else:
            problems.append(Problem(at, "TH008", f'string "{key}" is neither text nor forms with "other"', "write text, or one: … and other: …"))
            continue
        words.places[key] = at
    return words, problems


def _named(names: Iterable[str]) -> str:
    found = [f'"{name}"' for name in names]
    return ", ".join(found[:MOST_NAMED]) + (f" and {len(found) - MOST_NAMED} more" if len(found) > MOST_NAMED else "")


def _wrong_placeholders(at: Location, key: str, value: str | Plural, known: frozenset[str]) -> Iterator[Problem]:
    """An error for each name in braces that nobody fills in, a warning for each one that is left out."""
    for name in sorted(known - placeholders(value)):
        yield warning(at, "LA002", f'string "{key}" says nothing of {{{name}}}', "write it where the other languages have it")
    for name in sorted(placeholders(value) - known):
        hint = nearest(name, known) or (f"known there: {', '.join(sorted(known))}" if known else "take the braces away")
        yield Problem(at, "LA002", f'string "{key}" has no placeholder "{{{name}}}"', hint)


def _lacking(words: _Words, wanted: Mapping[str, Location], other: str, chain: Sequence[ThemeFiles], named_at: Location) -> Iterator[Problem]:
    """A warning when a language lacks words that another one has; `other` is the language that stands in."""
    missing = [key for key in wanted if key not in words.strings]
    if not missing:
        return
    name, stands_in = language_name(words.lang, ENGLISH), language_name(other, ENGLISH)
    if not words.strings:
        first = "" if len(chain) > 1 else "itsite theme new NAME, then "
        message = f"the theme has no words in {name}: the frame of its pages speaks {stands_in}"
        yield warning(named_at, "LA003", message, f"{first}itsite theme override strings/{words.lang}.yaml, and translate what it copies")
        return
    yield warning(
        Location(f"{chain[0].shown}/strings/{words.lang}.yaml", 1, 1),
        "LA003",
        f"words are missing in {name}: {_named(missing)}",
        f"add them; until then they stand in {stands_in}",
    )


def _parents(lang: str) -> tuple[str, ...]:
    """The language of which `lang` is that of a region: "de" for "de-CH"."""
    return (lang.partition("-")[0],) if "-" in lang else ()


def strings_of(chain: Sequence[ThemeFiles], languages: Sequence[str], named_at: Location) -> tuple[dict[str, Strings], tuple[Problem, ...]]:
    """Strings by language; what a region lacks is taken from its language, then from the first of the site, then from English.

    `named_at` is where the languages are named.
    """
    problems: list[Problem] = []
    merged = {lang: _Words(lang) for lang in (ENGLISH, *(parent for lang in languages for parent in _parents(lang)), *languages)}
    # Who fills in a placeholder is the lowest theme that has the string, and it says so in English where it speaks it.
    known: dict[str, frozenset[str]] = {}
    for theme in reversed(chain):
        for lang, words in merged.items():
            own, found = _read(theme, lang)
            problems += found
            words.strings.update(own.strings)
            words.places.update(own.places)
            for key, value in own.strings.items():
                if placeholders(value) != known.setdefault(key, placeholders(value)):
                    problems += _wrong_placeholders(own.places[key], key, value, known[key])
    wanted = {key: at for words in merged.values() for key, at in words.places.items()}
    spoken = {lang: _Words(lang, {key: text for name in (*_parents(lang), lang) for key, text in merged[name].strings.items()}) for lang in languages}
    for lang in languages:
        problems += _lacking(spoken[lang], wanted, languages[0] if lang != languages[0] else ENGLISH, chain, named_at)
    english, default = merged[ENGLISH].strings, spoken[languages[0]].strings
    return {lang: {**english, **default, **spoken[lang].strings} for lang in languages}, tuple(problems)
