"""The documents say what the program does: fields, codes, examples and links.

After a change of messages or of the conversion, `python -m tests.unit.test_reference` writes the examples' outputs anew.
"""

import ast
import contextlib
import datetime as dt
import io
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from itsite import reference
from itsite.cli.formats import Format
from itsite.cli.reporting import Printer
from itsite.kinds import all_kinds
from itsite.model.codes import CODES
from itsite.model.meta import Meta
from itsite.pipeline import Report, Request, check
from itsite.read.markdown import convert
from itsite.read.slugs import heading_id

ROOT = Path(__file__).parent.parent.parent
NOW = dt.datetime(2026, 11, 21, 12, 0, tzinfo=dt.UTC)
DOCUMENTS = sorted([*ROOT.glob("docs/**/*.md"), ROOT / "README.md", ROOT / "CONTRIBUTING.md"])
PROBLEMS = (ROOT / "docs/problems.md").read_text(encoding="utf-8")
WRITING = (ROOT / "docs/writing.md").read_text(encoding="utf-8")

CODE = re.compile(r"[A-Z]{2,3}\d{2,3}")
IN_A_MESSAGE = re.compile(r"\[([A-Z]{2,3}\d{2,3})\]")
SUFFIX = re.compile(r"0\d\d")
PREFIXES = ("FM", "CF", "TY", "BL")
# No key of site.yaml is a date, and none of theme.yaml a date, a choice, an address or needed. Only pages take place.
WITHOUT_A_CASE = {"CF004", "TY004", "TY005", "TY006", "TY012", *(prefix + suffix for prefix in ("CF", "TY", "BL") for suffix in ("016", "017"))}

SECTION = re.compile(r"^### ([A-Z]{2,3}\d{2,3})\n(.*?)(?=^### [A-Z]{2,3}\d|\Z)", re.MULTILINE | re.DOTALL)
GIVEN_FILE = re.compile(r"^`([\w./-]+)`\n\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SHOWN_OUTPUT = re.compile(r"^```text\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SITE_YAML = "name: Example\nurl: https://it.example.org/\n"
CONVERTED = re.compile(r"^(`{3,})markdown\n((?:(?!^\1$).)*?)^\1\n\n```html\n(.*?)^```$", re.MULTILINE | re.DOTALL)

LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")
CODE_BLOCK = re.compile(r"^ *(`{3,}).*?^ *\1$|`[^`\n]+`", re.MULTILINE | re.DOTALL)
HEADING = re.compile(r"^#{1,6} (.+?)\s*$", re.MULTILINE)


