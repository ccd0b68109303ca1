"""Complaints: in time or not, decided by somebody who took no part, answered by letter."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TypedDict

import pytest

from db.tables.scoring import MemberRecord
from iris_grants.applications.commands import answer_checks
from iris_grants.awards.commands import agree_open_lines, grant_award, propose_award
from iris_grants.awards.complaints import (
    ComplaintRow,
    answer_complaint,
    assign_complaint,
    complaints_of,
    decide_complaint,
    receive_complaint,
)
from iris_grants.awards.letters import write_letter
from iris_grants.awards.rules.complaints import ComplaintState, is_in_time
from iris_grants.documents.attachments import documents_of
from tests.iris_grants.funding import DECIDED, Funding
from tests.iris_grants.printed import checked, words_of
from tests.iris_grants.refusals import refused


class Verdict(TypedDict):
    decision: str
    reason: str
    decided_on: date


VERDICT = Verdict(
    decision="dismissed",
    reason="Ocene su obrazložene u zapisniku.",
    decided_on=date(2023, 12, 15),
)
TOLD, RECEIVED = date(2023, 11, 30), date(2023, 12, 8)


def complain(funding: Funding, application_id: str, on: date = RECEIVED) -> str:
    return funding.officer.run(
        receive_complaint,
        application_id=application_id,
        received_on=on,
        grounds="Ocena odeljka 2 nije obrazložena.",
    )


def row(funding: Funding, today: date | None = None) -> ComplaintRow:
    with funding.officer.read() as session:
        (found,) = complaints_of(session, call_id=funding.call_id, today=today)
    return found


def person(funding: Funding) -> str:
    return funding.approver.person.person_id


@pytest.mark.parametrize(
    ("notified", "day", "wanted"),
    [(TOLD, RECEIVED, True), (TOLD, date(2023, 12, 9), False), (None, date(2024, 1, 1), True)],
)
def test_last_day_is_counted_from_the_letter(
    notified: date | None, day: date, wanted: bool
) -> None:
    assert is_in_time(day, notified, 8) is wanted


def rejected(funding: Funding) -> str:
    """An application that was rejected and told so."""
    application_id = funding.apply(state="rejected", reason="gate_overall")
    funding.officer.run(
        write_letter,
        application_id=application_id,
        register_no="101/2023",
        written_on=TOLD,
        language="sr",
    )
    return application_id


def test_complaint_is_decided_by_another_and_answered(funding: Funding, tmp_path: Path) -> None:
    application_id = rejected(funding)
    paper = tmp_path / "prigovor.pdf"
    paper.write_bytes(b"%PDF-1.4 prigovor")
    complaint_id = funding.officer.run(
        receive_complaint,
        application_id=application_id,
        received_on=RECEIVED,
        grounds="Ocena odeljka 2 nije obrazložena.",
        path=paper,
    )
    found = row(funding, date(2023, 12, 10))
    assert (found.number, found.in_time, found.due_on, found.state) == (
        1,
        True,
        "2023-12-23",
        ComplaintState.RECEIVED,
    )
    assert row(funding, date(2023, 12, 24)).state is ComplaintState.OVERDUE
    with refused("awards.complaint_undecided"):
        answer(funding, complaint_id)
    funding.officer.run(assign_complaint, complaint_id=complaint_id, person_id=person(funding))
    with refused("awards.complaint_of_another"):
        funding.finance.run(decide_complaint, complaint_id=complaint_id, **VERDICT)
    funding.approver.run(decide_complaint, complaint_id=complaint_id, **VERDICT)
    with refused("awards.complaint_decided"):
        funding.approver.run(decide_complaint, complaint_id=complaint_id, **VERDICT)
    with refused("applications.register_no_taken"):
        answer(funding, complaint_id, "101/2023")
    answer(funding, complaint_id)
    found = row(funding)
    assert (found.state, found.decision, found.decided_by) == (
        ComplaintState.ANSWERED,
        "dismissed",
        "Vuk Probni",
    )
    words = answer_words(funding, found)
    for part in ("Odluka po prigovoru", "140/2023", "odbija kao neosnovan", "Ocene su obrazložene"):
        assert part in words


def answer_words(funding: Funding, found: ComplaintRow) -> str:
    """The words of the letter that answers a complaint, whose paper is filed too."""
    with funding.officer.read() as session:
        filed = documents_of(session, "application", found.application_id)
    documents = {one.id: one for one in filed}
    assert documents[found.document_id or ""].kind == "complaint"
    data = funding.officer.store.contents.read(documents[found.answer_document_id or ""].sha256)
    return words_of(checked(data))


def test_nobody_who_evaluated_decides(funding: Funding) -> None:
    application_id = funding.apply(state="received")
    complaint_id = complain(funding, application_id)
    funding.officer.run(answer_checks, application_id=application_id, answers={"EL-1": "no"})
    with funding.direct() as session:
        session.add(
            MemberRecord(
                id="m-1",
                call_id=funding.call_id,
                person_id=person(funding),
                code="A",
                role="voting",
            )
        )
    for evaluator in (person(funding), funding.officer.person.person_id):
        with refused("awards.complaint_by_evaluator"):
            funding.officer.run(assign_complaint, complaint_id=complaint_id, person_id=evaluator)
    with refused("awards.complaint_by_evaluator"):
        funding.approver.run(decide_complaint, complaint_id=complaint_id, **VERDICT)
    with refused(
        "awards.decision_unknown", "awards.reason_needed", "awards.decided_before_receipt"
    ):
        funding.finance.run(
            decide_complaint,
            complaint_id=complaint_id,
            decision="maybe",
            reason=" ",
            decided_on=TOLD,
        )
    funding.finance.run(decide_complaint, complaint_id=complaint_id, **VERDICT)


def test_nothing_is_awarded_while_a_complaint_is_undecided(funding: Funding) -> None:
    rejected = funding.apply(1, state="rejected", reason="gate_overall")
    award_id = funding.officer.run(propose_award, application_id=funding.apply(2))
    funding.officer.run(agree_open_lines, award_id=award_id)
    complaint_id = complain(funding, rejected)

    def decide() -> None:
        funding.approver.run(grant_award, award_id=award_id, decision_no="O-1", decided_on=DECIDED)

    with refused("awards.standstill"):
        decide()
    funding.finance.run(decide_complaint, complaint_id=complaint_id, **VERDICT)
    decide()


def answer(funding: Funding, complaint_id: str, number: str = "140/2023") -> None:
    """Write the answer."""
    funding.officer.run(
        answer_complaint,
        complaint_id=complaint_id,
        register_no=number,
        written_on=date(2023, 12, 18),
        language="sr",
    )
