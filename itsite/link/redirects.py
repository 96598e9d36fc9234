"""Old addresses: aliases of pages and redirects of site.yaml, none of them where a page stands."""

from collections.abc import Sequence

from itsite.link.directory import Directory, near_path
from itsite.link.navigation import Placed
from itsite.model.config import SiteConfig
from itsite.model.problem import Problem
from itsite.model.site import Entry, Redirect

CURE = "take the old address away, or give the page another slug"


def _of_config(config: SiteConfig, directory: Directory, placed: Placed) -> tuple[list[tuple[Redirect, Placed, tuple[str | int, ...]]], list[Problem]]:
    found: list[tuple[Redirect, Placed, tuple[str | int, ...]]] = []
    problems = []
    for written, (old, target) in zip(list(config.redirects), config.redirects.items(), strict=True):
        at = ("redirects", written)
        if target.startswith(("https://", "http://")):
            found.append((Redirect(old, "", target, target, config.default_lang), placed, at))
            continue
        name = target.strip("/")
        entry = next((e for c in (name, name + ".md", name + "/index.md") if (e := directory.in_language(c, config.default_lang))), None)
        entry = entry or directory.by_url.get(name + "/")
        folder = directory.folders.get((name, config.default_lang))
        if entry:
            found.append((Redirect(old, entry.url, None, entry.page.title, entry.lang), placed, at))
        elif folder:
            found.append((Redirect(old, folder.url, None, folder.title, folder.lang), placed, at))
        elif not any(c in directory.pages or c in directory.unread or directory.holds_unread(c) for c in (name, name + ".md", name + "/index.md")):
            hint = near_path(name, directory.pages, "") or "name a file of content/"
            problems.append(Problem(placed.at(*at), "LK006", f'redirects: there is no page "{target}"', hint))
    return found, problems


def redirects_of(entries: Sequence[Entry], config: SiteConfig, directory: Directory, placed: Placed) -> tuple[tuple[Redirect, ...], tuple[Problem, ...]]:
    """Every old address, sorted; one that is a page's own address or stands twice is a problem."""
    wanted, problems = _of_config(config, directory, placed)
    for entry in entries:
        for n, alias in enumerate(entry.page.meta.aliases):
            wanted.append((Redirect(alias, entry.url, None, entry.page.title, entry.lang), entry.page, ("aliases", n)))
    taken = {entry.url.casefold(): f"content/{entry.page.path}" for entry in entries}
    found = []
    for redirect, source, at in wanted:
        folded = redirect.old.casefold()
        if folded in taken:
            message = f"/{redirect.old} is already the address of {taken[folded]}"
            problems.append(Problem(source.at(*at), "UR002", message, CURE))
            continue
        taken[folded] = f"another old address in {source.at(*at).path}"
        found.append(redirect)
    return tuple(sorted(found, key=lambda r: r.old)), tuple(problems)
