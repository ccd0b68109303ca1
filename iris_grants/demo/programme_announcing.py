"""The call of the sample programme is announced: guidelines, questions, and answers for all."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from iris_grants.calls.announcement import write_call_text
from iris_grants.calls.asking import (
    answer_question,
    publish_answers,
    questions_of,
    record_question,
)
from iris_grants.demo.build import write_empty_forms
from iris_grants.demo.office import Office

ASKED = (
    (
        date(2023, 10, 9),
        "Da li organizacija može da podnese prijavu i kao partner?",
        "May an organisation apply and be a partner as well?",
        "Da, jednom kao podnosilac i jednom kao partner, kako je navedeno u smernicama.",
        "Yes, once as lead applicant and once as partner, as the guidelines say.",
    ),
    (
        date(2023, 10, 12),
        "Da li je sufinansiranje obavezno?",
        "Is co-financing required?",
        "Nije obavezno. Ako je predviđeno, mora biti navedeno u budžetu.",
        "No. Where it is foreseen, it must stand in the budget.",
    ),
    (
        date(2023, 10, 18),
        "Da li budžet može da sadrži nabavku vozila?",
        "May the budget hold the purchase of a vehicle?",
        "Ne. Prihvatljiva je samo sitna oprema potrebna za uslugu.",
        "No. Only small equipment that the service needs is eligible.",
    ),
)
"""Questions with their days and answers, in both languages of the call."""


def announce(office: Office, out: Path) -> None:
    """Write forms and guidelines, take in the questions, and publish the answers to all."""
    write_empty_forms(office, out)
    office.clock.move_to(date(2023, 9, 29))
    office.officer.run(write_call_text, call_id=office.call_id)
    for day, question_sr, question_en, _answer_sr, _answer_en in ASKED:
        office.clock.move_to(day)
        office.officer.run(
            record_question,
            call_id=office.call_id,
            received_on=day,
            question_sr=question_sr,
            question_en=question_en,
        )
    office.clock.move_to(date(2023, 10, 24))
    with office.officer.read() as session:
        asked = questions_of(session, office.call_id)
    for row, (_day, _sr, _en, answer_sr, answer_en) in zip(asked, ASKED, strict=True):
        office.officer.run(
            answer_question,
            question_id=row.id,
            answered_on=date(2023, 10, 24),
            answer_sr=answer_sr,
            answer_en=answer_en,
        )
    office.officer.run(publish_answers, call_id=office.call_id, published_on=date(2023, 10, 24))
