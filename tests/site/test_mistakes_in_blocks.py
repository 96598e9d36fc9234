"""What is wrong with a block is told with its line, its column and its cure, and all of it at once."""

import pytest

from itsite.read.extensions.blocks.structure import MAX_DEPTH
from itsite.read.extensions.blocks.values import AS_CAPTIONS, AS_FILM, AS_PICTURE
from itsite.read.markdown import convert

NAMES = "cards, contact, figure, figures, gallery"

# Text from line 4 on, and what is said: line:column, code, message (cure).
MISTAKES = [
    ("/// quote | Ida\nText.", ['4:1 BL001 the block "quote" is opened and never closed (add a line /// below its text)']),
    (
        "//// tabs\n/// tab | A\nOne\n////",
        ['5:1 BL001 the block "tab" is opened and never closed (add a line /// below its text)'],
    ),
    ("/// card\n- [](page.md)\n///", ['4:1 BL011 there is no block "card" (did you mean "cards"?)']),
    ("/// figure | a.png\n    alt: X\n    captoin: Y\n///", ['6:5 BL002 unknown option "captoin" (known are: picture, alt, credit)']),
    (
        "/// figure | a.png\n    altt: X\n///",
        ['5:5 BL002 unknown option "altt" (did you mean "alt"?)', '4:1 BL006 figure: option "alt" is missing (add alt: …)'],
    ),
    ("/// figure\n    alt: X\n///", ['4:1 BL006 figure: option "picture" is missing (write it after the bar: /// figure | …)']),
    ("/// cards\n    pages: page.md\n///", ['5:12 BL003 pages: a list expected, not "page.md" (write [page.md])']),
    ("/// cards\n    kind: service\n    limit: 0\n///", ['6:12 BL003 limit: "0" is too small (write at least 1)']),
    ("/// cards\n    kind: servic\n///", ['5:11 RF003 cards: there is no kind "servic" (did you mean "service"?)']),
    ("/// cards\n    folder: hlp\n///", ['5:13 RF003 cards: there is no folder "hlp" (did you mean "help"?)']),
    ("/// cards\n- [](pge.md)\n///", ['5:6 LK001 there is no page or file "pge.md" (did you mean "page.md"?)']),
    ("/// cards\n- [](a.png)\n///", ['5:6 LK001 "a.png" is no page (name the file of another page, or of an index.md)']),
    ("/// cards\nSee [](page.md).\n///", ['5:1 BL012 cards: "See [](page.md)." is no link to a page (write one link a line: - [](../services/vpn.md))']),
    (
        "/// cards\n    kind: page\n\n- [](page.md)\n///",
        ["5:11 BL005 cards: pages are named, so kind has no meaning (keep the links, or the rule)"],
    ),
    (
        "/// cards\n///",
        ["4:1 BL006 cards: no page is named (write links into it, one a line: - [](../services/vpn.md), or a rule such as kind: service)"],
    ),
    ("/// button | Go\n    to: x.md\n    look: loud\n///", ['6:11 BL005 look: "loud" is not one of strong or quiet (write one of: strong or quiet)']),
    ("/// button | Go\n    to: page.md\n    text: Also\n///", ['4:14 BL007 option "text" stands twice: after the bar and in line 6 (keep one of the two)']),
    ("/// button | Go\n    to: page.md\n    to: page.md\n///", ['6:5 BL007 option "to" stands twice (first in line 5) (keep one of the two)']),
    ("/// button\n    to: https://x.example\n///", ['4:1 BL006 button: option "text" is missing (write it after the bar: /// button | …)']),
    ("/// button | Go\n    to: page.md\n\nText\n///", ['7:1 BL012 a block "button" holds no text (move the text below the block)']),
    ("/// steps | One\n1. One\n///", ['4:13 BL012 a block "steps" takes nothing after the bar (write it below, as an option or as text)']),
    (
        "/// steps\n- One\n///",
        ["5:1 BL012 steps: it holds one numbered list and nothing else (begin each step with 1. and a blank, and indent what belongs to it by four)"],
    ),
    ("/// quote | Ida\n///", ['4:1 BL012 the block "quote" is empty (write its text below the options, after an empty line)']),
    ("/// tab | A\nOne\n///", ['4:1 BL012 a block "tab" stands only in a block "tabs" (write //// tabs above it and //// below it)']),
    ("//// tabs\nText\n\n/// tab | A\nOne\n///\n////", ['5:1 BL012 a block "tabs" holds only blocks "tab" (put the text into /// tab)']),
    ("//// tabs\n////", ['4:1 BL012 the block "tabs" is empty (put blocks /// tab into it)']),
    (
        "//// tabs\n/// quote | Ida\nOne\n///\n////",
        ['5:1 BL012 a block "tabs" holds only blocks "tab" (put it into /// tab, or outside)'],
    ),
    (
        "//// timeline\n/// moment | A\n    date: 1. 3. 2026\n///\n////",
        ['6:11 BL004 date: "1. 3. 2026" is neither a day nor a month nor a year (write 2026-11-03, 2026-11 or 2026)'],
    ),
    (
        "//// timeline\n/// moment | A\n    date: 2026-02-30\n///\n////",
        ['6:11 BL004 date: "2026-02-30" does not exist: 2026-02 has 28 days (write a day that exists, such as 2026-11-03)'],
    ),
    ("/// gallery\n![](a.png)\n///", ["5:1 BL006 gallery: the picture has no alternative text (write what it shows between the square brackets)"]),
    ("/// gallery\n![A](plane.png)\n///", ['5:6 LK003 there is no picture or file "plane.png" (did you mean "plan.png"?)']),
    (
        "/// gallery\na.png\n///",
        ['5:1 BL012 gallery: "a.png" is no picture (write one a line: ![What it shows](file.jpg "Caption"))'],
    ),
    ("/// gallery\n![A](plan.pdf)\n///", [f'5:6 BL005 gallery: "plan.pdf" is no picture ({AS_PICTURE})']),
    ("/// gallery\n\n///", ['4:1 BL006 gallery: no picture is named (write one a line: ![What it shows](file.jpg "Caption"))']),
    ("/// figure | page.md\n    alt: X\n///", [f'4:14 BL005 picture: "page.md" is no picture ({AS_PICTURE})']),
    ("/// figure | a.png\n    alt: '  '\n///", ["5:10 BL005 alt: there are only blanks between the quotation marks (write a text)"]),
    (
        "/// video | film.mov\n    title: X\n    captions: [{file: a.srt}]\n\nText.\n///",
        [
            f'4:13 BL005 file: "film.mov" is no film that all browsers show ({AS_FILM})',
            f'6:23 BL005 captions.file: "a.srt" is no file of captions that browsers read ({AS_CAPTIONS})',
        ],
    ),
    (
        "/// video | film.mp4\n    title: X\n    captions: film.vtt\n\nText.\n///",
        ['6:15 BL003 captions: a list expected, not "film.vtt" (write [{file: film.vtt}])'],
    ),
    ("/// button | Go\n    to: it@x.example\n///", ['5:9 BL005 to: "it@x.example" is a mail address (write mailto:it@x.example)']),
    ("/// button | Go\n    to: www.x.example\n///", ['5:9 BL005 to: "www.x.example" is no file of content/ (write https://www.x.example)']),
    (
        "/// figure | a.png\n  alt: X\n///",
        ['5:3 BL008 option "alt" is not indented (begin the line with 4 blanks, or leave a line empty above it if it is text)'],
    ),
    (
        "- One\n\n    /// quote | Ida\n    role: Boss\n\n    Text\n    ///",
        ['7:5 BL008 option "role" is not indented (begin the line with 8 blanks, or leave a line empty above it if it is text)'],
    ),
    (
        "- /// quote | Ida\n\n    Text",
        ["4:3 BL012 a block begins on a line of its own (write it below the words of the item, after an empty line, with four blanks before it)"],
    ),
    ("![A](plan.pdf)", ['4:6 LK009 "plan.pdf" is neither a picture nor a film (link to it: [plan.pdf](plan.pdf))']),
    ("/// contact\n    mail: nobody\n    name: X\n///", ['5:11 BL005 mail: "nobody" is not a mail address (write it as in service.desk@example.org)']),
    ("/// contact\n    role: Boss\n///", ['4:1 BL006 contact: option "name" is missing (add name: …, or page: and the file of a person\'s page)']),
    (
        "/// figures\n    figures:\n      - unit: '%'\n        label: X\n///",
        ['6:9 BL006 figures: option "value" is missing (add value: …)'],
    ),
    ("/// quote\n    name: [a\n\nText\n///", ["BL008"]),
    ("/// quote\n    name: &a x\n\nText\n///", ["BL009"]),
    ("Text\n\n///\n", ["6:1 BL013 /// ends a block, and none is open that begins so (delete it, or write the head of the block above its text)"]),
    ("/// quote\nText\n////\n///", ["6:1 BL013 //// ends a block, and none is open that begins so (the open block ends with ///)"]),
    ("/// quote Ida\nText\n", ['4:1 BL011 "/// quote Ida" begins no block (write /// quote | Ida)']),
    ("/// steps\n", ['4:1 BL001 the block "steps" is opened and never closed (add a line /// below its text)']),
    ("> /// quote | Ida\n> Text\n", ["4:3 BL012 a block cannot stand in a quotation (take the > away, or use /// quote)"]),
    (
        "- One\n\n    /// quote | Ida\n    Text\n\nAfter\n",
        ['6:5 BL001 the block "quote" is opened and never closed (add a line /// below its text)'],
    ),
    (
        "- One\n\n    /// figure | a.png\n        alt: X\n        wide: true\n    ///\n",
        ['8:9 BL002 unknown option "wide" (known are: picture, alt, credit)'],
    ),
]


