"""The words of a language's pages, by which a browser tells a slip of the keyboard from a word, and a common word from a telling one."""

from collections import Counter
from collections.abc import Iterable

SHORTEST_WORD, LONGEST_WORD = 4, 32
MAX_BYTES = 32_000
# The first line of a file that does not hold all words.
CUT = "…"
# Who searches for a word of which so many pages are full, beside another word, means the other one.
COMMON_SHARE, FEWEST_PAGES = 0.4, 10


class Vocabulary:
    """Counts on how many pages a word stands, and how it is written; lives while one index is made."""

    def __init__(self) -> None:
        self._total = 0
        self._pages: Counter[str] = Counter()
        self._forms: dict[str, Counter[str]] = {}

    def add(self, words: Iterable[str]) -> None:
        """The words of one page."""
        self._total += 1
        forms = {word for word in words if len(word) <= LONGEST_WORD and word.isalpha()}
        self._pages.update({word.lower() for word in forms})
        for word in forms:
            self._forms.setdefault(word.lower(), Counter())[word] += 1

    @property
    def known(self) -> frozenset[str]:
        """All words that may be parts of others, in small letters."""
        return frozenset(word for word in self._pages if len(word) >= SHORTEST_WORD)

    @property
    def common(self) -> list[str]:
        """The words that stand almost everywhere, in small letters."""
        enough = max(FEWEST_PAGES, self._total * COMMON_SHARE)
        return sorted(word for word, pages in self._pages.items() if pages >= enough)

    def file(self) -> bytes:
        """A line that says whether words are left out, one with the common words, then one word a line, those on most pages first.

        Each is written as it mostly is; there are at most so many that they load at once.
        """
        lines = ["", " ".join(self.common)]
        size = 0
        for word in sorted(self.known, key=lambda word: (-self._pages[word], word)):
            forms = self._forms[word]
            line = min(forms, key=lambda form: (-forms[form], form))
            size += len(line.encode()) + 1
            if size > MAX_BYTES:
                lines[0] = CUT
                break
            lines.append(line)
        return "\n".join(lines).encode()
