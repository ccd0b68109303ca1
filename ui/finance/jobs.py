"""Work with workbooks: lists of expenditure in, reports and budgets out."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from iris_grants.finance.budgets_workbook import budgets_workbook
from iris_grants.finance.ledger import LedgerPlan, import_ledger, plan_ledger
from iris_grants.finance.ledger_form import ledger_workbook
from iris_grants.finance.rates import import_rates
from iris_grants.finance.report_queries import financial_report
from iris_grants.finance.report_workbook import report_workbook
from iris_grants.finance.statement_workbook import statement_workbook
from iris_grants.finance.statements import statement_of
from iris_grants.grants.queries import list_grants
from iris_grants.kernel.problems import errors_of, refusal
from iris_grants.kernel.progress import Progress
from iris_grants.wording import _, current_language, ngettext, sentence
from iris_grants.wording.formats import money, today
from ui.forms.fields import Values
from ui.forms.writing import write_chosen
from ui.shell.context import Context

if TYPE_CHECKING:
    from iris_grants.kernel.operations import Desk


def read_list(desk: Desk, values: Values, progress: Progress) -> LedgerPlan:
    """The plan of an import."""
    with desk.read() as session:
        return plan_ledger(
            session,
            grant_number=str(values["grant"]),
            path=Path(str(values["path"])),
            today=today(),
        )


def offer_import(context: Context, plan: LedgerPlan, owner: QWidget) -> None:
    """Show what importing would do; with errors there is nothing to confirm."""
    sentences = [sentence(problem) for problem in plan.problems]
    if errors_of(plan.problems):
        context.feedback.tell(_("The list cannot be booked yet"), "\n".join(sentences))
        return
    count = ngettext("{n} cost, {total}.", "{n} costs, {total}.", len(plan.costs))
    words = [count.format(n=len(plan.costs), total=money(plan.total)), *sentences]

    def book() -> None:
        context.desk.run(
            import_ledger,
            {"plan": plan},
            lambda booked: context.feedback.inform(_("The list of expenditure is booked.")),
            owner=context.window,
            title=_("Booking the list of expenditure"),
        )

    context.feedback.confirm("\n".join(words), yes=_("Book the list"), on_yes=book)


def write_list(desk: Desk, values: Values, progress: Progress) -> Path:
    """The empty list of expenditure of a grant."""
    with desk.read() as session:
        grant_id = _grant_id(desk, values)
        data = ledger_workbook(session, grant_id, language=current_language())
    return write_chosen(values, data)


def write_report(desk: Desk, values: Values, progress: Progress) -> Path:
    """The financial report of a grant."""
    with desk.read() as session:
        grant_id = _grant_id(desk, values)
        data = report_workbook(session, grant_id, language=current_language())
    return write_chosen(values, data)


def write_statement(desk: Desk, values: Values, report_id: str) -> Path:
    """One financial report with its reallocations and periods."""
    with desk.read() as session:
        found = statement_of(session, financial_report(session, report_id))
        data = statement_workbook(session, found, language=current_language())
    return write_chosen(values, data)


def write_budgets(desk: Desk, values: Values, progress: Progress) -> Path:
    """The budgets of all grants."""
    with desk.read() as session:
        data = budgets_workbook(session, language=current_language())
    return write_chosen(values, data)


def import_rate_file(desk: Desk, values: Values, progress: Progress) -> int:
    """Record the new rates of a file; how many they are."""
    month = values["month"]
    return desk.run(
        import_rates,
        path=Path(str(values["path"])),
        source=str(values["source"]),
        month=month if isinstance(month, date) else None,
    )


def say_recorded(context: Context, count: int) -> None:
    """Say how many rates are new."""
    words = ngettext("{n} new rate recorded.", "{n} new rates recorded.", count)
    context.feedback.inform(words.format(n=count))


def _grant_id(desk: Desk, values: Values) -> str:
    with desk.read() as session:
        for row in list_grants(session):
            if row.number == values["grant"]:
                return row.id
    raise refusal("finance.grant_unknown", number=str(values["grant"]))
