"""Negotiation line by line: what a negotiated budget may be."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from iris_grants.awards.rules.negotiation import (
    Limits,
    NegotiatedLine,
    agreed_total,
    check_negotiation,
    check_shares,
)
from iris_grants.kernel.problems import Problem

LIMITS = Limits(
    minimum=500_000,
    maximum=1_500_000,
    rate=Decimal(95),
    indirect=Decimal(7),
    contingency=Decimal(5),
)
CENTS = st.integers(min_value=0, max_value=2_000_000)


def line(
    code: str, requested: int, agreed: int | None = -1, *, heading: str = "1", reason: str = ""
) -> NegotiatedLine:
    return NegotiatedLine(
        code=code,
        heading=heading,
        requested=requested,
        agreed=requested if agreed == -1 else agreed,
        reason=reason,
    )


def check(
    *lines: NegotiatedLine, co_financing: int = 50_000, offered: int = 950_000
) -> tuple[Problem, ...]:
    return check_negotiation(lines, co_financing=co_financing, offered=offered, limits=LIMITS)


def codes(problems: tuple[Problem, ...]) -> list[str]:
    return [problem.code for problem in problems]


def test_negotiation_as_requested_is_clean() -> None:
    assert check(line("1.1", 600_000), line("2.1", 400_000)) == ()


def test_negotiation_with_an_open_line_names_it_and_nothing_else() -> None:
    found = check(line("1.1", 600_000), line("2.1", 400_000, None))
    assert [(p.code, p.where.key) for p in found] == [("awards.line_open", "2.1")]


def test_negotiation_of_a_changed_line_needs_a_reason() -> None:
    assert codes(check(line("1.1", 600_000, 550_000), line("2.1", 400_000))) == [
        "awards.change_without_reason"
    ]
    assert (
        check(line("1.1", 600_000, 550_000, reason="Zarade su niže."), line("2.1", 400_000)) == ()
    )


def test_negotiation_never_raises_the_grant_above_the_offer() -> None:
    raised = line("1.1", 600_000, 600_001, reason="Greška u računu.")
    found = check(raised, line("2.1", 400_000))
    assert codes(found) == ["awards.above_offer", "awards.rate_too_high"]
    assert found[0].params == {"agreed": "9500.01", "offered": "9500.00"}


def test_negotiation_keeps_the_co_financing_whole_when_costs_are_cut() -> None:
    """Of 10.000 with 500 promised, a cut to 8.000 leaves a grant of 7.500, not of 7.600."""
    cut = line("1.1", 600_000, 400_000, reason="Preskupo.")
    assert check(cut, line("2.1", 400_000)) == ()
    found = check(cut, line("2.1", 400_000), offered=749_999)
    assert codes(found) == ["awards.above_offer"]
    assert found[0].params == {"agreed": "7500.00", "offered": "7499.99"}


def test_negotiation_outside_the_amounts_of_the_call_is_refused() -> None:
    small = line("1.1", 600_000, 149_999, reason="Deo aktivnosti otpada.")
    assert codes(check(small, line("2.1", 400_000))) == ["awards.outside_amounts"]
    just = line("1.1", 600_000, 150_000, reason="Deo aktivnosti otpada.")
    assert check(just, line("2.1", 400_000)) == ()


def test_negotiation_of_a_larger_share_than_the_call_pays_is_refused() -> None:
    found = check(line("1.1", 600_000), line("2.1", 400_000), co_financing=49_999, offered=950_001)
    assert codes(found) == ["awards.rate_too_high"]
    assert found[0].params == {"percent": "95"}


def test_shares_at_their_limit_are_clean_and_a_cent_above_is_not() -> None:
    limits = {"indirect": Decimal(7), "contingency": Decimal(5)}
    at = {"1": 600_000, "2": 400_000, "indirect": 70_000, "contingency": 50_000}
    assert check_shares(at, **limits) == []
    over = {**at, "indirect": 70_001, "contingency": 50_001}
    found = check_shares(over, **limits)
    assert [(p.code, p.where.key) for p in found] == [
        ("awards.indirect_too_high", "indirect"),
        ("awards.contingency_too_high", "contingency"),
    ]


def test_shares_without_direct_costs_are_refused() -> None:
    limits = {"indirect": Decimal(7), "contingency": Decimal(5)}
    assert [p.code for p in check_shares({"indirect": 1}, **limits)] == ["awards.indirect_too_high"]


@given(st.lists(st.tuples(CENTS, CENTS), min_size=1, max_size=8))
def test_agreed_total_is_the_sum_of_lines_whatever_was_requested(
    amounts: list[tuple[int, int]],
) -> None:
    lines = [line(str(n), asked, agreed) for n, (asked, agreed) in enumerate(amounts)]
    assert agreed_total(lines) == sum(agreed for _asked, agreed in amounts)
    assert agreed_total([*lines, line("x", 1, None)]) is None


@given(st.integers(0, 300_000), CENTS, st.integers(0, 2_000_000))
def test_cutting_never_raises_the_share_that_is_paid(own: int, requested: int, cut: int) -> None:
    """With the co-financing kept whole, a cut budget is paid at no higher rate than before."""
    total = requested + own
    agreed = max(own, total - cut)
    if total and agreed:
        assert (agreed - own) * total <= (total - own) * agreed


def test_share_is_rounded_as_the_form_rounds_it() -> None:
    limits = {"indirect": Decimal(7), "contingency": Decimal(5)}
    assert check_shares({"1": 14_378_40, "indirect": 1_006_49}, **limits) == []
    (found,) = check_shares({"1": 14_378_40, "indirect": 1_006_50}, **limits)
    assert found.code == "awards.indirect_too_high"
