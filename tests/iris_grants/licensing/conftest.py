"""A case to work on, for every test of licensing that needs a store."""

from __future__ import annotations

import pytest

from iris_grants.kernel.operations import Desk
from tests.iris_grants.licensing.cases import Licensing


@pytest.fixture
def licensing(office: Desk) -> Licensing:
    """A new store with an organisation and its open case, on both engines."""
    return Licensing(office).begin()
