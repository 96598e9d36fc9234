"""A theme to start from: the few things that a brand sets first, each with its explanation beside it."""

import re
import shutil
from collections.abc import Sequence
from pathlib import Path

from itsite.model.config import SiteConfig
from itsite.model.problem import Location, RefusedError
from itsite.places import theme_places
from itsite.theme.contrast_ratio import ratio
from itsite.theme.emblem import INK, WHITE, Emblem
from itsite.theme.favicons import svg_of
from itsite.theme.files import read_chain, theme_names
from itsite.theme.monogram import framed, monogram
from itsite.theme.token_values import opaque
from itsite.workshop.copies import remember

SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
MOST_COLOURS = 3

MANIFEST = """name: {title}
extends: base
# Style sheets below assets/, in order. They come after those of base.
styles:
  - css/{name}.css
"""
TOKENS = """# The values that the look is made of. What is not here is taken from base: see themes/base/tokens.yaml,
# and `itsite theme specimen` for all of them on one page.

# One to three colours: brand, accent, highlight. All others, for light and dark, are made from these.
$extensions: {{itsite: {{colours: [{colours}]}}}}

# Take the # away to set these too:
#
# font:
#   display: {{$type: fontFamily, $value: '"Acme Sans", system-ui, sans-serif'}}
#   text:    {{$type: fontFamily, $value: 'Cambria, Georgia, serif'}}
"""
STRINGS = {
    "en": "# Words that you say differently from base. All of them: themes/base/strings/en.yaml\n#\n# follow_title: Never miss a thing\n",
    "de": "# Wörter, die ihr anders sagt als base. Alle: themes/base/strings/de.yaml\n#\n# follow_title: Nichts verpassen\n",
}
STYLE = """/* What tokens cannot say. The layer `brand` wins over base. */
@layer brand {{
  /* .footer {{ border-block-start: 4px solid var(--color-accent); }} */
}}
"""
README = """# The theme {title}

It builds on base: what is not here comes from there. To use it, write into `site.yaml`:

```yaml
theme: {name}
```

| file | for |
| --- | --- |
| `tokens.yaml` | colours, typefaces, sizes: begin here |
| `assets/icons/icon.svg` | the picture in tabs and on start screens: put your logo in its place |
| `assets/css/{name}.css` | what tokens cannot say |
| `strings/en.yaml`, `strings/de.yaml` | words that you say differently |
| `templates/` | files that replace those of base; not there at first, and better kept few |
| `.base/` | base's files as they were when you copied them; commit it |

```console
$ itsite theme specimen
$ itsite theme override parts/footer.html
$ itsite theme diff
$ itsite theme lint
```

The first shows every token and component on one page. The second copies a template of base to `templates/`, to be changed.
The third says, after an update of itsite, what has changed in base since.
"""


def mistakes(name: str, colours: Sequence[str]) -> str:
    """What is wrong with a wish; empty when nothing is."""
    if not SLUG.fullmatch(name):
        return f'NAME: write small letters, digits and hyphens, such as acme, not "{name}"'
    wrong = [colour for colour in colours if opaque(colour) is None]
    if wrong:
        return f"--colour: write a colour such as #0F5257 or rebeccapurple, not {wrong[0]}"
    return f"--colour: give at most {MOST_COLOURS}" if len(colours) > MOST_COLOURS else ""


def _files(name: str, colours: Sequence[str], config: SiteConfig) -> dict[str, bytes]:
    title = " ".join(part.capitalize() for part in name.split("-"))
    ground = opaque(colours[0]) or WHITE
    ink = max((WHITE, INK), key=lambda ink: ratio(ink, ground))
    site = config.name.text(config.default_lang, config.default_lang)
    texts = {
        "theme.yaml": MANIFEST.format(name=name, title=title),
        "tokens.yaml": TOKENS.format(colours=", ".join(f'"{colour}"' for colour in colours)),
        f"assets/css/{name}.css": STYLE.format(),
        "README.md": README.format(name=name, title=title),
        **{f"strings/{lang}.yaml": text for lang, text in STRINGS.items()},
    }
    logo = svg_of(Emblem(framed(monogram(site, ink)), ground, WHITE))
    return {**{path: text.encode() for path, text in texts.items()}, "assets/icons/icon.svg": logo}


def new_theme(root: Path, name: str, colours: Sequence[str], config: SiteConfig) -> Path:
    """Writes a theme into themes/NAME and returns its folder; `colours` have passed `mistakes`. Raises RefusedError when there is one."""
    places = theme_places(root)
    folder = root / "themes" / name
    if folder.exists() or folder.is_symlink() or name in theme_names(places):
        raise RefusedError(f'there is a theme "{name}" already, and it is left alone', path=str(folder), hint="choose another name")
    try:
        for path, data in _files(name, colours, config).items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("xb") as stream:
                stream.write(data)
        base, _ = read_chain("base", places, Location("site.yaml"))
        for path, data in base[0].files.items():
            if path == "tokens.yaml" or path.startswith("strings/"):
                remember(folder, path, data)
    except BaseException:
        # There was nothing before: what is there now is half a theme.
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return folder
