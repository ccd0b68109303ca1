"""Letters: the right one for each state, in both languages, as archivable PDFs."""

from __future__ import annotations

from datetime import date
from typing import TypedDict

import pytest

from db.tables.applications import CheckRecord
from db.tables.awards import LetterRecord
from iris_grants.applications.findings import findings_text
from iris_grants.applications.rules.reasons import DISMISSAL_REASONS
from iris_grants.awards.letters import write_letter, write_letters
from iris_grants.awards.queries import list_letters
from iris_grants.documents.attachments import documents_of
from iris_grants.kernel.problems import Problem
from iris_grants.kernel.progress import Cancelled, Progress
from iris_grants.wording import in_language, label
from tests.iris_grants.funding import Funding
from tests.iris_grants.printed import checked, words_of
from tests.iris_grants.refusals import refused


class WrittenLetters(TypedDict):
    call_id: str
    first_register_no: str
    written_on: date


WRITTEN = date(2023, 11, 30)
SERBIAN = {
    "receipt": "Potvrda o prijemu prijave",
    "dismissal": "Obaveštenje o odbacivanju",
    "award": "Obaveštenje o dodeli",
    "reserve": "rezervnoj listi",
    "rejection": "Obaveštenje o rezultatu",
    "withdrawal": "Potvrda o povlačenju",
}


def write(funding: Funding, application_id: str, language: str, number: str = "101/2023") -> str:
    """The words of the letter that the state of the application calls for."""
    funding.officer.run(
        write_letter,
        application_id=application_id,
        register_no=number,
        written_on=WRITTEN,
        language=language,
    )
    with funding.officer.read() as session:
        (letter,) = (one for one in list_letters(session) if one.register_no == number)
        (document,) = (
            one
            for one in documents_of(session, "application", application_id)
            if one.id == letter.document_id
        )
    assert (document.kind, document.media_type) == (f"letter_{letter.kind}", "application/pdf")
    return words_of(checked(funding.officer.store.contents.read(document.sha256)))


@pytest.mark.parametrize(
    ("state", "reason", "title", "sentence"),
    [
        ("received", None, "Receipt of an application", "entered it under the number above"),
        ("admitted", None, "Receipt of an application", "quote this number"),
        (
            "dismissed",
            "late",
            "Notice of dismissal on formal grounds",
            "a formal condition of the call: late.",
        ),
        (
            "reserve",
            "envelope",
            "Notice of a place on the reserve list",
            "stands on the reserve list: not enough money left in the envelope.",
        ),
        (
            "reserve",
            "quota",
            "Notice of a place on the reserve list",
            (
                "It will be considered in the order of the list if money becomes free. The "
                "reserve list holds until 22/05/2024."
            ),
        ),
        (
            "rejected",
            "gate_section_1",
            "Notice of the result of the evaluation",
            "for a grant: section 1 below its threshold.",
        ),
    ],
)
def test_letter_in_english_says_what_the_state_calls_for(
    local_funding: Funding, state: str, reason: str | None, title: str, sentence: str
) -> None:
    application_id = local_funding.apply(state=state, reason=reason)
    words = write(local_funding, application_id, "en")
    assert title in words
    assert sentence in words
    assert "IP-001 · Projekat 1" in words
    assert "30/10/2023 11:00" in words


def test_letter_of_an_award_names_amount_decision_and_points(funding: Funding) -> None:
    application_id = funding.apply(own=50_000)
    funding.award(application_id, decision_no="O-7/2023")
    words = write(funding, application_id, "sr")
    assert "9.500,00 EUR" in words
    assert "O-7/2023" in words
    assert "od 28.11.2023)" in words
    assert "1 Kapaciteti 4,00 5,00 2 Relevantnost 13,00 15,00 Ukupno 17,00 20,00" in words
    assert "u roku od 8 dana" in words


@pytest.mark.parametrize(
    ("state", "reason", "kind"),
    [
        ("received", None, "receipt"),
        ("dismissed", "duplicate", "dismissal"),
        ("reserve", "envelope", "reserve"),
        ("rejected", "gate_overall", "rejection"),
        ("withdrawn", None, "withdrawal"),
    ],
)
def test_letter_in_serbian_has_no_english_and_no_codes(
    local_funding: Funding, state: str, reason: str | None, kind: str
) -> None:
    application_id = local_funding.apply(state=state, reason=reason)
    words = write(local_funding, application_id, "sr")
    assert SERBIAN[kind] in words
    for foreign in ("reason", "gate_", "envelope", "Your ", "The ", "Points"):
        assert foreign not in words


