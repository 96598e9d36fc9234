"""Pages that texts show as more than links: found by their names, or left to a rule that is known to make sense."""

from collections.abc import Iterator, Mapping, Sequence

from itsite.link.directory import Directory, joined
from itsite.link.references import query_mistakes
from itsite.link.targets import Resolver
from itsite.model.document import Slot
from itsite.model.kind import Kind
from itsite.model.page import Page
from itsite.model.problem import Location, Problem
from itsite.model.shown import Shown
from itsite.model.site import Display, Entry


def _named(page: Page, shown: Shown, resolver: Resolver, problems: list[Problem]) -> Iterator[Entry]:
    """The pages that a text names in one place. A name that is a link too is told of there."""
    for name in shown.names:
        target, problem = resolver.target(page, Slot("link", name.target, name.line, name.column))
        entry = resolver.directory.by_url.get(target.path.partition("#")[0]) if target.path is not None and not target.is_here else None
        if entry:
            yield entry
        if shown.form != "cards":
            continue
        if joined(page.path, name.target) in resolver.directory.files or (entry is None and target.path is not None):
            at = Location("content/" + page.path, name.line, name.column)
            problems.append(Problem(at, "LK001", f'"{name.target}" is no page', "name the file of another page, or of an index.md"))
        elif problem:
            problems.append(problem)


def displays_of(entries: Sequence[Entry], directory: Directory, kinds: Mapping[str, Kind]) -> tuple[dict[str, tuple[Display, ...]], tuple[Problem, ...]]:
    """What the text of each page shows of others, by url, in order; and the problems."""
    resolver = Resolver(directory)
    found = {}
    problems: list[Problem] = []
    for entry in entries:
        page = entry.page
        if not page.document.shown:
            continue
        displays = []
        for shown in page.document.shown:
            displays.append(Display(shown.form, tuple(_named(page, shown, resolver, problems)), shown.rule))
            if shown.rule:
                mistakes = query_mistakes(shown.rule, kinds, directory)
                where = "content/" + page.path
                problems += [Problem(Location(where, *shown.place(option)), "RF003", f"cards: {said}", hint) for option, said, hint in mistakes]
        found[entry.url] = tuple(displays)
    return found, tuple(problems)
