"""Secrets that stand in site.yaml by mistake: each is told, and none repeated."""

from pathlib import Path

import pytest

from itsite.cli.formats import Format
from itsite.cli.reporting import Printer
from itsite.delivery.secrets import misplaced
from itsite.delivery.written import shown_lines, written_secrets
from itsite.serve.excerpt import excerpt
from tests.conftest import run_itsite, unpacked

CANARY = "Kanarienvogel4711"
FLOW = f"https://prod-12.westeurope.example/x/{CANARY}?a=1&sv={CANARY}"
HOOK = f"https://hooks.slack.com/services/T0/B0/{CANARY}"
EXAMPLE = Path(__file__).parent.parent.parent
WRITTEN = {
    "ann str": f"announce: {FLOW}\n",
    "ann list": f"announce: [{FLOW}]\n",
    "targets str": f"announce:\n  targets: {FLOW}\n",
    "targets list": f"announce:\n  targets:\n    - {FLOW}\n",
    "target=url": f"announce:\n  targets:\n    staff: {FLOW}\n",
    "target=hook": f"announce:\n  targets:\n    staff: {HOOK}\n",
    "url key": f"announce:\n  targets:\n    staff:\n      kind: teams\n      url: {FLOW}\n",
    "webhook key": f"announce:\n  targets:\n    staff:\n      kind: teams\n      webhook: {FLOW}\n",
    "Webhook-URL": f"announce:\n  targets:\n    staff:\n      kind: teams\n      webhook-url: {FLOW}\n",
    "URL caps": f"announce:\n  targets:\n    staff:\n      kind: teams\n      URL: '{FLOW}'\n",
    "endpoint": f"announce:\n  targets:\n    staff:\n      kind: teams\n      endpoint: {FLOW}\n",
    "hook key": f"announce:\n  targets:\n    staff:\n      kind: teams\n      hook: {FLOW}\n",
    "kind=url": f"announce:\n  targets:\n    staff:\n      kind: {FLOW}\n",
    "kind=path": f"announce:\n  targets:\n    staff:\n      kind: teams/{CANARY}\n",
    "name=url": f"announce:\n  targets:\n    {HOOK}:\n      kind: slack\n",
    "name=url2": f"announce:\n  targets:\n    ? {FLOW}\n    : {{kind: slack}}\n",
    "lang": f"announce:\n  targets:\n    staff: {{kind: slack, lang: '{FLOW}'}}\n",
    "tags": f"announce:\n  targets:\n    staff: {{kind: slack, tags: ['{FLOW}']}}\n",
    "flow": f"announce: {{targets: {{staff: {{kind: slack, url: '{FLOW}'}}}}}}\n",
    "flow2": f"announce: {{targets: {{staff: {{url: {HOOK}, kind: slack}}}}}}\n",
    "token": f"announce:\n  targets:\n    m: {{kind: mastodon, token: {CANARY}}}\n",
    "access-token": f"announce:\n  targets:\n    m:\n      kind: mastodon\n      access-token: {CANARY}\n",
    "bearer": f"announce:\n  targets:\n    m:\n      kind: mastodon\n      bearer: {CANARY}\n",
    "apikey": f"announce:\n  targets:\n    m:\n      kind: mastodon\n      apikey: {CANARY}\n",
    "auth": f"announce:\n  targets:\n    m:\n      kind: mastodon\n      authorization: Bearer {CANARY}\n",
    "headers": f"announce:\n  targets:\n    m:\n      kind: mastodon\n      headers: {{Authorization: Bearer {CANARY}}}\n",
    "folded": f"announce:\n  targets:\n    staff:\n      kind: teams\n      url: >-\n        {FLOW}\n",
    "folded pw": f"mail:\n  sender: a@b.example\n  server:\n    host: s.example\n    password: |\n      {CANARY}\n",
    "multi flow": f"announce:\n  targets:\n    staff:\n      kind: teams\n      url:\n        {FLOW}\n",
    "anchor": f"announce:\n  targets:\n    staff:\n      kind: teams\n      url: &x {FLOW}\n",
    "anchors2": f"announce:\n  targets:\n    staff: &x {{kind: teams, url: {FLOW}}}\n    b: *x\n",
    "broken after": f"announce:\n  targets:\n    staff:\n      kind: teams\n      url: {FLOW}\n     bad\n",
    "broken quote": f"announce:\n  targets:\n    staff:\n      kind: teams\n      url: '{FLOW}\n",
    "broken pw": f"mail:\n  server:\n    password: '{CANARY}\n",
    "broken pw2": f"mail:\n  server:\n    password: {CANARY}: x\n",
    "broken pw3": f"mail:\n  server:\n    password: @{CANARY}\n",
    "broken pw4": f"mail:\n  server:\n    password: %{CANARY}\n",
    "broken pw5": f"mail:\n  server:\n    password: *{CANARY}\n",
    "broken pw6": f"mail:\n  server:\n    password: !{CANARY} x\n",
    "broken pw7": f"mail:\n  server:\n    password: [{CANARY}\n",
    "dup pw": f"mail:\n  server:\n    password: {CANARY}\n    password: {CANARY}\n",
    "pw": f"mail:\n  sender: a@b.example\n  server:\n    host: s.example\n    password: {CANARY}\n",
    "pw q": f'mail:\n  server:\n    host: s.example\n    password: "{CANARY} with blank"\n',
    "Password": f"mail:\n  server:\n    host: s.example\n    Password: {CANARY}\n",
    "pass": f"mail:\n  server:\n    host: s.example\n    pass: {CANARY}\n",
    "pwd": f"mail:\n  server:\n    host: s.example\n    pwd: {CANARY}\n",
    "passwort": f"mail:\n  server:\n    host: s.example\n    passwort: {CANARY}\n",
    "kennwort": f"mail:\n  server:\n    host: s.example\n    kennwort: {CANARY}\n",
    "smtp_pass": f"mail:\n  server:\n    host: s.example\n    smtp_pass: {CANARY}\n",
    "secret": f"mail:\n  server:\n    host: s.example\n    secret: {CANARY}\n",
    "mail pw": f"mail:\n  sender: a@b.example\n  password: {CANARY}\n",
    "top pw": f"password: {CANARY}\n",
    "top hook": f"webhook: {HOOK}\n",
    "top hook2": f"webhook: {FLOW}\n",
    "top hooks": f"webhooks: {{teams: {FLOW}}}\n",
    "top env": f"ITSITE_WEBHOOK_STAFF: {FLOW}\n",
    "top env2": f"ITSITE_SMTP_PASSWORD: {CANARY}\n",
    "mail env": f"mail:\n  server:\n    host: s.example\n    ITSITE_SMTP_PASSWORD: {CANARY}\n",
    "ann env": f"announce:\n  targets:\n    staff:\n      kind: teams\n      ITSITE_WEBHOOK_STAFF: {FLOW}\n",
    "user:pw": f"mail:\n  server:\n    host: s.example\n    user: anna:{CANARY}\n",
    "user pw list": f"mail:\n  server:\n    host: s.example\n    user: [anna, {CANARY}]\n",
    "user pw map": f"mail:\n  server:\n    host: s.example\n    user: {{name: anna, password: {CANARY}}}\n",
    "host url": f"mail:\n  server:\n    host: smtp://anna:{CANARY}@s.example\n",
    "host at": f"mail:\n  server:\n    host: anna:{CANARY}@s.example\n",
    "server url": f"mail:\n  server: smtp://anna:{CANARY}@s.example:587\n",
    "port": f"mail:\n  server:\n    host: s.example\n    port: anna:{CANARY}@25\n",
    "security": f"mail:\n  server:\n    host: s.example\n    security: {CANARY}\n",
    "site url": f"base-url: https://anna:{CANARY}@t.example/\n",
    "line above": f"mail:\n  server:\n    host: s.example\n    password: {CANARY}\n    prt: 5\n",
    "sneaky same line": f"mail: {{server: {{host: s.example, password: {CANARY}, prt: 5}}}}\n",
    "json style": f'"mail": {{"server": {{"host": "s.example", "password": "{CANARY}"}}}}\n',
    "json esc": f'"mail": {{"server": {{"host": "s.example", "password": "a\\"{CANARY}"}}}}\n',
    "two words": f"mail:\n  server:\n    host: s.example\n    password: a, {CANARY}\n",
    "single q esc": f"mail:\n  server:\n    host: s.example\n    password: 'a''{CANARY}'\n",
}


