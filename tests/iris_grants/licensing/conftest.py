"""A case to work on, for every test of licensing that needs a store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from iris_grants.kernel.operations import Desk
from iris_grants.people.desks import create_store
from tests.iris_grants.conftest import MORNING, clock_at
from tests.iris_grants.licensing.cases import Licensing


@pytest.fixture
def licensing(office: Desk) -> Licensing:
    """A new store with an organisation and its open case, on both engines."""
    return Licensing(office).begin()


@pytest.fixture
def local(tmp_path: Path) -> Iterator[Licensing]:
    """The same on a file alone, for what is decided before anything is written."""
    desk = create_store(
        tmp_path / "local.iris", person_name="Mila Ogledna", clock=clock_at(MORNING)
    )
    yield Licensing(desk).begin()
    desk.store.close()
