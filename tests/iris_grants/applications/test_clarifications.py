"""Clarifications: asked by letter, answered in time, late or never; what follows from them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from iris_grants.applications.asked import clarifications_of
from iris_grants.applications.clarifications import (
    ask_clarification,
    record_clarification,
)
from iris_grants.applications.commands import (
    answer_checks,
    dismiss_application,
    reopen_application,
    withdraw_application,
)
from iris_grants.applications.queries import application_detail, list_applications
from iris_grants.applications.rules.clarifications import (
    AskedClarification,
    ClarificationState,
    check_clarifications,
    clarification_state,
)
from iris_grants.awards.letters import write_letter
from iris_grants.documents.attachments import documents_of
from tests.iris_grants.funding import Funding
from tests.iris_grants.printed import checked, words_of
from tests.iris_grants.refusals import refused

ASKED, DUE = date(2023, 11, 2), date(2023, 11, 7)


def ask(funding: Funding, application_id: str, number: str = "90/2023", **more: str) -> str:
    """A request with two questions; its identity."""
    return funding.officer.run(
        ask_clarification,
        application_id=application_id,
        questions="Dostavite statut.\n Objasnite trošak 2.1. \n\n",
        register_no=number,
        asked_on=ASKED,
        due_on=DUE,
        **{"concerns": "A1", **more},
    )


@pytest.mark.parametrize(
    ("received", "today", "wanted"),
    [
        (None, None, ClarificationState.AWAITED),
        (None, DUE, ClarificationState.AWAITED),
        (None, date(2023, 11, 8), ClarificationState.OVERDUE),
        (DUE, date(2024, 1, 1), ClarificationState.ANSWERED),
        (date(2023, 11, 8), date(2023, 11, 8), ClarificationState.LATE),
    ],
)
def test_state_follows_from_the_days(
    received: date | None, today: date | None, wanted: ClarificationState
) -> None:
    assert clarification_state(DUE, received, today) is wanted


def test_awaited_answer_stands_against_admission_and_a_late_one_is_weighed() -> None:
    asked = [
        AskedClarification(number=1, due_on=DUE, received_on=ASKED),
        AskedClarification(number=2, due_on=DUE, received_on=None),
        AskedClarification(number=3, due_on=DUE, received_on=date(2023, 11, 9)),
    ]
    found = check_clarifications(asked, DUE)
    assert [(one.code, one.severity.value, one.where.key) for one in found] == [
        ("applications.clarification_awaited", "error", "clarification.2"),
        ("applications.clarification_late", "warning", "clarification.3"),
    ]


def test_request_is_a_letter_and_its_answer_a_paper(funding: Funding, tmp_path: Path) -> None:
    application_id = funding.apply(state="received")
    clarification_id = ask(funding, application_id, language="sr")
    paper = tmp_path / "odgovor.pdf"
    paper.write_bytes(b"%PDF-1.4 odgovor")
    in_time = funding.officer.run(
        record_clarification,
        clarification_id=clarification_id,
        received_on=DUE,
        answered_by="Ogledana Proba",
        path=paper,
    )
    with funding.officer.read() as session:
        detail = application_detail(session, application_id, today=DUE)
        documents = {one.id: one for one in documents_of(session, "application", application_id)}
    (row,) = detail.clarifications
    assert in_time
    assert (row.number, row.state, row.answered_by) == (
        1,
        ClarificationState.ANSWERED,
        "Ogledana Proba",
    )
    assert detail.row.state == "checking"
    assert documents[row.answer_document_id or ""].kind == "clarification"
    data = funding.officer.store.contents.read(documents[row.document_id].sha256)
    words = words_of(checked(data))
    for part in ("Zahtev za pojašnjenje", "90/2023", "1. Dostavite statut.", "07.11.2023.", "A1 ·"):
        assert part in words
    with refused("applications.clarification_closed"):
        funding.officer.run(
            record_clarification,
            clarification_id=clarification_id,
            received_on=DUE,
            answered_by="Ogledana Proba",
            note="Još jednom.",
        )


def test_missing_answer_is_a_ground_of_dismissal_only_after_the_deadline(funding: Funding) -> None:
    application_id = funding.apply(state="admitted")
    ask(funding, application_id)
    funding.moment[0] = datetime(2023, 11, 7, 20, tzinfo=UTC)
    with refused("applications.clarification_not_lacking"):
        dismiss(funding, application_id)
    funding.move_to(date(2023, 11, 8))
    with refused("applications.not_open"):
        dismiss(funding, application_id, "duration")
    with funding.officer.read() as session:
        before, after = (
            application_detail(session, application_id, today=day)
            for day in (DUE, date(2023, 11, 8))
        )
    assert before.row.clarification is ClarificationState.AWAITED
    assert after.row.clarification is ClarificationState.OVERDUE
    assert (before.likely_reasons, after.likely_reasons) == ((), ("no_clarification",))
    dismiss(funding, application_id)
    with funding.officer.read() as session:
        (row,) = list_applications(session, funding.call_id)
    assert (row.state, row.reason, row.closed_from) == ("dismissed", "no_clarification", "admitted")
    funding.officer.run(reopen_application, application_id=application_id)
    with funding.officer.read() as session:
        (row,) = list_applications(session, funding.call_id)
    assert (row.state, row.reason, row.closed_from) == ("admitted", None, None)


def test_late_answer_is_kept_and_checks_are_answered_again(funding: Funding) -> None:
    application_id = funding.apply(state="received")
    for answer in ("no", "yes"):
        if answer == "yes":
            late = funding.officer.run(
                record_clarification,
                clarification_id=ask(funding, application_id),
                received_on=date(2023, 11, 9),
                answered_by="Ogledana Proba",
                note="Statut je poslat naknadno.",
            )
            assert not late
        funding.officer.run(
            answer_checks, application_id=application_id, answers={"A4": answer, "EL-1": answer}
        )
    with funding.officer.read() as session:
        detail = application_detail(session, application_id, today=DUE)
    assert detail.row.clarification is ClarificationState.LATE
    assert detail.likely_reasons == ("no_clarification",)
    assert {given.answer.value for check in detail.checks for given in check.given} == {"yes"}


@pytest.mark.parametrize(
    ("questions", "register_no", "due_on", "concerns", "code"),
    [
        (" \n", "90/2023", DUE, "", "applications.questions_empty"),
        ("Šta?", " ", DUE, "", "applications.register_no_needed"),
        ("Šta?", "90/2023", ASKED, "", "applications.due_before_asked"),
        ("Šta?", "90/2023", DUE, "A1, ZZ", "applications.question_unknown"),
        ("Šta?", "55/2023", DUE, "", "applications.register_no_taken"),
    ],
)
def test_request_that_is_not_in_order_is_refused_and_nothing_is_filed(
    local_funding: Funding,
    questions: str,
    register_no: str,
    due_on: date,
    concerns: str,
    code: str,
) -> None:
    application_id = local_funding.apply(state="received")
    local_funding.officer.run(
        write_letter,
        application_id=application_id,
        register_no="55/2023",
        written_on=ASKED,
        language="sr",
    )
    with refused(code):
        local_funding.officer.run(
            ask_clarification,
            application_id=application_id,
            questions=questions,
            register_no=register_no,
            asked_on=ASKED,
            due_on=due_on,
            concerns=concerns,
        )
    with local_funding.officer.read() as session:
        assert clarifications_of(session, (application_id,), None) == ()
        assert len(documents_of(session, "application", application_id)) == 1


def test_decided_application_is_asked_nothing_and_its_award_stands_in_the_way(
    local_funding: Funding,
) -> None:
    application_id = local_funding.apply()
    local_funding.award(application_id)
    with refused("applications.not_clarifiable"):
        ask(local_funding, application_id)
    with refused("applications.not_open"):
        local_funding.officer.run(withdraw_application, application_id=application_id)


def dismiss(funding: Funding, application_id: str, reason: str = "no_clarification") -> None:
    """Dismiss for a reason."""
    funding.officer.run(dismiss_application, application_id=application_id, reason=reason)