@pytest.mark.parametrize("how", WRITTEN)
def test_it_is_told_in_every_form_and_repeated_in_none(checked, capsys, how):
    found = checked(f"-- site.yaml --\nname: T\nurl: https://t.example/\n{WRITTEN[how]}-- content/index.md --\n# Hi\n")
    assert found.report.failed
    for form in Format:
        Printer(form, found.root).report(found.report, done="", failed="")
    said = "".join(capsys.readouterr())
    assert "site.yaml:" in said
    assert CANARY not in said
    shown = [line.text for problem in found.report.problems for line in excerpt(problem.at, found.root)]
    assert shown
    assert CANARY not in "\n".join(shown)


@pytest.mark.parametrize("command", ["build", "check", "next", "plan", "announce"])
def test_no_command_repeats_it_or_keeps_it(tmp_path, command):
    files = f"-- site.yaml --\nname: T\nurl: https://t.example/\nmail: {{server: {{host: s.example, user: 'anna:{CANARY}'}}}}\n-- content/index.md --\n# Hi\n"
    root = unpacked(files, tmp_path / "site")
    done = run_itsite(command, "--site", root)
    assert (done.code, CANARY in done.out + done.err, "Traceback" in done.err) == (1, False, False), done
    assert [file for file in root.rglob("*") if file.is_file() and CANARY.encode() in file.read_bytes()] == [root / "site.yaml"]


