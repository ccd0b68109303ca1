"""Evidence of purchases by their value, and purchases split to need less of it."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date, timedelta

import pytest

from iris_grants.finance.rules.eligibility import Cost
from iris_grants.finance.rules.procurement import Band, check_purchases, offers_needed
from tests.iris_grants.finance.test_eligibility import COST, RULES

BANDS = (
    Band(up_to=50_000, offers=0),
    Band(up_to=250_000, offers=1),
    Band(up_to=2_000_000, offers=3),
    Band(up_to=None, offers=3),
)


def purchase(number: int, net: int, day: date, *, offers: int | None = None) -> Cost:
    return replace(
        COST,
        key=str(number),
        document_no=f"R-{number}",
        document_on=day,
        paid_on=day,
        eur_net=net,
        offers=offers,
    )


def codes(*costs: Cost) -> dict[str, list[str]]:
    found = check_purchases(costs, RULES, BANDS)
    return {key: [problem.code for problem in problems] for key, problems in found.items()}


@pytest.mark.parametrize(
    ("net", "needed"),
    [(50_000, 0), (50_001, 1), (250_000, 1), (250_001, 3), (2_000_001, 3)],
)
def test_band_of_a_value(net: int, needed: int) -> None:
    assert offers_needed(net, BANDS) == needed
    assert offers_needed(net, ()) == 0


def test_purchase_with_too_few_offers_is_doubtful() -> None:
    day = date(2024, 3, 4)
    assert codes(purchase(1, 50_000, day)) == {}
    assert codes(purchase(1, 60_000, day)) == {"1": ["finance.offers_missing"]}
    assert codes(purchase(1, 60_000, day, offers=1)) == {}
    assert codes(purchase(1, 300_000, day, offers=2)) == {"1": ["finance.offers_missing"]}


def test_purchases_that_cross_a_band_together_are_doubtful() -> None:
    small = [purchase(n, 20_000, date(2024, n, 10)) for n in (1, 2, 3)]
    assert codes(*small[:2]) == {}
    assert codes(*small) == {str(n): ["finance.purchase_split"] for n in (1, 2, 3)}
    found = check_purchases(small, RULES, BANDS)
    assert dict(found["1"][0].params) == {"total": "600.00 EUR", "count": 3, "needed": 1}


def test_offers_shown_for_one_of_them_cover_all() -> None:
    small = [purchase(n, 20_000, date(2024, n, 10)) for n in (1, 2, 3)]
    assert codes(replace(small[0], offers=1), *small[1:]) == {}


def test_purchases_more_than_a_year_apart_do_not_count_together() -> None:
    first, last = date(2024, 1, 10), date(2025, 1, 10)
    assert codes(purchase(1, 40_000, first), purchase(2, 40_000, last)) == {}
    assert set(codes(purchase(1, 40_000, first), purchase(2, 40_000, first + timedelta(365)))) == {
        "1",
        "2",
    }


def test_other_lines_suppliers_salaries_and_parts_are_apart() -> None:
    day = date(2024, 3, 4)
    one, two = purchase(1, 40_000, day), purchase(2, 40_000, day)
    assert codes(one, replace(two, supplier_key="drugi")) == {}
    assert codes(one, replace(two, document_no="R-1")) == {}
    salaries = [replace(cost, line_code="1.1") for cost in (one, two)]
    assert codes(*salaries) == {}
    assert codes(one, replace(two, eur_net=None)) == {}


def test_long_ledger_of_one_supplier_takes_no_longer_a_row() -> None:
    day = date(2024, 1, 1)
    costs = [purchase(n, 100, day + timedelta(n % 300)) for n in range(24_000)]
    started = time.process_time()
    assert len(codes(*costs)) == 24_000
    assert time.process_time() - started < 5
