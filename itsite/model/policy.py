"""What browsers may do with the pages of a site: the one place that knows its content security policy and the headers beside it."""

from dataclasses import dataclass
from functools import cache

# Nothing of a site ever needs these.
NEVER_USED = ("camera", "geolocation", "microphone", "payment", "usb")
ALWAYS = (
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Permissions-Policy", ", ".join(f"{name}=()" for name in NEVER_USED)),
)
CHECKED, KEPT = "no-cache", "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class Policy:
    """A content security policy (CSP level 3): `directives` in their order, and `framing`, which browsers take from a header only."""

    directives: tuple[tuple[str, str], ...]
    framing: str = "frame-ancestors 'none'"

    @property
    def meta(self) -> str:
        """For the `<meta>` of a page."""
        return "; ".join(f"{name} {sources}" for name, sources in self.directives)

    @property
    def header(self) -> str:
        """For the answers of a web server."""
        return f"{self.meta}; {self.framing}"


@cache
def content_policy(*, search: bool) -> Policy:
    """The strictest policy that the pages live under: nothing inline, nothing from elsewhere. Only the search runs WebAssembly."""
    own = "'self'"
    return Policy(
        (
            ("default-src", "'none'"),
            ("script-src", f"{own} 'wasm-unsafe-eval'" if search else own),
            *((f"{name}-src", own) for name in ("style", "img", "font", "media", "manifest", "connect")),
            ("base-uri", "'none'"),
            ("form-action", own),
        )
    )


def headers_of(policy: Policy) -> tuple[tuple[str, str], ...]:
    """The headers that every answer has, the policy first."""
    return (("Content-Security-Policy", policy.header), *ALWAYS)
