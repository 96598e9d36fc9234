"""The folders of files that a channel makes together: made, or left as they stand when nothing that they are made of has changed."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from itsite.engine.digest import digest, packed
from itsite.engine.publish import Staging
from itsite.engine.standing import Standing
from itsite.incremental.making import NEW, NOT_KEPT, Making
from itsite.incremental.record import BundleRecord, OutputRecord, Record
from itsite.model.document import Texts
from itsite.model.output import Bundle
from itsite.render import gathered
from itsite.sources import Sources

WAY = "Bundle"
CHANGED = "a page that is in it changed, came or went"


class Bundled(NamedTuple):
    """What came of one bundle: its record, and what came of each of its files."""

    record: BundleRecord
    makings: tuple[Making, ...]


def _outputs(standing: Mapping[str, Standing]) -> dict[str, OutputRecord]:
    return {path: OutputRecord(WAY, "", "", b"", b"", (), (), stands) for path, stands in standing.items()}


def _kept(stage: Staging, outputs: Mapping[str, OutputRecord], standing: Mapping[str, Standing]) -> bool:
    """True when all files stand as they were made, and have been taken over."""
    return all(standing.get(path) == output.standing for path, output in outputs.items()) and all(stage.keep(path) for path in outputs)


def _made(bundle: Bundle, texts: Texts, stage: Staging, before: Record | None, reason: str) -> Iterator[Making]:
    for name, data in sorted(gathered(bundle, texts).items()):
        path = f"{bundle.path}/{name}"
        stage.discard(path)
        put = stage.put(path, data)
        known = before.outputs.get(path) if before else None
        reasons = () if not put.is_new else (reason,) if known else (NEW if before else NOT_KEPT,)
        yield Making(path, _outputs({path: put.standing})[path], is_made=True, is_new=put.is_new, reasons=reasons)


def bundled(bundle: Bundle, sources: Sources, texts: Texts, stage: Staging, before: Record | None, standing: Mapping[str, Standing]) -> Bundled:  # noqa: PLR0913 - one parameter a fact
    """The files of a bundle in the stage. Raises OSError, RefusedError, DamagedError."""
    record = BundleRecord(digest(packed(bundle.view())), words_of(bundle.paths, sources))
    old = before.bundles.get(bundle.path) if before else None
    if before and old == record:
        outputs = {path: output for path, output in before.outputs.items() if output.way == WAY and path.startswith(f"{bundle.path}/")}
        if outputs and _kept(stage, outputs, standing):
            return Bundled(record, tuple(Making(path, output) for path, output in outputs.items()))
    return Bundled(record, tuple(_made(bundle, texts, stage, before, CHANGED)))


def words_of(paths: tuple[str, ...], sources: Sources) -> Mapping[str, bytes]:
    """The digests of texts by the file paths of their pages."""
    return {path: sources.keeping.held[path].body for path in paths}


def are_bundles_stale(sources: Sources, before: Record) -> bool:
    """True when the words of a text have changed that stands in a bundle."""
    return any(sources.keeping.held[path].body != words for record in before.bundles.values() for path, words in record.words.items())
