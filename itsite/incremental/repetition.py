"""The last build said again, where at most the words of texts have changed since: nothing is linked or planned anew."""

import pickle
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from itsite.engine.publish import Staging, staging
from itsite.engine.standing import Standing, standing_digest, standing_files
from itsite.incremental.bundles import are_bundles_stale
from itsite.incremental.making import plain_changes
from itsite.incremental.record import OutputRecord, Record, recipe_of, save_record
from itsite.model.manifest import is_ours
from itsite.model.problem import Problem, in_order
from itsite.model.report import Report
from itsite.read.step import StoredTexts, kept_reading
from itsite.render import RenderStep
from itsite.sources import Sources, is_due

# Warnings that speak of what the last build replaced; after it they would not come again.
SPOKEN_ONCE = frozenset({"FD001", "EV001"})
WITH_RECIPE = frozenset({"Rendered", "Composed"})


def _is_same(sources: Sources, record: Record) -> bool:
    """True when linking and planning would give what they gave, and everything that was said would be said again."""
    if is_due(sources.edition, record.at, record.valid_until) or record.facts != sources.facts or record.outline != sources.outline:
        return False
    of_theme = {problem for problem in record.problems if problem.at.path.startswith("themes/")}
    if not of_theme <= set(sources.problems) <= set(record.problems):
        return False
    fresh = {"content/" + path for path in sources.keeping.fresh}
    if any(problem.code in SPOKEN_ONCE or problem.at.path in fresh for problem in record.problems):
        return False
    if are_bundles_stale(sources, record):
        return False
    return not any(kept_reading(sources.keeping, path).problems for path in sources.keeping.fresh)


def _renewed(sources: Sources, old: OutputRecord) -> OutputRecord:
    """The record of an output as of now, its file as it stood."""
    words = tuple(sources.keeping.held[path].body for path in old.texts)
    closure = sources.closures.digest(old.template, old.lang) if old.template else old.closure
    return old._replace(words=words, closure=closure)


def repeated(  # noqa: PLR0913 - one parameter a fact
    sources: Sources, record: Record, name: str, out: Path, work: Path, *, strict: bool
) -> Report | None:
    """The build, when at most words and templates have changed since `record`; None when more has to be done.

    Raises RefusedError, DamagedError.
    """
    if sources.theme is None or not _is_same(sources, record) or (strict and record.problems):
        return None
    with staging(out, work, is_ours) as stage:
        standing = standing_files(out)
        wanted = {path: _renewed(sources, old) for path, old in record.outputs.items()}
        stale = [path for path, now in wanted.items() if now is not record.outputs[path] and now != record.outputs[path]]
        missing = [path for path, old in record.outputs.items() if standing.get(path) != old.standing]
        # From the feeds that stand follows what subscribers know: where one was changed, the checks have to look again.
        if any(record.outputs[path].way not in WITH_RECIPE for path in stale) or any(record.outputs[path].way != "Rendered" for path in missing):
            return None
        reasons = {
            path: tuple(plain_changes(wanted[path], record.outputs[path], record, sources.closures, standing.get(path)))
            for path in dict.fromkeys((*stale, *missing))
        }
        made: dict[str, bytes] = {}
        failures: set[Problem] = set()
        render = RenderStep(sources.theme, StoredTexts(sources.keeping))
        for path in reasons:
            data = recipe_of(sources.keeping.store, name, path, record.outputs[path].view)
            if data is None:
                return None
            blob = render.finished(path, pickle.loads(data))  # noqa: S301 - sealed by the store
            if isinstance(blob, Problem):
                failures.add(blob)
            elif isinstance(blob.data, bytes):
                made[path] = blob.data
        said = Report(record.problems, len(record.outputs), 0, 0, record.pages, record.next_change, record.valid_until)
        if failures:
            return replace(said, problems=in_order((*record.problems, *failures)))
        extra = standing.keys() - record.outputs.keys()
        put = _put(stage, wanted, made, standing, in_place=not missing and not extra)
        if put is None:
            return None
    outputs, new = put
    said_of = {**record.reasons, **{path: (sources.edition.at, reasons[path]) for path in sorted(new)}}
    now = replace(record, at=sources.edition.at, outputs=outputs, templates=sources.closures.sources, reasons=said_of)
    save_record(sources.keeping.store, name, now, frozenset())
    published = standing_digest({path: output.standing for path, output in outputs.items()})
    return replace(said, rendered=len(new), reused=len(outputs) - len(new), standing=published, made=len(made))


def _put(
    stage: Staging, wanted: Mapping[str, OutputRecord], made: Mapping[str, bytes], standing: Mapping[str, Standing], *, in_place: bool
) -> tuple[dict[str, OutputRecord], set[str]] | None:
    """The records of all outputs after `made` has been put among them, and the paths of those that have new bytes.

    One file alone is exchanged in its place. None when the file system gives no links.
    """
    outputs = dict(wanted)
    new = {path for path, data in made.items() if not stage.is_same(path, data)}
    if in_place and len(new) <= 1:
        for path in new:
            outputs[path] = wanted[path]._replace(standing=stage.replace(path, made[path]))
        return outputs, new
    for path in wanted:
        if path in new:
            outputs[path] = wanted[path]._replace(standing=stage.put(path, made[path]).standing)
        elif not stage.keep(path):
            return None
        else:
            outputs[path] = wanted[path]._replace(standing=standing[path])
    stage.commit()
    return outputs, new
