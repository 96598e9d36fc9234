"""Straight quotation marks, dots and hyphens as the language of a page prints them, outside code."""

import re
from dataclasses import dataclass

# Marks of quotations, then of those inside them: before and after.
MARKS = {
    "en": "“”‘’", "de": "„“‚‘", "de-CH": "«»‹›", "de-LI": "«»‹›", "cs": "„“‚‘", "sk": "„“‚‘", "da": "»«›‹", "nl": "“”‘’", "pl": "„”‚’", "hu": "„”»«",
    "fr": "«»‹›", "it": "«»“”", "es": "«»“”", "pt": "“”‘’", "sv": "””’’", "fi": "””’’", "nb": "«»‘’", "ru": "«»„“", "uk": "«»„“",
}  # fmt: skip
# French keeps a narrow blank between the marks and what they enclose.
INNER_BLANK = {"fr": "\u202f"}
APOSTROPHE = "’"
PIECE = re.compile(r'<(?:[^>"]|"[^"]*")*>|[^<]+')
NAME = re.compile(r"</?([a-z0-9]+)")
LITERAL = frozenset({"code", "pre", "kbd", "samp", "var"})
INLINE = frozenset(re.findall(r"\w+", "a abbr b bdi bdo cite del dfn em i ins mark q s small span strong sub sup time u wbr"))
SIGN = re.compile(r"""["']|(?<!\.)\.\.\.(?!\.)|(?<![-!])---?(?![->])""")
OPENS_AFTER = frozenset(" \t\n\u00a0\u202f([{–—-/")


@dataclass
class _Setter:
    """Sets one text; knows what stands before, and which marks are open."""

    marks: str
    blank: str
    before: str = " "
    double: bool = False
    single: bool = False

    @property
    def may_open(self) -> bool:
        """True where a quotation may begin."""
        return self.before in OPENS_AFTER or self.before in {self.marks[0], self.marks[2]}

    def begin(self) -> None:
        """A new paragraph, cell or heading."""
        self.before, self.double, self.single = " ", False, False

    def text(self, text: str) -> str:
        """A piece of the text, with the marks set."""
        done: list[str] = []
        last = 0
        for match in SIGN.finditer(text):
            plain = text[last : match.start()]
            done.append(plain)
            if plain:
                self.before = " " if plain.endswith("&nbsp;") else plain[-1]
            last = match.end()
            done.append(self._sign(match[0], text[last : last + 1]))
            self.before = done[-1][-1]
        rest = text[last:]
        if rest:
            self.before = " " if rest.endswith("&nbsp;") else rest[-1]
        return "".join((*done, rest))

    def _sign(self, sign: str, after: str) -> str:
        if sign == "...":
            return "…"
        if sign[0] == "-":
            # An option of a command, and a rule of hyphens, are no dashes.
            is_dash = (self.before.isspace() and after.isspace()) or (self.before.isalnum() and after.isalnum())
            return sign if not is_dash else "–" if len(sign) == 2 else "—"  # noqa: PLR2004
        return self._double(after) if sign == '"' else self._single(after)

    def _double(self, after: str) -> str:
        if self.may_open and not after.isspace() and not (self.double and not after):
            self.double = True
            return self.marks[0] + self.blank
        if self.before.isdigit() and not self.double:
            # Inches.
            return '"'
        self.double = False
        return self.blank + self.marks[1]

    def _single(self, after: str) -> str:
        if self.may_open and not after.isspace() and not after.isdigit() and not (self.single and not after):
            self.single = True
            return self.marks[2] + self.blank
        if self.single and not after.isalnum():
            self.single = False
            return self.blank + self.marks[3]
        return APOSTROPHE


def _setter(lang: str) -> _Setter:
    short = lang.partition("-")[0]
    return _Setter(MARKS.get(lang) or MARKS.get(short, MARKS["en"]), INNER_BLANK.get(short, ""))


def typographic_text(text: str, lang: str) -> str:
    """A plain text with the marks of its language."""
    return _setter(lang).text(text) if SIGN.search(text) else text


def typographic(html: str, lang: str) -> str:
    """Sanitised HTML whose texts have the marks of its language."""
    if not SIGN.search(html):
        return html
    setter = _setter(lang)
    literal = 0
    done = []
    for piece in PIECE.findall(html):
        name = NAME.match(piece)
        if name is None:
            done.append(piece if literal else setter.text(piece))
            continue
        done.append(piece)
        if name[1] in LITERAL:
            literal += -1 if piece.startswith("</") else 1
            setter.before = "x"
        elif name[1] == "img":
            setter.before = "x"
        elif name[1] not in INLINE:
            setter.begin()
    return "".join(done)
