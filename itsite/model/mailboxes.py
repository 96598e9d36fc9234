"""Mail addresses as servers take them, stricter than what a page may show."""

import re

LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
DOMAIN = re.compile(r"(?=.{4,253}$)([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z][A-Za-z0-9-]{0,61}[A-Za-z0-9]")
LONGEST_LOCAL = 64


def address_of(text: str) -> str:
    """A mail address as servers take it; empty for what is none."""
    local, _, domain = text.strip().rpartition("@")
    if not domain.isascii():
        try:
            encoded = domain.encode("idna")
            # Python turns ß into ss, which is another domain.
            domain = encoded.decode("ascii") if encoded.decode("idna") == domain.lower() else ""
        except UnicodeError:
            return ""
    return f"{local}@{domain}" if LOCAL.fullmatch(local) and len(local) <= LONGEST_LOCAL and DOMAIN.fullmatch(domain) else ""
