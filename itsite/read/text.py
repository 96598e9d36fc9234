"""From the bytes of a file to text: encoding, control characters, line ends, merge conflicts."""

import re
from dataclasses import dataclass

from itsite.model.problem import Location, Problem

# C0 without tab and line ends, DEL, C1, noncharacters: not allowed in XML or HTML, invisible to writers.
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")
FENCE = re.compile(r"^( {0,3}|[ \t]+)(`{3,}|~{3,})[^\n]*\n.*?(?:^[ \t]*\2[`~]*[ \t]*$|\Z)", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"(?<!`)(`+)(?!`)(?:(?!\n\s*\n).)+?(?<!`)\1(?!`)", re.DOTALL)
CONFLICT = re.compile(r"^(<{7} .*|={7}|>{7} .*|\|{7} .*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Text:
    """Decoded text with Unix line ends and no byte order mark, and what was wrong with the bytes."""

    text: str
    problems: tuple[Problem, ...] = ()


def place(text: str, offset: int, first_line: int = 1) -> tuple[int, int]:
    """Line and column, from 1, of an offset in `text`."""
    return text.count("\n", 0, offset) + first_line, offset - text.rfind("\n", 0, offset)


def _encoding_problem(data: bytes, error: UnicodeDecodeError, path: str) -> Problem:
    before = data[: error.start].decode("utf-8", "replace")
    line, column = place(before, len(before))
    byte = data[error.start]
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        guess = "UTF-16"
    else:
        try:
            guess = f'Windows-1252 (Latin-1), where it is "{bytes([byte]).decode("cp1252")}"'
        except UnicodeDecodeError:
            guess = "Latin-1"
    message = f"byte 0x{byte:02X} at offset {error.start} is not UTF-8; the file looks like {guess}"
    return Problem(Location(path, line, column), "TX001", message, "save the file as UTF-8")


def masked(text: str) -> str:
    """`text` with code blanked out, every line and column where it was: for looking for Markdown in it."""

    def blank(match: re.Match[str]) -> str:
        return re.sub(r"[^\n]", " ", match[0])

    return CODE.sub(blank, FENCE.sub(blank, text)) if "`" in text or "~~~" in text else text


def _control_problems(text: str, path: str) -> list[Problem]:
    problems = []
    for match in list(CONTROL.finditer(text))[:20]:
        name = "NUL" if match[0] == "\0" else "control character"
        at = Location(path, *place(text, match.start()))
        problems.append(Problem(at, "TX002", f"{name} U+{ord(match[0]):04X}, invisible and not allowed", "delete it"))
    return problems


def _conflict_problems(text: str, path: str) -> list[Problem]:
    if "<<<<<<< " not in text and ">>>>>>> " not in text:
        return []
    found = next((m for m in CONFLICT.finditer(masked(text)) if m[0][0] in "<>"), None)
    if found is None:
        return []
    at = Location(path, *place(text, found.start()))
    return [Problem(at, "TX003", "a merge conflict is left in the file", "keep one of the two versions and delete the lines <<<<<<<, ======= and >>>>>>>")]


def decode(data: bytes, path: str) -> Text:
    """The text of a file; with a wrong encoding, the text is empty."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return Text("", (_encoding_problem(data, error, path),))
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return Text(text, (*_control_problems(text, path), *_conflict_problems(text, path)))
