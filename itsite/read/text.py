"""From the bytes of a file to text: encoding, control characters, line ends, merge conflicts."""

import re
from dataclasses import dataclass

from itsite.model.problem import Location, Problem

# C0 without tab and line ends, DEL, C1, noncharacters: not allowed in XML or HTML, invisible to writers.
CONTROL_BYTES = bytes([*range(9), 11, 12, *range(14, 32), 127])
# Every other control character begins with one of these in UTF-8, but for halves of surrogates, which UTF-8 has none of.
LEADING_BYTES = (b"\xc2", b"\xef")
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")
FENCE = re.compile(r"^( {0,3}|[ \t]+)(`{3,}|~{3,})[^\n]*\n.*?(?:^[ \t]*\2[`~]*[ \t]*$|\Z)", re.MULTILINE | re.DOTALL)
# A run of backticks, from its first one; the expression begins with it, so that `re` need not try elsewhere.
CODE = re.compile(r"(`(?<!``)`*)(?!`)(?:(?!\n\s*\n).)+?(?<!`)\1(?!`)", re.DOTALL)
MAX_CONTROL_LINES = 20
SHORTEST_WIDE = 7
CONFLICT = re.compile(r"^(<{7} .*|={7}|>{7} .*|\|{7} .*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Text:
    """Decoded text with Unix line ends and no byte order mark, and what was wrong with the bytes."""

    text: str
    problems: tuple[Problem, ...] = ()


def place(text: str, offset: int, first_line: int = 1) -> tuple[int, int]:
    """Line and column, from 1, of an offset in `text`."""
    return text.count("\n", 0, offset) + first_line, offset - text.rfind("\n", 0, offset)


def _likely_encoding(data: bytes, byte: int) -> str:
    """What a file that is not UTF-8 looks like, in words."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or _is_wide(data):
        return "UTF-16 text"
    if b"\0" in data:
        return "no text at all"
    try:
        return f'Windows-1252 (Latin-1), where it is "{bytes([byte]).decode("cp1252")}"'
    except UnicodeDecodeError:
        return "text in an old encoding"


def _is_wide(data: bytes) -> bool:
    """True for text of two bytes a character: every other byte of its beginning is mostly zero."""
    start = data[:200]
    return len(start) > SHORTEST_WIDE and any(start[n::2].count(0) * 2 > len(start[n::2]) for n in (0, 1))


def _encoding_problem(data: bytes, offset: int, path: str) -> Problem:
    before = data[:offset].decode("utf-8", "replace")
    line, column = place(before, len(before))
    guess = _likely_encoding(data, data[offset])
    message = f"byte 0x{data[offset]:02X} at offset {offset} is not UTF-8; the file looks like {guess}"
    hint = "keep only text files with the ending .md" if guess == "no text at all" else "save the file as UTF-8"
    return Problem(Location(path, line, column), "TX001", message, hint)


def masked(text: str) -> str:
    """`text` with code blanked out, every line and column where it was: for looking for Markdown in it."""

    def blank(match: re.Match[str]) -> str:
        return re.sub(r"[^\n]", " ", match[0])

    if "```" in text or "~~~" in text:
        text = FENCE.sub(blank, text)
    return CODE.sub(blank, text) if "`" in text else text


def may_hold_controls(data: bytes) -> bool:
    """False when no control character is in the UTF-8 text; found out faster than the characters themselves."""
    return len(data.translate(None, CONTROL_BYTES)) != len(data) or any(byte in data for byte in LEADING_BYTES)


def _control_problems(text: str, path: str) -> list[Problem]:
    """One problem for each line that holds such characters, at its first one; of many lines the first twenty."""
    problems: dict[int, Problem] = {}
    for match in CONTROL.finditer(text):
        at = Location(path, *place(text, match.start()))
        name = "NUL" if match[0] == "\0" else "control character"
        problems.setdefault(at.line, Problem(at, "TX002", f"{name} U+{ord(match[0]):04X}, invisible and not allowed", "delete it"))
        if len(problems) == MAX_CONTROL_LINES:
            break
    return list(problems.values())


def _conflict_problems(text: str, path: str) -> list[Problem]:
    if "<<<<<<< " not in text and ">>>>>>> " not in text:
        return []
    marks = [match for match in CONFLICT.finditer(masked(text)) if match[0][0] in "<>"]
    begun = [match for match in marks if match[0][0] == "<"] or marks[:1]
    cure = "keep one of the two versions and delete the lines <<<<<<<, ======= and >>>>>>>"
    return [Problem(Location(path, *place(text, match.start())), "TX003", "a merge conflict is left in the file", cure) for match in begun]


def decode(data: bytes, path: str) -> Text:
    """The text of a file; with a wrong encoding, the text is empty."""
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        return Text("", (_encoding_problem(data, error.start, path),))
    if b"\0" in data and _is_wide(data):
        return Text("", (_encoding_problem(data, data.index(b"\0"), path),))
    text = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    controls = _control_problems(text, path) if may_hold_controls(data) else ()
    return Text(text, (*controls, *_conflict_problems(text, path)))
