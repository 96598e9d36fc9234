"""The sandboxes that templates run in, one for each language: everything escaped, nothing undefined, no way to the file system."""

from collections.abc import Callable, Iterator, Mapping, MutableMapping
from types import SimpleNamespace
from typing import Any

import jinja2
from jinja2.environment import TemplateModule
from jinja2.runtime import LoopContext
from jinja2.utils import missing
from markupsafe import escape

from itsite.theme.compiling import CompiledOnce, DirectCode
from itsite.theme.filters import filters_for
from itsite.theme.limits import LimitedSandbox, PlainUndefined
from itsite.theme.runtime import Context, Macro
from itsite.theme.strings import Strings

Load = Callable[[str], tuple[str, str, Callable[[], bool]] | None]


class Readable(dict[str, set[type]]):
    """By name, the types whose values always have a field of this name that templates may read.

    Compiled templates hold the sets; those who ask the sandbox first fill them.
    """

    def __missing__(self, name: str) -> set[type]:
        """A name that is met for the first time."""
        return self.setdefault(name, set())

    def note(self, kind: type, name: str) -> None:
        """Takes up a type when its values cannot lose the field: a frozen view, or what Jinja tells of a loop."""
        parameters = getattr(kind, "__dataclass_params__", None)
        is_field = bool(parameters and parameters.frozen and name in kind.__dataclass_fields__)  # type: ignore[attr-defined]
        if not name.startswith("_") and (is_field or (kind is LoopContext and hasattr(kind, name))):
            self[name].add(kind)

    def only(self, base: type, /, *arguments: Any, **named: Any) -> Any:  # noqa: ANN401
        """A value with a type of its own, whose public fields may be read; nobody changes it."""
        made = type(base.__name__, (base,), {})(*arguments, **named)
        for name in vars(made):
            if not name.startswith("_"):
                self[name].add(type(made))
        return made


class Modules(dict[str, TemplateModule]):
    """Imported templates, each run once."""

    def __init__(self, environment: "Sandbox") -> None:
        """`environment` loads them."""
        self.environment = environment

    def __missing__(self, name: str) -> TemplateModule:
        """Runs a template for the first time."""
        template = self.environment.get_template(name)
        module: TemplateModule = self.environment.readable.only(TemplateModule, template, template.new_context())
        return self.setdefault(name, module)


class Sandbox(LimitedSandbox):
    """Jinja's immutable sandbox for code that remembers what the sandbox has found safe.

    Whether a field may be read depends on the value's type and the name alone. Types themselves and callables are asked about anew each time.
    """

    code_generator_class = DirectCode
    context_class = Context

    def __init__(self, **options: Any) -> None:  # noqa: ANN401
        """The options of Jinja's own environment."""
        super().__init__(**options)
        self.readable = Readable()
        self.modules = Modules(self)
        self._loaded: dict[str, jinja2.Template] = {}

    def getattr(self, obj: Any, attribute: str) -> Any:  # noqa: ANN401
        """The attribute, where the sandbox lets templates read it."""
        self.readable.note(type(obj), attribute)
        return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:  # noqa: ANN401
        """The element, or the attribute of a computed name."""
        if type(argument) is str and type(obj) in self.readable.get(argument, ()):
            return getattr(obj, argument)
        return super().getitem(obj, argument)

    def _load_template(self, name: str, globals: Any) -> jinja2.Template:  # noqa: A002, ANN401, ARG002 - Jinja's own names
        """A template of the theme, loaded once: neither templates nor globals change while an environment lives."""
        if name not in self._loaded:
            self._loaded[name] = super()._load_template(name, self.globals)
        return self._loaded[name]

    def included(self, name: str, context: Context, names: dict[str, Any]) -> Iterator[str]:
        """The text of a template that sees what `context` has, and `names`."""
        template = self._loaded.get(name) or self.get_template(name)
        scope = context.vars
        if names:
            scope = {**scope, **{key: value for key, value in names.items() if value is not missing}}
        return template.root_render_func(Context(self, scope, template.name, template.blocks))

    def call(__self, __context: jinja2.runtime.Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401, N805, PYI063 - Jinja's own names
        """Calls what a template calls; a macro is a template's own and needs no question."""
        if type(__obj) is Macro:
            kwargs.pop("_block_vars", None)
            kwargs.pop("_loop_vars", None)
            return __obj(__context.eval_ctx, *args, **kwargs)
        return super().call(__context, __obj, *args, **kwargs)

    def markup_call(self, context: Context, called: Any, **scopes: Any) -> Callable[..., Any]:  # noqa: ANN401
        """What calls `called` as the sandbox allows."""
        return lambda *arguments: self.call(context, called, *arguments, **scopes)

    def html_call(self, context: Context, called: Any, **scopes: Any) -> Callable[..., str]:  # noqa: ANN401
        """The same, with the result as it stands in a page."""
        return lambda *arguments: escape(self.call(context, called, *arguments, **scopes))


def environments_of(
    load: Load, strings: Mapping[str, Strings], known: Mapping[str, Any], bytecode: MutableMapping[str, bytes] | None = None
) -> dict[str, jinja2.Environment]:
    """One sandbox for each language; `t` (its strings), its filters and what is in `known` can be used in every template and macro.

    Compiled templates are taken from `bytecode` and put there. It is run, so it has to come from where the program itself comes from,
    or from where only the user can write; and it has to be forgotten when the program or Jinja changes.
    """
    compiled = CompiledOnce(bytecode)
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
        environment.globals = {**known, "range": environment.globals["range"], "t": environment.readable.only(SimpleNamespace, **words)}
        found[lang] = environment
    return found
