"""The templates that come with the program, compiled once and kept where Python keeps the program's own modules compiled."""

import contextlib
import marshal
import os
import sys
from collections.abc import Iterator, Mapping, MutableMapping
from pathlib import Path

from itsite.model.config import SiteConfig
from itsite.model.values import LocalText
from itsite.theme.files import theme_names
from itsite.theme.theme import load_theme

FOLDER = Path(__file__).parent / "__pycache__"


def _compiled(places: Path) -> dict[str, bytes]:
    """The code of every template of the themes in a folder."""
    codes: dict[str, bytes] = {}
    for name in theme_names((places,)):
        theme, _ = load_theme(SiteConfig(name=LocalText("?"), url="https://site.invalid/", theme=name), (places,), {}, codes)
        for template in theme.templates if theme else ():
            with contextlib.suppress(Exception):
                theme.environment.get_template(template)  # type: ignore[union-attr]
    return codes


def precompiled(places: Path, salt: bytes) -> Mapping[str, bytes]:
    """The code of the themes in a folder of the program; empty where there is no place to keep it. `salt` changes with the program."""
    file = FOLDER / f"templates.{sys.implementation.cache_tag}.{salt.hex()[:16]}"
    with contextlib.suppress(OSError, ValueError, EOFError, TypeError):
        found: dict[str, bytes] = marshal.loads(file.read_bytes())  # noqa: S302 - lies among the program's own compiled modules
        return found
    if sys.dont_write_bytecode or not os.access(FOLDER, os.W_OK):
        return {}
    codes = _compiled(places)
    with contextlib.suppress(OSError):
        for old in FOLDER.glob(f"templates.{sys.implementation.cache_tag}.*"):
            old.unlink()
        new = file.with_name(f"{file.name}.{os.getpid()}")
        new.write_bytes(marshal.dumps(codes))
        new.replace(file)
    return codes


class Codes(MutableMapping[str, bytes]):
    """Compiled templates: those of the program, and those of the site's own themes in a place of their own."""

    def __init__(self, given: Mapping[str, bytes], own: MutableMapping[str, bytes]) -> None:
        """New ones are put into `own`."""
        self._given, self._own = given, own

    def __getitem__(self, name: str) -> bytes:
        """The code of one template. Raises KeyError."""
        return self._given[name] if name in self._given else self._own[name]

    def __setitem__(self, name: str, code: bytes) -> None:
        """Keeps the code of a template of the site."""
        self._own[name] = code

    def __delitem__(self, name: str) -> None:
        """Forgets the code of a template of the site."""
        del self._own[name]

    def __iter__(self) -> Iterator[str]:
        """The names."""
        yield from {*self._given, *self._own}

    def __len__(self) -> int:
        """How many there are."""
        return len({*self._given, *self._own})
