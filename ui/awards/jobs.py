"""Long work on awards: all letters that are due, with progress."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from iris_grants.awards.letters import write_letters
from iris_grants.kernel.progress import Progress
from ui.forms.fields import Values

if TYPE_CHECKING:
    from iris_grants.kernel.operations import Desk


def write_due_letters(desk: Desk, call_id: str, values: Values, progress: Progress) -> int:
    """Write the letters that are due to the applicants of a call; how many."""
    written_on = values["written_on"]
    if not isinstance(written_on, date):
        raise TypeError("the form asks for the day of the letters")
    return desk.run(
        write_letters,
        call_id=call_id,
        first_register_no=str(values["first_register_no"]),
        written_on=written_on,
        kind=_maybe(values["kind"]),
        language=_maybe(values["language"]),
        progress=progress,
    )


def _maybe(value: object) -> str | None:
    return None if value is None else str(value)
