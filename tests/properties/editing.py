"""An edit done, as writers, designers and strangers do it."""

import re
from collections.abc import Collection
from pathlib import Path

from tests.conftest import FILE, PICTURES, pixels
from tests.properties.edited_site import SITE
from tests.properties.edits import MARK, Edit


def files_of(archive: str) -> dict[str, str]:
    """The files of an archive by path."""
    parts = FILE.split(archive.lstrip("\n"))[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


def _taken_apart(text: str) -> tuple[str, str | None, str]:
    """Byte order marks, fields and words of a page; the fields are None where there are none."""
    marks = text[: len(text) - len(text.lstrip(MARK))]
    found = re.match(r"---\n(.*?)^---\n", text[len(marks) :], re.DOTALL | re.MULTILINE)
    return (marks, found[1], text[len(marks) + found.end() :]) if found else (marks, None, text[len(marks) :])


def _with_field(fields: str, field: str) -> str:
    """YAML with one field replaced, or without it where its value is `-` right behind the colon."""
    name = field.partition(":")[0]
    rest = re.sub(rf"^{name}:.*\n(?: .*\n)*", "", fields, flags=re.MULTILINE)
    return rest if field.endswith(":-") else f"{rest}{field}\n"


def _changed(text: str, edit: Edit) -> str:
    """A text file after an edit."""
    what, where, how = edit
    marks, fields, words = _taken_apart(text)
    if what == "marks":
        return MARK * int(how) + text.lstrip(MARK)
    if what == "field" and where == "site.yaml":
        return marks + _with_field(words, how)
    if what == "field":
        fields = _with_field(fields or "", how)
    if what == "above":
        words = f"{how}\n\n{words}"
    if what == "words":
        words = f"{words}\n\n{how}\n"
    return f"{marks}---\n{fields}---\n{words}" if fields is not None else marks + words


def _mended(root: Path, archive: str, wrong: Collection[str]) -> None:
    """What is missing is put back, and each file that the program complained of is as it was at first."""
    known = files_of(archive)
    for path in {*known, *wrong}:
        if path in wrong or not (root / path).exists():
            _write(root / path, known.get(path, "# Mended\n" if path.endswith(".md") else ""))


def _write(path: Path, text: str) -> None:
    """A file of that text; a picture of pixels whose colour the text says."""
    path.parent.mkdir(parents=True, exist_ok=True)
    ending = path.suffix[1:]
    path.write_bytes(pixels(text, ending) if ending in PICTURES else text.encode())


def edited(root: Path, edit: Edit, archive: str = SITE, wrong: Collection[str] = ()) -> None:
    """One edit, as somebody might do it; nothing where there is nothing to edit. `wrong` are the files that the last build complained of."""
    what, where, how = edit
    file = root / where
    if what in {"words", "above", "field", "marks"} and file.exists():
        file.write_text(_changed(file.read_text(encoding="utf-8"), edit), encoding="utf-8")
    elif what == "delete":
        file.unlink(missing_ok=True)
    elif what == "rename" and file.exists():
        (root / how).parent.mkdir(parents=True, exist_ok=True)
        file.rename(root / how)
    elif what == "touch" and file.exists():
        file.touch()
    elif what == "broken":
        file.write_bytes(pixels(how, file.suffix[1:])[:60])
    elif what in {"add", "file"}:
        _write(file, f"# New\n\n{how}\n" if what == "add" else how)
    elif what == "mend":
        _mended(root, archive, wrong)
    elif what == "output" and (root / "build").is_dir():
        (root / "build" / where).unlink(missing_ok=True)
        _write(root / "build" / where, how)
