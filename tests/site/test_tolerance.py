"""What writers may do without a complaint: encodings, line ends, names, titles and sizes of every kind."""

import itertools
import time
import unicodedata
import urllib.parse

import pytest

from tests.conftest import unpacked

TEXT = "---\ntitle: Pr\u00fcfung\n---\n\nFirst [a](a.md).\n\n- one\n- two\n"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        b"\xef\xbb\xbf" + TEXT.encode(),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
        ("\ufeff\ufeff\n\n" + TEXT).encode(),
    ],
    ids=["plain", "BOM", "CRLF", "CR", "two BOMs and empty lines"],
)
def test_marks_and_line_ends_change_nothing_in_the_page(tmp_path, site, data):
    root = unpacked("-- content/a.md --\n# A\n", tmp_path / "site")
    (root / "content/index.md").write_bytes(data)
    built = site(root=root)
    assert not built.problems
    page = built.text("index.html")
    assert "<h1" in page
    assert "Pr\u00fcfung" in page
    assert "<li>one</li>\n<li>two</li>" in page
    assert "\r" not in page


NAMES = [
    "a b", "c#d", "e+f", "g%h", "i&j", "k'l", 'm"n', "q?r", "s(t)", "u%20v", "w[x]", "y;z", "a=b", "a,b.c", "\u00e4 \u00f6", "u\u0308ber", "\u65e5\u672c", "\U0001f4a5", "\U0001f389",
    "\u0130stanbul \u0131", "x" * 200, "\ufdfa", "\u0645\u0631\u062d\u0628\u0627", "con", "-", "a@b", "100% safe", "$x", "a!b", "~x~",
]  # fmt: skip


def both(name: str) -> str:
    return f"[raw](<{name}>) [encoded]({urllib.parse.quote(name)})\n\n"


@pytest.mark.parametrize("name", NAMES)
def test_a_page_of_any_name_can_be_linked_raw_and_encoded(site, name):
    built = site(f"-- content/sub/{name}.md --\n# Target\n-- content/index.md --\n# Hi\n{both(f'sub/{name}.md')}")
    assert not built.problems
    urls = [path.removesuffix("index.html") for path in built.paths if path.startswith("sub/") and path != "sub/index.html"]
    assert len(urls) == 1
    assert built.text("index.html").count(f'{urllib.parse.quote(urls[0])}">') >= 2


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_of_any_name_can_be_shown_raw_and_encoded(site, name):
    archive = f"-- content/pictures/{name}.png --\nPNG\n-- content/index.md --\n# Hi\n!{both(f'pictures/{name}.png').replace(' [enc', ' ![enc')}"
    built = site(archive)
    assert not built.problems
    assert len([path for path in built.paths if path.endswith(".png") and "icon" not in path]) == 1


def test_pages_whose_names_hold_no_letter_have_addresses_of_their_own(site):
    names = ["\U0001f4a5", "\U0001f389", "-", "!!!", "%"]
    built = site("".join(f"-- content/{name}.md --\n# {name}\n" for name in names) + "-- content/index.md --\n# Hi\n")
    assert not built.problems
    assert len([path for path in built.paths if path.startswith("page-")]) == len(names)


def test_names_in_decomposed_unicode_are_linked_in_composed_and_the_other_way_round(site):
    nfd = unicodedata.normalize("NFD", "\u00fcber uns")
    built = site(
        f"-- content/{nfd}.md --\n# \u00dcber\n-- content/t\u00fcr.png --\nx\n-- content/index.md --\n# Hi\n[a](<\u00fcber uns.md>) ![b](tu\u0308r.png)\n"
    )
    assert not built.problems
    assert built.exists("ueber-uns/index.html")


TITLES = {
    "Markdown": ("**b** `c` _d_ [e](f.md)", "**b** `c` _d_ [e](f.md)"),
    "HTML": ("<b>x</b> <script>alert(1)</script>", "&lt;b&gt;x&lt;/b&gt; &lt;script&gt;alert(1)&lt;/script&gt;"),
    "a template": ("{{ 7*7 }} {% raw %}", "{{ 7*7 }} {% raw %}"),
    "entities": ("&amp; &lt; &nbsp;", "&amp;amp; &amp;lt; &amp;nbsp;"),
    "an emoji": ("\U0001f4a5", "\U0001f4a5"),
    "right to left": ("\u0645\u0631\u062d\u0628\u0627 VPN", "\u0645\u0631\u062d\u0628\u0627 VPN"),
    "Turkish": ("\u0130STANBUL \u0131", "\u0130STANBUL \u0131"),
    "a number": ("0755", "0755"),
    "a date": ("2026-01-05", "2026-01-05"),
    "true": ("NO", "NO"),
    "long": ("word " * 600, "word word"),
}


@pytest.mark.parametrize(("title", "shown"), TITLES.values(), ids=TITLES)
def test_a_title_is_shown_as_it_is_written(site, title, shown):
    built = site(f"-- content/a.md --\n---\ntitle: '{title}'\n---\nText\n-- content/index.md --\n# Hi\n[](a.md)\n")
    assert not built.problems
    assert f">{shown}" in built.text("a/index.html").replace("\n", "")
    assert shown in built.text("index.html")


