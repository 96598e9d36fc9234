"""Starting points: a whole site from the example, a page with the fields of its kind."""

import datetime as dt
import json
import re
import shutil
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from itsite.channels import all_channels
from itsite.model.config import BaseUrl
from itsite.model.kind import Kind
from itsite.model.mailboxes import address_of
from itsite.model.meta import Meta
from itsite.model.problem import RefusedError
from itsite.places import bundled
from itsite.read.config_file import load_config
from itsite.read.slugs import slugify
from itsite.theme.branding import MOST_COLOURS
from itsite.theme.token_values import opaque

EXAMPLE_NAME, EXAMPLE_ORGANISATION, EXAMPLE_URL, EXAMPLE_DOMAIN = "IT Ottersbek", "Ottersbek Getriebe", "https://it.ottersbek.example/", "ottersbek.example"
EXAMPLE_THEME = "ottersbek"
EXAMPLE_COLOUR = "#0F5257"
LANGUAGES = ("en", "de")
MAX_SLUG_CHARACTERS = 80
TEXT_FILES = frozenset({".md", ".yaml", ".svg", ".html", ".css", ".txt"})
YAML_LINE = re.compile(r"(?P<key>\s*(?:- )?[\w-]+:[ \t]+|\s*- )(?P<value>\S.*)")
COMMON_FIELDS = ("title", "summary", "date", "tags", "audiences", "owner", "review_by")


