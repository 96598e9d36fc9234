"""One output made, or left as it stands when nothing that it is made of has changed."""

import pickle
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from itsite.engine.digest import digest, packed
from itsite.engine.publish import Staging
from itsite.engine.standing import NO_FILE, Standing
from itsite.incremental.reasons import changes_between
from itsite.incremental.record import OutputRecord, Record, recipe_of
from itsite.model.output import Composed, Made, Output, Rendered
from itsite.model.problem import Problem
from itsite.render import PageRecipe, Recipe, RenderStep, recipe_for
from itsite.sources import Sources
from itsite.theme.closures import Closures

NEW = "it is new"
NOT_KEPT = "nothing was known of the last build"


class Making(NamedTuple):
    """What came of one output: its record, or the problem of its template; `recipe` is set when it has changed.

    `is_made` is False for one that was left as it stands; `is_new` says that it has other bytes than before, and `reasons` why.
    """

    path: str
    record: OutputRecord | None
    recipe: bytes | None = None
    is_made: bool = False
    is_new: bool = False
    reasons: tuple[str, ...] = ()
    problem: Problem | None = None


@dataclass(frozen=True)
class MakeStep:
    """Makes outputs into a stage; `name` is that of the folder. `before` is the last build into the same folder, `standing` what stands there."""

    render: RenderStep
    sources: Sources
    stage: Staging
    name: str
    before: Record | None
    standing: Mapping[str, Standing]

    def __call__(self, output: Output) -> Making:
        """The finished output in the stage. Raises OSError, DamagedError."""
        recipe, packed_recipe, record = self._planned(output)
        old = self.before.outputs.get(output.path) if self.before else None
        if old and self._stands(output, record, old) and self.stage.keep(output.path):
            return Making(output.path, record._replace(standing=old.standing))
        blob = self.render.finished(output.path, recipe) if recipe else self.render(output)
        if isinstance(blob, Problem):
            return Making(output.path, None, problem=blob)
        put = self.stage.put(blob.path, blob.data)
        reasons = tuple(self._reasons(output.path, record, old, recipe)) if put.is_new else ()
        to_keep = packed_recipe if recipe and not (old and old.view == record.view) else None
        return Making(output.path, record._replace(standing=put.standing), to_keep, is_made=True, is_new=put.is_new, reasons=reasons)

    def _planned(self, output: Output) -> tuple[Recipe | None, bytes, OutputRecord]:
        """What the output is made of: its recipe, also in bytes."""
        content = output.content
        words = tuple(self.sources.keeping.held[path].body for path in output.texts)
        record = OutputRecord(type(content).__name__, "", "", b"", b"", output.texts, words, NO_FILE)
        if not isinstance(content, Rendered | Composed):
            return None, b"", record
        recipe = recipe_for(content, output.channel)
        data = packed(recipe)
        if isinstance(recipe, PageRecipe):
            closure = self.sources.closures.digest(recipe.template, recipe.lang)
            record = record._replace(template=recipe.template, lang=recipe.lang, closure=closure)
        return recipe, data, record._replace(view=digest(data))

    def _stands(self, output: Output, record: OutputRecord, old: OutputRecord) -> bool:
        """True when the file of the last build is the one that would be made; only a channel knows what the files depend on that it makes itself."""
        is_known = not isinstance(output.content, Made)
        return is_known and old == record._replace(standing=old.standing) and self.standing.get(output.path) == old.standing

    def _reasons(self, path: str, record: OutputRecord, old: OutputRecord | None, recipe: Recipe | None) -> Iterator[str]:
        """Why the output was made anew, one sentence each."""
        if self.before is None or old is None:
            yield NEW if self.before else NOT_KEPT
            return
        yield from text_changes(record, old)
        if record.closure != old.closure:
            yield from template_changes(record.template, self.sources.closures, self.before)
        if recipe and record.view != old.view:
            data = recipe_of(self.sources.keeping.store, self.name, path, old.view)
            yield from changes_between(pickle.loads(data) if data else None, recipe)  # noqa: S301 - sealed by the store
        if self.standing.get(path) != old.standing:
            yield "the file in the output folder was missing or had been changed"
        elif not recipe and record == old._replace(standing=record.standing):
            yield f"what the channel puts into it changed ({old.way.lower()})"


def template_changes(template: str, closures: Closures, before: Record) -> Iterator[str]:
    """Which templates are others than in the last build, among those that one is made of."""
    names = sorted(name for name in closures.names(template) if before.templates.get(name) != closures.sources[name])
    if names and template not in names:
        yield f"a template that {template} uses changed: {', '.join(names)}"
    elif names:
        yield f"the template {', '.join(names)} changed"
    else:
        yield "the words of the theme or the address of one of its files changed"


def text_changes(record: OutputRecord, old: OutputRecord) -> Iterator[str]:
    """Which texts are others than before."""
    known = dict(zip(old.texts, old.words, strict=True))
    for path, words in zip(record.texts, record.words, strict=True):
        if path not in known:
            yield f"the text of content/{path} is new there"
        elif known[path] != words:
            yield f"the text of content/{path} changed"
