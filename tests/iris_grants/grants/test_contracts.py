"""Contracts: drafted from an award, given an account, searched, signed, on both engines."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from db.tables.grants import GrantRecord
from iris_grants.awards.queries import list_awards
from iris_grants.documents.attachments import documents_of
from iris_grants.grants.changes import move_money
from iris_grants.grants.commands import (
    choose_account,
    draft_contract,
    give_up_draft,
    record_sanctions_check,
    sign_contract,
)
from iris_grants.grants.contract_paper import write_contract
from iris_grants.grants.queries import budgets_of, contract_of, list_grants
from iris_grants.kernel.money import Money
from iris_grants.kernel.operations import Desk
from iris_grants.organisations.commands import add_bank_account
from iris_grants.programme.commands import adopt_rule_set
from iris_grants.programme.grant_rules import rules_of_contract
from iris_grants.programme.templates import load_template
from tests.iris_grants.funding import ENDS, IBANS, SIGNED, STARTS, Funding
from tests.iris_grants.printed import checked, words_of
from tests.iris_grants.refusals import refused

CUT = (("1", "1.1", 600_001), ("indirect", "8", 30_000))


def draft(desk: Desk, award_id: str, **changes: str | date) -> str:
    terms: dict[str, str | date] = {
        "number": "IP-G-001",
        "starts_on": STARTS,
        "ends_on": ENDS,
        "preset": "80-20",
        "accounting_currency": "RSD",
        **changes,
    }
    return desk.run(draft_contract, award_id=award_id, **terms)  # type: ignore[arg-type]  # - kinds differ by name


@pytest.mark.parametrize(
    ("preset", "percents", "amounts"),
    [
        ("80-20", ["80", "20"], [504_001, 126_000]),
        ("70-20-10", ["70", "20", "10"], [441_001, 126_000, 63_000]),
        ("40-50-10", ["40", "50", "10"], [252_000, 315_001, 63_000]),
    ],
)
def test_draft_divides_the_grant_to_the_cent(
    local_funding: Funding, preset: str, percents: list[str], amounts: list[int]
) -> None:
    grant_id = local_funding.draft(preset=preset, lines=CUT)
    rows = local_funding.instalments(grant_id)
    assert [row.percent for row in rows] == percents
    assert [row.amount.minor for row in rows] == amounts
    assert sum(row.amount.minor for row in rows) == 630_001
    assert [row.kind for row in rows][0::3] == ["pre_financing"]
    assert rows[-1].kind == "balance"


def test_draft_keeps_budget_rate_and_rules(funding: Funding) -> None:
    grant_id = funding.draft(own=50_000)
    with funding.officer.read() as session:
        grant = session.get_one(GrantRecord, grant_id)
        (budget,) = budgets_of(session, grant_id)
        (row,) = list_grants(session)
    assert (grant.amount_minor, grant.rate_percent, grant.state) == (950_000, "95.0000", "drafted")
    assert (budget.kind, budget.number, budget.effective_on) == ("contract", 1, "2023-12-15")
    assert budget.by_heading == {"1": 400_000, "2": 100_000, "5": 500_000}
    assert (row.number, row.amount, row.paid) == (
        "IP-G-001",
        Money(950_000, "EUR"),
        Money(0, "EUR"),
    )


def test_draft_names_everything_that_is_wrong(funding: Funding) -> None:
    award_id = funding.award(funding.apply())
    with refused(
        "grants.number_needed",
        "grants.period_reversed",
        "grants.outside_action",
        "grants.currency_unknown",
        "grants.fx_other_receipt",
    ):
        draft(
            funding.officer,
            award_id,
            number=" ",
            starts_on=date(2026, 3, 1),
            ends_on=date(2026, 2, 1),
            accounting_currency="CHF",
            fx_other_method="receipt_period",
        )
    with refused("grants.preset_unknown") as problems:
        draft(funding.officer, award_id, preset="100-0")
    assert problems[0].params == {"known": "80-20, 70-20-10, 60-30-10, 50-40-10, 40-50-10"}
    with refused("constraint.ck_grant_contract_fx_method_known"):
        draft(funding.officer, award_id, fx_method="mine")


def test_draft_of_what_is_not_awarded_is_refused(funding: Funding) -> None:
    funding.draft()
    with funding.officer.read() as session:
        award_id = list_awards(session)[0].id
    with refused("constraint.uq_grant_contract_award_id"):
        draft(funding.officer, award_id, number="IP-G-002")
    with refused("kernel.role_missing"):
        draft(funding.approver, award_id, number="IP-G-002")


def test_draft_that_was_given_up_makes_room_for_another(funding: Funding) -> None:
    first = funding.draft()
    with funding.officer.read() as session:
        award_id = list_awards(session)[0].id
    funding.officer.run(give_up_draft, grant_id=first)
    with refused("constraint.uq_grant_contract_number"):
        draft(funding.officer, award_id)
    second = draft(funding.officer, award_id, number="IP-G-001a")
    with funding.officer.read() as session:
        states = [(row.id, row.state) for row in list_grants(session)]
    assert states == [(first, "terminated"), (second, "drafted")]
    with refused("grants.wrong_state"):
        funding.officer.run(give_up_draft, grant_id=first)


def test_draft_takes_the_rules_that_the_call_names(funding: Funding) -> None:
    """Rules of another code, adopted later, are not those of this call."""
    body = {**load_template("rules/fstp-2018"), "code": "OTHER-2030"}
    funding.officer.run(adopt_rule_set, kind="grant_rules", body=body)
    grant_id = funding.draft()
    with funding.officer.read() as session:
        rules = rules_of_contract(session, contract_of(session, grant_id).rule_set_id)
    assert rules.code == "FSTP-2018"


def test_sign_records_both_days(funding: Funding) -> None:
    grant_id = funding.signed()
    with funding.officer.read() as session:
        facts = contract_of(session, grant_id)
    assert (facts.signed_by_us_on, facts.signed_by_grantee_on) == ("2023-12-10", "2023-12-11")
    assert (facts.iban, facts.holder) == (IBANS[0], "Udruženje Ogled 1")
    with refused("grants.wrong_state"):
        funding.sign(grant_id)


def test_sign_without_an_account_is_refused(funding: Funding) -> None:
    grant_id = draft(funding.officer, funding.award(funding.apply()))
    funding.search_lists()
    with refused("grants.no_bank_account"):
        funding.sign(grant_id)


@pytest.mark.parametrize(
    ("age", "result", "code"),
    [
        (31, "no_match", "grants.sanctions_check_old"),
        (-1, "no_match", "grants.sanctions_check_old"),
        (1, "match", "grants.sanctions_match"),
    ],
)
def test_sign_on_a_bad_search_is_refused(
    local_funding: Funding, age: int, result: str, code: str
) -> None:
    grant_id = local_funding.draft()
    with refused("grants.sanctions_unchecked"):
        local_funding.sign(grant_id)
    local_funding.search_lists(on=SIGNED - timedelta(days=age), result=result)
    with refused(code):
        local_funding.sign(grant_id)


def test_sign_on_a_search_of_thirty_days_is_fine(funding: Funding) -> None:
    grant_id = funding.draft()
    funding.search_lists(on=SIGNED - timedelta(days=30))
    funding.sign(grant_id)
    with refused("kernel.role_missing"):
        funding.officer.run(
            sign_contract, grant_id=grant_id, signed_by_us_on=SIGNED, signed_by_grantee_on=SIGNED
        )


def test_search_without_its_evidence_is_refused(funding: Funding) -> None:
    organisation_id = funding.organisation(1)
    for version, searched, result, code in (
        (" ", "Udruženje", "no_match", "grants.evidence_incomplete"),
        ("uzorak", "", "no_match", "grants.evidence_incomplete"),
        ("uzorak", "Udruženje", "maybe", "grants.result_unknown"),
    ):
        with refused(code):
            funding.officer.run(
                record_sanctions_check,
                organisation_id=organisation_id,
                checked_on=SIGNED,
                list_version=version,
                searched=searched,
                result=result,
            )


def test_account_is_the_grantees_own_and_fixed_by_the_signature(funding: Funding) -> None:
    grant_id = funding.draft()
    other = funding.finance.run(
        add_bank_account,
        organisation_id=funding.organisation(2),
        iban=IBANS[1],
        holder="Udruženje Ogled 2",
    )
    with refused("grants.foreign_account"):
        funding.officer.run(choose_account, grant_id=grant_id, bank_account_id=other)
    funding.search_lists()
    funding.sign(grant_id)
    with refused("grants.wrong_state"):
        funding.officer.run(choose_account, grant_id=grant_id, bank_account_id=other)


@pytest.mark.parametrize("language", ["sr", "en"])
def test_contract_paper_carries_what_was_agreed(local_funding: Funding, language: str) -> None:
    grant_id = local_funding.signed(own=50_000)
    document_id = local_funding.officer.run(write_contract, grant_id=grant_id, language=language)
    words = _words(local_funding, document_id)
    serbian = language == "sr"
    for part in (
        "IP-G-001",
        "9.500,00 EUR" if serbian else "9,500.00 EUR",
        "95 %",
        IBANS[0],
        "15.12.2023." if serbian else "15/12/2023",
        "Ljudski resursi 4.000,00" if serbian else "Human resources 4,000.00",
        "1.1 Trošak 1.1 mesec 10 4.000,00" if serbian else "1.1 Trošak 1.1 mesec 10 4,000.00",
        "avansna isplata 80 % 7.600,00" if serbian else "pre-financing 80 % 7,600.00",
    ):
        assert part in words
    for code in ("form.", "fx.", "instalment.", "grants."):
        assert code not in words


def test_contract_paper_shows_the_budget_that_was_signed(local_funding: Funding) -> None:
    grant_id = local_funding.signed()
    local_funding.officer.run(
        move_money,
        grant_id=grant_id,
        kind="notification",
        effective_on=date(2024, 2, 1),
        from_line="5.1",
        to_line="2.1",
        amount=Money(25_000, "EUR"),
        reason="Putovanja su skuplja.",
    )
    document_id = local_funding.officer.run(write_contract, grant_id=grant_id, language="en")
    words = _words(local_funding, document_id)
    assert "2.1 Trošak 2.1 mesec 10 1,000.00" in words
    assert "1,250.00" not in words


def test_contract_paper_of_nothing_is_refused(local_funding: Funding) -> None:
    with refused("kernel.not_found"):
        local_funding.officer.run(write_contract, grant_id="nothing", language="sr")


def _words(funding: Funding, document_id: str) -> str:
    with funding.officer.read() as session:
        (grant,) = list_grants(session)
        (document,) = (
            one for one in documents_of(session, "grant", grant.id) if one.id == document_id
        )
    return words_of(checked(funding.officer.store.contents.read(document.sha256)))