def said(built):
    return [problem.removeprefix("content/x.md:") for problem in built.problems if problem.startswith("content/x.md:")]


@pytest.mark.parametrize(("body", "expected"), MISTAKES, ids=[f"{number}-{body.split(chr(10))[0]}" for number, (body, _) in enumerate(MISTAKES)])
def test_a_mistake_is_told_with_its_place_and_its_cure(site, body, expected):
    built = site(
        f"-- content/x.md --\n---\ntitle: X\n---\n{body}\n-- content/page.md --\n# Page\n-- content/help/a.md --\n# A\n-- content/a.png --\npng\n-- content/plan.png --\npng\n-- content/plan.pdf --\npdf\n"
    )
    found = said(built)
    if [len(line) for line in expected] == [5]:
        assert [problem.split(" ")[1] for problem in found] == expected
    else:
        assert found == sorted(expected, key=lambda line: [int(part) for part in line.split(" ")[0].split(":")])
    assert not built.exists("x/index.html")


def test_all_mistakes_of_a_page_are_told_at_once(site):
    body = "/// card\n\n[a](nowhere.md)\n///\n\n//// tabs\n/// tab\n    titel: A\n\n[b](nowhere.md)\n///\n////\n\n/// quote | Ida\n    age: 3\n"
    built = site(f"-- content/x.md --\n---\ntitel: X\n---\n{body}")
    found = [(problem.at.line, problem.code) for problem in built.report.problems]
    assert found == [
        (2, "FM002"), (4, "BL011"), (6, "LK001"), (10, "BL006"), (11, "BL002"), (13, "LK001"), (17, "BL001"), (18, "BL002"),
    ]  # fmt: skip


