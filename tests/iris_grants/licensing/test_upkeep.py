"""After the licence: the yearly self-evaluation, its scores, and what shall improve."""

from __future__ import annotations

from datetime import date

from iris_grants.licensing.records import (
    EvaluationRow,
    ImprovementRow,
    evaluations_of,
    staff_licences_of,
)
from iris_grants.licensing.reminders import reminders_of
from iris_grants.licensing.rules.path import Stage
from iris_grants.licensing.upkeep import (
    finish_improvement,
    leave_service,
    plan_improvement,
    record_evaluation,
    record_staff_licence,
    reopen_improvement,
    score_standard,
)
from tests.iris_grants.licensing.cases import Licensing
from tests.iris_grants.refusals import refused

EVALUATED = date(2026, 1, 15)
DUE = date(2026, 3, 1)


def evaluations(licensing: Licensing) -> tuple[EvaluationRow, ...]:
    with licensing.desk.read() as session:
        return evaluations_of(session, licensing.case_id)


def waiting(licensing: Licensing, on: date) -> list[str]:
    with licensing.desk.read() as session:
        return [one.code for one in reminders_of(session, licensing.case_id, on)]


def evaluate(
    licensing: Licensing, year: int, *, by: str = " Koordinatorka ", satisfied: int = 12
) -> str:
    return licensing.desk.run(
        record_evaluation,
        case_id=licensing.case_id,
        year=year,
        evaluated_on=EVALUATED,
        evaluated_by=by,
        users_asked=14,
        users_satisfied=satisfied,
        document_id=licensing.paper("self_evaluation"),
    )


def test_year_is_evaluated_once_with_what_users_said(licensing: Licensing) -> None:
    licensing.reach(Stage.LICENSED)
    assert waiting(licensing, EVALUATED) == ["reminder.evaluation"]
    for year in (2023, 2027):
        with refused("licensing.year_wrong"):
            evaluate(licensing, year)
    with refused("licensing.text_missing"):
        evaluate(licensing, 2025, by=" ")
    with refused("constraint.ck_self_evaluation_satisfied_among_asked"):
        evaluate(licensing, 2025, satisfied=15)
    assert evaluations(licensing) == ()
    identity = evaluate(licensing, 2025)
    with refused("constraint.uq_self_evaluation_case_id_year"):
        evaluate(licensing, 2025)
    [row] = evaluations(licensing)
    assert (row.id, row.year, row.framework) == (identity, 2025, "RS-PERSONAL-ASSISTANCE")
    assert (row.evaluated_on, row.evaluated_by) == ("2026-01-15", "Koordinatorka")
    assert (row.users_asked, row.users_satisfied) == (14, 12)
    assert (row.scores, row.improvements) == ((), ())
    assert waiting(licensing, EVALUATED) == []
    _score(licensing, identity)
    _improve(licensing, identity)


def _score(licensing: Licensing, evaluation: str) -> None:
    """A later score takes the place of the earlier one; a refused one does not."""

    def score(code: str, points: int, evidence: str | None = None) -> None:
        licensing.desk.run(
            score_standard, evaluation_id=evaluation, code=code, score=points, evidence=evidence
        )

    first, second = licensing.codes()[:2]
    score(first, 2, "dnevnik")
    score(second, 0)
    score(first, 3, " dnevnik i anketa ")
    for points in (-1, 4):
        with refused("licensing.score_out_of_scale") as problems:
            score(first, points)
        assert problems[0].params["most"] == 3
    with refused("licensing.standard_unknown"):
        score("X99", 1)
    [row] = evaluations(licensing)
    assert [(one.code, one.score, one.evidence) for one in row.scores] == [
        (first, 3, "dnevnik i anketa"),
        (second, 0, None),
    ]


def improvement(licensing: Licensing, evaluation: str, action: str, due: date) -> str:
    return licensing.desk.run(
        plan_improvement,
        evaluation_id=evaluation,
        action=action,
        responsible=" direktorka ",
        due_on=due,
    )


