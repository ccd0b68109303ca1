"""An office with a call, a committee and three applications, closed after the test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.iris_grants.scoring.sample import Office, open_office


@pytest.fixture
def office(store_address: str) -> Iterator[Office]:
    """The office on each engine in turn."""
    opened = open_office(store_address)
    yield opened
    opened.desk.store.close()
