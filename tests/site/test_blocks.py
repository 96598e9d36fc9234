"""Blocks that writers use: what becomes of each, and what hostile values cannot do."""

import html5lib
import pytest
from PIL import Image

from itsite.read.blocks import all_blocks
from tests.parsing import feed_of

PAGES = """
-- content/services/vpn.md --
---
title: VPN
summary: From <b>home</b> & away.
category: Network
image: a.png
image_alt: A cable
---
Text.
-- content/services/wifi.md --
---
title: Wi-Fi
category: Network
---
Waves.
-- content/services/a.png --
png
-- content/people/ida.md --
---
title: Ida
image: ida.png
image_alt: Ida smiles
extra: {mail: ida@example.org, phone: "+49 (0) 40 / 12-3"}
---
Ida.
-- content/people/ida.png --
ida
"""


def page(body, *, front="title: Page", more=""):
    return f"{PAGES}{more}\n-- content/page.md --\n---\n{front}\n---\n{body}\n"


def parsed(built, path="page/index.html"):
    assert not [problem for problem in built.report.problems if problem.is_error], built.problems
    return html5lib.parse(built.text(path), namespaceHTMLElements=False)


def one(tree, classes, tag="*"):
    found = [element for element in tree.iter() if element.get("class") == classes and tag in {"*", element.tag}]
    assert len(found) == 1, classes
    return found[0]


def words(element):
    return " ".join("".join(element.itertext()).split())


def big(tmp_path, name):
    """Writes a picture of 3000 x 2000 pixels."""
    file = tmp_path / "site/content" / name
    file.parent.mkdir(parents=True)
    Image.new("RGB", (3000, 2000), (200, 90, 20)).save(file)


def test_cards_show_named_pages_with_their_titles_summaries_and_pictures(site):
    tree = parsed(site(page("/// cards\n- [](services/vpn.md)\n[](services/wifi.md)\n///")))
    first, second = (element for element in tree.iter("li") if element.get("class") == "page-card")
    assert words(first) == "Network VPN From <b>home</b> & away."
    assert first.find(".//a").get("href") == "../services/vpn/"
    assert first.find(".//img").get("src").startswith("../assets/a-8.")
    assert first.find(".//img").get("alt") == ""
    assert words(second) == "Network Wi-Fi Waves."
    assert second.find(".//img") is None


PHOTOS = """
-- content/news/2026-03-02-photo.md --
---
title: A photo
summary: Of us.
tags: [Team]
image: ../a.jpg
image_alt: Us
---
-- content/people/kim.md --
---
title: Kim
image: ../a.jpg
image_alt: Kim smiles
---
"""


@pytest.mark.parametrize(("number", "widest"), [(1, "42rem"), (2, "21rem")])
def test_pictures_of_cards_have_all_their_files_their_size_and_how_wide_they_are(site, tmp_path, number, widest):
    big(tmp_path, "a.jpg")
    cards = one(parsed(site(page("/// cards\n" + "- [](news/2026-03-02-photo.md)\n" * number + "///", more=PHOTOS))), "page-cards")
    image = cards.find(".//img")
    assert (image.get("width"), image.get("height"), image.get("alt"), image.get("loading")) == ("3000", "2000", "", "lazy")
    sources = cards.findall("ul/li[1]//source")
    assert [source.get("type") for source in sources] == ["image/avif", "image/webp"]
    for element in (*sources, image):
        assert element.get("sizes").startswith(f"(min-width: 45rem) {widest}, ")
        files = [candidate.split() for candidate in element.get("srcset").split(", ")]
        assert [width for _, width in files] == ["320w", "640w", "960w", "1280w", "1920w"]
        assert all((tmp_path / "site/build/page" / path).is_file() for path, _ in files)


