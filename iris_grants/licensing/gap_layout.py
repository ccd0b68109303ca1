"""Where everything stands in a gap sheet, and which side fills in which columns."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from iris_grants.licensing.queries import GapRow

SHEET_FORMAT = "iris-gap-sheet"
SHEET_VERSION = "1"
HEAD_ROW = 5
CODE, AREA, REQUIREMENT, WEIGHT = "ABCD"
LONGEST = 2_000


class Side(StrEnum):
    """Who fills in the sheet: the organisation its own part, the mentor the other one."""

    ORGANISATION = "organisation"
    MENTOR = "mentor"


class FieldKind(StrEnum):
    """What a column takes."""

    STATE = "state"
    TEXT = "text"
    DAY = "day"
    EURO = "euro"


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetField:
    """A column to fill in: the attribute of a gap that it holds, and its letter."""

    name: str
    column: str
    side: Side
    kind: FieldKind


FIELDS = tuple(
    SheetField(name=name, column=column, side=side, kind=kind)
    for name, column, side, kind in (
        ("self_state", "E", Side.ORGANISATION, FieldKind.STATE),
        ("self_note", "F", Side.ORGANISATION, FieldKind.TEXT),
        ("evidence", "G", Side.ORGANISATION, FieldKind.TEXT),
        ("verified_state", "H", Side.MENTOR, FieldKind.STATE),
        ("finding", "I", Side.MENTOR, FieldKind.TEXT),
        ("action", "J", Side.MENTOR, FieldKind.TEXT),
        ("responsible", "K", Side.MENTOR, FieldKind.TEXT),
        ("due_on", "L", Side.MENTOR, FieldKind.DAY),
        ("cost_minor", "M", Side.MENTOR, FieldKind.EURO),
    )
)
NOT_ASSESSED = "not_assessed"


def fields_of(side: Side) -> tuple[SheetField, ...]:
    """The columns that a side fills in."""
    return tuple(field for field in FIELDS if field.side is side)


def stored_value(gap: GapRow, field: SheetField) -> str:
    """What the store holds, as text; empty where there is nothing yet."""
    found = getattr(gap, field.name)
    return "" if found is None or found == NOT_ASSESSED else str(found)


def row_mark(code: str) -> str:
    """The name of the mark that remembers what a row held when the sheet was written."""
    return f"row {code}"


def written_values(gap: GapRow, side: Side) -> str:
    """What the cells of a row hold when they are written, each as a short digest."""
    return " ".join(short_digest(stored_value(gap, field)) for field in fields_of(side))


def short_digest(text: str) -> str:
    """A few letters that stand for a value; equal ones for equal values."""
    return hashlib.sha256(text.encode()).hexdigest()[:12] if text else "-"


def read_mark(marks: Mapping[str, str], code: str, side: Side) -> tuple[str, ...]:
    """The digests of a row; nothing is known of a row without them."""
    found = tuple(marks.get(row_mark(code), "").split())
    return found if len(found) == len(fields_of(side)) else ("",) * len(fields_of(side))
