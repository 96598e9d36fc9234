"""The routes of the preview, between the event loop and the thread that works."""

import asyncio
import secrets
import stat
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TypeVar
from urllib.parse import parse_qs, unquote

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from itsite.engine.store import DamagedError
from itsite.model.problem import RefusedError
from itsite.serve.editions import EditionError, edition_of
from itsite.serve.guard import Guard, Names
from itsite.serve.injection import RESERVED
from itsite.serve.media_types import media_type, shown_type
from itsite.serve.preview import NOT_THERE, Answer, Later, Preview
from itsite.serve.stream import Hub
from itsite.serve.work import EndedError, WorkQueue

T = TypeVar("T")

ASSETS = Path(__file__).parent / "assets"
OWN_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
MAX_FORM_BYTES = 10_000
# A page that is asked for while a save is still going on waits for its end, but not for that of a long burst.
SETTLING_S, LOOK_S = 0.06, 0.005
# Longer than this nobody waits for the newest search, where there is one from before.
FRESH_S = 3.0


@dataclass(frozen=True)
class Context:
    """What the routes need: the answers, the thread that gives them, the streams, and whether a burst of changes is going on."""

    preview: Preview
    work: WorkQueue
    hub: Hub
    is_pending: Callable[[], bool]
    switched: Callable[[], object]
    root: Path


class Routes:
    """The answers to each path."""

    def __init__(self, context: Context) -> None:
        """Nothing happens yet."""
        self.context = context

    async def _worked(self, call: Callable[[], T]) -> T:
        try:
            return await asyncio.wrap_future(self.context.work.submit(call))
        except EndedError:
            raise HTTPException(503, "The preview has ended.\n") from None

    async def _settled(self) -> None:
        for _ in range(round(SETTLING_S / LOOK_S)):
            if not self.context.is_pending():
                return
            await asyncio.sleep(LOOK_S)

    async def page(self, request: Request) -> Response:
        """Any address of the site."""
        await self._settled()
        generation = self.context.preview.workbench.state.generation
        try:
            answer = await self._worked(partial(self.context.preview.answer, request.scope["path"]))
            if self.context.preview.workbench.state.generation != generation:
                # What was asked for is a picture that cannot be read: the page around it should say so.
                self.context.switched()
            if isinstance(answer, Later):
                return await self._gathered(answer)
            return self._response(replace(answer, media_type=shown_type(answer.media_type, request.headers.get("accept", ""))))
        except (RefusedError, DamagedError) as error:
            return PlainTextResponse(f"{error}\n", 503)

    async def _gathered(self, later: Later) -> Response:
        """A file of a bundle, as it was before when the new one is long in coming. Raises RefusedError."""
        wanted = later.wanted
        made = asyncio.wrap_future(wanted.fresh)
        await asyncio.wait([made], timeout=FRESH_S if wanted.before else None)
        files = {**wanted.before, **(made.result() if made.done() else {})}
        if wanted.name not in files:
            return PlainTextResponse("There is no such file.\n", NOT_THERE)
        return Response(files[wanted.name], headers={"content-type": later.media_type})

    def _response(self, answer: Answer) -> Response:
        if answer.location:
            return RedirectResponse(answer.location, answer.status)
        if isinstance(answer.body, bytes):
            return Response(answer.body, answer.status, {"content-type": answer.media_type})
        if not _is_own_file(answer.body, self.context.root):
            return PlainTextResponse("The file is not there any more.\n", 404)
        return FileResponse(answer.body, answer.status, {"content-type": answer.media_type})

    async def overview(self, request: Request) -> Response:
        """The page of the preview itself."""
        response = await self.page(request)
        response.headers["content-security-policy"] = OWN_POLICY
        return response

    async def live(self, request: Request) -> Response:
        """What a page that is open has to know now."""
        await self._settled()
        known = await self._worked(partial(self.context.preview.live, unquote(request.query_params.get("path", "/"))))
        return JSONResponse(known) if known is not None else PlainTextResponse("No page stands there.\n", 404)

    async def events(self, request: Request) -> Response:
        """The stream of generations."""
        if request.method == "HEAD":
            return Response(media_type="text/event-stream")
        return StreamingResponse(self.context.hub.events(), media_type="text/event-stream")

    async def asset(self, request: Request) -> Response:
        """The script and the style sheets of the preview."""
        name = request.path_params["name"]
        if name not in {file.name for file in ASSETS.iterdir()}:
            return PlainTextResponse("There is no such file.\n", 404)
        return Response((ASSETS / name).read_bytes(), headers={"content-type": media_type(name)})

    async def edition(self, request: Request) -> Response:
        """Switches the edition, for a form that brings the token."""
        form = await _form(request)
        if form is None:
            return PlainTextResponse("This is no form of the preview.\n", 400)
        if not secrets.compare_digest(form.get("token", "").encode(), self.context.preview.token.encode()):
            return PlainTextResponse("The page is from an earlier run of the preview. Reload it, then try again.\n", 403)
        try:
            edition = edition_of(form)
        except EditionError as error:
            return PlainTextResponse(f"{error}\n", 400)
        await self._worked(partial(self.context.preview.switch, at=edition.at, drafts=edition.drafts, classification=edition.classification))
        self.context.switched()
        return RedirectResponse(RESERVED, 303)


async def _only_by_form(_request: Request) -> Response:
    return PlainTextResponse("The edition is switched by a form.\n", 405, {"allow": "POST"})


async def _form(request: Request) -> Mapping[str, str] | None:
    """The fields of a small form, the last of each name; None for anything else."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/x-www-form-urlencoded":
        return None
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > MAX_FORM_BYTES:
            return None
    try:
        return {name: values[-1] for name, values in parse_qs(body.decode(), keep_blank_values=True, max_num_fields=20).items()}
    except ValueError:
        return None


def _is_own_file(file: Path, root: Path) -> bool:
    """True for a plain file that still lies in content/, wherever links lead."""
    try:
        return stat.S_ISREG(file.stat().st_mode) and file.resolve().is_relative_to((root / "content").resolve())
    except (OSError, RuntimeError):
        return False


def app(context: Context, allowed: Names) -> Guard:
    """The whole as an ASGI application."""
    routes = Routes(context)
    inner = Starlette(
        routes=[
            Route(f"{RESERVED}edition", routes.edition, methods=["POST"]),
            Route(f"{RESERVED}edition", _only_by_form),
            Route(f"{RESERVED}events", routes.events),
            Route(f"{RESERVED}page", routes.live),
            Route(RESERVED, routes.overview),
            Route(f"{RESERVED}{{name}}", routes.asset),
            Route("/{path:path}", routes.page),
        ]
    )
    inner.router.redirect_slashes = False
    return Guard(inner, allowed)
