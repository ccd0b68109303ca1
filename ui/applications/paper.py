"""Entering an application on paper: what stands on it beside its scan, then the plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

from PySide6.QtWidgets import QWidget

from iris_grants.applications.commands import enter_paper
from iris_grants.applications.paper import BUDGET, plan_paper
from iris_grants.applications.plan import ImportPlan
from iris_grants.calls.form_choices import choice_lists
from iris_grants.calls.form_layout import DECLARATIONS, layout_of
from iris_grants.calls.form_parts import InputCell, Kind, Need, Sheet
from iris_grants.calls.queries import CallRow
from iris_grants.calls.terms import CallTerms
from iris_grants.kernel.problems import Refused, refuse_on_errors
from iris_grants.kernel.progress import Progress
from iris_grants.wording import _, label
from ui.applications.intake import offer_plan
from ui.forms.fields import Choice, Field, FieldKind, FormSpec, Values
from ui.forms.work import open_work
from ui.shell.context import Context

if TYPE_CHECKING:
    from iris_grants.kernel.operations import Desk

SCANS = "PDF, JPG, PNG, TIF (*.pdf *.jpg *.jpeg *.png *.tif *.tiff)"
DOT = "__"
"""Stands for the dot of a key of the form in the name of a field."""

CONFIRMED = "declarations"
FUNDING = ("funding.requested", "funding.own", "funding.other")
SHARES = ("budget.indirect.percent", "budget.contingency.percent")
SIGNED = ("declaration.signatory", "declaration.signed_on")


class Paper(TypedDict):
    """What the command takes of the form."""

    scan: Path
    received_at: datetime
    values: dict[str, str]
    attachments: tuple[Path, ...]


def ask_for_paper(context: Context, owner: QWidget, call: CallRow, terms: CallTerms) -> None:
    """Ask what stands on paper, and enter the application after its plan was seen."""

    def read(desk: Desk, values: Values, progress: Progress) -> tuple[Paper, ImportPlan]:
        return read_paper(desk, call.id, values)

    def show(found: tuple[Paper, ImportPlan]) -> None:
        paper, plan = found
        offer_plan(context, call, plan, lambda: _enter(context, call, paper))

    open_work(context, owner, paper_form(call, terms), read, show)


def read_paper(desk: Desk, call_id: str, values: Values) -> tuple[Paper, ImportPlan]:
    """The plan of what was typed; refused with every problem at its field."""
    paper = paper_of(values)
    with desk.read() as session:
        plan = plan_paper(session, call_id=call_id, **paper)
    try:
        refuse_on_errors(plan.problems)
    except Refused as refused:
        raise Refused(
            *(
                replace(one, where=replace(one.where, key=_field_name(one.where.key or "")))
                for one in refused.problems
            )
        ) from None
    return paper, plan


def paper_of(values: Values) -> Paper:
    """What was typed, by the keys of the form of the call."""
    typed = {
        name.replace(DOT, "."): str(value)
        for name, value in values.items()
        if isinstance(value, str) and value.strip()
    }
    if values[CONFIRMED]:
        typed |= {f"declaration.{name}": "yes" for name in DECLARATIONS}
    received, files = values["received_at"], values["attachments"]
    if not isinstance(received, datetime):
        raise TypeError("the form asks for the time of receipt")
    return Paper(
        scan=Path(str(values["scan"])),
        received_at=received,
        values=typed,
        attachments=tuple(Path(str(one)) for one in files) if isinstance(files, tuple) else (),
    )


def paper_form(call: CallRow, terms: CallTerms) -> FormSpec:
    """Everything that the register and the checks need of a paper application."""
    cells = layout_of(terms).by_key()
    return FormSpec(
        title=_("Application on paper to {call}").format(call=call.number),
        save=_("Show the plan"),
        wide=True,
        intro=_(
            "Type what stands on the paper, as it stands there; amounts and days as people write "
            "them. Nothing is entered before you have seen the plan."
        ),
        fields=(*_receipt_fields(), *_cell_fields(cells, terms), *_money_fields(cells, terms)),
    )


def _receipt_fields() -> tuple[Field, ...]:
    return (
        Field(
            name="scan",
            label=_("Scan of the application"),
            kind=FieldKind.FILE,
            required=True,
            pattern=SCANS,
        ),
        Field(
            name="received_at",
            label=_("Received at"),
            kind=FieldKind.MOMENT,
            required=True,
            help=_("As the stamp says; whether it is late follows from it."),
        ),
        Field(
            name="attachments",
            label=_("Attachments"),
            kind=FieldKind.FILES,
            empty=(),
        ),
    )


def _cell_fields(cells: dict[str, InputCell], terms: CallTerms) -> tuple[Field, ...]:
    found = []
    for sheet in (Sheet.APPLICANT, Sheet.PROJECT):
        group = label(f"form.sheet.{sheet}")
        for cell in cells.values():
            if cell.sheet is sheet and cell.kind is not Kind.LONG_TEXT:
                found.append(_field(cell, group, terms))
                group = ""
    return tuple(found)


def _money_fields(cells: dict[str, InputCell], terms: CallTerms) -> tuple[Field, ...]:
    funding = [_field(cells[key], "", terms) for key in (*SHARES, *FUNDING)]
    signed = [_field(cells[key], "", terms) for key in SIGNED]
    lines = Field(
        name=BUDGET,
        label=_("Budget lines"),
        kind=FieldKind.LONG_TEXT,
        group=label("form.sheet.budget"),
        hint="1 | Koordinatorka | mesec | 8 | 1.000,00",
        help=_("A line for each cost: heading | description | unit | units | value of a unit"),
    )
    confirmed = Field(
        name=CONFIRMED,
        label=_("Every statement of the declaration is confirmed"),
        kind=FieldKind.CHECK,
        group=label("form.sheet.declaration"),
    )
    return (lines, *funding, confirmed, *signed)


def _field(cell: InputCell, group: str, terms: CallTerms) -> Field:
    lists = choice_lists(terms)[cell.choices] if cell.choices else {}
    return Field(
        name=_field_name(cell.key),
        label=_words(cell.key),
        kind=FieldKind.CHOICE if cell.choices else FieldKind.TEXT,
        required=cell.need is Need.CORE,
        choices=tuple(Choice(value=code, label=words) for code, words in lists.items()),
        group=group,
    )


def _words(key: str) -> str:
    if key in SHARES:
        share = key.split(".")[1]
        return f"{label(f'form.share.{share}')} (%)"
    return label(f"form.{key}")


def _field_name(key: str) -> str:
    return key.partition(":")[0].replace(".", DOT)


def _enter(context: Context, call: CallRow, paper: Paper) -> None:
    def done(identity: str) -> None:
        context.feedback.inform(_("The application is entered."))
        context.go("applications", identity)

    context.desk.run(
        enter_paper,
        {"call_id": call.id, **paper},
        done,
        owner=context.window,
        title=_("Entering an application on paper"),
    )
