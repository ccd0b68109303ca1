"""Conditions for mentoring are answered and proved; an organisation leaves with its reason."""

from __future__ import annotations

from datetime import date, timedelta

from iris_grants.licensing.queries import case_facts, steps_of, supported_cases
from iris_grants.licensing.records import AnswerRow, answers_of
from iris_grants.licensing.reminders import reminders
from iris_grants.licensing.rules.path import Stage
from iris_grants.licensing.rules.selection import CONDITIONS
from iris_grants.licensing.selection import answer_condition, answer_conditions, drop_out
from iris_grants.people.journal import ValueChange, entry_changes, list_journal
from tests.iris_grants.licensing.cases import OPENED, Licensing
from tests.iris_grants.refusals import refused

NEXT = OPENED + timedelta(days=1)
REGISTERED = date(2015, 5, 4)


def answers(licensing: Licensing) -> dict[str, AnswerRow]:
    with licensing.desk.read() as session:
        return {one.question: one for one in answers_of(session, licensing.organisation_id)}


def answer(
    licensing: Licensing,
    question: str,
    word: str,
    evidence: str | None = None,
    on: date = OPENED,
) -> None:
    licensing.desk.run(
        answer_condition,
        organisation_id=licensing.organisation_id,
        question=question,
        answer=word,
        answered_on=on,
        evidence=evidence,
    )


def test_conditions_are_answered_with_evidence_and_a_later_answer_counts(
    licensing: Licensing,
) -> None:
    answer(licensing, "independent", "no")
    no = AnswerRow(
        question="independent", answer="no", evidence=None, answered_on=OPENED.isoformat()
    )
    assert answers(licensing) == {"independent": no}
    licensing.confirm()
    confirmed = answers(licensing)
    assert sorted(confirmed) == sorted(CONDITIONS)
    assert confirmed["independent"] == no
    assert confirmed["local"].evidence == "statut"
    with refused("licensing.condition_failed"):
        licensing.step(Stage.SELECTED)
    answer(licensing, "independent", "yes", " izjava osnivača ", NEXT)
    yes = AnswerRow(
        question="independent",
        answer="yes",
        evidence="izjava osnivača",
        answered_on=NEXT.isoformat(),
    )
    assert answers(licensing) == {**confirmed, "independent": yes}
    _check_journal(licensing)
    with licensing.desk.read() as session:
        facts = case_facts(session, licensing.case_id, OPENED)
    assert (facts.conditions_open, facts.conditions_failed) == ((), ())
    licensing.step(Stage.SELECTED)
    assert licensing.row().stage == "selected"


def _check_journal(licensing: Licensing) -> None:
    with licensing.desk.read() as session:
        [entry] = list_journal(session, limit=1)
        [change] = entry_changes(session, entry.number)
    assert entry.operation == "licensing.answer_condition"
    assert ValueChange(column="answer", before="no", after="yes") in change.values


def test_answers_that_prove_nothing_are_refused_and_leave_nothing(licensing: Licensing) -> None:
    with refused("licensing.condition_unknown"):
        answer(licensing, "unheard_of", "yes", "statut")
    with refused("licensing.answer_unknown"):
        answer(licensing, "local", "maybe", "statut")
    with refused("licensing.evidence_missing"):
        answer(licensing, "local", "yes", " ")
    too_young = REGISTERED.replace(year=2016) - timedelta(days=1)
    with refused("licensing.registered_less_than_year"):
        answer(licensing, "registered_year", "yes", "rešenje", too_young)
    with refused("licensing.registered_less_than_year"):
        licensing.desk.run(
            answer_conditions,
            organisation_id=licensing.organisation_id,
            answered_on=too_young,
            evidence="rešenje",
        )
    assert answers(licensing) == {}
    with licensing.desk.read() as session:
        assert case_facts(session, licensing.case_id, OPENED).conditions_open == CONDITIONS
    answer(licensing, "registered_year", "yes", "rešenje", too_young + timedelta(days=1))
    assert list(answers(licensing)) == ["registered_year"]


def test_organisation_drops_out_with_a_reason_and_may_come_back(licensing: Licensing) -> None:
    licensing.reach(Stage.GAP_VERIFIED)
    licensing.plan()
    overdue = date(2024, 9, 30)
    with licensing.desk.read() as session:
        assert [one.reminder.code for one in reminders(session, overdue)] == ["reminder.action"]
    last, case = licensing.on, {"case_id": licensing.case_id}
    with refused("licensing.text_missing"):
        licensing.desk.run(drop_out, **case, on=licensing.day(), reason=" ")
    with refused("licensing.before_last_step"):
        licensing.desk.run(drop_out, **case, on=last - timedelta(days=1), reason="Nema ljudi.")
    assert licensing.row().stage == "gap_verified"
    licensing.desk.run(drop_out, **case, on=licensing.on, reason=" Nema ljudi. ")
    with licensing.desk.read() as session:
        step = steps_of(session, licensing.case_id)[-1]
        [counted] = supported_cases(session)
        assert reminders(session, overdue) == ()
    assert (step.stage, step.reached_on, step.note) == (
        "withdrawn",
        licensing.on.isoformat(),
        "Nema ljudi.",
    )
    assert (counted.stage, counted.counted_on) == ("withdrawn", None)
    with refused("licensing.not_the_next_stage"):
        licensing.desk.run(drop_out, **case, on=licensing.day(), reason="Opet.")
    licensing.step(Stage.INTEREST)
    assert licensing.facts().stage is Stage.INTEREST
