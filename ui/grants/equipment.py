"""The register of equipment in a grant's page: what was bought, where it is, whose it became."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from iris_grants.finance import equipment as commands
from iris_grants.finance.equipment_register import (
    BoughtRow,
    EquipmentRow,
    bought_unlisted,
    equipment_of,
)
from iris_grants.grants.queries import GrantRow
from iris_grants.kernel.money import Money
from iris_grants.wording import N_, _, ngettext
from iris_grants.wording.formats import minor, today
from ui.forms.acts import command_act, form_act
from ui.forms.fields import Choice, Field, FieldKind, FormSpec
from ui.grants.forms import paper_form
from ui.shell.act import Act
from ui.shell.tokens import Meaning
from ui.tables.columns import Column, Kind, chip
from ui.tables.detail import Part, Words, sub_table

if TYPE_CHECKING:
    from iris_grants.kernel.storage import Session

EUR = "EUR"
STATES = {
    "in_use": Meaning.GOOD,
    "transferred": Meaning.NEUTRAL,
    "written_off": Meaning.ATTENTION,
}
EQUIPMENT: tuple[Column[EquipmentRow], ...] = (
    Column(key="number", title=N_("No."), kind=Kind.INTEGER, width=44),
    Column(key="description", title=N_("Equipment"), width=130, stretch=2),
    Column(key="quantity", title=N_("Quantity"), kind=Kind.INTEGER, width=70),
    Column(
        key="value_minor", title=N_("Value"), kind=Kind.MONEY, currency=EUR, total=True, width=104
    ),
    Column(key="place", title=N_("Where it is"), width=100, stretch=1),
    Column(
        key="state",
        title=N_("State"),
        kind=Kind.CHIP,
        value=lambda one: chip(one.state, STATES, "state.equipment."),
        width=110,
        tooltip=lambda one: " · ".join(part for part in (one.receiver, one.reason) if part),
    ),
)


def equipment_parts(session: Session, row: GrantRow) -> tuple[tuple[Act, ...], tuple[Part, ...]]:
    """The steps and the table of the register; costs that stand in none yet are said."""
    rows = equipment_of(session, row.id)
    bought = bought_unlisted(session, row.id)
    if not rows and not bought:
        return (), ()
    parts: list[Part] = [
        sub_table(
            EQUIPMENT,
            rows,
            lambda one: one.id,
            title=_("Equipment"),
            none=_("No equipment is entered yet."),
            acts=_row_acts,
        )
    ]
    if bought:
        words = ngettext(
            "{n} cost of equipment stands in no register yet.",
            "{n} costs of equipment stand in no register yet.",
            len(bought),
        )
        parts.append(Words(text=words.format(n=len(bought))))
    return _acts(row, rows, bought), tuple(parts)


def _acts(
    row: GrantRow, rows: tuple[EquipmentRow, ...], bought: tuple[BoughtRow, ...]
) -> tuple[Act, ...]:
    fixed = {"grant_id": row.id}
    return (
        form_act(
            _("Enter equipment…"),
            lambda: record_form(row, bought),
            commands.record_equipment,
            fixed=fixed,
            icon="plus",
        ),
        form_act(
            _("List of equipment as PDF…"),
            list_form,
            commands.write_equipment_list,
            fixed=fixed,
            icon="file-text",
            blocked="" if rows else _("No equipment is entered yet."),
            done=_("The list is among the documents."),
        ),
    )


def _row_acts(one: EquipmentRow) -> tuple[Act, ...]:
    if one.state != "in_use":
        return ()
    fixed = {"equipment_id": one.id}
    return (
        form_act(_("Transferred…"), transfer_form, commands.transfer_equipment, fixed=fixed),
        form_act(_("Written off…"), write_off_form, commands.write_off_equipment, fixed=fixed),
        command_act(
            _("Take out"),
            commands.discard_equipment,
            fixed,
            question=_("Take {what} out of the register?").format(what=one.description),
        ),
    )


def record_form(row: GrantRow, bought: tuple[BoughtRow, ...]) -> FormSpec:
    """Entering equipment; the first cost that stands in no register fills the form."""
    first = bought[0] if bought else None
    return FormSpec(
        title=_("Equipment"),
        save=_("Enter it"),
        fields=(
            _cost_field(bought),
            Field(
                name="description",
                label=_("What it is"),
                required=True,
                initial=first.description if first else None,
            ),
            Field(name="serial_no", label=_("Serial number"), empty=""),
            Field(
                name="quantity",
                label=_("Quantity"),
                kind=FieldKind.INTEGER,
                required=True,
                initial=1,
                minimum=1,
            ),
            Field(
                name="value",
                label=_("Value"),
                kind=FieldKind.MONEY,
                required=True,
                initial=Money(first.accepted_minor, EUR) if first else None,
            ),
            _day("acquired_on", _("Acquired on"), first.document_on if first else ""),
            Field(name="place", label=_("Where it is"), required=True, initial=row.organisation),
        ),
    )


def _cost_field(bought: tuple[BoughtRow, ...]) -> Field:
    return Field(
        name="expenditure_id",
        label=_("Cost it was bought with"),
        kind=FieldKind.CHOICE,
        initial=bought[0].id if bought else None,
        choices=tuple(
            Choice(
                value=one.id,
                label=f"{one.number} · {one.description} · {minor(one.accepted_minor)} EUR",
            )
            for one in bought
        ),
    )


def _day(name: str, words: str, on: str = "") -> Field:
    initial = date.fromisoformat(on) if on else today()
    return Field(name=name, label=words, kind=FieldKind.DATE, required=True, initial=initial)


def list_form() -> FormSpec:
    """In which language the list is written."""
    return FormSpec(
        title=_("List of equipment"), save=_("Write the list"), fields=paper_form().fields
    )


def transfer_form() -> FormSpec:
    """To whom equipment was handed over for good."""
    return FormSpec(
        title=_("Transfer of ownership"),
        save=_("Record the transfer"),
        fields=(
            Field(name="receiver", label=_("Receiver"), required=True),
            _day("transferred_on", _("Transferred on")),
            Field(name="path", label=_("Signed certificate"), kind=FieldKind.FILE),
        ),
    )


def write_off_form() -> FormSpec:
    """Why equipment is no more."""
    return FormSpec(
        title=_("Equipment written off"),
        save=_("Write it off"),
        fields=(
            _day("written_off_on", _("Written off on")),
            Field(name="reason", label=_("Reason"), kind=FieldKind.LONG_TEXT, required=True),
        ),
    )