def test_the_face_of_a_persons_page_has_all_its_files_and_in_a_feed_one(site, tmp_path):
    big(tmp_path, "a.jpg")
    body = "/// contact\n    page: ../people/kim.md\n///"
    built = site(page("Hello.", more=PHOTOS + f"-- content/news/2026-03-03-ask.md --\n# Ask\n\nKim knows.\n\n{body}\n"))
    face = one(parsed(built, "news/2026/ask/index.html"), "contact-face")
    assert [source.get("sizes") for source in face.iter("source")] == ["5rem", "5rem"]
    image = face.find(".//img")
    assert (image.get("width"), image.get("height"), image.get("sizes"), image.get("alt")) == ("3000", "2000", "5rem", "Kim smiles")
    content = feed_of(built.text("feed.xml")).items[0].content
    assert '<img src="https://it.test.example/assets/a-960.' in content
    assert "srcset" not in content


def test_cards_of_news_say_what_they_are_about_and_when_they_appeared(site):
    tree = parsed(site(page("/// cards\n- [](news/2026-03-02-photo.md)\n///", more=PHOTOS + "-- content/a.jpg --\n\n")))
    card = one(tree, "page-card")
    assert words(card) == "Team A photo Of us. March 2, 2026"
    assert card.find(".//time").get("datetime") == "2026-03-02"


def test_cards_by_an_option_keep_their_order(site):
    tree = parsed(site(page("/// cards\n    pages: [services/wifi.md, services/vpn.md]\n///")))
    assert [words(link) for link in one(tree, "page-cards").iter("a")] == ["Wi-Fi", "VPN"]


def test_cards_by_a_rule_list_what_fits_but_never_their_own_page(site):
    tree = parsed(
        site(
            page(
                "/// cards\n    tags: [It]\n    order: title\n    limit: 5\n///",
                front="title: Page\ntags: [It]",
                more="""
-- content/b.md --
---
title: B
tags: [It]
---
-- content/a.md --
---
title: A
tags: [it]
---
""",
            )
        )
    )
    assert [words(link) for link in one(tree, "page-cards").iter("a")] == ["A", "B"]


def test_cards_of_another_language_say_so(site):
    tree = parsed(
        site("""
-- site.yaml --
name: T
url: https://it.test.example/
languages: [en, de]
-- content/a.de.md --
# Nur deutsch

Ein Satz.
-- content/page.md --
# Page

/// cards
- [](a.de.md)
///
""")
    )
    link = one(tree, "page-cards").find(".//a")
    assert (link.get("lang"), link.get("hreflang"), link.get("href")) == ("de", "de", "../de/a/")
    assert one(tree, "page-card-summary").find("span").get("lang") == "de"


def test_a_page_that_is_not_shown_is_on_no_card(site):
    built = site(page("/// cards\n- [](services/vpn.md)\n- [](secret.md)\n///", more="-- content/secret.md --\n---\ntitle: Secret\ndraft: true\n---\n"))
    assert [words(link) for link in one(parsed(built), "page-cards").iter("a")] == ["VPN"]
    assert built.codes == ["LK005"]
    assert "Secret" not in built.text("page/index.html")


def test_a_button_leads_to_a_page_or_elsewhere(site):
    body = "/// button | Get it\n    to: services/vpn.md\n///\n\n/// button\n    to: services/wifi.md\n    look: quiet\n///\n\n/// button | Mail\n    to: mailto:a@b.example\n///"
    links = [element for element in parsed(site(page(body))).iter("a") if "button" in (element.get("class") or "")]
    assert [(words(link), link.get("href"), link.get("class")) for link in links] == [
        ("Get it", "../services/vpn/", "button"),
        ("Wi-Fi", "../services/wifi/", "button button-quiet"),
        ("Mail", "mailto:a@b.example", "button"),
    ]


def test_a_figure_has_its_picture_its_words_and_its_caption(site):
    figure = one(parsed(site(page("/// figure | services/a.png\n    alt: A cable\n    credit: Ida\n\nA **red** [cable](services/vpn.md).\n///"))), "figure")
    assert figure.find(".//img").get("alt") == "A cable"
    assert figure.find(".//img").get("src").startswith("../assets/a-8.")
    assert words(figure.find("figcaption")) == "A red cable. Ida"
    assert figure.find(".//a").get("href") == "../services/vpn/"
    assert figure.find(".//p") is None


