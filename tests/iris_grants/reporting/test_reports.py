"""The life of a report: planned, received, returned, received anew, approved by another person."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

from openpyxl import load_workbook

from db.tables.documents import DocumentRecord
from db.tables.finance import ExpenditureRecord, LedgerImportRecord
from iris_grants.documents.attachments import documents_of
from iris_grants.grants.changes import extend_period, sign_addendum
from iris_grants.grants.queries import list_grants
from iris_grants.kernel.ids import new_id
from iris_grants.reporting.commands import add_report, plan_reports, postpone_report
from iris_grants.reporting.correcting import form_for_grantee, remarks_of
from iris_grants.reporting.indicator_queries import indicators_of
from iris_grants.reporting.indicators import add_indicator, drop_indicator
from iris_grants.reporting.narrative import CODES
from iris_grants.reporting.queries import (
    ReportRow,
    deadlines,
    grants_without_reports,
    indicator_values,
    revisions_of,
)
from iris_grants.reporting.receiving import enter_report, enter_value
from iris_grants.reporting.reviewing import answer_check, approve_report, return_report
from iris_grants.reporting.rules.indicators import Value
from tests.iris_grants.funding import ENDS, STARTS, Funding
from tests.iris_grants.refusals import refused
from tests.iris_grants.reporting.life import (
    ANSWERS,
    RECEIVED,
    VALUES,
    check_all,
    filled,
    receive,
    reporting_grant,
    reports_of,
)


def test_reports_follow_from_the_contract(funding: Funding) -> None:
    grant_id = funding.signed(preset="50-40-10")
    with funding.officer.read() as session:
        assert grants_without_reports(session) == {grant_id}
    assert funding.officer.run(plan_reports, grant_id=grant_id) == 2
    interim, final = reports_of(funding, grant_id)
    assert (interim.kind, interim.period_from, interim.period_to, interim.due_on) == (
        "interim",
        "2023-12-15",
        "2024-05-14",
        "2024-05-29",
    )
    assert (final.kind, final.period_to, final.due_on) == ("final", "2024-10-14", "2024-11-13")
    with refused("reporting.planned_already"):
        funding.officer.run(plan_reports, grant_id=grant_id)
    funding.officer.run(
        add_report,
        grant_id=grant_id,
        period_from=date(2024, 5, 15),
        period_to=date(2024, 8, 31),
        due_on=date(2024, 9, 10),
    )
    funding.officer.run(postpone_report, report_id=interim.id, due_on=date(2024, 6, 3))
    with funding.officer.read() as session:
        found = deadlines(session)
        assert grants_without_reports(session) == frozenset()
    assert [(one.kind, one.due_on) for one in found] == [
        ("report_interim", "2024-06-03"),
        ("report_interim", "2024-09-10"),
        ("report_final", "2024-11-13"),
    ]


def test_final_report_moves_with_the_end_of_the_contract(local_funding: Funding) -> None:
    grant_id = reporting_grant(local_funding, preset="80-20")
    change_id = local_funding.officer.run(
        extend_period,
        grant_id=grant_id,
        ends_on=date(2024, 12, 14),
        effective_on=date(2024, 4, 15),
        reason="Zima.",
    )
    local_funding.approver.run(
        sign_addendum,
        change_id=change_id,
        signed_by_us_on=date(2024, 4, 1),
        signed_by_grantee_on=date(2024, 4, 1),
    )
    (final,) = reports_of(local_funding, grant_id)
    assert (final.period_to, final.due_on) == ("2024-12-14", "2025-01-13")


COMMENTS = "Amblem EU nedostaje na plakatu."
CORRECTED = {**VALUES, "I1": (Value(total=41_000, female=41_000), "")}


def send_back(funding: Funding, report_id: str, comments: str = COMMENTS) -> None:
    funding.finance.run(
        return_report, report_id=report_id, comments=comments, due_on=date(2024, 6, 5)
    )


def returned_and_received_anew(funding: Funding, folder: Path) -> tuple[str, ReportRow]:
    """A report that came, went back with comments, and came again, corrected."""
    grant_id = reporting_grant(funding)
    report = reports_of(funding, grant_id)[0]
    receive(funding, report.id, filled(funding, report.id, folder / "izvestaj.xlsx"))
    send_back(funding, report.id)
    path = filled(funding, report.id, folder / "ispravljen.xlsx", values=CORRECTED)
    receive(funding, report.id, path, date(2024, 6, 3))
    return grant_id, reports_of(funding, grant_id)[0]


def test_report_is_returned_with_comments_until_a_day(funding: Funding, tmp_path: Path) -> None:
    grant_id = reporting_grant(funding)
    report = reports_of(funding, grant_id)[0]
    with refused("reporting.wrong_state"):
        funding.approver.run(approve_report, report_id=report.id)
    receive(funding, report.id, filled(funding, report.id, tmp_path / "izvestaj.xlsx"))
    with refused("reporting.questions_open"):
        funding.approver.run(approve_report, report_id=report.id)
    check_all(funding, report, visibility="no")
    with refused("reporting.answered_no") as problems:
        funding.approver.run(approve_report, report_id=report.id)
    assert problems[0].params == {"questions": "report.check.visibility"}
    with refused("reporting.comments_needed"):
        send_back(funding, report.id, " ")
    send_back(funding, report.id)
    row = reports_of(funding, grant_id)[0]
    assert (row.state, row.due_on, row.revisions) == ("returned", "2024-06-05", 1)


def test_corrected_report_is_reviewed_anew_and_approved(funding: Funding, tmp_path: Path) -> None:
    grant_id, report = returned_and_received_anew(funding, tmp_path)
    with refused("reporting.questions_open"):
        funding.approver.run(approve_report, report_id=report.id)
    check_all(funding, report)
    funding.approver.run(approve_report, report_id=report.id)
    row = reports_of(funding, grant_id)[0]
    assert (row.state, row.revisions, row.approved_by, row.approved_on) == (
        "approved",
        2,
        "Vuk Probni",
        "2024-06-03",
    )
    with funding.officer.read() as session:
        people, trainings = indicators_of(session, grant_id)
    assert people.approved == Value(total=41_000, female=41_000)
    assert trainings.approved == Value(total=3_000)
    with refused("reporting.wrong_state"):
        receive(funding, report.id, tmp_path / "ispravljen.xlsx", date(2024, 6, 4))


def test_corrected_report_overwrites_nothing(local_funding: Funding, tmp_path: Path) -> None:
    grant_id, report = returned_and_received_anew(local_funding, tmp_path)
    with local_funding.officer.read() as session:
        newest, oldest = revisions_of(session, report.id)
        values = indicator_values(session, grant_id)
        papers = documents_of(session, "grant", grant_id)
    assert (oldest.comments, oldest.reviewed_by) == (COMMENTS, "Ljuba Ogledna")
    assert newest.comments is None
    assert dict(newest.answers) == ANSWERS
    assert [(one.code, one.revision, one.newest, one.value.total) for one in values] == [
        ("I1", 1, False, 40_000),
        ("I1", 2, True, 41_000),
        ("I2", 1, False, 3_000),
        ("I2", 2, True, 3_000),
    ]
    assert [(one.kind, one.name) for one in papers] == [
        ("report_interim", "izvestaj.xlsx"),
        ("report_interim", "ispravljen.xlsx"),
    ]


def test_approval_needs_another_person_and_releases_the_next_instalment(
    local_funding: Funding, tmp_path: Path
) -> None:
    grant_id = reporting_grant(local_funding)
    local_funding.pay(grant_id)
    report = reports_of(local_funding, grant_id)[0]
    path = filled(local_funding, report.id, tmp_path / "i.xlsx")
    receive(local_funding, report.id, path)
    check_all(local_funding, report)
    with refused("kernel.role_missing"):
        local_funding.officer.run(approve_report, report_id=report.id)
    local_funding.approver.run(approve_report, report_id=report.id)
    assert local_funding.instalments(grant_id)[1].due_on == "2024-07-19"


def test_final_report_waits_for_every_cost_and_ends_the_reporting(
    funding: Funding, tmp_path: Path
) -> None:
    grant_id = reporting_grant(funding, preset="80-20")
    (final,) = reports_of(funding, grant_id)
    receive(funding, final.id, filled(funding, final.id, tmp_path / "z.xlsx"), date(2024, 11, 4))
    check_all(funding, final)
    cost_id = _cost(funding, grant_id)
    with refused("reporting.costs_undecided"):
        funding.approver.run(approve_report, report_id=final.id)
    with funding.direct() as session:
        session.get_one(ExpenditureRecord, cost_id).state = "accepted"
    funding.approver.run(approve_report, report_id=final.id)
    with funding.officer.read() as session:
        assert list_grants(session)[0].state == "reported"
    with refused("grants.wrong_state"):
        receive(funding, final.id, tmp_path / "z.xlsx", date(2024, 11, 5))


def type_in(funding: Funding, report_id: str, on: date = RECEIVED, path: Path | None = None) -> str:
    """Enter a report that came on paper."""
    return funding.officer.run(
        enter_report, report_id=report_id, received_on=on, path=path, **ANSWERS
    )


def test_report_on_paper_is_typed_in_whole_or_not_at_all(local_funding: Funding) -> None:
    grant_id = reporting_grant(local_funding)
    report = reports_of(local_funding, grant_id)[0]
    local_funding.move_to(RECEIVED)
    with refused(*["reporting.field_empty"] * 8):
        local_funding.officer.run(enter_report, report_id=report.id, received_on=RECEIVED)
    with refused("reporting.no_entering"):
        local_funding.officer.run(enter_value, report_id=report.id, code="I2", total=2)
    with refused("reporting.received_in_future"):
        type_in(local_funding, report.id, date(2024, 5, 21))


def test_report_on_paper_is_typed_in_with_its_values(funding: Funding, tmp_path: Path) -> None:
    grant_id = reporting_grant(funding)
    report = reports_of(funding, grant_id)[0]
    funding.move_to(RECEIVED)
    scan = tmp_path / "sken.pdf"
    scan.write_bytes(b"%PDF-1.7 sken")
    type_in(funding, report.id, path=scan)
    with refused("reporting.parts_differ"):
        funding.officer.run(enter_value, report_id=report.id, code="I1", total=9, female=8)
    with refused("reporting.indicator_unknown"):
        funding.officer.run(enter_value, report_id=report.id, code="I9", total=9)
    funding.officer.run(enter_value, report_id=report.id, code="I2", total=2)
    funding.officer.run(enter_value, report_id=report.id, code="I2", total=3, remark="zapisnik")
    send_back(funding, report.id, "Potpis.")
    type_in(funding, report.id)
    with funding.officer.read() as session:
        values = indicator_values(session, grant_id)
        newest, oldest = revisions_of(session, report.id)
    assert [(one.revision, one.value.total, one.remark) for one in values] == [
        (1, 3_000, "zapisnik"),
        (2, 3_000, None),
    ]
    assert oldest.document_id is not None
    assert newest.document_id is None
    assert set(newest.answers) == set(CODES)


def test_questions_are_those_of_the_kind(local_funding: Funding, tmp_path: Path) -> None:
    grant_id = reporting_grant(local_funding)
    report = reports_of(local_funding, grant_id)[0]
    receive(local_funding, report.id, filled(local_funding, report.id, tmp_path / "i.xlsx"))
    with refused("reporting.question_unknown"):
        local_funding.officer.run(
            answer_check, report_id=report.id, question="assets", answer="yes"
        )
    with refused("reporting.answer_unknown"):
        local_funding.officer.run(
            answer_check, report_id=report.id, question="signed", answer="maybe"
        )
    local_funding.officer.run(
        answer_check, report_id=report.id, question="signed", answer="no", remark="Bez pečata."
    )
    local_funding.officer.run(answer_check, report_id=report.id, question="signed", answer="yes")
    with local_funding.officer.read() as session:
        (revision,) = revisions_of(session, report.id)
    assert [(one.question, one.answer, one.remark) for one in revision.checks] == [
        ("signed", "yes", None)
    ]


def test_returned_form_carries_what_is_to_be_corrected(
    local_funding: Funding, tmp_path: Path
) -> None:
    funding = local_funding
    report = reports_of(funding, reporting_grant(funding))[0]
    receive(funding, report.id, filled(funding, report.id, tmp_path / "i.xlsx"))
    for answer, remark in (("no", "Bez pečata."), ("no", None)):
        funding.officer.run(
            answer_check, report_id=report.id, question="signed", answer=answer, remark=remark
        )
    funding.officer.run(answer_check, report_id=report.id, question="in_time", answer="yes")
    funding.finance.run(
        return_report, report_id=report.id, comments="Pečat.", due_on=date(2024, 6, 5)
    )
    with funding.officer.read() as session:
        data = form_for_grantee(session, report.id, language="sr")
        assert form_for_grantee(session, report.id, language="sr") == data
        (revision,) = revisions_of(session, report.id)
    assert remarks_of(revision) == (("signed", "Bez pečata."),)
    path = tmp_path / "ispravka.xlsx"
    path.write_bytes(data)
    first = load_workbook(path).worksheets[0]
    assert (first.title, first["A4"].value, first["B5"].value) == (
        "Šta treba ispraviti",
        "Pečat.",
        "Bez pečata.",
    )
    receive(funding, report.id, path, on=date(2024, 5, 28))
    with funding.officer.read() as session:
        newest, before = revisions_of(session, report.id)
    assert (newest.revision, newest.answers, newest.checks) == (2, before.answers, ())


def test_indicator_of_a_report_stays(local_funding: Funding, tmp_path: Path) -> None:
    grant_id = reporting_grant(local_funding)
    report = reports_of(local_funding, grant_id)[0]
    with local_funding.officer.read() as session:
        people, trainings = indicators_of(session, grant_id)
    local_funding.officer.run(drop_indicator, indicator_id=trainings.id)
    path = filled(local_funding, report.id, tmp_path / "i.xlsx")
    receive(local_funding, report.id, path)
    with refused("reporting.indicator_used"):
        local_funding.officer.run(drop_indicator, indicator_id=people.id)
    for changes, code in (
        ({"code": "I1"}, "constraint.uq_grant_indicator_grant_id_code"),
        ({"level": "luck"}, "reporting.level_unknown"),
        ({"unit": " "}, "reporting.word_needed"),
        ({"target": Decimal("0.0001")}, "reporting.number_wrong"),
    ):
        terms = {
            "code": "I3",
            "title": "Mreže",
            "level": "outcome",
            "unit": "mreža",
            "target": Decimal("2"),
            **changes,
        }
        with refused(code):
            local_funding.officer.run(add_indicator, grant_id=grant_id, **terms)  # type: ignore[arg-type]  # - kinds differ by name


def _cost(funding: Funding, grant_id: str) -> str:
    """A cost that nobody has decided yet."""
    document, booked, identity = new_id(), new_id(), new_id()
    with funding.direct() as session:
        session.add(
            DocumentRecord(
                id=document,
                subject_kind="grant",
                subject_id=grant_id,
                kind="ledger",
                name="l.xlsx",
                media_type="",
                sha256="0" * 64,
                size=0,
                received_at="2024-10-30T10:00:00Z",
            )
        )
        session.flush()
        session.add(
            LedgerImportRecord(
                id=booked,
                grant_id=grant_id,
                document_id=document,
                sha256="0" * 64,
                rows=1,
                imported_at="2024-10-30T10:00:00Z",
            )
        )
        session.flush()
        session.add(_row(identity, grant_id, booked))
    return identity


def _row(identity: str, grant_id: str, booked: str) -> ExpenditureRecord:
    return ExpenditureRecord(
        id=identity,
        grant_id=grant_id,
        ledger_import_id=booked,
        number=1,
        sheet_row=5,
        line_code="1.1",
        description="Zarada",
        supplier="Osoba",
        supplier_key="osoba",
        document_type="listić",
        document_no="1",
        document_on=STARTS.isoformat(),
        paid_on=ENDS.isoformat(),
        payment_ref="i1",
        currency="EUR",
        net_minor=100,
        vat_minor=0,
        vat_treatment="none",
        charged_minor=100,
        rate="1",
        rate_source="EUR",
        eur_minor=100,
        state="reported",
        disallowed_minor=0,
    )
