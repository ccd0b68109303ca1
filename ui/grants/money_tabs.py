"""The tabs *Budget*, *Payments* and *Expenditure* of a grant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iris_grants.finance.queries import ReportLine, report_lines
from iris_grants.grants import payments, queries
from iris_grants.grants.budgets import CHANGEABLE
from iris_grants.grants.changes import move_money
from iris_grants.grants.headings import heading_words
from iris_grants.grants.queries import Budget, GrantRow, InstalmentRow
from iris_grants.wording import _, label
from iris_grants.wording.formats import money
from ui.finance.columns import REPORT
from ui.finance.finals import grant_parts
from ui.forms.acts import command_act, form_act
from ui.grants import forms
from ui.grants.columns import BUDGET, INSTALMENTS, METER, VERSIONS, heading_rows
from ui.grants.equipment import equipment_parts
from ui.grants.exchange import exchange_parts
from ui.grants.standing import Standing
from ui.shell.act import Act, go_act
from ui.tables.detail import Part, Tab, sub_table

if TYPE_CHECKING:
    from iris_grants.kernel.storage import Session


def budget_tab(session: Session, row: GrantRow) -> Tab:
    """The budget in force, the meter of reallocation, and all versions."""
    budgets = queries.budgets_of(session, row.id)
    current = budgets[-1]
    changes = queries.reallocation_of(session, row.id)
    title = _("Budget, version {number}: {kind}").format(
        number=current.number, kind=label(f"budget.{current.kind}")
    )
    parts: list[Part] = [
        sub_table(BUDGET, current.lines, lambda line: line.code, title=title),
        sub_table(
            METER,
            heading_rows(changes, heading_words(session, row.call_id)),
            lambda one: one.change.heading,
            title=_("Reallocation meter"),
        ),
    ]
    if len(budgets) > 1:
        parts.append(sub_table(VERSIONS, budgets[::-1], lambda one: one.id, title=_("Versions")))
    return Tab(
        title=_("Budget"),
        acts=_move_acts(row, current) if row.state in CHANGEABLE else (),
        parts=tuple(parts),
    )


def payments_tab(row: GrantRow, standing: Standing) -> Tab:
    """The payment plan with what was prepared, approved and credited."""

    def acts(one: InstalmentRow) -> tuple[Act, ...]:
        if one.payment_id is None:
            return (
                form_act(
                    _("Prepare the payment…"),
                    lambda: forms.payment_form(one, standing.due),
                    payments.prepare_payment,
                    fixed={"instalment_id": one.id},
                    blocked=standing.payment_blocked(one),
                ),
            )
        if one.approved_by is None:
            return _prepared_acts(row, one)
        if one.credited_on is None:
            return (
                form_act(
                    _("Credited…"),
                    lambda: forms.credit_form(one, row.accounting_currency),
                    payments.record_credit,
                    fixed={"payment_id": one.payment_id},
                ),
            )
        return ()

    return Tab(
        title=_("Payments"),
        count=sum(1 for one in standing.instalments if one.approved_by),
        parts=(sub_table(INSTALMENTS, standing.instalments, lambda one: one.id, acts=acts),),
    )


def expenditure_tab(session: Session, row: GrantRow) -> Tab:
    """The budget against what was spent, the final amount once it is fixed, and the equipment."""
    lines = () if row.state == "drafted" else report_lines(session, row.id)
    spent: tuple[ReportLine, ...] = tuple(line for line in lines if line.spent_minor)
    acts, equipment = equipment_parts(session, row)
    return Tab(
        title=_("Expenditure"),
        acts=(go_act(_("To the list of expenditure"), "finance", icon="wallet"), *acts),
        parts=(
            sub_table(
                REPORT,
                lines if spent else (),
                lambda line: line.code,
                title=_("Budget against actual · {grant}").format(grant=row.number),
                none=_("No costs are reported yet."),
            ),
            *grant_parts(session, row.id),
            *exchange_parts(session, row.id),
            *equipment,
        ),
    )


def _prepared_acts(row: GrantRow, one: InstalmentRow) -> tuple[Act, ...]:
    """What can be done with a payment that waits for the second person."""
    fixed = {"payment_id": one.payment_id}
    asked = _("Approve the payment of {amount} to {grantee}?").format(
        amount=money(one.paid or one.amount), grantee=row.organisation
    )
    return (
        command_act(_("Approve the payment"), payments.approve_payment, fixed, question=asked),
        command_act(
            _("Take back"),
            payments.discard_payment,
            fixed,
            question=_("Take back the payment that was prepared?"),
        ),
    )


def _move_acts(row: GrantRow, budget: Budget) -> tuple[Act, ...]:
    return (
        form_act(
            _("Move money…"),
            lambda: forms.budget_form(budget),
            move_money,
            fixed={"grant_id": row.id},
        ),
    )