@pytest.mark.parametrize("language", ["sr", "en"])
def test_every_ground_of_dismissal_is_explained_in_both_languages(language: str) -> None:
    with in_language(language):
        for reason in DISMISSAL_REASONS:
            code = f"applications.reason_letter.{reason}"
            assert label(code) != code
            assert label(f"applications.reason.{reason}") != f"applications.reason.{reason}"


def test_dismissal_says_what_the_check_found(local_funding: Funding) -> None:
    application_id = local_funding.apply(state="dismissed", reason="over_max")
    params = {"requested": "16000.00", "least": "5000.00", "most": "15000.00", "currency": "EUR"}
    found = Problem(code="applications.amount_outside", params=params)
    other = Problem(code="applications.lot_missing")
    with local_funding.direct() as session:
        session.add(
            CheckRecord(
                id="c-1",
                application_id=application_id,
                question="A8",
                person_id=local_funding.officer.person.person_id,
                answer="no",
                automatic=1,
                remark=findings_text([found, other]),
                answered_at="2023-11-02T10:00:00Z",
            )
        )
    words = write(local_funding, application_id, "en")
    assert "above the largest grant that the call gives" in words
    assert "16000.00" in words.replace(",", "")
    assert "No lot is chosen" not in words


def test_all_letters_that_are_due_are_written_in_one_act(funding: Funding) -> None:
    funding.apply(1, state="received")
    funding.apply(2, state="dismissed", reason="late")
    funding.apply(3, state="selected")
    funding.apply(4, state="reserve", reason="envelope")
    write(funding, "a-1", "sr", "102/2023")
    steps: list[tuple[int, int]] = []
    progress = Progress(lambda done, total, step: steps.append((done, total)))
    values: WrittenLetters = {
        "call_id": funding.call_id,
        "first_register_no": "101/2023",
        "written_on": WRITTEN,
    }
    stopped = Progress()
    stopped.cancel()
    with pytest.raises(Cancelled):
        funding.officer.run(write_letters, **values, progress=stopped)
    with funding.officer.read() as session:
        assert len(list_letters(session)) == 1
    assert funding.officer.run(write_letters, **values, progress=progress) == 2
    with funding.officer.read() as session:
        written = [(one.number, one.kind, one.register_no) for one in list_letters(session)]
    assert written == [
        ("IP-002", "dismissal", "101/2023"),
        ("IP-001", "receipt", "102/2023"),
        ("IP-004", "reserve", "103/2023"),
    ]
    assert steps == [(0, 2), (1, 2)]
    with refused("awards.no_letters_due"):
        funding.officer.run(write_letters, **values)


def test_letters_need_a_number_that_can_be_counted(local_funding: Funding) -> None:
    local_funding.apply(1, state="received")
    local_funding.apply(2, state="received")
    for number, code in ((" ", "needed"), ("broj", "uncountable")):
        with refused(f"awards.register_no_{code}"):
            local_funding.officer.run(
                write_letters,
                call_id=local_funding.call_id,
                first_register_no=number,
                written_on=WRITTEN,
            )


def test_letter_on_kosovo_carries_the_note_once(funding: Funding) -> None:
    organisation_id = funding.organisation(1, name="Udruženje „Kosovo danas“", country="XK")
    words = write(funding, funding.apply(state="received", organisation_id=organisation_id), "en")
    assert "Kosovo*" in words
    assert "Kosovo**" not in words
    assert words.count("UNSCR 1244/1999") == 1


def test_letter_before_anything_is_decided_is_refused(funding: Funding) -> None:
    application_id = funding.apply(state="selected")
    with refused("awards.letter_undecided"):
        write(funding, application_id, "sr")


def test_letter_twice_or_under_a_used_number_is_refused_and_nothing_is_filed(
    funding: Funding,
) -> None:
    first, second = funding.apply(1, state="received"), funding.apply(2, state="received")
    write(funding, first, "sr")
    with refused("constraint.uq_letter_application_id_kind"):
        write(funding, first, "sr", "102/2023")
    with refused("constraint.uq_letter_register_no"):
        write(funding, second, "sr", "101/2023")
    with refused("awards.register_no_needed"):
        write(funding, second, "sr", "  ")
    with funding.officer.read() as session:
        assert session.query(LetterRecord).count() == 1
        assert documents_of(session, "application", second) == ()


def test_letter_of_another_role_is_refused(funding: Funding) -> None:
    application_id = funding.apply(state="received")
    with refused("kernel.role_missing"):
        funding.finance.run(
            write_letter,
            application_id=application_id,
            register_no="101/2023",
            written_on=WRITTEN,
            language="sr",
        )
