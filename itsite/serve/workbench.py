"""The newest state of the site in memory, and its outputs on demand."""

import datetime as dt
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from itsite.engine.runner import Direct
from itsite.engine.store import DamagedError, MemoryStore
from itsite.model.document import Texts
from itsite.model.meta import Classification
from itsite.model.output import Blob, Bundle, Converted, Output
from itsite.model.page import Page
from itsite.model.problem import Location, Problem, RefusedError, in_order
from itsite.model.site import Site
from itsite.pictures.making import BROKEN
from itsite.pipeline import Prepared, Request, prepare, prepare_again
from itsite.places import theme_places
from itsite.read.step import StoredTexts
from itsite.render import RenderStep
from itsite.serve.layer import Layer
from itsite.serve.scan import Scan, looked_at, scanned
from itsite.theme.limits import Patience
from itsite.theme.theme import Theme

Clock = Callable[[], dt.datetime]
# More changed files are read like the whole site, in all cores.
MANY = 20


@dataclass(frozen=True)
class State:
    """One moment of the site: `problems` of the newest sources; site, theme, `outputs` by path and `bundles` of the last sources without errors.

    `failed` is True when the two are not the same. `pages` are all that could be read, hidden ones too; `changed` are the files
    that made this generation; `folders` is how many were looked through.
    """

    generation: int
    request: Request
    problems: tuple[Problem, ...] = ()
    outputs: Mapping[str, Output] = field(default_factory=dict)
    bundles: tuple[Bundle, ...] = ()
    site: Site | None = None
    theme: Theme | None = None
    texts: Texts = field(default_factory=dict)
    failed: bool = False
    pages: tuple[Page, ...] = ()
    valid_until: dt.datetime | None = None
    changed: tuple[str, ...] = ()
    folders: int = 0


