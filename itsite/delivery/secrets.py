"""Passwords and addresses that let one send: they come from the environment or the keyring, and are never shown."""

import os
import re
from collections.abc import Iterable, Mapping

from itsite.delivery.spellings import pattern
from itsite.delivery.written import HIDDEN, is_secret_name

SERVICE = "itsite"
IN_TARGET = 4  # announce, targets, its name, the key
# A password is looked for everywhere, other names for it where mails are set up.
PASSWORD, ADDRESS_OF, TOKEN_OF = "ITSITE_SMTP_PASSWORD", "ITSITE_WEBHOOK_{}", "ITSITE_TOKEN_{}"
# What somebody may write into a target of announcements, whose address is a secret too.
ADDRESSES = re.compile(r"(?i)(?:\w+[-_])*(?:ur[li]|(?:web)?hooks?|webhook|address|link|host|server|instance|endpoint)|ITSITE_WEBHOOK_\w+")
PLAIN_PASSWORD = re.compile(r"(?i)(?:\w+[-_])*pass(?:word|wd|phrase|wort)")
HOOKS = re.compile(r"(?i)(?:\w+[-_])*webhooks?(?:[-_]ur[li])?")


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
    """A text in which secrets have been replaced, however they are spelled; very short ones would blank out ordinary words."""
    found = pattern(frozenset(one for one in secrets if one))
    return found.sub(HIDDEN, text) if found else text


def told_line(said: object, secrets: Iterable[str | None], most: int) -> str:
    """What the other side said, in one line of at most so many characters, without secrets."""
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
    return " ".join(without_secrets(text, secrets).split())[:most]


def misplaced(path: tuple[str | int, ...]) -> str:
    """The variable in which a secret belongs that stands in a file at `path`; empty where none does."""
    key = str(path[-1])
    if key.upper().startswith("ITSITE_"):
        return key.upper()
    if len(path) == IN_TARGET and path[:2] == ("announce", "targets"):
        variable = ADDRESS_OF if ADDRESSES.fullmatch(key) else TOKEN_OF if is_secret_name(key) or key.lower() == "headers" else ""
        return variable.format(str(path[2]).upper().replace("-", "_"))
    if HOOKS.fullmatch(key):
        return ADDRESS_OF.format("<NAME>")
    if path[0] == "announce" and is_secret_name(key):
        return TOKEN_OF.format("<NAME>")
    return PASSWORD if PLAIN_PASSWORD.fullmatch(key) or (path[0] == "mail" and is_secret_name(key)) else ""
