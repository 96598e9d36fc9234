"""Identities for subscribers: what a feed calls an item for ever, whatever becomes of its title and address."""

import uuid
from collections.abc import Iterable

from itsite.model.config import SiteConfig
from itsite.model.problem import Problem
from itsite.model.site import Entry

TAKEN_OVER = "urn:uuid:"
NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:itsite:page")


def guids_of(entries: Iterable[Entry], config: SiteConfig) -> tuple[dict[str, str], tuple[Problem, ...]]:
    """The identity of each page by url: its `id` (with its language, for translations), else from site, file and language.

    An `id` that was taken over from a feed (`urn:uuid:…`) is the identity as it stands, in any language.
    """
    name = config.name.text(config.default_lang, config.default_lang)
    found: dict[str, str] = {}
    owners: dict[str, Entry] = {}
    problems = []
    for entry in entries:
        page = entry.page
        if page.meta.id is None:
            seed = f"{name}\n{page.key}\n{page.lang}"
            found[entry.url] = f"urn:uuid:{uuid.uuid5(NAMESPACE, seed)}"
            continue
        is_whole = page.lang == config.default_lang or page.meta.id.startswith(TAKEN_OVER)
        other = owners.setdefault(page.meta.id, entry)
        if other is not entry and (other.page.key != page.key or page.meta.id.startswith(TAKEN_OVER)):
            message = f'id "{page.meta.id}" belongs to content/{other.page.path} already'
            problems.append(Problem(page.at("id"), "UR003", message, "give each page an id of its own"))
        found[entry.url] = page.meta.id if is_whole else f"{page.meta.id}:{page.lang}"
    return found, tuple(problems)