def test_a_gallery_leads_from_each_picture_to_the_big_one(site):
    gallery = one(parsed(site(page('/// gallery\n![A cable](services/a.png "At noon")\n![Ida](<people/ida.png>)\n///'))), "gallery")
    first, second = gallery.findall("li/figure")
    assert first.find("a").get("href") == first.find("a//img").get("src")
    assert first.find("a//img").get("alt") == "A cable"
    assert words(first.find("figcaption")) == "At noon"
    assert second.find("figcaption") is None


@pytest.mark.parametrize(("name", "ending", "form"), [("a.jpg", "jpg", "JPEG"), ("a.png", "png", "PNG")])
def test_a_picture_of_a_gallery_leads_to_its_widest_file_that_every_browser_shows(site, tmp_path, name, ending, form):
    big(tmp_path, name)
    built = site(f"-- content/news/2026-01-01-a.md --\n# A\n\n/// gallery\n![A](../{name})\n///\n")
    link = one(parsed(built, "news/2026/a/index.html"), "gallery").find(".//a")
    path = link.get("href").removeprefix("../../../")
    assert path.startswith("assets/a-1920.")
    assert path.endswith(ending)
    with Image.open(built.out / path) as picture:
        assert (picture.size, picture.format) == ((1920, 1280), form)
    assert link.find(".//img").get("src").startswith("../../../assets/a-960.")
    assert f'<a href="https://it.test.example/{path}">' in feed_of(built.text("feed.xml")).items[0].content


@pytest.mark.parametrize(("number", "widest"), [(1, "42rem"), (2, "21rem"), (3, "14rem"), (4, "10rem"), (5, "10rem")])
def test_browsers_are_told_how_small_the_pictures_of_a_gallery_are(site, tmp_path, number, widest):
    big(tmp_path, "a.jpg")
    tree = parsed(site(page("/// gallery\n" + "![A](a.jpg)\n" * number + "///")))
    sizes = {element.get("sizes") for element in one(tree, "gallery").iter() if element.tag in {"source", "img"}}
    assert {size.split(",")[0] for size in sizes} == {f"(min-width: 45rem) {widest}"}


def test_browsers_are_told_how_small_faces_are(site, tmp_path):
    big(tmp_path, "a.jpg")
    body = "/// contact | Desk\n    picture: a.jpg\n///\n\n/// quote | Ida\n    picture: a.jpg\n\nText.\n///"
    main = parsed(site(page(body))).find(".//main")
    faces = [image for image in main.iter("img") if (image.get("class") or "").endswith("-face")]
    assert [(face.get("class"), face.get("sizes"), face.get("width")) for face in faces] == [
        ("contact-face", "5rem", "3000"),
        ("quotation-face", "4rem", "3000"),
    ]


FILM = """
-- content/film.mp4 --
mp4
-- content/film.vtt --
WEBVTT
-- content/film.png --
png
"""


def test_a_video_has_captions_a_transcript_and_never_starts_by_itself(site):
    body = "/// video | film.mp4\n    title: A day\n    poster: film.png\n    captions:\n      - file: film.vtt\n        lang: de\n      - file: film.vtt\n\nThe **sun** rises.\n///"
    built = site(page(body, more=FILM))
    film = one(parsed(built), "film")
    video = film.find("video")
    assert video.get("aria-label") == "A day"
    assert video.get("controls") is not None
    assert video.get("autoplay") is None
    assert video.get("poster").endswith(".png")
    tracks = [(track.get("kind"), track.get("srclang"), track.get("label"), track.get("default")) for track in video.findall("track")]
    assert tracks == [("captions", "de", "Deutsch", ""), ("captions", "en", "English", None)]
    assert words(film.find("details/summary")) == "Transcript"
    assert words(film.find("details/div")) == "The sun rises."
    assert built.codes == []


