"""The templates of a theme as syntax trees, and what is wrong with them."""

import jinja2
from jinja2 import nodes

from itsite.model.problem import Location, Problem
from itsite.read.validation import nearest
from itsite.theme.theme import Theme, problem_of


class ParsedTemplates:
    """Parses each template once; collects problems, in order; lives for one lint."""

    def __init__(self, theme: Theme) -> None:
        """`theme` is loaded."""
        self.theme = theme
        self.problems: dict[Problem, None] = {}
        self._trees: dict[str, nodes.Template | None] = {}

    def note(self, template: str, line: int, message: str, hint: str) -> None:
        """Something in a template that does not exist."""
        self.problems[Problem(Location(self.theme.templates[template].shown, line, 1), "TH003", message, hint)] = None

    def missing(self, name: str) -> None:
        """A template that the theme has to have."""
        at = Location(f"themes/{self.theme.name}/templates/{name}")
        self.problems[Problem(at, "TH003", f'there is no template "{name}"', "write it, or extend base")] = None

    def tree(self, name: str) -> nodes.Template | None:
        """The parsed template; None (and a problem) when it cannot be read."""
        if name not in self._trees:
            source = self.theme.templates[name]
            try:
                self._trees[name] = self.theme.environment.parse(source.text, name, source.shown)
            except jinja2.TemplateSyntaxError as error:
                self.problems[problem_of(error, name, self.theme.templates)] = None
                self._trees[name] = None
        return self._trees[name]

    def named(self, template: str, node: nodes.Expr, line: int) -> str | None:
        """The fixed name of another template; None (and a problem) when it is computed or when there is no such template."""
        if not isinstance(node, nodes.Const) or not isinstance(node.value, str):
            self.note(template, line, "the name of a template is computed", "write it as fixed text")
            return None
        if node.value not in self.theme.templates:
            self.note(template, line, f'there is no template "{node.value}"', nearest(node.value, self.theme.templates) or "name a file below templates/")
            return None
        return node.value
