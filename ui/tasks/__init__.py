"""Background work: nothing that takes long runs in the window's thread."""

from __future__ import annotations

from ui.tasks.runner import Tasks
from ui.tasks.task import Lane, Task

__all__ = ["Lane", "Task", "Tasks"]
