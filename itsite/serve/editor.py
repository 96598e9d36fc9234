"""Links that open a source in the writer's editor."""

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

DEFAULT_EDITOR = "vscode://file/{file}:{line}:{column}"
PLACES = frozenset({"file", "line", "column"})
RUNS_CODE = frozenset({"javascript", "data", "vbscript", "blob", "about"})


class EditorTemplateError(ValueError):
    """Why a text is no template of an editor's address."""


@dataclass(frozen=True)
class Editor:
    """The address that opens a file, with places for `{file}`, `{line}` and `{column}`; empty: no links."""

    template: str = DEFAULT_EDITOR

    def __post_init__(self) -> None:
        """Raises EditorTemplateError."""
        if not self.template:
            return
        scheme = re.match(r"([a-zA-Z][a-zA-Z0-9+.\-]*):", self.template)
        if not scheme or scheme[1].lower() in RUNS_CODE or re.search(r"[\x00-\x20<>\"]", self.template):
            raise EditorTemplateError("write an address such as vscode://file/{file}:{line}:{column}")
        unknown = set(re.findall(r"\{(.*?)\}", self.template)) - PLACES
        if unknown or "{file}" not in self.template:
            raise EditorTemplateError("the places are {file}, {line} and {column}, and {file} is needed")

    def url(self, file: Path, line: int = 1, column: int = 1) -> str:
        """The address for one place in a file; empty without a template."""
        path = quote(file.as_posix(), safe="/:")
        template = self.template.replace("/{file}", "{file}") if path.startswith("/") else self.template
        return template.replace("{file}", path).replace("{line}", str(max(line, 1))).replace("{column}", str(max(column, 1)))
