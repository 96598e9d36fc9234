"""Pagefind: pages in, the files of an index out.

Its own Python interface waits a tenth of a second for each page, and its command takes pages in the order in which a disk
lists them; so we talk to its service ourselves: messages of JSON in Base64, each with a comma behind it.
"""

import base64
import json
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import IO, Any

from itsite.model.problem import RefusedError
from itsite.search.slimming import slim

ENTRY, PIECE = "pagefind-entry.json", ".pf_index"
# The interface that comes with the engine, ours is in the theme; and its search in a process beside the page, which we do not use.
NOT_OURS = ("-ui.css", "-ui.js", "-highlight.js", "-worker.js")
CURE = "make room in memory, install itsite[search] again, or take search: out of site.yaml"
READ_BYTES = 1 << 16
OUR_INDEX = 0


def _refusal(why: str, path: str = "") -> RefusedError:
    return RefusedError(f"the search index cannot be made: {why}", path=path, hint=CURE)


def _message(number: int, action: dict[str, Any]) -> bytes:
    return base64.b64encode(json.dumps({"message_id": number, "payload": action}).encode()) + b","


def _actions(pages: Iterable[tuple[str, str]]) -> Iterator[dict[str, Any]]:
    """What the service is told, in order: the same pages in the same order give the same bytes."""
    yield {"type": "NewIndex", "config": {}}
    for path, text in pages:
        yield {"type": "AddFile", "index_id": OUR_INDEX, "file_path": path, "url": None, "file_contents": text}
    # Files that it writes itself may not be whole yet when it says that they are.
    yield {"type": "GetFiles", "index_id": OUR_INDEX}


def _answers(stream: IO[bytes]) -> Iterator[dict[str, Any]]:
    pieces: list[bytes] = []
    while piece := stream.read1(READ_BYTES):  # type: ignore[attr-defined]
        *whole, rest = piece.split(b",")
        for end in whole:
            yield json.loads(base64.b64decode(b"".join((*pieces, end))))["payload"]
            pieces = []
        pieces.append(rest)


def _told(process: "subprocess.Popen[bytes]", stream: IO[bytes], actions: Iterable[dict[str, Any]]) -> None:
    """Sends everything and leaves the pipe open, for its end is that of the service; whoever reads the answers sees when that has ended."""
    try:
        for number, action in enumerate(actions, 1):
            stream.write(_message(number, action))
        stream.flush()
    except BaseException:
        # Nobody is to wait for the answer to what was never asked.
        process.kill()
        raise


def _program() -> Path:
    from pagefind.service import get_executable  # noqa: PLC0415 - an optional library

    found = get_executable()
    if found is None:
        raise _refusal("the program pagefind is missing")
    return found


def _files_of(program: Path, pages: Iterable[tuple[str, str]]) -> dict[str, bytes]:
    """All files of the index of some pages, those that are not ours too. Raises RefusedError, OSError."""
    command, pipe = (program, "--service"), subprocess.PIPE
    with ThreadPoolExecutor(1) as sender, subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL) as process:  # noqa: S603 - the program of the library
        if process.stdin is None or process.stdout is None:
            raise _refusal("there are no pipes", str(program))
        try:
            # Answers have to be read while pages are still being sent: a pipe holds few of either.
            sent = sender.submit(_told, process, process.stdin, _actions(pages))
            for answer in _answers(process.stdout):
                if answer["type"] == "Error":
                    raise _refusal(str(answer.get("message")), str(program))
                if answer["type"] == "GetFiles":
                    return {file["path"].replace("\\", "/"): base64.b64decode(file["content"]) for file in answer["files"]}
            sent.result()
        finally:
            process.kill()
    raise _refusal("pagefind has ended before it was done", str(program))


def _is_needed(name: str, lang: str) -> bool:
    """False for the engine's own interface, and for what it searches other languages with."""
    if name.startswith("wasm."):
        return name.split(".")[1] == lang
    return not name.endswith(NOT_OURS)


def _index_of(program: Path, pages: Iterable[tuple[str, str]]) -> tuple[dict[str, bytes], dict[str, Any]]:
    """The files of the index of one language, and its entry in the list of languages."""
    files = _files_of(program, pages)
    entry = json.loads(files.pop(ENTRY))
    used = next((language["wasm"] or "unknown" for language in entry["languages"].values()), "unknown")
    return {name: slim(data) if name.endswith(PIECE) else data for name, data in files.items() if _is_needed(name, used)}, entry


def index_files(languages: Sequence[Iterable[tuple[str, str]]]) -> dict[str, bytes]:
    """The files of the index by their names in its folder, of documents by the paths of their pages, apart for each language.

    Raises RefusedError.
    """
    program = _program()
    try:
        with ThreadPoolExecutor(len(languages)) as threads:
            made = list(threads.map(lambda pages: _index_of(program, pages), languages))
    except OSError as error:
        raise _refusal(error.strerror or str(error), str(program)) from None
    entry = {**made[0][1], "languages": {lang: known for _, other in made for lang, known in other["languages"].items()}}
    found = {name: data for files, _ in made for name, data in files.items()}
    return {**found, ENTRY: json.dumps(entry, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()}
