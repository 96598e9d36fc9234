"""Lists of recipients, as people and Excel write them."""

import pytest

from itsite.mailing.orders import shared_out
from itsite.mailing.prepared import editions
from itsite.mailing.recipients import read_list
from itsite.model.mailboxes import address_of
from itsite.model.problem import RefusedError
from tests.mailing.conftest import with_port


@pytest.fixture
def listed(mails, tmp_path):
    config = mails().ready.site.config

    def read(data):
        file = tmp_path / "list.csv"
        file.write_bytes(data if isinstance(data, bytes) else data.encode())
        return read_list(file, "list.csv", config)

    return read


def said(found):
    return [f"{p.at.line} {p.message}" for p in found.problems]


@pytest.mark.parametrize(
    "data",
    [
        "email,name,lang,audiences\nanna@example.org,Änne,de,office\n",
        "\ufeffemail;name;lang;audiences\r\nanna@example.org;Änne;de;office\r\n",
        "E-Mail;Name;Language;Audiences;Room\nanna@example.org;Änne;de;office;4.12\n",
        'sep=;\n"email";"name";"lang";"audiences"\n"anna@example.org";"Änne";"DE";"office"\n',
        "E-Mail-Adresse;Anzeigename;Sprache;Zielgruppen\r\nanna@example.org;Änne;de;office\r\n",
        "name\tlang\taudiences\temail\nÄnne\tde\toffice\tanna@example.org\n\n\t\t\t\n",
    ],
)
def test_a_list_is_read_whoever_wrote_it(listed, data):
    found = listed(data)
    assert not found.problems
    (anna,) = found.recipients
    assert (anna.address, anna.name, anna.lang, anna.audiences) == ("anna@example.org", "Änne", "de", {"office"})


def test_all_mistakes_are_said_at_once_with_their_lines(listed):
    data = "email;name;lang;audiences\nanna@example.org;;;\nanna@\n;Bob;;\nc@example.org;;German;\nd@example.org;;;ofice\ne@example.org;a;b;c;d\nf@x y.org\n"
    assert said(listed(data)) == [
        '3 "anna@" is no mail address',
        "4 there is no address",
        '5 "German" is no language',
        '6 there is no audience "ofice"',
        "7 5 fields where the first line names 4",
        '8 "f@x y.org" is no mail address',
    ]


def test_the_cure_names_the_nearest_audience(listed):
    assert listed("email,audiences\na@example.org,ofice\n").problems[0].hint == 'did you mean "office"?'


def test_the_line_is_right_after_a_cell_of_several_lines(listed):
    assert said(listed('email,notes\na@example.org,"one\ntwo\nthree"\nbroken\n')) == ['5 "broken" is no mail address']


def test_a_name_adds_no_header(listed):
    assert said(listed('email,name\na@example.org,"A\nBcc: b@example.org"\n')) == ["2 the name holds a line break or a control character"]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "1 the list is empty"),
        (b"email;name\n;\n", "1 the list is empty"),
        (b"name\nAnna\n", "1 the list has no column email"),
        (b"anna@example.org\nbob@example.org\n", "1 the list has no column email"),
        ("email,name\na@example.org,Änne\n".encode("cp1252"), "2 the list is not UTF-8"),
        ("email\na@example.org\n".encode("utf-16"), "1 the list is not UTF-8"),
        (b"email\0\n", "1 the list is no text"),
        (b'email\n"a@example.org\n', "2 the list is no CSV from here on: unexpected end of data"),
    ],
)
def test_a_file_that_is_no_list_is_said_to_be_none(listed, data, message):
    assert message in said(listed(data))


def test_a_list_that_is_not_there_is_refused(mails, tmp_path):
    with pytest.raises(RefusedError, match="cannot be read"):
        read_list(tmp_path / "none.csv", "none.csv", mails().ready.site.config)


def test_who_stands_in_a_list_twice_gets_one_mail(listed):
    found = listed("email\na@example.org\nA@Example.org\nb@example.org\na@example.org\n")
    assert [one.address for one in found.recipients] == ["a@example.org", "b@example.org"]
    assert found.doubles == 2


@pytest.mark.parametrize(
    ("text", "address"),
    [
        (" anna@example.org ", "anna@example.org"),
        ("o'neill+it@sub.example.org", "o'neill+it@sub.example.org"),
        ("anna@münchen.example", "anna@xn--mnchen-3ya.example"),
        ("anna@größe.example", ""),
        ("änne@example.org", ""),
        ("a..b@example.org", ""),
        ("anna@example", ""),
        ("anna@-x.org", ""),
        ("anna@exa\nmple.org", ""),
        ("a,b@example.org", ""),
        ("Anna <anna@example.org>", ""),
        ("@example.org", ""),
        ("a" * 65 + "@example.org", ""),
    ],
)
def test_an_address_is_one_that_servers_take(text, address):
    assert address_of(text) == address


def test_everybody_gets_the_issue_in_their_language_else_in_the_first(listed, mails):
    entries = editions(mails().ready, "2026-11")
    found = listed("email,lang\na@example.org,de\nb@example.org,en\nc@example.org,\nd@example.org,fr\ne@example.org,de-AT\n")
    shared = shared_out(found.recipients, entries)
    assert {lang: [one.address[0] for one in those] for lang, those in shared.by_lang.items()} == {"en": ["b", "c", "d"], "de": ["a", "e"]}


def test_an_issue_for_an_audience_goes_to_it_and_to_those_who_want_all(listed, mails):
    site = with_port(25).replace("issue: 8", "issue: 8\naudiences: [office]")
    entries = editions(mails(site).ready, "2026-11")
    found = listed("email,audiences\na@example.org,office\nb@example.org,production\nc@example.org,\nd@example.org,production office\n")
    shared = shared_out(found.recipients, entries)
    assert [one.address[0] for one in shared.by_lang["en"]] == ["a", "c", "d"]
    assert [one.address[0] for one in shared.others] == ["b"]
