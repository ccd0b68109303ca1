"""Changes of a contract: asked for in time, signed, notified, and confirmed by two people."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from db.tables.grants import GrantRecord, InstalmentRecord
from db.tables.reporting import ReportRecord
from iris_grants.documents.attachments import documents_of
from iris_grants.grants.addendum_paper import write_addendum
from iris_grants.grants.change_queries import changes_of, waiting_changes
from iris_grants.grants.changes import (
    change_budget,
    extend_period,
    move_money,
    sign_addendum,
    withdraw_change,
)
from iris_grants.grants.conditions import due_day, payment_problems
from iris_grants.grants.notices import announce_account, confirm_account, record_notification
from iris_grants.grants.queries import contract_of, current_budget, list_grants
from iris_grants.kernel.ids import new_id
from iris_grants.kernel.money import Money
from iris_grants.organisations.commands import add_bank_account
from tests.iris_grants.funding import ENDS, PAID, STARTS, Funding
from tests.iris_grants.printed import checked, words_of
from tests.iris_grants.refusals import refused

ASKED, EFFECT = date(2024, 3, 1), date(2024, 4, 15)
NEW_END = date(2024, 12, 14)
OTHER_IBAN = "RS35105008123123123173"


def ask_to_extend(
    funding: Funding, grant_id: str, *, asked: date = ASKED, short: str = "", end: date = NEW_END
) -> str:
    return funding.officer.run(
        extend_period,
        grant_id=grant_id,
        ends_on=end,
        effective_on=EFFECT,
        reason="Škola je zatvorena do leta.",
        requested_on=asked,
        short_notice=short,
    )


def sign(funding: Funding, change_id: str, on: date = date(2024, 4, 10)) -> None:
    funding.approver.run(
        sign_addendum, change_id=change_id, signed_by_us_on=on, signed_by_grantee_on=on
    )


def test_addendum_moves_the_end_when_both_have_signed(funding: Funding, tmp_path: Path) -> None:
    grant_id = funding.signed()
    change_id = ask_to_extend(funding, grant_id)
    with funding.officer.read() as session:
        (row,) = list_grants(session)
        assert row.ends_on == ENDS.isoformat()
        assert waiting_changes(session) == {(grant_id, "addendum")}
    with refused("kernel.role_missing"):
        funding.officer.run(
            sign_addendum, change_id=change_id, signed_by_us_on=EFFECT, signed_by_grantee_on=EFFECT
        )
    with refused("grants.signed_before_request", "grants.signed_before_request"):
        sign(funding, change_id, date(2024, 2, 29))
    sign(funding, change_id)
    document_id = funding.officer.run(write_addendum, change_id=change_id, language="sr")
    with funding.officer.read() as session:
        (row,) = list_grants(session)
        (change,) = changes_of(session, grant_id)
        (document,) = documents_of(session, "grant", grant_id)
    assert (row.ends_on, change.state, change.ends_before) == (
        NEW_END.isoformat(),
        "in_force",
        ENDS.isoformat(),
    )
    assert (document.id, document.name) == (document_id, "IP-G-001-addendum-1.pdf")
    words = words_of(checked(funding.officer.store.contents.read(document.sha256)))
    assert "se završava 14.12.2024. umesto 14.10.2024." in words
    with refused("grants.change_decided"):
        sign(funding, change_id)


def test_addendum_is_asked_for_in_time_or_says_why_not(funding: Funding) -> None:
    grant_id = funding.signed()
    with refused("grants.short_notice") as problems:
        ask_to_extend(funding, grant_id, asked=date(2024, 3, 17))
    assert problems[0].params == {"days": 30, "earliest": "2024-04-16"}
    ask_to_extend(funding, grant_id, asked=date(2024, 3, 16))
    ask_to_extend(funding, grant_id, asked=date(2024, 3, 17), short="Poplava.")
    with refused("grants.requested_after_effect"):
        ask_to_extend(funding, grant_id, asked=date(2024, 4, 16), short="Poplava.")
    for end, code in (
        (ENDS, "grants.nothing_changed_in_period"),
        (EFFECT, "grants.end_before_effect"),
        (date(2026, 2, 1), "grants.end_after_action"),
    ):
        with refused(code):
            ask_to_extend(funding, grant_id, end=end)


def test_addendum_that_the_budget_overtook_is_refused_and_withdrawn(funding: Funding) -> None:
    grant_id = funding.signed()
    change_id = funding.officer.run(
        change_budget,
        grant_id=grant_id,
        kind="addendum",
        effective_on=EFFECT,
        amounts={"2.1": Money(200_000, "EUR"), "5.1": Money(400_000, "EUR")},
        reason="Više obuka.",
        requested_on=ASKED,
    )
    with funding.officer.read() as session:
        assert current_budget(session, grant_id).number == 1
        (change,) = changes_of(session, grant_id)
    assert [(line.code, line.before_minor, line.after_minor) for line in change.lines] == [
        ("2.1", 100_000, 200_000),
        ("5.1", 500_000, 400_000),
    ]
    assert change.moved_minor == 100_000
    funding.officer.run(
        move_money,
        grant_id=grant_id,
        kind="notification",
        effective_on=ASKED,
        from_line="5.1",
        to_line="2.1",
        amount=Money(1, "EUR"),
        reason="Zaokruživanje.",
    )
    with refused("grants.addendum_outdated"):
        sign(funding, change_id)
    funding.officer.run(withdraw_change, change_id=change_id)
    with refused("grants.change_decided"):
        funding.officer.run(withdraw_change, change_id=change_id)
    with funding.officer.read() as session:
        notified = next(one for one in changes_of(session, grant_id) if one.state == "in_force")
    with refused("grants.no_addendum"):
        funding.officer.run(write_addendum, change_id=notified.id, language="sr")


def test_addendum_signed_late_is_in_force_from_the_last_signature(local_funding: Funding) -> None:
    grant_id = local_funding.signed()
    change_id = ask_to_extend(local_funding, grant_id)
    sign(local_funding, change_id, date(2024, 4, 20))
    with local_funding.officer.read() as session:
        assert changes_of(session, grant_id)[0].effective_on == "2024-04-20"


def test_new_account_stops_payments_until_another_person_confirms_it(
    funding: Funding, tmp_path: Path
) -> None:
    grant_id = funding.signed()
    account = funding.finance.run(
        add_bank_account, organisation_id="o-1", iban=OTHER_IBAN, holder="Udruženje Ogled 1"
    )
    letter = tmp_path / "dopis.txt"
    letter.write_text("Molimo isplatu na novi račun.")
    notice = {
        "grant_id": grant_id,
        "bank_account_id": account,
        "received_on": date(2023, 12, 14),
        "reason": "Nova banka.",
    }
    change_id = funding.officer.run(announce_account, **notice, paper=letter)  # type: ignore[arg-type]  # - kinds differ by name
    with refused("grants.account_unconfirmed"):
        funding.prepare(grant_id)
    with funding.officer.read() as session:
        assert contract_of(session, grant_id).iban != OTHER_IBAN
        assert [one.kind for one in documents_of(session, "grant", grant_id)] == ["notification"]
    funding.approver.run(confirm_account, change_id=change_id)
    with funding.officer.read() as session:
        assert contract_of(session, grant_id).iban == OTHER_IBAN
        assert changes_of(session, grant_id)[0].confirmed_by == "Vuk Probni"
    with refused("grants.same_account"):
        funding.officer.run(announce_account, **notice)  # type: ignore[arg-type]  # - kinds differ by name
    funding.prepare(grant_id)


def test_notification_without_money_is_kept(funding: Funding) -> None:
    grant_id = funding.signed()
    with refused("grants.reason_needed"):
        funding.officer.run(record_notification, grant_id=grant_id, received_on=PAID, reason="  ")
    funding.officer.run(
        record_notification, grant_id=grant_id, received_on=PAID, reason="Nova adresa."
    )
    with funding.officer.read() as session:
        (change,) = changes_of(session, grant_id)
    assert (change.kind, change.number, change.state) == ("notification", 1, "in_force")


@pytest.mark.parametrize(
    ("state", "day", "codes"),
    [
        ("due", date(2024, 5, 30), ["grants.interim_not_approved"]),
        ("due", date(2024, 5, 31), ["grants.report_overdue", "grants.interim_not_approved"]),
        ("received", date(2024, 5, 31), ["grants.interim_not_approved"]),
        ("returned", date(2024, 5, 31), ["grants.report_overdue", "grants.interim_not_approved"]),
        ("approved", date(2024, 5, 31), []),
    ],
)
def test_further_instalment_waits_for_the_report_before_it(
    local_funding: Funding, state: str, day: date, codes: list[str]
) -> None:
    grant_id = local_funding.signed(preset="50-40-10")
    local_funding.search_lists(on=date(2024, 5, 10))
    with local_funding.direct() as session:
        session.add(
            ReportRecord(
                id=new_id(),
                grant_id=grant_id,
                number=1,
                kind="interim",
                period_from=STARTS.isoformat(),
                period_to="2024-05-15",
                due_days=15,
                state=state,
            )
        )
    second = local_funding.instalments(grant_id)[1]
    with local_funding.officer.read() as session:
        grant = session.get_one(GrantRecord, grant_id)
        instalment = session.get_one(InstalmentRecord, second.id)
        report = session.query(ReportRecord).one()
        assert due_day(report, grant) == date(2024, 5, 30)
        found = payment_problems(session, grant, instalment, day)
    assert [problem.code for problem in found] == codes


def test_first_instalment_is_due_after_the_signature(local_funding: Funding) -> None:
    grant_id = local_funding.signed()
    assert [row.due_on for row in local_funding.instalments(grant_id)] == ["2024-01-10", None]
