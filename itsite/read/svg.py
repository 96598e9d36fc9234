"""What may not be in a picture that the site publishes under its own name."""

import re

DANGERS = (
    (re.compile(rb"<\s*(?:\w+:)?script", re.IGNORECASE), "a script"),
    (re.compile(rb"\son[a-z]+\s*=", re.IGNORECASE), "an event handler"),
    (re.compile(rb"javascript\s*:", re.IGNORECASE), "a javascript: link"),
    (re.compile(rb"<\s*(?:\w+:)?foreignObject", re.IGNORECASE), "foreign HTML"),
    (re.compile(rb"<!ENTITY", re.IGNORECASE), "an XML entity"),
)


def svg_dangers(data: bytes) -> str:
    """What makes an SVG live, in words; empty when it is a plain picture."""
    return next((words for pattern, words in DANGERS if pattern.search(data)), "")
