"""The fonts that a theme has fetched early: its texts are then set in them from the first paint on, and nothing moves."""

from collections.abc import Mapping, Sequence

from itsite.model.problem import Location, Problem
from itsite.theme.assets import ThemeAsset
from itsite.theme.files import ThemeFiles


def fonts_of(chain: Sequence[ThemeFiles], assets: Mapping[str, ThemeAsset]) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """Addresses of the fonts that the nearest theme with any names."""
    theme = next((theme for theme in chain if theme.manifest.fonts), None)
    if theme is None:
        return (), ()
    marks, names = theme.yaml("theme.yaml").marks, theme.manifest.fonts
    problems = tuple(
        Problem(Location(f"{theme.shown}/theme.yaml", *marks.get(("fonts", n), (1, 1))), "TH007", f'there is no file "assets/{name}"', "correct fonts:")
        for n, name in enumerate(names)
        if name not in assets
    )
    return tuple(assets[name].url for name in names if name in assets), problems