class Workbench:
    """Holds the state of one edition; belongs to one thread, the only one that changes it or renders."""

    def __init__(self, request: Request, clock: Clock, *, follows_clock: bool) -> None:
        """With `follows_clock` the instant of the edition is that of `clock` at each refresh, else always that of `request`."""
        self.follows_clock = follows_clock
        self._clock = clock
        self._scan = Scan()
        self._is_theme_new = True
        self._blobs: dict[str, Blob | Problem] = {}
        self._last: Prepared | None = None
        self._layer = Layer(request.store)
        self.state = State(0, replace(request, store=self._layer))

    def refresh(self, paths: Collection[str] = ()) -> State:
        """The state of the files as they are now; the same object when neither they nor the edition have changed.

        With `paths` of a few pages only these are looked at, unless one has come or gone.
        """
        root = self.state.request.root
        scan = self._look_at(paths) or scanned([root / "site.yaml"], [root / "content", *theme_places(root)], self._scan)
        changed = scan.changed_since(self._scan)
        if self.state.generation and not changed and not self._is_due():
            return self.state
        self._scan = scan
        content = str(root / "content")
        self._is_theme_new = self._is_theme_new or any(not path.startswith(content) for path in changed)
        return self._renewed(self.state.request, changed, self._reworded(changed))

    def _look_at(self, paths: Collection[str]) -> Scan | None:
        content = self.state.request.root / "content"
        real = content.resolve()
        if not 0 < len(paths) <= MANY or not all(path.endswith(".md") and Path(path).is_relative_to(real) for path in paths):
            return None
        return looked_at([str(content / Path(path).relative_to(real)) for path in paths], self._scan)

    def detach(self) -> None:
        """From now on what is read is kept in memory: others may write to the file that the store is in."""
        self._layer.beneath = Layer(self._layer.beneath)
        self.state = replace(self.state, request=replace(self.state.request, runner=Direct()))

    def with_edition(self, *, at: dt.datetime | None, drafts: bool, classification: Classification) -> State:
        """Another edition of the same sources; `at` None follows the clock."""
        self.follows_clock = at is None
        request = self.state.request
        return self._renewed(replace(request, at=at or request.at, drafts=drafts, classification=classification), ())

    def blob(self, path: str) -> Blob | Problem:
        """One output of the last good state, rendered once. Raises KeyError when there is none."""
        if path in self._blobs:
            return self._blobs[path]
        output = self.state.outputs[path]
        blob = self._rendered(output)
        is_picture = isinstance(output.content, Converted)
        if is_picture and isinstance(blob, Problem) and blob.code == BROKEN:
            self._add(blob)
        # What is made of pictures lies on the shelf; here it would fill the memory.
        if not (is_picture and isinstance(blob, Blob) and self.state.request.shelf):
            self._blobs[path] = blob
        return blob

    def _add(self, problem: Problem) -> None:
        """A picture that cannot be read is noticed when it is asked for: after the page that shows it."""
        if problem not in self.state.problems:
            problems = in_order((*self.state.problems, problem))
            self.state = replace(self.state, generation=self.state.generation + 1, problems=problems)

    def _rendered(self, output: Output) -> Blob | Problem:
        if self.state.theme is None:
            raise KeyError(output.path)
        try:
            try:
                return RenderStep(self.state.theme, self.state.texts, self.state.request.shelf)(output)
            except DamagedError:
                # What was kept in a file is no longer what it was: everything is read again, and kept in memory.
                self._layer, self._is_theme_new = Layer(MemoryStore()), True
                state = self._renewed(replace(self.state.request, store=self._layer), ())
                return RenderStep(state.theme or self.state.theme, state.texts, state.request.shelf)(state.outputs.get(output.path, output))
        except RefusedError as error:
            return _refusal(error)
        except Exception as error:  # noqa: BLE001 - a bug ends one page, not the preview
            return _bug(error, output.origin)

    def _is_due(self) -> bool:
        until = self.state.valid_until
        return self.follows_clock and until is not None and until <= self._clock()

    def _reworded(self, changed: tuple[str, ...]) -> Prepared | None:
        """The last good site with the words of the changed pages, when nothing else has changed."""
        if self._last is None or not changed or len(changed) > MANY:
            return None
        request = self.state.request
        content = request.root / "content"
        paths = [Path(path) for path in changed]
        if not all(path.is_relative_to(content) for path in paths):
            return None
        try:
            return prepare_again(self._last, [path.relative_to(content).as_posix() for path in paths], self._clock() if self.follows_clock else request.at)
        except (RefusedError, DamagedError):
            return None

    def _renewed(self, request: Request, changed: tuple[str, ...], known: Prepared | None = None) -> State:
        request = replace(request, at=self._clock()) if self.follows_clock else request
        found = known or self._prepared(request)
        self._last = None
        problems = found.problems if isinstance(found, Prepared) else (found,)
        state = replace(
            self.state, generation=self.state.generation + 1, request=replace(request, store=self._layer), problems=problems, failed=True, valid_until=None,
            changed=tuple(_shown(path, request.root) for path in changed), folders=self._scan.folders,
        )  # fmt: skip
        if isinstance(found, Prepared):
            state = replace(state, pages=found.pages or state.pages, valid_until=found.valid_until)
        if isinstance(found, Prepared) and not found.failed and found.sources:
            self._layer.settle()
            self._blobs = {}
            texts = StoredTexts(replace(found.sources.keeping, store=self._layer.beneath))
            outputs = {output.path: output for output in found.plan.outputs}
            theme = self._same_theme(found.theme)
            state = replace(state, outputs=outputs, bundles=found.plan.bundles, site=found.site, theme=theme, texts=texts, failed=False)
            self._last = found
            self._is_theme_new = False
        self.state = state
        return state

    def _same_theme(self, found: Theme | None) -> Theme | None:
        """The theme of the last good state, whose templates are compiled, where nothing but pages has changed since."""
        before = self.state.theme
        return replace(before, patience=Patience()) if before and found and not self._is_theme_new else found

    def _prepared(self, request: Request) -> Prepared | Problem:
        try:
            try:
                return prepare(request)
            except DamagedError:
                self._layer = Layer(MemoryStore())
                return prepare(replace(request, store=self._layer))
        except RefusedError as error:
            return _refusal(error)
        except Exception as error:  # noqa: BLE001 - the preview outlives a bug
            return _bug(error, "site.yaml")


def _refusal(error: RefusedError) -> Problem:
    return Problem(Location(error.path), "IO001", error.message, error.hint)


def _bug(error: Exception, where: str) -> Problem:
    return Problem(Location(where), "BUG01", f"a mistake in itsite itself: {type(error).__name__}: {error}", "please report it")


def _shown(path: str, root: Path) -> str:
    file = Path(path)
    for folder in (root / "content", root):
        if file.is_relative_to(folder):
            return file.relative_to(folder).as_posix()
    return file.as_posix()
