"""A small call with its committee under the window's desk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from tests.ui.scoring_office import Seat, seated
from ui.desk import WindowDesk
from ui.tasks import Tasks


@pytest.fixture
def whole() -> bool:
    """Whether the committee is appointed."""
    return True


@pytest.fixture
def seat(tmp_path: Path, tasks: Tasks, window: QWidget, whole: bool) -> Iterator[Seat]:
    """The office."""
    with seated(tmp_path, tasks, window, whole=whole) as found:
        yield found


@pytest.fixture
def desk(seat: Seat) -> WindowDesk:
    """The desk that the context takes."""
    return seat.desk
