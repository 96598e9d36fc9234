"""What mail programs can show, by the data of caniemail: nothing that the layout needs is missing in Outlook and Gmail."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.mailing.conftest import with_port
from tests.mailing.test_blocks import ARABIC
from tests.mailing.test_html import RICH
from tests.parsing import program

ROOT = Path(__file__).parent.parent.parent
# Each is on top of a layout that does without it; docs/mail.md says what readers see in its place.
TOLERATED = {
    ("outlook.windows", "@media"),
    ("outlook.windows", "white-space"),
    ("gmail.ios", "Local anchors"),
    ("gmail.mobile-webmail", "@media"),
    ("gmail.mobile-webmail", "<style> element"),
    ("gmail.mobile-webmail", "display:none"),
}


@pytest.fixture
def errors():
    places = [ROOT / ".cache/node_modules", Path(os.environ.get("ITSITE_NODE_MODULES", os.devnull))]
    modules = next((place for place in places if (place / "caniemail").is_dir()), None)
    if modules is None:
        pytest.skip("caniemail is not there: make test installs it")
    node = program("node")

    def ran(file):
        command = [node, Path(__file__).parent / "caniemail.mjs", modules, file, "outlook.windows", "gmail.*"]
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
        found = [line.split("\t") for line in done.stdout.splitlines()]
        assert found
        return {(client, title) for kind, client, title in found if kind == "errors"}

    return ran


@pytest.mark.parametrize(("name", "lang"), [("2026-11", "en"), ("2026-11", "de"), ("2026-08", "en")])
def test_outlook_and_gmail_show_the_layout(errors, example_mails, tmp_path, name, lang):
    file = tmp_path / "mail.html"
    file.write_text(example_mails.issue(name, lang).html, encoding="utf-8")
    assert errors(file) <= TOLERATED


def test_outlook_and_gmail_show_what_markdown_can_do(errors, mails, tmp_path):
    file = tmp_path / "mail.html"
    site = with_port(25).replace("read **this**.\n", RICH) + "-- content/newsletters/dot.png --\nx\n"
    file.write_text(mails(site).issue().html, encoding="utf-8")
    assert errors(file) <= TOLERATED


def test_outlook_and_gmail_show_what_blocks_and_other_scripts_need(errors, mails, tmp_path):
    file = tmp_path / "mail.html"
    found = mails(ARABIC)
    for lang in ("en", "ar"):
        file.write_text(found.issue(lang=lang).html, encoding="utf-8")
        assert errors(file) <= TOLERATED


def test_caniemail_sees_what_outlook_cannot_do(errors, tmp_path):
    file = tmp_path / "mail.html"
    file.write_text('<div style="display: grid; position: absolute"><video src="a.mp4"></video></div>', encoding="utf-8")
    assert len(errors(file) - TOLERATED) > 2
