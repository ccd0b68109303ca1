"""When a report of a contract is due."""

from __future__ import annotations

from datetime import date, timedelta


def report_due(
    *, period_to: date | None, contract_ends: date, due_days: int, agreed: date | None
) -> date:
    """The day on which a report is due.

    An agreed day counts; otherwise so many days after the end of its period, which for a
    final report is the end of the contract as it stands (DOMAIN.md §7.1; the number of
    days is a preset).
    """
    if agreed is not None:
        return agreed
    return (period_to or contract_ends) + timedelta(days=due_days)
