"""The office register: one number for one paper, whichever kind of letter it is."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.base import Record
from db.tables.applications import ClarificationRecord
from db.tables.awards import ComplaintRecord, LetterRecord
from iris_grants.kernel.problems import Where, refusal

_PAPERS: tuple[type[LetterRecord | ClarificationRecord | ComplaintRecord], ...] = (
    LetterRecord,
    ClarificationRecord,
    ComplaintRecord,
)
_FIRST_NUMBER = re.compile(r"\d+")


def check_register_no(session: Session, number: str, *, own: type[Record] | None = None) -> None:
    """Refuse a register number that another paper carries (`applications.register_no_taken`).

    Papers of the kind `own` are left to the constraint of their table.
    """
    for kind in _PAPERS:
        if kind is own:
            continue
        if session.scalar(select(kind.id).where(kind.register_no == number.strip())) is not None:
            where = Where(key="register_no")
            raise refusal("applications.register_no_taken", where, number=number.strip())


def taken_numbers(session: Session) -> set[str]:
    """Every register number that a paper carries."""
    return {
        number
        for kind in _PAPERS
        for number in session.scalars(select(kind.register_no))
        if number is not None
    }


def numbers_from(first: str, taken: Iterable[str], count: int) -> tuple[str, ...]:
    """So many free register numbers, counted up from the first: `107/2023`, `108/2023`, …

    The first run of digits is counted, its leading zeros are kept; numbers that are taken
    are passed over. A first number without digits serves for one paper only: fewer numbers
    than asked are given then.
    """
    used, found = set(taken), list[str]()
    digits = _FIRST_NUMBER.search(first)
    if digits is None:
        return (first,) if first not in used and count else ()
    start, width = int(digits.group()), len(digits.group())
    while len(found) < count:
        number = f"{first[: digits.start()]}{start:0{width}d}{first[digits.end() :]}"
        start += 1
        if number not in used:
            found.append(number)
    return tuple(found)
