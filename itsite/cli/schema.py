"""`itsite schema`: JSON Schemas for editors."""

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from itsite.kinds import all_kinds
from itsite.plan import channel_sections
from itsite.read.config_file import config_model

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schemas() -> dict[str, dict[str, Any]]:
    """The schema of site.yaml under "site", and that of each kind's front matter under its name."""
    models = {"site": config_model(channel_sections()), **{name: kind.meta for name, kind in all_kinds().items()}}
    return {name: {"$schema": DIALECT, **model.model_json_schema(), "title": f"itsite {name}"} for name, model in models.items()}


def schema(
    name: Annotated[str | None, typer.Argument(help="site, or a kind such as news; else all.", show_default=False)] = None,
    out: Annotated[Path | None, typer.Option("--out", help="Write NAME.schema.json into this folder.", show_default=False)] = None,
) -> int:
    """Print the JSON Schemas of site.yaml and of each kind."""
    found = schemas()
    if name is not None and name not in found:
        raise typer.BadParameter(f'there is no "{name}"; known are: {", ".join(found)}', param_hint="NAME")
    chosen = {name: found[name]} if name else found
    if out is not None:
        out.mkdir(parents=True, exist_ok=True)
        for key, document in chosen.items():
            (out / f"{key}.schema.json").write_text(json.dumps(document, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        return 0
    sys.stdout.write(json.dumps(chosen[name] if name else chosen, indent=2, ensure_ascii=False) + "\n")
    return 0
