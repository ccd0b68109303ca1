"""The register after an import, and what people decide on it."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from sqlalchemy import func, select

from db.tables.applications import ApplicationBudgetLineRecord, ApplicationRecord, CheckRecord
from db.tables.organisations import BankAccountRecord, OrganisationRecord
from iris_grants.applications.commands import (
    admit_application,
    answer_check,
    answer_checks,
    dismiss_application,
    import_applications,
    mark_duplicate,
    reopen_application,
    withdraw_application,
)
from iris_grants.applications.queries import application_detail
from iris_grants.applications.rules.checks import Answer
from iris_grants.calls.queries import terms_of
from iris_grants.documents.attachments import documents_of
from iris_grants.kernel.access import Role
from iris_grants.kernel.operations import Desk
from iris_grants.kernel.problems import Refused
from iris_grants.people.commands import add_person
from iris_grants.people.desks import acting_person
from tests.iris_grants.applications.conftest import Reception
from tests.iris_grants.calls.sample_values import retype


def received(reception: Reception, *names: str) -> tuple[str, ...]:
    """One application on time for each name, in that order."""
    for number, name in enumerate(names):
        reception.lay(
            f"{name}/form.xlsx",
            reception.form(applicant__name=name, applicant__register_no=f"1700010{number}"),
        )
        reception.lay(f"{name}/statut.pdf", f"statute of {name}".encode())
    reception.note(*(f"{name},2023-10-2{number} 10:00," for number, name in enumerate(names)))
    return reception.receive()


def codes(action: Callable[[], object]) -> list[str]:
    with pytest.raises(Refused) as caught:
        action()
    return [problem.code for problem in caught.value.problems]


def answer_all(reception: Reception, application_id: str, desk: Desk | None = None) -> None:
    with reception.desk.read() as session:
        terms = terms_of(session, reception.call_id)
    (desk or reception.desk).run(
        answer_checks,
        application_id=application_id,
        answers={question.code: Answer.YES for question in terms.checklist},
    )


@pytest.fixture
def vrbak(reception: Reception) -> str:
    """One application on paper with a partner, an account and a statute."""
    form = reception.form(
        partner__1__name="Удружење Мост",
        partner__1__mandate="yes",
        applicant__iban="RS35260005601001611379",
    )
    reception.lay("Vrbak/form.xlsx", form)
    reception.lay("Vrbak/statut.pdf", b"statute")
    reception.note("Vrbak,2023-10-20 10:00,paper")
    (identity,) = reception.receive()
    return identity


def test_import_registers_what_the_form_says(reception: Reception, vrbak: str) -> None:
    with reception.desk.read() as session:
        record = session.get_one(ApplicationRecord, vrbak)
        organisation = session.get_one(OrganisationRecord, record.organisation_id)
        account = session.scalar(select(BankAccountRecord.iban))
    assert (record.number, record.state, record.revision) == ("IP-001", "received", 1)
    assert (record.requested_minor, record.total_minor) == (900_000, 963_021)
    assert (record.received_at, record.medium, record.on_time) == (
        "2023-10-20T08:00:00Z",
        "paper",
        1,
    )
    assert (record.country, record.language, record.duration_months) == ("RS", "sr", 8)
    assert (organisation.name, organisation.register_no, organisation.registered_on) == (
        "Udruženje Vrbak",
        "17000011",
        "2016-05-12",
    )
    assert account == "RS35260005601001611379"
    answers = json.loads(record.answers)
    assert answers["answer.summary"] == "Sažetak projekta"
    assert answers["partner.1.name"] == "Удружење Мост"
    assert answers["funding.own"] == "630.21"
    assert not any(key.startswith("budget.") for key in answers)


def test_import_keeps_budget_and_files_as_they_are(reception: Reception, vrbak: str) -> None:
    with reception.desk.read() as session:
        lines = session.scalars(
            select(ApplicationBudgetLineRecord).order_by(ApplicationBudgetLineRecord.position)
        ).all()
        documents = documents_of(session, "application", vrbak)
        kept = reception.desk.store.contents
        contents = {each.name: kept.read(each.sha256) for each in documents}
    assert [(line.code, line.units_milli, line.amount_minor) for line in lines] == [
        ("1.1", 8000, 800_000),
        ("2.1", 2_500_500, 100_020),
        ("8", 7000, 63_001),
    ]
    assert contents == {
        "form.xlsx": (reception.tray / "Vrbak/form.xlsx").read_bytes(),
        "statut.pdf": b"statute",
    }
    assert {each.name: each.kind for each in documents} == {
        "form.xlsx": "application_form",
        "statut.pdf": "statute",
    }


def test_import_records_what_the_form_answers(reception: Reception) -> None:
    (identity,) = received(reception, "Vrbak")
    with reception.desk.read() as session:
        checks = session.scalars(select(CheckRecord)).all()
    assert {check.automatic for check in checks} == {1}
    assert {check.question: check.answer for check in checks}["A1"] == "yes"
    assert {check.application_id for check in checks} == {identity}


def test_corrected_arithmetic_is_recorded(reception: Reception) -> None:
    reception.lay("form.xlsx", retype(reception.form(), {("Budžet", "F7"): 9999}))
    (identity,) = reception.receive()
    with reception.desk.read() as session:
        detail = application_detail(session, identity, today=None)
    (check,) = [each for each in detail.checks if each.code == "A6"]
    (given,) = check.given
    assert (given.answer, given.automatic) == (Answer.YES, True)
    assert [(f.code, f.where.cell, dict(f.params)) for f in given.findings] == [
        ("applications.total_corrected", "F7", {"stated": "9999", "computed": "8000.00"})
    ]
    assert detail.budget[0].amount.minor == 800_000


def test_late_application_is_registered_and_marked(reception: Reception) -> None:
    reception.lay("form.xlsx", reception.form())
    reception.note("form.xlsx,2023-10-30 17:02:01")
    (identity,) = reception.receive()
    (row,) = reception.rows()
    assert (row.number, row.minutes_late, row.state) == ("IP-001", 3, "received")
    reception.desk.run(dismiss_application, application_id=identity, reason="late")
    (row,) = reception.rows()
    assert (row.state, row.reason) == ("dismissed", "late")


def test_revision_replaces_the_text_and_keeps_every_file(reception: Reception) -> None:
    (identity,) = received(reception, "Vrbak")
    answer_all(reception, identity)
    before = reception.rows()[0]
    reception.lay(
        "Vrbak/form.xlsx",
        reception.form(
            applicant__name="Vrbak",
            applicant__register_no="17000100",
            answer__summary="Dopunjen sažetak",
        ),
    )
    reception.lay("Vrbak/statut.pdf", b"new statute")
    reception.note("Vrbak,2023-10-25 10:00,")
    assert reception.receive() == (identity,)

    (row,) = reception.rows()
    assert (row.revision, row.state, row.received_at) == (2, "received", "2023-10-25T08:00:00Z")
    assert row.fingerprint != before.fingerprint
    with reception.desk.read() as session:
        detail = application_detail(session, identity, today=None)
        count = session.scalar(select(func.count()).select_from(ApplicationBudgetLineRecord))
    assert count == 3
    assert [(each.kind, each.name) for each in detail.documents] == [
        ("application_form", "form.xlsx"),
        ("statute", "statut.pdf"),
        ("application_form", "form.xlsx"),
        ("statute", "statut.pdf"),
    ]
    assert all(given.automatic for check in detail.checks for given in check.given)


def test_same_tray_again_changes_nothing(reception: Reception) -> None:
    received(reception, "Vrbak", "Most")
    before = reception.rows()
    assert reception.receive() == ()
    assert reception.rows() == before


def test_numbers_go_on_with_the_next_import(reception: Reception) -> None:
    received(reception, "Vrbak", "Most")
    received(reception, "Vrbak", "Most", "Zora")
    assert [(row.number, row.organisation) for row in reception.rows()] == [
        ("IP-001", "Vrbak"),
        ("IP-002", "Most"),
        ("IP-003", "Zora"),
    ]


def test_plan_made_before_another_import_is_refused(reception: Reception) -> None:
    reception.lay("form.xlsx", reception.form())
    plan = reception.plan()
    reception.receive()
    assert codes(lambda: reception.desk.run(import_applications, plan=plan)) == [
        "applications.plan_outdated"
    ]


def test_file_changed_since_the_plan_is_refused_and_nothing_remains(reception: Reception) -> None:
    reception.lay("Vrbak/form.xlsx", reception.form())
    reception.lay("Vrbak/statut.pdf", b"statute")
    plan = reception.plan()
    reception.lay("Vrbak/statut.pdf", b"another")
    assert codes(lambda: reception.desk.run(import_applications, plan=plan)) == [
        "applications.file_changed"
    ]
    assert reception.rows() == ()


def test_plan_with_errors_is_refused_whole(reception: Reception) -> None:
    reception.lay("a/form.xlsx", reception.form())
    reception.lay("b/form.xlsx", b"damaged")
    plan = reception.plan()
    assert codes(lambda: reception.desk.run(import_applications, plan=plan)) == [
        "documents.not_a_workbook"
    ]
    assert reception.rows() == ()


def test_same_organisation_under_another_number_is_marked_for_people(reception: Reception) -> None:
    received(reception, "Vrbak")
    reception.lay(
        "opet/form.xlsx",
        reception.form(applicant__name="УДРУЖЕЊЕ ВРБАК", applicant__register_no="17000999"),
    )
    reception.note("Vrbak,2023-10-20 10:00,", "opet,2023-10-29 10:00,")
    (second,) = reception.receive()
    first, marked = reception.rows()
    assert (marked.id, marked.duplicate_of) == (second, "IP-001")
    reception.desk.run(mark_duplicate, application_id=second, duplicate_of_id=None)
    assert reception.rows()[1].duplicate_of is None
    assert codes(
        lambda: reception.desk.run(
            mark_duplicate, application_id=first.id, duplicate_of_id=first.id
        )
    ) == ["applications.duplicate_of_itself"]


def test_admission_needs_the_answers_of_people(reception: Reception) -> None:
    (identity,) = received(reception, "Vrbak")
    assert set(codes(lambda: reception.desk.run(admit_application, application_id=identity))) == {
        "applications.check_open"
    }
    answer_all(reception, identity)
    assert reception.rows()[0].state == "checking"
    assert reception.desk.run(admit_application, application_id=identity) == ()
    assert reception.rows()[0].state == "admitted"
    assert codes(lambda: answer_all(reception, identity)) == ["applications.not_open"]


def test_hard_no_blocks_admission_and_soft_no_warns(reception: Reception) -> None:
    (identity,) = received(reception, "Vrbak")
    answer_all(reception, identity)
    reception.desk.run(answer_check, application_id=identity, question="A6", answer="no")
    warnings = reception.desk.run(admit_application, application_id=identity)
    assert [(each.where.key, each.code) for each in warnings] == [
        ("A6", "applications.check_failed")
    ]


def test_two_people_answer_for_themselves(reception: Reception) -> None:
    (identity,) = received(reception, "Vrbak")
    answer_all(reception, identity)
    reception.desk.run(add_person, name="Petra Brzić", roles=[Role.SECRETARY])
    with reception.desk.read() as session:
        other = Desk(reception.desk.store, acting_person(session, "Petra Brzić"))
    other.run(
        answer_check, application_id=identity, question="A1", answer="no", remark="received twice"
    )
    with reception.desk.read() as session:
        detail = application_detail(session, identity, today=None)
    assert [(g.person, g.answer.value, g.remark) for g in detail.checks[0].given] == [
        ("Mila Ogledna", "yes", None),
        ("Petra Brzić", "no", "received twice"),
    ]
    assert [(p.where.key, p.code) for p in detail.open_points] == [
        ("A1", "applications.check_disputed")
    ]


def test_wrong_answers_are_named(reception: Reception) -> None:
    (identity,) = received(reception, "Vrbak")
    assert codes(
        lambda: reception.desk.run(
            answer_checks, application_id=identity, answers={"A1": "perhaps", "Z9": "yes"}
        )
    ) == ["applications.answer_unknown", "applications.question_unknown"]


def test_dismissal_can_be_taken_back(reception: Reception) -> None:
    (identity,) = received(reception, "Vrbak")
    assert codes(
        lambda: reception.desk.run(dismiss_application, application_id=identity, reason="late")
    ) == ["applications.not_late"]
    reception.desk.run(dismiss_application, application_id=identity, reason="incomplete")
    reception.desk.run(reopen_application, application_id=identity)
    (row,) = reception.rows()
    assert (row.state, row.reason) == ("checking", None)
    assert codes(lambda: reception.desk.run(reopen_application, application_id=identity)) == [
        "applications.not_dismissed"
    ]


def test_withdrawn_application_is_closed(reception: Reception) -> None:
    (identity,) = received(reception, "Vrbak")
    reception.desk.run(withdraw_application, application_id=identity)
    (row,) = reception.rows()
    assert (row.state, row.reason) == ("withdrawn", "withdrew")
    assert codes(lambda: reception.desk.run(withdraw_application, application_id=identity)) == [
        "applications.not_open"
    ]


def test_limit_of_applications_counts_partners_too(reception: Reception) -> None:
    received(reception, "Vrbak")
    for number in range(2):
        reception.lay(
            f"p{number}/form.xlsx",
            reception.form(
                applicant__name=f"Zora {number}",
                applicant__register_no=f"1700020{number}",
                partner__1__name="Мост",
                partner__1__mandate="yes",
            ),
        )
    reception.lay(
        "q/form.xlsx", reception.form(applicant__name="Most", applicant__register_no="17000300")
    )
    reception.note(
        "Vrbak,2023-10-20 10:00,",
        "p0,2023-10-21 10:00,",
        "p1,2023-10-22 10:00,",
        "q,2023-10-23 10:00,",
    )
    last = reception.plan().items[-1]
    answers = {answer.question: answer for answer in last.answers}
    assert answers["EL-10"].answer is Answer.NO
    assert [f.params["count"] for f in answers["EL-10"].findings] == [2]
