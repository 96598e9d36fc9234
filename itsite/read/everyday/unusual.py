"""The sign that a text holds more than the everyday part of Markdown."""


class UnusualError(Exception):
    """Python-Markdown has to convert this text."""
