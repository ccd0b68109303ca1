"""A licensing case through its life, on both engines."""

from __future__ import annotations

from datetime import date, timedelta

from iris_grants.documents.attachments import documents_of
from iris_grants.licensing import commands, filing, mentoring, selection, upkeep
from iris_grants.licensing.queries import licences_of, list_cases, steps_of, supported_cases
from iris_grants.licensing.records import (
    answers_of,
    decisions_of,
    evaluations_of,
    filings_of,
    plans_of,
    requests_of,
    staff_licences_of,
    visits_of,
)
from iris_grants.licensing.reminders import reminders
from iris_grants.licensing.rules.path import Stage
from tests.iris_grants.licensing.cases import OPENED, Licensing
from tests.iris_grants.printed import checked, words_of
from tests.iris_grants.refusals import refused


def test_whole_way_to_the_licence_leaves_everything_on_record(licensing: Licensing) -> None:
    licensing.reach(Stage.AUTHORITY_REVIEW)
    case = {"case_id": licensing.case_id}
    request = licensing.desk.run(
        filing.record_request,
        **case,
        requested_on=licensing.day(),
        request="Dopuniti dokaz o obuci.",
        due_on=licensing.on + timedelta(days=15),
    )
    licensing.desk.run(
        filing.answer_request, request_id=request, answered_on=licensing.day(), answer="Poslato."
    )
    with refused("licensing.request_answered"):
        licensing.desk.run(
            filing.answer_request, request_id=request, answered_on=licensing.on, answer="Opet."
        )
    licensing.visit("authority")
    licensing.reach(Stage.LICENSED)
    _check_records(licensing)
    with licensing.desk.read() as session:
        [supported] = supported_cases(session)
    assert (supported.reason, supported.stage) == ("plan_and_documents", "licensed")
    assert (licensing.row().licence_number, licensing.row().blocking_open) == ("LIC-1", 0)


def _check_records(licensing: Licensing) -> None:
    with licensing.desk.read() as session:
        assert [step.stage for step in steps_of(session, licensing.case_id)] == [
            *(stage.value for stage in list(Stage)[:12])
        ]
        assert [one.number for one in filings_of(session, licensing.case_id)] == ["R-1"]
        assert [one.answer for one in requests_of(session, licensing.case_id)] == ["Poslato."]
        assert [one.kind for one in visits_of(session, licensing.case_id)] == [
            "mentor",
            "mock_review",
            "authority",
        ]
        plan = plans_of(session, licensing.case_id)[0]
        paper = next(
            one
            for one in documents_of(session, "case", licensing.case_id)
            if one.id == plan.document_id
        )
        assert len(answers_of(session, licensing.organisation_id)) == 9
    assert (paper.kind, paper.name) == ("action_plan", "Akcioni plan L-1 (1).pdf")
    with licensing.desk.store.contents.open(paper.sha256) as stream:
        words = words_of(checked(stream.read()))
    assert "Izdanje 1, odobrio/la Upravni odbor" in words
    assert "Nije pravno provereno" in words


def test_steps_that_ask_for_more_have_their_own_operation(licensing: Licensing) -> None:
    licensing.reach(Stage.MOCK_REVIEW)
    with refused("licensing.own_operation"):
        licensing.step(Stage.FILED)
    with refused("licensing.stage_unknown"):
        licensing.desk.run(
            commands.reach_stage, case_id=licensing.case_id, stage="x", reached_on=licensing.on
        )
    with refused("licensing.before_last_step"):
        licensing.desk.run(
            filing.file_application,
            case_id=licensing.case_id,
            number="R-1",
            filed_on=OPENED,
            document_id=licensing.paper("filing_receipt"),
        )
    assert licensing.facts().stage is Stage.MOCK_REVIEW


def test_plan_is_approved_again_until_it_is_filed(licensing: Licensing) -> None:
    licensing.reach(Stage.DOCUMENTS_DRAFTED)
    licensing.approve()
    with licensing.desk.read() as session:
        assert [one.revision for one in plans_of(session, licensing.case_id)] == [1, 2]
    licensing.reach(Stage.FILED)
    with refused("licensing.not_the_next_stage"):
        licensing.approve()