def _strings(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def _codes_in_source() -> set[str]:
    """Codes written out, codes within messages, and those composed of a prefix and a suffix."""
    found = set()
    for file in ROOT.glob("itsite/**/*.py"):
        if file.name == "codes.py":
            continue
        for text in _strings(file):
            found |= {text} if CODE.fullmatch(text) else set(IN_A_MESSAGE.findall(text))
            if SUFFIX.fullmatch(text):
                found |= {prefix + text for prefix in PREFIXES} - WITHOUT_A_CASE
    return found


def _sections() -> dict[str, str]:
    return dict(SECTION.findall(PROBLEMS))


def _tried() -> list[tuple[str, str]]:
    return [(code, text) for code, text in _sections().items() if SHOWN_OUTPUT.search(text)]


def _printed(report: Report, root: Path) -> str:
    """What a person sees, without the last line, which counts."""
    errors = io.StringIO()
    with contextlib.redirect_stdout(io.StringIO()):
        Printer(Format.TEXT, root, errors).report(report, done="", failed="")
    return "".join(line + "\n" for line in errors.getvalue().splitlines()[:-1])


def _output(section: str, folder: Path) -> str:
    """What a check prints of the site that the section shows."""
    given = section.partition("```text\n")[0]
    for path, text in {"site.yaml": SITE_YAML, **dict(GIVEN_FILE.findall(given))}.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    (folder / "content").mkdir(exist_ok=True)
    return _printed(check(Request(folder, NOW)), folder)


def _html(markdown: str) -> str:
    """What the text of a page becomes; targets stand as they were written."""
    converted = convert(markdown, lang="en", title="A title")
    targets = iter(slot.target for slot in converted.document.slots)
    pieces = [part if isinstance(part, str) else part.before + (next(targets) if part.kind != "close" else "") + part.after for part in converted.text]
    html = "".join(pieces)
    return "".join(line.rstrip() + "\n" for line in html.strip().splitlines())


@pytest.mark.parametrize("name", ["writing.md", "operating.md", "problems.md", "theming.md"])
def test_the_tables_of_the_documents_are_up_to_date(name: str) -> None:
    text = (ROOT / "docs" / name).read_text(encoding="utf-8")
    assert reference.filled(text) == text, "run: python -m itsite.reference"


def test_every_block_stands_in_a_document() -> None:
    named = {match["name"] for file in DOCUMENTS for match in reference.BLOCK.finditer(file.read_text(encoding="utf-8"))}
    same = {f"fields:{kind.name}" for kind in all_kinds().values() if kind.name == "vision"}
    assert set(reference.blocks()) - same <= named


def test_every_kind_with_fields_of_its_own_is_described() -> None:
    described = {kind.meta for kind in all_kinds().values() if f"<!-- fields:{kind.name} -->" in WRITING}
    assert {kind.meta for kind in all_kinds().values()} - {Meta} <= described


def test_every_code_of_the_program_is_known_and_every_known_code_is_used() -> None:
    assert _codes_in_source() == set(CODES)


def test_every_code_has_its_section_and_every_section_its_code() -> None:
    assert set(_sections()) == set(CODES)


@pytest.mark.parametrize("code", sorted(CODES))
def test_a_section_shows_an_example_and_the_cure(code: str) -> None:
    text = _sections()[code]
    assert f"[{code}]" in text
    assert "\nCure: " in text


@pytest.mark.parametrize("text", [pytest.param(text, id=code) for code, text in _tried()])
def test_an_example_gives_the_problems_that_are_shown(text: str, tmp_path: Path) -> None:
    shown = SHOWN_OUTPUT.search(text)
    assert shown
    assert _output(text, tmp_path) == shown[1], "if that is meant, run: python -m tests.unit.test_reference"


@pytest.mark.parametrize(("given", "expected"), [(given, html) for _, given, html in CONVERTED.findall(WRITING)])
def test_a_piece_of_markdown_becomes_what_is_shown(given: str, expected: str) -> None:
    assert _html(given) == expected, "if that is meant, run: python -m tests.unit.test_reference"


@pytest.mark.parametrize("file", DOCUMENTS, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_the_links_of_a_document_lead_somewhere(file: Path) -> None:
    text = CODE_BLOCK.sub("", file.read_text(encoding="utf-8"))
    for target in LINK.findall(text):
        if "://" in target:
            continue
        path, _, anchor = target.partition("#")
        other = (file.parent / path).resolve() if path else file
        assert other.exists(), target
        if anchor:
            headings = HEADING.findall(re.sub(r"^(`{3,}).*?^\1$", "", other.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL))
            assert anchor in {heading_id(re.sub(r"[`*]", "", heading), "-") for heading in headings}, target


def test_no_document_names_a_folder_of_one_machine() -> None:
    for file in DOCUMENTS:
        assert not re.search(r"/(?:work|tmp|root)/", file.read_text(encoding="utf-8")), file


def _write_anew() -> None:
    def example(match: re.Match[str]) -> str:
        with tempfile.TemporaryDirectory() as folder:
            return SHOWN_OUTPUT.sub(lambda _: f"```text\n{_output(match[0], Path(folder))}```", match[0], count=1)

    def converted(match: re.Match[str]) -> str:
        return match[0].replace(f"```html\n{match[3]}```", f"```html\n{_html(match[2])}```")

    (ROOT / "docs/problems.md").write_text(SECTION.sub(example, PROBLEMS), encoding="utf-8", newline="\n")
    (ROOT / "docs/writing.md").write_text(CONVERTED.sub(converted, WRITING), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    _write_anew()
