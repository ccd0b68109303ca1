"""The finance page: expenditure of all grants, decided row by row; rates; reports to Excel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from iris_grants.finance import commands, queries
from iris_grants.finance.queries import ExpenditureRow
from iris_grants.grants.queries import GrantRow, list_grants
from iris_grants.kernel.money import Money
from iris_grants.wording import N_, _, label
from iris_grants.wording.formats import day, minor, money
from ui.finance import forms, jobs
from ui.finance.columns import LEDGER, RATES, REPORT, STATES, CostRow
from ui.finance.home import home as home
from ui.forms.acts import command_act, form_act
from ui.forms.work import open_work, work_act
from ui.shell.act import Act, go_act
from ui.shell.context import Context
from ui.shell.search import Hit
from ui.tables.columns import chip
from ui.tables.detail import Detail, Pair, Pairs, Tab, Why, sub_table
from ui.tables.listpage import ListPage
from ui.tables.spec import Filter, Head, ListSpec
from ui.tables.states import Empty

if TYPE_CHECKING:
    from iris_grants.kernel.storage import Session

EUR = "EUR"


def build(context: Context) -> ListPage[CostRow]:
    """The page."""
    return ListPage(context, SPEC)


def find(session: Session, words: str) -> tuple[Hit, ...]:
    """Costs with the words in supplier, document or description."""
    return tuple(
        Hit(
            page="finance",
            record=row.cost.id,
            title=f"{row.cost.supplier} · {row.cost.document_no}",
            line=f"{row.grant} · {row.cost.description}",
        )
        for row in _load(session)
        if words in f"{row.cost.supplier} {row.cost.document_no} {row.cost.description}".casefold()
    )


def _load(session: Session) -> tuple[CostRow, ...]:
    grants = {row.id: row for row in list_grants(session)}
    return tuple(
        CostRow(
            cost=cost,
            grant=grants[cost.grant_id].number,
            grantee=grants[cost.grant_id].organisation,
        )
        for cost in queries.ledger(session)
    )


def _head(session: Session, rows: tuple[CostRow, ...]) -> Head:
    grants = tuple(row for row in list_grants(session) if row.state in commands.OPEN)
    blocked = "" if grants else _("First a contract must be signed.")
    spent = Money(sum(row.cost.eur_minor for row in rows), EUR)
    accepted = Money(sum(row.cost.accepted_minor for row in rows), EUR)
    return Head(
        line=_("{spent} reported, {accepted} accepted").format(
            spent=money(spent), accepted=money(accepted)
        ),
        primary=Act(
            text=_("Import a list…"),
            run=lambda context, owner: _import(context, owner, grants),
            icon="upload",
            blocked=blocked,
        ),
        secondary=_secondary(grants, blocked),
        waiting=sum(1 for row in rows if row.cost.state in ("reported", "question")),
    )


def _import(context: Context, owner: QWidget, grants: tuple[GrantRow, ...]) -> None:
    open_work(
        context,
        owner,
        forms.ledger_form(grants),
        jobs.read_list,
        lambda plan: jobs.offer_import(context, plan, owner),
    )


def _secondary(grants: tuple[GrantRow, ...], blocked: str) -> tuple[Act, ...]:
    return (
        form_act(_("Rate…"), forms.rate_form, commands.record_rate, icon="plus"),
        work_act(
            _("Empty list…"),
            lambda: forms.target_form(_("Empty list of expenditure"), grants, "spisak.xlsx"),
            jobs.write_list,
            on_done=jobs.say_written,
            icon="file-plus",
            blocked=blocked,
        ),
        work_act(
            _("Report…"),
            lambda: forms.target_form(_("Financial report"), grants, "izvestaj.xlsx"),
            jobs.write_report,
            on_done=jobs.say_written,
            icon="sheet",
            blocked=blocked,
        ),
        work_act(
            _("Budgets…"),
            lambda: forms.target_form(_("Budgets of all grants"), None, "budzeti.xlsx"),
            jobs.write_budgets,
            on_done=jobs.say_written,
            icon="download",
        ),
    )


def _detail(session: Session, row: CostRow) -> Detail:
    cost = row.cost
    lines = queries.report_lines(session, cost.grant_id)
    rates = queries.list_rates(session)
    return Detail(
        title=cost.supplier,
        line=f"{row.grant} · {cost.number} · {cost.description}",
        chip=chip(cost.state, STATES, "state.cost."),
        acts=_acts(cost),
        tabs=(
            Tab(title=_("Cost"), parts=(_document(cost), _money(cost))),
            Tab(
                title=_("Budget"),
                parts=(
                    sub_table(
                        REPORT,
                        lines,
                        lambda line: line.code,
                        title=_("Budget against actual · {grant}").format(grant=row.grant),
                    ),
                ),
            ),
            Tab(
                title=_("Rates"),
                count=len(rates),
                parts=(
                    sub_table(RATES, rates, lambda rate: rate.id, none=_("No rates recorded.")),
                ),
            ),
        ),
    )


def _document(cost: ExpenditureRow) -> Pairs:
    return Pairs(
        title=_("Document"),
        pairs=(
            Pair(label=_("Document"), value=f"{cost.document_type} {cost.document_no}"),
            Pair(label=_("Document date"), value=day(cost.document_on)),
            Pair(label=_("Paid on"), value=f"{day(cost.paid_on)} · {cost.payment_ref}"),
            Pair(label=_("Net"), value=f"{minor(cost.net_minor)} {cost.currency}"),
            Pair(
                label=_("VAT"),
                value=f"{minor(cost.vat_minor)} {cost.currency}"
                f" · {label(f'vat.{cost.vat_treatment}')}",
            ),
            Pair(label=_("Row of the list"), value=str(cost.sheet_row)),
        ),
    )


def _money(cost: ExpenditureRow) -> Pairs:
    why = Why(
        values=(
            (_("Charged"), f"{minor(cost.charged_minor)} {cost.currency}"),
            (_("Rate"), cost.rate),
        ),
        rule=_("Charged amount divided by the rate, rounded half-up to the cent."),
        source=cost.rate_source,
    )
    pairs = [
        Pair(label=_("Charged"), value=f"{minor(cost.charged_minor)} {cost.currency}"),
        Pair(label=_("In euro"), value=money(Money(cost.eur_minor, EUR)), why=why),
        Pair(label=_("Disallowed"), value=money(Money(cost.disallowed_minor, EUR))),
        Pair(label=_("Accepted"), value=money(Money(cost.accepted_minor, EUR))),
    ]
    if cost.reason:
        pairs.append(Pair(label=_("Reason"), value=cost.reason))
    return Pairs(title=_("Amounts"), pairs=tuple(pairs))


def _acts(cost: ExpenditureRow) -> tuple[Act, ...]:
    fixed = {"expenditure_id": cost.id}
    return (
        command_act(
            _("Accept"),
            commands.accept_cost,
            fixed,
            icon="check",
            blocked=_("The cost is accepted.") if cost.state == "accepted" else "",
        ),
        form_act(
            _("Disallow…"),
            lambda: forms.disallow_form(cost),
            commands.disallow_cost,
            fixed=fixed,
        ),
        form_act(_("Ask…"), forms.question_form, commands.question_cost, fixed=fixed),
        go_act(_("To the grant"), "grants", cost.grant_id),
    )


SPEC: ListSpec[CostRow] = ListSpec(
    key="finance",
    title=N_("Finance"),
    topics=frozenset({"expenditure", "grants", "rates"}),
    load=_load,
    row_key=lambda row: row.cost.id,
    columns=LEDGER,
    empty=Empty(
        title=N_("No expenditure yet"),
        body=N_("Grantees return a list of expenditure in Excel; it is imported here."),
        first=N_("First sign a contract, then write the empty list for the grantee."),
        icon="wallet",
    ),
    head=_head,
    detail=_detail,
    filters=(
        Filter(
            key="open",
            title=N_("To decide"),
            keeps=lambda row: row.cost.state in ("reported", "question"),
        ),
        Filter(
            key="disallowed",
            title=N_("Disallowed"),
            keeps=lambda row: row.cost.disallowed_minor > 0,
        ),
        Filter(key="foreign", title=N_("Not in euro"), keeps=lambda row: row.cost.currency != EUR),
    ),
    search_hint=N_("Supplier, document or description"),
)
