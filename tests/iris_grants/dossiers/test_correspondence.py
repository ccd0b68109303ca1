"""What was written to and fro: all of it in the dossier of the call, its own in a grant's."""

from __future__ import annotations

from datetime import UTC, date, datetime

from iris_grants.applications.clarifications import ask_clarification, record_clarification
from iris_grants.awards.complaints import decide_complaint, receive_complaint
from iris_grants.calls.asking import answer_question, questions_of, record_question
from iris_grants.calls.corrigenda import correct_call
from iris_grants.dossiers.call import call_contents
from iris_grants.dossiers.grant import grant_contents
from iris_grants.dossiers.pieces import Piece
from iris_grants.grants.commands import draft_contract
from iris_grants.wording import in_language
from tests.iris_grants.funding import ENDS, STARTS, Funding
from tests.iris_grants.printed import checked, words_of

CREATED = datetime(2025, 3, 1, tzinfo=UTC)
SHEETS = frozenset({"questions.pdf", "corrections.pdf", "clarifications.pdf", "complaints.pdf"})


def sheet_words(pieces: tuple[Piece, ...]) -> dict[str, str]:
    """The words of the sheets on correspondence, by their names."""
    return {
        piece.name: words_of(checked(piece.data))
        for piece in pieces
        if piece.name in SHEETS and piece.data is not None
    }


def write_to_and_fro(funding: Funding) -> None:
    """A question with its answer, and a correction."""
    run, call_id = funding.officer.run, funding.call_id
    run(record_question, call_id=call_id, received_on=date(2023, 10, 2), question_sr="Može li?")
    with funding.officer.read() as session:
        (question,) = questions_of(session, call_id)
    run(
        answer_question,
        question_id=question.id,
        answered_on=date(2023, 10, 3),
        answer_sr="Može.",
        answer_en="One may.",
        question_en="May one?",
    )
    run(
        correct_call,
        call_id=call_id,
        published_on=date(2023, 10, 4),
        text_sr="Rok se produžava.",
        text_en="The deadline is extended.",
        deadline="2023-11-01 12:00",
    )


def complain(funding: Funding) -> None:
    """A clarification that is answered, and a complaint that is decided."""
    run = funding.officer.run
    clarification_id = run(
        ask_clarification,
        application_id="a-1",
        questions="Dostavite statut.",
        register_no="90/2023",
        asked_on=date(2023, 11, 2),
        due_on=date(2023, 11, 7),
    )
    run(
        record_clarification,
        clarification_id=clarification_id,
        received_on=date(2023, 11, 6),
        answered_by="Ogledana Proba",
        note="Statut je dostavljen.",
    )
    complaint_id = run(
        receive_complaint,
        application_id="a-2",
        received_on=date(2023, 12, 5),
        grounds="Ocena nije obrazložena.",
    )
    funding.approver.run(
        decide_complaint,
        complaint_id=complaint_id,
        decision="dismissed",
        reason="Obrazložena je.",
        decided_on=date(2023, 12, 12),
    )


def test_dossiers_hold_what_was_written_to_and_fro(local_funding: Funding) -> None:
    funding = local_funding
    funding.apply(1)
    funding.apply(2, state="rejected", reason="gate_overall")
    write_to_and_fro(funding)
    complain(funding)
    with funding.officer.read() as session, in_language("en"):
        number = "IRIS/2023/1"
        whole = call_contents(session, number, CREATED)
    words = sheet_words(tuple(whole.pieces))
    assert words.keys() == SHEETS
    assert "May one?" in words["questions.pdf"]
    assert "The deadline is extended." in words["corrections.pdf"]
    assert "answered in time" in words["clarifications.pdf"]
    assert "dismissed as unfounded" in words["complaints.pdf"]


def test_dossier_of_a_grant_holds_no_complaint_of_others(local_funding: Funding) -> None:
    funding = local_funding
    funding.apply(2, state="rejected", reason="gate_overall")
    funding.apply(1)
    write_to_and_fro(funding)
    complain(funding)
    award_id = funding.award("a-1")
    funding.officer.run(
        draft_contract,
        award_id=award_id,
        number="IP-G-001",
        starts_on=STARTS,
        ends_on=ENDS,
        preset="80-20",
        accounting_currency="RSD",
    )
    with funding.officer.read() as session, in_language("en"):
        own = grant_contents(session, "IP-G-001", CREATED)
    assert sheet_words(tuple(own.pieces)).keys() == SHEETS - {"complaints.pdf"}
