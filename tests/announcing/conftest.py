"""Sites with something to announce, and what is posted of them."""

import datetime as dt

import pytest

from itsite.announcing.addresses import Unfit, address_of
from itsite.announcing.sending import Sending
from itsite.announcing.waiting import OUTLET, Order, note_beginning, waiting
from itsite.announcing.wire import Wire
from itsite.cli.sending import Screen
from itsite.delivery.journal import Journal, journal_of
from itsite.delivery.pauses import Pauses
from itsite.model.meta import Classification
from itsite.pipeline import Request, prepare
from tests.announcing.chat import Chat, serving
from tests.conftest import NOW, unpacked

SITE = """
-- site.yaml --
name: {en: IT Test, de: IT-Test}
url: https://it.test.example/base/
languages: [en, de]
time_zone: Europe/Berlin
audiences: {office: Office, production: Production}
announce:
  updates: true
  targets:
    staff: {kind: json}
    halls: {kind: json, lang: de, audiences: [production]}
    world: {kind: json, classification: public}
    safety: {kind: json, tags: [Security], kinds: [news]}
-- content/news/2026-11-17-first.md --
---
title: First
summary: It comes first.
---
Text.
-- content/news/2026-11-18-second.md --
---
title: Second
audiences: [office]
classification: public
tags: [security]
---
What it is about.
-- content/news/2026-11-18-second.de.md --
---
title: Zweite
audiences: [office]
classification: public
tags: [security]
---
Worum es geht.
-- content/news/2026-11-19-third.md --
---
title: Third & <last>
importance: urgent
image: photo.png
image_alt: A lock
---
Text.
-- content/news/photo.png --
x
-- content/news/2025-01-01-old.md --
---
title: Old
---
Text.
-- content/news/2026-11-19-secret.md --
---
title: Secret
classification: confidential
---
Text.
-- content/news/2026-11-19-draft.md --
---
title: Draft
draft: true
---
Text.
-- content/news/2026-12-24-coming.md --
---
title: Coming
---
Text.
"""


class Clock(Screen):
    """The real clock, but that it waits for nothing; remembers what it was to wait for."""

    def __init__(self) -> None:
        super().__init__(0)
        self.waits = []

    def wait(self, seconds, why):
        self.waits.append((seconds, why))


class Poster:
    """Posts the announcements of a site at one target of a real server, in this process."""

    def __init__(self, folder) -> None:
        self.folder, self.chat, self.clock = folder, Chat(), Clock()
        self.silent_after = 20.0
        self.site = SITE

    def found(self, name="staff", *, at=NOW, classification="internal", journal=None, since=None, again=False):
        root = unpacked(self.site, self.folder)
        prepared = prepare(Request(root, at, classification=Classification(classification)))
        assert not prepared.failed, prepared.problems
        target = prepared.site.config.section("announce").targets[name]
        known = journal.received(OUTLET, name) if journal else {}
        return target, waiting(prepared.site, prepared.theme, target, known, Order(since, again))

    def titles(self, *arguments, **options):  # noqa: ANN002, ANN003
        return [post.announcement.title for post in self.found(*arguments, **options)[1].posts]

    def __call__(self, name="staff", path="/hook", **options):  # noqa: ANN003, ANN204
        with serving(self.chat) as port, Journal(journal_of(self.folder)) as journal:
            target, queue = self.found(name, journal=journal, **options)
            address = address_of(
                name, target, {f"ITSITE_WEBHOOK_{name.upper()}": f"http://127.0.0.1:{port}{path}", f"ITSITE_TOKEN_{name.upper()}": "t0ken-canary"}
            )
            assert not isinstance(address, Unfit), address
            note_beginning(journal, name, queue, dt.datetime.now(dt.UTC).isoformat())
            wire = Wire(address, silent_after=self.silent_after)
            return Sending(journal, self.clock, Pauses(tries=4)).send(name, wire, queue.posts, queue.uncertain)

    @property
    def taken(self):
        return [body["title"] for body in self.chat.taken["/hook"]]


@pytest.fixture
def poster(tmp_path):
    return Poster(tmp_path / "site")
