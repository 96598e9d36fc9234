"""All pages of an edition to one Site, with every problem that only shows when pages meet."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from itsite.link.collections import collections_of, folders_of, neighbours_of
from itsite.link.directory import Directory, names_of_keys
from itsite.link.displays import displays_of
from itsite.link.files import Wanted, images_of, picture_problems, published
from itsite.link.identities import guids_of
from itsite.link.navigation import Placed, navigation_of
from itsite.link.redirects import redirects_of
from itsite.link.references import listing_problems, owner_problems, pages_by_path, references_of
from itsite.link.related import related_of
from itsite.link.schedule import next_change
from itsite.link.stand_ins import stand_ins_of
from itsite.link.targets import Resolver
from itsite.link.taxonomies import audiences_of, tags_of
from itsite.link.urls import addressed
from itsite.model.config import PictureOptions, SiteConfig
from itsite.model.edition import Edition, Hidden
from itsite.model.kind import Kind
from itsite.model.page import Page
from itsite.model.problem import Problem
from itsite.model.site import Entry, Site, Target
from itsite.model.source import AssetFile


@dataclass(frozen=True)
class Linkable:
    """What `link` works on: every page read, those that are shown and why others are not, unread files, and the files that pages use.

    `assets` are the files that `wanted` says, looked into; `files` are the paths of all files below content/, for hints; `pictures`
    says what is made of pictures.
    """

    pages: Sequence[Page]
    shown: Sequence[Page]
    hidden: Mapping[str, Hidden]
    unread: frozenset[str]
    assets: Mapping[str, AssetFile]
    files: frozenset[str]
    placed: Placed
    wanted: Wanted
    pictures: PictureOptions


def _slots(entries: Sequence[Entry], directory: Directory) -> tuple[dict[str, tuple[Target, ...]], list[Problem]]:
    resolver = Resolver(directory)
    slots = {}
    problems: list[Problem] = []
    for entry in entries:
        targets, found = resolver.targets(entry)
        if targets:
            slots[entry.url] = targets
        # What is wrong with a text is said of the original: a stand-in leads to pages that its writer did not think of.
        problems += () if entry.original else found
    return slots, problems


def link(linkable: Linkable, config: SiteConfig, kinds: Mapping[str, Kind], edition: Edition, zone: dt.tzinfo) -> tuple[Site, tuple[Problem, ...]]:
    """The linked site of one edition. Pages are left out before anything is linked, so nothing of them can show."""
    shown, hidden = linkable.shown, linkable.hidden
    entries, problems_of_urls = addressed(shown, kinds, config.default_lang)
    by_key: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        by_key.setdefault((entry.page.key, entry.lang), entry)
    stand_ins = stand_ins_of(entries, kinds, config) if config.fallback else ()
    everything = (*entries, *stand_ins)
    folders = folders_of(everything, kinds, config.default_lang)
    directory = Directory(
        pages=pages_by_path(linkable.pages),
        unread=linkable.unread,
        by_key={**by_key, **{(entry.page.key, entry.lang): entry for entry in stand_ins}},
        by_url={entry.url: entry for entry in everything},
        hidden=hidden,
        folders=folders,
        assets=published(linkable.assets, linkable.wanted, linkable.pictures),
        files=linkable.files,
        languages=config.languages,
        keys_by_name=names_of_keys(linkable.pages),
    )
    slots, problems_of_links = _slots(everything, directory)
    displays, problems_of_displays = displays_of(everything, directory, kinds)
    references, mentions, problems_of_references = references_of(everything, directory)
    images, problems_of_images = images_of(everything, directory)
    tags, problems_of_tags = tags_of(entries, config.default_lang, edition.at)
    audiences, problems_of_audiences = audiences_of(entries, config, edition.at)
    navigation, problems_of_navigation = navigation_of(config, directory, linkable.placed)
    redirects, problems_of_redirects = redirects_of(entries, config, directory, linkable.placed)
    guids, problems_of_guids = guids_of(entries, config)
    collections = collections_of(everything, kinds)
    site = Site(
        config=config,
        edition=edition,
        zone=zone,
        kinds=kinds,
        entries=entries,
        stand_ins=stand_ins,
        withheld=frozenset((page.key, page.lang) for page in linkable.pages if page.path in hidden),
        by_key=by_key,
        slots=slots,
        displays=displays,
        references=references,
        mentions=mentions,
        collections=collections,
        folders=folders,
        tags=tags,
        audiences=audiences,
        neighbours=neighbours_of(collections),
        related=related_of(everything, tags),
        navigation=navigation,
        redirects=redirects,
        assets=directory.assets,
        images=images,
        guids=guids,
        next_change=next_change(linkable.pages, edition, config.classification),
    )
    problems = (
        *problems_of_urls, *problems_of_links, *problems_of_displays, *problems_of_references, *problems_of_images, *problems_of_tags,
        *problems_of_audiences, *problems_of_navigation, *problems_of_redirects, *problems_of_guids, *owner_problems(entries, config),
        *listing_problems(entries, kinds, directory), *picture_problems(directory.assets.values()),
    )  # fmt: skip
    return site, problems
