"""Passwords and addresses that let one send: they come from the environment or the keyring, and are never shown."""

import os
import re
from collections.abc import Iterable, Mapping

HIDDEN = "(secret)"
SERVICE = "itsite"
SHORTEST = 4
# Keys that somebody may write into site.yaml, and the variable in which the secret belongs.
MISPLACED: Mapping[str, str] = dict.fromkeys(("password", "passwd", "passphrase", "smtp_password"), "ITSITE_SMTP_PASSWORD")
WRITTEN = re.compile(r"(?i)((?:pass(?:word|wd|phrase)|secret|token)[\"']?\s*:\s*)(\"[^\"]*\"|'[^']*'|[^\s,}#][^,}#]*)")


def secret(name: str, environment: Mapping[str, str] = os.environ) -> str | None:
    """The secret that the environment has under a name such as ITSITE_SMTP_PASSWORD, else that of the keyring; None where there is none."""
    if found := environment.get(name):
        return found
    try:
        import keyring  # noqa: PLC0415 - an optional library
    except ImportError:
        return None
    try:
        kept: str | None = keyring.get_password(SERVICE, name)
    except Exception:  # noqa: BLE001 - whatever a desktop's keyring has, it has no secret for us
        return None
    return kept


def without_secrets(text: str, secrets: Iterable[str | None]) -> str:
    """A text in which secrets have been replaced, the longest first; very short ones would blank out ordinary words."""
    for one in sorted({s for s in secrets if s and len(s) >= SHORTEST}, key=len, reverse=True):
        text = text.replace(one, HIDDEN)
    return text


def masked(line: str) -> str:
    """A line of site.yaml as it may be shown: what stands after a key such as `password` is left out."""
    return WRITTEN.sub(lambda match: match[1] + HIDDEN, line)
