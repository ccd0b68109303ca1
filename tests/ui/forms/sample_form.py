"""A form with a field of every kind."""

from __future__ import annotations

from ui.forms.fields import Choice, Field, FieldKind, FormSpec

KINDS = (Choice(value="advance", label="Advance"), Choice(value="final", label="Final"))


def sample_form() -> FormSpec:
    """A payment, asked for in every way a form can ask."""
    return FormSpec(
        title="New payment",
        save="Enter the payment",
        fields=(
            Field(name="title", label="Title", required=True, help="As in the contract."),
            Field(name="amount", label="Amount (EUR)", kind=FieldKind.MONEY, required=True),
            Field(name="rate", label="Rate", kind=FieldKind.DECIMAL),
            Field(name="number", label="Number", kind=FieldKind.INTEGER, minimum=1, maximum=9),
            Field(name="paid_on", label="Paid on", kind=FieldKind.DATE, group="When"),
            Field(name="due_at", label="Due", kind=FieldKind.MOMENT),
            Field(name="kind", label="Kind", kind=FieldKind.CHOICE, choices=KINDS),
            Field(name="marks", label="Marks", kind=FieldKind.SEVERAL, choices=KINDS),
            Field(name="note", label="Note", kind=FieldKind.LONG_TEXT, empty=""),
            Field(name="statement", label="Statement", kind=FieldKind.FILE),
            Field(name="papers", label="Papers", kind=FieldKind.FILES, empty=()),
            Field(name="checked", label="Papers were seen", kind=FieldKind.CHECK),
        ),
    )
