"""What the dossier of a grant holds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.tables.applications import ApplicationRecord
from db.tables.awards import AwardRecord, NegotiatedLineRecord
from db.tables.calls import CallRecord
from db.tables.grants import GrantRecord, SanctionsCheckRecord
from db.tables.organisations import OrganisationRecord
from db.tables.scoring import MemberRecord, RankingRecord
from iris_grants.documents.attachments import DocumentRow, documents_of
from iris_grants.documents.pdf_blocks import Align, Block, Column, KeyValues, Row, RowLook, Table
from iris_grants.dossiers import assessment_sheets, sheets
from iris_grants.dossiers.correspondence import application_correspondence, call_correspondence
from iris_grants.dossiers.grant_life import life_pieces
from iris_grants.dossiers.grant_money import money_pieces
from iris_grants.dossiers.journal_extract import organisation_rows, owned_rows
from iris_grants.dossiers.pieces import Contents, Piece, in_order, originals, sheet, written
from iris_grants.dossiers.redaction import NOTHING_HIDDEN, Redaction
from iris_grants.dossiers.sections import GRANT_KINDS, GRANT_SECTIONS
from iris_grants.dossiers.sheets import Paper
from iris_grants.kernel.money import Money
from iris_grants.kernel.problems import refusal
from iris_grants.scoring.commands.entering import DOCUMENT_KINDS
from iris_grants.scoring.papers import SHEET
from iris_grants.scoring.returns import PAPER
from iris_grants.scoring.returns import SHEET as FILLED
from iris_grants.wording import _, current_language, label
from iris_grants.wording.formats import day, minor, money

OF_ONE = frozenset({SHEET, DOCUMENT_KINDS[PAPER]})
"""Kinds of committee papers that speak of one application, whose number begins their name."""


def grant_contents(
    session: Session, number: str, created: datetime, redaction: Redaction = NOTHING_HIDDEN
) -> Contents:
    """Everything of the grant with this contract number, in the current language.

    Sections after DOMAIN.md §8.3. Refused if there is no such grant
    (`dossiers.grant_unknown`).
    """
    found = session.execute(
        select(GrantRecord, AwardRecord, ApplicationRecord, OrganisationRecord, CallRecord)
        .join(AwardRecord, AwardRecord.id == GrantRecord.award_id)
        .join(ApplicationRecord, ApplicationRecord.id == AwardRecord.application_id)
        .join(OrganisationRecord, OrganisationRecord.id == GrantRecord.organisation_id)
        .join(CallRecord, CallRecord.id == GrantRecord.call_id)
        .where(GrantRecord.number == number)
    ).first()
    if found is None:
        raise refusal("dossiers.grant_unknown", number=number)
    grant, award, application, organisation, call = found
    paper = Paper(session=session, created=created, number=number, redaction=redaction)
    pieces = [
        *_originals(session, grant, application, organisation),
        *_written(paper, grant, award, call),
        sheet("eligibility_documents", "sanctions.pdf", _sanctions, paper, organisation),
        *money_pieces(paper, grant),
        *life_pieces(paper, grant),
    ]
    roots = {
        "grant_contract": frozenset({grant.id}),
        "award": frozenset({award.id}),
        "application": frozenset({application.id}),
        "document": _document_ids(session, grant, application, organisation),
    }
    leaves = organisation_rows(session, organisation.id)
    return Contents(
        subject_kind="grant",
        subject_id=grant.id,
        number=number,
        title=grant.title,
        sections=GRANT_SECTIONS,
        pieces=in_order(GRANT_SECTIONS, pieces),
        facts=_facts(grant, organisation, application, call),
        rows=owned_rows(session, roots, leaves),
    )


def _written(paper: Paper, grant: GrantRecord, award: AwardRecord, call: CallRecord) -> list[Piece]:
    """The pages on how the grant came about."""
    ids = [award.application_id]
    checks = assessment_sheets.administrative_check
    return [
        sheet("legal_base", "legal-base.pdf", sheets.legal_base, paper, grant.rule_set_id),
        written("call", f"{call.number}-terms.json", "call_terms", call.terms.encode()),
        sheet("evaluation_bodies", "committee.pdf", sheets.evaluation_bodies, paper, call.id, ids),
        sheet("administrative_check", "checks.pdf", checks, paper, call.id, ids),
        sheet(
            "assessments",
            "assessments.pdf",
            assessment_sheets.assessments,
            paper,
            call.id,
            ids,
        ),
        *ranking_files(paper.session, award.ranking_id),
        *call_correspondence(paper, call.id, call.deadline_zone),
        *application_correspondence(paper, ids),
        sheet("negotiation", "negotiation.pdf", _negotiation, paper, award),
    ]


def ranking_files(session: Session, ranking_id: str) -> list[Piece]:
    """The three files of a fixed ranking, from which anyone recomputes it."""
    ranking = session.get_one(RankingRecord, ranking_id)
    return [
        written("committee", "grid.json", "ranking_grid", ranking.grid_json.encode()),
        written("committee", "scores.csv", "ranking_scores", ranking.scores_csv.encode()),
        written("committee", "ranking.csv", "ranking", ranking.ranking_csv.encode()),
    ]


def committee_documents(session: Session, call_id: str) -> tuple[DocumentRow, ...]:
    """The papers of a committee: of the call's committee itself and of each member."""
    members = session.scalars(
        select(MemberRecord.id).where(MemberRecord.call_id == call_id).order_by(MemberRecord.code)
    )
    return documents_of(session, "committee", (call_id, *members))


