"""The contract of a small grant as a PDF with its budget and payment plan as annexes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.tables.grants import GrantRecord
from db.tables.organisations import OrganisationRecord
from db.tables.programme import ProgrammeRecord
from iris_grants.awards.rules.negotiation import CONTINGENCY, INDIRECT
from iris_grants.documents.attachments import attach
from iris_grants.documents.pdf import render_pdf
from iris_grants.documents.pdf_blocks import (
    Align,
    Block,
    Clause,
    Column,
    Heading,
    PageBreak,
    Row,
    RowLook,
    Table,
    Text,
    TextLook,
    Title,
)
from iris_grants.grants import queries
from iris_grants.grants.contract_clauses import Terms, clauses
from iris_grants.grants.headings import heading_words
from iris_grants.grants.parties import parties_block, signatures_block
from iris_grants.kernel.access import Role
from iris_grants.kernel.operations import Work, fetch, operation
from iris_grants.programme.grant_rules import GrantRules, rules_of_contract
from iris_grants.programme.papers import paper_meta
from iris_grants.wording import _, in_language, label
from iris_grants.wording.formats import decimal_text, minor, number_text


@dataclass(frozen=True, slots=True)
class _Contract:
    grant: GrantRecord
    organisation: OrganisationRecord
    programme: ProgrammeRecord
    rules: GrantRules
    account: tuple[str, str] | None
    budget: queries.Budget
    headings: Mapping[str, str]
    instalments: tuple[queries.InstalmentRow, ...]


@operation(
    "grants.write_contract",
    roles=frozenset({Role.GRANTS_OFFICER, Role.FINANCE_OFFICER}),
    topics=frozenset({"grants"}),
)
def write_contract(work: Work, *, grant_id: str, language: str) -> str:
    """Write the contract of a grant as a PDF document of it; returns the document's id.

    Its budget is the one that is signed, whatever was changed since.
    """
    with in_language(language):
        contract = _contract(work.session, grant_id)
        number = contract.grant.number
        meta = paper_meta(
            work.session, title=_("Contract for a small grant"), created=work.now, reference=number
        )
        data = render_pdf(_blocks(contract), meta)
    return attach(
        work,
        subject_kind="grant",
        subject_id=grant_id,
        kind="contract",
        name=f"{number}-contract.pdf".replace("/", "-"),
        media_type="application/pdf",
        data=data,
    ).id


def _contract(session: Session, grant_id: str) -> _Contract:
    grant = fetch(session, GrantRecord, grant_id)
    return _Contract(
        grant=grant,
        organisation=fetch(session, OrganisationRecord, grant.organisation_id),
        programme=session.scalars(select(ProgrammeRecord)).one(),
        rules=rules_of_contract(session, grant.rule_set_id),
        account=queries.account_of(session, grant),
        budget=queries.budgets_of(session, grant_id)[0],
        headings=heading_words(session, grant.call_id),
        instalments=queries.instalments_of(session, grant_id),
    )


def _blocks(contract: _Contract) -> list[Block]:
    return [
        Title(
            text=_("Contract for a small grant"),
            eyebrow=_("Contract number {number}").format(number=contract.grant.number),
            subtitle=contract.grant.title,
        ),
        *_parties(contract),
        *_articles(contract),
        *_signatures(contract),
        PageBreak(),
        *_budget_annex(contract),
        *_payment_annex(contract),
    ]


def _parties(contract: _Contract) -> list[Block]:
    return [
        Text(text=_("This contract is concluded between")),
        parties_block(contract.programme, contract.organisation, contract.account),
    ]


def _articles(contract: _Contract) -> list[Block]:
    terms = Terms(contract.grant, contract.programme, contract.rules, contract.instalments)
    return [
        Heading(text=_("Articles"), level=2),
        *[Clause(number=f"{n}.", text=text) for n, text in enumerate(clauses(terms), start=1)],
    ]


def _signatures(contract: _Contract) -> list[Block]:
    return [
        signatures_block(
            contract.programme,
            contract.organisation,
            signed_by_us_on=contract.grant.signed_by_us_on,
            signed_by_grantee_on=contract.grant.signed_by_grantee_on,
        )
    ]


def _budget_annex(contract: _Contract) -> list[Block]:
    return [
        Heading(text=_("Annex 1: budget")),
        Table(
            columns=[
                Column(title=_("Line")),
                Column(title=_("Costs")),
                Column(title=_("Unit")),
                Column(title=_("Units"), align=Align.RIGHT),
                Column(title=_("Amount (EUR)"), align=Align.RIGHT),
            ],
            rows=_budget_rows(contract.budget, contract.headings),
        ),
    ]


def _budget_rows(budget: queries.Budget, headings: Mapping[str, str]) -> list[Row]:
    """Headings with their sums, the lines below them, and the total."""
    rows: list[Row] = []
    heading = ""
    totals = budget.by_heading
    for line in budget.lines:
        if line.heading in (INDIRECT, CONTINGENCY):
            rows.append(Row(cells=_line_cells(line), look=RowLook.GROUP))
            continue
        if line.heading != heading:
            heading = line.heading
            cells = ["", headings[heading], "", "", minor(totals[heading])]
            rows.append(Row(cells=cells, look=RowLook.GROUP))
        rows.append(Row(cells=_line_cells(line)))
    total = minor(sum(totals.values()))
    return [*rows, Row(cells=["", _("Total"), "", "", total], look=RowLook.TOTAL)]


def _line_cells(line: queries.BudgetLine) -> list[str]:
    units = Decimal(line.units_milli).scaleb(-3)
    shown = decimal_text(units, 0) if line.units_milli % 1000 == 0 else decimal_text(units)
    return [line.code, line.description, line.unit, shown, minor(line.amount_minor)]


def _payment_annex(contract: _Contract) -> list[Block]:
    rules = contract.rules
    notes: list[Block] = []
    if not rules.verified:
        notes.append(
            Text(
                text=_(
                    "Rules applied: {code}, edition {edition}. Nobody has compared this preset "
                    "with the signed contract of the action yet."
                ).format(code=rules.code, edition=rules.edition),
                look=TextLook.SMALL,
            )
        )
    return [
        Heading(text=_("Annex 2: payment plan")),
        Table(
            columns=[
                Column(title=_("Instalment")),
                Column(title=_("Kind")),
                Column(title=_("Share"), align=Align.RIGHT),
                Column(title=_("Amount (EUR)"), align=Align.RIGHT),
            ],
            rows=[
                [
                    str(part.number),
                    label(f"instalment.{part.kind}"),
                    f"{number_text(Decimal(part.percent))} %",
                    minor(part.amount.minor),
                ]
                for part in contract.instalments
            ],
        ),
        *notes,
    ]
