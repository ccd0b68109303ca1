"""A grant with its first instalment credited, for lists of expenditure."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.iris_grants.finance.lists import Desk
from tests.iris_grants.funding import Funding


@pytest.fixture
def desk(funding: Funding, tmp_path: Path) -> Desk:
    """On both engines."""
    return _running(funding, tmp_path)


@pytest.fixture
def local_desk(local_funding: Funding, tmp_path: Path) -> Desk:
    """On a file alone."""
    return _running(local_funding, tmp_path)


def _running(funding: Funding, folder: Path) -> Desk:
    grant_id = funding.signed()
    funding.pay(grant_id)
    return Desk(funding, grant_id, folder)
