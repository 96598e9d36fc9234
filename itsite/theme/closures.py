"""What a template is made of: itself, all that it extends, includes and imports, and the words and assets around it."""

import re
from collections.abc import Mapping
from functools import cached_property

from itsite.engine.digest import digest
from itsite.theme.theme import Theme

TAG = re.compile(r"\{%[-+]?\s*(?:extends|include|import|from)\b(.*?)%\}", re.DOTALL)
# One name and nothing that could make another of it.
PLAIN = re.compile(r"""\s*(["'])([^"']+)\1(?:\s+(?:as\s+\w+|import\b[\w\s,]+|ignore\s+missing|with(?:out)?\s+context))*\s*[-+]?""")


class Closures:
    """Looks up what templates of one theme depend on; computed once each."""

    def __init__(self, theme: Theme | None) -> None:
        """`theme` does not change."""
        self._name = theme.name if theme else ""
        self._templates = theme.templates if theme else {}
        self._strings = theme.strings if theme else {}
        self._assets = [*sorted((name, asset.url) for name, asset in theme.assets.items()), theme.favicons, theme.fonts] if theme else []
        self._names: dict[str, frozenset[str]] = {}
        self._digests: dict[tuple[str, str], bytes] = {}

    @cached_property
    def sources(self) -> Mapping[str, bytes]:
        """A digest of each template's own text."""
        return {name: digest(source.text.encode("utf-8", "surrogatepass")) for name, source in self._templates.items()}

    @cached_property
    def frame(self) -> bytes:
        """A digest of all that is not in templates: words, addresses of assets, names of templates."""
        words = [(lang, self._around[lang]) for lang in sorted(self._strings)]
        return digest(repr((self._name, sorted(self._templates), words, self._assets)).encode())

    @cached_property
    def _around(self) -> Mapping[str, bytes]:
        """A digest of the words of each language and of the addresses of assets, which every template sees."""
        return {lang: digest(repr((sorted(words.items()), self._assets)).encode()) for lang, words in self._strings.items()}

    def names(self, template: str) -> frozenset[str]:
        """The templates that one is made of, by their names in the theme."""
        if template not in self._names:
            found: set[str] = set()
            wanted = [template]
            while wanted:
                name = wanted.pop()
                if name in found or name not in self._templates:
                    continue
                found.add(name)
                wanted += self._used(name)
            self._names[template] = frozenset(found)
        return self._names[template]

    def _used(self, name: str) -> list[str]:
        used: list[str] = []
        for tag in TAG.findall(self._templates[name].text):
            plain = PLAIN.fullmatch(tag)
            # A name that only shows when the template runs may be any.
            used += [plain[2]] if plain else self._templates
        return used

    def digest(self, template: str, lang: str) -> bytes:
        """A digest of all that a template depends on but its view."""
        if (template, lang) not in self._digests:
            self._digests[template, lang] = self._digest(template, lang)
        return self._digests[template, lang]

    def _digest(self, template: str, lang: str) -> bytes:
        return digest(self._around.get(lang, self.frame), *(part for name in sorted(self.names(template)) for part in (name.encode(), self.sources[name])))
