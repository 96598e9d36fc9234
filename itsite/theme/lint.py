"""Templates against what they can see: every name, every field, every string, every template that they name."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from jinja2 import nodes

from itsite.model.problem import Problem
from itsite.read.validation import nearest
from itsite.theme.emblem import Favicons
from itsite.theme.logo import LOGO
from itsite.theme.parsed_templates import ParsedTemplates
from itsite.theme.template_types import ANY, attribute, element, fields, same_or_any, without_none, words
from itsite.theme.theme import Theme

STRINGS: Any = type("Strings", (), {})
ASSETS: Any = type("Assets", (), {})
# What every template and macro knows.
EVERYWHERE: Mapping[str, Any] = {"t": STRINGS, "assets": ASSETS, "favicons": Favicons, "fonts": tuple[str, ...]}
ALWAYS = frozenset({"range", "loop", "super", "caller", "varargs", "kwargs", "self"})
ELEMENT_FILTERS = frozenset({"first", "last", "random", "min", "max"})
ATTRIBUTE_FILTERS = frozenset({"selectattr", "rejectattr", "groupby"})
SAME_FILTERS = frozenset({"sort", "reverse", "list", "unique", "default", "d", "selectattr", "rejectattr", "select", "reject"})

Scope = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Macro:
    template: str
    node: nodes.Macro
    scope: tuple[tuple[str, Any], ...]


@dataclass(frozen=True, slots=True)
class _Module:
    template: str


class Linter:
    """Looks through templates with the types of their views; collects problems; lives for one lint."""

    def __init__(self, theme: Theme) -> None:
        """`theme` is loaded."""
        self.theme = theme
        self.parsed = ParsedTemplates(theme)
        self.seen: set[Any] = set()
        self.keys = {key for strings in theme.strings.values() for key in strings}

    def entry(self, name: str, view: Mapping[str, Any]) -> None:
        """A template that is rendered with a view, and all that it builds on."""
        scope = {**view, **EVERYWHERE}
        wanted: str | None = name
        visited: set[str] = set()
        while wanted and wanted not in visited:
            visited.add(wanted)
            tree = self.parsed.tree(wanted)
            if tree is None:
                return
            local = dict(scope)
            self._body(wanted, tree.body, local)
            extends = tree.find(nodes.Extends)
            wanted = self.parsed.named(wanted, extends.template, extends.lineno) if extends else None

    def _body(self, template: str, found: Iterable[nodes.Node], scope: dict[str, Any]) -> None:
        for node in found:
            self._statement(template, node, scope)

    def _statement(self, template: str, node: nodes.Node, scope: dict[str, Any]) -> None:  # noqa: C901, PLR0912 - one branch a statement
        match node:
            case nodes.Output():
                for inner in node.nodes:
                    self._kind(template, inner, scope)
            case nodes.For():
                inside = dict(scope) | {"loop": ANY}
                self._bind(inside, node.target, element(self._kind(template, node.iter, scope)))
                if node.test:
                    self._kind(template, node.test, inside)
                self._body(template, node.body, inside)
                self._body(template, node.else_, dict(scope))
            case nodes.If():
                self._kind(template, node.test, scope)
                for branch in (node.body, node.elif_, node.else_):
                    self._body(template, branch, scope)
            case nodes.Assign():
                self._bind(scope, node.target, self._kind(template, node.node, scope))
            case nodes.AssignBlock():
                self._body(template, node.body, dict(scope))
                self._bind(scope, node.target, str)
            case nodes.With():
                inside = dict(scope)
                for target, value in zip(node.targets, node.values, strict=True):
                    self._bind(inside, target, self._kind(template, value, scope))
                self._body(template, node.body, inside)
            case nodes.Block() | nodes.Scope() | nodes.ScopedEvalContextModifier() | nodes.FilterBlock():
                self._body(template, node.body, dict(scope))
            case nodes.Macro():
                scope[node.name] = _Macro(template, node, ())
            case nodes.Import():
                name = self.parsed.named(template, node.template, node.lineno)
                scope[node.target] = _Module(name) if name else ANY
            case nodes.FromImport():
                self._from_import(template, node, scope)
            case nodes.Include():
                name = self.parsed.named(template, node.template, node.lineno)
                self._included(name, scope)
            case nodes.CallBlock():
                self._kind(template, node.call, scope)
                self._body(template, node.body, dict(scope) | {argument.name: ANY for argument in node.args})
            case _:
                for child in node.iter_child_nodes():
                    self._statement(template, child, scope)

    def _included(self, name: str | None, scope: Scope) -> None:
        tree = self.parsed.tree(name) if name else None
        key = (name, tuple(sorted((k, repr(v)) for k, v in scope.items())))
        if name and tree and key not in self.seen:
            self.seen.add(key)
            self._body(name, tree.body, dict(scope))

    def _from_import(self, template: str, node: nodes.FromImport, scope: dict[str, Any]) -> None:
        name = self.parsed.named(template, node.template, node.lineno)
        for item in node.names:
            original, alias = item if isinstance(item, tuple) else (item, item)
            scope[alias] = self._member(template, node.lineno, name, original) if name else ANY

    def _member(self, template: str, line: int, module: str, name: str) -> Any:  # noqa: ANN401
        """What an imported template offers under a name."""
        tree = self.parsed.tree(module)
        if tree is None:
            return ANY
        scope: dict[str, Any] = dict(EVERYWHERE)
        for node in tree.body:
            if isinstance(node, nodes.Macro | nodes.Import | nodes.FromImport | nodes.Assign):
                self._statement(module, node, scope)
        if name not in scope:
            self.parsed.note(template, line, f'"{module}" has no macro "{name}"', nearest(name, scope) or "write it, or correct the name")
            return ANY
        found = scope[name]
        return _Macro(found.template, found.node, tuple(scope.items())) if isinstance(found, _Macro) else found

    def _bind(self, scope: dict[str, Any], target: nodes.Node, kind: Any) -> None:  # noqa: ANN401
        if isinstance(target, nodes.Name):
            scope[target.name] = kind
        elif isinstance(target, nodes.Tuple):
            for item in target.items:
                self._bind(scope, item, ANY)

    def _kind(self, template: str, node: nodes.Node, scope: Scope) -> Any:  # noqa: ANN401, PLR0911 - one branch an expression
        """The type of an expression; mistakes in it are noted."""
        match node:
            case nodes.Name():
                return self._name(template, node, scope)
            case nodes.Getattr():
                return self._attribute(template, node, self._kind(template, node.node, scope), node.attr)
            case nodes.Getitem():
                return self._item(template, node, scope)
            case nodes.Const():
                return type(node.value)
            case nodes.CondExpr():
                self._kind(template, node.test, scope)
                other = self._kind(template, node.expr2, scope) if node.expr2 else type(None)
                return same_or_any(self._kind(template, node.expr1, scope), other)
            case nodes.Or() | nodes.And():
                return same_or_any(self._kind(template, node.left, scope), self._kind(template, node.right, scope))
            case nodes.Filter():
                return self._filtered(template, node, scope)
            case nodes.Call():
                return self._call(template, node, scope)
            case _:
                return self._other(template, node, scope)

    def _other(self, template: str, node: nodes.Node, scope: Scope) -> Any:  # noqa: ANN401
        if isinstance(node, nodes.Test) and node.name not in self.theme.environment.tests:
            hint = nearest(node.name, self.theme.environment.tests) or "see docs/theming.md"
            self.parsed.note(template, node.lineno, f'there is no test "{node.name}"', hint)
        for inner in node.iter_child_nodes():
            self._kind(template, inner, scope)
        return ANY

    def _name(self, template: str, node: nodes.Name, scope: Scope) -> Any:  # noqa: ANN401
        if node.name in scope:
            return scope[node.name]
        if node.name not in ALWAYS:
            self.parsed.note(
                template, node.lineno, f'the view has no "{node.name}"', nearest(node.name, scope) or "see docs/theming.md for what each template sees"
            )
        return ANY

    def _attribute(self, template: str, node: nodes.Node, base: Any, name: str) -> Any:  # noqa: ANN401
        if base is STRINGS:
            if name not in self.keys:
                self.parsed.note(
                    template, node.lineno, f'there is no string "{name}"', nearest(name, self.keys) or "add it to strings/en.yaml and the other languages"
                )
            return ANY
        if isinstance(base, _Module):
            return self._member(template, node.lineno, base.template, name)
        try:
            return attribute(base, name)
        except AttributeError:
            hint = nearest(name, fields(without_none(base)) or ()) or "see docs/theming.md for what each template sees"
            self.parsed.note(template, node.lineno, f'{words(base)} has no field "{name}"', hint)
            return ANY

    def _item(self, template: str, node: nodes.Getitem, scope: Scope) -> Any:  # noqa: ANN401
        base = self._kind(template, node.node, scope)
        if isinstance(node.arg, nodes.Slice):
            return base
        if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
            if base is ASSETS and node.arg.value not in self.theme.assets and node.arg.value != LOGO:
                hint = nearest(node.arg.value, self.theme.assets) or "put it below assets/ of the theme"
                self.parsed.note(template, node.lineno, f'there is no file "assets/{node.arg.value}"', hint)
            return self._attribute(template, node, base, node.arg.value) if base is STRINGS else ANY
        self._kind(template, node.arg, scope)
        return element(base)

    def _filtered(self, template: str, node: nodes.Filter, scope: Scope) -> Any:  # noqa: ANN401
        base = self._kind(template, node.node, scope) if node.node else ANY
        for inner in node.args:
            self._kind(template, inner, scope)
        if node.name not in self.theme.environment.filters:
            self.parsed.note(
                template, node.lineno, f'there is no filter "{node.name}"', nearest(node.name, self.theme.environment.filters) or "see docs/theming.md"
            )
        named = [keyword.value for keyword in node.kwargs if keyword.key == "attribute"]
        for wanted in (*named, *(node.args[:1] if node.name in ATTRIBUTE_FILTERS else ())):
            if isinstance(wanted, nodes.Const) and isinstance(wanted.value, str):
                self._attribute(template, node, element(base), wanted.value.split(".")[0])
        if node.name in ELEMENT_FILTERS:
            return element(base)
        return base if node.name in SAME_FILTERS else ANY

    def _call(self, template: str, node: nodes.Call, scope: Scope) -> Any:  # noqa: ANN401
        target = self._kind(template, node.node, scope)
        given = [self._kind(template, argument, scope) for argument in node.args]
        named = {keyword.key: self._kind(template, keyword.value, scope) for keyword in node.kwargs}
        if isinstance(target, _Macro):
            self._macro(target, given, named)
        return ANY

    def _macro(self, macro: _Macro, given: list[Any], named: Mapping[str, Any]) -> None:
        names = [argument.name for argument in macro.node.args]
        bound = dict.fromkeys(names, ANY) | dict(zip(names, given, strict=False)) | dict(named)
        key = (macro.template, macro.node.lineno, tuple(sorted((k, repr(v)) for k, v in bound.items())))
        if key not in self.seen:
            self.seen.add(key)
            own = dict(macro.scope) or self._member_scope(macro.template)
            self._body(macro.template, macro.node.body, own | {macro.node.name: macro} | bound | dict.fromkeys(ALWAYS, ANY))

    def _member_scope(self, template: str) -> dict[str, Any]:
        """What stands at the top of a template: its imports, macros and assignments."""
        scope: dict[str, Any] = dict(EVERYWHERE)
        tree = self.parsed.tree(template)
        for node in tree.body if tree else ():
            if isinstance(node, nodes.Macro | nodes.Import | nodes.FromImport):
                self._statement(template, node, scope)
        return scope


def lint(theme: Theme, views: Iterable[tuple[str, Mapping[str, Any]]]) -> tuple[Problem, ...]:
    """What is wrong with the templates that are rendered with these views (a template's name, and field types)."""
    linter = Linter(theme)
    for name, view in views:
        if theme.has_template(name):
            linter.entry(name, view)
        else:
            linter.parsed.missing(name)
    return tuple(linter.parsed.problems)
