"""Questions, corrections and the text of a call: numbered, in both languages, for everybody."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from iris_grants.calls.announcement import write_call_text
from iris_grants.calls.asking import (
    QuestionRow,
    answer_question,
    publish_answers,
    questions_of,
    record_question,
)
from iris_grants.calls.corrigenda import correct_call, corrigenda_of
from iris_grants.calls.parse import parse_call
from iris_grants.calls.queries import call_row, terms_of
from iris_grants.calls.rules_questions import question_dates
from iris_grants.documents.attachments import documents_of
from tests.iris_grants.calls.sample_call import sample_template
from tests.iris_grants.funding import Funding
from tests.iris_grants.printed import checked, words_of
from tests.iris_grants.refusals import refused

ASKED, PUBLISHED = date(2023, 10, 10), date(2023, 10, 24)


def questions(funding: Funding) -> tuple[QuestionRow, ...]:
    with funding.officer.read() as session:
        return questions_of(session, funding.call_id)


def words(funding: Funding, kind: str) -> list[str]:
    """The words of the papers of the call of this kind, by their names."""
    with funding.officer.read() as session:
        papers = [one for one in documents_of(session, "call", funding.call_id) if one.kind == kind]
    contents = funding.officer.store.contents
    return [words_of(checked(contents.read(one.sha256))) for one in papers]


def ask(funding: Funding, text: str, on: date = ASKED) -> list[str]:
    """Enter a question; gives the codes of the warnings."""
    found = funding.officer.run(
        record_question,
        call_id=funding.call_id,
        received_on=on,
        question_sr=text,
        asked_by="Udruženje Radoznalost",
    )
    return [one.code for one in found]


def test_dates_are_presets_where_the_call_is_silent() -> None:
    terms = parse_call(sample_template())
    silent = replace(terms, questions_until=None, answers_until=None)
    found = question_dates(silent)
    assert (found.questions_until, found.answers_until, found.preset) == (
        date(2023, 10, 20),
        date(2023, 10, 25),
        True,
    )
    said = question_dates(replace(silent, questions_until=ASKED, answers_until=PUBLISHED))
    assert (said.questions_until, said.answers_until, said.preset) == (ASKED, PUBLISHED, False)


def test_answers_are_published_to_all_without_who_asked(funding: Funding) -> None:
    assert ask(funding, "Da li može grad kao partner?") == []
    assert ask(funding, "Kasno pitanje?", date(2023, 10, 28)) == ["calls.question_late"]
    first = questions(funding)[0]
    with refused("calls.text_missing", "calls.text_missing"):
        funding.officer.run(
            answer_question, question_id=first.id, answered_on=ASKED, answer_sr="Ne može."
        )
    with refused("calls.no_answers"):
        funding.officer.run(publish_answers, call_id=funding.call_id, published_on=PUBLISHED)
    funding.officer.run(
        answer_question,
        question_id=first.id,
        answered_on=ASKED,
        answer_sr="Ne može.",
        answer_en="It may not.",
        question_en="May a town be a partner?",
    )
    found = funding.officer.run(
        publish_answers, call_id=funding.call_id, published_on=date(2023, 10, 29)
    )
    assert [one.code for one in found] == ["calls.answers_late"]
    assert [(row.number, row.state) for row in questions(funding)] == [
        (1, "published"),
        (2, "open"),
    ]
    english, serbian = sorted(words(funding, "answers"))[::-1]
    if "Questions and answers" not in english:
        english, serbian = serbian, english
    for part in ("Question 1", "May a town be a partner?", "It may not."):
        assert part in english
    assert "Pitanje 1" in serbian
    assert "Radoznalost" not in english + serbian
    assert "Kasno" not in english + serbian
    with refused("calls.answer_published"):
        funding.officer.run(
            answer_question, question_id=first.id, answered_on=ASKED, answer_sr="Može."
        )


def correct(funding: Funding, deadline: str | None, text: str = "Rok se produžava.") -> None:
    funding.officer.run(
        correct_call,
        call_id=funding.call_id,
        published_on=PUBLISHED,
        text_sr=text,
        text_en="The deadline is extended.",
        deadline=deadline,
    )


def test_corrigendum_moves_the_deadline_and_leaves_the_terms(funding: Funding) -> None:
    with funding.officer.read() as session:
        before = call_row(session, funding.call_id)
        zone = before.deadline_zone
    correct(funding, "2023-11-06 17:00")
    with funding.officer.read() as session:
        now, terms = call_row(session, funding.call_id), terms_of(session, funding.call_id)
        (row,) = corrigenda_of(session, funding.call_id)
    assert terms.deadline_at == datetime(2023, 11, 6, 16, 0, tzinfo=UTC)
    assert (now.fingerprint, now.deadline_zone) == (before.fingerprint, zone)
    assert (row.deadline_before, row.deadline_after) == (before.deadline_at, now.deadline_at)
    printed = " ".join(words(funding, "corrigendum"))
    assert "Ispravka br. 1" in printed
    assert "06.11.2023. 17:00" in printed
    for deadline, code in (
        ("2023-11-06 17:00", "calls.deadline_earlier"),
        ("6.11.2023", "calls.deadline_unreadable"),
    ):
        with refused(code):
            correct(funding, deadline)
    with refused("calls.text_missing"):
        correct(funding, None, " ")
    correct(funding, None)
    funding.move_to(date(2023, 11, 7))
    with refused("calls.corrigendum_late"):
        correct(funding, "2023-11-20 17:00")


def test_text_of_the_call_is_written_in_its_languages(local_funding: Funding) -> None:
    assert local_funding.officer.run(write_call_text, call_id=local_funding.call_id) == 2
    printed = " ".join(words(local_funding, "guidelines"))
    for part in ("Guidelines for applicants", "Smernice za podnosioce prijava", "8 dana"):
        assert part in printed


@pytest.mark.parametrize("text", [None, "  "])
def test_question_without_words_is_refused(local_funding: Funding, text: str | None) -> None:
    with refused("calls.question_empty"):
        local_funding.officer.run(
            record_question, call_id=local_funding.call_id, received_on=ASKED, question_sr=text
        )
