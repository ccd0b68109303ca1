"""Supporting documents: filed with the grant, bound to the costs that they prove."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.tables.documents import DocumentRecord
from db.tables.finance import (
    EVIDENCE_KINDS,
    CostDocumentRecord,
    ExpenditureRecord,
    FinancialReportRecord,
)
from db.tables.grants import GrantRecord
from iris_grants.documents.attachments import attach
from iris_grants.documents.filing import media_type_of
from iris_grants.documents.world import refusing
from iris_grants.finance.checking import bands_of
from iris_grants.finance.commands import FINANCE
from iris_grants.finance.rules.eligibility import HUMAN_RESOURCES
from iris_grants.finance.rules.evidence import AnyOf, Needed, evidence_missing, evidence_needed
from iris_grants.finance.rules.procurement import Band, offers_needed
from iris_grants.kernel.ids import new_id
from iris_grants.kernel.money import Money, convert
from iris_grants.kernel.operations import Work, operation
from iris_grants.kernel.problems import Problem, Severity, Where, refusal
from iris_grants.programme.grant_rules import GrantRules, rules_of_contracts

TOPICS = frozenset({"expenditure", "documents"})
DOCUMENT_KIND = "cost_{kind}"
KINDS = EVIDENCE_KINDS
"""What can prove a cost (DOMAIN.md §8.2)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CostDocumentRow:
    """A document of a cost; `id` names the tie between them."""

    id: str
    expenditure_id: str
    document_id: str
    kind: str
    name: str
    media_type: str
    sha256: str
    size: int
    received_at: str


@operation("finance.attach_evidence", roles=FINANCE, topics=TOPICS)
def attach_evidence(work: Work, *, expenditure_id: str, kind: str, path: Path) -> str:
    """File the document at `path` as proof of a cost; returns the id of the tie.

    `kind` is one of `EVIDENCE_KINDS` (DOMAIN.md §8.2). The same content that already proves
    another cost of the grant is not filed twice, only bound to this cost too. Refused for an
    unknown kind, a file that cannot be read, and one that proves this cost already.
    """
    cost = work.get(ExpenditureRecord, expenditure_id)
    work.hold(GrantRecord, cost.grant_id)
    if kind not in EVIDENCE_KINDS:
        raise refusal("finance.evidence_unknown", Where(key="kind"))
    with refusing(path), path.open("rb") as stream:
        content = work.contents.put(stream)
    document = work.session.scalars(
        select(DocumentRecord)
        .where(DocumentRecord.subject_kind == "grant")
        .where(DocumentRecord.subject_id == cost.grant_id)
        .where(DocumentRecord.kind == DOCUMENT_KIND.format(kind=kind))
        .where(DocumentRecord.sha256 == content.sha256)
    ).first()
    if document is None:
        with refusing(path), path.open("rb") as stream:
            document = attach(
                work,
                subject_kind="grant",
                subject_id=cost.grant_id,
                kind=DOCUMENT_KIND.format(kind=kind),
                name=path.name,
                media_type=media_type_of(path),
                data=stream,
            )
    return _tie(work, cost.id, document.id, kind)


@operation("finance.share_evidence", roles=FINANCE, topics=TOPICS)
def share_evidence(work: Work, *, cost_document_id: str, expenditure_id: str) -> str:
    """Let a document that proves one cost of a grant prove another one of it too.

    As one bank statement proves several payments; returns the id of the tie.
    """
    tie = work.get(CostDocumentRecord, cost_document_id)
    first = work.get(ExpenditureRecord, tie.expenditure_id)
    cost = work.get(ExpenditureRecord, expenditure_id)
    work.hold(GrantRecord, cost.grant_id)
    if cost.grant_id != first.grant_id:
        raise refusal("finance.evidence_of_another_grant")
    return _tie(work, cost.id, tie.document_id, tie.kind)


@operation("finance.detach_evidence", roles=FINANCE, topics=TOPICS)
def detach_evidence(work: Work, *, cost_document_id: str) -> None:
    """Take back that a document proves a cost; the document stays with the grant.

    Refused once the report of the cost is approved (`finance.cost_locked`).
    """
    tie = work.hold(CostDocumentRecord, cost_document_id)
    cost = work.get(ExpenditureRecord, tie.expenditure_id)
    if cost.financial_report_id is not None:
        report = work.get(FinancialReportRecord, cost.financial_report_id)
        if report.state == "approved":
            raise refusal("finance.cost_locked", number=report.number)
    work.session.delete(tie)
    work.flush()


