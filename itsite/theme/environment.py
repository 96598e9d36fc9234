"""The sandboxes that templates run in, one for each language: everything escaped, nothing undefined, no way to the file system."""

from collections.abc import Callable, Mapping
from types import SimpleNamespace
from typing import Any

import jinja2
from jinja2.bccache import Bucket, BytecodeCache
from jinja2.environment import TemplateModule
from jinja2.runtime import Context, Macro

from itsite.theme.filters import filters_for
from itsite.theme.limits import LimitedSandbox, PlainUndefined
from itsite.theme.strings import Strings

Load = Callable[[str], tuple[str, str, Callable[[], bool]] | None]


class Sandbox(LimitedSandbox):
    """Jinja's immutable sandbox, which remembers what it has found safe.

    Whether an attribute may be read depends on the value's type and the name alone, so the answer is kept by these two.
    Types themselves and callables are asked about anew each time.
    """

    def __init__(self, **options: Any) -> None:  # noqa: ANN401
        """The options of Jinja's own environment."""
        super().__init__(**options)
        self._safe: set[tuple[type, str]] = set()
        self._loaded: dict[str, jinja2.Template] = {}

    def getattr(self, obj: Any, attribute: str) -> Any:  # noqa: ANN401
        """The attribute, where the sandbox lets templates read it."""
        kind = type(obj)
        if (kind, attribute) in self._safe or (kind is TemplateModule and attribute[:1] != "_"):
            try:
                return getattr(obj, attribute)
            except AttributeError:
                pass
        return super().getattr(obj, attribute)

    def _load_template(self, name: str, globals: Any) -> jinja2.Template:  # noqa: A002, ANN401, ARG002 - Jinja's own names
        """A template of the theme, loaded once: neither templates nor globals change while an environment lives."""
        if name not in self._loaded:
            self._loaded[name] = super()._load_template(name, self.globals)
        return self._loaded[name]

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401, N805, PYI063 - Jinja's own names
        """Calls what a template calls; a macro is a template's own and needs no question."""
        if type(__obj) is Macro:
            kwargs.pop("_block_vars", None)
            kwargs.pop("_loop_vars", None)
            return __obj(__context.eval_ctx, *args, **kwargs)
        return super().call(__context, __obj, *args, **kwargs)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:  # noqa: ANN401
        """Jinja's answer; a positive one for a plain value is remembered."""
        safe = super().is_safe_attribute(obj, attr, value)
        if safe and not isinstance(obj, type) and not callable(value):
            self._safe.add((type(obj), attr))
        return safe


class _CompiledOnce(BytecodeCache):
    """Compiled templates, shared by the environments of one build."""

    def __init__(self) -> None:
        self.codes: dict[str, Any] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self.codes.get(bucket.key)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.codes[bucket.key] = bucket.code


def environments_of(load: Load, strings: Mapping[str, Strings], assets: Mapping[str, str]) -> dict[str, jinja2.Environment]:
    """One sandbox for each language; `t` (its strings), `assets` and its filters are known in every template and macro."""
    compiled = _CompiledOnce()
    found: dict[str, jinja2.Environment] = {}
    for lang, words in strings.items():
        environment = Sandbox(
            loader=jinja2.FunctionLoader(load),
            autoescape=True,
            undefined=PlainUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            cache_size=-1,
            bytecode_cache=compiled,
        )
        environment.filters.update(filters_for(lang))
        environment.globals = {"assets": assets, "range": environment.globals["range"], "t": SimpleNamespace(**words)}
        found[lang] = environment
    return found
