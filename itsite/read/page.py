"""One file to one page: front matter to typed fields, Markdown to a document."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from itsite.engine.time_limit import TookTooLongError, time_limit
from itsite.model.document import Document, Pieces
from itsite.model.kind import Kind
from itsite.model.meta import Meta
from itsite.model.page import Page, Reading
from itsite.model.problem import Location, Problem, warning
from itsite.model.source import SourceFile
from itsite.model.values import why_no_day
from itsite.read.front_matter import Split, split_front_matter
from itsite.read.markdown import convert
from itsite.read.slots import place_of_scheme
from itsite.read.slugs import slugify
from itsite.read.text import CONTROL, Text, decode, masked, place
from itsite.read.typography import typographic_text
from itsite.read.validation import nearest, validated
from itsite.read.yaml_nodes import Yaml

SECONDS_A_PAGE = 30.0
EXAMPLE_DAY = dt.date(2026, 11, 10)


@dataclass(frozen=True)
class ReadOptions:
    """What reading a page depends on beside the file: the same for all files of a build."""

    kinds: Mapping[str, Kind]
    zone: dt.tzinfo = dt.UTC
    languages: tuple[str, ...] = ("en",)
    seconds_a_page: float = field(default=SECONDS_A_PAGE)
    typography: bool = False


def _date_in_name(match: re.Match[str] | None, zone: dt.tzinfo) -> dt.datetime | None:
    if not match:
        return None
    parts = match.groupdict()
    return dt.datetime(int(parts["year"]), int(parts["month"]), int(parts.get("day") or 1), tzinfo=zone)


def _name_parts(source: SourceFile, kind: Kind, options: ReadOptions) -> tuple[dt.datetime | None, str, tuple[Problem, ...]]:
    """Date and slug that the file name says, and what is wrong with them."""
    stem = source.key.rsplit("/", 1)[-1]
    match = kind.name_pattern.fullmatch(stem) if kind.name_pattern else None
    slug = match["slug"] if match else stem
    reason = why_no_day(int(match["year"]), int(match["month"]), int(match.groupdict().get("day") or 1)) if match else ""
    if reason:
        message = f"the date in the file name does not exist: {reason}"
        return None, slug, (Problem(Location(source.shown_path, 1, 1), "FM004", message, "rename the file to year-month-day-title.md"),)
    return _date_in_name(match, options.zone), slug, ()


def _language(source: SourceFile, meta: Meta, split: Split, options: ReadOptions) -> tuple[str, tuple[Problem, ...]]:
    lang = meta.lang or source.lang or options.languages[0]
    if lang in options.languages:
        return lang, ()
    at = Location(source.shown_path, *(split.fields.marks.get(("lang",)) or (1, 1)))
    hint = nearest(lang, options.languages) or f"add {lang} to languages in site.yaml, or rename the file"
    return lang, (Problem(at, "FM014", f'language "{lang}" is not one of the site\'s: {", ".join(options.languages)}', hint),)


def _document(split: Split, source: SourceFile, lang: str, title: str | None, options: ReadOptions) -> tuple[Document, Pieces, tuple[Problem, ...]]:
    unknown: tuple[Document, Pieces] = Document(is_known=False), ()
    if not split.is_known:
        return *unknown, ()
    at = Location(source.shown_path, split.body_line, 1)
    limit_s = options.seconds_a_page
    try:
        with time_limit(limit_s):
            converted = convert(split.body, lang=lang, first_line=split.body_line, title=title, path=source.shown_path, typography=options.typography)
    except TookTooLongError:
        hint = "look for long runs of brackets, backticks or blanks"
        return *unknown, (Problem(at, "MD001", f"the text cannot be converted within {limit_s:g} s", hint),)
    except RecursionError:
        return *unknown, (Problem(at, "MD002", "the text nests too deep", "flatten lists, quotations or brackets"),)
    problems = [*converted.problems]
    for scheme in converted.refused_schemes:
        where = Location(source.shown_path, *place_of_scheme(split.body, scheme, split.body_line))
        problems.append(warning(where, "LK008", f'links with "{scheme}:" are taken out of the page', "link with https:, mailto: or tel:"))
    for tag in converted.refused_tags:
        offset = masked(split.body).lower().find("<" + tag)
        where = Location(source.shown_path, *place(split.body, max(offset, 0), split.body_line))
        problems.append(warning(where, "MD004", f"<{tag}> is taken out of the page", "use Markdown, or the HTML that docs/writing.md names"))
    if converted.controls and not CONTROL.search(split.body):
        problems.append(warning(at, "MD003", f"{converted.controls} control character(s), written as entities, are taken out", "delete them"))
    return converted.document, converted.text, tuple(problems)


def _without_controls(split: Split, path: str) -> tuple[Split, tuple[Problem, ...]]:
    """Control characters that YAML escapes smuggle into values, taken out with a warning each."""
    problems: list[Problem] = []

    def cleaned(value: object, at: tuple[str | int, ...]) -> object:
        if isinstance(value, str) and CONTROL.search(value):
            name = f"U+{ord(CONTROL.findall(value)[0]):04X}"
            mark = split.fields.marks.get(at) or (1, 1)
            problems.append(warning(Location(path, *mark), "FM015", f"control character {name} is taken out of the value", "delete it"))
            return CONTROL.sub("", value)
        if isinstance(value, dict):
            return {CONTROL.sub("", key): cleaned(inner, (*at, key)) for key, inner in value.items()}
        if isinstance(value, list):
            return [cleaned(inner, (*at, n)) for n, inner in enumerate(value)]
        return value

    data = {CONTROL.sub("", key): cleaned(value, (key,)) for key, value in split.fields.data.items()}
    return replace(split, fields=replace(split.fields, data=data)), tuple(problems)


def _split(text: Text, path: str) -> tuple[Split, tuple[Problem, ...]]:
    """Fields and text of a page. A wrong character or a merge conflict among the fields is the one mistake there: nothing is made of them."""
    split = split_front_matter(text.text, path)
    cleaned: tuple[Problem, ...] = ()
    if "\\" in text.text[: len(text.text) - len(split.body)]:
        split, cleaned = _without_controls(split, path)
    if any(problem.at.line < split.body_line for problem in text.problems):
        return replace(split, fields=Yaml({}, {}, {})), ()
    if any(problem.code == "TX003" for problem in text.problems) and not split.fields.data:
        return replace(split, fields=Yaml({}, {}, {}), is_known=False), ()
    return split, cleaned


def _set(meta: Meta, lang: str) -> Meta:
    """Title and summary with the marks of the language."""
    written = {name: text for name in ("title", "summary") if (text := getattr(meta, name))}
    changed = {name: new for name, text in written.items() if (new := typographic_text(text, lang)) != text}
    return meta.model_copy(update=changed) if changed else meta


def read_page(source: SourceFile, data: bytes, options: ReadOptions) -> Reading:
    """The page in one file as far as it can be understood, with every mistake in it."""
    decoded = decode(data, source.shown_path)
    if any(problem.code == "TX001" for problem in decoded.problems):
        return Reading(None, decoded.problems)
    kind = options.kinds[source.kind]
    split, cleaned = _split(decoded, source.shown_path)
    checked = validated(kind.meta, split.fields, path=source.shown_path, prefix="FM", context={"zone": options.zone})
    meta = checked.value or kind.meta()
    lang, wrong_language = _language(source, meta, split, options)
    meta = _set(meta, lang) if options.typography else meta
    named_date, named_slug, wrong_name = _name_parts(source, kind, options)
    document, text, wrong_text = _document(split, source, lang, meta.title, options)
    problems = [*decoded.problems, *cleaned, *checked.problems, *wrong_language, *wrong_name, *wrong_text]
    broken = any(problem.is_error for problem in problems)
    title = " ".join((meta.title or document.title).split())
    if not title and not broken:
        problems.append(
            Problem(Location(source.shown_path, 1, 1), "FM011", "the page has no title", "add title: … to the front matter, or a heading to the text")
        )
    date = meta.date or named_date
    if kind.needs_date and not date and not broken:
        hint = "add date: 2026-11-03, or begin the file name with 2026-11-03-"
        problems.append(Problem(Location(source.shown_path, 1, 1), "FM013", f"a page of kind {kind.name} needs a date", hint))
    for name in () if broken else kind.needs:
        if name not in meta.model_fields_set:
            hint = f"add {name}: {kind.first_values(EXAMPLE_DAY).get(name, '…')}"
            problems.append(Problem(Location(source.shown_path, 1, 1), "FM006", f'field "{name}" is missing', hint))
    slug = slugify(meta.slug or named_slug) or named_slug
    page = Page(source.path, source.key, lang, kind.name, title, date, slug, meta, document, split.fields.marks)
    return Reading(page, tuple(problems), text, decoded.text[: len(decoded.text) - len(split.body)])
