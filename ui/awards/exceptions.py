"""Exceptions from the ceiling per third party on screen: asked for, approved or refused."""

from __future__ import annotations

from iris_grants.awards.exceptions import (
    ExceptionRow,
    approve_exception,
    ask_exception,
    refuse_exception,
)
from iris_grants.awards.queries import AwardRow, CeilingRow
from iris_grants.wording import N_, _
from iris_grants.wording.formats import day, money
from ui.forms.acts import command_act, form_act
from ui.forms.fields import Field, FieldKind, FormSpec
from ui.forms.usual import reason_field
from ui.shell.act import Act
from ui.shell.tokens import Meaning
from ui.tables.columns import Chip, Column, Kind
from ui.tables.detail import FileItem, Files, Part, Words, sub_table

EXCEPTIONS: tuple[Column[ExceptionRow], ...] = (
    Column(key="number", title=N_("No."), kind=Kind.INTEGER, width=52),
    Column(key="amount", title=N_("Up to"), kind=Kind.MONEY, currency="EUR", width=116),
    Column(key="asked_on", title=N_("Asked on"), kind=Kind.DATE),
    Column(
        key="state",
        title=N_("State"),
        kind=Kind.CHIP,
        value=lambda row: state_of(row),
        width=130,
        stretch=1,
    ),
)


def state_of(row: ExceptionRow) -> Chip:
    """Whether an exception holds."""
    if row.approved is None:
        return Chip(word=_("waits for approval"), meaning=Meaning.ATTENTION)
    if row.approved:
        return Chip(word=_("exception approved"), meaning=Meaning.GOOD)
    return Chip(word=_("exception refused"), meaning=Meaning.BAD)


def exception_parts(rows: tuple[ExceptionRow, ...]) -> tuple[Part, ...]:
    """Every exception of an award with its reason, its paper and its next step."""
    if not rows:
        return ()
    parts: list[Part] = [
        sub_table(
            EXCEPTIONS,
            rows,
            lambda row: row.id,
            title=_("Exceptions from the ceiling"),
            acts=_row_acts,
        )
    ]
    parts += [
        Words(title=_("Exception no. {number}").format(number=row.number), text=told(row))
        for row in rows
    ]
    items = (FileItem(name=row.document, sha256=row.sha256, size=row.size) for row in rows)
    parts.append(Files(items=tuple(items)))
    return tuple(parts)


def told(row: ExceptionRow) -> str:
    """Reason, who asked and who decided, in words."""
    words = _("Asked by {name} on {day}.")
    lines = [row.reason, words.format(name=row.asked_by, day=day(row.asked_on))]
    if row.approved is not None:
        words = (
            _("Approved by {name} on {day}.") if row.approved else _("Refused by {name} on {day}.")
        )
        lines.append(words.format(name=row.decided_by, day=day(row.decided_on)))
    if row.decision_reason:
        lines.append(row.decision_reason)
    return "\n".join(lines)


def ask_act(row: AwardRow, ceiling: CeilingRow) -> Act:
    """Asking that an organisation may receive more than the ceiling."""
    return form_act(
        _("Exception from the ceiling…"),
        lambda: exception_form(ceiling),
        ask_exception,
        fixed={"award_id": row.id},
        icon="file-check",
        done=_("The exception is asked for; somebody else approves it."),
    )


def exception_form(ceiling: CeilingRow) -> FormSpec:
    """Up to how much, why, and the paper."""
    return FormSpec(
        title=_("Exception from the ceiling"),
        intro=_(
            "{organisation} may receive {limit} over the whole action. More is possible only "
            "where the objectives would otherwise be impossible or overly difficult to achieve, "
            "with the paper that says so, and once another person has approved it."
        ).format(organisation=ceiling.organisation, limit=money(ceiling.limit)),
        save=_("Ask for the exception"),
        fields=(
            Field(
                name="amount",
                label=_("May receive over the whole action"),
                kind=FieldKind.MONEY,
                required=True,
            ),
            reason_field(),
            Field(
                name="path",
                label=_("Document that justifies it"),
                kind=FieldKind.FILE,
                required=True,
            ),
        ),
    )


def _row_acts(row: ExceptionRow) -> tuple[Act, ...]:
    if row.approved is not None:
        return ()
    return (
        command_act(
            _("Approve"),
            approve_exception,
            {"exception_id": row.id},
            question=_("Let {organisation} receive up to {amount} over the whole action?").format(
                organisation=row.organisation, amount=money(row.amount)
            ),
            yes=_("Approve"),
            icon="check",
            done=_("The exception is approved."),
        ),
        form_act(
            _("Refuse…"),
            lambda: FormSpec(
                title=_("Refuse the exception"),
                save=_("Refuse"),
                fields=(
                    Field(
                        name="reason", label=_("Reason"), kind=FieldKind.LONG_TEXT, required=True
                    ),
                ),
            ),
            refuse_exception,
            fixed={"exception_id": row.id},
            danger=True,
        ),
    )
