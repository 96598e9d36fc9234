"""What stands in a message: read back by the standard library, as mail programs do."""

import email.utils
import re

import pytest

from itsite.mailing.message import message_for, unfit_words
from itsite.mailing.recipients import Recipient
from tests.conftest import NOW
from tests.mailing.conftest import read, with_port

EXAMPLE = [(name, lang, way) for name in ("2026-11", "2026-08") for lang in ("en", "de") for way in ("linked", "embedded")]
ONCE = [
    "From",
    "To",
    "Reply-To",
    "Subject",
    "Date",
    "Message-ID",
    "List-Id",
    "List-Unsubscribe",
    "List-Unsubscribe-Post",
    "List-Archive",
    "Auto-Submitted",
    "Precedence",
    "MIME-Version",
    "Content-Type",
]


def words_of(html):
    text = re.sub(r"<!--.*?-->|<(style|title)>.*?</\1>|<[^>]+>|&zwnj;|&nbsp;|\u200c|\xa0", " ", html, flags=re.DOTALL)
    return set(re.findall(r"\w{4,}", text))


@pytest.mark.parametrize(("name", "lang", "way"), EXAMPLE)
def test_a_message_is_read_back_without_a_defect(example_mails, name, lang, way):
    data = example_mails.data(issue=name, lang=lang, way=way)
    message = read(data)
    assert not [part.defects for part in message.walk() if part.defects]
    assert message.get_content_type() == "multipart/alternative"
    first, second = message.iter_parts()
    page = next(second.iter_parts()) if second.get_content_type() == "multipart/related" else second
    assert (first.get_content_type(), page.get_content_type()) == ("text/plain", "text/html")
    assert {part.get_content_charset() for part in (first, page)} == {"utf-8"}
    assert data.isascii()
    lines = data.split(b"\r\n")
    assert b"\n" not in b"".join(lines)
    assert max(map(len, lines)) <= 78
    text, html = first.get_content(), page.get_content()
    issue = example_mails.issue(name, lang, way)
    assert (text.replace("\r\n", "\n"), html.replace("\r\n", "\n").rstrip("\n")) == (issue.text, issue.html.rstrip("\n"))


@pytest.mark.parametrize(("name", "lang", "way"), EXAMPLE)
def test_both_parts_say_the_same(example_mails, name, lang, way):
    issue = example_mails.issue(name, lang, way)
    seen = words_of(issue.html.replace(issue.view.preheader, ""))
    assert seen - words_of(issue.text) <= words_of(issue.view.picture.alt)


def test_the_head_names_everything_once(mails):
    message = read(mails().data("anna@example.org", "Anna Öztürk"))
    assert {name: len(message.get_all(name, [])) for name in ONCE} == dict.fromkeys(ONCE, 1)
    assert message["From"] == "IT Test <news@test.example>"
    assert message["To"] == "Anna Öztürk <anna@example.org>"
    assert message["Subject"] == "Four seconds"
    assert message["Date"].datetime.isoformat() == "2026-11-19T09:00:00+01:00"
    assert message["Message-ID"].endswith("@test.example>")
    assert message["List-Id"] == "<newsletter.it.test.example>"
    https, mailto = message["List-Unsubscribe"].split(", ")
    assert https == "<https://lists.test.example/leave?who=anna%40example.org>"
    assert mailto == "<mailto:leave@test.example?subject=Unsubscribe>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_without_an_https_address_one_unsubscribes_by_mail(mails):
    site = "".join(line for line in with_port(25).splitlines(keepends=True) if "one_click" not in line)
    message = read(mails(site).data())
    assert message["List-Unsubscribe"] == "<mailto:leave@test.example?subject=Unsubscribe>"
    assert message["List-Unsubscribe-Post"] is None


def test_long_and_foreign_subjects_are_encoded_words_of_at_most_75_characters(mails):
    title = "Übermäßig lange Überschriften " * 8 + "💡 " + "Q" * 90
    data = mails(with_port(25).replace("Vier Sekunden und größere Übel", title)).data(lang="de")
    assert read(data)["Subject"] == title.strip()
    encoded = re.findall(rb"=\?[^ ]+?\?=", data.split(b"\r\n\r\n")[0])
    assert encoded
    assert max(map(len, encoded)) <= 75


def test_long_addresses_stay_whole(mails):
    address = "a" * 60 + "@" + ".".join(["b" * 50] * 3) + ".example"
    data = mails().data(address)
    assert read(data)["To"].addresses[0].addr_spec == address
    assert f"leave?who={'a' * 60}%40{'b' * 50}" in data.decode()


