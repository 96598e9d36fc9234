"""The bar at the foot of each page: what this page is, where its source lies, and which edition is shown."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from itsite.model.meta import Classification
from itsite.model.output import Output, Rendered
from itsite.model.page import Page
from itsite.serve.editor import Editor
from itsite.serve.excerpt import source_file
from itsite.serve.standing import Standing, standing
from itsite.serve.words import Words
from itsite.serve.workbench import State

ICON = Markup('<svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"><path d="{}"/></svg>')
ARROW = ICON.format("m4 6 4 4 4-4")
FOLD = ICON.format("M8 3v7M5 7l3 3 3-3M3 13h10")


@dataclass(frozen=True)
class Shown:
    """What the bar speaks of: the page or output at an address, as far as there is one, and what the preview was told."""

    state: State
    output: Output | None
    page: Page | None
    token: str
    now: dt.datetime
    follows_clock: bool


def chip(shown: Shown, words: Words) -> Markup:
    """What the page is, in a word or two."""
    if shown.state.site is None:
        return Markup('<p class="chip missing">{}</p>').format(words("unready"))
    if shown.page:
        how, instant = standing(shown.page, shown.now)
        if shown.output is None and how is not Standing.DRAFT:
            name = {Standing.COMING: "coming_pages", Standing.EXPIRED: "expired_pages"}.get(how, "absent")
            return Markup('<p class="chip {}">{}</p>').format("absent" if name == "absent" else how.value, words(name))
        if instant and how is not Standing.DRAFT:
            long, short = words(how.value, words.instant(instant)), words(f"{how.value}_pages")
            return Markup('<p class="chip {}" title="{}"><span class="long">{}</span><span class="short">{}</span></p>').format(how.value, long, long, short)
        return Markup('<p class="chip {}">{}</p>').format(how.value, words(how.value))
    return Markup('<p class="chip {}">{}</p>').format(*(("generated", words("generated")) if shown.output else ("missing", words("missing"))))


def _sources(shown: Shown, words: Words, editor: Editor) -> Markup:
    """Links to the page's file and to its template."""
    root = shown.state.request.root
    found = Markup("")
    if shown.page:
        found += _source(f"content/{shown.page.path}", words("edit"), root, editor)
    if shown.output and isinstance(shown.output.content, Rendered) and shown.state.theme:
        template = shown.state.theme.templates.get(shown.output.content.template)
        if template:
            found += _source(template.shown, words("template"), root, editor, "template")
    return found


def _source(path: str, label: str, root: Path, editor: Editor, kind: str = "source") -> Markup:
    file = source_file(path, root)
    inside = Markup('<span class="label">{}</span> <span class="path"><bdi>{}</bdi></span>').format(label, path)
    if file is None or not editor.template:
        return Markup('<span class="item {}" title="{}">{}</span>').format(kind, path, inside)
    return Markup('<a class="item {}" href="{}" title="{}">{}</a>').format(kind, editor.url(file), path, inside)


def edition_fields(shown: Shown, words: Words) -> Markup:
    """The fields of the form that switches the edition."""
    request = shown.state.request
    zone = shown.state.site.zone if shown.state.site else dt.UTC
    at = "" if shown.follows_clock else (request.at if request.at.tzinfo is None else request.at.astimezone(zone)).strftime("%Y-%m-%dT%H:%M")
    levels = Markup("").join(
        Markup('<option value="{}"{}>{}</option>').format(level.value, Markup(" selected") if level is request.classification else "", words(level.value))
        for level in Classification
    )
    return Markup(
        '<input type="hidden" name="token" value="{}">'
        '<label class="check"><input type="checkbox" name="drafts" value="yes"{}> {}</label>'
        '<label>{}<select name="classification">{}</select></label>'
        '<label><span>{} <small>{}</small></span><input type="datetime-local" name="at" value="{}"></label>'
        '<div class="buttons"><button type="submit" class="main">{}</button>{}</div>'
    ).format(
        shown.token, Markup(" checked") if request.drafts else "", words("show_drafts"), words("classification"), levels,
        words("as_of"), words("as_of_hint"), at, words("apply"),
        Markup('<button type="submit" name="now" value="yes">{}</button>').format(words("reset")) if at else "",
    )  # fmt: skip


