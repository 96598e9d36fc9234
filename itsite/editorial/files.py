"""Where the plan is written: anywhere but where readers could find it."""

import contextlib
from pathlib import Path

from itsite.model.manifest import is_ours
from itsite.model.problem import RefusedError
from itsite.places import SOURCES

ELSEWHERE = "name a file elsewhere: the plan is not for readers"


def _is_built(folder: Path) -> bool:
    """True for a folder that holds a built site."""
    with contextlib.suppress(OSError):
        return folder.is_dir() and (folder / "robots.txt").exists() and is_ours(folder)
    return False


def checked_file(root: Path, given: Path, name: str) -> Path:
    """The file to write; in a folder by its usual name. Raises RefusedError for one in the site's sources or in a built site."""
    file = given / name if given.is_dir() else given
    try:
        real, site = file.resolve(), root.resolve()
    except (OSError, RuntimeError):
        raise RefusedError("the file lies behind a symbolic link that leads nowhere", path=str(file), hint="name another file") from None
    for source in (*SOURCES, "build", ".sent"):
        if real.is_relative_to((site / source).resolve()):
            raise RefusedError(f"the plan does not belong into {source} of the site", path=str(file), hint=ELSEWHERE)
    if any(_is_built(folder) for folder in real.parents):
        raise RefusedError("the plan does not belong into a built site", path=str(file), hint=ELSEWHERE)
    return file


def write_plan(file: Path, data: bytes) -> None:
    """A file with the folders above it. Raises RefusedError."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    except OSError as error:
        raise RefusedError(f"the plan cannot be written: {error.strerror or error}", path=str(file), hint="name another file") from None
