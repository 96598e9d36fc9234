"""PyMdown's highlighting with one lexer a language and one formatter: making these costs more than using them once."""

import functools
from typing import Any

import pygments
from pymdownx.highlight import RE_PYG_CODE, BlockHtmlFormatter, Highlight, HighlightExtension

CSS_CLASS = "highlight"
BLOCKS_KEPT = 256


@functools.cache
def _formatter() -> Any:  # noqa: ANN401
    """The formatter that PyMdown makes for a block without line numbers, marks and title."""
    return BlockHtmlFormatter(
        cssclass=CSS_CLASS,
        linenos=False,
        linenostart=1,
        linenostep=1,
        linenospecial=0,
        style="default",
        noclasses=False,
        hl_lines=[],
        wrapcode=True,
        filename="",
    )


@functools.cache
def _lexer(language: str | None, strip: bool) -> tuple[Any, str]:  # noqa: FBT001
    lexer, name = Highlight(None).get_lexer("", language, False, strip)  # noqa: FBT003 - PyMdown's own order
    return lexer, str(name)


@functools.lru_cache(maxsize=BLOCKS_KEPT)
def highlighted(src: str, language: str | None, strip: bool = True) -> str:  # noqa: FBT001, FBT002
    """A block of code as PyMdown writes it. Kept, since the same commands stand in a page and in its translations."""
    code = str(pygments.highlight(src, _lexer(language, strip)[0], _formatter()))
    tag = RE_PYG_CODE.match(code)
    classes = " " + tag.group(2).lstrip() if tag and tag.group(2) else ""
    return (f"{code[: tag.start()]}<{tag.group(1)}{classes}>{code[tag.end() :]}" if tag else code).strip()


class _ThriftyHighlight(Highlight):  # type: ignore[misc]
    def get_lexer(self, src: str, language: str | None, inline: bool, stripnl: bool) -> tuple[Any, str]:  # noqa: ARG002, FBT001
        return _lexer(language, stripnl)

    def highlight(self, src: str, language: str, css_class: str = CSS_CLASS, **options: Any) -> Any:  # noqa: ANN401
        wished = (options.get(name) for name in ("hl_lines", "classes", "id_value", "attrs", "title", "inline"))
        if any(wished) or options.get("linestart", -1) > 0 or css_class != CSS_CLASS:
            return super().highlight(src, language, css_class, **options)
        return highlighted(src, language, self.stripnl)


class ThriftyHighlighting(HighlightExtension):  # type: ignore[misc]
    """PyMdown's extension with the thrifty highlighter; register it before superfences, which looks for it."""

    def get_pymdownx_highlighter(self) -> type[Highlight]:
        """The highlighter that superfences and indented code use."""
        return _ThriftyHighlight
