"""Pictures of pixels: the files that are made of them, what stands in pages, and what is wrong with a picture."""

import hashlib
import io
import os
import re
import shutil
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from itsite.engine.runner import Direct
from itsite.engine.shelf import Shelf
from itsite.engine.store import MemoryStore
from itsite.engine.workers import Workers
from itsite.model.problem import RefusedError
from itsite.model.source import AssetFile, Inventory
from itsite.pipeline import Request, build
from itsite.read.files import fingerprinted
from itsite.verification import differences
from tests import photographs
from tests.conftest import NOW, run_itsite, tree, unpacked
from tests.parsing import feed_of, parsed
from tests.photographs import BLUE, RED, drawn, phone, saved

PAGE = "-- content/a.md --\n# A\n\nText.\n\n![Two colours](photo.jpg)\n"
SECRETS = (b"SECRETPHONE", b"SECRETPLACE", b"SECRETCOMMENT", b"2026:11:03", b"Exif", b"xmpmeta", b"ICC_PROFILE", b"iCCP")
FORMS = {"image/avif": "AVIF", "image/webp": "WEBP"}


@pytest.fixture
def album(tmp_path, site):
    """Builds an archive with real pictures beside its pages."""

    def built(pictures, archive=PAGE):
        for name, data in pictures.items():
            file = tmp_path / "site" / "content" / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
        return site(archive)

    return built


def files(built, ending=""):
    return sorted(
        p for p in built.paths if p.startswith("assets/") and "icon" not in p and re.search(r"\.(avif|webp|jpg|jpeg|png|gif)$", p) and p.endswith(ending)
    )


def opened(data):
    picture = Image.open(io.BytesIO(data))
    picture.load()
    return picture


def shown_in(built, page="a/index.html"):
    """The first picture in the main part of a page: its `img`, its sources as (type, [(path, width)])."""
    main = parsed(built.text(page)).all("main")[0]
    image = next(main.iter("img"))
    sources = [(s.get("type"), candidates(s.get("srcset"))) for s in main.iter("source")]
    return image, sources


def candidates(srcset):
    return [(address.removeprefix("../"), int(width.removesuffix("w"))) for address, width in (one.split() for one in (srcset or "").split(", "))]


def near(colour, wanted, by=24):
    return all(abs(a - b) <= by for a, b in zip(colour[:3], wanted, strict=True))


def test_a_photo_is_shown_in_better_forms_and_in_widths_up_to_its_own(album):
    built = album({"photo.jpg": phone(width=1500, height=1000)})
    assert not built.problems
    image, sources = shown_in(built)
    assert [kind for kind, _ in sources] == ["image/avif", "image/webp"]
    for kind, listed in [*sources, (None, candidates(image.get("srcset")))]:
        assert [width for _, width in listed] == [320, 640, 960, 1280, 1500]
        for path, width in listed:
            picture = opened((built.out / path).read_bytes())
            assert picture.format == FORMS.get(kind, "JPEG")
            assert picture.size == (width, round(width * 2 / 3))
    assert (image.get("width"), image.get("height"), image.get("alt")) == ("1500", "1000", "Two colours")
    assert (image.get("fetchpriority"), image.get("loading"), image.get("decoding")) == ("high", None, "async")
    assert image.get("sizes") == "(min-width: 45rem) 42rem, 100vw"
    assert image.get("src").removeprefix("../") in built.paths
    assert len(files(built)) == 15


def test_the_files_of_a_picture_are_much_smaller_than_the_photo(album):
    clouds = Image.effect_noise((150, 100), 60).resize((1200, 800), Image.Resampling.BICUBIC).convert("RGB")
    photo = saved(clouds, "JPEG", quality=95)
    built = album({"photo.jpg": photo})
    image, sources = shown_in(built)
    avif, webp, jpeg = ((built.out / listed[-1][0]).stat().st_size for _, listed in [*sources, ("", candidates(image.get("srcset")))])
    assert max(avif, webp) < jpeg < len(photo) / 2


def test_a_picture_of_the_width_asked_for_is_not_made_twice_nearly_the_same(album):
    built = album({"photo.jpg": phone(width=1300, height=20)})
    assert [width for _, width in shown_in(built)[1][0][1]] == [320, 640, 960, 1300]


