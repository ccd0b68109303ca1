"""Fields that many forms ask for: a day, a reason."""

from __future__ import annotations

from iris_grants.wording import _
from iris_grants.wording.formats import today
from ui.forms.fields import Field, FieldKind


def day_field(name: str, words: str, *, known: bool = True, required: bool = True) -> Field:
    """A day, today unless it is not known yet."""
    return Field(
        name=name,
        label=words,
        kind=FieldKind.DATE,
        required=required,
        initial=today() if known else None,
    )


def reason_field(words: str = "", *, told: str = "") -> Field:
    """Why something is done, in sentences; required. `told` stands under the field."""
    return Field(
        name="reason",
        label=words or _("Reason"),
        kind=FieldKind.LONG_TEXT,
        required=True,
        help=told,
    )
