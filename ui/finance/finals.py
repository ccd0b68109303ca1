"""Final amounts with their steps, and the recoveries that follow from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from iris_grants.documents.attachments import documents_of
from iris_grants.finance import final_amounts as commands
from iris_grants.finance import recoveries as owed
from iris_grants.finance.final_amounts import calculation_of
from iris_grants.finance.final_papers import steps
from iris_grants.finance.report_queries import (
    FinalAmountRow,
    RecoveryRow,
    final_amounts,
    financial_reports,
    recoveries,
)
from iris_grants.grants.queries import list_grants
from iris_grants.kernel.money import Money
from iris_grants.wording import N_, _, label
from iris_grants.wording.formats import day, money
from ui.finance import final_forms
from ui.finance.columns import FINALS, STATES_OF_FINALS, STATES_OF_RECOVERIES, FinalRow
from ui.finance.late import late_parts, late_words
from ui.forms.acts import form_act
from ui.shell.act import Act, go_act
from ui.tables.columns import chip
from ui.tables.detail import Detail, FileItem, Files, Pair, Pairs, Part, Path, Tab, Words
from ui.tables.spec import Filter, ListSpec
from ui.tables.states import Empty

if TYPE_CHECKING:
    from iris_grants.kernel.storage import Session

EUR = "EUR"
TOPICS = frozenset({"expenditure", "final_amounts", "grants", "payments", "reports"})
PAPERS = (commands.FINAL_KIND, owed.ANNOUNCEMENT_KIND, owed.DEBIT_NOTE_KIND)
STEPS = ("pre_info", "observations", "debit_note", "paid")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixable:
    """A grant whose final amount can be fixed, with what it would be."""

    grant_id: str
    words: str


def load_finals(session: Session) -> tuple[FinalRow, ...]:
    """Every final amount with its recovery."""
    known = {one.final_amount_id: one for one in recoveries(session)}
    return tuple(
        FinalRow(final=final, recovery=known.get(final.id)) for final in final_amounts(session)
    )


def fixable(session: Session) -> tuple[Fixable, ...]:
    """The grants with an approved final report and no final amount in force."""
    fixed = {row.grant_id for row in final_amounts(session) if row.state == "fixed"}
    reported = {
        row.grant_id
        for row in financial_reports(session)
        if row.kind == "final" and row.state == "approved"
    }
    found = []
    for row in list_grants(session):
        if row.id in reported - fixed and row.state in commands.FIXABLE:
            amount = calculation_of(session, row.id).amount
            words = _("{grant}: final amount {final}, balance {balance}").format(
                grant=f"{row.number} · {row.organisation}",
                final=money(Money(amount.final, EUR)),
                balance=money(Money(amount.balance, EUR)),
            )
            found.append(Fixable(grant_id=row.id, words=words))
    return tuple(found)


def fix_act(session: Session) -> Act:
    """Fixing the final amount of a grant."""
    grants = fixable(session)
    return form_act(
        _("Fix a final amount…"),
        lambda: final_forms.final_form(grants),
        commands.fix_final_amount,
        icon="file-check",
        blocked="" if grants else _("First a final financial report must be approved."),
        done=_("The final amount is fixed; its calculation is among the documents."),
    )


def _detail(session: Session, row: FinalRow) -> Detail:
    final, recovery = row.final, row.recovery
    documents = documents_of(session, "grant", final.grant_id)
    files = Files(
        items=tuple(
            FileItem(name=one.name, sha256=one.sha256, size=one.size)
            for one in documents
            if one.kind in PAPERS
        )
    )
    tabs = [Tab(title=_("Calculation"), parts=(_steps(final), *_reasons(final)))]
    if recovery is not None:
        parts: list[Part] = [_recovery(recovery), *late_parts(session, recovery)]
        parts += _heard(recovery)
        tabs.append(Tab(title=_("Recovery"), parts=tuple(parts)))
    tabs.append(Tab(title=_("Papers"), parts=(files,), count=len(files.items)))
    return Detail(
        title=final.grantee,
        line=f"{final.grant} · {_('Final amount')} {money(Money(final.final_minor, EUR))}",
        chip=chip(final.state, STATES_OF_FINALS, "state.final_amount."),
        path=_path(recovery) if recovery is not None else None,
        acts=_acts(row, late_words(session, recovery)),
        tabs=tuple(tabs),
    )


def grant_parts(session: Session, grant_id: str) -> tuple[Part, ...]:
    """What a grant shows of its final amount: the steps, and the recovery."""
    found = [row for row in final_amounts(session, grant_id) if row.state == "fixed"]
    if not found:
        return ()
    owed_back = [one for one in recoveries(session, grant_id) if one.final_amount_id == found[0].id]
    parts: list[Part] = [_steps(found[0])]
    for one in owed_back:
        parts += [_recovery(one), *late_parts(session, one)]
    return tuple(parts)


def _steps(final: FinalAmountRow) -> Pairs:
    pairs = [Pair(label=words, value=amount) for words, amount, _result in steps(final)]
    pairs.append(Pair(label=_("Calculated by"), value=final.fixed_by))
    title = _("Calculation of {day} (EUR)").format(day=day(final.fixed_on))
    return Pairs(title=title, pairs=tuple(pairs))


def _reasons(final: FinalAmountRow) -> tuple[Words, ...]:
    found = []
    if final.reduction_reason:
        found.append(Words(title=_("Reason of the reduction"), text=final.reduction_reason))
    if final.withdrawn_reason:
        found.append(Words(title=_("Reason of the withdrawal"), text=final.withdrawn_reason))
    return tuple(found)


def _path(recovery: RecoveryRow) -> Path:
    words = tuple(label(f"state.recovery.{state}") for state in STEPS)
    if recovery.state in STEPS:
        return Path(steps=words, at=STEPS.index(recovery.state))
    at = 2 if recovery.debit_note_on else 0
    return Path(steps=words, at=at, ended=label(f"state.recovery.{recovery.state}"))


def _recovery(recovery: RecoveryRow) -> Pairs:
    pairs = [
        Pair(label=_("Amount"), value=money(Money(recovery.amount_minor, EUR))),
        Pair(
            label=_("State"),
            value="",
            chip=chip(recovery.state, STATES_OF_RECOVERIES, "state.recovery."),
        ),
        Pair(label=_("Announced on"), value=day(recovery.announced_on)),
        Pair(label=_("Observations until"), value=day(recovery.observations_until)),
    ]
    if recovery.debit_note_no:
        pairs += [
            Pair(
                label=_("Debit note"),
                value=f"{recovery.debit_note_no} · {day(recovery.debit_note_on)}",
            ),
            Pair(label=_("Due on"), value=day(recovery.due_on)),
        ]
    if recovery.settled_on:
        pairs.append(
            Pair(
                label=_("Settled on"),
                value=f"{day(recovery.settled_on)} · {recovery.settled_reason}",
            )
        )
    return Pairs(title=_("Recovery"), pairs=tuple(pairs))


def _heard(recovery: RecoveryRow) -> tuple[Words, ...]:
    if not recovery.observations:
        return ()
    title = _("Observations of {day}").format(day=day(recovery.observed_on))
    return (Words(title=title, text=recovery.observations),)


def _acts(row: FinalRow, interest: str) -> tuple[Act, ...]:
    final, recovery = row.final, row.recovery
    acts: list[Act] = []
    if final.state == "fixed" and final.balance_minor < 0:
        acts += _recovery_acts(final, recovery, interest)
    if final.state == "fixed" and (recovery is None or recovery.state not in commands.DEMANDED):
        acts.append(
            form_act(
                _("Withdraw…"),
                final_forms.withdraw_form,
                commands.withdraw_final_amount,
                fixed={"final_amount_id": final.id},
            )
        )
    return (*acts, go_act(_("To the grant"), "grants", final.grant_id))


def _recovery_acts(final: FinalAmountRow, recovery: RecoveryRow | None, interest: str) -> list[Act]:
    if recovery is None:
        return [
            form_act(
                _("Announce the recovery…"),
                final_forms.announce_form,
                owed.announce_recovery,
                fixed={"final_amount_id": final.id},
                icon="file-text",
                done=_("The letter is among the documents."),
            )
        ]
    fixed = {"recovery_id": recovery.id}
    waive = form_act(_("Waive…"), final_forms.waive_form, owed.waive_recovery, fixed=fixed)
    if recovery.state == "debit_note":
        settled = form_act(
            _("Settled…"),
            lambda: final_forms.settle_form(interest),
            owed.settle_recovery,
            fixed=fixed,
            icon="check",
        )
        return [settled, waive]
    return [*_demand_acts(fixed), waive] if recovery.state in owed.BEFORE_DEMAND else []


def _demand_acts(fixed: Mapping[str, object]) -> tuple[Act, ...]:
    """What comes before a recovery is demanded, and the demand."""
    return (
        form_act(
            _("Debit note…"),
            final_forms.debit_form,
            owed.issue_debit_note,
            fixed=fixed,
            icon="file-text",
        ),
        form_act(
            _("Observations…"),
            final_forms.observations_form,
            owed.record_observations,
            fixed=fixed,
        ),
    )


SPEC: ListSpec[FinalRow] = ListSpec(
    key="final_amounts",
    title=N_("Final amounts"),
    topics=TOPICS,
    load=load_finals,
    row_key=lambda row: row.final.id,
    columns=FINALS,
    empty=Empty(
        title=N_("No final amount is fixed yet"),
        body=N_("It is calculated from the approved final report, in the order of the contract."),
        icon="wallet",
    ),
    detail=_detail,
    filters=(
        Filter(
            key="owed",
            title=N_("To be recovered"),
            keeps=lambda row: row.final.state == "fixed" and row.final.balance_minor < 0,
        ),
        Filter(
            key="balance",
            title=N_("Balance to be paid"),
            keeps=lambda row: row.final.state == "fixed" and row.final.balance_minor > 0,
        ),
    ),
    search_hint=N_("Contract or grantee"),
)
