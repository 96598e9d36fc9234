"""What a reader has to know about the machine of a measurement."""

import os
import platform
import subprocess
from pathlib import Path

from processes import CORES


def _field(path: str, name: str, separator: str) -> str:
    """A value of a file of lines `name separator value`."""
    try:
        lines = Path(path).read_text(encoding="utf-8").splitlines()
    except OSError:
        return ""
    return next((line.split(separator, 1)[1].strip().strip('"') for line in lines if line.startswith(name)), "")


def _file_system(folder: Path) -> str:
    """The kind of file system that a folder is on."""
    kinds = {line.split()[1]: line.split()[2] for line in Path("/proc/mounts").read_text(encoding="utf-8").splitlines()}
    return next((kinds[str(parent)] for parent in (folder, *folder.parents) if str(parent) in kinds), "unknown")


def revision(tree: Path) -> str:
    """The commit of this tree, and whether it was changed since."""

    def git(*arguments: str) -> str:
        return subprocess.run(["git", "-C", str(tree), *arguments], capture_output=True, text=True, check=False).stdout.strip()

    if not (tree / ".git").exists():
        return "a copy of the tree"
    return "commit " + git("rev-parse", "--short", "HEAD") + (" with changes" if git("status", "--porcelain", "--", "itsite", "themes") else "")


def facts(work: Path, date: str) -> dict[str, str]:
    """Names and values, in the order they are shown."""
    memory = int(_field("/proc/meminfo", "MemTotal", ":").split()[0]) * 1024 / 2**30
    system = _field("/etc/os-release", "PRETTY_NAME", "=") or platform.system()
    load = ", ".join(f"{value:.2f}" for value in os.getloadavg())
    return {
        "date": date,
        "processor": f"{_field('/proc/cpuinfo', 'model name', ':') or platform.machine()}, {CORES} cores",
        "memory": f"{memory:.0f} GiB",
        "system": f"{system}, Linux {platform.release().split('-')[0]}, files on {_file_system(work)}",
        "python": platform.python_version(),
        "load": f"{load} (1, 5 and 15 minutes before the start)",
    }