def cost_documents(
    session: Session, grant_id: str | None = None
) -> Mapping[str, tuple[CostDocumentRow, ...]]:
    """The documents of every cost of a grant (or of all), by the cost's id, in order of kind."""
    query = (
        select(CostDocumentRecord, DocumentRecord)
        .join(DocumentRecord, DocumentRecord.id == CostDocumentRecord.document_id)
        .order_by(DocumentRecord.received_at, DocumentRecord.name, CostDocumentRecord.id)
    )
    if grant_id is not None:
        query = query.where(DocumentRecord.subject_id == grant_id)
    found: dict[str, list[CostDocumentRow]] = {}
    for tie, document in session.execute(query):
        found.setdefault(tie.expenditure_id, []).append(
            CostDocumentRow(
                id=tie.id,
                expenditure_id=tie.expenditure_id,
                document_id=document.id,
                kind=tie.kind,
                name=document.name,
                media_type=document.media_type,
                sha256=document.sha256,
                size=document.size,
                received_at=document.received_at,
            )
        )
    places = {kind: place for place, kind in enumerate(EVIDENCE_KINDS)}
    return {
        cost: tuple(sorted(rows, key=lambda one: places[one.kind])) for cost, rows in found.items()
    }


def missing_evidence(
    session: Session, grant_id: str | None = None
) -> Mapping[str, tuple[AnyOf, ...]]:
    """What proof the costs of a grant (or of all) lack, by the cost's id.

    Rejected costs need none. A missing paper makes no cost ineligible: grantees keep the
    originals and show them on request (DOMAIN.md §7.1); it makes the dossier incomplete.
    """
    query = select(ExpenditureRecord, GrantRecord.rule_set_id).join(
        GrantRecord, GrantRecord.id == ExpenditureRecord.grant_id
    )
    if grant_id is not None:
        query = query.where(ExpenditureRecord.grant_id == grant_id)
    there = cost_documents(session, grant_id)
    costs = session.execute(query.where(ExpenditureRecord.state != "rejected")).all()
    every = rules_of_contracts(session, {rule_set_id for _cost, rule_set_id in costs})
    rules = {identity: _rules(one) for identity, one in every.items()}
    found: dict[str, tuple[AnyOf, ...]] = {}
    for cost, rule_set_id in costs:
        needed = _needed(cost, *rules[rule_set_id])
        missing = evidence_missing(needed, {one.kind for one in there.get(cost.id, ())})
        if missing:
            found[cost.id] = missing
    return found


def missing_problem(missing: tuple[AnyOf, ...]) -> Problem:
    """What a cost lacks, as one warning; of several kinds that would do it names the first."""
    words = ", ".join(f"evidence.{group[0]}" for group in missing)
    return Problem(
        code="finance.evidence_missing", severity=Severity.WARNING, params={"missing": words}
    )


def _tie(work: Work, expenditure_id: str, document_id: str, kind: str) -> str:
    return work.add(
        CostDocumentRecord(
            id=new_id(), expenditure_id=expenditure_id, document_id=document_id, kind=kind
        )
    ).id


def _rules(rules: GrantRules) -> tuple[tuple[Needed, ...], tuple[Band, ...]]:
    needed = tuple(Needed(lines=one.lines, any_of=one.any_of) for one in rules.evidence)
    return needed, bands_of(rules)


def _needed(
    cost: ExpenditureRecord, needed: tuple[Needed, ...], bands: tuple[Band, ...]
) -> tuple[AnyOf, ...]:
    net = Money(cost.net_minor, cost.currency)
    eur = net if net.currency == "EUR" else convert(net, Decimal(cost.rate))
    bought = cost.line_code.split(".")[0] != HUMAN_RESOURCES
    return evidence_needed(
        cost.line_code,
        needed,
        exempt=cost.vat_treatment == "exempt",
        offers=offers_needed(eur.minor, bands) if bought else 0,
    )
