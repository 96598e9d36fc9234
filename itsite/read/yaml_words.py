"""What is wrong with YAML that cannot be read, in words for people who write pages, at the place where they have to mend it."""

import re
from dataclasses import dataclass

import yaml


@dataclass(frozen=True, slots=True)
class Mistake:
    """A mistake in YAML: line and column count from 0, as PyYAML's marks do."""

    line: int
    column: int
    message: str
    hint: str


# YAML 1.1 ends a line at these too.
LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
FIELD = re.compile(r"\s*(?:- +)*(?P<name>[^\s:#\[\]{}\"'-][^:]*):[ ]+(?P<value>\S.*)$")
OPENED = (
    (r"while scanning a quoted scalar", "a quotation mark is opened and never closed", "close the quotation mark at the end of the value"),
    (r"did not find expected ',' or ']'", "a list is opened with [ and never closed", "close it with ]"),
    (r"did not find expected ',' or '}'", "a { is opened and never closed", "close it with }, or put the value in quotes"),
    (
        r"could not find expected ':'",
        "a line without a colon where a field is expected",
        "write field: value, or indent the line if it belongs to the value above",
    ),
    (r"while scanning a block scalar", "text stands on the line of | or >", "begin the text on the next line, indented by two blanks"),
)
HERE = (
    (r"escape", "a backslash in double quotes begins a code that YAML does not know", "write the value in single quotes, or each backslash twice"),
    (r"block sequence entries are not allowed", "a list begins on the line of its field", "begin the list on the next line, or write it as [one, two]"),
    (r"did not find expected (key|<block end>|'-' indicator)", "the indentation does not fit the lines above", "begin lines of one level in the same column"),
    (r"document start", "text follows the end of the fields", "delete the line ... or move the text"),
)


def _quoted(value: str) -> str:
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        value = value[1:-1]
    return f'"{value}"' if '"' not in value else "'" + value.replace("'", "''") + "'"


def _in_quotes(line: str) -> str:
    """The cure for a value that YAML does not take as it stands: the same value in quotes."""
    field = FIELD.match(line)
    return f"put the value in quotes: {field['name']}: {_quoted(field['value'].rstrip())}" if field else "put the value in quotes"


def _colon(lines: list[str], row: int, column: int) -> Mistake:
    """A colon where none may be: in a value, after a line without one, or on a line indented too far."""
    line = lines[row]
    before = line[:column]
    if ":" not in before:
        indent = len(line) - len(line.lstrip())
        if indent:
            return Mistake(row, indent, "the line is indented further than the field above, which already has a value", "begin both lines in the same column")
        above = lines[row - 1] if row else ""
        if re.match(r"[^\s:]+:\S", above):
            return Mistake(row - 1, above.index(":"), "a colon without a blank after it", f"write {above.replace(':', ': ', 1)}")
        return Mistake(max(row - 1, 0), 0, "a line without a colon where a field is expected", "write field: value, one field a line")
    field = FIELD.match(line)
    return Mistake(row, field.start("value") if field else column, "a colon with a blank after it, in a value without quotes", _in_quotes(line))


def _forbidden_start(line: str, row: int, column: int) -> Mistake:
    sign = line[column : column + 1]
    return Mistake(row, column, f"a value begins with {sign}, a sign that YAML keeps for itself", _in_quotes(line))


def _mark(mark: yaml.Mark | None) -> tuple[int, int] | None:
    return (mark.line, mark.column) if mark else None


def syntax_mistake(error: yaml.MarkedYAMLError, text: str) -> Mistake:
    """The mistake behind PyYAML's error in `text`."""
    said = f"{error.context or ''} {error.problem or ''}"
    row, column = _mark(error.problem_mark) or _mark(error.context_mark) or (0, 0)
    opened_row, opened_column = _mark(error.context_mark) or (row, column)
    lines = [*LINE_END.split(text), ""]
    line = lines[row] if row < len(lines) else ""
    indent = line[: len(line) - len(line.lstrip())]
    if "\t" in indent:
        return Mistake(row, indent.index("\t"), "a tab stands where YAML wants blanks", "indent with blanks, two for each level")
    if "mapping values are not allowed" in said:
        return _colon(lines, row, column)
    if re.search("while scanning an (alias|anchor)|cannot start any token|expected node content", said):
        return _forbidden_start(lines[opened_row], opened_row, opened_column)
    for pattern, message, hint in OPENED:
        if re.search(pattern, said):
            return Mistake(opened_row, opened_column, message, hint)
    if "expected key" in said and line[:column].strip():
        return Mistake(row, column, "text follows the end of a value in quotes or brackets", _in_quotes(line))
    unknown = (f"YAML cannot be read: {error.problem or error.context}", "check quotation marks, colons and indentation of this line")
    return Mistake(row, column, *next(((message, hint) for pattern, message, hint in HERE if re.search(pattern, said)), unknown))


def no_fields(text: str) -> Mistake:
    """The mistake of a text that is a list or a sentence where fields are expected."""
    row, line = next(((n, line) for n, line in enumerate(text.split("\n")) if line.strip() and not line.lstrip().startswith("#")), (0, ""))
    if re.match(r"[^\s:]+:\S", line):
        return Mistake(row, line.index(":"), "a colon without a blank after it", f"write {line.replace(':', ': ', 1)}")
    return Mistake(row, 0, "fields are expected, one a line", "write field: value")
