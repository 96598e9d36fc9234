"""Previews for tests: one for each file of tests, or one of a test's own."""

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import unpacked
from tests.serve.served import Served, serving

SITE = """
-- site.yaml --
name: IT Test
url: https://it.test.example/it/
-- content/index.md --
---
title: Home
---
Welcome. [](about.md) ![A dot](dot.svg)
-- content/about.md --
---
title: About
---
First text.
-- content/dot.svg --
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1v1z"/></svg>
-- content/services/vpn.md --
---
title: VPN
---
Connect.
-- content/news/2026-11-01-old.md --
---
title: Old news
---
It was so.
-- content/news/2026-11-02-draft.md --
---
title: Draft news
draft: true
---
Not yet.
-- content/news/later.md --
---
title: Later news
date: 2031-05-06T09:00
---
In a while.
"""


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One preview for all tests of a file."""
    with serving(unpacked(SITE, tmp_path_factory.mktemp("served") / "site")) as served:
        yield served


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[..., Served]]:
    """Starts previews that end with the test."""
    with contextlib.ExitStack() as stack:

        def ran(archive: str = SITE, *options: str, **named: object) -> Served:
            root = unpacked(archive, tmp_path / "site")
            return stack.enter_context(serving(root, *options, **named))  # type: ignore[arg-type]

        yield ran
