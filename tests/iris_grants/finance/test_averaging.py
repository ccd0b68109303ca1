"""Costs at the average rate of their reporting period (FX-A): provisional, then of the report."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import update

from db.tables.grants import GrantRecord
from iris_grants.finance.commands import disallow_cost, record_rate
from iris_grants.finance.financial_reports import draw_up_report, withdraw_report
from iris_grants.finance.reconciliation import reconciliation_of
from iris_grants.grants.commands import draft_contract
from iris_grants.kernel.money import Money
from tests.iris_grants.finance.lists import Desk, entry
from tests.iris_grants.funding import ENDS, STARTS, Funding
from tests.iris_grants.refusals import refused

RATES = {(2023, 12): "100", (2024, 1): "100", (2024, 2): "130", (2024, 3): "150"}


def rate(funding: Funding, year: int, month: int) -> None:
    funding.finance.run(
        record_rate,
        kind="inforeuro_month",
        currency="RSD",
        valid_on=date(year, month, 1),
        rate=Decimal(RATES[year, month]),
        source=f"InforEuro {month}/{year}",
    )


def draw_up(desk: Desk) -> str:
    return desk.funding.finance.run(
        draw_up_report, grant_id=desk.grant_id, kind="interim", period_to=date(2024, 3, 31)
    )


def test_report_gives_its_costs_the_average_of_all_its_months(desk: Desk) -> None:
    funding = desk.funding
    with funding.direct() as session:
        session.execute(update(GrantRecord).values(fx_method="average_inforeuro"))
    for month in list(RATES)[:3]:
        rate(funding, *month)
    january, february = date(2024, 1, 31), date(2024, 2, 29)
    desk.book(
        desk.write(
            entry("R-1", net="21000", day=january),
            entry("R-2", net="22000", day=february),
            entry("R-3", net="10", currency="EUR", day=february),
        )
    )
    booked = [(one.rate, one.eur_minor) for one in desk.costs()]
    assert booked == [("100", 21_000), ("110", 20_000), ("1", 1_000)]
    finance = funding.finance
    for cost, cents in ((desk.costs()[0], 21_000), (desk.costs()[1], 5_000)):
        finance.run(
            disallow_cost,
            expenditure_id=cost.id,
            disallowed=Money(cents, "EUR"),
            reason="Bez dokaza",
            reason_code="X-02",
        )
    with refused("finance.rate_missing"):
        draw_up(desk)
    rate(funding, 2024, 3)
    report = draw_up(desk)
    found = [(one.rate, one.eur_minor, one.disallowed_minor) for one in desk.costs()]
    assert found == [("120", 17_500, 17_500), ("120", 18_333, 4_583), ("1", 1_000, 0)]
    assert desk.costs()[0].rate_source.startswith("2023-12 – 2024-03: (100 + 100 + 130 + 150) / 4")
    later = desk.plan(desk.write(entry("R-4", day=january), name="drugi.xlsx"))
    assert [one.rate for one in later.costs] == [Decimal(120)]
    finance.run(withdraw_report, report_id=report)
    assert [one.rate for one in desk.costs()] == ["120", "120", "1"]


def test_contract_may_prescribe_the_average_for_every_currency(local_funding: Funding) -> None:
    award = local_funding.award(local_funding.apply(1))
    grant_id = local_funding.officer.run(
        draft_contract,
        award_id=award,
        number="IP-G-077",
        starts_on=STARTS,
        ends_on=ENDS,
        preset="80-20",
        accounting_currency="RSD",
        fx_method="average_inforeuro",
        fx_other_method="average_inforeuro",
    )
    with local_funding.officer.read() as session:
        grant = session.get_one(GrantRecord, grant_id)
        assert (grant.fx_method, grant.fx_other_method) == ("average_inforeuro",) * 2


def test_exchange_difference_is_what_the_instalments_brought_less_than_declared(
    desk: Desk,
) -> None:
    funding = desk.funding
    for month in list(RATES)[:3]:
        rate(funding, *month)
    day, before = date(2024, 2, 29), date(2023, 12, 20)
    with funding.finance.read() as session:
        assert reconciliation_of(session, desk.grant_id) is None
    with funding.direct() as session:
        session.execute(update(GrantRecord).values(fx_method="monthly_inforeuro"))
    desk.book(
        desk.write(
            entry("R-1", net="11718.30", day=day),
            entry("R-2", net="10", currency="EUR", day=day),
            entry("R-3", net="1000", day=before),
        )
    )
    with funding.finance.read() as session:
        found = reconciliation_of(session, desk.grant_id)
    assert found is not None
    assert (found.charged_minor, found.declared_minor, found.received_minor, found.before) == (
        1_171_830,
        9_014,
        10_000,
        1,
    )
    assert found.difference_minor == -986
