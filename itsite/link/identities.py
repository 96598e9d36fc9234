"""Identities for subscribers: what a feed calls an item for ever, whatever becomes of its title and address."""

import re
import uuid
from collections.abc import Iterable

from itsite.model.config import SiteConfig
from itsite.model.problem import Problem
from itsite.model.site import Entry

TAKEN_OVER = "urn:uuid:"
# What Atom takes for an identity: an IRI that is whole (RFC 4287).
WHOLE = re.compile(r"(?:urn:[a-z0-9-]+|tag|https?):[^\s<>\"{}|\\^`]+", re.IGNORECASE)
NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:itsite:page")


def identity(config: SiteConfig, what: str, lang: str) -> str:
    """What is known under one name for ever: of the site's name as it was written first, what it is, and its language.

    Another language in the first place of `languages` changes nothing of it.
    """
    name = config.name.root if isinstance(config.name.root, str) else next(iter(config.name.root.values()), "")
    seed = f"{name}\n{what}\n{lang}"
    return f"{TAKEN_OVER}{uuid.uuid5(NAMESPACE, seed)}"


def whole_identity(guid: str) -> str:
    """An identity as Atom wants it: as it is, or made of one that somebody has written as a plain name."""
    return guid if WHOLE.fullmatch(guid) else TAKEN_OVER + str(uuid.uuid5(NAMESPACE, f"id\n{guid}"))


def guids_of(entries: Iterable[Entry], config: SiteConfig) -> tuple[dict[str, str], tuple[Problem, ...]]:
    """The identity of each page by url: its `id` (with its language, for translations), else from site, file and language.

    An `id` that was taken over from a feed (`urn:uuid:…`) is the identity as it stands, in any language.
    """
    found: dict[str, str] = {}
    owners: dict[str, Entry] = {}
    problems = []
    for entry in entries:
        page = entry.page
        if page.meta.id is None:
            found[entry.url] = identity(config, page.key, page.lang)
            continue
        is_whole = page.lang == config.default_lang or page.meta.id.startswith(TAKEN_OVER)
        other = owners.setdefault(page.meta.id, entry)
        if other is not entry and (other.page.key != page.key or page.meta.id.startswith(TAKEN_OVER)):
            message = f'id "{page.meta.id}" belongs to content/{other.page.path} already'
            problems.append(Problem(page.at("id"), "UR003", message, "give each page an id of its own"))
        found[entry.url] = page.meta.id if is_whole else f"{page.meta.id}:{page.lang}"
    return found, tuple(problems)
