"""Every outlet of a site, as text in which words can be looked for."""

import contextlib
import email
import email.policy
import gzip
import json
import re

from tests.conftest import NOW, run_itsite, tree

CODED = re.compile(r"\\u[0-9a-f]{4}")
# All that a site can make of its pages.
SECTIONS = """
search: {}
feeds: {limit: 4}
rhythm: {news: 2 weeks, newsletter: 1 month, event: 1 month}
mail:
  sender: news@test.example
  server: {host: 127.0.0.1, security: none}
announce:
  updates: true
  targets:
    all: {kind: json, classification: confidential}
    team: {kind: teams, classification: confidential}
    halls: {kind: slack, classification: confidential, lang: de}
"""


def _unpacked(data):
    """A file as text: unzipped, with the lines of calendars and mails joined."""
    if data[:2] == b"\x1f\x8b":
        with contextlib.suppress(OSError, EOFError):
            data = gzip.decompress(data)
    return data.decode("utf-8", "replace").replace("\r\n ", "").replace("\r\n\t", "")


def _mail(data):
    message = email.message_from_bytes(data, policy=email.policy.default)
    heads = "\n".join(f"{name}: {value}" for part in message.walk() for name, value in part.items())
    texts = [part.get_content() for part in message.walk() if part.get_content_maintype() == "text"]
    return "\n".join([heads, *texts])


def of_build(out):
    """The files of build/ by name, as text, each with its name."""
    return {path: f"{path}\n{_unpacked(data)}" for path, data in tree(out).items()}


def _ran(*arguments):  # noqa: ANN002
    done = run_itsite(*arguments)
    assert done.code == 0, done.err
    return done.out


def of_commands(root, classification, folder, issue="2026-11", at=NOW):
    """What the commands make of it that go beyond build/: mails, posts, and the team's plan."""
    folder.mkdir(parents=True, exist_ok=True)
    common = ("--site", root, "--at", at.isoformat(), "--classification", classification)
    found = {}
    _ran("mail", "eml", issue, *common, "--out", folder / "issue.eml")
    found["mail"] = _mail((folder / "issue.eml").read_bytes())
    posts = _ran("announce", *common, "--since", "2020-01-01", "--format", "json")
    found["posts"] = json.dumps(json.loads(posts), ensure_ascii=False)
    found["rehearsal"] = _ran("announce", *common, "--since", "2020-01-01")
    found["plan"] = _ran("plan", *common, "--html", folder / "plan.html", "--ics", folder / "plan.ics", "--format", "json")
    found["plan.txt"] = _ran("plan", *common)
    found |= {name: _unpacked((folder / name).read_bytes()) for name in ("plan.html", "plan.ics")}
    return found
