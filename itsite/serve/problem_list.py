"""Problems as HTML, in the overlay and in the overview: what, where, the source lines, and the cure."""

from collections.abc import Iterable
from pathlib import Path

from markupsafe import Markup

from itsite.model.problem import Problem
from itsite.serve.editor import Editor
from itsite.serve.excerpt import excerpt, source_file
from itsite.serve.words import Words

# More are in the overview, and on the terminal.
MOST_IN_OVERLAY = 20


def place(problem: Problem, root: Path, editor: Editor) -> Markup:
    """The place of a problem, as a link into the editor where there is one."""
    at = problem.at
    text = f"{at.path}:{at.line}:{max(at.column, 1)}" if at.line else at.path
    file = source_file(at.path, root)
    if file is None or not editor.template:
        return Markup('<span class="place">{}</span>').format(text)
    return Markup('<a class="place" href="{}">{}</a>').format(editor.url(file, at.line, at.column), text)


def source(problem: Problem, root: Path) -> Markup:
    """The source lines, the one that is meant marked."""
    lines = Markup("").join(
        Markup('<span class="line{}"><span class="number">{}</span>{}\n</span>').format(" meant" if line.is_meant else "", line.number, line.text)
        for line in excerpt(problem.at, root)
    )
    return Markup('<pre tabindex="0"><code>{}</code></pre>').format(lines) if lines else Markup("")


def problem_list(problems: Iterable[Problem], root: Path, editor: Editor) -> Markup:
    """All problems in their order."""
    items = Markup("").join(
        Markup('<li class="problem {}"><p class="what">{} <code class="code">{}</code></p>{}<p class="where">{}</p>{}</li>').format(
            problem.severity,
            problem.message,
            problem.code,
            Markup('<p class="cure">{}</p>').format(problem.hint) if problem.hint else "",
            place(problem, root, editor),
            source(problem, root),
        )
        for problem in problems
    )
    return Markup('<ol class="problems" role="list">{}</ol>').format(items)


def overlay(problems: tuple[Problem, ...], root: Path, editor: Editor, words: Words, *, beneath: bool) -> Markup:
    """What lies over the page while there are errors; empty when there are none."""
    errors = tuple(problem for problem in problems if problem.is_error)
    if not errors:
        return Markup("")
    more = Markup('<p class="more"><a href="/_itsite/#problems">{}</a></p>').format(words.count(len(errors))) if len(errors) > MOST_IN_OVERLAY else ""
    return Markup(
        '<section class="overlay" aria-labelledby="overlay-title" tabindex="-1"><header><h2 id="overlay-title">{}</h2><p>{}</p>'
        '<button type="button" class="close" data-do="dismiss"><span class="hidden">{}</span></button></header>{}{}</section>'
    ).format(
        words.count(len(errors)), words("beneath" if beneath else "nothing_beneath"), words("close"), problem_list(errors[:MOST_IN_OVERLAY], root, editor), more
    )
