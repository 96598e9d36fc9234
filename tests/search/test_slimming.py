"""Large pieces of an index lose places, and nothing else."""

import gzip
import random

import pytest

from itsite.search import engine, slimming
from itsite.search.slimming import KEPT_PLACES, MARK, _read, _write, slim

pytest.importorskip("pagefind")
PAGES = 120
TEXT = "<!doctype html><html lang='en'><body data-pagefind-body><h1>{0} zebra</h1><p>{1}</p></body></html>"


def pages(number: int) -> list[tuple[str, str]]:
    """Pages with one word that is on all of them many times, here and there, and one of their own."""
    chance = random.Random(1)  # noqa: S311 - the same pages each time
    texts = (" ".join("zebra" + " gap" * chance.randrange(40) for _ in range(45)) for _ in range(number))
    return [(f"p{n}/index.html", TEXT.format(f"own{n:05}", text)) for n, text in enumerate(texts)]


def pieces_of(number: int) -> dict[str, bytes]:
    return {name: data for name, data in engine.index_files([pages(number)]).items() if name.endswith(".pf_index")}


def words(piece: bytes) -> dict[str, list]:
    data = gzip.decompress(piece)
    assert data.startswith(MARK)
    value, end = _read(data, len(MARK))
    assert end == len(data)
    return {word: [found, forms] for word, found, forms in value[0]}


@pytest.fixture(scope="module")
def whole() -> dict[str, bytes]:
    """The pieces of an index as the engine makes them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "slim", lambda piece: piece)
        return pieces_of(PAGES)


@pytest.fixture(autouse=True)
def _small_limits(monkeypatch):
    """A hundred pages are many here."""
    monkeypatch.setattr(slimming, "MANY_PAGES", PAGES - 20)
    monkeypatch.setattr(slimming, "LARGE_BYTES", 5000)


def test_what_is_read_is_written_again_to_the_byte(whole):
    for piece in whole.values():
        data = gzip.decompress(piece)
        value, _ = _read(data, len(MARK))
        into = [MARK]
        _write(value, into)
        assert b"".join(into) == data


@pytest.mark.parametrize("number", [0, 23, 24, 255, 256, 65535, 65536, 1 << 32, -1, -24, -25, -256, -257, -65537])
def test_every_number_comes_back(number):
    into: list[bytes] = []
    _write([number, "ä" * 300], into)
    assert _read(b"".join(into), 0) == ([number, "ä" * 300], len(b"".join(into)))


def test_a_word_on_very_many_pages_keeps_its_pages_and_its_first_places(whole):
    name = next(name for name, piece in whole.items() if "zebra" in words(piece))
    large, small = words(whole[name]), words(slim(whole[name]))
    before, after = large.pop("zebra")[0], small.pop("zebra")[0]
    assert len(slim(whole[name])) < len(whole[name]) / 2
    assert [page[0] for page in after] == [page[0] for page in before]
    for old, new in zip(before, after, strict=True):
        assert len(old[1]) > 40
        assert len(new[1]) < 10
        assert [place for place in new[1] if place < 0] == [place for place in old[1] if place < 0]
        assert new[1][: KEPT_PLACES + 1] == old[1][: KEPT_PLACES + 1]
    assert {word: found for word, found in small.items() if len(found[0]) < 100} == {word: found for word, found in large.items() if len(found[0]) < 100}


def test_the_engine_gives_slim_pieces(whole):
    assert pieces_of(PAGES) == {name: slim(piece) for name, piece in whole.items()}
    assert pieces_of(PAGES) != whole


@pytest.mark.parametrize("data", [b"", b"x" * 100_000, gzip.compress(b"no mark" + bytes(range(256)) * 900, 0), gzip.compress(MARK + b"\x81" * 90_000, 0)])
def test_what_is_written_in_another_way_stays_as_it_is(data):
    assert slim(data) == data
