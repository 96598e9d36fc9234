"""The plan as one page for the team, in the colours of the site. It is no page of the site: its style stands in it, and it asks for nothing."""

from pathlib import Path

from markupsafe import Markup, escape

from itsite.editorial.plan import Plan
from itsite.editorial.said import Cell, Section, lines_of, sections_of
from itsite.editorial.words import words_of
from itsite.theme.theme import Theme

STYLE = Path(__file__).parent / "page.css"
# Names of the page's colours, and the tokens of the theme that they are.
COLOURS = {
    "brand": "color-brand", "on-brand": "color-on-brand", "paper": "color-paper", "surface": "color-surface", "text": "color-text-default",
    "muted": "color-text-muted", "line": "color-line-soft", "good-text": "color-tone-good-text", "good-fill": "color-tone-good-fill",
    "notice-text": "color-tone-notice-text", "notice-fill": "color-tone-notice-fill", "alert-text": "color-tone-alert-text",
    "alert-fill": "color-tone-alert-fill",
}  # fmt: skip
# Characters that are not worth a second line.
SHORT = 22
NO_BREAK = "\u00a0"
CHIPS = frozenset({"good", "notice", "alert"})


def _colours(theme: Theme, *, dark: bool) -> str:
    tokens = {"-".join(path): token for path, token in theme.tokens.items()}
    found = {name: tokens[token] for name, token in COLOURS.items() if token in tokens}
    return " ".join(f"--{name}: {(token.dark or token.value) if dark else token.value};" for name, token in found.items())


def style_of(theme: Theme) -> str:
    """The style sheet of the page: the colours of the site by day and in the dark, then the rules. Paper is always light."""
    day, night = _colours(theme, dark=False), _colours(theme, dark=True)
    return f":root {{ {day} }}\n@media screen and (prefers-color-scheme: dark) {{ :root {{ {night} }} }}\n" + STYLE.read_text(encoding="utf-8")


def _cell(cell: Cell, head: str, *, wide: bool) -> Markup:
    text = Markup('<span class="chip {}">{}</span>').format(cell.tone, cell.text) if cell.tone in CHIPS else escape(cell.text)
    text = Markup('<span class="quiet">{}</span>').format(text) if cell.tone == "quiet" else text
    if not cell.text:
        return Markup("<td></td>")
    inner = Markup("<b>{}</b>").format(text) if cell.below else text
    below = Markup('<span class="below">{}</span>').format(cell.below) if cell.below else Markup("")
    names = (("wide", wide), ("title", bool(cell.below)), ("short", len(cell.text) <= SHORT and not wide))
    classes = " ".join(name for name, is_so in names if is_so)
    attribute = Markup(' class="{}"').format(classes) if classes else Markup("")
    # One element beside the label, so that it stands in one column on a phone.
    return Markup('<td{} data-head="{}"><div>{}{}</div></td>').format(attribute, head, inner, below)


def _section(section: Section) -> Markup:
    head = Markup("").join(Markup('<th scope="col">{}</th>').format(name) for name in section.head)
    rows = Markup("\n").join(
        Markup("<tr>{}</tr>").format(
            Markup("").join(_cell(cell, section.head[n], wide=n == section.wide) for n, cell in enumerate(row)),
        )
        for row in section.rows
    )
    table = Markup('<div class="sheet"><table><thead><tr>{}</tr></thead><tbody>\n{}\n</tbody></table></div>\n').format(head, rows) if rows else Markup("")
    note = Markup('<p class="note">{}</p>\n').format(section.note) if section.note else Markup("")
    return Markup('<section aria-labelledby="{0}">\n<h2 id="{0}">{1}</h2>\n{2}{3}</section>\n').format(section.name, section.title, table, note)


def page_of(plan: Plan, theme: Theme) -> str:
    """The page, in the first language of the site where the plan has words in it, else in English."""
    words = words_of(plan.language, plan.at.year, space=NO_BREAK)
    title = words("title", plan.site)
    return Markup(
        '<!doctype html>\n<html lang="{}">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="robots" content="noindex">\n<meta name="color-scheme" content="light dark">\n<title>{}</title>\n<link rel="icon" href="data:,">\n'
        "<style>\n{}</style>\n</head>\n<body>\n"
        '<header class="band"><div>\n<h1>{}</h1>\n{}\n</div></header>\n<main>\n{}</main>\n</body>\n</html>\n'
    ).format(
        words.lang,
        title,
        Markup(style_of(theme)),  # noqa: S704 - our own file, and tokens that the theme has checked
        title,
        Markup("\n").join(Markup("<p>{}</p>").format(line) for line in lines_of(plan, words)),
        Markup("").join(_section(section) for section in sections_of(plan, words)),
    )
