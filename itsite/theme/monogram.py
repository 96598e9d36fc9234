"""A mark for a site without a logo: the initials of its name, drawn as lines, so that no machine's fonts decide how they look."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

HEIGHT, GAP, STROKE = 14.0, 3.8, 2.6
SIDE, FILLED = 64, 0.56
DOTS_ABOVE, DOT = 4.6, 2.4
MOST_LETTERS = 2
# Width and lines of each letter, on a height of 14.
GLYPHS = {
    "A": (12.0, "M0 14L6 0L12 14M2.2 9.2H9.8"),
    "B": (8.8, "M0 0V14H5A3.8 3.8 0 0 0 5 6.4H0M0 0V0H4.6A3.2 3.2 0 0 1 4.6 6.4"),
    "C": (12.0, "M11.95 2.05A7 7 0 1 0 11.95 11.95"),
    "D": (11.0, "M0 0V14H4A7 7 0 0 0 4 0Z"),
    "E": (8.0, "M8 0H0V14H8M0 7H6.8"),
    "F": (8.0, "M8 0H0V14M0 7H6.6"),
    "G": (14.0, "M11.95 2.05A7 7 0 1 0 14 7H8.4"),
    "H": (10.0, "M0 0V14M10 0V14M0 7H10"),
    "I": (0.0, "M0 0V14"),
    "J": (7.5, "M7.5 0V10.25A3.75 3.75 0 0 1 0 10.25"),
    "K": (10.0, "M0 0V14M9.5 0L0 8.6M3.6 5.4L10 14"),
    "L": (7.5, "M0 0V14H7.5"),
    "M": (13.0, "M0 14V0L6.5 9L13 0V14"),
    "N": (10.0, "M0 14V0L10 14V0"),
    "O": (14.0, "M7 0A7 7 0 1 0 7 14A7 7 0 1 0 7 0Z"),
    "P": (9.0, "M0 14V0H5A4 4 0 0 1 5 8H0"),
    "Q": (14.0, "M7 0A7 7 0 1 0 7 14A7 7 0 1 0 7 0ZM9 9L13.6 14"),
    "R": (9.4, "M0 14V0H5A4 4 0 0 1 5 8H0M4.6 8L9.4 14"),
    "S": (8.4, "M8.2 2.6A3.9 3.6 0 0 0 4.4 0H4.2A3.6 3.5 0 0 0 4.2 7H4.6A3.6 3.5 0 0 1 4.6 14H4.2A3.9 3.6 0 0 1 0.3 11.4"),
    "T": (10.0, "M0 0H10M5 0V14"),
    "U": (10.0, "M0 0V9A5 5 0 0 0 10 9V0"),
    "V": (12.0, "M0 0L6 14L12 0"),
    "W": (17.6, "M0 0L4.4 14L8.8 1.5L13.2 14L17.6 0"),
    "X": (10.5, "M0 0L10.5 14M10.5 0L0 14"),
    "Y": (11.0, "M0 0L5.5 7V14M11 0L5.5 7"),
    "Z": (9.5, "M0 0H9.5L0 14H9.5"),
    "0": (10.0, "M5 0A5 7 0 1 0 5 14A5 7 0 1 0 5 0Z"),
    "1": (4.0, "M0 3L4 0V14"),
    "2": (9.0, "M0.4 3.6A4.1 3.9 0 1 1 7.4 6.6L0 14H9"),
    "3": (8.2, "M0.4 2.4A3.9 3.4 0 1 1 4 6.6A4.2 3.75 0 1 1 0 11.3"),
    "4": (10.0, "M7.5 14V0L0 10H10"),
    "5": (8.8, "M8 0H1L0.5 6.2A4.4 4.4 0 1 1 0 12.2"),
    "6": (9.0, "M4.5 5A4.5 4.5 0 1 0 4.5 14A4.5 4.5 0 1 0 4.5 5ZM6.8 0L0.8 7"),
    "7": (9.0, "M0 0H9L3 14"),
    "8": (8.0, "M4 0A3.3 3.3 0 1 0 4 6.6A3.3 3.3 0 1 0 4 0ZM4 6.6A3.7 3.7 0 1 0 4 14A3.7 3.7 0 1 0 4 6.6Z"),
    "9": (9.0, "M4.5 0A4.5 4.5 0 1 0 4.5 9A4.5 4.5 0 1 0 4.5 0ZM2.2 14L8.2 7"),
}
# What stands for a name in letters that are not drawn here.
RING = (14.0, "M7 1.5A5.5 5.5 0 1 0 7 12.5A5.5 5.5 0 1 0 7 1.5Z")
COMMAND = re.compile(r"([A-Z])([^A-Z]*)")
Letter = tuple[str, bool]


def _letters(word: str) -> Iterator[Letter]:
    """The letters of a word that can be drawn, each with whether it has two dots."""
    for sign in unicodedata.normalize("NFC", word).upper():
        parts = unicodedata.normalize("NFD", sign)
        if parts[0] in GLYPHS:
            yield parts[0], "\u0308" in parts


def initials(name: str) -> tuple[Letter, ...]:
    """At most two letters that stand for a name: the first of its first two words, or a word of two letters as it is."""
    words = [letters for word in re.split(r"[\W_]+", name) if (letters := list(_letters(word)))]
    if len(words) == 1:
        return tuple(words[0] if len(words[0]) <= MOST_LETTERS else words[0][:1])
    return tuple(word[0] for word in words[:MOST_LETTERS])


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _moved(lines: str, x: float, y: float, scale: float) -> str:
    """The lines of a letter at their place."""
    found = []
    for command, written in COMMAND.findall(lines):
        given = [float(part) for part in written.split()]
        if command == "A":
            placed = [given[0] * scale, given[1] * scale, *given[2:5], x + given[5] * scale, y + given[6] * scale]
        elif command in "HV":
            placed = [(x if command == "H" else y) + given[0] * scale]
        else:
            placed = [(x if n % 2 == 0 else y) + value * scale for n, value in enumerate(given)]
        found.append(command + " ".join(map(_number, placed)))
    return "".join(found)


def _wide_enough(width: float, lines: str, *, has_dots: bool) -> tuple[float, str]:
    """A letter with room for its dots, which an I does not have."""
    return (2 * DOT, _moved(lines, DOT - width / 2, 0, 1)) if has_dots and width < 2 * DOT else (width, lines)


def monogram(name: str, colour: str, *, share: float = FILLED) -> str:
    """The initials of a name as lines of an SVG of 64 by 64, in a colour; they take up to `share` of its side."""
    letters = initials(name)
    glyphs = [_wide_enough(*GLYPHS[letter], has_dots=has) for letter, has in letters] or [RING]
    dots = [has for _, has in letters] or [False]
    width = sum(glyph[0] for glyph in glyphs) + GAP * (len(glyphs) - 1)
    above = DOTS_ABOVE if any(dots) else 0.0
    scale = share * SIDE / max(width + STROKE, HEIGHT + above + STROKE)
    starts = [(SIDE - width * scale) / 2]
    for one, _ in pairwise(glyphs):
        starts.append(starts[-1] + (one[0] + GAP) * scale)
    top = (SIDE - (HEIGHT + above) * scale) / 2 + above * scale
    lines = [_moved(glyph[1], x, top, scale) for glyph, x in zip(glyphs, starts, strict=True)]
    for (half, _), x, has in zip(glyphs, starts, dots, strict=True):
        lines += [_moved(f"M{dot} -{DOTS_ABOVE}L{dot + 0.01} -{DOTS_ABOVE}", x, top, scale) for dot in (half / 2 - DOT, half / 2 + DOT) if has]
    return f'<path fill="none" stroke="{colour}" stroke-width="{_number(STROKE * scale)}" stroke-linecap="round" stroke-linejoin="round" d="{"".join(lines)}"/>'


def framed(inner: str) -> bytes:
    """A picture of 64 by 64."""
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIDE} {SIDE}">{inner}</svg>\n'.encode()