def test_a_video_without_captions_and_transcript_is_told_of(site):
    built = site(page("\n/// video | film.mp4\n    title: A day\n///", more=FILM))
    assert [problem.split(" (")[0] for problem in built.problems] == [
        "content/page.md:5:1 BL014 video: the film has no captions",
        "content/page.md:5:1 BL014 video: the film has no transcript",
    ]
    assert not any(problem.is_error for problem in built.report.problems)


def test_words_of_the_theme_are_in_the_language_of_the_page(site):
    body = "/// video | film.mp4\n    title: Film\n    captions: [{file: film.vtt}]\n\nText.\n///"
    built = site(
        "-- site.yaml --\nname: T\nurl: https://it.test.example/\nlanguages: [en, de]\n"
        + FILM
        + f"-- content/page.de.md --\n# Seite\n\n{body}\n-- content/page.md --\n# Page\n\n{body}\n"
    )
    assert words(one(parsed(built, "de/page/index.html"), "transcript").find("summary")) == "Transkript"
    assert words(one(parsed(built), "transcript").find("summary")) == "Transcript"


def test_a_quote_has_its_person(site):
    quote = one(parsed(site(page("/// quote | Ida\n    role: Boss\n    picture: people/ida.png\n\nIt *works*.\n///"))), "quotation")
    assert words(quote.find("blockquote")) == "It works."
    assert words(quote.find("figcaption")) == "Ida Boss"
    assert quote.find(".//img").get("alt") == "Ida"


def test_figures_say_of_when_they_are_and_where_they_come_from(site):
    body = "/// figures\n    figures:\n      - {value: '71', unit: '%', label: mended, date: 2026-10, source: Desk}\n      - {value: '1,900', label: people, to: services/vpn.md}\n///"
    first, second = one(parsed(site(page(body))), "key-figures").findall("div")
    assert words(first.find("dt")) == "mended"
    assert [words(part) for part in first.findall("dd")] == ["71 %", "As of October 2026, Desk"]
    assert first.find(".//time").get("datetime") == "2026-10"
    assert second.find(".//a").get("href") == "../services/vpn/"
    assert words(second.find(".//a")) == "VPN"


def test_steps_are_a_numbered_list_with_all_that_belongs_to_it(site):
    steps = one(parsed(site(page("/// steps\n1. **One**\n\n    More.\n\n2. Two\n///"))), "way-steps", "ol")
    assert [words(step) for step in steps] == ["One More.", "Two"]


def test_a_contact_is_filled_up_from_the_page_of_the_person(site):
    contact = one(parsed(site(page("/// contact\n    page: people/ida.md\n    role: Boss\n\nAsk **her**.\n///"))), "contact-card")
    assert words(contact) == "Ida Boss Phone: +49 (0) 40 / 12-3 Mail: ida@example.org Ask her."
    assert [link.get("href") for link in contact.iter("a")] == ["../people/ida/", "tel:+4940123", "mailto:ida@example.org"]
    assert [(link.text, link.find("wbr").tail) for link in contact.iter("a") if link.find("wbr") is not None] == [("ida", "@example.org")]
    assert contact.find(".//img").get("alt") == "Ida smiles"


def test_what_a_contact_says_itself_counts_more_than_the_page(site):
    body = "/// contact | Desk\n    page: people/ida.md\n    phone: '4357'\n    mail: desk@example.org\n    picture: services/a.png\n///"
    contact = one(parsed(site(page(body))), "contact-card")
    assert [(words(link), link.get("href")) for link in contact.iter("a")] == [
        ("Desk", "../people/ida/"),
        ("4357", "tel:4357"),
        ("desk@example.org", "mailto:desk@example.org"),
    ]
    assert contact.find(".//wbr").tail == "@example.org"
    assert [image.get("src").split("/")[-1].split(".")[0] for image in contact.iter("img")] == ["a-8"]


