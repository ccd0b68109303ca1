"""A licensing case through its life, on both engines."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from openpyxl import load_workbook

from iris_grants.documents.attachments import documents_of
from iris_grants.licensing import commands, filing, mentoring
from iris_grants.licensing.commands import reopen_gap
from iris_grants.licensing.gap_import import import_gap_sheet
from iris_grants.licensing.gap_layout import HEAD_ROW, Side
from iris_grants.licensing.gap_sheet import gap_sheet
from iris_grants.licensing.queries import (
    gaps_of,
    licences_of,
    list_cases,
    steps_of,
    supported_cases,
)
from iris_grants.licensing.records import (
    answers_of,
    filings_of,
    plans_of,
    requests_of,
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


def test_action_that_is_done_is_opened_again_with_a_reason(
    licensing: Licensing, tmp_path: Path
) -> None:
    licensing.reach(Stage.DOCUMENTS_DRAFTED)
    first = licensing.codes()[0]
    case = {"case_id": licensing.case_id, "code": first}
    with refused("licensing.not_done"):
        licensing.desk.run(reopen_gap, **case, reason="Greška.")
    licensing.desk.run(commands.close_gap, **case, done_on=OPENED)
    with refused("licensing.done_already"):
        licensing.desk.run(commands.close_gap, **case, done_on=licensing.day())
    plan = {"action": "Druga mera", "responsible": "koordinatorka", "due_on": licensing.on}
    with refused("licensing.done_already"):
        licensing.desk.run(commands.plan_action, **case, **plan)  # type: ignore[arg-type] # by name
    with licensing.desk.read() as session:
        book = tmp_path / "mentor.xlsx"
        book.write_bytes(gap_sheet(session, licensing.case_id, Side.MENTOR))
    sheet = load_workbook(book)
    row = next(cell.row for cell in sheet.worksheets[0]["A"] if cell.value == first)
    heads = [cell.value for cell in sheet.worksheets[0][HEAD_ROW]]
    sheet.worksheets[0].cell(row, heads.index("Action") + 1).value = "Druga mera"
    sheet.save(book)
    with refused("licensing.sheet_overwrites", "licensing.done_already"):
        licensing.desk.run(import_gap_sheet, case_id=licensing.case_id, path=book)
    licensing.desk.run(reopen_gap, **case, reason=" Obuka nije završena. ")
    with licensing.desk.read() as session:
        gap = gaps_of(session, licensing.case_id)[0]
    assert (gap.done_on, gap.reopened_reason) == (None, "Obuka nije završena.")
    licensing.desk.run(commands.close_gap, **case, done_on=licensing.on)


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
