"""Which forms of pictures can be made on this machine."""

import importlib
from collections.abc import Iterable
from functools import cache

from itsite.model.config import PictureOptions
from itsite.model.problem import Location, Problem, warning
from itsite.model.source import AssetFile

MODULES = {"avif": "PIL._avif", "webp": "PIL._webp"}


@cache
def _has(form: str) -> bool:
    """True when Pillow brings what a form takes; asked of the module alone, since the whole of Pillow takes long to load."""
    try:
        importlib.import_module(MODULES[form])
    except ImportError:
        return False
    return True


def possible(options: PictureOptions, pictures: Iterable[AssetFile]) -> tuple[PictureOptions, tuple[Problem, ...]]:
    """The options without the forms that this machine cannot make, and a warning for each that these pictures would have had."""
    if not any(picture.facts and picture.facts.is_convertible for picture in pictures):
        return options, ()
    lacking = [form for form in dict.fromkeys(options.formats) if not _has(form)]
    found = tuple(
        warning(Location("site.yaml"), "PC005", f"the Pillow on this machine makes no {form.upper()}: pictures go without it", CURE.format(form=form))
        for form in lacking
    )
    return options.model_copy(update={"formats": tuple(form for form in options.formats if form not in lacking)}) if lacking else options, found


CURE = 'install the Pillow that its makers publish ("pip install --force-reinstall pillow"), or leave {form} out of pictures: formats: in site.yaml'
