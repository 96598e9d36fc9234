"""Two views compared: which field is another, and what it was and is."""

import dataclasses
from collections.abc import Iterator

from itsite.render import ChannelRecipe, PageRecipe

MOST = 8
LONGEST = 60


def changes_between(old: object, new: object) -> tuple[str, ...]:
    """One sentence for each field of a recipe that differs, the most important ones when there are many."""
    found = list(_differences(_fields(old), _fields(new), ""))
    said = [f"{path} changed: {_short(before)} → {_short(after)}" for path, before, after in found[:MOST]]
    return (*said, f"and {len(found) - MOST} more fields") if len(found) > MOST else tuple(said)


def _fields(recipe: object) -> dict[str, object]:
    """A recipe by names: its view field by field."""
    if isinstance(recipe, PageRecipe):
        targets = recipe.body.targets if recipe.body else ()
        return {"template": recipe.template, "lang": recipe.lang, **_of_view(recipe.view), "addresses in the text": targets}
    return {**_of_view(recipe.view), "texts": recipe.paths} if isinstance(recipe, ChannelRecipe) else {}


def _of_view(view: object) -> dict[str, object]:
    if dataclasses.is_dataclass(view):
        return {field.name: getattr(view, field.name) for field in dataclasses.fields(view)}
    return {"view": view}


def _parts(value: object) -> dict[str, object]:
    """The parts of a value by the way they are written: `.name`, `[0]`, `["key"]`; empty for a plain value."""
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return {f".{name}": part for name, part in zip(value._fields, value, strict=True)}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f".{field.name}": getattr(value, field.name) for field in dataclasses.fields(value)}
    if isinstance(value, tuple | list):
        return {f"[{n}]": part for n, part in enumerate(value)}
    if isinstance(value, dict):
        return {f'["{key}"]': part for key, part in value.items()}
    return {}


def _unlike(old: object, new: object) -> tuple[dict[str, object], dict[str, object]]:
    """The parts of two values to compare: none of plain ones and of two kinds; of lists those that are in one only, wherever they stand."""
    if type(old) is not type(new):
        return {}, {}
    parts_old, parts_new = _parts(old), _parts(new)
    if isinstance(new, list) or type(new) is tuple:
        both = {repr(part) for part in parts_old.values()} & {repr(part) for part in parts_new.values()}
        parts_old, parts_new = ({name: part for name, part in parts.items() if repr(part) not in both} for parts in (parts_old, parts_new))
    return parts_old, parts_new


def _differences(old: dict[str, object], new: dict[str, object], path: str) -> Iterator[tuple[str, object, object]]:
    for name in dict.fromkeys((*new, *old)):
        if name not in old or name not in new:
            yield path + name, old.get(name, ...), new.get(name, ...)
        elif repr(old[name]) != repr(new[name]):
            inner_old, inner_new = _unlike(old[name], new[name])
            if inner_old or inner_new:
                yield from _differences(inner_old, inner_new, path + name)
            else:
                yield path + name, old[name], new[name]


def _short(value: object) -> str:
    if value is ...:
        return "nothing"
    text = f'"{value}"' if isinstance(value, str) else str(value)
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
