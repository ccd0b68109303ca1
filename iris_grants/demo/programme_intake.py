"""The applications of the sample programme: received in all variety, checked by two people."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from iris_grants.applications.commands import (
    admit_application,
    answer_checks,
    dismiss_application,
    import_applications,
)
from iris_grants.applications.intake import plan_import
from iris_grants.applications.queries import ApplicationRow, application_detail
from iris_grants.calls.commands import close_call
from iris_grants.demo.cast import Applicant
from iris_grants.demo.forms import write_forms
from iris_grants.demo.intake import REMARKS, applications
from iris_grants.demo.office import Office

FORMS = "forms"
REFUSED = "forms-refused"
GROUNDS = {
    "A1": "late",
    "A8": "amount",
    "A9": "duration",
    "EL-3": "ineligible_applicant",
    "EL-9": "ineligible_applicant",
    "EL-10": "over_limit",
    "A4": "unsigned_declaration",
    "A12": "incomplete",
}
"""The reason of a dismissal by the first question that is answered with a no."""


def receive_all(office: Office, folder: Path, applicants: Sequence[Applicant]) -> None:
    """Write the forms as applicants returned them and import them by a plan.

    Forms of another edition lie apart in `forms-refused`: their plan has only errors.
    """
    by_file = [one for one in applicants if not one.on_paper]
    for name, chosen in (
        (FORMS, [one for one in by_file if not one.other_edition]),
        (REFUSED, [one for one in by_file if one.other_edition]),
    ):
        (folder / name).mkdir(parents=True)
        write_forms(
            office.terms,
            call_fingerprint=office.call_fingerprint,
            out=folder / name,
            applicants=chosen,
            flat=True,
        )
    office.clock.move_to(date(2023, 10, 31))
    office.officer.run(close_call, call_id=office.call_id)
    with office.officer.read() as session:
        plan = plan_import(session, call_id=office.call_id, paths=[folder / FORMS])
    office.officer.run(import_applications, plan=plan)


def check_all(office: Office) -> None:
    """Two people answer every question; each application is admitted or dismissed."""
    office.clock.move_to(date(2023, 11, 6))
    for row in applications(office):
        failed = _answer(office, row)
        if row.duplicate_of is not None and row.on_time:
            office.officer.run(dismiss_application, application_id=row.id, reason="duplicate")
        elif failed:
            reason = next(words for code, words in GROUNDS.items() if code in failed)
            office.officer.run(dismiss_application, application_id=row.id, reason=reason)
        else:
            office.officer.run(admit_application, application_id=row.id)


def _answer(office: Office, row: ApplicationRow) -> frozenset[str]:
    """Both people confirm what the program read; the questions with a no that dismisses."""
    with office.officer.read() as session:
        checks = application_detail(session, row.id).checks
    answers = {check.code: next((g.answer for g in check.given), "yes") for check in checks}
    for desk in (office.officer, office.secretary):
        desk.run(answer_checks, application_id=row.id, answers=answers, remarks=REMARKS)
    return frozenset(code for code, answer in answers.items() if answer == "no" and code in GROUNDS)
