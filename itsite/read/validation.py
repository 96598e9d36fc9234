"""From pydantic's errors to problems in plain words, each at the line and column of its value."""

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from itsite.model.problem import Location, Problem
from itsite.read.yaml_nodes import Path, Yaml

M = TypeVar("M", bound=BaseModel)

EXPECTED = {
    "string_type": "text",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "tuple_type": "a list, such as [vpn, mail]",
    "list_type": "a list, such as [vpn, mail]",
    "dict_type": "fields below it, one a line",
    "mapping_type": "fields below it, one a line",
    "model_type": "fields below it, one a line",
    "model_attributes_type": "fields below it, one a line",
    "decimal_parsing": "a number with a point, such as 12.50",
    "decimal_type": "a number with a point, such as 12.50",
}
CHOICES = {"enum", "literal_error"}


@dataclass(frozen=True, slots=True)
class Validated(Generic[M]):
    """A model as far as it could be read (None when nothing could), and the problems."""

    value: M | None
    problems: tuple[Problem, ...]


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name most like `name`, as the words of a hint; empty when none is near."""
    found = difflib.get_close_matches(name, list(known), n=1, cutoff=0.6) or [k for k in known if k.casefold() == name.casefold()]
    return f'did you mean "{found[0]}"?' if found else ""


def _path_in(data: Any, loc: Iterable[str | int]) -> Path:  # noqa: ANN401
    """The part of pydantic's location that exists in the data: names of union branches fall out."""
    path: list[str | int] = []
    for step in loc:
        if isinstance(data, Mapping) and step in data:
            data = data[str(step)]
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            data = data[step]
        else:
            continue
        path.append(step)
    return tuple(path)


def _field_names(model: type[BaseModel], path: Path) -> list[str]:
    names = list(model.model_fields)
    for step in path:
        if isinstance(step, int) or step not in model.model_fields:
            continue
        inner = _model_in(model.model_fields[step].annotation)
        if inner is None:
            return names
        model, names = inner, list(inner.model_fields)
    return names


def _model_in(annotation: Any) -> type[BaseModel] | None:  # noqa: ANN401
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    found = (_model_in(inner) for inner in getattr(annotation, "__args__", ()))
    return next((model for model in found if model), None)


def _value_at(data: Any, path: Path) -> Any:  # noqa: ANN401
    for step in path:
        data = data[step]
    return data


def _problem(error: ErrorDetails, yaml: Yaml, model: type[BaseModel], where: str, prefix: str) -> Problem:  # noqa: PLR0911 - one return a kind of mistake
    path = _path_in(yaml.data, error["loc"])
    name = ".".join(str(step) for step in path if isinstance(step, str)) or "site.yaml"
    at = Location(where, *(yaml.marks.get(path) or (1, 1)))
    kind, context = error["type"], error.get("ctx", {})
    if kind == "extra_forbidden":
        key_at = Location(where, *(yaml.keys.get(path) or yaml.marks.get(path) or (1, 1)))
        known = _field_names(model, path[:-1])
        return Problem(key_at, prefix + "002", f'unknown field "{path[-1] if path else ""}"', nearest(str(path[-1]), known) if path else "")
    if kind == "missing":
        return Problem(at, prefix + "006", f'field "{error["loc"][-1]}" is missing', f"add {error['loc'][-1]}: …")
    if kind in {"itsite_date", "itsite_slug", "itsite_path"}:
        code = {"itsite_date": "004", "itsite_slug": "012", "itsite_path": "012"}[kind]
        return Problem(at, prefix + code, f"{name}: {error['msg']}", context.get("hint", ""))
    if kind.startswith("itsite_"):
        return Problem(at, prefix + "005", f"{name}: {error['msg']}", context.get("hint", ""))
    value = _value_at(yaml.data, path)
    if kind in CHOICES:
        choices = str(context.get("expected", "")).replace("'", "")
        hint = nearest(str(value), choices.replace(" or ", ", ").split(", ")) or f"write one of: {choices}"
        return Problem(at, prefix + "005", f'{name}: "{value}" is not one of {choices}', hint)
    if kind in EXPECTED:
        shown = "nothing" if value is None else f'"{value}"' if isinstance(value, str) else "a list" if isinstance(value, list) else "fields"
        return Problem(at, prefix + "003", f"{name}: {shown} stands where {EXPECTED[kind]} is expected", f"write {EXPECTED[kind]}")
    return Problem(at, prefix + "003", f"{name}: {error['msg'][:1].lower()}{error['msg'][1:]}", "correct the value")


def _of_fitting_branch(errors: list[ErrorDetails], data: Mapping[str, Any]) -> list[ErrorDetails]:
    """Of the errors of a union's branches at one value, those of the branch that the writer meant."""
    kept: list[ErrorDetails] = []
    by_top: dict[Path, list[ErrorDetails]] = {}
    for error in errors:
        top = _path_in(data, error["loc"][:1]) if error["loc"] else ()
        by_top.setdefault(top, []).append(error)
    for top, group in by_top.items():
        value = _value_at(data, top) if top else None
        wrong_form = {"string_type", *CHOICES} if isinstance(value, dict) else {"model_type", "model_attributes_type", "dict_type"}
        fitting = [error for error in group if not (error["type"] in wrong_form and _path_in(data, error["loc"]) == top)]
        kept += fitting or group[:1]
    return kept


def validated(model: type[M], yaml: Yaml, *, path: str, prefix: str, context: Mapping[str, Any] | None = None) -> Validated[M]:
    """`yaml` as a `model`. With mistakes, the value is what remains without the fields that have them."""
    data = dict(yaml.data)
    problems: list[Problem] = list(yaml.problems)
    for _ in range(2):
        try:
            return Validated(model.model_validate(data, context=dict(context or {})), tuple(problems))
        except ValidationError as error:
            details = _of_fitting_branch(error.errors(include_url=False), yaml.data)
            problems += [_problem(detail, yaml, model, path, prefix) for detail in details]
            data = {key: value for key, value in data.items() if key not in {detail["loc"][0] for detail in details if detail["loc"]}}
    return Validated(None, tuple(dict.fromkeys(problems)))
