"""From the path of a request to an output of the site, as a static web server finds it."""

from dataclasses import dataclass
from typing import TypeAlias
from urllib.parse import quote, unquote

from itsite.model.output import Output, page_path
from itsite.serve.workbench import State


@dataclass(frozen=True)
class Moved:
    """The output stands at another address: `to` is its path, encoded."""

    to: str


@dataclass(frozen=True)
class Missing:
    """Nothing stands there; `inside` is the path below the site's root, None when it is not below it."""

    inside: str | None


Address: TypeAlias = Output | Moved | Missing


def base_path(state: State) -> str:
    """The decoded path under which the site is served, with slashes at both ends."""
    return unquote(state.site.config.base_path) if state.site else "/"


def looked_up(state: State, path: str) -> Address:
    """What stands at the decoded `path`: only what the plan names, by its exact name."""
    base = base_path(state)
    if base != "/" and path in {"/", base.rstrip("/")}:
        return Moved(quote(base))
    if not path.startswith(base):
        return Missing(None)
    inside = path[len(base) :]
    output = state.outputs.get(page_path(inside))
    if output is not None:
        return output
    return Moved(quote(f"{base}{inside}/")) if inside and f"{inside}/index.html" in state.outputs else Missing(inside)
