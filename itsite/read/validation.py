"""From pydantic's errors to problems in plain words, each at the line and column of its value."""

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from itsite.model.problem import Location, Problem
from itsite.read.yaml_nodes import Path, Yaml

M = TypeVar("M", bound=BaseModel)

# What each of pydantic's errors of form expects, and how to write it.
LIST = ("a list", "write it as [one, two]")
FIELDS = ("fields below it", "write its fields below it, one a line, indented by two blanks")
TEXT = ("text", "write one text; in quotes if it begins with [ or {")
WHOLE = ("a whole number", "write a number such as 10")
TRUTH = ("true or false", "write true or false")
NUMBER = ("a number", "write a number with a point, such as 12.50")
EXPECTED = {
    "string_type": TEXT, "int_type": WHOLE, "int_parsing": WHOLE, "int_from_float": WHOLE, "int_parsing_size": WHOLE, "bool_type": TRUTH, "bool_parsing": TRUTH,
    "tuple_type": LIST, "list_type": LIST, "dict_type": FIELDS, "mapping_type": FIELDS, "model_type": FIELDS, "model_attributes_type": FIELDS,
    "decimal_parsing": NUMBER, "decimal_type": NUMBER, "finite_number": NUMBER, "decimal_max_digits": NUMBER, "decimal_max_places": NUMBER,
}  # fmt: skip
LIMITS = {
    "greater_than_equal": ("{value} is too small", "write at least {ge}"),
    "less_than_equal": ("{value} is too large", "write at most {le}"),
    "string_too_short": ("there is nothing between the quotation marks", "write a text, or take the line away"),
    "string_too_long": ("the text is too long", "write at most {max_length} characters"),
    "too_short": ("the list is empty", "write at least one entry, or take the line away"),
}
CHOICES = {"enum", "literal_error"}


@dataclass(frozen=True, slots=True)
class Validated(Generic[M]):
    """A model as far as it could be read (None when nothing could), the problems, and the fields that have one."""

    value: M | None
    problems: tuple[Problem, ...]
    left_out: frozenset[str] = frozenset()


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


def _shown(value: Any) -> str:  # noqa: ANN401
    if value is None:
        return "nothing"
    return "a list" if isinstance(value, list) else "fields" if isinstance(value, dict) else f'"{value}"'


def _wrong_form(name: str, value: Any, kinds: Iterable[str]) -> tuple[str, str]:  # noqa: ANN401
    """Message and cure for a value of another form than the one, or one of those, expected."""
    wanted = list(dict.fromkeys(EXPECTED[kind] for kind in kinds if kind in EXPECTED))
    hint = wanted[0][1]
    if wanted == [LIST] and isinstance(value, str):
        hint = f"write [{value}]"
    if wanted == [NUMBER] and isinstance(value, str) and "," in value:
        hint = f"write {value.replace('.', '').replace(',', '.')}"
    return f"{name}: {' or '.join(what for what, _ in wanted)} expected, not {_shown(value)}", hint


def _not_among(name: str, value: Any, expected: str, model: type[BaseModel] | None) -> tuple[str, str]:  # noqa: ANN401
    """Message and cure for a value that is none of the choices; `model` is what may stand there instead."""
    choices = expected.replace("'", "")
    if model:
        fields = " and ".join(f"{name}:" for name, field in model.model_fields.items() if field.is_required())
        return f"{name}: {_shown(value)} is neither {choices} nor fields below it", f"write {choices}, or below it {fields}"
    hint = nearest(str(value), choices.replace(" or ", ", ").split(", ")) or f"write one of: {choices}"
    return f"{name}: {_shown(value)} is not one of {choices}", hint


def _unknown(path: Path, known: Iterable[str]) -> tuple[str, str]:
    key, names = str(path[-1]), list(known)
    if not key.strip():
        return "a field without a name", "write field: value"
    from itsite.delivery.secrets import misplaced  # noqa: PLC0415 - a site without mistakes never needs it

    if variable := misplaced(path):
        return f'"{key}" has no place in a file', f"set {variable} in the environment, or keep it in the keyring"
    return f'unknown field "{key}"', nearest(key, names) or f"known are: {', '.join(names)}"


def _said(error: ErrorDetails, yaml: Yaml, model: type[BaseModel], path: Path) -> tuple[str, str, str]:
    """Suffix of the code, message and cure of an error at a value."""
    kind, context = error["type"], error.get("ctx", {})
    in_key = error["loc"][-1:] == ("[key]",)
    name = ".".join(str(step) for step in (path[:-1] if in_key else path) if isinstance(step, str)) or "site.yaml"
    value = _value_at(yaml.data, path)
    if kind == "missing":
        return "006", f'field "{error["loc"][-1]}" is missing', f"add {error['loc'][-1]}: …"
    if kind.startswith("itsite_"):
        suffix = {"itsite_date": "004", "itsite_slug": "012", "itsite_path": "012", "itsite_clock": "016", "itsite_order": "017"}.get(kind, "005")
        return suffix, f"{name}: {error['msg']}", context.get("hint", "")
    if kind in CHOICES:
        other = _model_in(model.model_fields[str(path[0])].annotation) if len(path) == 1 else None
        return "005", *_not_among(name, value, str(context.get("expected", "")), other)
    if kind in EXPECTED:
        message, hint = _wrong_form(name, value, (kind, *context.get("or", ())))
        entry = _model_in(model.model_fields[str(path[0])].annotation) if len(path) == 1 and hint.startswith("write [") else None
        needed = next((key for key, field in entry.model_fields.items() if field.is_required()), "") if entry else ""
        return "003", message, f"write [{{{needed}: {value}}}]" if needed else hint
    if kind in LIMITS:
        message, hint = (words.format_map({**context, "value": _shown(value)}) for words in LIMITS[kind])
        return "003", f"{name}: {message}", hint
    return "003", f"{name}: {error['msg'][:1].lower()}{error['msg'][1:]}", "correct the value"


