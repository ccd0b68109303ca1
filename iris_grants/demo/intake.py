"""The sample's applications: received as files, checked by two people, admitted or dismissed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from iris_grants.applications.commands import (
    admit_application,
    answer_checks,
    dismiss_application,
    import_applications,
)
from iris_grants.applications.intake import plan_import
from iris_grants.applications.queries import ApplicationRow, application_detail, list_applications
from iris_grants.calls.commands import close_call
from iris_grants.demo.forms import write_forms
from iris_grants.demo.office import Office

REMARKS = {"A3": "Pročitano u celini.", "EL-1": "Rešenje o upisu je u prilogu."}


def receive_applications(office: Office, forms: Path) -> None:
    """Write the forms as the applicants returned them, and import them by a plan."""
    write_forms(office.terms, call_fingerprint=office.call_fingerprint, out=forms)
    office.clock.move_to(date(2023, 10, 31))
    office.officer.run(close_call, call_id=office.call_id)
    with office.officer.read() as session:
        plan = plan_import(session, call_id=office.call_id, paths=[forms])
    office.officer.run(import_applications, plan=plan)


def check_applications(office: Office) -> None:
    """Dismiss what is late or repeats another application; check and admit the others."""
    office.clock.move_to(date(2023, 11, 6))
    for row in applications(office):
        if not row.on_time:
            office.officer.run(dismiss_application, application_id=row.id, reason="late")
        elif row.duplicate_of is not None:
            office.officer.run(dismiss_application, application_id=row.id, reason="duplicate")
        else:
            _check(office, row)
            office.officer.run(admit_application, application_id=row.id)


def applications(office: Office) -> tuple[ApplicationRow, ...]:
    """All applications of the call, by number."""
    with office.officer.read() as session:
        return list_applications(session, office.call_id)


def _check(office: Office, row: ApplicationRow) -> None:
    with office.officer.read() as session:
        checks = application_detail(session, row.id, today=None).checks
    answers = {check.code: next((g.answer for g in check.given), "yes") for check in checks}
    for desk in (office.officer, office.secretary):
        desk.run(answer_checks, application_id=row.id, answers=answers, remarks=REMARKS)
