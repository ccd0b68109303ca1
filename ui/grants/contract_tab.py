"""The tab *Contract*: parties, signatures, account, and every change since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iris_grants.grants import changes, commands, notices
from iris_grants.grants.addendum_paper import write_addendum
from iris_grants.grants.budgets import CHANGEABLE
from iris_grants.grants.change_queries import ChangeRow, changes_of
from iris_grants.grants.contract_paper import write_contract
from iris_grants.grants.queries import GrantRow
from iris_grants.wording import N_, _, label
from iris_grants.wording.formats import day, minor, spaced_iban
from ui.forms.acts import command_act, form_act
from ui.grants import change_forms, forms
from ui.grants.standing import Standing
from ui.shell.act import Act
from ui.shell.tokens import Meaning
from ui.tables.columns import Column, Kind, chip
from ui.tables.detail import Pair, Pairs, Tab, sub_table

if TYPE_CHECKING:
    from iris_grants.kernel.storage import Session

CHANGE_STATES = {"requested": Meaning.ATTENTION, "in_force": Meaning.GOOD}


def subject_words(row: ChangeRow) -> str:
    """What a change changes, from what to what."""
    if row.ends_on:
        return f"{label('change.period')}: {day(row.ends_before)} → {day(row.ends_on)}"
    if row.iban:
        return f"{label('change.account')}: {spaced_iban(row.iban)}"
    if row.lines:
        return f"{label('change.budget')}: {minor(row.moved_minor)} EUR"
    return label("change.other")


CHANGES: tuple[Column[ChangeRow], ...] = (
    Column(
        key="kind",
        title=N_("Change"),
        value=lambda row: f"{label(f'budget.{row.kind}')} {row.number}",
        width=150,
        stretch=2,
    ),
    Column(key="subject", title=N_("Concerns"), value=subject_words, width=150, stretch=3),
    Column(key="requested_on", title=N_("Requested on"), kind=Kind.DATE),
    Column(key="effective_on", title=N_("Effective on"), kind=Kind.DATE),
    Column(
        key="state",
        title=N_("State"),
        kind=Kind.CHIP,
        value=lambda row: chip(row.state, CHANGE_STATES, "state.contract_change."),
        width=110,
    ),
    Column(key="reason", title=N_("Reason"), width=140, stretch=3),
)


def contract_tab(session: Session, row: GrantRow, standing: Standing) -> Tab:
    """The contract and its changes, with the steps that change it."""
    rows = changes_of(session, row.id)
    return Tab(
        title=_("Contract"),
        acts=_acts(row, standing),
        parts=(
            _facts(row, standing),
            sub_table(
                CHANGES,
                rows,
                lambda one: one.id,
                title=_("Notifications and addenda"),
                none=_("The contract is as it was signed."),
                acts=_change_acts,
            ),
        ),
    )


def _facts(row: GrantRow, standing: Standing) -> Pairs:
    return Pairs(
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
            Pair(label=_("Bank account"), value=spaced_iban(standing.iban) or "–"),
            Pair(label=_("EU list searched"), value=standing.searched or "–"),
        )
    )


def _acts(row: GrantRow, standing: Standing) -> tuple[Act, ...]:
    fixed = {"grant_id": row.id}
    acts = [
        form_act(
            _("Contract as PDF…"),
            forms.paper_form,
            write_contract,
            fixed=fixed,
            icon="file-text",
            done=_("The contract is among the documents."),
        )
    ]
    if row.state in CHANGEABLE:
        acts.append(
            form_act(
                _("Extend the period…"),
                lambda: change_forms.extend_form(row),
                changes.extend_period,
                fixed=fixed,
                icon="calendar",
                done=_("The addendum is requested; record the signatures when both have signed."),
            )
        )
    if row.state in notices.LIVE:
        acts += _notice_acts(row, standing)
    return tuple(acts)


def _notice_acts(row: GrantRow, standing: Standing) -> list[Act]:
    fixed = {"grant_id": row.id}
    others = tuple(one for one in standing.accounts if one[1] != standing.iban)
    return [
        form_act(
            _("New account…"),
            lambda: change_forms.account_form(others),
            notices.announce_account,
            fixed=fixed,
            blocked="" if others else _("First enter another account of the grantee."),
        ),
        form_act(
            _("Notification…"),
            change_forms.notice_form,
            notices.record_notification,
            fixed=fixed,
        ),
    ]


def _change_acts(one: ChangeRow) -> tuple[Act, ...]:
    fixed = {"change_id": one.id}
    acts: list[Act] = []
    if one.kind == "addendum":
        acts.append(
            form_act(
                _("Addendum as PDF…"),
                forms.paper_form,
                write_addendum,
                fixed=fixed,
                done=_("The addendum is among the documents."),
            )
        )
    if one.state == "requested":
        step = (
            command_act(
                _("Confirm the account"),
                notices.confirm_account,
                fixed,
                question=_("Pay to {iban} from now on?").format(iban=spaced_iban(one.iban)),
            )
            if one.iban
            else form_act(
                _("Record the signatures…"),
                forms.signature_form,
                changes.sign_addendum,
                fixed=fixed,
            )
        )
        withdraw = command_act(
            _("Withdraw"),
            changes.withdraw_change,
            fixed,
            question=_("Withdraw the change? It stays on file."),
        )
        acts = [step, *acts, withdraw]
    return tuple(acts)


def acts_before_signature(row: GrantRow, standing: Standing) -> tuple[Act, ...]:
    """The steps of a drafted contract, the signatures first."""
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
