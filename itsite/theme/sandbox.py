"""The sandbox that templates run in, which remembers what it has found safe."""

from typing import Any

from jinja2.runtime import Context, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's immutable sandbox: whether an attribute may be read depends on the value's type and the name alone.

    So the answer is kept by (type, name). Types themselves and callables are asked about anew each time.
    """

    def __init__(self, **options: Any) -> None:  # noqa: ANN401
        """The options of Jinja's own environment."""
        super().__init__(**options)
        self._safe: set[tuple[type, str]] = set()

    def getattr(self, obj: Any, attribute: str) -> Any:  # noqa: ANN401
        """The attribute, where the sandbox lets templates read it."""
        if (type(obj), attribute) in self._safe:
            try:
                return getattr(obj, attribute)
            except AttributeError:
                pass
        return super().getattr(obj, attribute)

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401, N805 - Jinja's own names
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
