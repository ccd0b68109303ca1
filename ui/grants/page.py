"""The grants page: one page a grant, from the contract to its closure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iris_grants.awards.queries import list_awards
from iris_grants.documents.attachments import DocumentRow, documents_of
from iris_grants.documents.filing import file_document
from iris_grants.grants import commands, queries
from iris_grants.grants.queries import GrantRow
from iris_grants.kernel.money import Money
from iris_grants.kernel.problems import Problem, Severity
from iris_grants.programme.grant_rules import rules_in_force
from iris_grants.reporting import closing
from iris_grants.reporting.closing import closure_facts
from iris_grants.reporting.commands import LIVE
from iris_grants.reporting.life_queries import closure_of
from iris_grants.reporting.rules.closure import Point, check_closure, closure_points
from iris_grants.reporting.rules.schedule import Standing as Standings
from iris_grants.wording import N_, _, label, sentence
from iris_grants.wording.formats import money
from ui.forms.acts import form_act
from ui.grants import forms, life_forms
from ui.grants.columns import GRANTS, STATES
from ui.grants.contract_tab import acts_before_signature, contract_tab
from ui.grants.home import home as home
from ui.grants.life_tabs import (
    Life,
    indicators_tab,
    life_of,
    plan_act,
    reports_tab,
    visits_tab,
)
from ui.grants.money_tabs import budget_tab, expenditure_tab, payments_tab
from ui.grants.overview import overview_tab
from ui.grants.standing import Standing, standing_of
from ui.journal.history import history_tab
from ui.shell.act import Act, go_act
from ui.shell.context import Context
from ui.tables.columns import chip
from ui.tables.detail import Detail, FileItem, Files, Path, Tab
from ui.tables.listpage import ListPage
from ui.tables.spec import Filter, Head, ListSpec
from ui.tables.states import Empty

if TYPE_CHECKING:
    from iris_grants.kernel.storage import Session

STEPS = ("drafted", "signed", "running", "reported", "closed")
LIVING = ("running", "reported")
ENDED = ("closed", "terminated")
PARTS = (
    "budget_version",
    "instalment",
    "payment",
    "contract_change",
    "grant_report",
    "grant_indicator",
    "visit",
    "visibility_item",
    "risk_note",
    "grant_closure",
)


def build(context: Context) -> ListPage[GrantRow]:
    """The page."""
    return ListPage(context, SPEC)


def _head(session: Session, rows: tuple[GrantRow, ...]) -> Head:
    contracted = {row.application_id for row in rows if row.state != "terminated"}
    awards = tuple(
        award
        for award in list_awards(session)
        if award.state == "awarded" and award.application_id not in contracted
    )
    total = Money(sum(row.amount.minor for row in rows), "EUR")
    paid = Money(sum(row.paid.minor for row in rows), "EUR")
    blocked = "" if awards else _("Every award has its contract.")
    rules = rules_in_force(session) if awards else None
    return Head(
        line=_("{total} in contracts, {paid} paid").format(total=money(total), paid=money(paid)),
        primary=form_act(
            _("Draft a contract"),
            lambda: forms.contract_form(awards, rules),
            commands.draft_contract,
            icon="plus",
            blocked=blocked,
            done=_("The contract is drafted."),
        ),
        waiting=len(awards),
    )


def _detail(session: Session, row: GrantRow) -> Detail:
    standing = standing_of(session, row)
    life = life_of(session, row.id)
    closure = closure_of(session, row.id)
    points = closure_points(closure_facts(session, row.id)) if row.state in LIVING else ()
    return Detail(
        title=row.organisation,
        line=f"{row.number} · {row.title}",
        chip=chip(row.state, STATES, "state.grant."),
        path=_path(row),
        problems=late_reports(life),
        acts=_acts(row, standing, life, points),
        tabs=(
            overview_tab(session, row, standing, life, points, closure),
            contract_tab(session, row, standing),
            budget_tab(session, row),
            payments_tab(row, standing),
            expenditure_tab(session, row),
            reports_tab(row, life),
            indicators_tab(row, life),
            visits_tab(row, life),
            _documents_tab(row, documents_of(session, "grant", row.id)),
            history_tab(
                session,
                "grant_contract",
                row.id,
                parts=PARTS,
                documents_of="grant",
            ),
        ),
    )


def _path(row: GrantRow) -> Path:
    steps = tuple(label(f"state.grant.{state}") for state in STEPS)
    if row.state not in STEPS:
        return Path(steps=steps, at=2, ended=label(f"state.grant.{row.state}"))
    return Path(steps=steps, at=STEPS.index(row.state))


def _acts(
    row: GrantRow, standing: Standing, life: Life, points: tuple[Point, ...]
) -> tuple[Act, ...]:
    """The next step first, then what can be done at any time."""
    acts: list[Act] = []
    if row.state == "drafted":
        acts += acts_before_signature(row, standing)
    if row.state in LIVE:
        acts.append(_next_report(row, standing, life))
    if row.state == "reported":
        missing = "\n".join(sentence(problem) for problem in check_closure(points))
        acts.append(
            form_act(
                _("Close the grant…"),
                life_forms.close_form,
                closing.close_grant,
                fixed={"grant_id": row.id},
                icon="lock",
                blocked=missing,
                done=_("The grant is closed."),
            )
        )
    dossier = go_act(_("Dossier"), "dossiers", f"grant:{row.number}", icon="folder-archive")
    if row.state in ENDED:
        return (dossier, *_ending_acts(row))
    search = form_act(
        _("EU list…"),
        lambda: forms.sanctions_form(row.organisation),
        commands.record_sanctions_check,
        fixed={"organisation_id": row.organisation_id},
    )
    return (*acts, search, dossier, *_ending_acts(row))


def _ending_acts(row: GrantRow) -> tuple[Act, ...]:
    fixed = {"grant_id": row.id}
    if row.state in closing.TERMINABLE:
        return (
            form_act(
                _("Terminate…"), life_forms.terminate_form, closing.terminate_grant, fixed=fixed
            ),
        )
    if row.state in ENDED:
        return (
            form_act(
                _("Retention…"), life_forms.retention_form, closing.set_retention, fixed=fixed
            ),
        )
    return ()


def _next_report(row: GrantRow, standing: Standing, life: Life) -> Act:
    """The reports planned, or the way to the one that is next."""
    waiting = [one.row for one in life.reports if one.row.state != "approved"]
    if not waiting:
        return plan_act(row, standing)
    report = next((one for one in waiting if one.state == "received"), waiting[0])
    words = _("Review report {number}") if report.state == "received" else _("To report {number}")
    return go_act(words.format(number=report.number), "reports", report.id, icon="file-text")


def late_reports(life: Life) -> tuple[Problem, ...]:
    """A warning for every report that is overdue today: until it is here nothing is paid."""
    return tuple(
        Problem(
            code="reporting.report_late",
            severity=Severity.WARNING,
            params={"number": one.row.number, "due": one.row.due_on},
        )
        for one in life.reports
        if one.standing is Standings.OVERDUE and one.row.grant_state not in ENDED
    )


def _documents_tab(row: GrantRow, documents: tuple[DocumentRow, ...]) -> Tab:
    add = form_act(
        _("Add a document…"),
        forms.document_form,
        file_document,
        fixed={"subject_kind": "grant", "subject_id": row.id},
        icon="paperclip",
    )
    return Tab(
        title=_("Documents"),
        count=len(documents),
        acts=(add,),
        parts=(
            Files(
                items=tuple(
                    FileItem(name=one.name, sha256=one.sha256, size=one.size) for one in documents
                ),
                none=_("No documents yet."),
            ),
        ),
    )


SPEC: ListSpec[GrantRow] = ListSpec(
    key="grants",
    title=N_("Grants"),
    topics=frozenset({"grants", "awards", "payments", "expenditure", "organisations", "reports"}),
    load=queries.list_grants,
    row_key=lambda row: row.id,
    columns=GRANTS,
    empty=Empty(
        title=N_("No grants yet"),
        body=N_("Every decided award becomes a contract here."),
        first=N_("First decide an award."),
        icon="handshake",
    ),
    head=_head,
    detail=_detail,
    filters=(
        Filter(key="drafted", title=N_("Not signed"), keeps=lambda row: row.state == "drafted"),
        Filter(key="running", title=N_("Running"), keeps=lambda row: row.state == "running"),
        Filter(key="reported", title=N_("To be closed"), keeps=lambda row: row.state == "reported"),
    ),
    search_hint=N_("Grantee, project or contract"),
)
