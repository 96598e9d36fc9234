"""What the code of templates uses while it runs: names in scope, macros, imported templates, text made safe."""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

import jinja2.runtime
import markupsafe
from jinja2 import Environment
from jinja2.nodes import EvalContext
from jinja2.utils import missing
from markupsafe import Markup, escape


def _escaped(text: str) -> str:
    return str(escape(text))


# markupsafe's own escaping, without the Markup around its result; it is no part of markupsafe's interface.
_quoted: Callable[[str], str] = getattr(markupsafe, "_escape_inner", _escaped)


def html_of(value: Any) -> str:  # noqa: ANN401
    """Any value as it stands in a page."""
    kind = type(value)
    if kind is str:
        return _quoted(value)
    if kind is Markup:
        markup: Markup = value
        return markup
    return str(value) if kind is int else escape(value)


class Names(dict[str, Any]):
    """The names in a template's scope; a name that is not there is `missing`."""

    def __missing__(self, name: str) -> Any:  # noqa: ANN401
        """Jinja's sign for what does not exist."""
        return missing


class Context(jinja2.runtime.Context):
    """The scope of one template while it runs: the names given to it and, in the same mapping, those that it sets."""

    def __init__(self, environment: Environment, parent: dict[str, Any], name: str | None, blocks: Mapping[str, Any], globals: Any = None) -> None:  # noqa: A002, ANN401, ARG002
        """The parameters of Jinja's own; globals are the same in all templates of an environment."""
        self.parent = parent
        self.vars = Names(parent)
        self.environment = environment
        self.exported_vars = set()
        self.name = name
        self.globals_keys = set()
        self.blocks = {block: [function] for block, function in blocks.items()}

    @cached_property
    def eval_ctx(self) -> EvalContext:  # type: ignore[override]
        """Whether text is escaped here."""
        return EvalContext(self.environment, self.name)

    def resolve_or_missing(self, key: str) -> Any:  # noqa: ANN401
        """The value of a name, or `missing`."""
        return self.vars[key]

    def get_all(self) -> dict[str, Any]:
        """All names in scope; not to be changed."""
        return self.vars


class Macro(jinja2.runtime.Macro):
    """A macro that compiled code may call at once, with up to `_most` arguments; templates see neither."""

    def __init__(self, environment: Environment, func: Callable[..., str], name: str, arguments: list[str], *options: Any) -> None:  # noqa: ANN401
        """The parameters of Jinja's own."""
        super().__init__(environment, func, name, arguments, *options)
        special = bool(self.catch_kwargs or self.catch_varargs or self.caller or self.explicit_caller)
        self._most = -1 if special else len(arguments)
        self._html = func
        if not special:
            func.__defaults__ = (missing,) * len(arguments)

    def _markup(self, *arguments: Any) -> Markup:  # noqa: ANN401
        return Markup(self._html(*arguments))  # noqa: S704 - the text of a template
