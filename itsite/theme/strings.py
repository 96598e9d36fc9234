"""The words of the interface in each language, with plurals."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from itsite.model.problem import Location, Problem
from itsite.theme.files import ThemeFiles


@dataclass(frozen=True, slots=True)
class Plural:
    """A text in the forms of CLDR plural categories, with {n} for the number."""

    forms: Mapping[str, str]


Strings = Mapping[str, str | Plural]


def strings_of(chain: Sequence[ThemeFiles], languages: Sequence[str]) -> tuple[dict[str, Strings], tuple[Problem, ...]]:
    """Strings by language; what a language lacks is taken from English."""
    problems: list[Problem] = []
    merged: dict[str, dict[str, str | Plural]] = {}
    for lang in dict.fromkeys((*languages, "en")):
        merged[lang] = {}
        for theme in reversed(chain):
            yaml = theme.yaml(f"strings/{lang}.yaml")
            problems += yaml.problems
            for key, value in yaml.data.items():
                if isinstance(value, str):
                    merged[lang][key] = value
                elif isinstance(value, dict) and all(isinstance(form, str) for form in value.values()) and "other" in value:
                    merged[lang][key] = Plural(value)
                else:
                    at = Location(f"{theme.shown}/strings/{lang}.yaml", *(yaml.marks.get((key,)) or (1, 1)))
                    problems.append(Problem(at, "TH008", f'string "{key}" is neither text nor forms with "other"', "write text, or one: … and other: …"))
    english = merged["en"]
    return {lang: {**english, **merged[lang]} for lang in languages}, tuple(problems)
