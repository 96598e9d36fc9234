"""The tables of docs/, made from the models, the views and the codes: `python -m itsite.reference` writes them anew.

A block of a document stands between `<!-- name -->` and `<!-- /name -->`; what is between them is replaced.
"""

import dataclasses
import enum
import re
import sys
import types
import typing
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any, Union

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from itsite.hosting.apache import apache
from itsite.hosting.headers_file import headers_file
from itsite.hosting.iis import iis
from itsite.hosting.nginx import nginx
from itsite.hosting.place import Hosted, hosted
from itsite.kinds import all_kinds
from itsite.model.codes import CODES
from itsite.model.config import SiteConfig
from itsite.model.meta import Meta
from itsite.model.problem import Location
from itsite.model.values import LocalText
from itsite.places import bundled
from itsite.plan import channel_sections
from itsite.read.blocks import all_blocks
from itsite.read.config_file import config_model
from itsite.read.extensions.blocks.block import AnyBlock
from itsite.theme.files import ThemeFiles, ThemeManifest, read_chain
from itsite.theme.filters import filters_for
from itsite.theme.tokens import tokens_of
from itsite.theme.written_tokens import PALETTE
from itsite.type_words import either, linked, optional, type_words
from itsite.views import shapes
from itsite.views.registry import views
from itsite.views.shared import Frame

DOCS = Path(__file__).parent.parent / "docs"
BLOCK = re.compile(r"<!-- (?P<name>[a-z]+(?::[a-z]+)?) -->\n(?P<inside>.*?)<!-- /(?P=name) -->", re.DOTALL)
TEMPLATE_BLOCK = re.compile(r"\{%-?\s*block (\w+)")


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |\n" for line in lines)


def _model_in(kind: Any) -> tuple[type[BaseModel] | None, str]:  # noqa: ANN401
    """The model inside a field's type, and what stands between the two names."""
    if isinstance(kind, type) and issubclass(kind, BaseModel) and kind is not LocalText:
        return kind, "."
    between = ".NAME." if typing.get_origin(kind) is not None and typing.get_origin(kind) not in {tuple, Union, types.UnionType} else "."
    found = (_model_in(part)[0] for part in typing.get_args(kind))
    return next((model for model in found if model), None), between


def _default(field: FieldInfo) -> str:
    value = field.default
    if field.is_required():
        return " Needed."
    if isinstance(value, enum.Enum):
        value = value.value
    if isinstance(value, tuple):
        value = ", ".join(str(part) for part in value)
    if value is None or value == "" or not isinstance(value, str | int):
        return ""
    return f" Default: `{str(value).lower() if isinstance(value, bool) else value}`."


def _range(field: FieldInfo) -> str:
    bounds = {name: getattr(limit, name) for limit in field.metadata for name in ("ge", "le") if hasattr(limit, name)}
    return f" from {bounds['ge']} to {bounds['le']}" if len(bounds) == 2 else ""  # noqa: PLR2004


def _rows(model: type[BaseModel], names: Iterable[str], before: str = "", above: tuple[type, ...] = ()) -> Iterator[tuple[str, ...]]:
    for name in names:
        field = model.model_fields[name]
        inner, between = _model_in(field.annotation)
        words = type_words(field.annotation) + _range(field)
        yield f"`{before}{name}`", words, (field.description or "") + _default(field)
        if inner and inner not in above:
            yield from _rows(inner, inner.model_fields, before + name + between, (*above, inner))


def field_table(model: type[BaseModel], base: type[BaseModel] | None = None) -> str:
    """Every field of a model that people write, with those of the models in it; without those of `base`."""
    known = base.model_fields if base else {}
    return _table(("field", "value", "what it is for"), _rows(model, [name for name in model.model_fields if name not in known]))


def option_table(block: AnyBlock) -> str:
    """Every option of a block, and which of them may stand after the bar."""
    rows = _rows(block.options, block.options.model_fields)
    with_bar = ((name, words, said + (" May stand after the bar." if name == f"`{block.argument}`" else "")) for name, words, said in rows)
    return _table(("option", "value", "what it is for"), with_bar)


def block_table() -> str:
    """Every block with what it is for, and a link to its section."""
    rows = ((f"[`{name}`](#{name})" if not block.inside else f"`{name}`, in `{block.inside}`", block.about) for name, block in all_blocks().items())
    return _table(("block", "what it is for"), rows)


def code_table() -> str:
    """Every problem code, with a link to its section."""
    rows = ((f"[{code}](#{code.lower()})", known.title, known.cure) for code, known in CODES.items())
    return _table(("code", "what is wrong", "what to do"), rows)


def _base() -> ThemeFiles:
    return read_chain("base", (bundled() / "themes",), Location("site.yaml"))[0][0]


