"""Pictures in the preview: made when a browser asks for them, and kept for builds."""

import io
import re

import pytest
from PIL import Image

from tests.conftest import run_itsite, unpacked
from tests.photographs import phone
from tests.serve.served import serving

PAGE = "-- site.yaml --\nname: T\nurl: https://it.test.example/it/\n-- content/a.md --\n# A\n\n![Two colours](photo.jpg)\n"


@pytest.fixture
def album(tmp_path):
    root = unpacked(PAGE, tmp_path / "site")
    (root / "content" / "photo.jpg").write_bytes(phone(width=1300, height=800))
    return root


def kept(root):
    folder = root / ".itsite" / "pictures"
    return {file.name: file.stat().st_mtime_ns for file in folder.iterdir()} if folder.exists() else {}


def test_a_picture_is_made_when_it_is_asked_for_and_no_other(album):
    with serving(album) as served:
        body = served.ask("/it/a/").text
        assert kept(album) == {}
        path = re.search(r"assets/photo-640\.[0-9a-f]{10}\.avif", body)
        assert path
        answer = served.ask(f"/it/{path[0]}")
        assert answer.status == 200
        assert answer.headers["content-type"] == "image/avif"
        picture = Image.open(io.BytesIO(answer.body))
        assert (picture.format, picture.size) == ("AVIF", (640, 394))
        assert len(kept(album)) == 1
        assert served.ask(f"/it/{path[0]}").body == answer.body


def test_a_build_takes_what_the_preview_made_and_the_preview_what_a_build_made(album):
    with serving(album) as served:
        paths = re.findall(r"assets/photo-\d+\.[0-9a-f]{10}\.\w+", served.ask("/it/a/").text)
        first = served.ask(f"/it/{paths[0]}").body
        before = kept(album)
        assert run_itsite("build", "--site", album).code == 0
        after = kept(album)
        assert before.items() < after.items()
        assert (album / "build" / paths[0]).read_bytes() == first
        for path in paths:
            assert served.ask(f"/it/{path}").body == (album / "build" / path).read_bytes()
        assert kept(album) == after


def test_a_broken_picture_is_said_on_the_page_that_shows_it(album):
    photo = album / "content" / "photo.jpg"
    photo.write_bytes(phone(width=1300, height=800)[:-2000])
    with serving(album) as served:
        stream = served.stream()
        generation = stream.next()
        body = served.ask("/it/a/").text
        assert "PC001" not in body
        path = re.search(r"assets/photo-640\.[0-9a-f]{10}\.avif", body)
        assert path
        assert served.ask(f"/it/{path[0]}").status == 503
        generation = stream.after(generation)
        assert "PC001" in served.ask("/it/a/").text
        photo.write_bytes(phone(width=1300, height=800))
        stream.after(generation)
        assert "PC001" not in served.ask("/it/a/").text
        stream.close()


def test_a_picture_that_has_become_another_file_is_not_given_away(album, tmp_path):
    secret = tmp_path / "secret.jpg"
    secret.write_bytes(phone(width=500))
    with serving(album) as served:
        path = re.search(r"assets/photo-640\.[0-9a-f]{10}\.avif", served.ask("/it/a/").text)
        assert path
        photo = album / "content" / "photo.jpg"
        photo.unlink()
        photo.symlink_to(secret)
        assert served.ask(f"/it/{path[0]}").status in {404, 503}
