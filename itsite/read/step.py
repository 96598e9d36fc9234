"""Reading as a step whose results are kept: what it depends on, and the result in bytes."""

import json
import pickle
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from itsite.engine.digest import digest, packed
from itsite.engine.keeping import Keeping, Made
from itsite.model.document import Pieces
from itsite.model.page import FieldPath, Page, Reading
from itsite.model.problem import Problem
from itsite.model.source import SourceFile
from itsite.read.discover import load
from itsite.read.page import ReadOptions, read_page

TEXTS_AT_HAND = 400
# What depends on how busy the machine was is no property of the file.
PASSING = frozenset({"MD001"})


@dataclass(frozen=True)
class ReadStep:
    """Reads a page and puts it into bytes: the page with its problems as the head, its text as the body."""

    options: ReadOptions

    def name(self, source: SourceFile) -> str:
        """The path of the file."""
        return source.path

    def stamp(self, source: SourceFile) -> tuple[int, int, int, int]:
        """The stamp of the file."""
        return source.stamp

    def content(self, source: SourceFile) -> bytes:
        """A digest of the file's bytes, its place and the options."""
        return self._content(source, load(source))

    @cached_property
    def _options(self) -> str:
        return f"{self.options.zone} {self.options.languages} {self.options.seconds_a_page} {self.options.typography}"

    def place(self, source: SourceFile) -> str:
        """Where the file stands among the others, and the options."""
        return f"{source.key}|{source.lang}|{source.kind}|{self._options}"

    def _content(self, source: SourceFile, data: bytes) -> bytes:
        return digest(source.path.encode("utf-8", "surrogatepass"), self.place(source).encode("utf-8", "surrogatepass"), data)

    def __call__(self, source: SourceFile) -> Made:
        """The page in bytes."""
        data = load(source)
        reading = read_page(source, data, self.options)
        outline = outline_of(reading.page, reading.fields) if reading.page else digest(data)
        if reading.problems:
            # Kept by a build that failed, they are not new to the next one: it has to see that something is to be said.
            outline = digest(outline, repr(reading.problems).encode("utf-8", "surrogatepass"))
        is_lasting = not any(problem.code in PASSING for problem in reading.problems)
        return Made(self._content(source, data) if is_lasting else b"", outline, packed((_compact(reading.page), reading.problems)), packed(reading.text))


class PackedMarks(Mapping[FieldPath, tuple[int, int]]):
    """Marks in bytes: they are asked for when there is something to say about a page, and take much room else."""

    __slots__ = ("_data",)

    def __init__(self, data: bytes) -> None:
        """`data` are packed marks."""
        self._data = data

    def __reduce__(self) -> tuple[type, tuple[bytes]]:
        """Its bytes."""
        return PackedMarks, (self._data,)

    def _marks(self) -> dict[FieldPath, tuple[int, int]]:
        marks: dict[FieldPath, tuple[int, int]] = pickle.loads(self._data)  # noqa: S301 - part of a head, which is checked by its digest
        return marks

    def __getitem__(self, field: FieldPath) -> tuple[int, int]:
        """Line and column of one field. Raises KeyError."""
        return self._marks()[field]

    def __iter__(self) -> Iterator[FieldPath]:
        """The fields."""
        return iter(self._marks())

    def __len__(self) -> int:
        """How many there are."""
        return len(self._marks())


def _compact(page: Page | None) -> Page | None:
    return replace(page, marks=PackedMarks(packed(dict(page.marks)))) if page else None


def outline_of(page: Page, fields: str) -> bytes:
    """A digest of all that others see of a page, `fields` as they are written: two with the same differ in their words and in places of lines at most."""
    document = page.document
    lead = "" if page.meta.summary else document.lead
    slots = [(slot.kind, slot.target, slot.is_empty, slot.lacks_alt) for slot in document.slots]
    shown = [(form, [name.target for name in names], rule.model_dump_json() if rule else "") for form, names, rule, _ in document.shown]
    seen = (page.path, page.key, page.lang, page.title, page.slug, lead, document.title, document.title_id, document.is_known)
    return digest(fields.encode("utf-8", "surrogatepass"), json.dumps((seen, document.headings, sorted(document.ids), slots, shown)).encode())


class StoredTexts(Mapping[str, Pieces]):
    """Texts as they were kept, each taken from the store when it is asked for."""

    def __init__(self, keeping: Keeping) -> None:
        """`keeping` holds the results of a ReadStep."""
        self._keeping = keeping
        # The text of an announcement stands in its page and in several feeds.
        self._taken = lru_cache(maxsize=TEXTS_AT_HAND)(self._text)

    def __getitem__(self, path: str) -> Pieces:
        """The text of one page. Raises KeyError, DamagedError."""
        if path not in self._keeping.held:
            raise KeyError(path)
        return self._taken(path)

    def _text(self, path: str) -> Pieces:
        text: Pieces = pickle.loads(self._keeping.body(path))  # noqa: S301 - checked by its digest
        return text

    def __iter__(self) -> Iterator[str]:
        """The paths of all pages."""
        return iter(self._keeping.held)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._keeping.held)


def kept_readings(keeping: Keeping) -> Iterator[tuple[str, Reading]]:
    """What was read, by path, without the texts. Raises DamagedError."""
    yield from keeping.heads(_reading).items()


def kept_reading(keeping: Keeping, path: str) -> Reading:
    """What was read in one file, without the text. Raises DamagedError."""
    return _reading(keeping.head(path))


def _reading(head: bytes) -> Reading:
    page, problems = _parts(head)
    return Reading(page, problems)


def _parts(head: bytes) -> tuple[Page | None, tuple[Problem, ...]]:
    parts: tuple[Page | None, tuple[Problem, ...]] = pickle.loads(head)  # noqa: S301 - checked by its digest
    return parts
