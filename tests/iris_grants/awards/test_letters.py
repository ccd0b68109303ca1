"""Letters: the right one for each state, in both languages, as archivable PDFs."""

from __future__ import annotations

from datetime import date

import pytest

from db.tables.awards import LetterRecord
from iris_grants.awards.letters import write_letter
from iris_grants.awards.queries import list_letters
from iris_grants.documents.attachments import documents_of
from tests.iris_grants.funding import Funding
from tests.iris_grants.printed import checked, words_of
from tests.iris_grants.refusals import refused

WRITTEN = date(2023, 11, 30)
SERBIAN = {
    "receipt": "Potvrda o prijemu prijave",
    "dismissal": "Obaveštenje o odbacivanju",
    "award": "Obaveštenje o dodeli",
    "reserve": "rezervnoj listi",
    "rejection": "Obaveštenje o rezultatu",
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
            "stands on the reserve list: the quota of the country is filled.",
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
    assert "28.11.2023." in words
    assert "1 Kapaciteti 4,00 5,00 2 Relevantnost 13,00 15,00 Ukupno 17,00 20,00" in words
    assert "u roku od 8 dana" in words


@pytest.mark.parametrize(
    ("state", "reason", "kind"),
    [
        ("received", None, "receipt"),
        ("dismissed", "duplicate", "dismissal"),
        ("reserve", "envelope", "reserve"),
        ("rejected", "gate_overall", "rejection"),
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
