"""Two licensing cases under the window's desk: one at its beginning, one with a licence."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from iris_grants.licensing.rules.path import Stage
from iris_grants.people.desks import create_store
from tests.iris_grants.licensing.cases import Licensing
from ui.desk import WindowDesk
from ui.tasks import Tasks


@pytest.fixture
def licensing(tmp_path: Path) -> Iterator[Licensing]:
    """The office; the case in hand waits for its selection."""
    made = Licensing(create_store(tmp_path / "cases.iris", person_name="Ana Primer")).begin()
    first, organisation = made.case_id, made.organisation_id
    made.organisation_id = made.register("17000029", name="Fond „Druga obala“")
    made.case_id = made.open(number="L-2")
    made.reach(Stage.LICENSED)
    made.case_id, made.organisation_id = first, organisation
    yield made
    made.desk.store.close()


@pytest.fixture
def desk(licensing: Licensing, tasks: Tasks, window: QWidget) -> Iterator[WindowDesk]:
    """The desk that the context takes."""
    found = WindowDesk(licensing.desk, tasks, window)
    yield found
    tasks.close()
    found.close()
