"""The files that pages use: which they are, and under which address they will be published."""

import posixpath
import re
from collections.abc import Iterable, Mapping, Sequence

from itsite.link.directory import Directory, joined, near_path, spellings, split_target
from itsite.link.urls import url_part
from itsite.model.page import Page
from itsite.model.problem import Problem
from itsite.model.site import Entry, PublishedAsset
from itsite.model.source import AssetFile

DIGEST_CHARACTERS = 10
# What ends so is a page and no other file.
PAGE = ".md"


def wanted_files(pages: Iterable[Page], files: Mapping[str, AssetFile]) -> tuple[AssetFile, ...]:
    """The files of content/ that shown pages link to, embed or have as their picture, sorted by path."""
    wanted = set()
    for page in pages:
        targets = [slot.target for slot in page.document.slots]
        for target in (*targets, *([page.meta.image] if page.meta.image else [])):
            if target.endswith(PAGE) and "%" not in target:
                continue
            for written in dict.fromkeys((*spellings(split_target(target)[0]), *spellings(target))):
                path = joined(page.path, written) if not written.endswith(PAGE) else None
                if path is not None and path in files:
                    wanted.add(path)
    return tuple(files[path] for path in sorted(wanted))


def published(files: Mapping[str, AssetFile]) -> dict[str, PublishedAsset]:
    """Each file with its address: `/assets/` and its name with the digest of its bytes in it."""
    found = {}
    for path, file in files.items():
        stem, dot, ending = posixpath.basename(path).rpartition(".")
        ending = re.sub(r"[^a-z0-9]", "", ending.lower())
        name = url_part(stem if dot else posixpath.basename(path))
        found[path] = PublishedAsset(file, f"assets/{name}.{file.digest[:DIGEST_CHARACTERS]}" + (f".{ending}" if dot and ending else ""))
    return found


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