def is_one_line(text: str) -> bool:
    """True when `text` holds something to see, and no control characters, line ends or halves of characters."""
    return bool(text.strip()) and not any(unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"} for c in text)


@dataclass(frozen=True)
class NewSite:
    """What a new site is called and how it looks."""

    name: str = EXAMPLE_NAME
    organisation: str = EXAMPLE_ORGANISATION
    languages: tuple[str, ...] = LANGUAGES
    colours: tuple[str, ...] = (EXAMPLE_COLOUR,)
    url: str = EXAMPLE_URL

    def mistakes(self) -> Iterator[str]:
        """What is wrong with the wish, in words."""
        if not is_one_line(self.name):
            yield "--name: write a name of visible characters"
        if not is_one_line(self.organisation):
            yield "--organisation: write a name of visible characters"
        if not self.languages or any(lang not in LANGUAGES for lang in self.languages) or len(set(self.languages)) < len(self.languages):
            yield f"--language: write en, de, or both with a comma, not {','.join(self.languages)}; others are named in site.yaml afterwards"
        if wrong := [colour for colour in self.colours if opaque(colour) is None]:
            yield f"--colour: write a colour such as #0F5257 or rebeccapurple, not {wrong[0]}"
        if len(self.colours) > MOST_COLOURS:
            yield f"--colour: give at most {MOST_COLOURS}"
        try:
            TypeAdapter(BaseUrl).validate_python(self.url)
        except ValidationError:
            yield f"--url: write the absolute address of the site, such as https://it.example.org/, not {self.url}"


def _mail_domain(host: str) -> str:
    """Where the people of a site get mail: its host without www and the like, or an example where that has no mailboxes."""
    return next(name for name in (re.sub(r"^(?:www|it|intranet)\.", "", host), host, "example.org") if address_of(f"it@{name}"))


@dataclass(frozen=True)
class _Names:
    """The example's names and what stands in their place."""

    wish: NewSite

    def plain(self, text: str) -> str:
        url = TypeAdapter(BaseUrl).validate_python(self.wish.url)
        host = _mail_domain(url.split("://", 1)[1].partition("/")[0].partition(":")[0])
        pairs = ((EXAMPLE_URL, url), (EXAMPLE_DOMAIN, host), (EXAMPLE_NAME, self.wish.name), (EXAMPLE_ORGANISATION, self.wish.organisation))
        for old, new in pairs:
            text = text.replace(old, new)
        return text

    def markdown(self, text: str) -> str:
        escaped = {value: re.sub(r"([\\`*_{}\[\]<>&#|])", r"\\\1", value) for value in (self.wish.name, self.wish.organisation)}
        wish = NewSite(escaped[self.wish.name], escaped[self.wish.organisation], self.wish.languages, self.wish.colours, self.wish.url)
        return _Names(wish).plain(text)

    def yaml(self, text: str) -> str:
        return "\n".join(self._yaml_line(line) for line in text.split("\n"))

    def _yaml_line(self, line: str) -> str:
        replaced = self.plain(line)
        match = YAML_LINE.fullmatch(line)
        if replaced == line or not match or match["value"][0] in "\"'{[|>":
            inside = json.dumps(self.plain(""), ensure_ascii=False)[1:-1]
            return line if replaced == line else replaced + inside
        return match["key"] + json.dumps(self.plain(match["value"]), ensure_ascii=False)

    def page(self, text: str) -> str:
        match = re.match(r"---\n(.*?\n)---\n", text, re.DOTALL)
        if not match:
            return self.markdown(text)
        return f"---\n{self.yaml(match[1])}---\n{self.markdown(text[match.end() :])}"


def _written_name(path: Path, languages: tuple[str, ...]) -> Path | None:
    """A page's name in a site of these languages; None for one in a language that the site does not have."""
    if path.suffix != ".md":
        return path
    german = path.stem.endswith(".de")
    lang, stem = ("de", path.stem[:-3]) if german else ("en", path.stem)
    if lang not in languages:
        return None
    return path.with_name(f"{stem}.md" if lang == languages[0] else f"{stem}.{lang}.md")


def _in_one_language(text: str, lang: str) -> str:
    """site.yaml of the example for a site in one language: each text once, and nothing for translations."""
    text = re.sub(r"\{en: ([^,{}]+), de: ([^,{}]+)\}", lambda match: match[1 + LANGUAGES.index(lang)], text)
    text = re.sub(r":\n  en: (.+)\n  de: (.+)\n", lambda match: f": {match[1 + LANGUAGES.index(lang)]}\n", text)
    text = re.sub(r"^ +lang: \w+\n", "", text, flags=re.MULTILINE)
    return text.replace("fallback: true\n", "")


def _config(names: _Names, text: str) -> str:
    wish = names.wish
    if len(wish.languages) == 1:
        text = _in_one_language(text, wish.languages[0])
    text = names.yaml(text).replace("languages: [en, de]", f"languages: [{', '.join(wish.languages)}]")
    if [colour.lower() for colour in wish.colours] != [EXAMPLE_COLOUR.lower()]:
        text = text.rstrip("\n") + f"\n\nbrand:\n  colours: {json.dumps(wish.colours)}\n"
    return text


def _translated(names: _Names, file: Path, data: bytes) -> bytes:
    if file.suffix not in TEXT_FILES:
        return data
    text = data.decode()
    if file.name == "site.yaml":
        return _config(names, text).encode()
    if file.suffix == ".md":
        return names.page(text).encode()
    return names.plain(text).encode() if file.suffix == ".yaml" else data


def _sources(origin: Path) -> Iterator[tuple[Path, Path]]:
    """The example's files and their paths in a new site."""
    for folder in ("content", f"themes/{EXAMPLE_THEME}"):
        for file in sorted((origin / folder).rglob("*")):
            relative = file.relative_to(origin)
            if file.is_file() and not any(part.startswith((".", "_")) for part in relative.parts):
                yield file, relative
    yield origin / "site.yaml", Path("site.yaml")


def new_site(folder: Path, wish: NewSite) -> None:
    """Writes a complete site into `folder`. Raises RefusedError when something stands there."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise RefusedError("the folder is not empty and is left alone", path=str(folder), hint="name a new folder")
    existed = folder.exists()
    try:
        _write_site(folder, wish)
    except BaseException:
        # The folder was empty: whatever is in it now is half a site.
        for path in [] if not folder.is_dir() else list(folder.iterdir()):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        if not existed and folder.is_dir():
            folder.rmdir()
        raise


def _write_site(folder: Path, wish: NewSite) -> None:
    names = _Names(wish)
    for file, relative in _sources(bundled()):
        target = _written_name(relative, wish.languages)
        if target is None:
            continue
        (folder / target).parent.mkdir(parents=True, exist_ok=True)
        with (folder / target).open("xb") as stream:
            stream.write(_translated(names, file, file.read_bytes()))
    (folder / ".gitignore").write_text("/build/\n/.itsite/\n", encoding="utf-8")


@dataclass(frozen=True)
class NewPage:
    """What a new page is called and where it lies; `today` dates what needs a date."""

    title: str
    lang: str | None
    folder: str
    today: dt.date


def _field_line(name: str, model: type[Meta], value: object = None) -> str:
    described = (model.model_fields[name].description or "").rstrip(".")
    text = json.dumps(value, ensure_ascii=False) if isinstance(value, str) else "" if value is None else str(value).lower()
    return f"{name}: {text}".ljust(34) + f" # {described}"


def page_text(kind: Kind, page: NewPage, lang: str) -> str:
    """A new page: its fields with what each is for, then a text to write over."""
    own = [name for name in kind.meta.model_fields if name not in Meta.model_fields]
    values: dict[str, Any] = {"title": page.title, "draft": True}
    values.update(kind.first_values(page.today))
    if kind.needs_date:
        values["date"] = page.today.isoformat()
    names = ["title", *(n for n in COMMON_FIELDS if n != "title" and (n != "date" or kind.needs_date)), *own, "draft"]
    lines = [_field_line(name, kind.meta, values.get(name)) for name in names]
    sample = kind.sample.get(lang) or kind.sample.get("en", "")
    return "---\n" + "\n".join(lines) + f"\n---\n\n{sample}"


def add_page(root: Path, kind: Kind, page: NewPage) -> Path:
    """Writes a new page of a kind and returns its file. Raises RefusedError when the file exists or the site cannot be read."""
    file = load_config(root, {channel.section: channel.options for channel in all_channels() if channel.section})
    if file.config is None:
        raise RefusedError("site.yaml has mistakes", path=str(root / "site.yaml"), hint="see them with itsite check")
    lang = page.lang or file.config.default_lang
    if lang not in file.config.languages:
        raise RefusedError(f'language "{lang}" is not one of the site\'s: {", ".join(file.config.languages)}', hint="add it to languages in site.yaml")
    slug = slugify(page.title)[:MAX_SLUG_CHARACTERS].strip("-") or "page"
    stem = next(iter(sorted(kind.stems)), slug)
    if kind.name_pattern and kind.needs_date:
        stem = f"{page.today:%Y-%m-%d}-{slug}" if kind.url_by_year else f"{page.today:%Y-%m}"
    ending = ".md" if lang == file.config.default_lang else f".{lang}.md"
    content = root / "content"
    target = content / (kind.folder or page.folder.strip("/")) / (stem + ending)
    if not target.resolve().is_relative_to(content.resolve()):
        raise RefusedError("the folder lies outside content/", path=page.folder, hint="name a folder below content/")
    if target.exists() and kind.needs_date and not kind.url_by_year:
        target = target.with_name(f"{page.today:%Y-%m-%d}{ending}")
    if target.exists():
        raise RefusedError("the file exists and is left alone", path=str(target), hint="go on writing there, or choose another title")
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with target.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(page_text(kind, page, lang))
    except OSError:
        target.unlink(missing_ok=True)
        raise
    return target
