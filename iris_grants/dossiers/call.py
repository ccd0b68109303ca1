"""What the dossier of a call holds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.tables.applications import ApplicationRecord
from db.tables.calls import CallRecord
from db.tables.organisations import OrganisationRecord
from db.tables.scoring import RankingRecord
from iris_grants.documents.attachments import documents_of
from iris_grants.documents.pdf_blocks import Align, Column, Table
from iris_grants.dossiers import assessment_sheets, sheets
from iris_grants.dossiers.correspondence import application_correspondence, call_correspondence
from iris_grants.dossiers.grant import committee_documents, ranking_files
from iris_grants.dossiers.journal_extract import owned_rows
from iris_grants.dossiers.pieces import Contents, Piece, in_order, originals, sheet, written
from iris_grants.dossiers.redaction import NOTHING_HIDDEN, Redaction
from iris_grants.dossiers.sections import CALL_SECTIONS, GRANT_KINDS
from iris_grants.dossiers.sheets import Paper
from iris_grants.kernel.money import Money
from iris_grants.kernel.problems import refusal
from iris_grants.programme.grant_rules import rules_in_force
from iris_grants.wording import _, current_language, label
from iris_grants.wording.formats import minor, moment, money

Received = Sequence[tuple[ApplicationRecord, str]]


def call_contents(
    session: Session, number: str, created: datetime, redaction: Redaction = NOTHING_HIDDEN
) -> Contents:
    """Everything of the call with this number: all applications, checks, scores, letters.

    Refused if there is no such call (`dossiers.call_unknown`).
    """
    call = session.scalars(select(CallRecord).where(CallRecord.number == number)).first()
    if call is None:
        raise refusal("dossiers.call_unknown", number=number)
    received = [
        (application, name)
        for application, name in session.execute(
            select(ApplicationRecord, OrganisationRecord.name)
            .join(OrganisationRecord, OrganisationRecord.id == ApplicationRecord.organisation_id)
            .where(ApplicationRecord.call_id == call.id)
            .order_by(ApplicationRecord.number)
        )
    ]
    ids = tuple(application.id for application, _name in received)
    paper = Paper(session=session, created=created, number=number, redaction=redaction)
    pieces = [*_originals(session, call, received), *_written(paper, call, received)]
    return Contents(
        subject_kind="call",
        subject_id=call.id,
        number=number,
        title=call.title_sr if current_language() == "sr_Latn" else call.title_en,
        sections=CALL_SECTIONS,
        pieces=in_order(CALL_SECTIONS, pieces),
        facts=_facts(session, call, len(received)),
        rows=owned_rows(
            session, {"call": frozenset({call.id}), "document": _document_ids(session, call, ids)}
        ),
    )


def _originals(session: Session, call: CallRecord, received: Received) -> list[Piece]:
    kinds = {
        key: "applications" if code in ("application", "eligibility_documents") else code
        for key, code in GRANT_KINDS.items()
    }
    documents = [
        *documents_of(session, "call", call.id),
        *committee_documents(session, call.id),
        *documents_of(session, "application", tuple(one.id for one, _name in received)),
    ]
    return originals(documents, kinds, {one.id: one.number for one, _name in received})


def _document_ids(session: Session, call: CallRecord, ids: tuple[str, ...]) -> frozenset[str]:
    return frozenset(
        document.id
        for kind, wanted in (("call", (call.id,)), ("application", ids))
        for document in documents_of(session, kind, wanted)
    ) | frozenset(document.id for document in committee_documents(session, call.id))


def _written(paper: Paper, call: CallRecord, received: Received) -> list[Piece]:
    """The pages that are written for the dossier from what the store holds."""
    ids = tuple(application.id for application, _name in received)
    rules = rules_in_force(paper.session)

    checks = assessment_sheets.administrative_check
    return [
        sheet("legal_base", "legal-base.pdf", sheets.legal_base, paper, rules.id),
        written("call", f"{call.number}-terms.json", "call_terms", call.terms.encode()),
        sheet("evaluation_bodies", "committee.pdf", sheets.evaluation_bodies, paper, call.id, ids),
        sheet("applications", "register.pdf", _register, paper, call, received),
        sheet("administrative_check", "checks.pdf", checks, paper, call.id, ids),
        *call_correspondence(paper, call.id, call.deadline_zone),
        *application_correspondence(paper, ids),
        *_scored(paper, call, ids),
    ]


def _scored(paper: Paper, call: CallRecord, ids: tuple[str, ...]) -> list[Piece]:
    last = paper.session.scalars(
        select(RankingRecord.id)
        .where(RankingRecord.call_id == call.id)
        .order_by(RankingRecord.number.desc())
    ).first()
    if last is None:
        return []
    return [
        sheet(
            "assessments",
            "assessments.pdf",
            assessment_sheets.assessments,
            paper,
            call.id,
            ids,
        ),
        *ranking_files(paper.session, last),
    ]


def _register(paper: Paper, call: CallRecord, received: Received) -> bytes:
    table = Table(
        columns=[
            Column(title=_("Number")),
            Column(title=_("Received")),
            Column(title=_("Applicant")),
            Column(title=_("Project")),
            Column(title=_("Country")),
            Column(title=_("Lot")),
            Column(title=_("Requested (EUR)"), align=Align.RIGHT),
            Column(title=_("On time")),
            Column(title=_("State")),
        ],
        rows=[
            [
                application.number,
                moment(application.received_at, call.deadline_zone),
                name,
                application.title,
                label(f"country.{application.country}"),
                application.lot or "",
                minor(application.requested_minor),
                _("yes") if application.on_time else _("no"),
                _state(application),
            ]
            for application, name in received
        ],
        empty=_("No applications."),
        small=True,
    )
    return sheets.pdf(paper, _("Register of applications"), [table], landscape=True)


def _state(application: ApplicationRecord) -> str:
    state = label(f"state.application.{application.state}")
    if application.reason is None:
        return state
    return f"{state}: {label(f'applications.reason.{application.reason}')}"


def _facts(session: Session, call: CallRecord, received: int) -> tuple[tuple[str, str], ...]:
    dismissed = session.scalar(
        select(func.count())
        .select_from(ApplicationRecord)
        .where(ApplicationRecord.call_id == call.id)
        .where(ApplicationRecord.state == "dismissed")
    )
    return (
        (_("Call"), call.number),
        (_("Title"), call.title_sr if current_language() == "sr_Latn" else call.title_en),
        (_("State"), label(f"state.call.{call.state}")),
        (_("Deadline"), moment(call.deadline_at, call.deadline_zone)),
        (_("Envelope"), money(Money(call.envelope_minor, call.currency))),
        (_("Applications received"), str(received)),
        (_("Dismissed on formal grounds"), str(dismissed)),
        (_("Fingerprint of the terms"), call.fingerprint),
    )
