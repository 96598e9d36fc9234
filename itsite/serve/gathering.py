"""The bundles of a site while it is written: made beside everything else, when somebody first asks for one of their files."""

import threading
from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TypeAlias

from itsite.model.document import Texts
from itsite.model.output import Bundle
from itsite.render import gathered
from itsite.serve.workbench import State

Files: TypeAlias = Mapping[str, bytes]


@dataclass(frozen=True)
class Wanted:
    """A file of a bundle that was asked for: `fresh` holds the files as they should be, as soon as they are, `before` those that were made before."""

    name: str
    fresh: "Future[Files]"
    before: Files = field(default_factory=dict)


class Gathering:
    """The bundles of the last state that was asked for. Belongs to the thread of the workbench; the work is done in others."""

    def __init__(self) -> None:
        self._generation = -1
        self._running: dict[str, Future[Files]] = {}
        self._before: dict[str, Files] = {}

    def wanted(self, state: State, inside: str) -> Wanted | None:
        """The file at a path from the site's root; None when it is in no bundle."""
        bundle = next((bundle for bundle in state.bundles if inside.startswith(f"{bundle.path}/")), None)
        if bundle is None:
            return None
        running = self._running.get(bundle.path)
        is_idle = running is None or running.done()
        if running is not None and running.done() and not running.exception():
            self._before[bundle.path] = running.result()
        if running is None or (is_idle and self._generation != state.generation):
            self._generation = state.generation
            running = self._running[bundle.path] = _started(bundle, state.texts)
        return Wanted(inside.removeprefix(f"{bundle.path}/"), running, self._before.get(bundle.path, {}))


def _started(bundle: Bundle, texts: Texts) -> "Future[Files]":
    """The files of a bundle, made in a thread that does not keep the program from ending."""
    view = bundle.view()
    known = {path: texts[path] for path in bundle.paths}
    future: Future[Files] = Future()

    def work() -> None:
        try:
            future.set_result(gathered(replace(bundle, view=partial(_same, view)), known))
        except Exception as error:  # noqa: BLE001 - whoever asked gets it
            future.set_exception(error)

    threading.Thread(target=work, daemon=True).start()
    return future


def _same(view: object) -> object:
    return view