def test_refusal_is_remedied_and_filed_again(licensing: Licensing) -> None:
    licensing.reach(Stage.AUTHORITY_REVIEW)
    decided = licensing.day()
    licensing.desk.run(
        filing.record_refusal,
        case_id=licensing.case_id,
        number="O-1",
        decided_on=decided,
        reason="Nedovoljan broj asistenata.",
        remedy_on=decided + timedelta(days=60),
        document_id=licensing.paper("decision"),
    )
    with licensing.desk.read() as session:
        [waiting] = reminders(session, decided + timedelta(days=61))
        assert (waiting.reminder.code, waiting.reminder.urgency) == ("reminder.remedy", "overdue")
        assert [one.kind for one in decisions_of(session, licensing.case_id)] == ["refused"]
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


def test_limited_licence_is_followed_by_a_full_one_only(licensing: Licensing) -> None:
    licensing.reach(Stage.AUTHORITY_REVIEW)
    with refused("licensing.limited_only_once"):
        _second_limited(licensing)
    with licensing.desk.read() as session:
        assert [one.limited for one in licences_of(session, licensing.case_id)] == [True]
        kinds = [one.kind for one in filings_of(session, licensing.case_id)]
    assert kinds == ["first", "renewal"]


def _second_limited(licensing: Licensing) -> None:
    licensing.license("LIC-1", valid_to=date(2026, 12, 31), limited=True)
    with refused("licensing.renewal_too_early"):
        licensing.desk.run(
            filing.start_renewal, case_id=licensing.case_id, started_on=licensing.day()
        )
    licensing.on = date(2026, 5, 1)
    licensing.desk.run(filing.start_renewal, case_id=licensing.case_id, started_on=licensing.on)
    with licensing.desk.read() as session:
        codes = [one.reminder.code for one in reminders(session, licensing.on)]
    assert codes == ["reminder.evaluation", "reminder.limited_ends_270"]
    licensing.step(Stage.GAPS_CLOSED)
    licensing.visit("mock_review", "ready")
    licensing.step(Stage.MOCK_REVIEW)
    licensing.file("R-2")
    licensing.step(Stage.AUTHORITY_REVIEW)
    licensing.license(
        "LIC-2", valid_from=date(2027, 1, 1), valid_to=date(2029, 12, 31), limited=True
    )


def test_suspension_is_lifted_and_revocation_ends_it(licensing: Licensing) -> None:
    licensing.reach(Stage.LICENSED)
    values = {"case_id": licensing.case_id, "reason": "Po nadzoru."}
    licensing.desk.run(
        filing.suspend_licence,
        **values,
        number="S-1",
        decided_on=licensing.day(),
        remedy_on=None,
        document_id=licensing.paper("decision"),
    )
    for command, number in ((filing.lift_suspension, "S-2"), (filing.revoke_licence, "S-3")):
        licensing.desk.run(
            command,
            **values,
            number=number,
            decided_on=licensing.day(),
            document_id=licensing.paper("decision"),
        )
    with licensing.desk.read() as session:
        stages = [one.stage for one in steps_of(session, licensing.case_id)][-3:]
    assert stages == ["suspended", "maintenance", "revoked"]


def test_maintenance_is_evaluated_every_year(licensing: Licensing) -> None:
    licensing.reach(Stage.LICENSED)
    licensing.on = date(2026, 1, 15)
    with licensing.desk.read() as session:
        assert [one.reminder.code for one in reminders(session, licensing.on)] == [
            "reminder.evaluation"
        ]
    evaluation = licensing.desk.run(
        upkeep.record_evaluation,
        case_id=licensing.case_id,
        year=2025,
        evaluated_on=licensing.on,
        evaluated_by="Koordinatorka",
        users_asked=14,
        users_satisfied=12,
    )
    licensing.desk.run(upkeep.score_standard, evaluation_id=evaluation, code="S1", score=2)
    licensing.desk.run(upkeep.score_standard, evaluation_id=evaluation, code="S1", score=3)
    with refused("licensing.score_out_of_scale"):
        licensing.desk.run(upkeep.score_standard, evaluation_id=evaluation, code="S1", score=4)
    _improve(licensing, evaluation)


