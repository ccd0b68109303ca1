"""The grants page: contract, budget with its meter, payments, expenditure and papers."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from iris_grants.awards.queries import list_awards
from iris_grants.documents.attachments import DocumentRow, documents_of
from iris_grants.documents.filing import file_document
from iris_grants.finance.queries import NOTHING_SPENT, spending
from iris_grants.grants import commands, payments, queries
from iris_grants.grants.budgets import CHANGEABLE
from iris_grants.grants.changes import move_money
from iris_grants.grants.contract_paper import write_contract
from iris_grants.grants.headings import heading_words
from iris_grants.grants.queries import Budget, GrantRow, InstalmentRow
from iris_grants.kernel.money import Money
from iris_grants.programme.grant_rules import rules_in_force, rules_of_contract
from iris_grants.wording import N_, _, label
from iris_grants.wording.formats import day, money
from ui.forms.acts import command_act, form_act
from ui.grants import forms
from ui.grants.columns import (
    BUDGET,
    GRANTS,
    INSTALMENTS,
    METER,
    STATES,
    HeadingRow,
    heading_rows,
)
from ui.grants.home import home as home
from ui.grants.standing import Standing, standing_of
from ui.journal.history import history_tab
from ui.shell.act import Act, go_act
from ui.shell.context import Context
from ui.shell.search import Hit
from ui.tables.columns import chip
from ui.tables.detail import Detail, FileItem, Files, Pair, Pairs, Path, Tab, Words, sub_table
from ui.tables.listpage import ListPage
from ui.tables.spec import Filter, Head, ListSpec
from ui.tables.states import Empty

if TYPE_CHECKING:
    from iris_grants.kernel.storage import Session

STEPS = ("drafted", "signed", "running", "reported", "closed")


def build(context: Context) -> ListPage[GrantRow]:
    """The page."""
    return ListPage(context, SPEC)


def find(session: Session, words: str) -> tuple[Hit, ...]:
    """Grants with the words in number, title or grantee."""
    return tuple(
        Hit(
            page="grants", record=row.id, title=f"{row.number} · {row.title}", line=row.organisation
        )
        for row in queries.list_grants(session)
        if words in f"{row.number} {row.title} {row.organisation}".casefold()
    )


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
    documents = documents_of(session, "grant", row.id)
    return Detail(
        title=row.organisation,
        line=f"{row.number} · {row.title}",
        chip=chip(row.state, STATES, "state.grant."),
        path=_path(row),
        acts=_acts(row, standing),
        tabs=(
            _overview(session, row, standing),
            _budget_tab(session, row),
            _payments_tab(row, standing),
            _documents_tab(documents),
            history_tab(
                session,
                "grant_contract",
                row.id,
                parts=("budget_version", "instalment", "payment"),
                documents_of="grant",
            ),
        ),
    )


def _path(row: GrantRow) -> Path:
    steps = tuple(label(f"state.grant.{state}") for state in STEPS)
    if row.state not in STEPS:
        return Path(steps=steps, at=2, ended=label(f"state.grant.{row.state}"))
    return Path(steps=steps, at=STEPS.index(row.state))


def _acts(row: GrantRow, standing: Standing) -> tuple[Act, ...]:
    fixed = {"grant_id": row.id}
    acts = list(
        _acts_before_signature(row, standing)
        if row.state == "drafted"
        else (go_act(_("Expenditure"), "finance", icon="wallet"),)
    )
    acts += [
        form_act(
            _("EU list…"),
            lambda: forms.sanctions_form(row.organisation),
            commands.record_sanctions_check,
            fixed={"organisation_id": row.organisation_id},
        ),
        form_act(
            _("Contract as PDF…"),
            forms.paper_form,
            write_contract,
            fixed=fixed,
            icon="file-text",
            done=_("The contract is among the documents."),
        ),
        form_act(
            _("Add a document…"),
            forms.document_form,
            file_document,
            fixed={"subject_kind": "grant", "subject_id": row.id},
            icon="paperclip",
        ),
        go_act(_("Dossier"), "dossiers", f"grant:{row.number}", icon="folder-archive"),
    ]
    return tuple(acts)


def _acts_before_signature(row: GrantRow, standing: Standing) -> tuple[Act, ...]:
    fixed = {"grant_id": row.id}
    return (
        form_act(
            _("Record the signatures…"),
            forms.signature_form,
            commands.sign_contract,
            fixed=fixed,
            icon="file-check",
            blocked=standing.blocked,
        ),
        form_act(
            _("Bank account…"),
            lambda: forms.account_form(standing.accounts),
            commands.choose_account,
            fixed=fixed,
            blocked="" if standing.accounts else _("First enter an account of the grantee."),
        ),
        command_act(
            _("Give up the draft"),
            commands.give_up_draft,
            fixed,
            question=_("Give up the draft of contract {number}? It stays on file.").format(
                number=row.number
            ),
        ),
    )


def _overview(session: Session, row: GrantRow, standing: Standing) -> Tab:
    spent = spending(session).get(row.id, NOTHING_SPENT)
    rules = rules_of_contract(session, standing.rule_set_id)
    accepted = Money(spent.accepted_minor, "EUR")
    rule_words = _("Rules {code}, edition {edition}.").format(
        code=rules.code, edition=rules.edition
    )
    if not rules.verified:
        rule_words += " " + _("A preset that nobody has compared with the signed contract yet.")
    return Tab(
        title=_("Overview"),
        parts=(
            Pairs(
                title=_("Money"),
                pairs=(
                    Pair(label=_("Granted"), value=money(row.amount)),
                    Pair(label=_("Paid"), value=money(row.paid)),
                    Pair(label=_("Reported"), value=money(Money(spent.reported_minor, "EUR"))),
                    Pair(label=_("Accepted"), value=money(accepted), page="finance"),
                ),
            ),
            _contract_pairs(row, standing),
            Words(title=_("Rules"), text=rule_words),
        ),
    )


def _contract_pairs(row: GrantRow, standing: Standing) -> Pairs:
    return Pairs(
        title=_("Contract"),
        pairs=(
            Pair(
                label=_("Grantee"),
                value=row.organisation,
                page="organisations",
                record=row.organisation_id,
            ),
            Pair(
                label=_("Application"),
                value=row.application_number,
                page="applications",
                record=row.application_id,
            ),
            Pair(label=_("Period"), value=f"{day(row.starts_on)} – {day(row.ends_on)}"),
            Pair(label=_("Signed"), value=standing.signed or "–"),
            Pair(label=_("Bank account"), value=standing.iban or "–"),
            Pair(label=_("EU list searched"), value=standing.searched or "–"),
        ),
    )


def _budget_tab(session: Session, row: GrantRow) -> Tab:
    budgets = queries.budgets_of(session, row.id)
    current = budgets[-1]
    changes = queries.reallocation_of(session, row.id)
    title = _("Budget, version {number}: {kind}").format(
        number=current.number, kind=label(f"budget.{current.kind}")
    )
    return Tab(
        title=_("Budget"),
        parts=(
            sub_table(BUDGET, current.lines, lambda line: line.code, title=title),
            sub_table(
                METER,
                heading_rows(changes, heading_words(session, row.call_id)),
                lambda one: one.change.heading,
                title=_("Reallocation meter"),
                acts=_move_acts(row, current) if row.state in CHANGEABLE else None,
            ),
        ),
    )


def _move_acts(row: GrantRow, budget: Budget) -> Callable[[HeadingRow], tuple[Act, ...]]:
    def acts(_one: HeadingRow) -> tuple[Act, ...]:
        return (
            form_act(
                _("Move money…"),
                lambda: forms.budget_form(budget),
                move_money,
                fixed={"grant_id": row.id},
            ),
        )

    return acts


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


def _payments_tab(row: GrantRow, standing: Standing) -> Tab:
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


def _documents_tab(documents: tuple[DocumentRow, ...]) -> Tab:
    return Tab(
        title=_("Documents"),
        count=len(documents),
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
    topics=frozenset({"grants", "awards", "payments", "expenditure", "organisations"}),
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
    ),
    search_hint=N_("Grantee, project or contract"),
)