def test_lines_are_right_below_front_matter_and_other_blocks(site):
    built = site("-- content/x.md --\n---\ntitle: X\nsummary: Y\n---\n\n/// quote\nText\n///\n\n/// figure | no.png\n    alt: X\n///\n\n![a](none.png)\n")
    assert [problem.split(" (")[0] for problem in built.problems] == [
        'content/x.md:10:14 LK003 there is no picture or file "no.png"',
        'content/x.md:14:6 LK003 there is no picture or file "none.png"',
    ]


def test_words_that_look_like_an_option_are_text_below_an_empty_line(site):
    built = site("-- content/x.md --\n---\ntitle: X\n---\n/// quote | Ida\n\nrole: to help.\n///\n\n/// quote\nName of the game: help.\n///\n")
    assert built.problems == []
    assert "role: to help." in built.text("x/index.html")


def test_a_film_that_is_too_heavy_is_told_of_where_it_is_named(site, tmp_path):
    film = tmp_path / "site/content/film.mp4"
    film.parent.mkdir(parents=True)
    with film.open("wb") as stream:
        stream.truncate(100_000_001)
    body = "/// video | film.mp4\n    title: X\n    captions: [{file: film.vtt}]\n\nText.\n///\n\n[The film](film.mp4)\n"
    built = site(f"-- content/film.vtt --\nWEBVTT\n-- content/x.md --\n---\ntitle: X\n---\n{body}")
    assert [problem.split(",")[0] for problem in built.problems] == ["content/x.md:4:13 LK010 film.mp4 has 100 MB"]
    assert not built.report.failed
    with film.open("wb") as stream:
        stream.truncate(1_000)
    assert site(root=tmp_path / "site").problems == []


def test_code_holds_no_mistakes(site):
    body = "Text:\n\n    /// nothing\n    ///\n\n```text\n/// nothing\n```\n\n`/// nothing`\n"
    assert site(f"-- content/x.md --\n---\ntitle: X\n---\n{body}").codes == []


def test_blocks_nest_to_a_limit():
    def nested(depth):
        slashes = ["/" * (3 + depth - n) for n in range(depth)]
        return "\n".join([f"{each} quote" for each in slashes] + ["Text"] + slashes[::-1])

    assert convert(nested(MAX_DEPTH), lang="en", title="T").problems == ()
    problems = convert(nested(MAX_DEPTH + 1), lang="en", title="T").problems
    assert [(problem.code, problem.at.line) for problem in problems] == [("BL015", MAX_DEPTH + 1)]


@pytest.mark.parametrize(
    "body",
    [
        "/// quote\n" * 10_000,
        "///\n" * 10_000,
        "".join(f"{'/' * (3 + n)} quote\n" for n in range(3_000)),
        "/// quote\nText.\n///\n" * 3_000,
        "    /// quote\n" * 10_000,
        "- a\n\n" + "    /// quote\n    Text.\n    ///\n\n" * 1_000,
        "/// quote | " + " " * 100_000 + "x\nText\n///\n",
        "/// quote\n```\n" * 5_000,
        "> /// quote\n" * 10_000,
    ],
    ids=["unclosed", "ends", "ever deeper", "side by side", "in code", "in a list", "blanks", "fences", "quotations"],
)
def test_thousands_of_lines_of_slashes_end(site, body):
    built = site(f"-- content/x.md --\n---\ntitle: X\n---\n{body}\n")
    assert "MD001" not in built.codes
