"""What else a word is found by: the parts of a compound, and other spellings of its umlauts."""

import html
import re
from collections.abc import Collection, Iterator
from functools import cache
from typing import Any

TAG = re.compile(r"<[^>\"]*(?:\"[^\"]*\"[^>\"]*)*>")
WORD = re.compile(r"[^\W_]+(?:[-\u2010\u2011][^\W_]+)*")
HYPHEN = re.compile(r"[-\u2010\u2011]")
# Languages that write compounds as one word, with the patterns that know where one may be divided.
COMPOUNDING = {"da": "da_DK", "de": "de_DE", "fi": "fi_FI", "hu": "hu_HU", "nb": "nb_NO", "nl": "nl_NL", "nn": "nn_NO", "no": "nb_NO", "sv": "sv_SE"}
SHORTEST_COMPOUND, SHORTEST_HEAD, SHORTEST_PART, SHORTEST_GUESS = 7, 3, 4, 5
LINKS = ("", "s", "es", "n", "en", "er", "e")
PLAIN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})
# Two letters that stand for an umlaut: not those of "neue", "Steuer" or "quer".
WRITTEN_OUT = re.compile(r"(?<![aeiouyqAEIOUYQ])([aouAOU])e")


def plain_text(markup: str) -> str:
    """The text of HTML that was sanitised."""
    return html.unescape(TAG.sub(" ", markup))


def words_of(text: str) -> Iterator[str]:
    """The words of a text as they are written, hardly any of them twice; numbers are words, and of "Wi-Fi" there are three: WiFi is one of them."""
    for word in dict.fromkeys(WORD.findall(text)):
        if word.isalnum():
            yield word
            continue
        parts = HYPHEN.split(word)
        yield from parts
        yield "".join(parts)


@cache
def _divider(lang: str) -> Any:  # noqa: ANN401
    """The hyphenation of a language; None where its compounds are no single words."""
    patterns = COMPOUNDING.get(lang.partition("-")[0])
    if not patterns:
        return None
    import pyphen  # noqa: PLC0415 - an optional library, which builds without a search have no use for

    return pyphen.Pyphen(lang=patterns) if patterns in pyphen.LANGUAGES else None


def _endings(word: str, lang: str) -> tuple[tuple[str, str], ...]:
    """Each way to divide a word in two where it may be divided."""
    divider = _divider(lang)
    if divider is None or len(word) < SHORTEST_COMPOUND or not word.isalpha():
        return ()
    places = (int(place) for place in divider.positions(word))
    return tuple((word[:n], word[n:]) for n in places if n >= SHORTEST_HEAD and len(word) - n >= SHORTEST_PART)


def parts_of(word: str, lang: str, known: Collection[str]) -> tuple[str, ...]:
    """The endings of a compound in small letters that are words by themselves; where no part of it is `known`, each that may be one.

    Beginnings are left out: a search for one finds all words that begin so.
    """
    ways = _endings(word, lang)
    sure = tuple(end for head, end in ways if end in known or any(head.removesuffix(link) in known for link in LINKS if head.endswith(link)))
    return sure or tuple(end for _, end in ways if len(end) >= SHORTEST_GUESS)


def spellings_of(word: str) -> Iterator[str]:
    """A word with its umlauts written out, and a name with written out ones as if they were umlauts; nothing for others."""
    if (plain := word.translate(PLAIN)) != word:
        yield plain.lower()
    elif word[:1].isupper() and (short := WRITTEN_OUT.sub(r"\1", word)) != word:
        yield short.lower()


class HiddenWords:
    """What words of one language are found by beyond themselves; `known` are all in small letters. Lives while one index is made."""

    def __init__(self, lang: str, known: Collection[str]) -> None:
        self._lang, self._known = lang, known
        self._found: dict[str, frozenset[str]] = {}

    def __call__(self, text: str) -> str:
        """All that a text is found by: each once, sorted."""
        found: set[str] = set()
        for word in set(words_of(text)):
            hidden = self._found.get(word)
            if hidden is None:
                hidden = self._found[word] = frozenset(self._of(word))
            found |= hidden
        return " ".join(sorted(found))

    def _of(self, word: str) -> Iterator[str]:
        yield from spellings_of(word)
        for part in parts_of(word.lower(), self._lang, self._known):
            yield part
            yield from spellings_of(part)