def _improve(licensing: Licensing, evaluation: str) -> None:
    with refused("licensing.text_missing"):
        improvement(licensing, evaluation, " ", DUE)
    first = improvement(licensing, evaluation, " Supervizija svakog meseca ", DUE)
    second = improvement(licensing, evaluation, "Anketa porodica", date(2026, 6, 30))
    _record_staff_licence(licensing)
    late = date(2026, 3, 2)
    assert waiting(licensing, late) == ["reminder.improvement", "reminder.staff_licence"]
    licensing.desk.run(finish_improvement, improvement_id=first, done_on=late)
    assert waiting(licensing, late) == ["reminder.staff_licence"]
    [row] = evaluations(licensing)
    done = ImprovementRow(
        id=first,
        evaluation_id=evaluation,
        position=1,
        action="Supervizija svakog meseca",
        responsible="direktorka",
        due_on="2026-03-01",
        done_on="2026-03-02",
        reopened_reason=None,
    )
    assert row.improvements[0] == done
    open_one = row.improvements[1]
    assert (open_one.id, open_one.position, open_one.done_on) == (second, 2, None)
    with refused("kernel.not_found"):
        licensing.desk.run(finish_improvement, improvement_id="x", done_on=late)
    with refused("licensing.done_already") as problems:
        licensing.desk.run(finish_improvement, improvement_id=first, done_on=DUE)
    assert problems[0].params["done"] == "2026-03-02"
    with refused("licensing.not_done"):
        licensing.desk.run(reopen_improvement, improvement_id=second, reason="Greška.")
    licensing.desk.run(reopen_improvement, improvement_id=first, reason=" Još traje. ")
    assert waiting(licensing, late) == ["reminder.improvement", "reminder.staff_licence"]
    step = evaluations(licensing)[0].improvements[0]
    assert (step.done_on, step.reopened_reason) == (None, "Još traje.")
    _renew_staff_licence(licensing)


def _staff_licence(
    licensing: Licensing, number: str, issued: date, valid_to: date, name: str = "Stručna Primer"
) -> str:
    return licensing.desk.run(
        record_staff_licence,
        case_id=licensing.case_id,
        name=name,
        kind="basic",
        number=number,
        issued_on=issued,
        valid_to=valid_to,
    )


def _renew_staff_licence(licensing: Licensing) -> None:
    """One that has ended is said to have; its renewal, or a leave, ends the reminders."""
    ended = date(2026, 5, 2)
    codes = ["reminder.improvement", "reminder.staff_expired"]
    assert waiting(licensing, ended) == codes
    newer = _staff_licence(
        licensing, "SR-2", date(2026, 5, 1), date(2026, 6, 30), name="stručna  PRIMER"
    )
    assert waiting(licensing, ended) == ["reminder.improvement", "reminder.staff_licence"]
    with refused("constraint.ck_staff_licence_left_after_issue"):
        licensing.desk.run(leave_service, staff_licence_id=newer, left_on=date(2026, 4, 1))
    licensing.desk.run(leave_service, staff_licence_id=newer, left_on=ended)
    with refused("licensing.left_already"):
        licensing.desk.run(leave_service, staff_licence_id=newer, left_on=ended)
    with licensing.desk.read() as session:
        staff = staff_licences_of(session, licensing.case_id)
    assert {one.number: (one.counts, one.left_on) for one in staff} == {
        "SR-1": (False, None),
        "SR-2": (False, "2026-05-02"),
    }
    assert waiting(licensing, ended) == ["reminder.improvement"]


def _record_staff_licence(licensing: Licensing) -> None:
    _staff_licence(licensing, "SR-1", date(2020, 5, 1), date(2026, 4, 30))
    with licensing.desk.read() as session:
        [staff] = staff_licences_of(session, licensing.case_id)
    assert (staff.name, staff.valid_to) == ("Stručna Primer", "2026-04-30")
