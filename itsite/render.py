"""One output to its bytes."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from itsite.model.document import Texts
from itsite.model.output import Blob, Body, Composed, Copied, Made, Output
from itsite.model.problem import Problem
from itsite.theme.theme import TemplateFailedError, Theme
from itsite.views.body import with_body


class Recipe(NamedTuple):
    """What a page is made of beside the text that goes into it: template, language, view without text, place of the text."""

    template: str
    lang: str
    view: Any
    body: Body | None


@dataclass(frozen=True)
class RenderStep:
    """Renders with one theme and the texts of the pages. Called for each output; returns its blob, or the problem of its template."""

    theme: Theme
    texts: Texts

    def __call__(self, output: Output) -> Blob | Problem:
        """The finished output."""
        content = output.content
        if isinstance(content, Copied):
            return Blob(output.path, content.file)
        if isinstance(content, Made):
            return Blob(output.path, content.data())
        if isinstance(content, Composed):
            return Blob(output.path, content.data({path: self.texts[path] for path in content.paths}))
        return self.rendered(output.path, Recipe(content.template, content.lang, content.view(), content.body))

    def rendered(self, path: str, recipe: Recipe) -> Blob | Problem:
        """The page that a recipe gives."""
        view, body = recipe.view, recipe.body
        if body:
            view = with_body(view, self.texts[body.path], body)
        try:
            return Blob(path, self.theme.render(recipe.template, view, recipe.lang).encode())
        except TemplateFailedError as error:
            return error.problem
