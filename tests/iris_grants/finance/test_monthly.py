"""Spending by month beside a plan that adds up to the budgets, to the cent."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from iris_grants.finance.monthly import spending_by_month
from iris_grants.finance.rules.months import months_between, spread
from tests.iris_grants.funding import Funding
from tests.iris_grants.grants.test_payments import spend


def test_months_are_all_between_two_days() -> None:
    assert months_between("2023-11-30", "2024-02-01") == (
        "2023-11",
        "2023-12",
        "2024-01",
        "2024-02",
    )
    assert months_between("2024-02-01", "2024-01-31") == ()


@given(minor=st.integers(0, 10**9), count=st.integers(1, 48))
def test_parts_add_up_and_differ_by_a_cent_at_most(minor: int, count: int) -> None:
    months = months_between("2023-01", f"{2023 + (count - 1) // 12}-{(count - 1) % 12 + 1:02d}")
    parts = spread(minor, months).values()
    assert len(parts) == count
    assert sum(parts) == minor
    assert max(parts) - min(parts) <= 1


def test_plan_is_the_budget_of_signed_grants_over_their_months(funding: Funding) -> None:
    with funding.officer.read() as session:
        assert spending_by_month(session) == ()
    funding.draft()
    with funding.officer.read() as session:
        assert spending_by_month(session) == ()
    funding.search_lists()
    funding.sign(_grant(funding))
    with funding.officer.read() as session:
        rows = spending_by_month(session)
    assert sum(row.planned_minor for row in rows) == 1_000_000
    assert {row.accepted_minor + row.waiting_minor for row in rows} == {0}
    assert [row.month for row in rows] == sorted(row.month for row in rows)


def _grant(funding: Funding) -> str:
    from iris_grants.grants.queries import list_grants

    with funding.officer.read() as session:
        (row,) = list_grants(session)
    return row.id


def test_costs_stand_in_the_month_they_were_paid_without_what_was_disallowed(
    funding: Funding,
) -> None:
    spend(funding, funding.signed(), 50_000, 1_500)
    with funding.officer.read() as session:
        rows = {row.month: row for row in spending_by_month(session)}
    assert (rows["2024-02"].accepted_minor, rows["2024-02"].waiting_minor) == (0, 48_500)
    assert sum(row.waiting_minor for row in rows.values()) == 48_500