def test_tabs_share_a_name_so_that_one_is_open(site):
    body = "//// tabs\n/// tab | A\nOne\n///\n/// tab | B\nTwo\n///\n////"
    tree = parsed(site(page(body + "\n\n" + body)))
    details = list(tree.iter("details"))
    assert [(one.get("name"), one.get("open"), words(one.find("summary"))) for one in details if one.get("class") == "tab"] == [
        ("tabs-1", "", "A"),
        ("tabs-1", None, "B"),
        ("tabs-2", "", "A"),
        ("tabs-2", None, "B"),
    ]


def test_an_accordion_opens_each_text_on_its_own(site):
    accordion = one(parsed(site(page("//// accordion\n/// fold | Why?\nBecause.\n///\n/// fold | How?\n    open: true\n\nSo.\n///\n////"))), "accordion")
    assert [(words(fold), fold.get("open"), fold.get("name")) for fold in accordion] == [("Why? Because.", None, None), ("How? So.", "", None)]


def test_a_timeline_has_days_months_and_years(site):
    body = (
        "//// timeline\n/// moment | A\n    date: 2024-12-01\n\nText.\n///\n/// moment | B\n    date: 2025-03\n///\n/// moment | C\n    date: 2026\n///\n////"
    )
    timeline = one(parsed(site(page(body))), "timeline")
    assert [time.get("datetime") for time in timeline.iter("time")] == ["2024-12-01", "2025-03", "2026"]
    assert [words(moment) for moment in timeline] == ["December 1, 2024 A Text.", "March 2025 B", "2026 C"]


def test_blocks_stand_in_blocks_lists_notes_and_beside_code(site):
    body = """
1. One

    /// quote | Ida
    Words with `code`.

    ```text
    /// cards
    ///
    ```
    ///

2. Two

!!! note "N"
    Before.

    /// quote | Ida
    In a note.
    ///

//// tabs
/// tab | A
///// accordion
////// fold | Q
A [link](services/vpn.md){ .wide }.[^1]
//////
/////
///
////

    /// quote
    This is code.
    ///

[^1]: A note.
"""
    tree = parsed(site(page(body))).find(".//main")
    first, second = tree.find(".//div[@class='page-body prose']/ol")
    assert words(first.find("figure/blockquote")) == "Words with code. /// cards ///"
    assert words(second) == "Two"
    assert words(one(tree, "admonition note").find("figure/blockquote")) == "In a note."
    link = tree.find(".//details[@class='tab']//details//a")
    assert (link.get("href"), link.get("class")) == ("../services/vpn/", "wide")
    assert words(one(tree, "footnote").find("ol/li/p")).startswith("A note.")
    assert words(tree.findall(".//pre")[-1]) == "/// quote This is code. ///"


def test_slashes_in_sentences_and_code_are_text(site):
    built = site(page("See file:///etc and a /// b.\n\n`///`\n\n```text\n/// nothing\n```\n\n<!--\n/// cards\n///\n-->\n\nEnd."))
    assert built.codes in ([], ["MD004"])
    assert "xitsite" not in built.text("page/index.html")


def test_the_marks_of_blocks_never_reach_a_reader(site):
    body = "<div>\n/// quote\nWords\n///\n</div>\n\n/// quote\n[](services/vpn.md)\n///"
    built = site(page(body))
    assert "xitsite" not in built.text("page/index.html")
    assert "/// quote\nWords\n///" in built.text("page/index.html")


HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>&lt;b&gt;{% raw %}*x*"


def yaml(text):
    return "'" + text.replace("'", "''") + "'"


VALUES = {
    "button": "/// button\n    text: {x}\n    to: services/vpn.md\n///",
    "figure": "/// figure | services/a.png\n    alt: {x}\n    credit: {x}\n///",
    "quote": "/// quote\n    name: {x}\n    role: {x}\n\nText.\n///",
    "figures": "/// figures\n    figures:\n      - value: {x}\n        unit: {x}\n        label: {x}\n        source: {x}\n///",
    "contact": "/// contact\n    name: {x}\n    role: {x}\n    phone: {x}\n///",
    "video": "/// video | film.mp4\n    title: {x}\n    captions: [{{file: film.vtt, label: {x}}}]\n\nText.\n///",
    "tabs": "//// tabs\n/// tab\n    title: {x}\n\nText.\n///\n////",
    "accordion": "//// accordion\n/// fold\n    title: {x}\n\nText.\n///\n////",
    "timeline": "//// timeline\n/// moment\n    title: {x}\n    date: 2026\n///\n////",
}


