"""The example in one Chromium, served below a path by a plain server of this machine."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from itsite.pipeline import Request, build
from itsite.workshop.specimen import build_specimen
from tests.browser.serving import Guarded, Plain, served
from tests.conftest import NOW, unpacked
from tests.parsing import pages_of

ROOT = Path(__file__).parent.parent.parent
# One page of every kind, with what is hardest about it.
KINDS = (
    *("", "services/", "services/vpn/", "news/", "news/2026/new-vpn/", "newsletters/2026-11/", "mission/", "help/", "about/people/"),
    *("events/", "events/sap-questions/", "events/phishing-evening/", "tags/", "subscribe/", "search/", "404.html"),
)


@dataclass(frozen=True)
class Finished:
    """The example as it is served: its address, its folder, and the paths of its pages; stubs at old addresses are none."""

    address: str
    out: Path
    paths: tuple[str, ...]

    @property
    def kinds(self) -> tuple[str, ...]:
        """One page of every kind in both languages, as far as they are there."""
        return tuple(path for kind in KINDS for path in (kind, f"de/{kind}") if path in self.paths)


@pytest.fixture(scope="session")
def built_below_a_path(tmp_path_factory) -> tuple[Path, tuple[str, ...]]:
    root = tmp_path_factory.mktemp("below")
    assert not build(Request(ROOT, NOW, url="http://127.0.0.1/it/"), root / "it").failed
    pages = pages_of(root / "it")
    return root, tuple(path.removesuffix("index.html") for path, page in pages.items() if not page.is_stub)


@pytest.fixture(scope="session")
def finished(built_below_a_path) -> Iterator[Finished]:
    """The example, where pages carry the policy themselves."""
    root, paths = built_below_a_path
    with served(root, Plain) as address:
        yield Finished(f"{address}it/", root / "it", paths)


@pytest.fixture(scope="session", params=["base", "ottersbek"])
def specimen(request, tmp_path_factory) -> Iterator[Finished]:
    """All samples in each theme; `paths` are those of the page of tokens and components, by day and in the dark."""
    root = tmp_path_factory.mktemp("specimen")
    site = ROOT if request.param == "ottersbek" else unpacked("-- content/index.md --\n# Home\n", root / "site")
    assert not build_specimen(site, root / "it").failed
    paths = tuple(f"{lang}specimen{scheme}/" for lang in ("", "de/") for scheme in ("", "-dark"))
    with served(root, Guarded) as address:
        yield Finished(f"{address}it/", root / "it", paths)


@pytest.fixture(scope="session")
def guarded(built_below_a_path) -> Iterator[Finished]:
    """The example, where the server sends the policy, too."""
    root, paths = built_below_a_path
    with served(root, Guarded) as address:
        yield Finished(f"{address}it/", root / "it", paths)