def test_empty_values_are_as_if_they_were_not_there(site):
    names = [
        "summary",
        "tags",
        "date",
        "slug",
        "lang",
        "audiences",
        "classification",
        "draft",
        "publish",
        "expires",
        "updated",
        "authors",
        "image",
        "image_alt",
        "aliases",
        "id",
        "review_by",
        "owner",
        "order",
        "template",
        "listings",
        "extra",
    ]
    empty = "".join(f"{name}:\n" for name in names)
    built = site(
        "-- site.yaml --\nname: A\nurl: https://a.example/\nclaim:\nnavigation:\nbrand:\nlanguages:\ntime_zone:\ntheme:\nfeeds:\nredirects:\naudiences:\nchecks:\n"
        f"-- content/a.md --\n---\ntitle: A\n{empty}---\n-- content/services/s.md --\n---\ntitle: S\n{empty}contact:\nprice:\nstatus:\ntouchpoints:\nrelated: ~\n---\n"
        f"-- content/news/2026-01-01-n.md --\n---\ntitle: N\n{empty}importance:\nchange:\nservices:\n---\nText\n"
    )
    assert not built.problems


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: A\n---",
        "---\ntitle: A\n---\n",
        "---\ntitle: A\n...\n",
        "---  \ntitle: A\n---\t\n\n\n",
        "---\n# only a comment\n---\n# A\n",
        "---\n---\n# A\n",
        "A\n=\n",
        "# A #\n",
    ],
)
def test_pages_of_little_text_are_pages(site, text):
    built = site(f"-- content/a.md --\n{text}")
    assert not built.problems
    assert "<h1" in built.text("a/index.html")


def test_a_rule_at_the_head_of_a_text_is_no_front_matter(site):
    built = site("-- content/a.md --\n\n---\n\n# A\n\nText\n")
    assert not built.problems
    assert "Text" in built.text("a/index.html")


def test_tags_that_differ_in_case_or_form_are_one_with_a_warning(site):
    built = site(
        "-- content/a.md --\n---\ntitle: A\ntags: [T\u00fcr, Tu\u0308r, t\u00fcr, C, C++, 'C#', '\U0001f4a5', '\U0001f389', a/b, ../x, I, \u0131, \u0130]\n---\n"
    )
    assert set(built.codes) == {"TG001"}
    assert len([path for path in built.paths if path.startswith("tags/tuer/")]) == 1
    assert {"tags/c/index.html", "tags/c-plus-plus/index.html", "tags/c-sharp/index.html"} <= built.paths


def test_a_page_ten_folders_deep_is_linked_both_ways(site):
    built = site(f"-- content/{'/'.join('abcdefghij')}/deep.md --\n# Deep\n[up](/index.md)\n-- content/index.md --\n# Hi\n[d](a/b/c/d/e/f/g/h/i/j/deep.md)\n")
    assert not built.problems
    assert '"' + "../" * 11 + '"' in built.text("a/b/c/d/e/f/g/h/i/j/deep/index.html")


def test_a_page_in_one_language_only_is_a_page(site):
    built = site(
        "-- site.yaml --\nname: A\nurl: https://a.example/\nlanguages: [en, de]\n-- content/index.md --\n# Hi\n[n](nur.de.md)\n-- content/nur.de.md --\n# Nur deutsch\n"
    )
    assert built.exists("de/nur/index.html")


def test_ordinary_words_in_capitals_and_colons_in_quotes_are_fine(site):
    built = site('-- content/a.md --\n---\ntitle: "IT: new @home *now* % & #1"\nsummary: it\'s # a comment\nauthors: [Anna O\'Neil, "B, C"]\n---\n')
    assert not built.problems


@pytest.mark.soak
@pytest.mark.parametrize("part", ["Lorem *ipsum* `dolor` [a](a.md) sit amet.\n\n", "| x | [y](a.md) |\n", "- item [a](a.md)\n", "# Heading\n\nText\n\n"])
def test_twice_the_text_takes_about_twice_the_time(site, part, tmp_path):
    head = "| a | b |\n|---|---|\n" if part.startswith("|") else ""

    def seconds(size: int) -> float:
        root = tmp_path / f"site{size}"
        archive = f"-- content/a.md --\n# A\n-- content/index.md --\n---\ntitle: Hi\n---\n{head}{part * (size // len(part))}"
        started = time.process_time()
        assert not site(archive, root=root).report.failed
        return time.process_time() - started

    seconds(1000)
    assert seconds(100_000) < 4 * max(seconds(50_000), 0.3)


@pytest.mark.soak
@pytest.mark.parametrize(
    "part",
    [
        "Lorem *ipsum* `dolor` sit amet, consectetur [a](a.md) adipiscing elit, sed do eiusmod tempor incididunt ut labore.\n\n",
        "Plain words in a line of prose.\n",
        "- item\n",
        "| The printer in hall 3 | is ready since Monday |\n",
    ],
)
def test_megabytes_of_ordinary_text_take_linear_time(site, part, tmp_path):
    head = "| a | b |\n|---|---|\n" if part.startswith("|") else ""
    times = []
    for megabytes in (1, 2, 4):
        text = f"-- content/a.md --\n# A\n-- content/index.md --\n---\ntitle: Hi\n---\n{head}{part * (megabytes * 1_000_000 // len(part))}"
        started = time.process_time()
        assert not site(text, root=tmp_path / str(megabytes)).report.failed
        times.append(time.process_time() - started)
    assert all(later / earlier <= 2.5 for earlier, later in itertools.pairwise(times)), times


@pytest.mark.soak
def test_ten_thousand_pages_in_one_folder_are_built(site, tmp_path):
    root = unpacked("-- content/index.md --\n# Hi\n", tmp_path / "site")
    (root / "content/help").mkdir()
    for n in range(10_000):
        (root / f"content/help/page-{n}.md").write_text(f"# Page {n}\n\nText [next](page-{(n + 1) % 10_000}.md).\n")
    started = time.perf_counter()
    built = site(root=root)
    assert not built.problems
    assert built.report.pages == 10_001
    assert time.perf_counter() - started < 120