def committee_papers(session: Session, call_id: str, number: str) -> tuple[DocumentRow, ...]:
    """The committee's papers without those of other applications.

    A workbook that speaks of several applications stays in the dossier of the call.
    """
    return tuple(
        document
        for document in committee_documents(session, call_id)
        if document.kind not in OF_ONE or document.name.startswith(f"{number} ")
        if document.kind != DOCUMENT_KINDS[FILLED]
    )


def _originals(
    session: Session,
    grant: GrantRecord,
    application: ApplicationRecord,
    organisation: OrganisationRecord,
) -> list[Piece]:
    documents = [
        *documents_of(session, "call", grant.call_id),
        *committee_papers(session, grant.call_id, application.number),
        *documents_of(session, "application", application.id),
        *documents_of(session, "organisation", organisation.id),
        *documents_of(session, "grant", grant.id),
    ]
    return originals(documents, GRANT_KINDS)


def _document_ids(
    session: Session,
    grant: GrantRecord,
    application: ApplicationRecord,
    organisation: OrganisationRecord,
) -> frozenset[str]:
    return frozenset(
        document.id
        for kind, identity in (
            ("application", application.id),
            ("organisation", organisation.id),
            ("grant", grant.id),
        )
        for document in documents_of(session, kind, identity)
    )


def _facts(
    grant: GrantRecord,
    organisation: OrganisationRecord,
    application: ApplicationRecord,
    call: CallRecord,
) -> tuple[tuple[str, str], ...]:
    call_title = call.title_sr if current_language() == "sr_Latn" else call.title_en
    return (
        (_("Contract"), grant.number),
        (_("Project"), grant.title),
        (_("Grantee"), organisation.name),
        (_("Registration number"), organisation.register_no),
        (_("Country"), label(f"country.{organisation.country}")),
        (_("Call"), f"{call.number} · {call_title}"),
        (_("Application"), application.number),
        (_("Amount"), money(Money(grant.amount_minor, grant.currency))),
        (_("Period"), f"{day(grant.starts_on)} – {day(grant.ends_on)}"),
        (_("State"), label(f"state.grant.{grant.state}")),
    )


def _negotiation(paper: Paper, award: AwardRecord) -> bytes:
    lines = paper.session.scalars(
        select(NegotiatedLineRecord)
        .where(NegotiatedLineRecord.award_id == award.id)
        .order_by(NegotiatedLineRecord.position)
    ).all()
    blocks: list[Block] = [
        KeyValues(
            rows=[
                (_("Decision"), award.decision_no or ""),
                (_("Decided on"), day(award.decided_on)),
                (_("Amount"), money(Money(award.amount_minor, award.currency))),
            ]
        ),
        Table(
            columns=[
                Column(title=_("Line")),
                Column(title=_("Costs")),
                Column(title=_("Requested"), align=Align.RIGHT),
                Column(title=_("Proposed"), align=Align.RIGHT),
                Column(title=_("Agreed"), align=Align.RIGHT),
                Column(title=_("Reason")),
            ],
            rows=[
                [
                    line.code,
                    line.description,
                    minor(line.requested_minor),
                    minor(line.proposed_minor),
                    "" if line.agreed_minor is None else minor(line.agreed_minor),
                    line.reason or line.proposed_reason or "",
                ]
                for line in lines
            ]
            + [_negotiated_total(lines)],
        ),
    ]
    return sheets.pdf(paper, _("Negotiation and award"), blocks)


def _negotiated_total(lines: Sequence[NegotiatedLineRecord]) -> Row:
    agreed = [line.agreed_minor for line in lines]
    known = [amount for amount in agreed if amount is not None]
    cells = [
        "",
        _("Total"),
        minor(sum(line.requested_minor for line in lines)),
        minor(sum(line.proposed_minor for line in lines)),
        minor(sum(known)) if len(known) == len(agreed) else "",
    ]
    return Row(cells=cells, look=RowLook.TOTAL)


def _sanctions(paper: Paper, organisation: OrganisationRecord) -> bytes:
    checks = paper.session.scalars(
        select(SanctionsCheckRecord)
        .where(SanctionsCheckRecord.organisation_id == organisation.id)
        .order_by(SanctionsCheckRecord.checked_on)
    )
    table = Table(
        columns=[
            Column(title=_("Day")),
            Column(title=_("List version")),
            Column(title=_("Searched")),
            Column(title=_("Result")),
        ],
        rows=[
            [
                day(check.checked_on),
                check.list_version,
                check.searched,
                label(f"sanctions.{check.result}"),
            ]
            for check in checks
        ],
        empty=_("Not checked."),
    )
    return sheets.pdf(paper, _("Searches on the EU list of restrictive measures"), [table])
