"""A theme ready to use, and the one way to render with it."""

import contextlib
import dataclasses
import datetime as dt
import traceback
from collections.abc import Callable, Mapping, MutableMapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import jinja2
from jinja2.exceptions import SecurityError

from itsite.engine.time_limit import TookTooLongError, time_limit
from itsite.model.config import SiteConfig
from itsite.model.problem import Location, Problem
from itsite.model.source import AssetFile
from itsite.read.text import decode
from itsite.theme.assets import ThemeAsset, assets_of
from itsite.theme.emblem import Emblem, EmblemSources, Favicons, emblem_of
from itsite.theme.environment import Load, environments_of
from itsite.theme.favicons import favicons_of
from itsite.theme.files import ThemeFiles, read_chain
from itsite.theme.filters import date_text
from itsite.theme.fonts import fonts_of
from itsite.theme.limits import MAX_OUTPUT, SECONDS_AN_OUTPUT, Patience
from itsite.theme.logo import with_logo
from itsite.theme.strings import Strings, strings_of
from itsite.theme.tokens import Token, stylesheet, tokens_of
from itsite.theme.written_tokens import SiteBrand

# Errors of templates: code, words with a place for the error's own, cure.
SAID: tuple[tuple[type[BaseException], str, str, str], ...] = (
    (TookTooLongError, "TH004", f"the template takes longer than {SECONDS_AN_OUTPUT:g} s", "look for loops without an end"),
    (jinja2.UndefinedError, "TH003", "the template uses something that does not exist: {}", "see docs/theming.md for what each template sees"),
    (SecurityError, "TH004", "the template does what templates may not: {}", "take it out"),
    (RecursionError, "TH004", "the template calls itself without end", "look for a macro or an include that calls itself"),
    (MemoryError, "TH004", "the template needs more memory than there is", "look for texts that are doubled again and again"),
)
# What a template's own code may raise while it runs in the sandbox.
TEMPLATE_ERRORS = (jinja2.TemplateError, ArithmeticError, AttributeError, AssertionError, LookupError, TypeError, ValueError, RuntimeError, MemoryError)


@dataclasses.dataclass(frozen=True)
class TemplateSource:
    """A template's text and the file that it stands in, as problems name it."""

    text: str
    shown: str


class TemplateFailedError(Exception):
    """A template could not be rendered; `problem` says where."""

    def __init__(self, problem: Problem) -> None:
        """`problem` names the template's file and line."""
        super().__init__(problem.message)
        self.problem = problem


@dataclasses.dataclass(frozen=True)
class Theme:
    """Templates by name (and by `theme:name`), tokens, strings by language, assets by name; the nearest theme wins."""

    name: str
    templates: Mapping[str, TemplateSource]
    tokens: Mapping[tuple[str, ...], Token]
    strings: Mapping[str, Strings]
    assets: Mapping[str, ThemeAsset]
    environments: Mapping[str, jinja2.Environment]
    emblem: Emblem
    favicons: Favicons
    fonts: tuple[str, ...]
    patience: Patience = dataclasses.field(default_factory=Patience)

    @property
    def environment(self) -> jinja2.Environment:
        """The environment of the first language."""
        return next(iter(self.environments.values()))

    def words(self, lang: str) -> Mapping[str, str]:
        """The strings of a language that have one form, for words in the texts of pages."""
        return self._words.get(lang, {})

    @cached_property
    def _words(self) -> Mapping[str, Mapping[str, str]]:
        return {lang: {key: text for key, text in strings.items() if isinstance(text, str)} for lang, strings in self.strings.items()}

    def has_template(self, name: str) -> bool:
        """True when the theme or one that it builds on has it."""
        return name in self.templates

    def get_ready(self) -> None:
        """Loads what most pages are made with: templates at the top, and the names of days and months."""
        for lang, environment in self.environments.items():
            for style in ("long", "month"):
                date_text(dt.date(2000, 1, 1), style, lang)
            for name in self.templates:
                if "/" not in name and ":" not in name:
                    with contextlib.suppress(*TEMPLATE_ERRORS):
                        environment.get_template(name)

    def render(self, template: str, view: Any, lang: str) -> str:  # noqa: ANN401
        """The page that `template` makes of the frozen dataclass `view`. Raises TemplateFailedError."""
        fields = {name: getattr(view, name) for name in view.__dataclass_fields__}
        environment = self.environments.get(lang, self.environment)
        if not self.has_template(template):
            at = Location(f"themes/{self.name}/templates/{template}")
            raise TemplateFailedError(Problem(at, "TH003", f'there is no template "{template}"', "write it, or extend base"))
        if self.patience.lost:
            raise TemplateFailedError(self.patience.lost)
        limit_s = self.patience.limit_s
        try:
            with time_limit(limit_s):
                text = environment.get_template(template).render(fields)
                if len(text) > MAX_OUTPUT:
                    raise SecurityError(f"a page of more than {MAX_OUTPUT // 1_000_000} MB")
                return text
        except TookTooLongError as error:
            problem = problem_of(error, template, self.templates)
            self.patience.stopped(limit_s, problem)
            raise TemplateFailedError(problem) from None
        except TEMPLATE_ERRORS as error:
            raise TemplateFailedError(problem_of(error, template, self.templates)) from None


