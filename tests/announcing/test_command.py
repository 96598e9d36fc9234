"""`itsite announce` as a person uses it."""

import json
from pathlib import Path

import jsonschema
import pytest

from tests.announcing.chat import CUT, Chat, serving
from tests.announcing.conftest import SITE
from tests.conftest import tree, unpacked

ROOT_OF_TESTS = Path(__file__).parent.parent
CANARY = "Kanarienvogel4711"
AT = ("--at", "2026-11-21T12:00+00:00")
ONE = SITE.replace("    halls: {kind: json, lang: de, audiences: [production]}\n", "").replace(
    "    safety: {kind: json, tags: [Security], kinds: [news]}\n", ""
)
ALL = ["First", "Second", "Third & <last>"]


@pytest.fixture
def root(tmp_path):
    return unpacked(ONE, tmp_path / "site")


def addresses(port, **paths):  # noqa: ANN003
    return {f"ITSITE_WEBHOOK_{name.upper()}": f"http://127.0.0.1:{port}/{path}" for name, path in paths.items()}


def test_without_send_nothing_is_posted_and_all_is_said(itsite, root):
    chat = Chat()
    with serving(chat) as port:
        done = itsite("announce", "--site", root, *AT, env=addresses(port, staff="s"))
    assert (done.code, done.err, chat.count) == (0, "", 0)
    assert done.out.startswith("Nothing is posted: this is a rehearsal. With --send:\nstaff (plain JSON): 3 posts\n  2026-11-17  First\n")
    assert "  2026-11-19  Urgent: Third & <last>\n" in done.out
    assert "  1 announcement from before 2026-11-14 counts as known\n" in done.out
    assert done.out.endswith(
        "  nothing can be posted yet: the address is missing: ITSITE_WEBHOOK_WORLD is not set (put the address there, or into the keyring)\n"
    )
    assert not (root / ".sent").exists()


def test_a_rehearsal_for_programs_has_the_bodies(itsite, root):
    done = itsite("announce", "--site", root, *AT, "--format", "json")
    staff, world = done.json["targets"]
    assert (done.json["sent"], [post["title"] for post in staff["posts"]], world["ready"]) == (False, ALL, False)
    assert staff["posts"][0]["body"]["url"] == "https://it.test.example/base/news/2026/first/"


def test_with_send_it_is_posted_once(itsite, root):
    chat = Chat()
    with serving(chat) as port:
        env = addresses(port, staff="s", world="w")
        done = itsite("announce", "--site", root, *AT, "--send", env=env)
        again = itsite("announce", "--site", root, *AT, "--send", env=env)
    assert (done.code, done.err) == (0, "")
    assert done.out == "staff (plain JSON): posted 3\n    First\n    Second\n    Urgent: Third & <last>\nworld (plain JSON): posted 1\n    Second\n"
    assert (again.code, again.out) == (0, "staff (plain JSON): posted nothing\nworld (plain JSON): posted nothing\n")
    assert [body["title"] for body in chat.taken["/s"]] == ALL
    assert [body["title"] for body in chat.taken["/w"]] == ["Second"]


def test_a_target_that_is_gone_stops_no_other(itsite, root):
    chat = Chat()
    chat.answers["/s"] = [404]
    with serving(chat) as port:
        done = itsite("announce", "--site", root, *AT, "--send", "--format", "json", env=addresses(port, staff="s", world="w"))
    staff, world = done.json["targets"]
    assert (done.code, staff["given_up"], [post["title"] for post in staff["left"]], len(world["posted"])) == (3, True, ALL, 1)


def test_without_an_address_a_target_waits_and_the_others_go_on(itsite, root):
    with serving(Chat()) as port:
        done = itsite("announce", "--site", root, *AT, "--send", env=addresses(port, world="w"))
    assert done.code == 3
    assert "  given up: the address is missing: ITSITE_WEBHOOK_STAFF is not set" in done.out
    assert "world (plain JSON): posted 1\n" in done.out


BAD = {
    "http://chat.example/x": "is not encrypted",
    "ftp://chat.example/x": "holds no address",
    "chat": "holds no address",
    "https://": "holds no address",
    "https://chat.example:port/": "holds no address",
    "https://user:word@chat.example/": "has a user or a password in it",
    "https://chat.example/a b": "holds no address",
}


@pytest.mark.parametrize("address", BAD)
def test_an_address_that_will_not_do_is_named_by_its_variable(itsite, root, address):
    done = itsite("announce", "--site", root, *AT, "--send", "--target", "staff", env={"ITSITE_WEBHOOK_STAFF": address})
    assert done.code == 3
    assert f"given up: ITSITE_WEBHOOK_STAFF {BAD[address]}" in done.out
    assert "chat.example" not in done.out + done.err


