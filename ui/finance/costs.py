"""The costs of all grants: what is doubtful about each, and the decisions on them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from iris_grants.finance import commands, queries
from iris_grants.finance.checking import findings
from iris_grants.finance.evidence import cost_documents, missing_evidence, missing_problem
from iris_grants.finance.queries import ExpenditureRow
from iris_grants.grants.queries import list_grants
from iris_grants.kernel.money import Money
from iris_grants.wording import N_, _, current_language, label
from iris_grants.wording.formats import day, digits_text, minor, money
from ui.finance import forms
from ui.finance.columns import HEADINGS, LEDGER, REPORT, STATES, CostRow
from ui.finance.evidence import Evidence, evidence_tab
from ui.forms.acts import command_act, form_act
from ui.forms.fields import Choice
from ui.shell.act import Act, go_act
from ui.tables.columns import chip
from ui.tables.detail import Detail, Pair, Pairs, Tab, Why, Words, sub_table
from ui.tables.spec import Filter, ListSpec
from ui.tables.states import Empty

if TYPE_CHECKING:
    from iris_grants.kernel.storage import Session

EUR = "EUR"
TOPICS = frozenset({"documents", "expenditure", "grants", "rates"})
ACCEPT_KEY, DISALLOW_KEY, ASK_KEY = "F7", "F8", "F9"
DOUBLES = ("finance.document_twice", "finance.document_elsewhere")
BUYING = ("finance.offers_missing", "finance.purchase_split")
RULES = (
    "finance.contingency_charged",
    "finance.exemption_missing",
    "finance.indirect_by_document",
    "finance.line_exceeded",
    "finance.outside_period",
    "finance.paid_before_document",
    "finance.vat_charged",
)


def load_costs(session: Session) -> tuple[CostRow, ...]:
    """Every cost with its grant and what is doubtful about it."""
    grants = {row.id: row for row in list_grants(session)}
    doubtful = findings(session)
    locked = queries.locked_reports(session)
    proofs, missing = cost_documents(session), missing_evidence(session)
    return tuple(
        CostRow(
            cost=cost,
            grant=grants[cost.grant_id].number,
            grantee=grants[cost.grant_id].organisation,
            problems=doubtful.get(cost.id, ()),
            documents=proofs.get(cost.id, ()),
            missing=missing.get(cost.id, ()),
            closed=grants[cost.grant_id].state not in commands.OPEN,
            report=locked.get(cost.financial_report_id or ""),
        )
        for cost in queries.ledger(session)
    )


def _detail(session: Session, row: CostRow) -> Detail:
    cost = row.cost
    lines = queries.report_lines(session, cost.grant_id)
    sums = queries.heading_sums(session, cost.grant_id, lines)
    reasons = commands.reason_codes(session, cost.grant_id)
    language = current_language()
    words = {code: f"{code} · {one.of(language)}" for code, one in reasons.items()}
    choices = tuple(Choice(value=code, label=text) for code, text in words.items())
    return Detail(
        title=cost.supplier,
        line=f"{row.grant} · {cost.number} · {cost.description}",
        chip=chip(cost.state, STATES, "state.cost."),
        acts=_acts(row, choices),
        problems=(*row.problems, *((missing_problem(row.missing),) if row.missing else ())),
        tabs=(
            Tab(
                title=_("Cost"),
                parts=(_money(cost), *_talk(cost, words), _document(cost)),
            ),
            evidence_tab(_evidence(session, row)),
            Tab(
                title=_("Budget"),
                parts=(
                    sub_table(
                        HEADINGS,
                        sums,
                        lambda one: one.heading,
                        title=_("By heading · {grant}").format(grant=row.grant),
                    ),
                    sub_table(
                        REPORT,
                        lines,
                        lambda line: line.code,
                        title=_("Budget against actual · {grant}").format(grant=row.grant),
                    ),
                ),
            ),
        ),
    )


def _evidence(session: Session, row: CostRow) -> Evidence:
    others = tuple(
        Choice(value=one.id, label=f"{one.number} · {one.supplier} · {one.document_no}")
        for one in queries.ledger(session, row.cost.grant_id)
        if one.id != row.cost.id
    )
    return Evidence(
        cost=row.cost,
        documents=row.documents,
        missing=row.missing,
        others=others,
        locked=_locked(row),
    )


def _document(cost: ExpenditureRow) -> Pairs:
    offers = str(cost.offers) if cost.offers is not None else _("not stated")
    pairs = [
        Pair(label=_("Document"), value=f"{cost.document_type} {cost.document_no}"),
        Pair(label=_("Document date"), value=day(cost.document_on)),
        Pair(label=_("Paid on"), value=f"{day(cost.paid_on)} · {cost.payment_ref}"),
        Pair(label=_("Net"), value=f"{minor(cost.net_minor)} {cost.currency}"),
        Pair(
            label=_("VAT"),
            value=f"{minor(cost.vat_minor)} {cost.currency} · {label(f'vat.{cost.vat_treatment}')}",
        ),
        Pair(label=_("Offers obtained"), value=offers),
        Pair(label=_("Row of the list"), value=str(cost.sheet_row)),
    ]
    if cost.exemption_ref:
        pairs.append(Pair(label=_("VAT exemption certificate"), value=cost.exemption_ref))
    return Pairs(title=_("Document"), pairs=tuple(pairs))


def _money(cost: ExpenditureRow) -> Pairs:
    why = Why(
        values=(
            (_("Charged"), f"{minor(cost.charged_minor)} {cost.currency}"),
            (_("Rate"), digits_text(cost.rate)),
        ),
        rule=_("Charged amount divided by the rate, rounded half-up to the cent."),
        source=cost.rate_source,
    )
    return Pairs(
        title=_("Amounts"),
        pairs=(
            Pair(label=_("Charged"), value=f"{minor(cost.charged_minor)} {cost.currency}"),
            Pair(label=_("In euro"), value=money(Money(cost.eur_minor, EUR)), why=why),
            Pair(label=_("Disallowed"), value=money(Money(cost.disallowed_minor, EUR))),
            Pair(label=_("Accepted"), value=money(Money(cost.accepted_minor, EUR))),
        ),
    )


def _talk(cost: ExpenditureRow, words: dict[str, str]) -> tuple[Words, ...]:
    """What was written about the cost: the reason with its rule, the question, the answer."""
    found = []
    if cost.reason:
        asked = cost.state == "question" or cost.reason_code is None
        rule = words.get(cost.reason_code or "", cost.reason_code or "")
        title = _("Question to the grantee") if asked else _("Reason")
        found.append(Words(title=title, text="\n".join(one for one in (rule, cost.reason) if one)))
    if cost.answer:
        found.append(Words(title=_("Answer of the grantee"), text=cost.answer))
    return tuple(found)


def _acts(row: CostRow, reasons: tuple[Choice, ...]) -> tuple[Act, ...]:
    cost, fixed, shut = row.cost, {"expenditure_id": row.cost.id}, _shut(row)
    acts = list(_decisions(row, reasons))
    if cost.state == "question":
        answer = form_act(
            _("Record the answer…"),
            forms.answer_form,
            commands.answer_question,
            fixed=fixed,
            blocked=shut,
        )
        acts.insert(0, answer)
    if cost.state != "reported":
        acts.append(command_act(_("Undo the decision"), commands.reopen_cost, fixed, blocked=shut))
    return (*acts, go_act(_("To the grant"), "grants", cost.grant_id))


def _decisions(row: CostRow, reasons: tuple[Choice, ...]) -> tuple[Act, ...]:
    """What can be decided about a cost, each by its key too."""
    cost, fixed, shut = row.cost, {"expenditure_id": row.cost.id}, _shut(row)
    accepted = _("The cost is accepted.") if cost.state == "accepted" else ""
    accept = command_act(
        _("Accept"), commands.accept_cost, fixed, icon="check", blocked=shut or accepted
    )
    disallow = form_act(
        _("Disallow…"),
        lambda: forms.disallow_form(cost, reasons),
        commands.disallow_cost,
        fixed=fixed,
        blocked=shut,
    )
    ask = form_act(
        _("Ask…"), forms.question_form, commands.question_cost, fixed=fixed, blocked=shut
    )
    return (
        replace(accept, key=ACCEPT_KEY),
        replace(disallow, key=DISALLOW_KEY),
        replace(ask, key=ASK_KEY),
    )


def _locked(row: CostRow) -> str:
    return (
        _("Financial report {number} is approved.").format(number=row.report)
        if row.report is not None
        else ""
    )


def _shut(row: CostRow) -> str:
    """Why nothing about the cost can change, if so."""
    if row.report is not None:
        return _locked(row)
    return _("The costs of this grant are decided for good.") if row.closed else ""


def _doubted(key: str, title: str, codes: tuple[str, ...]) -> Filter[CostRow]:
    return Filter(
        key=key,
        title=title,
        keeps=lambda row: any(problem.code in codes for problem in row.problems),
    )


SPEC: ListSpec[CostRow] = ListSpec(
    key="costs",
    title=N_("Costs"),
    topics=TOPICS,
    load=load_costs,
    row_key=lambda row: row.cost.id,
    columns=LEDGER,
    empty=Empty(
        title=N_("No expenditure yet"),
        body=N_("Grantees return a list of expenditure in Excel; it is imported here."),
        first=N_("First sign a contract, then write the empty list for the grantee."),
        icon="wallet",
    ),
    detail=_detail,
    filters=(
        Filter(
            key="open",
            title=N_("To decide"),
            keeps=lambda row: row.cost.state in ("reported", "question"),
        ),
        Filter(key="doubtful", title=N_("Doubtful"), keeps=lambda row: bool(row.problems)),
        _doubted("doubles", N_("Twice"), DOUBLES),
        _doubted("buying", N_("Purchases"), BUYING),
        _doubted("rules", N_("Eligibility"), RULES),
        Filter(key="unproved", title=N_("Unproved"), keeps=lambda row: bool(row.missing)),
        Filter(
            key="disallowed",
            title=N_("Disallowed"),
            keeps=lambda row: row.cost.disallowed_minor > 0,
        ),
    ),
    search_hint=N_("Supplier, document or description"),
)
