"""One output to its bytes."""

from dataclasses import dataclass

from itsite.model.output import Blob, Copied, Made, Output
from itsite.model.problem import Problem
from itsite.theme.theme import TemplateFailedError, Theme


@dataclass(frozen=True)
class RenderStep:
    """Renders with one theme. Called for each output; returns its blob, or the problem of its template."""

    theme: Theme

    def __call__(self, output: Output) -> Blob | Problem:
        """The finished output."""
        content = output.content
        if isinstance(content, Copied):
            return Blob(output.path, content.file)
        if isinstance(content, Made):
            return Blob(output.path, content.data())
        try:
            return Blob(output.path, self.theme.render(content.template, content.view(), content.lang).encode())
        except TemplateFailedError as error:
            return error.problem
