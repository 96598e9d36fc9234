"""Secrets that somebody has written into site.yaml by mistake: found, so that no error message repeats them."""

import re
from collections.abc import Iterator, Sequence

HIDDEN = "(secret)"
NAMES = (
    r"pass(?:word|wd|phrase|wort|code)?|pwd|pw|kennwort|secret|token|bearer|(?:api[-_]?)?key|auth(?:ori[sz]ation)?|credentials?"
    r"|webhooks?|(?:web)?hook[-_]?ur[li]|hook|endpoint|sig(?:nature)?"
)
SECRET_NAME = re.compile(rf"(?i)(?:\w+[-_])*(?:{NAMES})|ITSITE_\w+")
SECRET_KEY = re.compile(rf"(?<![\w-])[\"']?(?:{SECRET_NAME.pattern.removeprefix('(?i)')})[\"']?\s*:(?=[\s\"'{{\[]|$)", re.IGNORECASE)
IN_FLOW = re.compile(r"\s*(?:\"(?:\\.|[^\"\\])*\"|'(?:''|[^'])*'|[^,}\]\"']*)")
TOP_KEY = re.compile(r"[\"']?([\w-]+)[\"']?\s*:")
# A user and password before a host; an address that opens a chat; in what belongs to senders, any address or code.
USER_INFO = re.compile(r"(?i)(?<![^\s:/@\"'{},])(?!mailto:)[^\s:/@\"'{},]+:[^\s/@\"']+@")
HOOK = re.compile(r"(?i)https?://[^\s\"',}]*(?:hook|workflow|logic\.azure|powerplatform|powerautomate|trigger|sig=|token)[^\s\"',}]*")
ADDRESS = re.compile(r"(?i)https?://[^\s\"',}]*")
CODE = re.compile(r"(?![\d:TZ.+-]+(?:[\s\"',}\]]|$))(?=[^\s\"',}\]]*\d)(?=[^\s\"',}\]]*[A-Za-z])(?<![^\s\"'{\[,])[\w+/=~%-]{10,}(?=[\s\"',}\]]|$)")
PAIR = re.compile(r"(?i)user[\"']?\s*:\s*[\"']?(?P<secret>[^\s:\"']+:[^\s\"',}]+)")
ANYWHERE = (USER_INFO, HOOK)
SECTIONS = {"announce": (ADDRESS, CODE), "mail": (CODE, PAIR)}
WORD = re.compile(r"[^\s\"'{}\[\],]{6,}")

Span = tuple[int, int]


def is_secret_name(key: str) -> bool:
    """True for the name of a key that says of its value that it is secret."""
    return SECRET_NAME.fullmatch(key) is not None


def _values(line: str) -> Iterator[Span]:
    """Where values stand after keys whose name says that they are secret."""
    for match in SECRET_KEY.finditer(line):
        value = IN_FLOW.match(line, match.end()) if re.search(r"[{\[]", line[: match.start()]) else None
        start = match.end() + (1 if line[match.end() : match.end() + 1] == " " else 0)
        yield start, max(start, value.end() if value else len(line))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def spans(lines: Sequence[str]) -> Iterator[tuple[int, Span]]:
    """The places of secrets: number of the line from 0, first and last column."""
    section, owner = "", -1
    whole = next((line for line in lines if line.strip() and not line.lstrip().startswith("#")), "").lstrip().startswith("{")
    for number, line in enumerate(lines):
        if not line.strip():
            continue
        if owner >= 0 and _indent(line) > owner:
            # What goes on over several lines.
            yield number, (_indent(line), len(line))
            continue
        owner = -1
        if top := TOP_KEY.match(line):
            section = top[1].lower()
        signs = (*ANYWHERE, ADDRESS, CODE) if whole else (*ANYWHERE, *SECTIONS.get(section, ()))
        for sign in signs:
            yield from ((number, match.span("secret" if sign.groupindex else 0)) for match in sign.finditer(line))
        found = [*_values(line)]
        yield from ((number, span) for span in found)
        if found and found[-1][1] == len(line):
            owner = _indent(line)


def shown_lines(lines: Sequence[str]) -> list[str]:
    """Lines of site.yaml as they may be shown."""
    shown = [*lines]
    places: dict[int, list[Span]] = {}
    for number, span in spans(lines):
        places.setdefault(number, []).append(span)
    for number, found in places.items():
        line, end = lines[number], len(lines[number])
        pieces = []
        for start, stop in _joined(found)[::-1]:
            pieces += [line[stop:end], HIDDEN if line[start:stop].strip() else ""]
            end = start
        shown[number] = "".join([*pieces, line[:end]][::-1])
    return shown


def _joined(found: list[Span]) -> list[Span]:
    """Spans without overlaps, in order."""
    joined: list[Span] = []
    for start, stop in sorted(found):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(stop, joined[-1][1]))
        else:
            joined.append((start, stop))
    return joined


def written_secrets(lines: Sequence[str]) -> frozenset[str]:
    """All that must not be said of site.yaml: what stands at those places, and each longer word of it."""
    found: set[str] = set()
    for number, (start, stop) in spans(lines):
        value = lines[number][start:stop].strip()
        found |= {value, value.strip("\"'"), *WORD.findall(value)}
    return frozenset(found)
