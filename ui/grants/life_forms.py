"""The forms of a running grant: indicators, visits, visibility, risk, and its end."""

from __future__ import annotations

from iris_grants.reporting.choices import CONSENTS, LEVELS, RISKS, VISIBILITY
from iris_grants.reporting.life_queries import VisitRow
from iris_grants.wording import _, label
from ui.forms.fields import Choice, Field, FieldKind, FormSpec
from ui.forms.usual import day_field


def indicator_form() -> FormSpec:
    """Entering an indicator of the grantee's logical framework."""
    return FormSpec(
        title=_("New indicator"),
        save=_("Enter the indicator"),
        fields=(
            _text("code", _("Code"), hint="I1"),
            _text("title", _("Indicator")),
            _choice("level", _("Level"), LEVELS, "indicator.level.", initial="output"),
            _text("unit", _("Unit")),
            Field(name="baseline", label=_("Baseline"), kind=FieldKind.DECIMAL),
            Field(name="target", label=_("Target"), kind=FieldKind.DECIMAL, required=True),
            Field(
                name="people",
                label=_("Counts people"),
                kind=FieldKind.CHECK,
                help=_("Every report then says women, men, others and not known."),
            ),
            Field(name="means", label=_("Means of verification"), empty=""),
        ),
    )


def visit_plan_form() -> FormSpec:
    """Planning a visit."""
    return FormSpec(
        title=_("Plan a visit"),
        save=_("Plan"),
        fields=(
            day_field("planned_on", _("Planned for"), known=False),
            _long("purpose", _("Purpose")),
        ),
    )


def visit_form(row: VisitRow) -> FormSpec:
    """Telling a visit that took place."""
    return FormSpec(
        title=_("Visit {number}").format(number=row.number),
        save=_("Keep the visit"),
        fields=(
            day_field("visited_on", _("Visited on")),
            _text("place", _("Place")),
            _text("visitors", _("Visitors")),
            Field(name="people_met", label=_("People met"), empty=""),
            _long("summary", _("Summary")),
            _choice(
                "photo_consent",
                _("Consent for photographs"),
                CONSENTS,
                "consent.",
                initial="nobody_shown",
            ),
            Field(name="path", label=_("Report or photograph"), kind=FieldKind.FILE),
        ),
    )


def reason_form(title: str, save: str) -> FormSpec:
    """A step that only asks why."""
    return FormSpec(title=title, save=save, fields=(_long("reason", _("Reason")),))


def finding_form() -> FormSpec:
    """Adding a finding of a visit."""
    return FormSpec(
        title=_("Finding of the visit"),
        save=_("Add the finding"),
        fields=(
            _long("finding", _("Finding")),
            Field(
                name="follow_up",
                label=_("What is to be done"),
                kind=FieldKind.LONG_TEXT,
                empty="",
                help=_("With it, a day and somebody responsible are needed."),
            ),
            Field(name="responsible", label=_("Responsible"), empty=""),
            Field(name="due_on", label=_("Until"), kind=FieldKind.DATE),
        ),
    )


def outcome_form() -> FormSpec:
    """Writing down that a follow-up is done."""
    return FormSpec(
        title=_("Follow-up done"),
        save=_("Keep"),
        fields=(day_field("done_on", _("Done on")), _long("outcome", _("Outcome"))),
    )


def visibility_form() -> FormSpec:
    """Keeping evidence of visibility."""
    return FormSpec(
        title=_("Evidence of visibility"),
        save=_("Keep the evidence"),
        fields=(
            _text("item", _("Item")),
            _choice("kind", _("Kind"), VISIBILITY, "visibility."),
            day_field("shown_on", _("Shown on"), known=False),
            Field(name="emblem_ok", label=_("EU emblem in order"), kind=FieldKind.CHECK),
            Field(
                name="statement_ok",
                label=_("Statement of funding in order, in its language"),
                kind=FieldKind.CHECK,
            ),
            Field(name="disclaimer_ok", label=_("Disclaimer in order"), kind=FieldKind.CHECK),
            _choice("consent", _("Consent of people shown"), CONSENTS, "consent."),
            Field(name="path", label=_("Photograph or copy"), kind=FieldKind.FILE),
            Field(name="link", label=_("Link or place"), empty=""),
            Field(name="remark", label=_("Remark"), empty=""),
        ),
    )


def risk_form() -> FormSpec:
    """Judging the risk of a grant."""
    return FormSpec(
        title=_("Risk of the grant"),
        save=_("Keep the note"),
        fields=(
            day_field("assessed_on", _("Assessed on")),
            _choice("level", _("Risk"), RISKS, "risk."),
            _long("reason", _("Reason")),
            Field(
                name="measures",
                label=_("Measures"),
                kind=FieldKind.LONG_TEXT,
                empty="",
                help=_("Needed above a low risk."),
            ),
        ),
    )


def close_form() -> FormSpec:
    """Closing a grant."""
    return FormSpec(
        title=_("Close the grant"),
        save=_("Close the grant"),
        intro=_(
            "The papers are kept until the latest day that the rules name. While the balance of "
            "the action is not paid, that day is provisional."
        ),
        fields=(
            day_field("closed_on", _("Closed on")),
            _long("lessons", _("Lessons")),
            Field(
                name="parent_balance_on",
                label=_("Balance of the action paid on"),
                kind=FieldKind.DATE,
                help=_("Leave empty while it is not paid."),
            ),
            Field(name="hold_until", label=_("Hold for an audit until"), kind=FieldKind.DATE),
        ),
    )


def retention_form() -> FormSpec:
    """Counting the retention period anew."""
    return FormSpec(
        title=_("Retention period"),
        save=_("Count anew"),
        fields=(
            Field(
                name="parent_balance_on",
                label=_("Balance of the action paid on"),
                kind=FieldKind.DATE,
            ),
            Field(name="hold_until", label=_("Hold for an audit until"), kind=FieldKind.DATE),
        ),
    )


def terminate_form() -> FormSpec:
    """Terminating a contract."""
    return FormSpec(
        title=_("Terminate the contract"),
        save=_("Terminate"),
        intro=_("The award has no second contract. What was paid stays on file."),
        fields=(
            day_field("terminated_on", _("Terminated on")),
            _long("reason", _("Reason")),
        ),
    )


def _text(name: str, words: str, *, hint: str = "") -> Field:
    return Field(name=name, label=words, required=True, hint=hint)


def _long(name: str, words: str) -> Field:
    return Field(name=name, label=words, kind=FieldKind.LONG_TEXT, required=True)


def _choice(
    name: str, words: str, values: tuple[str, ...], prefix: str, *, initial: str | None = None
) -> Field:
    return Field(
        name=name,
        label=words,
        kind=FieldKind.CHOICE,
        required=True,
        initial=initial,
        choices=tuple(Choice(value=one, label=label(f"{prefix}{one}")) for one in values),
    )
