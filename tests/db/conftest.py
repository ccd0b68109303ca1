"""A fresh store on each engine."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from db.store import Store


@pytest.fixture
def store(store_address: str) -> Iterator[Store]:
    """An empty store, open for writing; the test runs on both engines."""
    with Store.create(store_address) as made:
        yield made
