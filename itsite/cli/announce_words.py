"""What `itsite announce` says before and after."""

import json
import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from itsite.announcing.addresses import Unfit
from itsite.announcing.sending import Outcome
from itsite.announcing.systems import Post
from itsite.announcing.systems.text import brief, plain_text
from itsite.announcing.waiting import Waiting
from itsite.channels.announce import AnnounceTarget
from itsite.cli.sending_words import counted

NAMES = {"teams": "Teams", "slack": "Slack", "mattermost": "Mattermost", "mastodon": "Mastodon", "json": "plain JSON"}
# Where the text of a line begins that has a date before it; its further lines begin there too.
DATED = re.compile(r"^ *(?:\d{4}-\d\d-\d\d  |no date     )? *")
NARROWEST = 40


def folded(lines: Iterable[str], width: int) -> Iterator[str]:
    """Lines broken between words, where a screen is narrower than they are; addresses stay whole."""
    for line in lines:
        begin = DATED.match(line)
        indent = " " * (begin.end() if begin else 0)
        room = max(width, NARROWEST)
        yield from textwrap.wrap(line, room, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False) if len(line) > room else [line]


def _post_lines(post: Post) -> Iterator[str]:
    found = brief(post.announcement)
    yield f"  {found.date.date().isoformat() if found.date else 'no date   '}  {plain_text(found)}"
    yield from (f"              {text}" for text in (" · ".join(found.about), found.change, found.summary, found.url) if text)


def intention(name: str, target: AnnounceTarget, found: Waiting, unfit: Unfit | None) -> Iterator[str]:
    """What would be posted at a target, in order."""
    yield f"{name} ({NAMES[target.kind]}): {counted(len(found.posts), 'post') if found.posts else 'nothing new'}"
    for post in found.posts:
        yield from _post_lines(post)
        if post in found.uncertain:
            yield "              may be there already: a posting was cut off just then"
    if found.older:
        yield f"  {counted(found.older, 'announcement')} from before {found.since.date().isoformat()} {'counts' if found.older == 1 else 'count'} as known"
    yield from _refused_before(found)
    if unfit:
        yield f"  nothing can be posted yet: {unfit.why} ({unfit.cure})"


def _refusals(refused: Sequence[tuple[Post, str]]) -> Iterator[str]:
    yield from (f"    {brief(post.announcement).title}: {said}" for post, said in refused)


def _refused_before(found: Waiting) -> Iterator[str]:
    if found.refused:
        yield f"  {counted(len(found.refused), 'post')} refused in an earlier posting, and not tried again without --again:"
        yield from _refusals(found.refused)


def _titles(posts: Sequence[Post]) -> Iterator[str]:
    yield from (f"    {plain_text(brief(post.announcement))}" for post in posts)


def result(name: str, target: AnnounceTarget, found: Waiting, outcome: Outcome) -> Iterator[str]:
    """What became of the posts of a target."""
    yield f"{name} ({NAMES[target.kind]}): {f'posted {len(outcome.posted)}' if outcome.posted else 'posted nothing'}"
    yield from _titles(outcome.posted)
    if outcome.uncertain:
        yield f"  {counted(len(outcome.uncertain), 'post')} may be there twice, since a posting was cut off just then:"
        yield from _titles(outcome.uncertain)
    if outcome.refused:
        yield f"  {counted(len(outcome.refused), 'post')} refused for good:"
        yield from _refusals(outcome.refused)
    yield from _refused_before(found)
    if outcome.why:
        yield f"  {'given up' if outcome.is_given_up else 'stopped for now'}: {outcome.why}"
    if outcome.left:
        yield f"  {counted(len(outcome.left), 'post')} left; the same command goes on with them:"
        yield from _titles(outcome.left)


def _short(post: Post) -> dict[str, Any]:
    found = post.announcement
    date = found.date.isoformat() if found.date else None
    return {"message": post.message, "title": found.title, "url": found.url, "date": date, "update": bool(found.update)}


def intention_data(name: str, target: AnnounceTarget, found: Waiting, unfit: Unfit | None) -> dict[str, Any]:
    """The same for programs; `body` is what would be sent."""
    return {
        "target": name,
        "kind": target.kind,
        "ready": unfit is None,
        "why": unfit.why if unfit else "",
        "since": found.since.isoformat(),
        "older": found.older,
        "posts": [{**_short(post), "uncertain": post in found.uncertain, "body": post.body} for post in found.posts],
        "refused": [{**_short(post), "said": said} for post, said in found.refused],
    }


def result_data(name: str, target: AnnounceTarget, outcome: Outcome) -> dict[str, Any]:
    """The same for programs."""
    return {
        "target": name,
        "kind": target.kind,
        "posted": [_short(post) for post in outcome.posted],
        "uncertain": [_short(post) for post in outcome.uncertain],
        "refused": [{**_short(post), "said": said} for post, said in outcome.refused],
        "left": [_short(post) for post in outcome.left],
        "given_up": outcome.is_given_up,
        "why": outcome.why,
    }


def as_json(targets: Sequence[Mapping[str, Any]], *, really: bool) -> str:
    """One document for all targets."""
    return json.dumps({"sent": really, "targets": targets}, ensure_ascii=False)
