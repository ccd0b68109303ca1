"""An office of its own for every test that works on a store, on both engines."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from iris_grants.kernel.clock import Clock
from iris_grants.kernel.operations import Desk
from iris_grants.people.desks import create_store

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
