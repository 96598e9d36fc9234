"""Style sheets of mails: tokens as plain values, rules written into the elements, grounds as attributes too."""

import re
from collections.abc import Mapping

from itsite.theme.theme import Theme

INLINED, KEPT, DARK = "mail/inlined.css", "mail/kept.css", "mail/dark.css"
VAR = re.compile(r"var\(--([\w-]+)\)")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
FACE = re.compile(r"@font-face\s*\{[^}]*?font-family:\s*[\"']?([^\"';}]+)", re.IGNORECASE)
# An element of a table with its ground in its style; such attributes hold no other quotation mark.
GROUND = re.compile(
    r"<(?P<name>table|td|body)(?P<before>(?: [\w-]+=\"[^\"]*\")*?) style=\"(?P<style>[^\"]*?background-color: ?(?P<colour>#[0-9a-fA-F]{6})[^\"]*)\""
)

# Blanks by which templates are indented: a third of a kilobyte an item.
BETWEEN = re.compile(r">[ \t]*\n\s*<")

OTHER = {"left": "right", "right": "left"}
SIDE = re.compile(r"(?<=[-: ])(?:left|right)(?=[-:; }!])")
# Lengths of the top, the right, the bottom and the left.
FOUR = re.compile(r"((?:padding|margin): ?)([\d.]+(?:px)?) ([\d.]+(?:px)?) ([\d.]+(?:px)?) ([\d.]+(?:px)?)([ ;!}])")


def _faces(theme: Theme) -> frozenset[str]:
    """The typefaces that the site brings along, and a mail cannot."""
    sheets = (asset.data.decode("utf-8", "replace") for name, asset in theme.assets.items() if name.endswith(".css"))
    return frozenset(name.strip() for sheet in sheets for name in FACE.findall(sheet))


def _value(kind: str, text: str, faces: frozenset[str]) -> str:
    if kind == "fontFamily":
        families = (family.strip() for family in text.split(","))
        return ", ".join(family for family in families if family.strip("\"'") not in faces)
    if kind == "color" and re.fullmatch(r"#[0-9a-fA-F]{3}", text):
        return "#" + "".join(digit * 2 for digit in text[1:])
    return text


def values(theme: Theme, *, dark: bool) -> Mapping[str, str]:
    """The plain value of each token by the name of its custom property."""
    faces = _faces(theme)
    return {"-".join(path): _value(token.kind, (token.dark or token.value) if dark else token.value, faces) for path, token in theme.tokens.items()}


def resolved(theme: Theme, name: str, *, dark: bool = False) -> str:
    """A style sheet of mails without comments and with plain values. An unknown token is left out with its declaration."""
    known = values(theme, dark=dark)
    source = theme.templates.get(name)
    text = COMMENT.sub("", source.text) if source else ""
    text = re.sub(r"[\w-]+:[^;{}]*var\(--(?!(?:" + "|".join(map(re.escape, known)) + r")\))[^;{}]*;?", "", text)
    return VAR.sub(lambda match: known[match[1]], text).strip()


def mirrored(sheet: str) -> str:
    """A style sheet for words from right to left: what it says of the left it says of the right. Mail programs know no `inline-start`."""
    # Where a writer has aligned a column, it stays.
    sheet = "\n".join(line if "[align" in line else SIDE.sub(lambda match: OTHER[match[0]], line) for line in sheet.split("\n"))
    return FOUR.sub(r"\1\2 \5 \4 \3\6", sheet)


def dressed(page: str, theme: Theme, direction: str = "ltr") -> str:
    """A mail with its style sheets: one written into its elements, the others in its head."""
    turned = mirrored if direction == "rtl" else str
    # Takes a moment to load, and only mails need it.
    import css_inline  # noqa: PLC0415

    inliner = css_inline.CSSInliner(keep_style_tags=False, load_remote_stylesheets=False, extra_css=turned(resolved(theme, INLINED)))
    page = BETWEEN.sub(">\n<", inliner.inline(page))
    page = GROUND.sub(lambda m: f'<{m["name"]}{m["before"]} bgcolor="{m["colour"]}" style="{m["style"]}"', page)
    kept = turned("\n".join((resolved(theme, KEPT), resolved(theme, DARK, dark=True))))
    return page.replace("</head>", f"<style>\n{kept}\n</style>\n</head>", 1)
