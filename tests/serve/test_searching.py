"""The search of the preview: its index is made when somebody first asks for it, and again after an edit."""

import gzip
import json

import pytest

from tests.conftest import unpacked
from tests.serve.conftest import SITE
from tests.serve.served import Served, serving

ENTRY = "pagefind/pagefind-entry.json"


@pytest.fixture(scope="module")
def searched(tmp_path_factory):
    with serving(unpacked(SITE.replace("it/\n", "it/\nsearch: {}\n", 1), tmp_path_factory.mktemp("searched") / "site")) as served:
        yield served


def words(served: Served) -> list[str]:
    reply = served.ask(f"{served.base}pagefind/words.en.txt")
    assert reply.status == 200
    return reply.text.split("\n")


def test_the_index_is_there_when_it_is_asked_for_with_drafts(searched):
    entry = searched.ask(searched.base + ENTRY)
    assert entry.status == 200
    assert set(entry.json["languages"]) == {"en"}
    head = searched.ask(f"{searched.base}pagefind/pagefind.{entry.json['languages']['en']['hash']}.pf_meta")
    assert gzip.decompress(head.body).startswith(b"pagefind_dcd")
    assert searched.ask(f"{searched.base}pagefind/pagefind.js").headers["content-type"].startswith("text/javascript")
    assert "Draft" in words(searched)


def test_what_is_not_in_the_index_is_not_there(searched):
    assert searched.ask(f"{searched.base}pagefind/no-such-file").status == 404


def test_after_an_edit_the_new_words_are_found(searched):
    stream = searched.stream()
    generation = stream.next()
    searched.write("content/about.md", "---\ntitle: About\n---\nZirconium.\n")
    assert generation is not None
    stream.after(generation)
    stream.close()
    assert "Zirconium" in words(searched)


def test_a_site_without_a_search_has_no_index(preview):
    assert preview.ask(preview.base + ENTRY).status == 404
    assert json.dumps("finder") not in preview.page("")