def _problem(error: ErrorDetails, yaml: Yaml, model: type[BaseModel], where: str, prefix: str) -> Problem:
    path = _path_in(yaml.data, error["loc"])
    if error["type"] == "extra_forbidden" and path:
        at = yaml.keys.get(path) or yaml.marks.get(path) or (1, 1)
        return Problem(Location(where, *at), prefix + "002", *_unknown(path, _field_names(model, path[:-1])))
    suffix, message, hint = _said(error, yaml, model, path)
    marks = yaml.keys if error["loc"][-1:] == ("[key]",) else yaml.marks
    return Problem(Location(where, *(marks.get(path) or yaml.marks.get(path) or (1, 1))), prefix + suffix, message, hint)


def _branch_at(data: Any, loc: tuple[str | int, ...], start: int) -> int | None:  # noqa: ANN401
    """Where in pydantic's location, from `start`, the name of a union's branch stands; None when there is none."""
    for n, step in enumerate(loc):
        known = (isinstance(data, Mapping) and step in data) or (isinstance(data, list) and isinstance(step, int) and step < len(data))
        if not known and n >= start:
            return n
        data = data[step] if known else data
    return None


def _fits(errors: Iterable[ErrorDetails], value: Any, at: int) -> bool:  # noqa: ANN401
    """True when none of a branch's errors says that the value itself has another form than this branch takes."""
    own = [error["type"] for error in errors if len(error["loc"]) == at + 1]
    return not any(kind in EXPECTED or (kind in CHOICES and not isinstance(value, str)) for kind in own)


def _meant(errors: Iterable[ErrorDetails], data: Mapping[str, Any], start: int = 0) -> list[ErrorDetails]:
    """Of the errors of a union's branches at one value, those of the branch that the writer meant."""
    kept: list[ErrorDetails] = []
    unions: dict[tuple[str | int, ...], dict[str | int, list[ErrorDetails]]] = {}
    for error in errors:
        ends = len(error["loc"]) - (1 if error["type"] in {"missing", "extra_forbidden"} or error["loc"][-1:] == ("[key]",) else 0)
        at = _branch_at(data, error["loc"][:ends], start)
        if at is None:
            kept.append(error)
        else:
            unions.setdefault(error["loc"][:at], {}).setdefault(error["loc"][at], []).append(error)
    for prefix, branches in unions.items():
        value = _value_at(data, _path_in(data, prefix))
        fitting = next((found for found in branches.values() if _fits(found, value, len(prefix))), None)
        if fitting is None:
            first, *others = (error for found in branches.values() for error in found)
            forms = [error["type"] for error in others]
            kept.append({**first, "ctx": {**first.get("ctx", {}), "or": forms}})
        else:
            kept += _meant(fitting, data, len(prefix) + 1)
    return kept


def _without(data: Mapping[str, Any], path: Path) -> dict[str, Any]:
    """`data` without the mapping's entry at `path`; of a list, the whole field that holds it."""
    names = path[: next((n for n, step in enumerate(path) if isinstance(step, int)), len(path))]
    if len(names) > 1 and isinstance(data.get(str(names[0])), dict):
        return {**data, str(names[0]): _without(data[str(names[0])], names[1:])}
    return {key: value for key, value in data.items() if not names or key != names[0]}


def _given(value: Any, model: type[BaseModel] | None) -> Any:  # noqa: ANN401
    """`value` without the known fields that are left empty; an unknown one stays, to be told. `model` is what stands there, if known."""
    if isinstance(value, list):
        return [_given(item, model) for item in value]
    if not isinstance(value, dict):
        return value
    found: dict[str, Any] = {}
    for key, inner in value.items():
        if isinstance(inner, str) or (isinstance(inner, list) and all(isinstance(item, str) for item in inner)):
            found[key] = inner
            continue
        field = model.model_fields.get(key) if model else None
        if inner is None and (field or not model):
            continue
        below = _model_in(field.annotation) if field else None
        named = field is not None and get_origin(field.annotation) is Mapping and isinstance(inner, dict)
        found[key] = {name: _given(item, below) for name, item in inner.items() if item is not None} if named else _given(inner, below)
    return found


def validated(  # noqa: PLR0913 - one parameter a fact
    model: type[M], yaml: Yaml, *, path: str, prefix: str, context: Mapping[str, Any] | None = None, stand_ins: Mapping[str, Any] | None = None
) -> Validated[M]:
    """`yaml` as a `model`. With mistakes, the value is what remains without them; `stand_ins` take the place of fields that it needs."""
    data = _given(yaml.data, model)
    problems: list[Problem] = list(yaml.problems)
    details: list[ErrorDetails] = []
    for attempt in range(3):
        try:
            value = model.model_validate(data, context=dict(context or {}))
        except ValidationError as error:
            found = error.errors(include_url=False)
        else:
            return Validated(value, tuple(dict.fromkeys(problems)), frozenset(str(detail["loc"][0]) for detail in details if detail["loc"]))
        if attempt == 0:
            details = _meant(found, yaml.data)
            told = [d for d in details if not (d["type"] == "missing" and len(d["loc"]) == 1 and yaml.is_incomplete)]
            problems += [_problem(detail, yaml, model, path, prefix) for detail in told]
        for detail in found:
            data = _without(data, _path_in(yaml.data, detail["loc"]) if attempt == 0 else detail["loc"][:1])
        data = {**(stand_ins or {}), **data}
    return Validated(None, tuple(dict.fromkeys(problems)), frozenset(str(detail["loc"][0]) for detail in details if detail["loc"]))
