"""An office of its own for every test that works on a store, on both engines."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from iris_grants.kernel.clock import Clock
from iris_grants.kernel.operations import Desk
from iris_grants.people.desks import create_store
from tests.iris_grants.funding import Funding, open_funding

MORNING = datetime(2023, 9, 25, 8, 30, tzinfo=UTC)


def clock_at(moment: datetime) -> Clock:
    """A clock that stands still."""
    return lambda: moment


@pytest.fixture
def office(store_address: str) -> Iterator[Desk]:
    """A new store with Mila Ogledna at it, who has every role of an office."""
    desk = create_store(store_address, person_name="Mila Ogledna", clock=clock_at(MORNING))
    yield desk
    desk.store.close()


@pytest.fixture
def funding(store_address: str) -> Iterator[Funding]:
    """A new store with the office, a published call and its ranking."""
    opened = open_funding(store_address)
    yield opened
    opened.close()


@pytest.fixture
def local_funding(tmp_path: Path) -> Iterator[Funding]:
    """The same on a file alone, for what is written from the store and not into it."""
    opened = open_funding(str(tmp_path / "programme.iris"))
    yield opened
    opened.close()
