"""A store with a running grant and a window desk at it, for the finance page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from iris_grants.kernel.operations import Desk
from tests.iris_grants.funding import Funding, open_funding
from ui.desk import WindowDesk
from ui.shell.context import Context
from ui.tasks import Tasks

Sitting = Callable[[Desk], Context]


@pytest.fixture
def funded(tmp_path: Path) -> Iterator[Funding]:
    """An office with a published call and its ranking, in a file."""
    opened = open_funding(str(tmp_path / "funded.iris"))
    yield opened
    opened.close()


@pytest.fixture
def sitting(context: Context, tasks: Tasks, window: QWidget) -> Sitting:
    """Puts the window at the desk of one of the office."""

    def sit(desk: Desk) -> Context:
        return replace(context, desk=WindowDesk(desk, tasks, window))

    return sit
