"""Changes of a budget: what a notification may do, and what it may not."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from types import MappingProxyType

import pytest

from iris_grants.grants.budgets import unit_value
from iris_grants.grants.changes import change_budget, move_money, sign_addendum
from iris_grants.grants.queries import budgets_of, current_budget, reallocation_of
from iris_grants.grants.rules.reallocation import Route
from iris_grants.kernel.money import Money
from tests.iris_grants.funding import ENDS, STARTS, Funding
from tests.iris_grants.refusals import refused

FEBRUARY = date(2024, 2, 1)
LIMITED = (
    ("1", "1.1", 600_000),
    ("2", "2.1", 100_000),
    ("5", "5.1", 230_000),
    ("indirect", "8", 65_000),
)


def change(
    funding: Funding,
    grant_id: str,
    amounts: Mapping[str, int] = MappingProxyType({"2.1": 125_000, "5.1": 475_000}),
    *,
    kind: str = "notification",
    on: date = FEBRUARY,
    reason: str = "Putovanja su skuplja.",
) -> str:
    return funding.officer.run(
        change_budget,
        grant_id=grant_id,
        kind=kind,
        effective_on=on,
        amounts={code: Money(minor, "EUR") for code, minor in amounts.items()},
        reason=reason,
    )


def move(
    funding: Funding,
    grant_id: str,
    amount: Money,
    *,
    source: str = "5.1",
    target: str = "2.1",
    kind: str = "notification",
) -> str:
    """A notification in force, or an addendum that both have signed."""
    change_id = funding.officer.run(
        move_money,
        grant_id=grant_id,
        kind=kind,
        effective_on=FEBRUARY,
        from_line=source,
        to_line=target,
        amount=amount,
        reason="Putovanja su skuplja.",
    )
    if kind == "addendum":
        funding.approver.run(
            sign_addendum,
            change_id=change_id,
            signed_by_us_on=FEBRUARY,
            signed_by_grantee_on=FEBRUARY,
        )
    return change_id


def test_change_by_exactly_the_limit_needs_a_notification_only(funding: Funding) -> None:
    grant_id = funding.signed()
    change(funding, grant_id)
    with funding.officer.read() as session:
        first, second = budgets_of(session, grant_id)
        meter = {one.heading: one for one in reallocation_of(session, grant_id)}
    assert (second.number, second.kind, second.reason) == (
        2,
        "notification",
        "Putovanja su skuplja.",
    )
    assert second.by_heading == {"1": 400_000, "2": 125_000, "5": 475_000}
    assert [line.unit_value_minor for line in second.lines] == [40_000, 12_500, 47_500]
    assert sum(first.by_heading.values()) == sum(second.by_heading.values())
    assert (meter["2"].percent, meter["2"].route) == (Fraction(25), Route.NOTIFICATION)


def test_changes_count_together_until_an_addendum(funding: Funding) -> None:
    grant_id = funding.signed()
    move(funding, grant_id, Money(15_000, "EUR"))
    with refused("grants.addendum_needed") as problems:
        move(funding, grant_id, Money(10_001, "EUR"))
    assert problems[0].params == {"headings": "Travel (0.01 EUR)"}
    move(funding, grant_id, Money(10_001, "EUR"), kind="addendum")
    move(funding, grant_id, Money(20_000, "EUR"))
    with funding.officer.read() as session:
        assert current_budget(session, grant_id).number == 4


def test_change_of_indirect_costs_needs_an_addendum(funding: Funding) -> None:
    grant_id = funding.signed(lines=LIMITED)
    with refused("grants.addendum_needed"):
        move(funding, grant_id, Money(1, "EUR"), source="8", target="1.1")
    move(funding, grant_id, Money(1, "EUR"), source="8", target="1.1", kind="addendum")


def test_change_keeps_indirect_costs_within_their_share(funding: Funding) -> None:
    grant_id = funding.signed(lines=LIMITED)
    with refused("awards.indirect_too_high"):
        move(funding, grant_id, Money(1_000, "EUR"), source="1.1", target="8", kind="addendum")


def test_change_as_a_new_contract_budget_is_refused(funding: Funding) -> None:
    """Otherwise the base of the reallocation meter could be moved without an addendum."""
    grant_id = funding.signed()
    with refused("grants.kind_unknown"):
        change(funding, grant_id, kind="contract")


@pytest.mark.parametrize(
    ("amounts", "code"),
    [
        ({"2.1": 125_000}, "grants.total_changed"),
        ({"2.1": 100_000, "5.1": 500_000}, "grants.nothing_changed"),
        ({"9.9": 1, "2.1": 99_999}, "grants.line_unknown"),
    ],
)
def test_change_that_is_none_of_this_budget_is_refused(
    local_funding: Funding, amounts: dict[str, int], code: str
) -> None:
    grant_id = local_funding.signed()
    with refused(code):
        change(local_funding, grant_id, amounts)


def test_change_below_zero_is_refused(funding: Funding) -> None:
    grant_id = funding.signed()
    with refused("constraint.ck_contract_change_line_amount_minor_not_negative"):
        change(funding, grant_id, {"2.1": -1, "5.1": 600_001}, kind="addendum")


def test_change_in_another_currency_is_refused(funding: Funding) -> None:
    grant_id = funding.signed()
    with refused("grants.other_currency"):
        move(funding, grant_id, Money(10_000, "RSD"))
    with refused("grants.other_currency"):
        funding.officer.run(
            change_budget,
            grant_id=grant_id,
            kind="notification",
            effective_on=FEBRUARY,
            amounts={"2.1": Money(125_000, "RSD"), "5.1": Money(475_000, "EUR")},
            reason="Valuta.",
        )


def test_change_has_its_reason_and_its_day_in_order(funding: Funding) -> None:
    grant_id = funding.signed()
    with refused("grants.reason_needed"):
        change(funding, grant_id, reason=" ")
    for day in (date(2023, 12, 14), date(2024, 10, 15)):
        with refused("grants.outside_period"):
            change(funding, grant_id, on=day)
    change(funding, grant_id, {"2.1": 110_000, "5.1": 490_000}, on=ENDS)
    with refused("grants.before_last_change"):
        change(funding, grant_id, on=STARTS)


def test_change_before_the_signature_is_refused(funding: Funding) -> None:
    with refused("grants.wrong_state"):
        change(funding, funding.draft())


def test_move_from_a_line_that_has_too_little_is_refused(funding: Funding) -> None:
    grant_id = funding.signed()
    for amount in (0, -1, 100_001):
        with refused("grants.too_little_in_line") as problems:
            move(funding, grant_id, Money(amount, "EUR"), source="2.1", target="1.1")
        assert problems[0].params == {"left": "1000.00 EUR"}
    with refused("grants.same_line"):
        move(funding, grant_id, Money(1, "EUR"), source="2.1", target="2.1")
    with refused("grants.line_unknown") as problems:
        move(funding, grant_id, Money(1, "EUR"), source="9.9", target="2.1")
    assert (problems[0].where.key, problems[0].params) == ("from_line", {"lines": "9.9"})


def test_unit_value_is_rounded_half_up_and_of_nothing_is_nothing() -> None:
    assert unit_value(10_000, 3_000) == 3_333
    assert unit_value(10_001, 2_000) == 5_001
    assert unit_value(10_000, 0) == 0
