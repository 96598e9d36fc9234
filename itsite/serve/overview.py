"""The page of the preview itself: problems, drafts, what is coming and what expires, and the edition."""

from collections.abc import Iterable

from markupsafe import Markup

from itsite.serve.addresses import base_path
from itsite.serve.bar import Shown, edition_fields, edition_line
from itsite.serve.editor import Editor
from itsite.serve.excerpt import source_file
from itsite.serve.problem_list import problem_list
from itsite.serve.standing import Listed, Standing, listed
from itsite.serve.words import Words

SECTIONS = (
    (Standing.DRAFT, "draft_pages"),
    (Standing.COMING, "coming_pages"),
    (Standing.EXPIRING, "expiring_pages"),
    (Standing.EXPIRED, "expired_pages"),
)


def document(title: str, body: Markup, lang: str) -> bytes:
    """A page of the preview's own."""
    return (
        Markup(
            '<!doctype html>\n<html lang="{}">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            '<title>{}</title>\n<link rel="icon" href="data:,">\n<link rel="stylesheet" href="/_itsite/live.css">\n'
            '<link rel="stylesheet" href="/_itsite/overview.css">\n</head>\n<body>\n{}\n</body>\n</html>\n'
        )
        .format(lang, title, body)
        .encode()
    )


def waiting(words: Words) -> bytes:
    """What stands beneath the overlay while there has been no good state yet."""
    return document(words("waiting"), Markup('<main class="waiting"><h1>{}</h1></main>').format(words("waiting")), words.lang)


def _page(item: Listed, shown: Shown, words: Words, editor: Editor) -> Markup:
    path = f"content/{item.page.path}"
    file = source_file(path, shown.state.request.root)
    title = (
        Markup('<a href="{}">{}</a>').format(item.path, item.page.title) if item.path and item.is_shown else Markup("<span>{}</span>").format(item.page.title)
    )
    source = (
        Markup('<a class="place" href="{}">{}</a>').format(editor.url(file), path)
        if file and editor.template
        else Markup("<span class='place'>{}</span>").format(path)
    )
    when = Markup('<time datetime="{}">{}</time>').format(item.instant.isoformat(), words.instant(item.instant)) if item.instant else Markup("")
    then = Markup("")
    if item.instant and item.instant > shown.now and item.standing in {Standing.COMING, Standing.DRAFT} and not item.is_shown:
        drafts = shown.state.request.drafts or item.standing is Standing.DRAFT
        then = Markup(
            '<form method="post" action="/_itsite/edition"><input type="hidden" name="token" value="{}"><input type="hidden" name="drafts" value="{}">'
            '<input type="hidden" name="classification" value="{}"><input type="hidden" name="at" value="{}"><button type="submit">{}</button></form>'
        ).format(shown.token, "yes" if drafts else "", shown.state.request.classification.value, item.instant.isoformat(), words("as_then"))
    return Markup('<li><p class="title">{}&nbsp;<span class="lang">{}</span></p><p class="when">{}</p><p class="where">{}</p>{}</li>').format(
        title, item.page.lang, when, source, then
    )


def _section(name: str, items: Iterable[Listed], shown: Shown, words: Words, editor: Editor) -> Markup:
    found = [_page(item, shown, words, editor) for item in items]
    inner = Markup('<ul class="pages" role="list">{}</ul>').format(Markup("").join(found)) if found else Markup('<p class="none">{}</p>').format(words("none"))
    return Markup('<section aria-labelledby="{0}"><h2 id="{0}">{1} <span class="amount">{2}</span></h2>{3}</section>').format(
        name, words(name), len(found), inner
    )


def _problems(shown: Shown, words: Words, editor: Editor) -> Markup:
    problems = shown.state.problems
    parts = Markup("")
    for name, is_error in (("errors", True), ("warnings", False)):
        found = [problem for problem in problems if problem.is_error is is_error]
        if found:
            note = Markup('<p class="note">{}</p>').format(words("last_good" if shown.state.site else "nothing_beneath")) if is_error else ""
            parts += Markup('<section aria-labelledby="{0}"><h2 id="{0}">{1} <span class="amount">{2}</span></h2>{3}{4}</section>').format(
                name, words(name), len(found), note, problem_list(found, shown.state.request.root, editor)
            )
    return parts or Markup('<p class="well">{}</p>').format(words("all_well"))


def overview(shown: Shown, words: Words, editor: Editor) -> bytes:
    """The page at /_itsite/."""
    state = shown.state
    config = state.site.config if state.site else None
    name = config.name.text(config.default_lang, config.default_lang) if config else "itsite"
    title = words("preview_of", name)
    pages = listed(state, shown.now)
    sections = Markup("").join(
        _section(words_name, (item for item in pages if item.standing is kind), shown, words, editor) for kind, words_name in SECTIONS if state.site
    )
    facts = [words.count(len(state.problems))]
    if state.site:
        many = len(state.site.entries)
        facts.insert(0, words("one_page" if many == 1 else "pages", many))
    body = Markup(
        '<header class="head"><p class="kicker">{}</p><h1>{}</h1><p class="facts">{}</p><p><a class="to-site" href="{}">{}</a></p></header>'
        '<main><div class="columns"><div id="problems">{}</div><aside><section aria-labelledby="edition"><h2 id="edition">{}</h2><p class="note">{}</p>'
        '<form class="fields" method="post" action="/_itsite/edition">{}</form></section></aside><div class="lists">{}</div></div></main>'
    ).format(
        words("preview"), name, " · ".join(facts), base_path(state), words("to_site"), _problems(shown, words, editor), words("edition"),
        edition_line(shown, words), edition_fields(shown, words), sections,
    )  # fmt: skip
    return document(title, body, words.lang)
