"""Design tokens: those of a chain of themes and the brand of site.yaml, proven, as CSS custom properties."""

import marshal
from collections.abc import Mapping, MutableMapping, Sequence
from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING

from itsite.engine.digest import digest
from itsite.model.problem import Problem
from itsite.theme.files import ThemeFiles
from itsite.theme.written_tokens import CONTRAST_FILE, FILE, PALETTE, SiteBrand, TokenPath

if TYPE_CHECKING:
    from itsite.theme.aliases import Resolved

FILES = (FILE, CONTRAST_FILE)


@dataclass(frozen=True, slots=True)
class Token:
    """A leaf: its value by day and, where it differs, in the dark, with all aliases resolved; and the texts of both for CSS."""

    value: str
    kind: str = ""
    dark: str = ""
    css: str = ""
    css_dark: str = ""


def _token(resolved: "Resolved") -> Token:
    day, night = resolved.day, resolved.night
    return Token(day.value, resolved.kind, night.value if night.value != day.value else "", day.css, night.css if night.css != day.css else "")


def _made(chain: Sequence[ThemeFiles], brand: SiteBrand) -> tuple[dict[TokenPath, Token], tuple[Problem, ...]]:
    # Most builds find the tokens as they were kept.
    from itsite.theme.aliases import Resolver  # noqa: PLC0415 - see above
    from itsite.theme.branding import branded  # noqa: PLC0415 - see above
    from itsite.theme.contrast import pairs_of, unproven  # noqa: PLC0415 - see above

    written, problems = branded(chain, brand)
    resolver = Resolver(written)
    resolved = resolver.all()
    pairs, problems_of_pairs = pairs_of(chain, written)
    known = [pair for pair in pairs if pair.front in resolved and pair.back in resolved]
    found = (*problems, *resolver.problems, *problems_of_pairs, *unproven(resolved, known))
    return {path: _token(one) for path, one in resolved.items()}, tuple(found)


def tokens_of(
    chain: Sequence[ThemeFiles], brand: SiteBrand | None = None, kept: MutableMapping[str, bytes] | None = None
) -> tuple[dict[TokenPath, Token], tuple[Problem, ...]]:
    """All tokens by path, and what is wrong with them; a set without a problem is kept in `kept`, by what it was made of."""
    brand = brand or SiteBrand()
    parts = [part for theme in chain for name in FILES for part in (theme.shown.encode(), name.encode(), theme.files.get(name, b""))]
    name = "tokens." + digest(repr((brand.colours, brand.tokens)).encode(), *parts).hex()
    if kept is not None and (known := kept.get(name)) is not None:
        return {tuple(path): Token(*fields) for path, fields in marshal.loads(known)}, ()  # noqa: S302 - our own cache
    tokens, problems = _made(chain, brand)
    if kept is not None and not problems:
        kept[name] = marshal.dumps([(path, astuple(token)) for path, token in tokens.items()])
    return tokens, problems


def _declared(tokens: Mapping[TokenPath, Token], indent: str, *, dark: bool) -> str:
    lines = (("-".join(path), token.css_dark if dark else token.css) for path, token in tokens.items() if path[0] != PALETTE)
    return "".join(f"{indent}--{name}: {value};\n" for name, value in lines if value)


def stylesheet(tokens: Mapping[TokenPath, Token]) -> str:
    """The tokens as custom properties, `color.text.muted` as `--color-text-muted`, in the layer `tokens`, which all others win over.

    `data-scheme` on the root element says light or dark; without it the reader's system does. Paper is always light.
    """
    dark = _declared(tokens, "      ", dark=True)
    light = f"  :root {{\n    color-scheme: light dark;\n{_declared(tokens, '    ', dark=False)}  }}\n"
    light += "  :root[data-scheme=light] {\n    color-scheme: light;\n  }\n"
    if not dark:
        return f"@layer tokens {{\n{light}}}\n"
    system = f"  @media screen and (prefers-color-scheme: dark) {{\n    :root:not([data-scheme=light]) {{\n{dark}    }}\n  }}\n"
    chosen = f"  @media screen {{\n    :root[data-scheme=dark] {{\n      color-scheme: dark;\n{dark}    }}\n  }}\n"
    return f"@layer tokens {{\n{light}{system}{chosen}}}\n"
