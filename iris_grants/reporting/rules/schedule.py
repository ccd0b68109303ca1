"""Which reports a contract asks for, and where each of them stands on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from iris_grants.kernel.problems import Problem, Where

SOON_DAYS = 14
"""A report that is due within so many days is said to be due soon."""


class Standing(StrEnum):
    """Where a report stands on a day: its state, and whether its day is near or past."""

    LATER = "later"
    SOON = "soon"
    OVERDUE = "overdue"
    RECEIVED = "received"
    RETURNED = "returned"
    APPROVED = "approved"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedReport:
    """A report to come; `period_to` none: the end of the contract, wherever it is moved."""

    number: int
    kind: str
    period_from: date
    period_to: date | None
    due_days: int


def planned_reports(
    starts_on: date, ends_on: date, *, interims: int, interim_days: int, final_days: int
) -> tuple[PlannedReport, ...]:
    """The reports of a contract: so many interim ones over equal parts, and the final one.

    An interim report covers what came since the one before, the final report the whole
    contract (DOMAIN.md §7.1). The days for handing in are presets of the rules.
    """
    days = (ends_on - starts_on).days + 1
    ends = [
        starts_on + timedelta(days=days * part // (interims + 1) - 1)
        for part in range(1, interims + 1)
    ]
    begins = [starts_on, *(end + timedelta(days=1) for end in ends)]
    planned = [
        PlannedReport(
            number=number,
            kind="interim",
            period_from=begins[number - 1],
            period_to=end,
            due_days=interim_days,
        )
        for number, end in enumerate(ends, start=1)
    ]
    final = PlannedReport(
        number=interims + 1,
        kind="final",
        period_from=starts_on,
        period_to=None,
        due_days=final_days,
    )
    return (*planned, final)


def check_report_period(
    period_from: date, period_to: date, *, starts_on: date, ends_on: date
) -> tuple[Problem, ...]:
    """Problems of the period of a report: in order, and inside the contract's."""
    if period_to < period_from:
        return (Problem(code="reporting.period_reversed", where=Where(key="period_to")),)
    if period_from < starts_on or period_to > ends_on:
        params = {"starts": starts_on.isoformat(), "ends": ends_on.isoformat()}
        where = Where(key="period_from" if period_from < starts_on else "period_to")
        return (Problem(code="reporting.outside_contract", where=where, params=params),)
    return ()


def standing(state: str, due: date, today: date) -> Standing:
    """Where a report stands: a returned one is overdue after its new day as well."""
    if state in ("received", "approved"):
        return Standing(state)
    if due < today:
        return Standing.OVERDUE
    if state == "returned":
        return Standing.RETURNED
    return Standing.SOON if (due - today).days <= SOON_DAYS else Standing.LATER
