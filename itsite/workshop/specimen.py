"""A small site of sample texts that shows a theme: one page with every token and component by day and in the dark, and a page of every kind."""

import contextlib
import datetime as dt
import json
import os
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from itsite.model.config import SiteConfig
from itsite.model.problem import Location, Problem
from itsite.model.report import Report
from itsite.pipeline import Request, build
from itsite.places import bundled, theme_places
from itsite.plan import channel_sections
from itsite.read.config_file import FILE, load_config
from itsite.read.yaml_nodes import read_yaml
from itsite.theme.files import ThemeFiles, read_chain
from itsite.theme.theme import load_theme
from itsite.workshop.token_samples import Tokens, token_samples, token_styles

THEME = "itsite-specimen"
FOLDER = "specimen/"
LANGUAGES = ("en", "de")
AT = dt.datetime(2026, 11, 21, 12, 0, tzinfo=dt.UTC)
KEPT = ("name", "organisation", "claim", "url", "time_zone", "brand", "icons")
SCHEMES = {"light": "specimen", "dark": "specimen-dark"}
BADGES = (("planned", "neutral"), ("pilot", "notice"), ("live", "good"), ("retiring", "notice"), ("retired", "neutral"), ("urgent", "alert"))
NAVIGATION = ("services/", "news/", "newsletters/", {"page": "mission.md", "children": ("people/",)}, "specimen.md")
PAGES = ("", "services/", "services/everything/", "services/long/", "services/short/", "news/", "news/2026/story/", "news/2026/", "newsletters/",
         "newsletters/2026-11/", "mission/", "people/", "people/ida/", "subscribe/", "tags/")  # fmt: skip


@dataclass(frozen=True)
class Look:
    """What a specimen is to show: a site's configuration, its themes from the nearest to base, and the tokens of both."""

    config: SiteConfig
    written: Mapping[str, Any]
    chain: tuple[ThemeFiles, ...]
    tokens: Tokens

    @property
    def files(self) -> Mapping[str, bytes]:
        """What the themes have below specimen/, the nearest theme's first."""
        below = [theme.below(FOLDER.rstrip("/")) for theme in reversed(self.chain)]
        return {path: data for files in (_base_specimen(), *below) for path, data in files.items()}


def _base_specimen() -> Mapping[str, bytes]:
    """The specimen of base, for themes that do not build on it."""
    chain, _ = read_chain("base", (bundled() / "themes",), Location(FILE, 1, 1))
    return chain[0].below(FOLDER.rstrip("/")) if chain else {}


def _look(root: Path) -> tuple[Look | None, tuple[Problem, ...]]:
    file = load_config(root, channel_sections())
    if file.config is None:
        return None, file.problems
    places = theme_places(root)
    theme, problems = load_theme(file.config, places, file.marks)
    if theme is None or any(problem.is_error for problem in (*file.problems, *problems)):
        return None, (*file.problems, *problems)
    chain, _ = read_chain(file.config.theme, places, Location(FILE, 1, 1))
    written = read_yaml((root / FILE).read_text(encoding="utf-8-sig"), path=FILE, prefix="CF").data
    return Look(file.config, written, chain, theme.tokens), (*file.problems, *problems)


def _path(scheme: str, lang: str) -> str:
    return ("" if lang == LANGUAGES[0] else f"{lang}/") + SCHEMES[scheme] + "/"


def _extra(look: Look, words: Mapping[str, Mapping[str, str]], lang: str, scheme: str) -> dict[str, Any]:
    return {
        "words": words[lang],
        "tokens": token_samples(look.tokens, dark=scheme == "dark"),
        "badges": [{"name": name, "tone": tone} for name, tone in BADGES],
        "pages": PAGES,
        "views": [{"path": _path(one, other), "lang": other, "title": f"{words[other][one]}, {other}"} for other in LANGUAGES for one in SCHEMES],
    }


def _written(folder: Path, files: Mapping[str, bytes]) -> None:
    for path, data in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


def _pictures(look: Look, root: Path) -> Iterator[tuple[str, bytes]]:
    """The logo and the picture for the icon, where they lie in the content of the site."""
    options = getattr(look.config, "icons", None)
    for name in (getattr(look.config.brand, "logo", None), getattr(options, "picture", None)):
        with contextlib.suppress(OSError):
            if name:
                yield f"content/{name}", (root / "content" / name).read_bytes()


def _sample_site(folder: Path, root: Path, look: Look) -> None:
    """Writes the sample site, with a theme that adds the specimen to the one that is to be seen."""
    files = look.files
    for theme in look.chain:
        _written(folder / "themes" / theme.name, theme.files)
    own = {path: data for path, data in files.items() if path.startswith(("templates/", "assets/"))}
    css = own.pop("assets/css/specimen.css", b"") + token_styles(look.tokens).encode()
    manifest = {"name": "Specimen", "extends": look.config.theme, "styles": ["css/specimen.css"]}
    _written(folder / "themes" / THEME, {**own, "theme.yaml": json.dumps(manifest).encode(), "assets/css/specimen.css": css})
    words = read_yaml(files["words.yaml"].decode(), path="words.yaml", prefix="TY").data
    content = {path: data for path, data in files.items() if path.startswith("content/")}
    for lang in LANGUAGES:
        ending = ".md" if lang == LANGUAGES[0] else f".{lang}.md"
        text = content.pop(f"content/specimen{ending}").decode()
        for scheme, name in SCHEMES.items():
            extra = json.dumps(_extra(look, words, lang, scheme), ensure_ascii=False)
            content[f"content/{name}{ending}"] = text.replace("EXTRA---", f"extra: {extra}\n---", 1).encode()
    _written(folder, {**content, **dict(_pictures(look, root))})
    config = {**{key: look.written[key] for key in KEPT if key in look.written}, "languages": LANGUAGES, "theme": THEME, "navigation": NAVIGATION}
    _written(folder, {FILE: json.dumps(config, ensure_ascii=False).encode()})


def _schemed(out: Path) -> None:
    """Says in the pages of the specimen which scheme they show, whatever the reader's system has chosen."""
    for lang in LANGUAGES:
        for scheme in SCHEMES:
            file = out / _path(scheme, lang) / "index.html"
            text = file.read_text(encoding="utf-8").replace("<html ", f'<html data-scheme="{scheme}" ', 1)
            fresh = file.with_name(".index.html")
            fresh.write_text(text, encoding="utf-8", newline="\n")
            os.replace(fresh, file)  # noqa: PTH105 - another file may be linked to the old one


def build_specimen(root: Path, out: Path) -> Report:
    """Builds the specimen of the site's theme into `out`. Raises RefusedError when something else stands there."""
    look, problems = _look(root)
    if look is None:
        return Report(problems)
    with tempfile.TemporaryDirectory(prefix="itsite-") as place:
        folder = Path(place, "site")
        _sample_site(folder, root, look)
        report = build(Request(folder, AT), out)
    told = tuple(problem for problem in (*problems, *report.problems) if problem.is_error or problem.at.path.startswith("themes/"))
    if not report.failed:
        _schemed(out)
    return replace(report, problems=tuple(dict.fromkeys(told)))
