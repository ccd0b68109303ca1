"""The sample's licensing case: from interest to the licence."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from db.tables.organisations import OrganisationRecord
from iris_grants.demo.cast import APPLICANTS, MENTOR
from iris_grants.demo.office import Office
from iris_grants.documents.pdf import render_pdf
from iris_grants.documents.pdf_blocks import PdfMeta, Text, Title
from iris_grants.kernel.money import Money
from iris_grants.licensing.commands import (
    add_document,
    assess_gap,
    assign_mentor,
    close_gap,
    open_case,
    plan_action,
    reach_stage,
    verify_gap,
)
from iris_grants.licensing.filing import file_application, record_licence
from iris_grants.licensing.mentoring import approve_plan, record_visit
from iris_grants.licensing.queries import gaps_of
from iris_grants.licensing.selection import answer_conditions
from iris_grants.licensing.standards import StandardsPack, standards_pack
from iris_grants.programme.commands import adopt_rule_set
from iris_grants.programme.templates import load_template

SERVICE = "personal_assistance"
CASE_NUMBER = "IP-L-001"
OPEN_GAPS = {
    "S5": ("partly", "Tri od osam asistenata nemaju završenu obuku.", "Obuka tri asistenta", 900),
    "F2": ("partly", "Planovi nemaju rokove preispitivanja.", "Dopuna obrasca plana", 0),
    "F7": ("not_met", "Interna evaluacija nije rađena.", "Prva interna evaluacija", 350),
}
SELECTION_EVIDENCE = "Prijava na poziv za mentorsku podršku i statut (uzorak)"
VISIT = (date(2024, 4, 15), "Pregledani su prostor, evidencija i individualni planovi.")
APPROVED = (date(2024, 5, 6), "predsednica upravnog odbora")
STEPS = (
    ("documents_drafted", date(2024, 6, 20), "Pripremljena je potpuna dokumentacija."),
    ("gaps_closed", date(2024, 9, 2), "Sve mere su sprovedene."),
    ("mock_review", date(2024, 9, 16), "Probna provera bez primedbi."),
)
FILED = ("0001-izmišljen", date(2024, 9, 30), "Potvrda o prijemu zahteva.pdf")
REVIEW = ("authority_review", date(2024, 10, 21), "Poseta ovlašćenih lica.")


def support_towards_licence(office: Office) -> None:
    """Open the case of one organisation and take it along the whole path."""
    office.clock.move_to(date(2024, 3, 4))
    desk = office.licensing
    pack_id = desk.run(
        adopt_rule_set,
        kind="standards_pack",
        body=load_template("standards/RS-PERSONAL-ASSISTANCE"),
    )
    case_id = desk.run(
        open_case,
        number=CASE_NUMBER,
        organisation_id=_organisation(office),
        service=SERVICE,
        goal="licence",
        standards_pack_id=pack_id,
        opened_on=date(2024, 3, 4),
    )
    desk.run(
        answer_conditions,
        organisation_id=_organisation(office),
        answered_on=date(2024, 3, 4),
        evidence=SELECTION_EVIDENCE,
    )
    desk.run(reach_stage, case_id=case_id, stage="selected", reached_on=date(2024, 3, 11))
    desk.run(assign_mentor, case_id=case_id, person_id=desk.person.person_id)
    desk.run(reach_stage, case_id=case_id, stage="mentor_assigned", reached_on=date(2024, 3, 14))
    _assess_gaps(office, case_id)
    _plan_and_close(office, case_id)
    with desk.read() as session:
        pack = standards_pack(session, pack_id)
    _prepare_papers(office, case_id, pack)
    _come_to_the_authority(office, case_id)
    _receive_licence(office, case_id)


def _come_to_the_authority(office: Office, case_id: str) -> None:
    desk = office.licensing
    for stage, day, note in STEPS:
        office.clock.move_to(day)
        if stage == "mock_review":
            _visit(office, case_id, "mock_review", day, note, verdict="ready")
        desk.run(reach_stage, case_id=case_id, stage=stage, reached_on=day, note=note)
    number, day, name = FILED
    office.clock.move_to(day)
    receipt = _file(office, case_id, "filing_receipt", name, "Potvrda o prijemu zahteva (uzorak)")
    desk.run(file_application, case_id=case_id, number=number, filed_on=day, document_id=receipt)
    stage, day, note = REVIEW
    office.clock.move_to(day)
    desk.run(reach_stage, case_id=case_id, stage=stage, reached_on=day, note=note)


def _visit(
    office: Office, case_id: str, kind: str, day: date, finding: str, verdict: str | None = None
) -> None:
    office.licensing.run(
        record_visit,
        case_id=case_id,
        kind=kind,
        visited_on=day,
        visitor=MENTOR,
        finding=finding,
        verdict=verdict,
    )


def _assess_gaps(office: Office, case_id: str) -> None:
    desk = office.licensing
    office.clock.move_to(date(2024, 4, 8))
    with desk.read() as session:
        codes = [gap.code for gap in gaps_of(session, case_id)]
    for code in codes:
        state, finding, *_plan = OPEN_GAPS.get(code, ("met", None, "", 0))
        desk.run(assess_gap, case_id=case_id, code=code, self_state="met")
        desk.run(verify_gap, case_id=case_id, code=code, verified_state=state, finding=finding)
    _visit(office, case_id, "mentor", *VISIT)
    for stage, day in (
        ("gap_self_assessment", date(2024, 4, 8)),
        ("gap_verified", date(2024, 4, 22)),
    ):
        desk.run(reach_stage, case_id=case_id, stage=stage, reached_on=day)


def _plan_and_close(office: Office, case_id: str) -> None:
    desk = office.licensing
    office.clock.move_to(date(2024, 5, 6))
    for code, (_state, _finding, action, cost) in OPEN_GAPS.items():
        desk.run(
            plan_action,
            case_id=case_id,
            code=code,
            action=action,
            responsible="koordinatorka usluge",
            due_on=date(2024, 8, 31),
            cost=Money.of(cost, "EUR"),
        )
    approved_on, approved_by = APPROVED
    desk.run(approve_plan, case_id=case_id, approved_on=approved_on, approved_by=approved_by)
    office.clock.move_to(date(2024, 8, 26))
    for code in OPEN_GAPS:
        desk.run(close_gap, case_id=case_id, code=code, done_on=date(2024, 8, 26))


def _prepare_papers(office: Office, case_id: str, pack: StandardsPack) -> None:
    for document in pack.documents:
        title = document.text["sr"]
        _file(office, case_id, document.kind, f"{document.code} {title}.pdf", title)


def _file(office: Office, case_id: str, kind: str, name: str, title: str) -> str:
    return office.licensing.run(
        add_document,
        case_id=case_id,
        kind=kind,
        name=name,
        media_type="application/pdf",
        data=_paper(office, title),
    )


def _receive_licence(office: Office, case_id: str) -> None:
    office.clock.move_to(date(2024, 12, 10))
    title = "Rešenje o izdavanju licence (uzorak)"
    document_id = _file(office, case_id, "licence", "Rešenje o licenci.pdf", title)
    office.licensing.run(
        record_licence,
        case_id=case_id,
        number="UZORAK-2024-01",
        issued_on=date(2024, 12, 10),
        valid_from=date(2024, 12, 16),
        valid_to=date(2030, 12, 15),
        limited=False,
        document_id=document_id,
    )


def _organisation(office: Office) -> str:
    first = APPLICANTS[0]
    with office.officer.read() as session:
        query = (
            select(OrganisationRecord.id)
            .where(OrganisationRecord.country == first.country)
            .where(OrganisationRecord.register_no == first.register_no)
        )
        return session.scalars(query).one()


def _paper(office: Office, title: str) -> bytes:
    note = "Ovaj dokument je uzorak za ogledni program; sve u njemu je izmišljeno."
    meta = PdfMeta(
        title=title, language="sr-Latn", author=APPLICANTS[0].name, created=office.clock()
    )
    return render_pdf([Title(text=title, eyebrow=APPLICANTS[0].name), Text(text=note)], meta)
