"""Questions to a person at a terminal."""

import sys

import typer


def asked(question: str, given: str | None, default: str) -> str:
    """What was given, else what a person at a terminal answers, else the default."""
    if given is not None:
        return given
    if not (sys.stdin and sys.stdin.isatty() and sys.stdout.isatty()):
        return default
    return str(typer.prompt(question, default=default))
