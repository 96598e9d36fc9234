"""Rhythms of site.yaml that promise something to nobody, or of nothing."""

from collections.abc import Iterator

from itsite.kinds import all_kinds
from itsite.model.event import EventMeta
from itsite.model.meta import Announced
from itsite.model.problem import Location, Problem
from itsite.read.validation import nearest
from itsite.read.yaml_nodes import Path, Yaml


def with_a_rhythm() -> tuple[str, ...]:
    """The kinds of pages that can be promised: what subscribers hear of, then what takes place."""
    kinds = [kind for kind in all_kinds().values() if issubclass(kind.meta, Announced | EventMeta)]
    return tuple(kind.name for kind in sorted(kinds, key=lambda kind: (not issubclass(kind.meta, Announced), kind.name)))


def unknown_rhythms(yaml: Yaml, file: str) -> Iterator[Problem]:
    """An error for each kind and each audience below `rhythm:` that the site does not have."""
    written = yaml.data.get("rhythm")
    if not isinstance(written, dict):
        return
    kinds, audiences = with_a_rhythm(), yaml.data.get("audiences")
    known = [str(name) for name in audiences] if isinstance(audiences, dict) else []

    def problem(path: Path, message: str, cure: str) -> Problem:
        return Problem(Location(file, *(yaml.keys.get(path) or (1, 1))), "CF005", message, cure)

    for kind, promise in written.items():
        if kind not in kinds:
            yield problem(("rhythm", kind), f'rhythm: no kind of announcement is called "{kind}"', nearest(kind, kinds) or f"known are: {', '.join(kinds)}")
        named = promise.get("audiences") if isinstance(promise, dict) else None
        for audience in named if isinstance(named, dict) else ():
            if audience not in known:
                cure = nearest(audience, known) or (f"known are: {', '.join(known)}" if known else "name it below audiences:, too")
                yield problem(("rhythm", kind, "audiences", audience), f'rhythm.{kind}: unknown audience "{audience}"', cure)
