"""Visits, visibility, risk; and how a grant is closed or terminated, on both engines."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from db.tables.grants import GrantRecord
from iris_grants.awards.queries import list_awards
from iris_grants.documents.attachments import documents_of
from iris_grants.grants.commands import draft_contract
from iris_grants.grants.payments import approve_payment
from iris_grants.grants.queries import list_grants
from iris_grants.reporting.closing import close_grant, set_retention, terminate_grant
from iris_grants.reporting.evidence import note_risk, record_visibility
from iris_grants.reporting.life_queries import closure_of, risks_of, visibility_of, visits_of
from iris_grants.reporting.queries import deadlines
from iris_grants.reporting.reviewing import approve_report
from iris_grants.reporting.visits import (
    add_finding,
    cancel_visit,
    plan_visit,
    record_visit,
    settle_finding,
)
from tests.iris_grants.funding import ENDS, STARTS, Funding
from tests.iris_grants.refusals import refused
from tests.iris_grants.reporting.life import (
    check_all,
    filled,
    receive,
    reporting_grant,
    reports_of,
)
from tests.iris_grants.settled import fix_final_amount

DAY = date(2024, 6, 12)
LATE = date(2025, 2, 3)
TOLD = {
    "visited_on": DAY,
    "place": "Zamišljeno Polje",
    "visitors": "Mila Ogledna",
    "people_met": "Ogledana Proba",
    "summary": "Usluga radi svakog dana.",
}
SHOWN = {
    "item": "Plakat u domu kulture",
    "kind": "print",
    "shown_on": DAY,
    "emblem_ok": True,
    "statement_ok": True,
    "disclaimer_ok": True,
    "consent": "yes",
}


def visited(funding: Funding, grant_id: str, path: Path | None = None) -> str:
    """A visit that took place; gives its identity."""
    funding.move_to(date(2024, 6, 20))
    visit_id = funding.officer.run(
        plan_visit, grant_id=grant_id, planned_on=DAY, purpose="Redovna poseta."
    )
    funding.officer.run(record_visit, visit_id=visit_id, path=path, photo_consent="yes", **TOLD)  # type: ignore[arg-type]  # - kinds differ by name
    return visit_id


def show(funding: Funding, grant_id: str, **changes: object) -> str:
    """Evidence of visibility by a link, or as said otherwise."""
    values = {**SHOWN, "link": "https://vidljivost.example", **changes}
    return funding.officer.run(record_visibility, grant_id=grant_id, **values)  # type: ignore[arg-type]  # - kinds differ by name


def test_visit_is_planned_told_and_followed_up(funding: Funding, tmp_path: Path) -> None:
    grant_id = funding.signed()
    photo = tmp_path / "sala.jpg"
    photo.write_bytes(b"\xff\xd8slika")
    funding.move_to(date(2024, 6, 20))
    visit_id = funding.officer.run(
        plan_visit, grant_id=grant_id, planned_on=DAY, purpose="Redovna poseta."
    )
    with refused("reporting.visit_not_done"):
        funding.officer.run(add_finding, visit_id=visit_id, finding="Nalaz")
    for changes, code in (
        ({"summary": " "}, "reporting.word_needed"),
        ({"visited_on": date(2024, 6, 21)}, "reporting.day_in_future"),
        ({"photo_consent": "maybe"}, "reporting.consent_unknown"),
        ({"photo_consent": "no", "path": photo}, "reporting.photo_without_consent"),
    ):
        with refused(code):
            funding.officer.run(record_visit, visit_id=visit_id, **{**TOLD, **changes})  # type: ignore[arg-type]  # - kinds differ by name
    funding.officer.run(record_visit, visit_id=visit_id, path=photo, photo_consent="yes", **TOLD)  # type: ignore[arg-type]  # - kinds differ by name
    with refused("reporting.visit_over"):
        funding.officer.run(cancel_visit, visit_id=visit_id, reason="Sneg.")
    with funding.officer.read() as session:
        (visit,) = visits_of(session, grant_id)
        (paper,) = documents_of(session, "grant", grant_id)
    assert (visit.state, visit.place, visit.photo_consent) == ("done", "Zamišljeno Polje", "yes")
    assert (paper.kind, paper.name, paper.note) == ("visit_report", "sala.jpg", "1")


def test_finding_is_followed_up_until_it_is_settled(funding: Funding) -> None:
    grant_id = funding.signed()
    visit_id = visited(funding, grant_id)
    with refused("reporting.follow_up_incomplete"):
        funding.officer.run(add_finding, visit_id=visit_id, finding="F", follow_up="Uraditi")
    funding.officer.run(add_finding, visit_id=visit_id, finding="Spisak je uredan.")
    finding_id = funding.officer.run(
        add_finding,
        visit_id=visit_id,
        finding="Nema amblema na ulazu.",
        follow_up="Postaviti tablu.",
        responsible="Ogledana Proba",
        due_on=date(2024, 7, 1),
    )
    with funding.officer.read() as session:
        assert [(one.kind, one.due_on) for one in deadlines(session)] == [("finding", "2024-07-01")]
    settle = {"finding_id": finding_id, "done_on": date(2024, 6, 20), "outcome": "Tabla stoji."}
    funding.officer.run(settle_finding, **settle)  # type: ignore[arg-type]  # - kinds differ by name
    with refused("reporting.nothing_to_follow"):
        funding.officer.run(settle_finding, **settle)  # type: ignore[arg-type]  # - kinds differ by name
    with funding.officer.read() as session:
        (visit,) = visits_of(session, grant_id)
        assert deadlines(session) == ()
    assert [(one.number, one.done_on) for one in visit.findings] == [(1, None), (2, "2024-06-20")]


def test_visit_that_did_not_take_place_stays_with_its_reason(local_funding: Funding) -> None:
    grant_id = local_funding.signed()
    visit_id = local_funding.officer.run(
        plan_visit, grant_id=grant_id, planned_on=DAY, purpose="Redovna poseta."
    )
    with refused("reporting.word_needed"):
        local_funding.officer.run(cancel_visit, visit_id=visit_id, reason=" ")
    local_funding.officer.run(cancel_visit, visit_id=visit_id, reason="Poplava.")
    with local_funding.officer.read() as session:
        (visit,) = visits_of(session, grant_id)
    assert (visit.state, visit.summary) == ("cancelled", "Poplava.")


def test_visibility_is_proved_by_a_file_or_a_link(funding: Funding, tmp_path: Path) -> None:
    grant_id = funding.signed()
    photo = tmp_path / "plakat.jpg"
    photo.write_bytes(b"\xff\xd8plakat")
    for changes, code in (
        ({"link": ""}, "reporting.no_evidence"),
        ({"path": photo, "consent": "no"}, "reporting.photo_without_consent"),
        ({"kind": "radio"}, "reporting.visibility_unknown"),
        ({"item": " "}, "reporting.word_needed"),
    ):
        with refused(code):
            show(funding, grant_id, **changes)
    show(funding, grant_id, path=photo, link="", disclaimer_ok=False)
    with funding.officer.read() as session:
        (item,) = visibility_of(session, grant_id)
        (paper,) = documents_of(session, "grant", grant_id)
    assert (item.in_order, item.document_id, item.consent) == (False, paper.id, "yes")
    assert paper.kind == "visibility"


def test_newest_note_on_risk_counts(local_funding: Funding) -> None:
    grant_id = local_funding.signed()
    note = {"grant_id": grant_id, "reason": "Prvi grant ove organizacije."}
    with refused("reporting.measures_needed"):
        local_funding.officer.run(note_risk, assessed_on=STARTS, level="medium", **note)
    with refused("reporting.risk_unknown"):
        local_funding.officer.run(note_risk, assessed_on=STARTS, level="none", **note)
    local_funding.officer.run(
        note_risk, assessed_on=STARTS, level="medium", measures="Poseta u martu.", **note
    )
    local_funding.officer.run(note_risk, assessed_on=DAY, level="low", **note)
    with local_funding.officer.read() as session:
        assert [one.level for one in risks_of(session, grant_id)] == ["low", "medium"]


def reported(funding: Funding, folder: Path) -> tuple[str, dict[str, object]]:
    """A grant whose final report is approved, and what is said when it is closed."""
    grant_id = reporting_grant(funding, preset="80-20")
    funding.pay(grant_id)
    (final,) = reports_of(funding, grant_id)
    receive(funding, final.id, filled(funding, final.id, folder / "z.xlsx"), date(2024, 11, 4))
    check_all(funding, final)
    close: dict[str, object] = {
        "grant_id": grant_id,
        "closed_on": LATE,
        "lessons": "Vozilo treba ranije.",
    }
    with refused("grants.wrong_state"):
        funding.approver.run(close_grant, **close)  # type: ignore[arg-type]  # - kinds differ by name
    funding.approver.run(approve_report, report_id=final.id)
    funding.move_to(LATE)
    return grant_id, close


def test_grant_is_closed_when_everything_is_settled(funding: Funding, tmp_path: Path) -> None:
    grant_id, close = reported(funding, tmp_path)
    with refused(
        "reporting.final_amount_missing",
        "reporting.balance_missing",
        "reporting.visibility_missing",
    ):
        funding.approver.run(close_grant, **close)  # type: ignore[arg-type]  # - kinds differ by name
    fix_final_amount(funding, grant_id, 950_000)
    show(funding, grant_id)
    funding.search_lists(on=date(2025, 1, 20))
    payment_id = funding.prepare(grant_id, 1, on=LATE)
    with refused("reporting.balance_missing", "reporting.payments_missing"):
        funding.approver.run(close_grant, **close)  # type: ignore[arg-type]  # - kinds differ by name
    funding.approver.run(approve_payment, payment_id=payment_id)
    funding.approver.run(close_grant, **close)  # type: ignore[arg-type]  # - kinds differ by name
    with funding.officer.read() as session:
        assert list_grants(session)[0].state == "closed"
        closure = closure_of(session, grant_id)
    assert closure is not None
    assert closure.facts["balance"] == {"met": True, "balance": "0.00 EUR"}
    with refused("grants.wrong_state"):
        funding.officer.run(plan_visit, grant_id=grant_id, planned_on=LATE, purpose="P")


def test_retention_is_counted_anew(local_funding: Funding, tmp_path: Path) -> None:
    grant_id, close = reported(local_funding, tmp_path)
    fix_final_amount(local_funding, grant_id, 800_000)
    show(local_funding, grant_id)
    local_funding.approver.run(close_grant, **close)  # type: ignore[arg-type]  # - kinds differ by name
    with local_funding.officer.read() as session:
        closure = closure_of(session, grant_id)
    assert closure is not None
    assert (closure.retain_until, closure.retention_basis) == ("2035-12-31", "end_of_action")
    kept = local_funding.approver.run(
        set_retention,
        grant_id=grant_id,
        parent_balance_on=date(2026, 9, 30),
        hold_until=date(2036, 3, 1),
    )
    with local_funding.officer.read() as session:
        closure = closure_of(session, grant_id)
    assert closure is not None
    assert (kept, closure.retention_basis) == ("2036-03-01", "hold")


def test_terminated_grant_stays_on_file_and_its_award_has_no_second_contract(
    funding: Funding,
) -> None:
    grant_id = funding.signed()
    funding.move_to(DAY)
    with refused("grants.reason_needed"):
        funding.approver.run(terminate_grant, grant_id=grant_id, terminated_on=DAY, reason=" ")
    with refused("reporting.not_ended"):
        funding.approver.run(set_retention, grant_id=grant_id)
    funding.approver.run(
        terminate_grant, grant_id=grant_id, terminated_on=DAY, reason="Korisnik prestaje s radom."
    )
    with funding.officer.read() as session:
        closure = closure_of(session, grant_id)
        (award,) = list_awards(session)
        assert session.get_one(GrantRecord, grant_id).state == "terminated"
    assert closure is not None
    assert (closure.kind, closure.reason) == ("terminated", "Korisnik prestaje s radom.")
    assert closure.facts["final_amount"] == {"met": False}
    with refused("grants.contract_was_signed"):
        funding.officer.run(
            draft_contract,
            award_id=award.id,
            number="IP-G-009",
            starts_on=STARTS,
            ends_on=ENDS,
            preset="80-20",
            accounting_currency="RSD",
        )
