"""`itsite schema`: JSON Schemas for editors."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from itsite.cli.reporting import document
from itsite.kinds import all_kinds
from itsite.plan import channel_sections
from itsite.read.blocks import all_blocks
from itsite.read.config_file import config_model

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def _as_editors_read(node: Any) -> Any:  # noqa: ANN401 - any part of a JSON document
    """The same schema for editors, to which `38` is a number and an empty value is null: itsite reads the text, and an empty value as none."""
    if isinstance(node, list):
        return [_as_editors_read(part) for part in node]
    if not isinstance(node, dict):
        return node
    found = {key: _as_editors_read(value) for key, value in node.items()}
    if found.get("type") == "string" and "enum" not in found:
        found["type"] = ["string", "number", "boolean"]
    if isinstance(found.get("properties"), dict):
        found["properties"] = {name: _or_nothing(value) for name, value in found["properties"].items()}
    return found


def _or_nothing(node: dict[str, Any]) -> dict[str, Any]:
    about: dict[str, Any] = {key: node[key] for key in ("title", "description", "default") if key in node}
    return {**about, "anyOf": [{key: value for key, value in node.items() if key not in about}, {"type": "null"}]}


def schemas() -> dict[str, dict[str, Any]]:
    """The schema of site.yaml under "site", that of each kind's front matter under its name, and those of blocks under "block-" and theirs."""
    blocks = {f"block-{name}": block.options for name, block in all_blocks().items()}
    models = {"site": config_model(channel_sections()), **{name: kind.meta for name, kind in all_kinds().items()}, **blocks}
    return {name: {"$schema": DIALECT, **_as_editors_read(model.model_json_schema()), "title": f"itsite {name}"} for name, model in models.items()}


def schema(
    name: Annotated[str | None, typer.Argument(help="site, a kind such as news, or a block such as block-cards; else all.", show_default=False)] = None,
    out: Annotated[Path | None, typer.Option("--out", help="Write NAME.schema.json into this folder.", show_default=False)] = None,
) -> int:
    """Print the JSON Schemas of site.yaml, of each kind and of each block."""
    found = schemas()
    if name is not None and name not in found:
        raise typer.BadParameter(f'there is no "{name}"; known are: {", ".join(found)}', param_hint="NAME")
    chosen = {name: found[name]} if name else found
    if out is not None:
        out.mkdir(parents=True, exist_ok=True)
        for key, contents in chosen.items():
            (out / f"{key}.schema.json").write_text(json.dumps(contents, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        return 0
    document(json.dumps(chosen[name] if name else chosen, indent=2))
    return 0
