"""The applications of the sample programme: received in all variety, checked by two people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from iris_grants.applications.clarifications import ask_clarification, record_clarification
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
from iris_grants.demo.forms import ATTACHED, attachment, write_forms
from iris_grants.demo.intake import REMARKS, applications
from iris_grants.demo.office import Office
from iris_grants.demo.programme_paper import enter_papers
from iris_grants.documents.atomic import write_atomically

FORMS = "forms"
REFUSED = "forms-refused"
ANSWERS = "answers"
ON_PAPER = "paper"
ASKED_ON, DUE_ON = date(2023, 11, 3), date(2023, 11, 6)
ANSWERED = {"accounts": date(2023, 11, 6), "statute": date(2023, 11, 5)}
"""When a missing attachment came after it was asked for; others never did."""

ASK = {
    "accounts": "Dostavite finansijske izveštaje za 2022. godinu, koji nisu bili u prilogu.",
    "statute": "Dostavite statut, koji nije bio u prilogu.",
    "registration": "Dostavite izvod iz registra, koji nije bio u prilogu.",
}
BY_EMAIL = "Odgovor je stigao elektronskom poštom sa prilogom."


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
    enter_papers(office, folder / ON_PAPER, folder / REFUSED, applicants)


def check_all(office: Office, folder: Path, applicants: Sequence[Applicant]) -> None:
    """Ask for what is missing; two people answer every question; admit or dismiss."""
    office.clock.move_to(ASKED_ON)
    completed = _clarify(office, folder / ANSWERS, applicants)
    office.clock.move_to(date(2023, 11, 7))
    other_edition = {one.title for one in applicants if one.other_edition}
    for row in applications(office):
        given = {"A12": "yes"} if row.id in completed else {}
        given |= {"A2": "no"} if row.title in other_edition else {}
        grounds = _answer(office, row, given)
        if grounds:
            office.officer.run(dismiss_application, application_id=row.id, reason=grounds[0])
        else:
            office.officer.run(admit_application, application_id=row.id)


def _clarify(office: Office, folder: Path, applicants: Sequence[Applicant]) -> frozenset[str]:
    """Letters to those whose form lacks an attachment; who answered in time, by identity."""
    by_title = {one.title: one for one in applicants}
    completed: set[str] = set()
    number = 40
    for row in applications(office):
        applicant = by_title.get(row.title)
        if applicant is None or row.state == "dismissed":
            continue
        for code in sorted(ATTACHED.keys() - set(applicant.attached)):
            number += 1
            asked = office.officer.run(
                ask_clarification,
                application_id=row.id,
                questions=ASK[code],
                register_no=f"{number}/2023",
                asked_on=ASKED_ON,
                due_on=DUE_ON,
                concerns="A12",
            )
            if code in ANSWERED:
                _receive_answer(office, folder, applicant, code, asked)
                completed.add(row.id)
    return frozenset(completed)


def _receive_answer(
    office: Office, folder: Path, applicant: Applicant, code: str, clarification_id: str
) -> None:
    """The missing paper comes by e-mail and is kept as the answer."""
    name, title = ATTACHED[code]
    path = folder / f"{applicant.folder} {name}"
    folder.mkdir(exist_ok=True)
    write_atomically(path, attachment(applicant, title))
    office.clock.move_to(ANSWERED[code])
    office.officer.run(
        record_clarification,
        clarification_id=clarification_id,
        received_on=ANSWERED[code],
        answered_by=applicant.representative,
        path=path,
        note=BY_EMAIL,
    )


def _answer(office: Office, row: ApplicationRow, given: Mapping[str, str]) -> tuple[str, ...]:
    """Both people confirm what the program read; the grounds on which the file is closed.

    `given` are answers that only people know: what came after a clarification is no longer
    missing, and a form of another edition is not that of the call.
    """
    with office.officer.read() as session:
        found = application_detail(session, row.id, today=None)
    answers = {one.code: next((g.answer for g in one.given), "yes") for one in found.checks}
    answers |= given
    for desk in (office.officer, office.secretary):
        desk.run(answer_checks, application_id=row.id, answers=answers, remarks=REMARKS)
    if "A2" in given:
        return ("wrong_form",)
    return () if given else found.likely_reasons