def test_the_same_issue_gives_the_same_bytes(mails):
    first, again = mails(), mails()
    assert first.data("anna@example.org", "Anna") == again.data("anna@example.org", "Anna")
    assert first.draft() == again.draft()
    first.ready.prepared.site.memo.clear()
    assert first.data("anna@example.org", "Anna") == again.data("anna@example.org", "Anna")


def test_the_hour_of_sending_is_not_in_a_message(mails):
    later = NOW.replace(year=NOW.year + 1)
    assert mails().data() == mails(at=later).data()


def test_each_recipient_has_an_identity_that_stays(mails):
    found = mails().envelope()
    anna, bob, again = (read(message_for(found, Recipient(one)))["Message-ID"] for one in ("anna@example.org", "bob@example.org", "Anna@example.org"))
    assert anna != bob
    assert anna == again
    changed = mails(with_port(25).replace("Four seconds", "Another title")).envelope()
    assert read(message_for(changed, Recipient("anna@example.org")))["Message-ID"] == anna
    assert read(message_for(found, Recipient("anna@example.org"), is_test=True))["Message-ID"] != anna


def test_no_address_stands_in_the_message_of_another(mails):
    found = mails().envelope()
    for one, other in (("anna@example.org", "bob@example.org"), ("bob@example.org", "anna@example.org")):
        data = message_for(found, Recipient(one))
        assert one.encode() in data
        assert other.encode() not in data


def test_a_test_says_so(mails):
    assert read(message_for(mails().envelope(), Recipient("me@example.org"), is_test=True))["Subject"] == "[Test] Four seconds"


@pytest.mark.parametrize("title", ['"Four\\r\\nBcc: all@example.org"', '"Four\\nBcc: all@example.org"', '"Four\\u2028Bcc: x"'])
def test_a_title_cannot_add_a_header_and_the_page_is_named(mails, title):
    found = mails(with_port(25).replace("title: Four seconds", f"title: {title}"))
    problems = unfit_words(found.ready, found.issue())
    assert [(p.at.path, p.code) for p in problems] == [("content/newsletters/2026-11.md", "ML004")]
    assert read(found.data())["Bcc"] is None


def test_the_name_of_the_sender_cannot_add_a_header(mails):
    found = mails(with_port(25).replace("  sender:", '  name: "IT\\nBcc: all@example.org"\n  sender:'))
    assert [(p.at.path, p.code) for p in unfit_words(found.ready, found.issue())] == [("site.yaml", "ML004")]


def test_addresses_are_written_as_servers_take_them(mails):
    message = read(mails(with_port(25).replace("news@test.example", "news@münchen.example").replace("leave@", "leave?now@")).data())
    assert message["From"].addresses[0].addr_spec == "news@xn--mnchen-3ya.example"
    assert message["Message-ID"].endswith("@xn--mnchen-3ya.example>")
    assert "<mailto:leave%3Fnow@test.example?subject=Unsubscribe>" in message["List-Unsubscribe"]


def test_a_site_without_a_name_has_mails_too(mails):
    site = with_port(25).replace("https://it.test.example/base/", "https://[::1]:8080/")
    assert read(mails(site).data())["List-Id"] == "<newsletter.test.example>"
    draft = read(mails(site.replace("  sender: news@test.example\n", "")).draft())
    assert draft["Message-ID"].endswith("@[IPv6:::1]>")
    assert not draft.defects


def test_an_address_that_no_server_takes_is_a_mistake(checked):
    found = checked(with_port(25).replace("desk@test.example", "täsk@test.example"))
    assert [one for one in found.problems if "täsk@test.example" in one and "is no address that servers take" in one]


def test_a_draft_is_to_be_sent_by_a_person(mails):
    message = read(mails().draft())
    assert message["X-Unsent"] == "1"
    assert message["To"] is None
    assert message["List-Unsubscribe"] == "<mailto:leave@test.example?subject=Unsubscribe>"
    assert email.utils.parseaddr(message["From"]) == ("IT Test", "news@test.example")


def test_embedded_pictures_come_with_the_mail(example_mails):
    message = read(example_mails.data(issue="2026-08", way="embedded"))
    page = next(part for part in message.walk() if part.get_content_type() == "text/html").get_content()
    images = {part["Content-ID"].strip("<>"): part for part in message.walk() if part.get_content_maintype() == "image"}
    assert set(re.findall(r'src="cid:([^"]+)"', page)) == set(images)
    assert not re.findall(r'src="http', page)
    assert all(part.get_content().startswith((b"\x89PNG", b"\xff\xd8\xff")) for part in images.values())
