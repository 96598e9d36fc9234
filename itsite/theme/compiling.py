"""How templates become Python code: Jinja's own way, with shorter steps where their outcome is known beforehand."""

from collections.abc import MutableMapping
from keyword import iskeyword
from types import CodeType
from typing import Any

from jinja2 import nodes
from jinja2.bccache import Bucket, BytecodeCache
from jinja2.compiler import CodeGenerator, Frame


def _is_plain(name: str) -> bool:
    """True for a name that may stand in Python code as it stands in the template, and that no sandbox hides."""
    return name.isascii() and name.isidentifier() and not name.startswith("_") and not iskeyword(name)


def _is_fixed(name: nodes.Expr) -> bool:
    return isinstance(name, nodes.Const) and isinstance(name.value, str)


def _is_escaped(frame: Frame) -> bool:
    return frame.eval_ctx.autoescape and not frame.eval_ctx.volatile


def _is_direct(node: nodes.Expr, frame: Frame) -> bool:
    """True for a call with plain arguments, which may turn out to be one of a macro."""
    return isinstance(node, nodes.Call) and not (node.kwargs or node.dyn_args or node.dyn_kwargs) and _is_escaped(frame)


class DirectCode(CodeGenerator):
    """Writes the code of one template.

    Root and blocks gather their text in a list and yield it in one piece. Fields of views, macros, includes and imports are
    reached without a call where the value's type allows it; everything else takes Jinja's way through the sandbox.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:  # noqa: ANN401
        super().__init__(*arguments, **options)
        self._fields: set[str] = set()
        self._written: nodes.Node | None = None

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802
        """The module of a template; the names that its functions need stand at its end."""
        super().visit_Template(node, frame)
        self.writeline("from itsite.theme.runtime import Macro, html_of")
        for name in sorted(self._fields):
            self.writeline(f"has_{name} = environment.readable[{name!r}]")

    def write_commons(self) -> None:
        """The first lines of root and blocks."""
        super().write_commons()
        self.writeline("resolve = context.vars.__getitem__")

    def enter_frame(self, frame: Frame) -> None:
        """Starts a scope; an outermost one gets the list for its text."""
        if frame.parent is None:
            self.buffer(frame)
        super().enter_frame(frame)

    def leave_frame(self, frame: Frame, with_python_scope: bool = False) -> None:  # noqa: FBT001, FBT002
        """Ends a scope."""
        if frame.parent is None:
            self.writeline(f"yield concat({frame.buffer})")
        super().leave_frame(frame, with_python_scope)

    def visit_ScopedEvalContextModifier(self, node: nodes.ScopedEvalContextModifier, frame: Frame) -> None:  # noqa: ARG002, N802
        """Refuses `autoescape`: what is to stand as it is has been made safe before it comes to a template."""
        self.fail("templates escape everything: {% autoescape %} is not for them", node.lineno)

    def visit_Block(self, node: nodes.Block, frame: Frame) -> None:  # noqa: N802
        """A block where it stands."""
        if node.required or (frame.toplevel and self.extends_so_far):
            super().visit_Block(node, frame)
            return
        context = self.derive_context(frame) if node.scoped else self.get_context_ref()
        self.writeline(f"{frame.buffer}.extend(context.blocks[{node.name!r}][0]({context}))", node)

    def visit_Include(self, node: nodes.Include, frame: Frame) -> None:  # noqa: N802
        """Another template's text."""
        if not node.with_context:
            self._alone(node, frame)
        elif node.ignore_missing or not _is_fixed(node.template):
            super().visit_Include(node, frame)
        else:
            self.writeline(f"{frame.buffer}.extend(environment.included(", node)
            self.visit(node.template, frame)
            self.write(f", context, {self.dump_local_context(frame)}))")

    def _alone(self, node: nodes.Include, frame: Frame) -> None:
        """The text of a template that sees nothing of this one; Jinja passes it by the list."""
        if node.ignore_missing:
            self.writeline("try:")
            self.indent()
        self.writeline("template = environment.get_or_select_template(", node)
        self.visit(node.template, frame)
        self.write(f", {self.name!r})")
        if node.ignore_missing:
            self.outdent()
            self.writeline("except TemplateNotFound:")
            self.writeline("    pass")
            self.writeline("else:")
            self.indent()
        self.writeline(f"{frame.buffer}.extend(template._get_default_module()._body_stream)")
        if node.ignore_missing:
            self.outdent()

    def _import_common(self, node: nodes.Import | nodes.FromImport, frame: Frame) -> None:
        if isinstance(node, nodes.FromImport) or node.with_context or not _is_fixed(node.template):
            super()._import_common(node, frame)
            return
        self.write("environment.modules[")
        self.visit(node.template, frame)
        self.write("]")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        """A field: read at once from a value of a type that is known to have it."""
        if not _is_plain(node.attr):
            super().visit_Getattr(node, frame)
            return
        self._fields.add(node.attr)
        if isinstance(node.node, nodes.Name):
            value = frame.symbols.ref(node.node.name)
            self.write(f"({value}.{node.attr} if type({value}) in has_{node.attr} else environment.getattr(")
            self.visit(node.node, frame)
        else:
            value = self.temporary_identifier()
            self.write(f"({value}.{node.attr} if type({value} := ")
            self.visit(node.node, frame)
            self.write(f") in has_{node.attr} else environment.getattr({value}")
        self.write(f", {node.attr!r}))")

    def visit_Test(self, node: nodes.Test, frame: Frame) -> None:  # noqa: N802
        """A question; whether something is none is Python's own."""
        if node.name != "none" or node.args or node.kwargs or node.dyn_args or node.dyn_kwargs:
            super().visit_Test(node, frame)
            return
        self.write("(")
        self.visit(node.node, frame)
        self.write(" is None)")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: FBT001, FBT002, N802
        """A call: first of what, then with what."""
        if forward_caller or not _is_direct(node, frame):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        kind = "html" if node is self._written else "markup"
        called = self.temporary_identifier()
        self.write(f"({called}._{kind} if type({called} := ")
        self.visit(node.node, frame)
        scopes = [f", {name}={name}" for name, used in (("_loop_vars", frame.loop_frame), ("_block_vars", frame.block_frame)) if used]
        self.write(f") is Macro and {called}._most >= {len(node.args)} else environment.{kind}_call(context, {called}{''.join(scopes)}))(")
        for argument in node.args:
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if not _is_escaped(frame):
            super()._output_child_pre(node, frame, finalize)
        elif _is_direct(node, frame):
            self._written = node
        else:
            self.write("html_of(")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if not _is_escaped(frame):
            super()._output_child_post(node, frame, finalize)
        elif node is not self._written:
            self.write(")")


class CompiledOnce(BytecodeCache):
    """Compiled templates, shared by the environments of one build and, where there is a place for them, by many builds."""

    def __init__(self, stored: MutableMapping[str, bytes] | None = None) -> None:
        """`stored` outlives the build."""
        self.codes: dict[str, CodeType | None] = {}
        self.stored = stored

    def load_bytecode(self, bucket: Bucket) -> None:
        """The code of a template, if it is known and the template's text is still the same."""
        bucket.code = self.codes.get(bucket.key)
        if bucket.code is None and self.stored is not None and (data := self.stored.get(bucket.key)):
            bucket.bytecode_from_string(data)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keeps the code of a template."""
        self.codes[bucket.key] = bucket.code
        if self.stored is not None:
            self.stored[bucket.key] = bucket.bytecode_to_string()
