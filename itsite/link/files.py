"""The files that pages use: which they are, and under which address they will be published."""

import posixpath
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from itsite.link.directory import Directory, joined, near_path, spellings, split_target
from itsite.link.urls import url_part
from itsite.model.config import PictureOptions
from itsite.model.page import Page
from itsite.model.picture import MAX_PIXELS, is_too_large
from itsite.model.problem import Location, Problem, warning
from itsite.model.site import Entry, PublishedAsset
from itsite.model.source import AssetFile
from itsite.pictures.renditions import FOREIGN, clean_name, ending_of, foreign_picture, published_picture

DIGEST_CHARACTERS = 10
LIMIT = MAX_PIXELS // 1_000_000
SMALLER = "scale it down to 2500 pixels on its longer side in any program for pictures, and save it under the same name"
IN_RGB = "export it as RGB (sRGB)"
# What ends so is a page and no other file.
PAGE = ".md"


class Wanted(NamedTuple):
    """The files that pages use, by path in order: those that they show (pictures and films), and those that they link to."""

    shown: tuple[AssetFile, ...]
    linked: tuple[AssetFile, ...]

    @property
    def files(self) -> tuple[AssetFile, ...]:
        """All of them, sorted by path."""
        return tuple(sorted({file.path: file for file in (*self.shown, *self.linked)}.values(), key=lambda file: file.path))


def wanted_files(pages: Iterable[Page], files: Mapping[str, AssetFile]) -> Wanted:
    """The files of content/ that shown pages embed or have as their picture, and those that they link to."""
    shown: set[str] = set()
    linked: set[str] = set()
    for page in pages:
        targets = [(slot.target, shown if slot.kind == "media" else linked) for slot in page.document.slots]
        for target, into in (*targets, *([(page.meta.image, shown)] if page.meta.image else [])):
            if target.endswith(PAGE) and "%" not in target:
                continue
            for written in dict.fromkeys((*spellings(split_target(target)[0]), *spellings(target))):
                path = joined(page.path, written) if not written.endswith(PAGE) else None
                if path is not None and path in files:
                    into.add(path)
    return Wanted(tuple(files[path] for path in sorted(shown)), tuple(files[path] for path in sorted(linked)))


def published(files: Mapping[str, AssetFile], wanted: Wanted, options: PictureOptions) -> dict[str, PublishedAsset]:
    """Each file with its address: `/assets/` and its name with a digest in it; pictures with the files that are made of them."""
    shown, linked = {file.path for file in wanted.shown}, {file.path for file in wanted.linked}
    found = {}
    for path, file in files.items():
        stem, dot, ending = posixpath.basename(path).rpartition(".")
        ending = re.sub(r"[^a-z0-9]", "", ending.lower())
        name = url_part(stem if dot else posixpath.basename(path))
        if file.facts and file.facts.is_convertible:
            url = clean_name(name, file.digest, ending)
        else:
            url = f"assets/{name}.{file.digest[:DIGEST_CHARACTERS]}" + (f".{ending}" if dot and ending else "")
        is_shown = path in shown
        picture = published_picture(name, file.digest, file.facts, options) if file.facts and is_shown else None
        found[path] = PublishedAsset(file, url, picture, path in linked, is_shown)
    return found


def picture_problems(assets: Iterable[PublishedAsset]) -> tuple[Problem, ...]:
    """Pictures that are shown and too large to be made smaller, and those in colours for print."""
    problems = []
    for asset in assets:
        facts = asset.source.facts
        at = Location("content/" + asset.source.path)
        if asset.is_shown and ending_of(asset.source.path) in FOREIGN:
            problems.append(foreign_picture(at, ending_of(asset.source.path)))
        if facts is None or not facts.is_convertible or not asset.is_shown:
            continue
        if is_too_large(facts.width, facts.height):
            size = f"{facts.width} x {facts.height} pixels, {facts.width * facts.height / 1_000_000:.0f} megapixels"
            problems.append(Problem(at, "PC003", f"the picture is too large: {size} (fewer than {LIMIT} are taken)", SMALLER))
        elif facts.is_for_print:
            problems.append(warning(at, "PC004", "the colours are for print (CMYK): on screens they come out duller or otherwise", IN_RGB))
    return tuple(problems)


def images_of(entries: Sequence[Entry], directory: Directory) -> tuple[dict[str, PublishedAsset], tuple[Problem, ...]]:
    """The picture of each page that has one, by url, and an error for each that does not exist."""
    found = {}
    problems = []
    for entry in entries:
        written = entry.page.meta.image
        if not written:
            continue
        paths = [joined(entry.page.path, spelling) for spelling in spellings(written)]
        asset = next((directory.assets[path] for path in paths if path is not None and path in directory.assets), None)
        if asset:
            found[entry.url] = asset
        elif None in paths:
            problems.append(Problem(entry.page.at("image"), "LK004", f'image: "{written}" leads out of content/', "copy the file into content/"))
        else:
            hint = near_path(str(paths[-1]), directory.files, entry.page.path) or "put the file there, or correct the name"
            problems.append(Problem(entry.page.at("image"), "LK003", f'image: there is no file "{written}"', hint))
    return found, tuple(problems)
