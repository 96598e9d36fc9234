"""Issues of whole sites as mails, and real servers that take them."""

import datetime as dt
import email
import email.policy
from pathlib import Path

import pytest

from itsite.mailing.issue import issue_of
from itsite.mailing.message import draft, envelope, message_for
from itsite.mailing.prepared import Ready, editions, identity
from itsite.mailing.recipients import Recipient
from itsite.pipeline import Request, prepare
from tests.conftest import NOW, unpacked

ROOT = Path(__file__).parent.parent.parent

SITE = """
-- site.yaml --
name: {en: IT Test, de: IT-Test}
organisation: Test Ltd
url: https://it.test.example/base/
languages: [en, de]
time_zone: Europe/Berlin
audiences: {office: Office, production: Production}
mail:
  sender: news@test.example
  reply_to: desk@test.example
  unsubscribe: leave@test.example
  one_click: https://lists.test.example/leave?who={address}
  rate: 60000
  server: {host: 127.0.0.1, port: PORT, security: none, timeout: 5}
-- content/newsletters/2026-11.md --
---
title: Four seconds
summary: The autumn issue.
issue: 8
date: 2026-11-19T09:00
preheader: Asks you nothing.
items: [../news/2026-11-03-vpn.md, ../news/2026-11-10-sap.md]
---
Dear colleagues,

read **this**.
-- content/newsletters/2026-11.de.md --
---
title: Vier Sekunden und größere Übel
issue: 8
date: 2026-11-19T09:00
items: [../news/2026-11-03-vpn.md, ../news/2026-11-10-sap.md]
---
Guten Morgen, liebe Kolleginnen und Kollegen!
-- content/news/2026-11-03-vpn.md --
---
title: The new VPN
summary: It asks nothing.
---
Text.
-- content/news/2026-11-10-sap.md --
---
title: SAP moves
summary: In January.
---
Text.
"""


def with_port(port):
    return SITE.replace("PORT", str(port))


class Mails:
    """The issue of a site as mails."""

    def __init__(self, root, at=NOW, **options) -> None:  # noqa: ANN003
        prepared = prepare(Request(root, at, **options))
        assert not prepared.failed, prepared.problems
        self.ready = Ready(prepared, prepared.site, prepared.theme)

    def issue(self, name="2026-11", lang="en", way=None):
        found, problems = issue_of(self.ready, editions(self.ready, name)[lang], way)
        self.problems = problems
        return found

    def envelope(self, name="2026-11", lang="en", way=None):
        return envelope(self.ready, self.issue(name, lang, way), identity(self.ready, editions(self.ready, name)))

    def data(self, address="anna@example.org", name="", lang="en", issue="2026-11", way=None):
        return message_for(self.envelope(issue, lang, way), Recipient(address, name))

    def draft(self, name="2026-11", lang="en", way=None):
        return draft(self.envelope(name, lang, way))


def read(data):
    return email.message_from_bytes(data, policy=email.policy.default)


@pytest.fixture
def mails(tmp_path):
    def made(archive=None, **options):  # noqa: ANN003
        return Mails(unpacked(archive or with_port(25), tmp_path / "site"), **options)

    return made


@pytest.fixture(scope="session")
def example_mails():
    return Mails(ROOT, dt.datetime(2026, 11, 22, tzinfo=dt.UTC))
