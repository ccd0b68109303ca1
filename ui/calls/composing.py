"""Calls made in the window: a new draft, and each part of a draft in a form of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from iris_grants.calls.composing import begin_call, change_call
from iris_grants.calls.documents import Document, terms_document
from iris_grants.calls.queries import CallRow
from iris_grants.calls.terms import CallTerms
from iris_grants.kernel.money import CURRENCIES, Money
from iris_grants.kernel.problems import Problem, Refused
from iris_grants.kernel.progress import Progress
from iris_grants.programme.templates import template_names
from iris_grants.wording import _
from iris_grants.wording.formats import OFFICE_ZONE
from ui.calls.draft_fields import choices, local, preset, text
from ui.calls.draft_values import at_fields, changes_of, filled
from ui.calls.sections import CONDITIONS, TEXTS, Section
from ui.forms.fields import Field, FieldKind, FormSpec, Values
from ui.forms.work import open_work
from ui.shell.act import Act
from ui.shell.context import Context

if TYPE_CHECKING:
    from iris_grants.kernel.operations import Desk

SHIPPED = "calls/"
GRIDS = "grids/"
MISSING = {
    "objectives": (TEXTS, "objectives"),
    "activities": (TEXTS, "activities"),
    "entities": (TEXTS, "entities"),
    "criteria": (TEXTS, "criteria"),
    "amount_method": (TEXTS, "amount_method__sr"),
}
"""Where each of the mandatory elements that is no amount is written."""

AMOUNTS = ("envelope", "min_amount", "max_amount")


def new_act(calls: tuple[CallRow, ...]) -> Act:
    """The step that begins a call without a template file."""

    def run(context: Context, owner: QWidget) -> None:
        def begun(call_id: str) -> None:
            context.feedback.inform(_("The call is begun as a draft; fill in its parts now."))
            context.go("calls", call_id)

        open_work(context, owner, new_form(calls), begin, begun)

    return Act(text=_("New call…"), run=run, icon="plus", command=begin_call)


def begin(desk: Desk, values: Values, progress: Progress) -> str:
    """Enter the draft; gives its identity."""
    return desk.run(
        begin_call,
        number=str(values["number"]),
        application_prefix=str(values["application_prefix"]),
        title_sr=str(values["title_sr"]),
        title_en=str(values["title_en"]),
        deadline=str(values["deadline"]),
        zone=str(values["zone"]),
        envelope=_amount(values, "envelope"),
        min_amount=_amount(values, "min_amount"),
        max_amount=_amount(values, "max_amount"),
        grid=str(values["grid"]),
        like=None if values["like"] is None else str(values["like"]),
        with_texts=values["with_texts"] is True,
    )


def new_form(calls: tuple[CallRow, ...]) -> FormSpec:
    """What a call needs to be a draft; the rest is filled in part by part."""
    grids = [(name, name) for name in _names(GRIDS)]
    likes = [(call.number, call.number) for call in calls]
    likes += [(f"{SHIPPED}{name}", name) for name in _names(SHIPPED)]
    return FormSpec(
        title=_("New call"),
        save=_("Begin the call"),
        record="new",
        wide=True,
        intro=_(
            "It becomes a draft. What it takes over from another call, and all the rest, can be "
            "changed part by part until it is published."
        ),
        fields=(
            text("number", _("Number of the call")),
            text("application_prefix", _("Begins the numbers of applications")),
            text("title_sr", _("Title in Serbian")),
            text("title_en", _("Title in English")),
            local("deadline", _("Deadline"), _("In the time zone below.")),
            Field(name="zone", label=_("Time zone"), required=True, initial=OFFICE_ZONE),
            *_money_fields(),
            preset("grid", _("Evaluation grid"), grids),
            Field(
                name="like",
                label=_("Take over from"),
                kind=FieldKind.CHOICE,
                choices=choices(likes),
                group=_("Like another call"),
                help=_(
                    "Conditions, checklist, attachments, questions and budget headings. "
                    "Nothing chosen: the call begins with the six standard headings alone."
                ),
            ),
            Field(
                name="with_texts",
                label=_("Its objectives, activities, who may apply and criteria too"),
                kind=FieldKind.CHECK,
            ),
        ),
    )


def edit_acts(row: CallRow, terms: CallTerms, *parts: Section) -> tuple[Act, ...]:
    """The steps that change parts of a draft; none once it is published."""
    if row.state != "draft":
        return ()
    return tuple(_edit_act(row, terms, part) for part in parts)


def leads_to_missing(
    row: CallRow, terms: CallTerms, errors: tuple[Problem, ...]
) -> Callable[[Context], None] | None:
    """The way from what stands against publishing to where it is put right; none for nothing."""
    if not errors:
        return None
    key = errors[0].where.key or ""
    if key == "rule_set":
        return lambda context: context.go("templates", "")
    part, field = MISSING.get(key, (CONDITIONS, "amounts__max"))
    return lambda context: open_part(context, context.window, row, terms, part, field)


def _edit_act(row: CallRow, terms: CallTerms, part: Section) -> Act:
    def run(context: Context, owner: QWidget) -> None:
        open_part(context, owner, row, terms, part)

    return Act(text=part.title(), run=run, icon="pencil", command=change_call)


def open_part(
    context: Context,
    owner: QWidget,
    row: CallRow,
    terms: CallTerms,
    part: Section,
    field: str = "",
) -> None:
    """Open the form of a part of a draft, at a field of it."""
    document = terms_document(terms)
    document["grid"] = terms.grid.id
    fields = filled(part.fields(terms), document)
    spec = FormSpec(
        title=f"{part.title().rstrip('…')}: {row.number}",
        save=_("Save the draft"),
        record=f"{row.id} {part.fields.__name__}",
        wide=True,
        fields=fields,
    )
    change = _changing(row, terms, fields, document)
    dialog = open_work(context, owner, spec, change, told(context))
    if field:
        dialog.panel.go_to(field)


def told(context: Context) -> Callable[[None], None]:
    """Says that the draft is saved."""
    return lambda nothing: context.feedback.inform(_("The draft is saved."))


def settled(changes: Document, terms: CallTerms) -> Document:
    """The changes without a grid that stays, and without a third assessor that nothing asks for."""
    made = {key: value for key, value in changes.items() if key != "grid" or value != terms.grid.id}
    rule = made.get("reassessment")
    if isinstance(rule, dict) and rule["gap_percent"] is None and not rule["straddles_gates"]:
        made["reassessment"] = None
    return made


def _changing(
    row: CallRow, terms: CallTerms, fields: tuple[Field, ...], document: Document
) -> Callable[[Desk, Values, Progress], None]:
    def change(desk: Desk, values: Values, progress: Progress) -> None:
        changes = settled(changes_of(fields, values, document), terms)
        try:
            desk.run(change_call, call_id=row.id, changes=changes)
        except Refused as refused:
            names = tuple(field.name for field in fields)
            raise Refused(*at_fields(refused.problems, names)) from None

    return change


def _money_fields() -> tuple[Field, ...]:
    titles = (_("Envelope"), _("Smallest amount"), _("Largest amount"))
    amounts = (
        Field(name=name, label=words, kind=FieldKind.DECIMAL, required=True)
        for name, words in zip(AMOUNTS, titles, strict=True)
    )
    currencies = preset("currency", _("Currency"), [(one, one) for one in CURRENCIES])
    return (currencies, *amounts)


def _amount(values: Values, name: str) -> Money:
    return Money.of(str(values[name]), str(values["currency"]))


def _names(folder: str) -> tuple[str, ...]:
    return tuple(name.removeprefix(folder) for name in template_names(folder.rstrip("/")))