def edition_line(shown: Shown, words: Words) -> str:
    """The edition in a few words."""
    request = shown.state.request
    drafts = words("with_drafts" if request.drafts else "without_drafts")
    return f"{drafts} · {words(request.classification.value)} · {edition_instant(shown, words)}"


def edition_instant(shown: Shown, words: Words) -> str:
    """The instant of the edition."""
    at = shown.state.request.at
    return words("now") if shown.follows_clock else words.instant(at if at.tzinfo else at.replace(tzinfo=words.zone))


def _show_it(shown: Shown, words: Words) -> Markup:
    """Why a page that there is cannot be seen in this edition, with a button that changes that."""
    page, request = shown.page, shown.state.request
    if page is None or shown.output is not None or shown.state.site is None:
        return Markup("")
    how, instant = standing(page, shown.now)
    level = page.classified(shown.state.site.config.classification)
    if level.rank > request.classification.rank:
        why = words("hidden_closed", words(level.value))
    elif how is Standing.DRAFT and not request.drafts:
        why = words("hidden_draft")
    elif instant and how is not Standing.EXPIRING:
        why = words("hidden_expired" if how is Standing.EXPIRED else "hidden_coming", words.instant(instant))
    elif not shown.follows_clock and how is not Standing.DRAFT:
        why = words("hidden_then", edition_instant(shown, words))
    else:
        return Markup("")
    at = "" if shown.follows_clock or how in {Standing.PUBLISHED, Standing.EXPIRING} else request.at.isoformat()
    if instant and how in {Standing.COMING, Standing.DRAFT} and instant > shown.now:
        at = instant.isoformat()
    elif instant and how is Standing.EXPIRED:
        at = (instant - dt.timedelta(minutes=1)).isoformat()
    return Markup(
        '<form class="why" method="post" action="/_itsite/edition"><p>{}</p><input type="hidden" name="token" value="{}">'
        '<input type="hidden" name="drafts" value="{}"><input type="hidden" name="classification" value="{}"><input type="hidden" name="at" value="{}">'
        '<button type="submit" class="main">{}</button></form>'
    ).format(
        why, shown.token, "yes" if request.drafts or how is Standing.DRAFT else "", max(level, request.classification, key=lambda found: found.rank).value,
        at, words("show_it"),
    )  # fmt: skip


def bar(shown: Shown, words: Words, editor: Editor) -> Markup:
    """The bar, with the panel of the edition, and the button that stands for it while it is folded away."""
    problems = shown.state.problems
    weight = "errors" if any(problem.is_error for problem in problems) else "warnings" if problems else "well"
    tone = standing(shown.page, shown.now)[0].value if shown.page else "generated"
    return Markup(
        '<section class="bar" aria-label="{preview}"><div class="row">{chip}{sources}'
        '<a class="item count {weight}" href="/_itsite/"><span class="label">{count}</span><span class="number" aria-hidden="true">{number}</span></a>'
        '<button type="button" class="item edition" data-do="panel" aria-expanded="false" aria-controls="itsite-panel" title="{line}">'
        '<span class="label">{edition}</span> <span class="path">{line}</span>{arrow}</button>'
        '<button type="button" class="item fold" data-do="fold" title="{fold}"><span class="hidden">{fold}</span>{down}</button></div>{why}'
        '<form class="panel" id="itsite-panel" method="post" action="/_itsite/edition" hidden>{fields}</form></section>'
        '<button type="button" class="pill {tone} {weight}" data-do="unfold" title="{unfold}"><span class="hidden">{unfold}</span>'
        '<span class="dot"></span></button>'
    ).format(
        preview=words("preview"), chip=chip(shown, words), sources=_sources(shown, words, editor), weight=weight, count=words.count(len(problems)),
        number=len(problems) or "✓", line=edition_line(shown, words), edition=words("edition"), arrow=ARROW, down=FOLD, fold=words("fold"),
        why=_show_it(shown, words), fields=edition_fields(shown, words), tone=tone, unfold=words("unfold"),
    )  # fmt: skip