@pytest.mark.parametrize("name", VALUES)
def test_hostile_values_are_shown_as_they_are_written(site, name):
    built = site(page(VALUES[name].format(x=yaml(HOSTILE)), more=FILM))
    tree = parsed(built)
    assert not list(tree.find("body").iter("script"))
    assert not [element for element in tree.iter() for attribute in element.attrib if attribute.startswith("on")]
    main = tree.find(".//main")
    assert not [image for image in main.iter("img") if image.get("src") == "x"]
    shown = " ".join([*main.itertext(), *(value for element in main.iter() for value in element.attrib.values())])
    assert HOSTILE in shown
    assert not list(main.iter("em"))


def test_a_hostile_title_of_another_page_stays_text_on_its_card(site):
    more = f"-- content/evil.md --\n---\ntitle: {yaml(HOSTILE)}\nsummary: {yaml(HOSTILE)}\nextra: {{mail: {yaml(HOSTILE)}, phone: {yaml(HOSTILE)}}}\n---\n"
    tree = parsed(site(page("/// cards\n- [](evil.md)\n///\n\n/// contact\n    page: evil.md\n///", more=more)))
    assert words(one(tree, "page-card-title")) == " ".join(HOSTILE.split())
    assert not [element for element in tree.find(".//main").iter() for attribute in element.attrib if attribute.startswith("on")]
    assert not list(tree.find(".//main").iter("script"))


@pytest.mark.parametrize("address", ["javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd", "//evil.example/x"])
def test_a_button_leads_nowhere_evil(site, address):
    built = site(page(f"/// button | Click\n    to: {yaml(address)}\n///"))
    assert built.problems[0].startswith("content/page.md:5:9 BL005 to: ")
    assert len(built.problems) == 1


@pytest.mark.parametrize("address", ["&#106;avascript:alert(1)", "java\\tscript:alert(1)", "%6aavascript:alert(1)"])
def test_a_hidden_scheme_is_a_file_that_is_not_there(site, address):
    built = site(page(f"/// button | Click\n    to: {yaml(address)}\n///"))
    assert set(built.codes) <= {"LK001", "LK004"}
    assert built.codes


@pytest.mark.parametrize("body", ["/// figure | https://evil.example/x.png\n    alt: X\n///", "/// gallery\n![X](https://evil.example/x.png)\n///"])
def test_pictures_of_other_hosts_are_refused(site, body):
    assert "LK007" in site(page(body)).codes


def test_a_feed_has_the_words_of_blocks_and_absolute_addresses(site):
    cards = "/// cards\n- [](../services/vpn.md)\n///"
    film = "/// video | ../film.mp4\n    title: Film\n    captions: [{file: ../film.vtt}]\n\nText.\n///"
    body = f"Hello.\n\n{cards}\n\n{film}\n\n/// contact\n    page: ../people/ida.md\n///"
    built = site(PAGES + FILM + f"-- content/news/2026-01-01-a.md --\n---\ntitle: News\n---\n{body}\n")
    content = feed_of(built.text("feed.xml")).items[0].content
    assert '<ul>\n<li><a href="https://it.test.example/services/vpn/">VPN</a></li>\n</ul>' in content
    assert "<summary>Transcript</summary>" in content
    assert 'Phone: </span><a href="tel:+4940123">' in content
    assert "page-card" not in content.replace("page-cards", "")


def test_each_block_has_a_test_of_its_own_name():
    tried = set(VALUES) | {"cards", "gallery", "steps", "tab", "fold", "moment"}
    assert set(all_blocks()) == tried
