"""The awards of the sample programme: negotiated, granted, put into contracts."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from iris_grants.applications.queries import ApplicationRow
from iris_grants.awards.commands import (
    agree_line,
    agree_open_lines,
    grant_award,
    propose_award,
    withdraw_award,
)
from iris_grants.awards.complaints import (
    answer_complaint,
    assign_complaint,
    decide_complaint,
    receive_complaint,
)
from iris_grants.awards.letters import write_letters
from iris_grants.awards.queries import AwardRow, lines_of, list_awards
from iris_grants.awards.reserve import propose_from_reserve, reserve_list
from iris_grants.demo.intake import applications
from iris_grants.demo.money import LIST_VERSION, negotiated
from iris_grants.demo.office import Office
from iris_grants.documents.atomic import write_atomically
from iris_grants.documents.pdf import render_pdf
from iris_grants.documents.pdf_blocks import PdfMeta, Text, Title
from iris_grants.grants.commands import (
    choose_account,
    draft_contract,
    record_sanctions_check,
    sign_contract,
)
from iris_grants.grants.contract_paper import write_contract
from iris_grants.grants.queries import GrantRow, list_grants
from iris_grants.kernel.money import Money
from iris_grants.organisations.queries import organisation_row

STARTS_ON = date(2023, 12, 15)
CURRENCIES = {"RS": "RSD", "BA": "BAM", "MK": "MKD", "AL": "ALL", "ME": "EUR", "XK": "EUR"}
"""In what a grantee keeps its books, by country (DOMAIN.md §12.2)."""

PRESETS = ("80-20", "70-20-10", "50-40-10")
FIRST_DISMISSAL, FIRST_LETTER, COMPLAINT_LETTER = "61/2023", "101/2023", "90/2023"
COMPLAINED_ABOUT = "late"
STEPPED_BACK = "Organizacija je dobila sredstva za isti projekat iz drugog izvora."
GROUNDS = "Prijava je poslata pre isteka roka; kasnila je samo elektronska pošta."
ANSWER = "Merodavno je vreme prijema upisano u evidenciju, koje je posle isteka roka."
SAMPLE = "Uzorak za ogledni program. Organizacija i imena su izmišljeni."
CUT_EVERY = 2
"""Every second award is negotiated down on its first line."""


def negotiate_all(office: Office) -> None:
    """Propose what the ranking selected and agree every line.

    One applicant steps back meanwhile, and the reserve list moves up by rule.
    """
    office.clock.move_to(date(2023, 11, 27))
    for row in applications(office):
        if row.state == "selected":
            office.officer.run(propose_award, application_id=row.id)
    for place, award in enumerate(awards(office, "proposed")):
        agree(office, award, cut=place % CUT_EVERY == 0)
    stepping_back = awards(office, "proposed")[-1]
    office.officer.run(withdraw_award, award_id=stepping_back.id, reason=STEPPED_BACK)
    _move_up(office)


def _move_up(office: Office) -> None:
    """Whoever is next on the reserve list by rule takes the free place."""
    with office.officer.read() as session:
        waiting = reserve_list(session, office.call_id)
    chosen = next((row for row in waiting if row.offered is not None), None)
    if chosen is None:
        return
    office.officer.run(propose_from_reserve, application_id=chosen.application_id)
    (award,) = (one for one in awards(office, "proposed") if one.number == chosen.number)
    agree(office, award, cut=False)


def agree(office: Office, award: AwardRow, *, cut: bool) -> None:
    """Agree the lines of one award; `cut` takes a tenth of the first one."""
    if cut:
        with office.officer.read() as session:
            lines = lines_of(session, award.id)
        for line_id, (minor, reason) in negotiated(lines).items():
            office.officer.run(
                agree_line, line_id=line_id, agreed=Money(minor, "EUR"), reason=reason
            )
    office.officer.run(agree_open_lines, award_id=award.id)


def grant(office: Office, award: AwardRow, number: int, day: date) -> None:
    """The approver decides an award under its decision number."""
    office.approver.run(
        grant_award, award_id=award.id, decision_no=f"IP-O-{number:03d}/2023", decided_on=day
    )


def grant_all(office: Office) -> None:
    """Decide everything that was agreed, and write to all applicants."""
    office.clock.move_to(date(2023, 11, 29))
    for number, award in enumerate(awards(office, "proposed"), start=1):
        grant(office, award, number, date(2023, 11, 29))
    office.clock.move_to(date(2023, 11, 30))
    office.officer.run(
        write_letters,
        call_id=office.call_id,
        first_register_no=FIRST_LETTER,
        written_on=date(2023, 11, 30),
    )


def dismiss_by_letter(office: Office) -> None:
    """Letters to those whose files were closed."""
    office.clock.move_to(date(2023, 11, 8))
    office.officer.run(
        write_letters,
        call_id=office.call_id,
        first_register_no=FIRST_DISMISSAL,
        written_on=date(2023, 11, 8),
        kind="dismissal",
    )


def answer_complaint_about_dismissal(office: Office, folder: Path) -> None:
    """One of those whose files were closed complains, and is answered by somebody else."""
    office.clock.move_to(date(2023, 11, 15))
    complaining = next(row for row in applications(office) if row.reason == COMPLAINED_ABOUT)
    folder.mkdir(exist_ok=True)
    paper = folder / f"prigovor {complaining.number}.pdf"
    write_atomically(paper, _complaint(office, complaining))
    complaint_id = office.secretary.run(
        receive_complaint,
        application_id=complaining.id,
        received_on=date(2023, 11, 15),
        grounds=GROUNDS,
        path=paper,
    )
    approver = office.approver.person.person_id
    office.secretary.run(assign_complaint, complaint_id=complaint_id, person_id=approver)
    office.clock.move_to(date(2023, 11, 21))
    office.approver.run(
        decide_complaint,
        complaint_id=complaint_id,
        decision="dismissed",
        reason=ANSWER,
        decided_on=date(2023, 11, 21),
    )
    office.secretary.run(
        answer_complaint,
        complaint_id=complaint_id,
        register_no=COMPLAINT_LETTER,
        written_on=date(2023, 11, 21),
        language="sr",
    )


def _complaint(office: Office, row: ApplicationRow) -> bytes:
    return render_pdf(
        [Title(text="Prigovor", eyebrow=row.organisation), Text(text=GROUNDS), Text(text=SAMPLE)],
        PdfMeta(
            title=f"Prigovor {row.number}",
            language="sr-Latn",
            author=row.organisation,
            created=office.clock(),
        ),
    )


def sign_all(office: Office) -> None:
    """Contracts are drafted, checked on the EU list, signed and written."""
    office.clock.move_to(date(2023, 12, 8))
    months = {row.number: row.months for row in applications(office)}
    for number, award in enumerate(awards(office, "awarded"), start=1):
        grant_id = office.officer.run(
            draft_contract,
            award_id=award.id,
            number=f"IP-G-{number:03d}",
            starts_on=STARTS_ON,
            ends_on=_end(months[award.number]),
            preset=PRESETS[number % len(PRESETS)],
            accounting_currency=CURRENCIES[award.country],
        )
        _choose_account(office, grant_id)
    for row in grants(office):
        _sign(office, row)


def _choose_account(office: Office, grant_id: str) -> None:
    """The account that the applicant named in the form."""
    row = next(one for one in grants(office) if one.id == grant_id)
    with office.officer.read() as session:
        account = organisation_row(session, row.organisation_id).accounts[0]
    office.officer.run(choose_account, grant_id=grant_id, bank_account_id=account.id)


def _sign(office: Office, row: GrantRow) -> None:
    office.officer.run(
        record_sanctions_check,
        organisation_id=row.organisation_id,
        checked_on=date(2023, 12, 8),
        list_version=LIST_VERSION,
        searched=row.organisation,
        result="no_match",
    )
    office.approver.run(
        sign_contract,
        grant_id=row.id,
        signed_by_us_on=date(2023, 12, 11),
        signed_by_grantee_on=date(2023, 12, 12),
    )
    office.officer.run(write_contract, grant_id=row.id, language="sr")


def _end(months: int) -> date:
    """The last day of a project of so many months."""
    whole = STARTS_ON.month - 1 + months
    year, month = STARTS_ON.year + whole // 12, whole % 12 + 1
    return date(year, month, STARTS_ON.day) - timedelta(days=1)


def awards(office: Office, state: str) -> tuple[AwardRow, ...]:
    """The awards in a state, by application."""
    with office.officer.read() as session:
        return tuple(award for award in list_awards(session) if award.state == state)


def grants(office: Office) -> tuple[GrantRow, ...]:
    """All grants, by number."""
    with office.officer.read() as session:
        return list_grants(session)
