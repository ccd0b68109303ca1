"""An office with a fixed ranking under the window's desk; the acting person has every role."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from iris_grants.kernel.access import Role
from iris_grants.kernel.operations import Desk
from tests.iris_grants.funding import Funding, open_funding
from ui.desk import WindowDesk
from ui.tasks import Tasks


@pytest.fixture
def funding(tmp_path: Path) -> Funding:
    """The office with its published call."""
    return open_funding(str(tmp_path / "sample.iris"))


@pytest.fixture
def desk(funding: Funding, tasks: Tasks, window: QWidget) -> Iterator[WindowDesk]:
    """The desk that the context takes."""
    person = replace(funding.officer.person, roles=frozenset(Role))
    made = WindowDesk(Desk(funding.officer.store, person), tasks, window)
    yield made
    tasks.close()
    made.close()
