"""Types of options that only blocks have."""

import re
from typing import Annotated

from pydantic import AfterValidator, Field, WithJsonSchema

from itsite.model.values import mistake, why_no_day
from itsite.read.sanitising import SCHEMES
from itsite.read.slots import ELSEWHERE

DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def _address(value: str) -> str:
    text = value.strip()
    if ELSEWHERE.match(text) and text.partition(":")[0].lower() not in SCHEMES:
        raise mistake("url", f'"{text}" is no address to link to', "begin it with https://, mailto: or tel:, or name a file of content/")
    return text


def _file(value: str) -> str:
    return value.strip()


def _span(value: str) -> str:
    text = value.strip()
    match = DATE.fullmatch(text)
    if not match:
        raise mistake("date", f'"{text}" is neither a day nor a month nor a year', "write 2026-11-03, 2026-11 or 2026")
    reason = why_no_day(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    if reason:
        raise mistake("date", f'"{text}" does not exist: {reason}', "write a day that exists, such as 2026-11-03")
    return text


Words = Annotated[str, Field(min_length=1)]
Address = Annotated[str, Field(min_length=1), AfterValidator(_address)]
File = Annotated[str, Field(min_length=1), AfterValidator(_file)]
Span = Annotated[str, AfterValidator(_span), WithJsonSchema({"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"})]
