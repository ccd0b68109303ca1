"""Payments: two people, one after another, on a fresh search, and what the bank credited."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from db.tables.documents import DocumentRecord
from db.tables.finance import ExpenditureRecord, LedgerImportRecord
from db.tables.grants import GrantRecord, PaymentRecord
from iris_grants.grants.payments import (
    approve_payment,
    discard_payment,
    prepare_payment,
    record_credit,
)
from iris_grants.grants.queries import due_of, list_grants
from iris_grants.kernel.access import Role
from iris_grants.kernel.money import Money
from iris_grants.kernel.operations import Desk, refused_constraints
from iris_grants.people.commands import add_person
from iris_grants.people.desks import acting_person
from tests.iris_grants.funding import CREDITED, LINES, PAID, RATE, Funding
from tests.iris_grants.refusals import refused
from tests.iris_grants.settled import fix_final_amount

LOCAL = Money(93_746_400, "RSD")


def credit(funding: Funding, payment_id: str, **changes: object) -> None:
    terms: dict[str, object] = {"credited_on": CREDITED, "local": LOCAL, "rate": RATE, **changes}
    funding.finance.run(record_credit, payment_id=payment_id, **terms)  # type: ignore[arg-type]  # - kinds differ by name


def spend(funding: Funding, grant_id: str, cents: int, disallowed: int = 0) -> None:
    """Lay down one cost of a grant."""
    with funding.direct() as session:
        content = funding.officer.store.contents.put(b"spisak")
        session.add(
            DocumentRecord(
                id="d-1",
                subject_kind="grant",
                subject_id=grant_id,
                kind="ledger",
                name="spisak.xlsx",
                media_type="application/octet-stream",
                sha256=content.sha256,
                size=content.size,
                received_at="2024-05-01T08:00:00Z",
            )
        )
        session.flush()
        session.add(
            LedgerImportRecord(
                id="l-1",
                grant_id=grant_id,
                document_id="d-1",
                sha256=content.sha256,
                rows=1,
                imported_at="2024-05-01T08:00:00Z",
            )
        )
        session.flush()
        session.add(_cost(grant_id, cents, disallowed))


def _cost(grant_id: str, cents: int, disallowed: int) -> ExpenditureRecord:
    return ExpenditureRecord(
        id="c-1",
        grant_id=grant_id,
        ledger_import_id="l-1",
        number=1,
        sheet_row=5,
        line_code="1.1",
        description="Zarade",
        supplier="Radnici",
        supplier_key="radnici",
        document_type="račun",
        document_no="1",
        document_on="2024-01-31",
        paid_on="2024-02-05",
        payment_ref="izvod 1",
        currency="EUR",
        net_minor=cents,
        vat_minor=0,
        vat_treatment="none",
        charged_minor=cents,
        rate="1",
        rate_source="EUR",
        eur_minor=cents,
        state="reported",
        disallowed_minor=disallowed,
    )


def test_payment_goes_through_two_people_and_starts_the_grant(funding: Funding) -> None:
    grant_id = funding.signed()
    payment_id = funding.prepare(grant_id)
    assert funding.instalments(grant_id)[0].approved_by is None
    funding.approver.run(approve_payment, payment_id=payment_id)
    first = funding.instalments(grant_id)[0]
    assert (first.paid, first.paid_on, first.bank_ref) == (
        Money(800_000, "EUR"),
        "2023-12-20",
        "nalog 1",
    )
    assert (first.prepared_by, first.approved_by) == ("Ljuba Ogledna", "Vuk Probni")
    with funding.officer.read() as session:
        (row,) = list_grants(session)
    assert (row.state, row.paid) == ("running", Money(800_000, "EUR"))
    with refused("grants.already_approved"):
        funding.approver.run(approve_payment, payment_id=payment_id)


def test_payment_that_waits_is_not_paid_yet(funding: Funding) -> None:
    grant_id = funding.signed()
    funding.prepare(grant_id)
    with funding.officer.read() as session:
        (row,) = list_grants(session)
    assert (row.state, row.paid) == ("signed", Money(0, "EUR"))


def test_payment_is_not_approved_by_who_prepared_it(funding: Funding) -> None:
    grant_id = funding.signed()
    both = frozenset({Role.FINANCE_OFFICER, Role.APPROVER})
    funding.officer.run(add_person, name="Ana Obe", roles=both)
    with funding.officer.read() as session:
        person = acting_person(session, "Ana Obe")
    ana = Desk(funding.officer.store, person, funding.officer.clock)
    payment_id = ana.run(
        prepare_payment,
        instalment_id=funding.instalments(grant_id)[0].id,
        paid_on=PAID,
        bank_ref="nalog 1",
    )
    with refused("grants.second_person_needed"):
        ana.run(approve_payment, payment_id=payment_id)
    with (
        refused("constraint.ck_payment_two_people"),
        refused_constraints(),
        funding.direct() as session,
    ):
        session.get_one(PaymentRecord, payment_id).approved_by_id = person.person_id


def test_payment_roles_are_apart(funding: Funding) -> None:
    grant_id = funding.signed()
    instalment_id = funding.instalments(grant_id)[0].id
    for desk in (funding.officer, funding.approver):
        with refused("kernel.role_missing"):
            desk.run(prepare_payment, instalment_id=instalment_id, paid_on=PAID, bank_ref="nalog 1")
    payment_id = funding.prepare(grant_id)
    with refused("kernel.role_missing"):
        funding.finance.run(approve_payment, payment_id=payment_id)


def test_payment_out_of_turn_is_refused(funding: Funding) -> None:
    grant_id = funding.signed(preset="70-20-10")
    with refused("grants.payment_out_of_turn"):
        funding.prepare(grant_id, 1)
    funding.prepare(grant_id)
    with refused("grants.payment_out_of_turn"):
        funding.prepare(grant_id, 1)
    with refused("constraint.uq_payment_instalment_id"):
        funding.prepare(grant_id)


def test_payment_of_the_balance_before_the_final_report_is_refused(funding: Funding) -> None:
    grant_id = funding.signed()
    funding.pay(grant_id)
    with refused("grants.balance_before_report"):
        funding.prepare(grant_id, 1)
    with funding.direct() as session:
        session.get_one(GrantRecord, grant_id).state = "reported"
    with refused("grants.final_amount_needed"):
        funding.prepare(grant_id, 1)
    for final, code in ((800_000, "grants.nothing_left"), (950_000, None)):
        fix_final_amount(funding, grant_id, final)
        if code is not None:
            with refused(code):
                funding.prepare(grant_id, 1)
    funding.prepare(grant_id, 1)
    assert funding.instalments(grant_id)[1].paid == Money(150_000, "EUR")


def test_payment_before_the_signature_or_after_the_end_is_refused(funding: Funding) -> None:
    grant_id = funding.draft()
    with refused("grants.not_payable"):
        funding.prepare(grant_id)
    for state in ("closed", "terminated"):
        with funding.direct() as session:
            session.get_one(GrantRecord, grant_id).state = state
        with refused("grants.not_payable"):
            funding.prepare(grant_id)


def test_payment_on_an_old_search_is_refused(funding: Funding) -> None:
    grant_id = funding.signed()
    with refused("grants.sanctions_check_old"):
        funding.prepare(grant_id, on=date(2024, 1, 11))
    funding.prepare(grant_id, on=date(2024, 1, 10))


def test_payment_is_not_approved_once_a_search_found_a_match(funding: Funding) -> None:
    grant_id = funding.signed()
    payment_id = funding.prepare(grant_id)
    funding.search_lists(on=date(2023, 12, 21), result="match")
    with refused("grants.sanctions_match"):
        funding.approver.run(approve_payment, payment_id=payment_id)


def test_payment_without_its_bank_order_is_refused(funding: Funding) -> None:
    grant_id = funding.signed()
    with refused("grants.bank_ref_needed"):
        funding.finance.run(
            prepare_payment,
            instalment_id=funding.instalments(grant_id)[0].id,
            paid_on=PAID,
            bank_ref=" ",
        )


def test_payment_that_was_taken_back_can_be_prepared_anew(funding: Funding) -> None:
    grant_id = funding.signed()
    funding.approver.run(discard_payment, payment_id=funding.prepare(grant_id))
    assert funding.instalments(grant_id)[0].payment_id is None
    payment_id = funding.prepare(grant_id)
    funding.approver.run(approve_payment, payment_id=payment_id)
    with refused("grants.already_approved"):
        funding.finance.run(discard_payment, payment_id=payment_id)


@pytest.mark.parametrize(
    ("spent", "disallowed", "due"),
    [
        (490_000, 0, 200_000),
        (500_000, 10_000, 200_000),
        (500_000, 60_000, 150_000),
        (300_000, 0, 10_000),
    ],
)
def test_further_instalment_is_paid_as_far_as_the_first_is_spent(
    local_funding: Funding, spent: int, disallowed: int, due: int
) -> None:
    grant_id = local_funding.signed(preset="70-20-10")
    local_funding.approver.run(approve_payment, payment_id=local_funding.prepare(grant_id))
    spend(local_funding, grant_id, spent, disallowed)
    local_funding.search_lists(on=date(2024, 5, 10))
    local_funding.prepare(grant_id, 1, on=date(2024, 5, 15))
    further = local_funding.instalments(grant_id)[1]
    assert (further.amount, further.paid) == (Money(200_000, "EUR"), Money(due, "EUR"))


def test_further_instalment_counts_the_grants_share_only(funding: Funding) -> None:
    """Of 10.000 in costs at 95 % the grant pays 9.500."""
    grant_id = funding.signed(preset="70-20-10", own=50_000)
    funding.approver.run(approve_payment, payment_id=funding.prepare(grant_id))
    spend(funding, grant_id, 400_000)
    with funding.officer.read() as session:
        due = due_of(session, funding.instalments(grant_id)[1].id)
    assert (due.planned, due.needed, due.spent, due.amount) == (190_000, 465_500, 380_000, 104_500)


def test_further_instalment_counts_indirect_costs_at_the_rate_of_the_contract(
    funding: Funding,
) -> None:
    """4.900 of direct costs make 343 of indirect ones: together 70 % of the first instalment."""
    grant_id = funding.signed(preset="70-20-10", lines=(*LINES, ("indirect", "7", 70_000)))
    funding.approver.run(approve_payment, payment_id=funding.prepare(grant_id))
    spend(funding, grant_id, 490_000)
    with funding.officer.read() as session:
        due = due_of(session, funding.instalments(grant_id)[1].id)
    assert (due.planned, due.needed, due.spent, due.amount) == (214_000, 524_300, 524_300, 214_000)


def test_further_instalment_on_nothing_spent_is_refused(funding: Funding) -> None:
    grant_id = funding.signed(preset="70-20-10")
    funding.approver.run(approve_payment, payment_id=funding.prepare(grant_id))
    with refused("grants.too_little_spent") as problems:
        funding.prepare(grant_id, 1)
    assert problems[0].params == {"needed": "4900.00 EUR", "spent": "0.00 EUR"}


def test_credit_keeps_every_digit_of_the_rate(funding: Funding) -> None:
    grant_id = funding.signed()
    funding.pay(grant_id)
    first = funding.instalments(grant_id)[0]
    assert (first.credited_on, first.local_minor, first.local_currency, first.rate) == (
        "2023-12-22",
        93_746_400,
        "RSD",
        "117.1830",
    )


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"local": Money(93_746_401, "RSD")}, "grants.credit_mismatch"),
        ({"local": Money(800_000, "EUR")}, "grants.other_currency"),
        ({"rate": Decimal(0), "local": Money(0, "RSD")}, "grants.rate_not_positive"),
        ({"rate": Decimal("NaN")}, "grants.rate_not_positive"),
        ({"credited_on": date(2023, 12, 19)}, "grants.credited_before_paid"),
    ],
)
def test_credit_that_cannot_be_is_refused(
    local_funding: Funding, changes: dict[str, object], code: str
) -> None:
    grant_id = local_funding.signed()
    payment_id = local_funding.prepare(grant_id)
    with refused("grants.not_approved"):
        credit(local_funding, payment_id)
    local_funding.approver.run(approve_payment, payment_id=payment_id)
    with refused(code):
        credit(local_funding, payment_id, **changes)


def test_credit_is_written_down_once(funding: Funding) -> None:
    payment_id = funding.pay(funding.signed())
    with refused("grants.already_credited"):
        credit(funding, payment_id, rate=Decimal(117), local=Money(93_600_000, "RSD"))
