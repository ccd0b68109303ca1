"""The form for an application on paper: all that the form of the call asks, sheet by sheet."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from iris_grants.applications.form_reader import field_words
from iris_grants.calls.form_choices import choice_lists
from iris_grants.calls.form_layout import PARTNER_COLUMNS, FormLayout, layout_of
from iris_grants.calls.form_parts import (
    CONTINGENCY,
    INDIRECT,
    MOST_MONTHS,
    PARTNER_ROWS,
    InputCell,
    Kind,
    Need,
    Sheet,
)
from iris_grants.calls.queries import CallRow
from iris_grants.calls.terms import CallTerms
from iris_grants.kernel.money import Money, half_up
from iris_grants.wording import _, current_language, label, sentence_of
from iris_grants.wording.formats import money
from ui.forms.fields import Choice, Field, FieldKind, FormSpec, Lines

SCANS = "PDF, JPG, PNG, TIF (*.pdf *.jpg *.jpeg *.png *.tif *.tiff)"
DOT = "__"
"""Stands for the dot of a key of the form in the name of a field."""

BUDGET, PARTNERS, OTHERS = "budget", "partner", "attachments"
ATTACHMENT = "attachment"
SHARES = (f"budget.{INDIRECT}.percent", f"budget.{CONTINGENCY}.percent")
FUNDING = ("funding.requested", "funding.own", "funding.other")
PARTNER_SHARES = {"name": 4, "country": 2, "role": 4}
MOST_LINES = 60

KINDS = {
    Kind.TEXT: FieldKind.TEXT,
    Kind.LONG_TEXT: FieldKind.LONG_TEXT,
    Kind.CHOICE: FieldKind.CHOICE,
    Kind.WHOLE: FieldKind.INTEGER,
    Kind.AMOUNT: FieldKind.MONEY,
    Kind.UNITS: FieldKind.DECIMAL,
    Kind.PERCENT: FieldKind.DECIMAL,
    Kind.DAY: FieldKind.DATE,
}


def paper_form(call: CallRow, terms: CallTerms) -> FormSpec:
    """The scan, when it came, and every field of the form of the call."""
    layout = layout_of(terms)
    made = _Fields(layout, terms)
    return FormSpec(
        title=_("Application on paper to {call}").format(call=call.number),
        save=_("Show the plan"),
        wide=True,
        record=call.id,
        intro=_(
            "Type what stands on the paper, as it stands there; amounts and days as people write "
            "them. Nothing is entered before you have seen the plan."
        ),
        fields=(
            *_receipt_fields(),
            *made.sheet(Sheet.APPLICANT),
            *made.sheet(Sheet.PROJECT),
            made.budget(),
            *(made.field(key) for key in (*SHARES, *FUNDING)),
            made.partners(),
            *made.sheet(Sheet.DECLARATION),
            *made.attachments(),
        ),
    )


def field_name(key: str) -> str:
    """The name of the field of a key of the form."""
    return key.replace(".", DOT)


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
    )


class _Fields:
    """Makes the fields of a call's form from its cells."""

    def __init__(self, layout: FormLayout, terms: CallTerms) -> None:
        self._terms = terms
        self._layout = layout
        self._cells = layout.by_key()
        self._words = field_words(layout, current_language())
        self._lists = choice_lists(terms)
        self._helps = {
            f"answer.{one.code}": one.help.of(current_language())
            for one in terms.questions
            if one.help is not None
        }

    def sheet(self, sheet: Sheet) -> tuple[Field, ...]:
        """All fields of a sheet under its heading."""
        group = label(f"form.sheet.{sheet}")
        return tuple(self._field(cell, group) for cell in self._layout.on(sheet))

    def field(self, key: str) -> Field:
        """One field of the budget sheet."""
        return self._field(self._cells[key], "")

    def budget(self) -> Field:
        """The lines of the budget, each under a heading of the call."""
        headings = tuple(
            Choice(value=one.code, label=f"{one.code} {one.title.of(current_language())}")
            for one in self._terms.budget.headings
        )
        heading = Field(
            name="heading",
            label=_("Heading"),
            kind=FieldKind.CHOICE,
            required=True,
            choices=headings,
            share=2,
        )
        return Field(
            name=BUDGET,
            label=_("Budget lines"),
            kind=FieldKind.ROWS,
            empty=(),
            group=label(f"form.sheet.{Sheet.BUDGET}"),
            maximum=MOST_LINES,
            sum_up=_summed(self._terms.currency),
            columns=(heading, *self._line_parts()),
        )

    def _line_parts(self) -> tuple[Field, ...]:
        currency = self._terms.currency
        titles = {
            "description": label("form.budget.costs"),
            "unit": label("form.budget.unit"),
            "units": label("form.budget.units"),
            "unit_value": sentence_of("form.budget.unit_value", {"currency": currency}),
        }
        first = self._layout.budget.lines[0].code
        return tuple(
            Field(
                name=part,
                label=words,
                kind=KINDS[self._cells[f"budget.{first}.{part}"].kind],
                currency=currency,
                share=4 if part == "description" else 2,
            )
            for part, words in titles.items()
        )

    def partners(self) -> Field:
        """The partners, as many as the form has room for."""
        columns = (self._cells[f"partner.1.{name}"] for name in PARTNER_COLUMNS)
        return Field(
            name=PARTNERS,
            label=label(f"form.sheet.{Sheet.PARTNERS}"),
            kind=FieldKind.ROWS,
            empty=(),
            group=label(f"form.sheet.{Sheet.PARTNERS}"),
            maximum=PARTNER_ROWS,
            columns=tuple(
                self._column(cell, name, PARTNER_SHARES.get(name, 2))
                for name, cell in zip(PARTNER_COLUMNS, columns, strict=True)
            ),
        )

    def attachments(self) -> tuple[Field, ...]:
        """A file for each attachment that the call asks for, and any others."""
        group = label(f"form.sheet.{Sheet.ATTACHMENTS}")
        asked = tuple(
            Field(
                name=field_name(f"{ATTACHMENT}.{rule.code}"),
                label=rule.title.of(current_language()),
                kind=FieldKind.FILE,
                help=_("The call asks for it.") if rule.required else "",
                group=group,
            )
            for rule in self._terms.attachments
        )
        others = Field(
            name=OTHERS, label=_("Other attachments"), kind=FieldKind.FILES, empty=(), group=group
        )
        return (*asked, others)

    def _field(self, cell: InputCell, group: str) -> Field:
        return Field(
            name=field_name(cell.key),
            label=self._label(cell),
            kind=KINDS[cell.kind],
            required=cell.need is Need.CORE,
            choices=self._choices(cell),
            currency=self._terms.currency,
            help=self._helps.get(cell.key, ""),
            group=group,
            minimum=1 if cell.kind is Kind.WHOLE else None,
            maximum=MOST_MONTHS if cell.kind is Kind.WHOLE else None,
            longest=int(cell.most or 0) if cell.kind is Kind.LONG_TEXT else None,
        )

    def _column(self, cell: InputCell, name: str, share: int) -> Field:
        return Field(
            name=name,
            label=label(f"form.partner.{name}"),
            kind=KINDS[cell.kind],
            choices=self._choices(cell),
            share=share,
        )

    def _choices(self, cell: InputCell) -> tuple[Choice, ...]:
        lists = self._lists[cell.choices] if cell.choices else {}
        return tuple(Choice(value=code, label=words) for code, words in lists.items())

    def _label(self, cell: InputCell) -> str:
        if cell.key in self._words:
            return self._words[cell.key]
        if cell.key in SHARES:
            share = cell.key.split(".")[1]
            return f"{label(f'form.share.{share}')} (%)"
        return label(f"form.{cell.key}")


def _summed(currency: str) -> Callable[[Lines], str]:
    """What the lines of a budget come to: number of units × value of a unit, to the cent."""

    def told(lines: Lines) -> str:
        total = 0
        for line in lines:
            units, value = line["units"], line["unit_value"]
            if isinstance(units, Decimal) and isinstance(value, Money):
                total += half_up(units * value.minor)
        return _("Direct costs: {amount}").format(amount=money(Money(total, currency)))

    return told
