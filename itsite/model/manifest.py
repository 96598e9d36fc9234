"""How a folder shows that itsite made it."""

from pathlib import Path

MARK = "# Made by itsite. The whole folder is made anew by each build."


def is_ours(folder: Path) -> bool:
    """True when `folder` is empty, or holds a robots.txt that begins with the mark."""
    if not any(folder.iterdir()):
        return True
    robots = folder / "robots.txt"
    return robots.is_file() and not robots.is_symlink() and robots.read_bytes()[: len(MARK)] == MARK.encode()
