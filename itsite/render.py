"""One output to its bytes."""

from dataclasses import dataclass

from itsite.model.document import Texts
from itsite.model.output import Blob, Composed, Copied, Made, Output
from itsite.model.problem import Problem
from itsite.theme.theme import TemplateFailedError, Theme
from itsite.views.body import with_body


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
        view = content.view()
        if content.body:
            view = with_body(view, self.texts[content.body.path], content.body)
        try:
            return Blob(output.path, self.theme.render(content.template, view, content.lang).encode())
        except TemplateFailedError as error:
            return error.problem
