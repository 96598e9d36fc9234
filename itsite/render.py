"""One output to its bytes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeAlias

from itsite.channels import all_channels
from itsite.engine.shelf import Shelf
from itsite.model.channel import WritingFailedError
from itsite.model.document import Texts
from itsite.model.output import Blob, Body, Bundle, Composed, Converted, Copied, Made, Output, Rendered
from itsite.model.problem import Problem
from itsite.pictures.making import made
from itsite.theme.theme import TemplateFailedError, Theme
from itsite.views.body import with_body


class PageRecipe(NamedTuple):
    """What a page is made of beside the text that goes into it: template, language, view without text, place of the text."""

    template: str
    lang: str
    view: Any
    body: Body | None


class ChannelRecipe(NamedTuple):
    """What a channel's own file is made of beside the texts of the pages in the files `paths`."""

    channel: str
    view: Any
    paths: tuple[str, ...]


# Data only: it can be kept and handed to another process.
Recipe: TypeAlias = PageRecipe | ChannelRecipe


def recipe_for(content: Rendered | Composed, channel: str) -> Recipe:
    """The recipe of an output of a channel."""
    if isinstance(content, Composed):
        return ChannelRecipe(channel, content.view(), content.paths)
    return PageRecipe(content.template, content.lang, content.view(), content.body)


def gathered(bundle: Bundle, texts: Texts) -> Mapping[str, bytes]:
    """The files of a bundle by their names in its folder. Raises RefusedError."""
    gather = next(channel.gather for channel in all_channels() if channel.name == bundle.channel and channel.gather)
    return gather(bundle.view(), {path: texts[path] for path in bundle.paths})


@dataclass(frozen=True)
class RenderStep:
    """Renders with one theme and the texts of the pages. Called for each output; returns its blob, or the problem of its template or picture.

    Files made of pictures are taken from `shelf`, and put there.
    """

    theme: Theme
    texts: Texts
    shelf: Shelf | None = None

    def __call__(self, output: Output) -> Blob | Problem:
        """The finished output."""
        content = output.content
        if isinstance(content, Copied):
            return Blob(output.path, content.file)
        if isinstance(content, Made):
            return Blob(output.path, content.data())
        if isinstance(content, Converted):
            data = made(content, self.shelf)
            return data if isinstance(data, Problem) else Blob(output.path, data)
        return self.finished(output.path, recipe_for(content, output.channel))

    def finished(self, path: str, recipe: Recipe) -> Blob | Problem:
        """The output that a recipe gives."""
        return self._composed(path, recipe) if isinstance(recipe, ChannelRecipe) else self._rendered(path, recipe)

    def _composed(self, path: str, recipe: ChannelRecipe) -> Blob | Problem:
        write = next(channel.write for channel in all_channels() if channel.name == recipe.channel and channel.write)
        try:
            return Blob(path, write(recipe.view, {name: self.texts[name] for name in recipe.paths}))
        except WritingFailedError as error:
            return error.problem

    def _rendered(self, path: str, recipe: PageRecipe) -> Blob | Problem:
        view, body = recipe.view, recipe.body
        if body:
            view = with_body(view, self.texts[body.path], body, recipe.lang, self.theme.words(recipe.lang))
        try:
            return Blob(path, self.theme.render(recipe.template, view, recipe.lang).encode())
        except TemplateFailedError as error:
            return error.problem