def _improve(licensing: Licensing, evaluation: str) -> None:
    step = licensing.desk.run(
        upkeep.plan_improvement,
        evaluation_id=evaluation,
        action="Supervizija svakog meseca",
        responsible="direktorka",
        due_on=date(2026, 3, 1),
    )
    licensing.desk.run(
        upkeep.record_staff_licence,
        case_id=licensing.case_id,
        name="Stručna Primer",
        kind="basic",
        number="SR-1",
        issued_on=date(2020, 5, 1),
        valid_to=date(2026, 4, 30),
    )
    with licensing.desk.read() as session:
        [row] = evaluations_of(session, licensing.case_id)
        assert [(one.code, one.score) for one in row.scores] == [("S1", 3)]
        assert len(staff_licences_of(session, licensing.case_id)) == 1
        waiting = [one.reminder.code for one in reminders(session, date(2026, 3, 2))]
    assert waiting == ["reminder.improvement", "reminder.staff_licence"]
    licensing.desk.run(upkeep.finish_improvement, improvement_id=step, done_on=date(2026, 3, 2))
    with licensing.desk.read() as session:
        waiting = [one.reminder.code for one in reminders(session, date(2026, 3, 2))]
    assert waiting == ["reminder.staff_licence"]


def test_more_users_cannot_be_satisfied_than_asked(licensing: Licensing) -> None:
    with refused("constraint.ck_self_evaluation_satisfied_among_asked"):
        licensing.desk.run(
            upkeep.record_evaluation,
            case_id=licensing.case_id,
            year=2026,
            evaluated_on=date(2026, 12, 1),
            evaluated_by="Koordinatorka",
            users_asked=3,
            users_satisfied=4,
        )


def test_selection_asks_for_every_condition_and_dropping_out_for_a_reason(
    licensing: Licensing,
) -> None:
    licensing.desk.run(
        selection.answer_condition,
        organisation_id=licensing.organisation_id,
        question="independent",
        answer="no",
        answered_on=OPENED,
    )
    licensing.confirm()
    with refused("licensing.condition_failed"):
        licensing.step(Stage.SELECTED)
    with refused("licensing.text_missing"):
        licensing.desk.run(
            selection.drop_out, case_id=licensing.case_id, on=licensing.day(), reason=" "
        )
    licensing.desk.run(
        selection.drop_out, case_id=licensing.case_id, on=licensing.day(), reason="Nema ljudi."
    )
    with licensing.desk.read() as session:
        assert steps_of(session, licensing.case_id)[-1].note == "Nema ljudi."
        assert supported_cases(session)[0].counted_on is None
    licensing.step(Stage.INTEREST)
    assert licensing.facts().stage is Stage.INTEREST


def test_packs_suit_country_goal_and_service(licensing: Licensing) -> None:
    with refused("licensing.pack_of_other_country", "licensing.service_not_in_pack"):
        licensing.open(pack="standards/AL-SOCIAL-SERVICES")
    with refused("licensing.pack_of_other_goal"):
        licensing.open(pack="standards/EQUASS")
    licensing.case_id = licensing.open(
        pack="standards/EQUASS", goal="quality_framework", service="organisation_wide", number="L-2"
    )
    licensing.reach(Stage.MOCK_REVIEW).step(Stage.COMPLETED)
    with licensing.desk.read() as session:
        assert [row.stage for row in list_cases(session)] == ["interest", "completed"]


def test_visits_are_told_wholly(licensing: Licensing) -> None:
    def visit(**values: object) -> None:
        given: dict[str, object] = {
            "case_id": licensing.case_id,
            "kind": "mentor",
            "visited_on": OPENED,
            "visitor": "Mila",
            "finding": "Viđeno.",
        }
        licensing.desk.run(mentoring.record_visit, **{**given, **values})  # type: ignore[arg-type] # by name

    with refused("licensing.visit_unknown"):
        visit(kind="x")
    with refused("licensing.verdict_missing"):
        visit(kind="mock_review")
    with refused("licensing.visit_before_case"):
        visit(visited_on=OPENED - timedelta(days=1))
    with refused("licensing.text_missing"):
        visit(visitor=" ")


def test_paper_of_another_record_is_not_taken(licensing: Licensing) -> None:
    mine = licensing.case_id
    other = licensing.open(pack="standards/RS-SOCIAL-SERVICES", service="day_care", number="L-2")
    licensing.case_id = other
    paper = licensing.paper("visit_report")
    with refused("licensing.paper_of_other"):
        licensing.desk.run(
            mentoring.record_visit,
            case_id=mine,
            kind="mentor",
            visited_on=OPENED,
            visitor="Mila",
            finding="Viđeno.",
            document_id=paper,
        )