def template_table() -> str:
    """Which template sees which view, and the blocks that base's has."""
    sees: dict[str, list[str]] = {"layout.html": [linked("Frame")]}
    by_fields = {frozenset(typing.get_type_hints(view)): view for view in _view_types()}
    for name, fields in views():
        details = f" with {linked(fields['details'].__name__)}" if "details" in fields else ""
        sees.setdefault(name, []).append(linked(by_fields[frozenset(fields)].__name__) + details)
    files = _base().below("templates")
    blocks_of = {name: dict.fromkeys(TEMPLATE_BLOCK.findall(files[name].decode())) if name in files else {} for name in sees}
    rows = ((f"`{name}`", either(seen), ", ".join(f"`{block}`" for block in blocks_of[name])) for name, seen in sees.items())
    return _table(("template", "sees", "blocks"), rows)


def _view_types() -> tuple[type, ...]:
    found = (getattr(shapes, name) for name in vars(shapes) if name.endswith("View"))
    return tuple(kind for kind in found if isinstance(kind, type))


def _dataclasses_in(kind: Any) -> Iterator[type]:  # noqa: ANN401
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        yield kind
    for part in typing.get_args(kind):
        yield from _dataclasses_in(part)


def _seen_types() -> tuple[type, ...]:
    """Every dataclass that a template can meet: the frame, the views, the details of the kinds, then their parts."""
    found: dict[type, None] = dict.fromkeys((Frame, *_view_types(), *(fields["details"] for _, fields in views() if "details" in fields)))
    waiting = list(found)
    while waiting:
        hints = typing.get_type_hints(waiting.pop(0))
        fresh = [kind for hint in hints.values() for kind in _dataclasses_in(hint) if kind not in found]
        found |= dict.fromkeys(fresh)
        waiting += fresh
    return tuple(found)


def _view_section(kind: type) -> str:
    inherits = issubclass(kind, Frame) and kind is not Frame
    names = [field.name for field in dataclasses.fields(kind) if not (inherits and field.name in Frame.__dataclass_fields__)]
    hints = typing.get_type_hints(kind)
    said = " ".join((kind.__doc__ or "").split())
    rows = ((f"`{name}`", optional(hints[name])) for name in names)
    table = _table(("field", "is"), rows) if names else ""
    return f"#### {kind.__name__}\n\n{said}" + (f" Has all of {linked('Frame')}, and:" if inherits else "") + f"\n\n{table}"


def view_sections() -> str:
    """A section for each value that a template can meet, with its fields."""
    return "\n".join(_view_section(kind).rstrip("\n") + "\n" for kind in _seen_types())


def filter_table() -> str:
    """The filters that itsite adds to Jinja's own."""
    rows = ((f"`{name}`", (function.__doc__ or "").strip().split("\n")[0]) for name, function in filters_for("en").items())
    return _table(("filter", "gives"), rows)


def token_table() -> str:
    """The names of base's design tokens by their group."""
    groups: dict[str, list[str]] = {}
    for path in tokens_of((_base(),))[0]:
        name = "`" + (path[1] if path[0] == PALETTE else ".".join(path[1:])) + "`"
        if name not in groups.setdefault(path[0], []):
            groups[path[0]].append(name)
    return _table(("group", "tokens"), ((f"`{group}`", ", ".join(names)) for group, names in groups.items()))


def _server(printed: Callable[[Hosted], str], language: str) -> str:
    return f"```{language}\n{printed(hosted(SiteConfig(name=LocalText('IT'), url='https://it.example.org/')))}```\n"


def blocks() -> Mapping[str, Callable[[], str]]:
    """What can stand in a document, by the name of its block."""
    kinds = {f"fields:{kind.name}": (lambda meta=kind.meta: field_table(meta, Meta)) for kind in all_kinds().values() if kind.meta is not Meta}
    options = {f"block:{name}": partial(option_table, block) for name, block in all_blocks().items() if block.options.model_fields}
    return {
        **kinds,
        **options,
        "blocks": block_table,
        "fields:page": lambda: field_table(Meta),
        "fields:site": lambda: field_table(config_model(channel_sections())),
        "fields:theme": lambda: field_table(ThemeManifest),
        "codes": code_table,
        "templates": template_table,
        "views": view_sections,
        "filters": filter_table,
        "tokens": token_table,
        "server:nginx": lambda: _server(nginx, "nginx"),
        "server:apache": lambda: _server(apache, "apache"),
        "server:iis": lambda: _server(iis, "xml"),
        "server:file": lambda: _server(headers_file, "text"),
    }


def filled(text: str) -> str:
    """A document with its blocks made anew; a block of an unknown name stays as it is."""
    known = blocks()

    def block(match: re.Match[str]) -> str:
        name = match["name"]
        return f"<!-- {name} -->\n\n{known[name]()}\n<!-- /{name} -->" if name in known else match[0]

    return BLOCK.sub(block, text)


def main() -> None:
    """Writes the blocks of all documents anew and names those that changed."""
    for file in sorted(DOCS.glob("*.md")):
        text = file.read_text(encoding="utf-8")
        if (new := filled(text)) != text:
            file.write_text(new, encoding="utf-8", newline="\n")
            sys.stdout.write(f"docs/{file.name} is up to date now.\n")


if __name__ == "__main__":
    main()
