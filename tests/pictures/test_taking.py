"""`make pictures`: what it takes, and what it notices."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from PIL import Image

from tests.browser.seeing import LONELY
from tests.conftest import CHROMIUM
from tests.parsing import pages_of
from tests.pictures.kinds import sights
from tests.pictures.take import main

pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium")]
KINDS = """
home services services-page news news-year news-year-page newsletters newsletters-page events events-page mission vision about about-page about-people about-people-page
tags tags-page audiences audiences-page help help-page contact search subscribe 404 search-open search-start search-nothing menu-open
"""


def test_every_kind_of_the_example_is_found_in_both_languages(example):
    found = sights(example.out)
    assert {sight.kind for sight in found if sight.lang == "en"} == set(KINDS.split())
    assert {sight.kind for sight in found if sight.lang == "de"} == set(KINDS.split()) - {"404"}


def test_of_a_kind_the_page_with_the_most_blocks_is_taken(example):
    assert "help/repairs/" in {sight.path for sight in sights(example.out)}


def test_all_means_all(example):
    taken = [sight.path for sight in sights(example.out, everything=True) if not sight.steps]
    assert sorted(taken) == sorted(path.removesuffix("index.html") for path, page in pages_of(example.out).items() if not page.is_stub)


def test_two_kinds_at_one_width_are_two_pictures_on_a_sheet(tmp_path, capsys):
    # In a thread of its own: a browser of other tests may hold the event loop of this one.
    with ThreadPoolExecutor(1) as thread:
        arguments = ["--only", "contact,search-open", "--widths", "360", "--schemes", "dark", "--langs", "de", "--out", str(tmp_path)]
        assert thread.submit(main, arguments).result() == 0
    names = {"contact-de-360-dark", "search-open-de-360-dark"}
    assert {file.stem for file in tmp_path.glob("*.png")} == names
    sheet = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert all(f'href="{name}.png"' in sheet and (tmp_path / f"small/{name}.jpg").is_file() for name in names)
    with Image.open(tmp_path / "contact-de-360-dark.png") as whole, Image.open(tmp_path / "search-open-de-360-dark.png") as opened:
        assert (whole.width, *opened.size) == (360, 360, 740)
        assert whole.height > opened.height
    assert "2 looked at" in capsys.readouterr().out


def test_a_lonely_word_in_a_heading_is_noticed(chromium):
    page = chromium.new_page(viewport={"width": 600, "height": 400})
    page.set_content("<h1>All that we know <br>a</h1><h2>Fits</h2><h2>All that <br>we know</h2>")
    assert page.evaluate(LONELY) == ["H1: All that we know a"]
    page.close()
