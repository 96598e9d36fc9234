"""What the preview answers to each address. Everything here runs in the thread of the workbench."""

import datetime as dt
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from itsite.model.meta import Classification
from itsite.model.output import Blob, Output, Rendered
from itsite.model.page import Page
from itsite.model.problem import Problem, in_order
from itsite.serve.addresses import Missing, Moved, base_path, looked_up
from itsite.serve.bar import Shown, bar
from itsite.serve.editor import Editor
from itsite.serve.gathering import Gathering, Wanted
from itsite.serve.injection import RESERVED, digests, injected
from itsite.serve.media_types import media_type
from itsite.serve.overview import overview, waiting
from itsite.serve.problem_list import overlay
from itsite.serve.standing import page_at, page_of
from itsite.serve.words import words_of
from itsite.serve.workbench import State, Workbench

NOT_FOUND, NOT_THERE = "404.html", 404
UNAVAILABLE = 503
HTML = "text/html; charset=utf-8"
KEPT_PAGES = 64


@dataclass(frozen=True)
class Answer:
    """What goes back: bytes or a file, or another address."""

    status: int
    body: bytes | Path = b""
    media_type: str = HTML
    location: str = ""


@dataclass(frozen=True)
class Later:
    """A file that is being made, of the media type `media_type`."""

    wanted: Wanted
    media_type: str


@dataclass(frozen=True)
class _Html:
    """A page as it would be built, with what is known of it; `is_beneath` is False where there is only the overlay to show."""

    status: int
    html: bytes
    output: Output | None = None
    page: Page | None = None
    problem: Problem | None = None
    is_beneath: bool = True


class Preview:
    """Answers from the workbench's last good state."""

    def __init__(self, workbench: Workbench, editor: Editor, *, token: str, instance: str, clock: Callable[[], dt.datetime]) -> None:
        """`token` is what a form has to bring along; `instance` names this run of the server."""
        self.workbench = workbench
        self.token, self.instance = token, instance
        self._editor, self._clock = editor, clock
        self._good: OrderedDict[str, bytes] = OrderedDict()
        self._gathering = Gathering()

    def answer(self, path: str) -> Answer | Later:
        """What stands at the decoded `path`. Raises RefusedError, DamagedError for a file that is made with others."""
        state = self.workbench.state
        base = base_path(state)
        if path.startswith(base) and (wanted := self._gathering.wanted(state, path[len(base) :])):
            return Later(wanted, media_type(path))
        found = self._found(path)
        if isinstance(found, Answer):
            return found
        return Answer(found.status, injected(found.html, self._live(found, path)))

    def live(self, path: str) -> Mapping[str, object] | None:
        """What the script of the page at `path` has to know now; None for a file that has no script."""
        found = self._found(path)
        if isinstance(found, Answer):
            return self.live(found.location) if found.location else None
        return self._live(found, path)

    def switch(self, *, at: dt.datetime | None, drafts: bool, classification: Classification) -> State:
        """The state of another edition."""
        return self.workbench.with_edition(at=at, drafts=drafts, classification=classification)

    def _live(self, found: _Html, path: str) -> dict[str, object]:
        state, words = self.workbench.state, words_of(self.workbench.state)
        problems = state.problems
        if found.problem:
            problems = in_order((*problems, found.problem))
        output = None if found.status == NOT_THERE else found.output
        shown = self._shown(replace(state, problems=problems), output, found.page)
        is_own = path == RESERVED
        digest = digests(found.html)
        return {
            "instance": self.instance,
            "generation": state.generation,
            "page": digest.page,
            "skeleton": digest.skeleton,
            "bar": "" if is_own else str(bar(shown, words, self._editor)),
            "overlay": "" if is_own else str(overlay(problems, state.request.root, self._editor, words, beneath=found.is_beneath)),
        }

    def _shown(self, state: State, output: Output | None = None, page: Page | None = None) -> Shown:
        return Shown(state, output, page, self.token, self._clock(), self.workbench.follows_clock)

    def _found(self, path: str) -> _Html | Answer:
        state = self.workbench.state
        if path == RESERVED:
            return _Html(200, overview(self._shown(state), words_of(state), self._editor))
        if state.site is None:
            return _Html(UNAVAILABLE, waiting(words_of(state)), is_beneath=False)
        address = looked_up(state, path)
        if isinstance(address, Moved):
            return Answer(307, location=address.to)
        if isinstance(address, Missing):
            page = page_at(state, address.inside) if address.inside is not None else None
            return self._page(NOT_THERE, state.outputs[NOT_FOUND], page)
        if isinstance(address.content, Rendered):
            return self._page(200, address, page_of(state, address))
        return self._file(address)

    def _file(self, output: Output) -> _Html | Answer:
        blob = self.workbench.blob(output.path)
        if isinstance(blob, Problem):
            return _Html(UNAVAILABLE, waiting(words_of(self.workbench.state)), problem=blob, is_beneath=False)
        return Answer(200, blob.data, media_type(output.path))

    def _page(self, status: int, output: Output, page: Page | None) -> _Html:
        """The page, else its last good version, else none."""
        blob = self.workbench.blob(output.path)
        if isinstance(blob, Blob) and isinstance(blob.data, bytes):
            self._good[output.path] = blob.data
            self._good.move_to_end(output.path)
            if len(self._good) > KEPT_PAGES:
                self._good.popitem(last=False)
            return _Html(status, blob.data, output, page)
        problem = blob if isinstance(blob, Problem) else None
        if output.path in self._good:
            return _Html(status, self._good[output.path], output, page, problem)
        return _Html(UNAVAILABLE, waiting(words_of(self.workbench.state)), output, page, problem, is_beneath=False)