def test_nor_is_what_stands_in_the_address_of_the_site(tmp_path, checked):
    address = f"https://anna:{CANARY}@t.example/"
    found = checked(f"-- site.yaml --\nname: T\nurl: {address}\n-- content/index.md --\n# Hi\n")
    assert [problem for problem in found.problems if "is not the absolute address of a site" in problem]
    assert CANARY not in str(found.problems)
    done = run_itsite("build", "--site", found.root, "--base-url", address, "--out", tmp_path / "out")
    assert (done.code, "is not the absolute address" in done.err, CANARY in done.err) == (2, True, False)


VARIABLES = {
    ("announce", "targets", "it-staff", "url"): "ITSITE_WEBHOOK_IT_STAFF",
    ("announce", "targets", "it-staff", "Webhook-URL"): "ITSITE_WEBHOOK_IT_STAFF",
    ("announce", "targets", "it-staff", "access-token"): "ITSITE_TOKEN_IT_STAFF",
    ("announce", "targets", "it-staff", "headers"): "ITSITE_TOKEN_IT_STAFF",
    ("announce", "token"): "ITSITE_TOKEN_<NAME>",
    ("announce", "webhooks"): "ITSITE_WEBHOOK_<NAME>",
    ("webhook",): "ITSITE_WEBHOOK_<NAME>",
    ("mail", "server", "kennwort"): "ITSITE_SMTP_PASSWORD",
    ("mail", "server", "pass"): "ITSITE_SMTP_PASSWORD",
    ("smtp_password",): "ITSITE_SMTP_PASSWORD",
    ("ITSITE_WEBHOOK_STAFF",): "ITSITE_WEBHOOK_STAFF",
    **dict.fromkeys([("url",), ("token",), ("authors",), ("mail", "server", "prt"), ("announce", "targets", "it-staff", "kin")], ""),
}


@pytest.mark.parametrize("path", VARIABLES)
def test_each_has_its_variable(path):
    assert misplaced(path) == VARIABLES[path]


def test_the_example_may_be_shown_as_it_is():
    lines = (EXAMPLE / "site.yaml").read_text(encoding="utf-8").split("\n")
    assert shown_lines(lines) == lines
    assert written_secrets(lines) == frozenset()


def test_dates_and_names_are_no_secrets():
    lines = [
        "announce:",
        "  targets:",
        "    staff: {kind: teams, since: 2026-11-01T10:00:00+01:00, tags: [remote work, vpn2]}",
        "mail:",
        "  sender: it@it.example",
    ]
    assert shown_lines(lines) == lines


def test_only_what_is_secret_of_a_line_is_left_out():
    shown = shown_lines(["mail: {server: {password: 'a, ''b', port: 25}}  # said", "url: https://anna:word@t.example/", "# see smtp://u:p@h"])
    assert shown == ["mail: {server: {password: (secret), port: 25}}  # said", "url: https://(secret)t.example/", "# see smtp://(secret)h"]
