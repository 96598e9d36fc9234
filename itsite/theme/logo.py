"""The logo that site.yaml names, in the place of the theme's own."""

from collections.abc import Mapping

from itsite.model.problem import Location, Problem, RefusedError
from itsite.model.source import AssetFile
from itsite.read.svg import svg_dangers
from itsite.read.validation import nearest
from itsite.theme.assets import ThemeAsset, addressed

LOGO = "logo.svg"


def with_logo(assets: Mapping[str, ThemeAsset], name: str, files: Mapping[str, AssetFile], at: Location) -> tuple[dict[str, ThemeAsset], tuple[Problem, ...]]:
    """The assets with the file of that name as `logo.svg`: one of the site's, else one of the theme's; `at` is where it is named.

    Raises RefusedError.
    """
    found = files.get(name)
    if found is None and name in assets:
        return {**assets, LOGO: assets[name]}, ()
    if found is None:
        pictures = [path for path in (*files, *assets) if path.lower().endswith(".svg")]
        return dict(assets), (Problem(at, "LK003", f'there is no file "{name}"', nearest(name, pictures) or "put it below content/, or correct the name"),)
    try:
        data = found.file.read_bytes()
    except OSError as error:
        raise RefusedError(f"the file cannot be read: {error.strerror}", path="content/" + name, hint="give yourself the right to read it") from None
    if danger := svg_dangers(data):
        return dict(assets), (Problem(Location("content/" + name, 1, 1), "FS005", f"the picture holds {danger}", "export it as a plain SVG"),)
    return {**assets, LOGO: addressed(LOGO, data)}, ()
