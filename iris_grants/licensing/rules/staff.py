"""Which staff licences count: the newest of each person and kind, of those still there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

OPEN_END = "9999-12-31"


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffLicence:
    """A staff licence of a case; days are ISO text, `valid_to` none: without an end."""

    case_id: str
    name: str
    kind: str
    number: str
    issued_on: str
    valid_to: str | None
    left_on: str | None

    @property
    def until(self) -> str:
        """The last day, one far away where there is none."""
        return self.valid_to or OPEN_END

    @property
    def person(self) -> tuple[str, str]:
        """Whose it is, in which case."""
        return self.case_id, " ".join(self.name.casefold().split())

    @property
    def words(self) -> str:
        """The person and the licence."""
        return f"{self.name} · {self.number}"


def current_licences(licences: Iterable[StaffLicence]) -> tuple[StaffLicence, ...]:
    """The licence of each person and kind that lasts longest, without those who left.

    A licence that was renewed is followed by another of the same person and kind; the one
    before it is then history, and nobody is reminded of it (DOMAIN.md §10.1). Who leaves
    takes along every licence issued until that day.
    """
    found = tuple(licences)
    left: dict[tuple[str, str], str] = {}
    for one in found:
        if one.left_on is not None:
            left[one.person] = max(one.left_on, left.get(one.person, ""))
    newest: dict[tuple[str, str, str], StaffLicence] = {}
    for one in found:
        known = newest.get((*one.person, one.kind))
        if one.issued_on > left.get(one.person, "") and (known is None or one.until > known.until):
            newest[(*one.person, one.kind)] = one
    return tuple(newest.values())
