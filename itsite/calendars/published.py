"""The calendar of the last build: what subscribers have in theirs."""

import re
from collections.abc import Iterator
from pathlib import Path

from itsite.model.check import PublishedEvent

MAX_BYTES = 50 * 1024 * 1024
LINE = re.compile(r"(?P<name>[A-Z-]+)(?:;[^:\"]*(?:\"[^\"]*\"[^:\"]*)*)?:(?P<value>.*)")
ESCAPED = re.compile(r"\\(.)")


def _fields(lines: list[str]) -> dict[str, str]:
    found = (LINE.fullmatch(line) for line in lines)
    return {match["name"]: ESCAPED.sub(lambda m: "\n" if m[1] in "nN" else m[1], match["value"]) for match in found if match}


def published_events(file: Path, lang: str) -> Iterator[PublishedEvent]:
    """The entries of a calendar of ours; none when there is no such file, or when it cannot be understood."""
    try:
        if file.stat().st_size > MAX_BYTES:
            return
        text = file.read_bytes().decode()
    except (OSError, UnicodeDecodeError):
        return
    for part in text.replace("\r\n ", "").split("BEGIN:VEVENT\r\n")[1:]:
        fields = _fields(part.partition("END:VEVENT")[0].split("\r\n"))
        if fields.get("SEQUENCE", "").isdecimal():
            uid, start, end, status, place = (fields.get(name, "") for name in ("UID", "DTSTART", "DTEND", "STATUS", "LOCATION"))
            yield PublishedEvent(lang, uid, start, end, status, place, int(fields["SEQUENCE"]))
