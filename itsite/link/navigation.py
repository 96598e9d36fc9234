"""The main navigation: as site.yaml says, else from the folders."""

from collections.abc import Mapping
from typing import Protocol

from itsite.link.directory import Directory, near_path
from itsite.link.targets import hidden_words
from itsite.model.config import NavigationItem, SiteConfig
from itsite.model.problem import Location, Problem, warning
from itsite.model.site import Folder, NavigationNode

FIRST = ("mission", "vision", "services", "news", "newsletters")


class Placed(Protocol):
    """What knows where values of site.yaml stand."""

    def at(self, *path: str | int) -> Location:
        """Line and column of a value."""


class _Navigation:
    """Resolves the items of one language."""

    def __init__(self, config: SiteConfig, directory: Directory, lang: str, placed: Placed) -> None:
        self.config, self.directory, self.lang, self.placed = config, directory, lang, placed
        self.problems: list[Problem] = []

    def _page(self, written: str, at: tuple[str | int, ...]) -> tuple[str, str, str, str] | None:
        """Title, path, language and summary of a page or folder; None (and a problem) when there is none."""
        name = written.strip("/")
        known = self.directory
        folder: Folder | None = known.folders.get((name.removesuffix("/index.md"), self.lang)) or known.folders.get((name, known.languages[0]))
        if folder:
            return folder.title, folder.url, folder.text_lang, folder.index.page.meta.summary if folder.index else ""
        for candidate in (name, name + ".md", name + "/index.md"):
            entry = known.in_language(candidate, self.lang)
            if entry:
                return entry.page.title, entry.url, entry.text_lang, entry.page.meta.summary
            if candidate in known.hidden:
                words = hidden_words(known.hidden[candidate])
                self.problems.append(
                    warning(self.placed.at(*at), "LK005", f"navigation: {written} {words} and is left out until then", "nothing, or take it away")
                )
                return None
            if candidate in known.unread or candidate in known.pages or known.holds_unread(candidate):
                return None
        if any(path.startswith(name + "/") for path in known.hidden):
            message = f"navigation: {written} holds no page that this edition shows and is left out"
            self.problems.append(warning(self.placed.at(*at), "LK005", message, "nothing, or take it away"))
            return None
        hint = near_path(name, [*known.pages, *(path for path, _ in known.folders if path)], "") or "name a file or folder of content/"
        self.problems.append(Problem(self.placed.at(*at), "LK006", f'navigation: there is no page "{written}"', hint))
        return None

    def nodes(self, items: tuple[str | NavigationItem, ...], at: tuple[str | int, ...]) -> tuple[NavigationNode, ...]:
        """The entries that exist in this language, in order."""
        return tuple(node for n, item in enumerate(items) if (node := self._node(item, (*at, n))))

    def _node(self, item: str | NavigationItem, at: tuple[str | int, ...]) -> NavigationNode | None:
        if isinstance(item, str):
            found = self._page(item, at)
            lang = self._foreign(found)
            return NavigationNode(found[0], found[1], None, (), found[3], lang, lang) if found else None
        children = self.nodes(item.children, (*at, "children"))
        found = self._page(item.page, (*at, "page")) if item.page else None
        title = item.title.text(self.lang, self.config.default_lang) if item.title else (found[0] if found else item.url or "")
        if not found and not item.url and not children:
            return None
        lang = self._foreign(found)
        summary = found[3] if found else ""
        return NavigationNode(title, found[1] if found else None, item.url, children, summary, "" if item.title else lang, lang)

    def _foreign(self, found: tuple[str, str, str, str] | None) -> str:
        """The language of a page where it is another than that of the navigation."""
        return found[2] if found and found[2] != self.lang else ""


def _from_folders(directory: Directory, lang: str) -> tuple[NavigationNode, ...]:
    top = directory.folders.get(("", lang))
    if not top:
        return ()
    below = {path: folder for (path, language), folder in directory.folders.items() if language == lang and path and "/" not in path}
    entries = {e.page.key: (e.page.title, e.url, e.text_lang) for e in top.children if not e.page.key.endswith("/index")}
    entries |= {path: (folder.title, folder.url, folder.text_lang) for path, folder in below.items()}
    order = sorted(entries, key=lambda key: FIRST.index(key) if key in FIRST else len(FIRST))
    foreign = {key: "" if entries[key][2] == lang else entries[key][2] for key in order}
    return tuple(NavigationNode(entries[key][0], entries[key][1], None, (), "", foreign[key], foreign[key]) for key in order)


def navigation_of(config: SiteConfig, directory: Directory, placed: Placed) -> tuple[Mapping[str, tuple[NavigationNode, ...]], tuple[Problem, ...]]:
    """The navigation of each language, and what is wrong with it in site.yaml (said once, not once a language)."""
    found = {}
    problems: dict[Problem, None] = {}
    for lang in config.languages:
        if config.navigation:
            navigation = _Navigation(config, directory, lang, placed)
            found[lang] = navigation.nodes(config.navigation, ("navigation",))
            problems |= dict.fromkeys(navigation.problems)
        else:
            found[lang] = _from_folders(directory, lang)
    return found, tuple(problems)