def problem_of(error: BaseException, template: str, templates: Mapping[str, TemplateSource]) -> Problem:
    """A template's error at its file and line."""
    files = {source.shown for source in templates.values()}
    start = templates[template].shown if template in templates else template
    at = Location(start, 1, 1)
    for frame in traceback.extract_tb(error.__traceback__):
        if frame.filename in files:
            at = Location(frame.filename, frame.lineno or 1, 1)
    message = str(error).strip() or type(error).__name__
    if isinstance(error, jinja2.TemplateSyntaxError):
        name = error.filename or (templates[error.name].shown if error.name and error.name in templates else start)
        return Problem(Location(name, error.lineno, 1), "TH002", f"the template cannot be read: {message}", "correct the line")
    if isinstance(error, jinja2.TemplatesNotFound | jinja2.TemplateNotFound):
        return Problem(at, "TH003", f'there is no template "{error.name}"', "name a file below templates/, or base:name for the one that you replace")
    for kind, code, words, cure in SAID:
        if isinstance(error, kind):
            return Problem(at, code, words.format(message), cure)
    return Problem(at, "TH004", f"the template fails: {message}", "correct the line")


def _templates(chain: Sequence[ThemeFiles]) -> tuple[dict[str, TemplateSource], list[Problem]]:
    found: dict[str, TemplateSource] = {}
    problems: list[Problem] = []
    for theme in reversed(chain):
        for name, data in theme.below("templates").items():
            shown = f"{theme.shown}/templates/{name}"
            text = decode(data, shown)
            problems += text.problems
            found[name] = found[f"{theme.name}:{name}"] = TemplateSource(text.text, shown)
    return found, problems


def _loader(templates: Mapping[str, TemplateSource]) -> Load:
    def load(name: str) -> tuple[str, str, Callable[[], bool]] | None:
        source = templates.get(name)
        return (source.text, source.shown, lambda: True) if source else None

    return load


def load_theme(
    config: SiteConfig,
    places: Sequence[Path],
    marks: Mapping[tuple[str | int, ...], tuple[int, int]],
    bytecode: MutableMapping[str, bytes] | None = None,
    files: Mapping[str, AssetFile] | None = None,
) -> tuple[Theme | None, tuple[Problem, ...]]:
    """The site's theme with all that it builds on; None when there is no such theme.

    `marks` are those of site.yaml; `bytecode` keeps compiled templates (see environments_of) and resolved tokens.
    `files` are those of the site, where its logo and icon are looked for; without them it is not. Raises RefusedError.
    """
    chain, problems = read_chain(config.theme, places, Location("site.yaml", *(marks.get(("theme",)) or (1, 1))))
    if not chain:
        return None, problems
    templates, problems_of_templates = _templates(chain)
    tokens, problems_of_tokens = tokens_of(chain, SiteBrand(config.brand.colours, config.brand.tokens, marks), bytecode)
    strings, problems_of_strings = strings_of(chain, config.languages, Location("site.yaml", *(marks.get(("languages",)) or (1, 1))))
    assets, problems_of_assets = assets_of(chain, stylesheet(tokens))
    if config.brand.logo and files is not None:
        at = Location("site.yaml", *(marks.get(("brand", "logo")) or (1, 1)))
        assets, problems_of_logo = with_logo(assets, config.brand.logo, files, at)
        problems_of_assets += problems_of_logo
    emblem, problems_of_emblem = emblem_of(EmblemSources(chain, assets, tokens, config, marks, files))
    favicons = favicons_of(emblem, assets, tokens)
    fonts, problems_of_fonts = fonts_of(chain, assets)
    known = {"assets": {name: asset.url for name, asset in assets.items()}, "favicons": favicons, "fonts": fonts}
    environments = environments_of(_loader(templates), strings, known, bytecode)
    theme = Theme(config.theme, templates, tokens, strings, assets, environments, emblem, favicons, fonts)
    return theme, (*problems, *problems_of_templates, *problems_of_tokens, *problems_of_strings, *problems_of_assets, *problems_of_fonts, *problems_of_emblem)
