"""Two views compared: which field is another, and what it was and is."""

import dataclasses
from collections.abc import Iterator

MOST = 8
LONGEST = 60


def changes_between(old: object, new: object) -> tuple[str, ...]:
    """One sentence for each field of a recipe that differs, the most important ones when there are many."""
    found = list(_differences(_fields(old), _fields(new), ""))
    said = [f"{path} changed: {_short(before)} → {_short(after)}" for path, before, after in found[:MOST]]
    return (*said, f"and {len(found) - MOST} more fields") if len(found) > MOST else tuple(said)


def _fields(recipe: object) -> dict[str, object]:
    """A recipe by names: its view field by field."""
    if not isinstance(recipe, tuple) or len(recipe) != 4:  # noqa: PLR2004 - as Recipe has
        return {}
    template, lang, view, body = recipe
    fields = {field.name: getattr(view, field.name) for field in dataclasses.fields(view)} if dataclasses.is_dataclass(view) else {}
    return {"template": template, "lang": lang, **fields, "addresses in the text": body.targets if body else ()}


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


def _differences(old: dict[str, object], new: dict[str, object], path: str) -> Iterator[tuple[str, object, object]]:
    for name in dict.fromkeys((*new, *old)):
        if name not in old or name not in new:
            yield path + name, old.get(name, "nothing"), new.get(name, "nothing")
        elif repr(old[name]) != repr(new[name]):
            inner_old, inner_new = _parts(old[name]), _parts(new[name])
            if inner_old and inner_new and type(old[name]) is type(new[name]):
                yield from _differences(inner_old, inner_new, path + name)
            else:
                yield path + name, old[name], new[name]


def _short(value: object) -> str:
    text = f'"{value}"' if isinstance(value, str) else str(value)
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
