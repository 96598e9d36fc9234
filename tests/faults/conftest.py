"""A site in two versions, made once and copied for each test."""

from pathlib import Path

import pytest

from tests.faults.machine import Case, copied, made


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Case:
    return made(tmp_path_factory.mktemp("case"))


@pytest.fixture
def case(prepared: Case, tmp_path: Path) -> Case:
    """The old site stands in build/, the new one in content/."""
    return copied(prepared, tmp_path)
