"""The forms in which problems and results are printed."""

from enum import StrEnum


class Format(StrEnum):
    """How problems and results are printed."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    GITHUB = "github"