def test_mastodon_needs_its_token_and_gets_it(itsite, tmp_path):
    root = unpacked(ONE.replace("world: {kind: json", "world: {kind: mastodon"), tmp_path / "site")
    chat = Chat()
    with serving(chat) as port:
        env = {"ITSITE_WEBHOOK_WORLD": f"http://127.0.0.1:{port}/"}
        without = itsite("announce", "--site", root, *AT, "--send", "--target", "world", env=env)
        done = itsite("announce", "--site", root, *AT, "--send", "--target", "world", env={**env, "ITSITE_TOKEN_WORLD": CANARY})
    assert (without.code, done.code) == (3, 0)
    assert "the token is missing: ITSITE_TOKEN_WORLD is not set" in without.out
    ((path, headers),) = chat.headers
    assert (path, headers["Authorization"]) == ("/api/v1/statuses", f"Bearer {CANARY}")


@pytest.mark.parametrize("answer", [401, 400, 307, CUT])
@pytest.mark.parametrize("form", ["text", "json"])
def test_no_secret_is_ever_shown_or_kept(itsite, root, answer, form):
    chat = Chat()
    # A post that is cut off is waited for; here the target is gone the second time.
    chat.answers[f"/services/{CANARY}?sig={CANARY}-x"] = [answer, 410, 410, 410, 410]
    chat.echo = "no such hook: {path} {token}"
    chat.location = f"https://elsewhere.example/{CANARY}"
    with serving(chat) as port:
        env = {**addresses(port, staff=f"services/{CANARY}?sig={CANARY}-x"), "ITSITE_TOKEN_STAFF": f"{CANARY}token"}
        rehearsal = itsite("announce", "--site", root, *AT, "--format", form, env=env)
        done = itsite("announce", "--site", root, *AT, "--send", "--target", "staff", "--format", form, env=env)
        built = itsite("build", "--site", root, *AT, env=env)
    assert (done.code, built.code) == (3, 0), done.err
    assert chat.count
    assert CANARY not in rehearsal.out + rehearsal.err + done.out + done.err + built.out + built.err
    for path, data in tree(root).items():
        assert CANARY.encode() not in data, path


def test_nobody_answers(itsite, root):
    with serving(Chat()) as port:
        pass
    env = {"ITSITE_WEBHOOK_STAFF": f"https://127.0.0.1:{port}/{CANARY}"}
    done = itsite("announce", "--site", root, *AT, "--target", "staff", env=env)
    assert (done.code, CANARY in done.out + done.err) == (0, False)


def test_what_is_asked_for_wrongly(itsite, root, tmp_path):
    for arguments, said in (
        (("--target", "stuff"), 'there is no target "stuff"; did you mean "staff"?'),
        (("--since", "tomorrow"), '"tomorrow" is no instant'),
        (("--send", "--at", "2999-01-01"), "what is not published yet is not posted"),
    ):
        done = itsite("announce", "--site", root, *arguments)
        assert (done.code, said in done.err) == (2, True), done.err
    done = itsite("announce", "--site", unpacked("-- content/index.md --\n# Hello\n", tmp_path / "bare"))
    assert (done.code, "site.yaml:1:1: error[AN003] no target is named" in done.err) == (1, True), done.err


def test_mistakes_of_the_site_end_it(itsite, root):
    (root / "content/news/2026-11-20-bad.md").write_text("---\ntitel: X\n---\n", encoding="utf-8")
    done = itsite("announce", "--site", root, *AT, "--send", env={"ITSITE_WEBHOOK_STAFF": "https://127.0.0.1:1/"})
    assert (done.code, "Nothing is posted before they are mended." in done.err) == (1, True)


def test_a_site_that_announces_nothing_is_built_as_before(site, tmp_path):
    quiet = ONE.partition("announce:")[0] + "-- content" + ONE.partition("-- content")[2]
    with_targets, without = site(ONE, root=tmp_path / "a"), site(quiet, root=tmp_path / "b")
    assert tree(with_targets.out) == tree(without.out)


@pytest.mark.parametrize("name", ["everyone", "production", "developers"])
def test_the_example_has_posts_for_each_target(itsite, name):
    done = itsite("announce", "--site", ROOT_OF_TESTS.parent, "--at", "2026-11-21T12:00+01:00", "--since", "2026-01-01", "--target", name, "--format", "json")
    (target,) = done.json["targets"]
    assert target["posts"]
    if target["kind"] == "teams":
        schema = json.loads((ROOT_OF_TESTS / "schemas" / "adaptive_card.schema.json").read_text(encoding="utf-8"))
        for post in target["posts"]:
            jsonschema.validate(post["body"], schema)
