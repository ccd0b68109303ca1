"""The financial reports of all grants: drawn up, looked at, approved, written to Excel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from iris_grants.documents.attachments import DocumentRow, documents_of
from iris_grants.finance import financial_reports as commands
from iris_grants.finance.report_queries import financial_reports
from iris_grants.finance.statement_workbook import pending_title
from iris_grants.finance.statements import (
    FinancialReportRow,
    Statement,
    statement_of,
    statement_problems,
)
from iris_grants.grants.queries import GrantRow, list_grants
from iris_grants.kernel.money import Money
from iris_grants.wording import N_, _, label
from iris_grants.wording.formats import day, decimal_text, money
from ui.finance import forms, jobs
from ui.finance.columns import PENDING, REPORTS, STATEMENT, STATES_OF_REPORTS
from ui.forms.acts import command_act, form_act
from ui.forms.work import work_act
from ui.forms.writing import say_written
from ui.shell.act import Act, go_act
from ui.tables.columns import chip
from ui.tables.detail import (
    Detail,
    FileItem,
    Files,
    Pair,
    Pairs,
    Path,
    Tab,
    Why,
    Words,
    sub_table,
)
from ui.tables.spec import Filter, ListSpec
from ui.tables.states import Empty

if TYPE_CHECKING:
    from iris_grants.kernel.storage import Session

EUR = "EUR"
TOPICS = frozenset({"expenditure", "grants", "reports"})
STEPS = ("open", "approved")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reportable:
    """A grant whose next report can be drawn up, and how it is shown in a choice."""

    grant: GrantRow
    words: str


def reportable(session: Session) -> tuple[Reportable, ...]:
    """The grants that have no open report and no approved final one."""
    busy = {
        row.grant_id
        for row in financial_reports(session)
        if row.state == "open" or (row.kind == "final" and row.state == "approved")
    }
    return tuple(
        Reportable(grant=row, words=f"{row.number} · {row.organisation}")
        for row in list_grants(session)
        if row.state in commands.REPORTABLE and row.id not in busy
    )


def draw_up_act(session: Session) -> Act:
    """Drawing up the next report of a grant."""
    grants = reportable(session)
    return form_act(
        _("Draw up a report…"),
        lambda: forms.draw_up_form(grants),
        commands.draw_up_report,
        icon="plus",
        blocked="" if grants else _("No grant has a report to be drawn up."),
        done=_("The report is drawn up; decide its costs, then have it approved."),
    )


def _detail(session: Session, row: FinancialReportRow) -> Detail:
    found = statement_of(session, row)
    documents = documents_of(session, "grant", row.grant_id)
    return Detail(
        title=row.grantee,
        line=f"{row.grant} · {label(f'financial_report.{row.kind}')} {row.number}",
        chip=chip(row.state, STATES_OF_REPORTS, "state.financial_report."),
        path=_path(row),
        acts=_acts(row),
        problems=statement_problems(session, found),
        tabs=(
            Tab(title=_("Report"), parts=(_facts(row), _sources(found), *_explanation(row))),
            Tab(
                title=_("Figures"),
                parts=(
                    sub_table(
                        STATEMENT,
                        found.lines,
                        lambda line: line.code,
                        title=_("All amounts in EUR."),
                    ),
                ),
            ),
            *_pending(found),
            Tab(title=_("Papers"), parts=(_files(row, documents),)),
        ),
    )


def _pending(found: Statement) -> tuple[Tab, ...]:
    """The payments that a final report names as pending; none for an interim one."""
    if found.report.kind != "final":
        return ()
    table = sub_table(
        PENDING,
        found.pending,
        lambda cost: cost.id,
        title=pending_title(found),
        none=_("None."),
    )
    return (Tab(title=_("Pending"), parts=(table,), count=len(found.pending)),)


def _path(row: FinancialReportRow) -> Path:
    words = tuple(label(f"state.financial_report.{state}") for state in STEPS)
    if row.state in STEPS:
        return Path(steps=words, at=STEPS.index(row.state))
    return Path(steps=words, at=0, ended=label(f"state.financial_report.{row.state}"))


def _facts(row: FinancialReportRow) -> Pairs:
    pairs = [
        Pair(label=_("Period"), value=f"{day(row.period_from)} – {day(row.period_to)}"),
        Pair(label=_("Costs"), value=decimal_text(row.costs, 0), page="finance", record="costs/"),
        Pair(label=_("Declared"), value=money(Money(row.declared_minor, EUR))),
        Pair(label=_("Disallowed"), value=money(Money(row.disallowed_minor, EUR))),
        Pair(label=_("Drawn up by"), value=row.prepared_by),
    ]
    if row.approved_by:
        pairs.append(
            Pair(label=_("Approved by"), value=f"{row.approved_by} · {day(row.approved_on)}")
        )
    return Pairs(title=_("Report"), pairs=tuple(pairs))


def _sources(found: Statement) -> Pairs:
    why = Why(
        values=(
            (_("Eligible costs"), money(Money(found.cumulated_minor, EUR))),
            (_("Share that the grant pays, in %"), found.rate_percent),
            (_("Grant at most"), money(Money(found.maximum_minor, EUR))),
        ),
        rule=_("The share of the eligible costs, at most the grant."),
    )
    sources = found.sources
    return Pairs(
        title=_("Sources of funding"),
        pairs=(
            Pair(label=_("Eligible costs"), value=money(Money(found.cumulated_minor, EUR))),
            Pair(
                label=_("Grant for the accepted costs"),
                value=money(Money(sources.grant_minor, EUR)),
                why=why,
            ),
            Pair(label=_("Own contribution"), value=_stated(sources.own_minor)),
            Pair(label=_("Other funding"), value=_stated(sources.other_minor)),
            Pair(label=_("Paid"), value=money(Money(found.paid_minor, EUR))),
        ),
    )


def _stated(amount: int | None) -> str:
    return _("not stated") if amount is None else money(Money(amount, EUR))


def _explanation(row: FinancialReportRow) -> tuple[Words, ...]:
    if not row.explanation:
        return ()
    return (Words(title=_("Explanation of the variations"), text=row.explanation),)


def _files(row: FinancialReportRow, documents: tuple[DocumentRow, ...]) -> Files:
    own = (row.workbook_id, row.paper_id)
    return Files(
        items=tuple(
            FileItem(name=one.name, sha256=one.sha256, size=one.size)
            for one in documents
            if one.id in own
        ),
        none=_("Workbook and PDF are written when the report is approved."),
    )


def _acts(row: FinancialReportRow) -> tuple[Act, ...]:
    fixed = {"report_id": row.id}
    waiting = _("Costs that wait for a decision: {n}").format(n=row.undecided)
    write = work_act(
        _("To Excel…"),
        lambda: forms.target_form(_("Financial report"), None, "izvestaj.xlsx"),
        lambda desk, values, progress: jobs.write_statement(desk, values, row.id),
        on_done=say_written,
        icon="sheet",
    )
    onward = go_act(_("To the grant"), "grants", row.grant_id)
    if row.state != "open":
        return (write, onward)
    return (
        form_act(
            _("Approve…"),
            lambda: forms.approve_form(row),
            commands.approve_report,
            fixed=fixed,
            icon="check",
            blocked=waiting if row.undecided else "",
            done=_("The report is approved; its costs are locked."),
        ),
        write,
        command_act(
            _("Withdraw"),
            commands.withdraw_report,
            fixed,
            question=_(
                "Withdraw financial report {number} of {grant}? Its costs are free again."
            ).format(number=row.number, grant=row.grant),
        ),
        onward,
    )


SPEC: ListSpec[FinancialReportRow] = ListSpec(
    key="financial_reports",
    title=N_("Financial reports"),
    topics=TOPICS,
    load=financial_reports,
    row_key=lambda row: row.id,
    columns=REPORTS,
    empty=Empty(
        title=N_("No financial reports yet"),
        body=N_("A report declares the costs of a period; once approved they are locked."),
        icon="sheet",
    ),
    detail=_detail,
    filters=(
        Filter(key="open", title=N_("To be approved"), keeps=lambda row: row.state == "open"),
        Filter(key="final", title=N_("Final reports"), keeps=lambda row: row.kind == "final"),
    ),
    search_hint=N_("Contract or grantee"),
)
