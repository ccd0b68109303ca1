"""At the authority: requests and refusals, then suspension, renewal and revocation."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from iris_grants.licensing.filing import (
    answer_request,
    lift_suspension,
    record_refusal,
    record_request,
    revoke_licence,
    start_renewal,
    suspend_licence,
)
from iris_grants.licensing.queries import StepRow, licences_of, steps_of
from iris_grants.licensing.records import (
    DecisionRow,
    RequestRow,
    decisions_of,
    filings_of,
    requests_of,
)
from iris_grants.licensing.reminders import reminders_of
from iris_grants.licensing.rules.path import Stage
from iris_grants.licensing.selection import drop_out
from iris_grants.licensing.upkeep import record_staff_licence
from tests.iris_grants.licensing.cases import Licensing
from tests.iris_grants.refusals import refused


def requests(licensing: Licensing) -> tuple[RequestRow, ...]:
    with licensing.desk.read() as session:
        return requests_of(session, licensing.case_id)


def decisions(licensing: Licensing) -> tuple[DecisionRow, ...]:
    with licensing.desk.read() as session:
        return decisions_of(session, licensing.case_id)


def last_step(licensing: Licensing) -> StepRow:
    with licensing.desk.read() as session:
        return steps_of(session, licensing.case_id)[-1]


def waiting(licensing: Licensing, on: date) -> list[tuple[str, str]]:
    """What is reminded of on a day: code and urgency."""
    with licensing.desk.read() as session:
        found = reminders_of(session, licensing.case_id, on)
    return [(one.code, one.urgency) for one in found]


def request(licensing: Licensing, on: date, due: date) -> str:
    return licensing.desk.run(
        record_request,
        case_id=licensing.case_id,
        requested_on=on,
        request=" Dopuniti dokaz o obuci. ",
        due_on=due,
        document_id=licensing.paper("authority_letter"),
    )


def test_request_of_the_authority_is_recorded_and_answered(licensing: Licensing) -> None:
    licensing.reach(Stage.MOCK_REVIEW)
    asked = licensing.day()
    due = asked + timedelta(days=15)
    with refused("licensing.not_filed"):
        request(licensing, asked, due)
    licensing.reach(Stage.FILED)
    asked = licensing.day()
    due = asked + timedelta(days=15)
    with refused("licensing.due_before_request"):
        request(licensing, asked, asked - timedelta(days=1))
    assert requests(licensing) == ()
    identity = request(licensing, asked, due)
    [row] = requests(licensing)
    assert (row.id, row.request) == (identity, "Dopuniti dokaz o obuci.")
    assert (row.requested_on, row.due_on) == (asked.isoformat(), due.isoformat())
    assert (row.answered_on, row.answer) == (None, None)
    assert licensing.facts().open_requests == 1
    assert row.waiting
    assert waiting(licensing, asked) == [("reminder.request", "soon")]
    _answer(licensing, identity, asked)


def _answer(licensing: Licensing, identity: str, asked: date) -> None:
    def answer(on: date, words: str) -> None:
        licensing.desk.run(answer_request, request_id=identity, answered_on=on, answer=words)

    with refused("licensing.answer_before_request"):
        answer(asked - timedelta(days=1), "Poslato.")
    with refused("licensing.text_missing"):
        answer(asked, " ")
    assert requests(licensing)[0].answered_on is None
    answered = licensing.day()
    answer(answered, " Poslato. ")
    with refused("licensing.request_answered") as problems:
        answer(licensing.day(), "Opet.")
    assert problems[0].params["answered"] == answered.isoformat()
    [row] = requests(licensing)
    assert (row.answered_on, row.answer) == (answered.isoformat(), "Poslato.")
    assert licensing.facts().open_requests == 0
    assert waiting(licensing, asked) == []


def test_request_waits_until_the_authority_decides(licensing: Licensing) -> None:
    licensing.reach(Stage.AUTHORITY_REVIEW)
    asked = licensing.day()
    request(licensing, asked, asked + timedelta(days=15))
    licensing.license()
    [row] = requests(licensing)
    assert (row.answered_on, row.waiting) == (None, False)
    assert waiting(licensing, asked + timedelta(days=30)) == []
    licensing.desk.run(start_renewal, case_id=licensing.case_id, started_on=date(2030, 6, 1))
    licensing.on = date(2030, 6, 1)
    licensing.step(Stage.GAPS_CLOSED)
    licensing.reach(Stage.MOCK_REVIEW)
    licensing.file("R-2")
    assert (requests(licensing)[0].waiting, licensing.facts().open_requests) == (False, 0)


def test_ended_staff_licence_is_warned_of_at_the_filing(licensing: Licensing) -> None:
    licensing.reach(Stage.MOCK_REVIEW)
    licensing.desk.run(
        record_staff_licence,
        case_id=licensing.case_id,
        name="Stručna Primer",
        kind="basic",
        number="SR-1",
        issued_on=date(2018, 1, 1),
        valid_to=licensing.on,
    )
    with refused("licensing.despite_missing", "licensing.staff_licence_expired") as problems:
        licensing.file()
    assert problems[1].params == {"who": "Stručna Primer · SR-1", "ended": "2024-03-14"}
    licensing.file(despite=" Obnova je u toku. ")
    with licensing.desk.read() as session:
        [filing] = filings_of(session, licensing.case_id)
    assert filing.despite == "Obnova je u toku."


def refuse(licensing: Licensing, on: date, reason: str, remedy: date | None) -> str:
    return licensing.desk.run(
        record_refusal,
        case_id=licensing.case_id,
        number="O-1",
        decided_on=on,
        reason=reason,
        remedy_on=remedy,
        document_id=licensing.paper("decision"),
    )


def test_refusal_is_remedied_in_time_and_filed_again(licensing: Licensing) -> None:
    licensing.reach(Stage.FILED)
    on = licensing.day()
    remedy = on + timedelta(days=60)
    with refused("licensing.not_the_next_stage"):
        refuse(licensing, on, "Malo asistenata.", remedy)
    licensing.reach(Stage.AUTHORITY_REVIEW)
    on = licensing.day()
    with refused("licensing.text_missing"):
        refuse(licensing, on, " ", remedy)
    with refused("constraint.ck_case_decision_remedy_after_decision"):
        refuse(licensing, on, "Malo asistenata.", on)
    assert (decisions(licensing), licensing.row().stage) == ((), "authority_review")
    identity = refuse(licensing, on, " Malo asistenata. ", remedy)
    [row] = decisions(licensing)
    assert (row.id, row.kind, row.number) == (identity, "refused", "O-1")
    assert (row.reason, row.remedy_on) == ("Malo asistenata.", remedy.isoformat())
    step = last_step(licensing)
    assert (step.stage, step.reached_on, step.note, step.document_id) == (
        "refused",
        row.decided_on,
        row.reason,
        row.document_id,
    )
    assert waiting(licensing, remedy) == [("reminder.remedy", "soon")]
    assert waiting(licensing, remedy + timedelta(days=1)) == [("reminder.remedy", "overdue")]
    _file_again(licensing, remedy)


def _file_again(licensing: Licensing, remedy: date) -> None:
    licensing.step(Stage.DOCUMENTS_DRAFTED)
    licensing.step(Stage.GAPS_CLOSED)
    with refused("licensing.no_mock_review"):
        licensing.step(Stage.MOCK_REVIEW)
    licensing.visit("mock_review", "ready")
    licensing.step(Stage.MOCK_REVIEW)
    licensing.file("R-2")
    with licensing.desk.read() as session:
        kinds = [one.kind for one in filings_of(session, licensing.case_id)]
    assert kinds == ["first", "again"]
    assert waiting(licensing, remedy) == []


def suspend(licensing: Licensing, number: str, remedy: date | None, reason: str = "Nadzor.") -> str:
    return licensing.desk.run(
        suspend_licence,
        case_id=licensing.case_id,
        number=number,
        decided_on=licensing.on,
        reason=reason,
        remedy_on=remedy,
        document_id=licensing.paper("decision"),
    )


def decide(licensing: Licensing, command: Callable[..., str], number: str) -> str:
    return licensing.desk.run(
        command,
        case_id=licensing.case_id,
        number=number,
        decided_on=licensing.day(),
        reason=" Po nadzoru. ",
        document_id=licensing.paper("decision"),
    )


def test_licence_is_suspended_given_back_renewed_and_revoked(licensing: Licensing) -> None:
    licensing.reach(Stage.LICENSED)
    case = {"case_id": licensing.case_id}
    with refused("licensing.not_the_next_stage"):
        licensing.desk.run(drop_out, **case, on=licensing.day(), reason="Nema ljudi.")
    with refused("licensing.not_suspended"):
        decide(licensing, lift_suspension, "S-0")
    _suspend_and_lift(licensing)
    _renew(licensing)
    with refused("licensing.text_missing"):
        suspend(licensing, " ", None)
    decide(licensing, revoke_licence, "S-3")
    step, row = last_step(licensing), decisions(licensing)[-1]
    assert (row.kind, row.number, row.reason) == ("revoked", "S-3", "Po nadzoru.")
    assert (step.stage, step.note, step.document_id) == ("revoked", row.reason, row.document_id)
    assert waiting(licensing, date(2040, 1, 1)) == []
    with refused("licensing.not_licensed"):
        licensing.desk.run(start_renewal, **case, started_on=licensing.day())
    with refused("licensing.not_the_next_stage"):
        decide(licensing, revoke_licence, "S-4")
    assert [one.kind for one in decisions(licensing)] == ["suspended", "lifted", "revoked"]


def _suspend_and_lift(licensing: Licensing) -> None:
    remedy = licensing.day() + timedelta(days=30)
    suspend(licensing, "S-1", remedy, " Nema supervizije. ")
    step, row = last_step(licensing), decisions(licensing)[0]
    assert (row.kind, row.reason, row.remedy_on) == (
        "suspended",
        "Nema supervizije.",
        remedy.isoformat(),
    )
    assert (step.stage, step.note, step.document_id) == ("suspended", row.reason, row.document_id)
    assert waiting(licensing, remedy) == [("reminder.remedy", "soon")]
    with refused("licensing.own_operation"):
        licensing.step(Stage.MAINTENANCE)
    with refused("licensing.not_licensed"):
        licensing.desk.run(start_renewal, case_id=licensing.case_id, started_on=date(2030, 6, 1))
    decide(licensing, lift_suspension, "S-2")
    assert licensing.row().stage == "maintenance"
    lifted = decisions(licensing)[1]
    assert (lifted.kind, lifted.reason, lifted.remedy_on) == ("lifted", "Po nadzoru.", None)
    assert waiting(licensing, remedy) == []


def _renew(licensing: Licensing) -> None:
    """From nine months before the end of 2030 the papers are drafted anew."""
    first = date(2030, 12, 31) - timedelta(days=270)
    case = {"case_id": licensing.case_id}
    with refused("licensing.renewal_too_early") as problems:
        licensing.desk.run(start_renewal, **case, started_on=first - timedelta(days=1))
    assert problems[0].params["first"] == first.isoformat()
    licensing.desk.run(start_renewal, **case, started_on=first)
    step = last_step(licensing)
    assert (step.stage, step.reached_on) == ("documents_drafted", first.isoformat())
    assert licensing.row().licence_number == "LIC-1"
    licensing.on = first
    licensing.step(Stage.GAPS_CLOSED)
    licensing.reach(Stage.MOCK_REVIEW)
    licensing.file("R-2")
    licensing.step(Stage.AUTHORITY_REVIEW)
    licensing.license("LIC-2", valid_from=date(2031, 1, 1), valid_to=date(2036, 12, 31))
    with licensing.desk.read() as session:
        assert [one.kind for one in filings_of(session, licensing.case_id)] == ["first", "renewal"]
        numbers = [one.number for one in licences_of(session, licensing.case_id)]
    assert numbers == ["LIC-1", "LIC-2"]
    assert licensing.row().licence_valid_to == "2036-12-31"
