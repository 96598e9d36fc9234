"""Where things lie: themes and the example site that come with the program, and the folders of one build."""

from functools import cache
from pathlib import Path

from itsite.engine.digest import salt
from itsite.model.problem import RefusedError

BUNDLED = Path(__file__).parent / "bundled"
SOURCES = ("content", "themes", "site.yaml", ".itsite", ".git")
SHELF = "pictures"
OF_ITS_OWN = "choose a folder of its own, such as build"


def bundled() -> Path:
    """The folder that holds themes/, content/ and site.yaml of the example: in the installed program, or in its repository."""
    return BUNDLED if BUNDLED.is_dir() else Path(__file__).parent.parent


def theme_places(root: Path) -> tuple[Path, ...]:
    """Folders of themes, the site's own first."""
    return tuple(dict.fromkeys((root / "themes", bundled() / "themes")))


def _is_home(real: Path) -> bool:
    try:
        home = Path.home().resolve()
    except RuntimeError:
        return False
    return home.is_relative_to(real)


def checked_out(root: Path, out: Path) -> Path:
    """The output folder as an absolute path. Raises RefusedError when it is, holds or lies in what is not for a build to replace."""
    where = out.absolute()
    if where.is_symlink():
        raise RefusedError("the output folder is a symbolic link", path=str(out), hint="name the folder itself with --out")
    try:
        real, site = where.resolve(), root.resolve()
    except (OSError, RuntimeError):
        raise RefusedError("the output folder lies behind a symbolic link that leads nowhere", path=str(out), hint="name a folder with --out") from None
    if site == real or site.is_relative_to(real):
        raise RefusedError("the output folder is or holds the site itself", path=str(out), hint=OF_ITS_OWN)
    for name in SOURCES:
        source = (site / name).resolve()
        if real == source or real.is_relative_to(source) or source.is_relative_to(real):
            raise RefusedError(f"the output folder is or lies in {name} of the site", path=str(out), hint=OF_ITS_OWN)
    if _is_home(real):
        raise RefusedError("the output folder is or holds your home folder", path=str(out), hint=OF_ITS_OWN)
    return real


def work_folder(root: Path, out: Path) -> Path:
    """Where a build for `out` is prepared: in .itsite/ for a folder right in the site, else beside `out`."""
    return root.resolve() / ".itsite" if out.parent == root.resolve() and out.name == "build" else out.parent / f".{out.name}.itsite"


def nearest_site(start: Path) -> Path | None:
    """This folder or the nearest one above that holds a site.yaml."""
    return next((folder for folder in (start, *start.parents) if (folder / "site.yaml").is_file()), None)


def cache_folder(root: Path) -> Path:
    """Where a site keeps what was read and made."""
    return root.resolve() / ".itsite"


def shelf_folder(root: Path) -> Path:
    """Where a site keeps the files that were made of its pictures."""
    return cache_folder(root) / SHELF


@cache
def program_salt() -> bytes:
    """A digest of this program and of what it is built on."""
    return salt(Path(__file__).parent)