def test_no_file_made_of_a_photo_says_where_and_with_what_it_was_taken(album):
    built = album({"photo.jpg": phone(orientation=6)}, PAGE + "\n[The file](photo.jpg)\n")
    for path in files(built):
        data = (built.out / path).read_bytes()
        assert not [word for word in SECRETS[:4] if word in data], path
        picture = opened(data)
        assert not picture.getexif().get_ifd(0x8825)
        assert not picture.info.get("xmp")
        assert not picture.info.get("comment")
    assert b"Exif" not in b"".join((built.out / path).read_bytes() for path in files(built) if "-" in path)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_a_picture_taken_with_the_phone_on_its_side_stands_upright(album, form):
    ending = {"JPEG": "jpg"}.get(form, form.lower())
    # Turned to the right by a quarter: what the file has on its left comes to the top.
    built = album({f"photo.{ending}": phone(form, orientation=6)}, PAGE.replace("jpg", ending))
    image, _ = shown_in(built)
    assert (image.get("width"), image.get("height")) == ("600", "900")
    for path in files(built):
        picture = opened((built.out / path).read_bytes()).convert("RGB")
        assert picture.width < picture.height, path
        assert near(picture.getpixel((picture.width - 1 - picture.width // 10, picture.height // 2)), RED), path
        assert near(picture.getpixel((picture.width // 10, picture.height // 2)), BLUE), path


def test_colours_of_another_profile_are_turned_into_those_of_screens(album):
    photo = saved(drawn(640, 400), "JPEG", quality=95, icc_profile=photographs.strange_profile())
    built = album({"photo.jpg": photo})
    for path in files(built):
        picture = opened((built.out / path).read_bytes())
        assert not picture.info.get("icc_profile"), path
        assert near(picture.convert("RGB").getpixel((picture.width // 2, picture.height // 4)), (30, 30, 230), 40), path


def test_colours_for_print_are_shown_and_warned_of(album):
    built = album({"photo.jpg": saved(drawn(640, 400, "CMYK"), "JPEG", quality=95)})
    assert [(p.code, p.is_error, p.at.path) for p in built.report.problems] == [("PC004", False, "content/photo.jpg")]
    for path in files(built):
        picture = opened((built.out / path).read_bytes())
        assert picture.mode == "RGB"
        assert near(picture.getpixel((picture.width // 2, picture.height // 4)), RED, 40), path


def test_a_broken_profile_does_no_harm(album):
    built = album({"photo.jpg": saved(drawn(400, 300), "JPEG", icc_profile=b"rubbish" * 40)})
    assert not built.problems
    assert near(opened((built.out / files(built, "jpg")[0]).read_bytes()).getpixel((200, 75)), RED)


def test_grey_of_sixteen_bits_stays_as_bright_as_it_is(album):
    built = album({"photo.png": photographs.deep_grey(400, 300, 0x8000)}, PAGE.replace("jpg", "png"))
    assert not built.problems
    for path in files(built):
        assert near(opened((built.out / path).read_bytes()).convert("RGB").getpixel((100, 100)), (128, 128, 128), 4), path


@pytest.mark.parametrize(("form", "mode"), [("PNG", "RGBA"), ("PNG", "LA"), ("PNG", "P"), ("WEBP", "RGBA"), ("AVIF", "RGBA"), ("GIF", "P")])
def test_what_is_transparent_stays_so_in_every_form(album, form, mode):
    picture = drawn(400, 300, "RGBA")
    picture.paste((0, 0, 0, 0), (0, 150, 400, 300))
    ending = form.lower()
    if mode == "P":
        small = Image.new("P", (400, 300), 1)
        small.putpalette([0, 0, 0, *RED])
        small.paste(0, (0, 150, 400, 300))
        data = saved(small, form, transparency=0)
    else:
        data = saved(picture.convert(mode), form)
    built = album({f"photo.{ending}": data}, PAGE.replace("jpg", ending))
    assert not built.problems
    assert {path.rpartition(".")[2] for path in files(built)} == {"avif", "webp", "png"}
    for path in files(built):
        found = opened((built.out / path).read_bytes()).convert("RGBA")
        assert found.getpixel((found.width // 2, found.height - 8))[3] == 0, path
        assert found.getpixel((found.width // 2, 40))[3] == 255, path


def test_a_picture_of_a_modern_form_has_a_fallback_that_every_program_shows(album):
    built = album({"photo.webp": saved(drawn(400, 300), "WEBP")}, PAGE.replace("jpg", "webp"))
    assert shown_in(built)[0].get("src").endswith(".jpg")


@pytest.mark.parametrize("form", ["GIF", "WEBP", "AVIF", "PNG"])
def test_a_picture_that_moves_is_taken_over_as_it_is(album, form):
    data = photographs.moving(form)
    ending = form.lower()
    built = album({f"photo.{ending}": data}, PAGE.replace("jpg", ending))
    digest = hashlib.sha256(data).hexdigest()[:10]
    assert files(built) == [f"assets/photo.{digest}.{ending}"]
    assert (built.out / files(built)[0]).read_bytes() == data
    image, sources = shown_in(built)
    assert not sources
    assert (image.get("width"), image.get("height"), image.get("srcset")) == ("40", "30", None)


@pytest.mark.parametrize(
    ("opening", "size"),
    [
        ('width="300" height="200.4"', ("300", "200")),
        ('width="300px" height="200px" viewBox="0 0 1 1"', ("300", "200")),
        ('viewBox="0 0 24 12"', ("1200", "600")),
        ('viewBox="0,0,24,12" width="100%" height="100%"', ("1200", "600")),
        ('viewBox="0 0 0 0"', (None, None)),
        ("", (None, None)),
    ],
)
def test_a_drawing_keeps_its_room_while_it_loads(album, opening, size):
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" {opening}><path d="M0 0h9"/></svg>'.encode()
    built = album({"photo.svg": drawing}, PAGE.replace("jpg", "svg"))
    image, sources = shown_in(built)
    assert not sources
    assert (image.get("width"), image.get("height")) == size
    assert (built.out / image.get("src").removeprefix("../")).read_bytes() == drawing


def test_a_size_that_a_writer_gives_counts(album):
    built = album({"photo.jpg": phone()}, PAGE.replace("(photo.jpg)", "(photo.jpg){ width=300 }"))
    image, _ = shown_in(built)
    assert (image.get("width"), image.get("height"), image.get("sizes")) == ("300", "200", "300px")


def test_the_picture_of_a_page_is_loaded_at_once_and_shown_beside_links_to_the_page(album):
    page = "-- content/a.md --\n---\ntitle: A\nimage: photo.jpg\nimage_alt: Two colours\n---\nText.\n\n![x](photo.jpg)\n"
    built = album({"photo.jpg": phone(width=1500, height=1000)}, page)
    document = parsed(built.text("a/index.html"))
    first, second = list(document.all("main")[0].iter("img"))
    assert (first.get("fetchpriority"), first.get("loading")) == ("high", None)
    assert (first.get("width"), first.get("height"), first.get("alt")) == ("1500", "1000", "Two colours")
    assert (second.get("fetchpriority"), second.get("loading")) == (None, "lazy")
    said = next(m.get("content") for m in document.all("meta") if m.get("property") == "og:image")
    assert said.startswith("https://it.test.example/assets/photo-1280.")
    assert opened((built.out / said.removeprefix("https://it.test.example/")).read_bytes()).format == "JPEG"


def test_only_the_first_picture_near_the_beginning_of_a_text_is_loaded_at_once(album):
    words = "Many words. " * 60
    page = f"-- content/a.md --\n# A\n\n{words}\n\n![x](photo.jpg)\n-- content/b.md --\n# B\n\n![x](photo.jpg) ![x](photo.jpg)\n"
    built = album({"photo.jpg": phone()}, page)
    found = {path: [i.get("loading") for i in parsed(built.text(f"{path}/index.html")).all("main")[0].iter("img")] for path in ("a", "b")}
    assert found == {"a": ["lazy"], "b": [None, "lazy"]}


def test_a_feed_brings_one_plain_picture(album):
    news = "-- content/news/2026-11-03-n.md --\n---\ntitle: N\nimage: p.jpg\nimage_alt: Above\n---\nWords.\n\n![Two colours](p.jpg)\n"
    built = album({"news/p.jpg": phone(width=1500, height=1000)}, news)
    content = parsed(feed_of(built.text("feed.xml")).items[0].content)
    assert [(i.get("alt"), i.get("srcset")) for i in content.all("img")] == [("Above", None), ("Two colours", None)]
    assert not content.all("picture")
    for image in content.all("img"):
        assert image.get("src").startswith("https://it.test.example/assets/p-960.")
        assert image.get("src").endswith(".jpg")
        assert image.get("src").removeprefix("https://it.test.example/") in built.paths


def test_a_film_has_a_plain_picture_before_it_begins(album):
    page = '-- content/a.md --\n# A\n\n<video controls src="f.mp4" poster="p.jpg"></video>\n-- content/f.mp4 --\nfilm\n'
    built = album({"p.jpg": phone(width=1500, height=1000)}, page)
    poster = parsed(built.text("a/index.html")).all("video")[0].get("poster")
    assert re.fullmatch(r"\.\./assets/p-960\.[0-9a-f]{10}\.jpg", poster)
    assert b"SECRET" not in (built.out / poster.removeprefix("../")).read_bytes()


@pytest.mark.parametrize(("form", "is_exact"), [("JPEG", True), ("PNG", True), ("WEBP", True), ("AVIF", False)])
@pytest.mark.parametrize("orientation", [1, 6])
def test_a_linked_picture_is_whole_and_says_nothing_of_its_camera(album, form, is_exact, orientation):
    ending = {"JPEG": "jpg"}.get(form, form.lower())
    original = phone(form, orientation=orientation)
    built = album({f"photo.{ending}": original}, f"-- content/a.md --\n# A\n\n[The file](photo.{ending})\n")
    assert not built.problems
    [path] = files(built)
    assert re.fullmatch(rf"assets/photo\.[0-9a-f]{{10}}\.{ending}", path)
    data = (built.out / path).read_bytes()
    assert not [word for word in SECRETS[:4] if word in data]
    found, before = opened(data), opened(original)
    assert found.format == form
    if is_exact:
        assert ImageChops.difference(found.convert("RGB"), before.convert("RGB")).getbbox() is None
        assert found.getexif().get(0x0112, 1) == orientation
        assert set(found.getexif()) <= {0x0112}
    else:
        assert found.size == ((600, 900) if orientation == 6 else (900, 600))


def test_a_linked_picture_keeps_the_profile_that_its_colours_need(album):
    photo = saved(drawn(64, 40), "JPEG", icc_profile=photographs.strange_profile(), exif=photographs.exif())
    built = album({"photo.jpg": photo + b"SECRETPREVIEW"}, "-- content/a.md --\n# A\n\n[The file](photo.jpg)\n")
    data = (built.out / files(built)[0]).read_bytes()
    assert opened(data).info["icc_profile"] == photographs.strange_profile()
    assert b"SECRET" not in data


def test_a_linked_picture_may_be_of_any_size(album):
    built = album({"photo.png": photographs.png(10_000, 4_100)}, "-- content/a.md --\n# A\n\n[The plan](photo.png)\n")
    assert not built.problems
    assert len(files(built)) == 1


BAD = {
    "text": (b"<html>You are not logged in.</html>", "jpg", "PC001", "is not JPEG inside"),
    "nothing": (b"", "jpg", "PC001", "is empty"),
    "a cut-off photo": (phone()[: len(phone()) // 2], "jpg", "PC001", "broken"),
    "a cut-off drawing": (saved(drawn(300, 200), "PNG")[:-40], "png", "PC001", "broken"),
    "a cut-off header": (phone()[:30], "jpg", "PC001", "broken"),
    "another kind": (saved(drawn(30, 20), "PNG"), "jpg", "PC002", 'the name ends with .jpg, but the picture is PNG (rename it to "photo.png"'),
    "an iPhone's": (b"\0\0\0\x18ftypheic" + b"\0" * 40, "jpg", "PC006", "of the kind HEIC"),
    "a scanner's": (b"II*\0", "tiff", "PC006", "of the kind TIFF"),
    "a huge picture": (photographs.png(10_000, 4_100), "png", "PC003", "10000 x 4100 pixels, 41 megapixels (fewer than 40 are taken)"),
    "a bomb": (photographs.png(60_000, 60_000), "png", "PC003", "3600 megapixels"),
    "a hollow giant": (photographs.hollow_webp(16_383, 16_383), "webp", "PC003", "268 megapixels"),
    "a cut-off WebP": (phone("WEBP")[:-200], "webp", "PC001", "broken"),
    "a cut-off AVIF": (phone("AVIF")[:-200], "avif", "PC001", "broken"),
}


@pytest.mark.parametrize(("data", "ending", "code", "words"), BAD.values(), ids=BAD)
def test_a_picture_that_cannot_be_shown_is_an_error_that_names_it(album, checked, data, ending, code, words):
    archive = PAGE.replace("jpg", ending)
    built = album({f"photo.{ending}": data}, archive)
    assert [(p.code, p.is_error, p.at.path, p.at.line) for p in built.report.problems] == [(code, True, f"content/photo.{ending}", 0)]
    assert words in built.problems[0]
    assert built.report.problems[0].hint
    assert not built.out.exists()
    assert [p.code for p in checked(archive).report.problems] == [code] if code != "PC001" or "broken" not in words else True


def test_all_broken_pictures_are_named_at_once(album):
    page = "-- content/a.md --\n# A\n\n![x](a.jpg) ![x](b.jpg) ![x](c.png)\n"
    pictures = {"a.jpg": phone()[:-2000], "b.jpg": phone(width=901)[:-2000], "c.png": saved(drawn(30, 20), "PNG")[:-40]}
    built = album(pictures, page)
    assert [p.at.path for p in built.report.problems] == ["content/a.jpg", "content/b.jpg", "content/c.png"]


def test_a_broken_picture_that_nobody_uses_does_no_harm(album):
    assert not album({"photo.jpg": phone(), "other.jpg": b"rubbish"}).problems


def test_a_check_finds_a_cut_off_picture_and_writes_nothing(album, itsite):
    built = album({"photo.jpg": phone()[:-2000]})
    ran = itsite("check", "--site", built.root)
    assert ran.code == 1
    assert "content/photo.jpg: error[PC001] the picture is broken" in ran.err
    assert not (built.root / ".itsite" / "pictures").exists()


def test_the_options_of_the_site_say_what_is_made(album):
    site_yaml = "-- site.yaml --\nname: T\nurl: https://it.test.example/\npictures: {formats: [webp], widths: [200, 400], quality: {webp: 10}}\n"
    rough = album({"photo.jpg": phone()}, site_yaml + PAGE)
    assert {path.rpartition(".")[2] for path in files(rough)} == {"webp", "jpg"}
    assert [width for _, width in shown_in(rough)[1][0][1]] == [200, 400]
    size, before = sum((rough.out / path).stat().st_size for path in files(rough, "webp")), set(files(rough))
    better = album({"photo.jpg": phone()}, site_yaml.replace("webp: 10", "webp: 95") + PAGE)
    assert sum((better.out / path).stat().st_size for path in files(better, "webp")) > size
    assert not before & set(files(better))


class Again:
    """A site with pictures that is built again and again, with a store and a shelf."""

    def __init__(self, folder: Path) -> None:
        self.root = unpacked(PAGE + "\n[The file](photo.jpg)\n", folder / "site")
        (self.root / "content" / "photo.jpg").write_bytes(phone())
        self.store, self.shelf = MemoryStore(), Shelf(self.root / ".itsite" / "pictures")

    def build(self, out="build", runner=None):
        request = Request(self.root, NOW, store=self.store, shelf=self.shelf, runner=runner or Direct())
        report = build(request, self.root.parent / out)
        assert not report.failed, report.problems
        return report

    @property
    def kept(self):
        return {f.name: (f.stat().st_mtime_ns, f.stat().st_ino) for f in self.shelf.folder.iterdir()}


@pytest.fixture
def again(tmp_path):
    return Again(tmp_path)


def test_built_twice_no_picture_is_made_again(again):
    first = again.build()
    kept = again.kept
    assert len(kept) == 10
    second = again.build()
    assert (second.rendered, second.reused) == (0, first.outputs)
    assert again.kept == kept


def test_a_deleted_output_folder_another_one_and_an_edited_text_make_no_picture_anew(again):
    again.build()
    kept, before = again.kept, tree(again.root.parent / "build")
    shutil.rmtree(again.root.parent / "build")
    again.build()
    assert tree(again.root.parent / "build") == before
    again.build("elsewhere")
    (again.root / "content" / "a.md").write_text("# Other words\n\n![New words](photo.jpg) [The file](photo.jpg)\n", encoding="utf-8")
    report = again.build()
    # Four pages name it; what else was looked at again are files of the theme, and none of the pictures.
    assert report.rendered == 4
    assert report.made <= min(15, report.outputs - len(kept))
    assert again.kept == kept


def test_another_picture_is_made_and_the_old_one_is_forgotten(again):
    again.build()
    old = set(again.kept)
    (again.root / "content" / "photo.jpg").write_bytes(phone(width=800))
    again.build()
    assert len(again.kept) == 10
    assert not old & set(again.kept)


def test_what_another_output_folder_shows_is_not_forgotten(again):
    again.build("elsewhere")
    kept = set(again.kept)
    (again.root / "content" / "a.md").write_text("# A\n", encoding="utf-8")
    again.build()
    assert set(again.kept) == kept
    again.build("elsewhere")
    assert not again.kept


def test_a_file_of_somebody_else_beside_the_kept_pictures_stays(again):
    again.build()
    (again.shelf.folder / "notes.txt").write_text("mine", encoding="utf-8")
    again.build()
    (again.root / "content" / "a.md").write_text("# A\n", encoding="utf-8")
    again.build()
    assert list(again.kept) == ["notes.txt"]


@pytest.mark.parametrize("damage", [lambda _: b"", lambda data: data[:-1], lambda data: data[:40] + b"\xff" + data[41:], lambda _: b"x" * 5000])
def test_kept_pictures_that_are_damaged_are_made_anew(again, damage):
    again.build()
    before = tree(again.root.parent / "build")
    for file in again.shelf.folder.iterdir():
        file.write_bytes(damage(file.read_bytes()))
    shutil.rmtree(again.root.parent / "build")
    again.build()
    assert tree(again.root.parent / "build") == before


def test_a_folder_of_kept_pictures_that_leads_elsewhere_is_left_alone(again, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / ("0" * 32)).write_text("mine", encoding="utf-8")
    again.shelf.folder.parent.mkdir(exist_ok=True)
    again.shelf.folder.symlink_to(elsewhere)
    again.build()
    assert [file.name for file in elsewhere.iterdir()] == ["0" * 32]


def test_four_processes_and_one_make_the_same_bytes_from_nothing(again):
    for n in range(6):
        (again.root / "content" / f"p{n}.jpg").write_bytes(phone(width=700 + n))
        with (again.root / "content" / "a.md").open("a", encoding="utf-8") as page:
            page.write(f"\n![x](p{n}.jpg)\n")
    one = build(Request(again.root, NOW), again.root.parent / "one")
    four = build(Request(again.root, NOW, runner=Workers(4, fewest=1)), again.root.parent / "four")
    assert not one.failed
    assert not four.failed
    assert tree(again.root.parent / "one") == tree(again.root.parent / "four")
    assert list(differences(replace(Request(again.root, NOW), runner=Direct()), again.root.parent / "four")) == []


def test_why_names_a_picture_that_was_made(again, itsite):
    ran = itsite("build", "--site", again.root)
    assert ran.code == 0, ran.err
    path = next(p.relative_to(again.root / "build") for p in (again.root / "build" / "assets").glob("photo-640.*.avif"))
    said = itsite("why", path, "--site", again.root)
    assert "it is new" in said.out or "nothing was known" in said.out
    kept = again.kept
    shutil.rmtree(again.root / "build")
    assert itsite("build", "--site", again.root).code == 0
    assert again.kept == kept


def test_without_avif_in_pillow_pictures_are_made_in_the_other_forms_with_one_line(again, tmp_path):
    hidden = tmp_path / "path"
    hidden.mkdir()
    (hidden / "sitecustomize.py").write_text("import sys\nsys.modules['PIL._avif'] = None\n", encoding="utf-8")
    repository = Path(sys.modules["itsite"].__file__ or "").parent.parent
    ran = run_itsite("build", "--site", again.root, env={"PYTHONPATH": os.pathsep.join([str(hidden), str(repository)])})
    assert ran.code == 0
    assert ran.err.count("PC005") == 1
    assert {file.suffix for file in (again.root / "build" / "assets").glob("photo-*")} == {".webp", ".jpg"}


def test_a_picture_that_has_not_changed_is_not_read_again_whichever_edition_shows_it(tmp_path):
    stamp, later = (1, 1_600_000_000_123_456_789, 1_600_000_000_123_456_789, 7), 1_700_000_000_000_000_000
    found = {}
    for name in ("one.jpg", "two.jpg"):
        (tmp_path / name).write_bytes(phone(width=500 + len(found)))
        found[name] = AssetFile(name, tmp_path / name, 1, stamp=stamp)
    inventory, store = Inventory(assets=found, seen_ns=later), MemoryStore()
    both, problems = fingerprinted(list(found.values()), inventory, store, Direct())
    one, _ = fingerprinted([found["one.jpg"]], inventory, store, Direct())
    for name in found:
        (tmp_path / name).unlink()
    assert fingerprinted(list(found.values()), inventory, store, Direct()) == (both, problems)
    assert one["one.jpg"] == both["one.jpg"]
    assert [asset.facts.width for asset in both.values()] == [500, 501]
    changed = replace(found["one.jpg"], stamp=(1, 2, 2, 7))
    with pytest.raises(RefusedError):
        fingerprinted([changed], inventory, store, Direct())
