"""One run of the preview, from the first look to Ctrl-C."""

import datetime as dt
import secrets
import threading
import time
import webbrowser
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Protocol

from itsite.model.problem import Problem
from itsite.pipeline import Request
from itsite.places import theme_places
from itsite.serve.addresses import base_path
from itsite.serve.app import Context, app
from itsite.serve.bursts import Bursts
from itsite.serve.editor import Editor
from itsite.serve.guard import names
from itsite.serve.listening import address_to_open, is_loopback, listening
from itsite.serve.preview import Preview
from itsite.serve.server import Server
from itsite.serve.stream import Hub
from itsite.serve.watch import POLLING_S, PULSE_S, Watcher
from itsite.serve.work import EndedError, WorkQueue
from itsite.serve.workbench import State, Workbench

# A new folder is watched a moment after it was seen.
WATCHED_S, LOOK_S = 1.0, 0.05
SOONEST_S = 0.02


@dataclass(frozen=True)
class Settings:
    """Where the preview is served, and how sources are opened."""

    host: str = "127.0.0.1"
    port: int = 8000
    allowed_hosts: tuple[str, ...] = ()
    editor: Editor = field(default_factory=Editor)
    opens_browser: bool = False


class Terminal(Protocol):
    """Where a person reads what happens."""

    def say(self, line: str) -> None:
        """What goes well."""

    def warn(self, line: str) -> None:
        """What a person should know."""

    def problems(self, problems: tuple[Problem, ...], *, is_shown: bool) -> None:
        """Errors in the sources; `is_shown` is False while there has never been a site without any."""


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def _what(changed: tuple[str, ...]) -> str:
    if not changed:
        return "a page has come or gone by its date"
    return f"{changed[0]} changed" if len(changed) == 1 else f"{len(changed)} files changed"


class Session:
    """The parts of one run, and what they say to each other."""

    def __init__(self, request: Request, settings: Settings, terminal: Terminal, *, follows_clock: bool, ready: Callable[[], None]) -> None:
        """`ready` is called when the store of the request is only read from. Raises RefusedError when the address cannot be used."""
        self._ready = ready
        self.settings, self.terminal = settings, terminal
        self.listener = listening(settings.host, settings.port)
        self.work = WorkQueue()
        self.workbench = Workbench(request, _now, follows_clock=follows_clock)
        instance = secrets.token_hex(8)
        self.preview = Preview(self.workbench, settings.editor, token=secrets.token_urlsafe(24), instance=instance, clock=_now)
        self.hub = Hub(instance)
        self.bursts = Bursts(self._changed, self._pulse_s)
        self.is_polling = False
        folders = (request.root / "content", *theme_places(request.root))
        self.watcher = Watcher(request.root, folders, self.bursts.event)
        context = Context(self.preview, self.work, self.hub, lambda: self.bursts.is_pending, self._switched, request.root)
        allowed = names(settings.host, settings.allowed_hosts, is_loopback=is_loopback(settings.host))
        self.server = Server(app(context, allowed), self.listener, self.work.stop)

    @property
    def url(self) -> str:
        """The address to open, without the base path."""
        return address_to_open(self.settings.host, self.listener.getsockname()[1])

    def run(self) -> None:
        """Serves until something ends the program."""
        if not is_loopback(self.settings.host):
            self.terminal.warn(f"Everybody who can reach {self.settings.host} can read this preview, drafts and all; 127.0.0.1 is for you alone.")
        # Processes are forked while there is only one thread.
        started = time.monotonic()
        self.workbench.refresh()
        self.workbench.detach()
        self._ready()
        self.watcher.start()
        self.server.start()
        try:
            self._first(started)
            self.bursts.start()
            self.work.run()
        finally:
            self.work.close()
            self.bursts.end()
            self.watcher.stop()
            self.server.end(self.hub.close)

    def _first(self, started: float) -> None:
        """Says what there is to see; what has changed before anybody watched shows now."""
        state = self.workbench.refresh()
        url = self.url + (base_path(state))
        root = self.workbench.state.request.root
        self.terminal.say(f"Preview of {root.resolve()}: {url}")
        self.terminal.say("Watching content/, themes/ and site.yaml. End with Ctrl-C.")
        self._look_for_blindness(state)
        self._say("1 page read" if len(state.pages) == 1 else f"{len(state.pages)} pages read", state, started)
        self._tell(state)
        if self.settings.opens_browser:
            threading.Thread(target=webbrowser.open, args=(url,), daemon=True).start()

    def _changed(self, since: float, paths: frozenset[str]) -> None:
        """Called when a burst is over; returns when its refresh is done."""
        folders = self.workbench.state.folders
        while True:
            try:
                state = self.work.submit(partial(self._refresh, since, paths)).result()
            except EndedError:
                return
            if not self.watcher.again():
                break
        if state.folders > folders:
            self._look_for_blindness(state)

    def _pulse_s(self) -> float:
        """How long to wait for an event before looking without one: never longer than until the next page comes or goes."""
        usual, until = POLLING_S if self.is_polling else PULSE_S, self.workbench.state.valid_until
        if until is None or not self.workbench.follows_clock:
            return usual
        return min(usual, max(SOONEST_S, (until - _now()).total_seconds()))

    def _refresh(self, since: float, paths: frozenset[str] = frozenset()) -> State:
        before = self.workbench.state
        state = self.workbench.refresh(paths)
        if state is not before:
            self._say(_what(state.changed), state, since)
            self._tell(state)
        return state

    def _switched(self) -> None:
        """Called in the event loop."""
        self.hub.tell(self.workbench.state.generation)

    def _tell(self, state: State) -> None:
        self.server.soon(partial(self.hub.tell, state.generation))

    def _say(self, what: str, state: State, since: float) -> None:
        moment = dt.datetime.now(dt.UTC).astimezone().strftime("%H:%M:%S")
        count = len(state.problems)
        milliseconds = round((time.monotonic() - since) * 1000)
        self.terminal.say(f"{moment} {what}: shown in {milliseconds} ms, {count} {'problem' if count == 1 else 'problems'}")
        errors = tuple(problem for problem in state.problems if problem.is_error)
        if errors:
            self.terminal.problems(errors, is_shown=state.site is not None)

    def _look_for_blindness(self, state: State) -> None:
        """Goes over to looking every second when the machine cannot watch all folders."""
        if self.is_polling:
            return
        deadline = time.monotonic() + WATCHED_S
        while self.watcher.is_blind(state.folders + 1):
            if time.monotonic() >= deadline:
                self.is_polling = True
                self.terminal.warn(
                    f"The machine cannot watch {state.folders + 1} folders (fs.inotify.max_user_watches or max_user_instances is too low): "
                    "looking for changes every second instead."
                )
                return
            time.sleep(LOOK_S)


def serve(request: Request, settings: Settings, terminal: Terminal, *, follows_clock: bool, ready: Callable[[], None]) -> None:
    """Shows the site until the program is ended; `ready` is called when the store of the request is only read from.

    Raises RefusedError when the address cannot be used.
    """
    Session(request, settings, terminal, follows_clock=follows_clock, ready=ready).run()
