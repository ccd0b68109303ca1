"""Forms on what happens at the authority, and on what follows the licence."""

from __future__ import annotations

from iris_grants.documents.attachments import DocumentRow
from iris_grants.licensing.pack import StandardsPack
from iris_grants.licensing.queries import GapRow
from iris_grants.licensing.records import ScoreRow
from iris_grants.licensing.rules.licences import valid_until
from iris_grants.wording import _, label
from iris_grants.wording.formats import today
from ui.forms.fields import Choice, Field, FieldKind, FormSpec
from ui.forms.usual import day_field, reason_field
from ui.licensing.columns import requirement
from ui.licensing.forms import paper_field

STAFF_KINDS = ("basic", "specialised", "supervisory", "legal", "other")
Documents = tuple[DocumentRow, ...]


def filing_form(documents: Documents, warned: str = "") -> FormSpec:
    """Recording that the application was handed in; what is `warned` of asks for a reason."""
    despite = Field(
        name="despite",
        label=_("Why it is filed all the same"),
        kind=FieldKind.LONG_TEXT,
        required=True,
    )
    return FormSpec(
        title=_("Application filed"),
        save=_("Record the filing"),
        intro=warned,
        fields=(
            Field(name="number", label=_("Number in the register of the authority"), required=True),
            day_field("filed_on", _("Filed on")),
            paper_field(documents, ("filing_receipt",), _("Proof of filing")),
            *((despite,) if warned else ()),
        ),
    )


def request_form(documents: Documents) -> FormSpec:
    """Recording a request of the authority."""
    return FormSpec(
        title=_("Request of the authority"),
        save=_("Record the request"),
        fields=(
            day_field("requested_on", _("Requested on")),
            Field(name="request", label=_("Request"), kind=FieldKind.LONG_TEXT, required=True),
            day_field("due_on", _("Until"), known=False),
            paper_field(documents, ("authority_letter",), _("Letter"), required=False),
        ),
    )


def answer_form() -> FormSpec:
    """Recording what was answered to the authority."""
    return FormSpec(
        title=_("Answer to the authority"),
        save=_("Record the answer"),
        fields=(
            day_field("answered_on", _("Answered on")),
            Field(name="answer", label=_("Answer"), kind=FieldKind.LONG_TEXT, required=True),
        ),
    )


def licence_form(documents: Documents, pack: StandardsPack) -> FormSpec:
    """Recording a licence; its last day is proposed where the pack knows the validity."""
    years = pack.validity_years
    until = valid_until(today(), years) if years else None
    words = _("The pack does not say how long a licence is valid: take it from the decision.")
    if years:
        words = _("The pack says {n} years.").format(n=years)
        if not pack.validity_verified:
            words = f"{words} {_unverified()}"
    once = _("A limited licence is given once, for at most {n} years.").format(
        n=pack.limited_years or "–"
    )
    return FormSpec(
        title=_("Licence"),
        save=_("Record the licence"),
        fields=(
            Field(name="number", label=_("Licence number"), required=True),
            day_field("issued_on", _("Issued on")),
            day_field("valid_from", _("Valid from")),
            Field(
                name="valid_to", label=_("Valid to"), kind=FieldKind.DATE, initial=until, help=words
            ),
            Field(
                name="limited",
                label=_("Limited licence"),
                kind=FieldKind.CHECK,
                help=once if pack.limited_once else "",
            ),
            paper_field(documents, ("licence", "decision"), _("Decision of the authority")),
        ),
    )


def decision_form(title: str, documents: Documents, *, remedy: bool) -> FormSpec:
    """Recording another decision of the authority; `remedy`: it may set a day for remedy."""
    by = (day_field("remedy_on", _("Remedy until"), known=False, required=False),)
    return FormSpec(
        title=title,
        save=_("Record the decision"),
        fields=(
            Field(name="number", label=_("Decision number"), required=True),
            day_field("decided_on", _("Decided on")),
            reason_field(),
            *(by if remedy else ()),
            paper_field(documents, ("decision", "licence"), _("Decision of the authority")),
        ),
    )


def renewal_form() -> FormSpec:
    """Beginning the renewal of a licence."""
    return FormSpec(
        title=_("Renewal of the licence"),
        save=_("Begin the renewal"),
        intro=_("The papers are drafted anew, reviewed and filed as at the first time."),
        fields=(day_field("started_on", _("Begun on")),),
    )


def staff_form(documents: Documents) -> FormSpec:
    """Recording a professional licence of somebody in the service."""
    return FormSpec(
        title=_("Staff licence"),
        save=_("Record"),
        fields=(
            Field(name="name", label=_("Full name"), required=True),
            Field(
                name="kind",
                label=_("Kind"),
                kind=FieldKind.CHOICE,
                required=True,
                choices=tuple(
                    Choice(value=k, label=label(f"staff_licence.{k}")) for k in STAFF_KINDS
                ),
            ),
            Field(name="number", label=_("Licence number"), required=True),
            day_field("issued_on", _("Issued on"), known=False),
            day_field("valid_to", _("Valid to"), known=False, required=False),
            paper_field(documents, ("staff_licence",), _("Document"), required=False),
        ),
    )


def leaving_form() -> FormSpec:
    """Recording that somebody with a licence left the service."""
    return FormSpec(
        title=_("Left the service"),
        save=_("Record"),
        intro=_("The licence is counted and reminded of no more."),
        fields=(day_field("left_on", _("Left on")),),
    )


def evaluation_form(documents: Documents) -> FormSpec:
    """Recording the self-evaluation of a year."""
    return FormSpec(
        title=_("Yearly self-evaluation"),
        save=_("Record"),
        fields=(
            Field(
                name="year",
                label=_("Year"),
                kind=FieldKind.INTEGER,
                required=True,
                initial=today().year,
                minimum=2000,
                maximum=2100,
            ),
            day_field("evaluated_on", _("Evaluated on")),
            Field(name="evaluated_by", label=_("Evaluated by"), required=True),
            _count("users_asked", _("Users asked")),
            _count("users_satisfied", _("Users satisfied")),
            paper_field(documents, ("self_evaluation",), _("Document"), required=False),
        ),
    )


def score_form(gap: GapRow, known: ScoreRow | None) -> FormSpec:
    """Scoring a standard in a self-evaluation; what was given already stands in the form."""
    return FormSpec(
        title=_("Score of {standard}").format(standard=gap.code),
        save=_("Save the score"),
        intro=requirement(gap),
        fields=(
            Field(
                name="score",
                label=_("Score, 0 to 3"),
                kind=FieldKind.INTEGER,
                required=True,
                minimum=0,
                maximum=3,
                initial=known.score if known else None,
            ),
            Field(name="evidence", label=_("Evidence"), initial=known.evidence if known else None),
        ),
    )


def improvement_form() -> FormSpec:
    """Planning a step of improvement."""
    return FormSpec(
        title=_("Step of the improvement plan"),
        save=_("Save the action"),
        fields=(
            Field(name="action", label=_("Action"), kind=FieldKind.LONG_TEXT, required=True),
            Field(name="responsible", label=_("Responsible"), required=True),
            day_field("due_on", _("Until"), known=False),
        ),
    )


def _count(name: str, words: str) -> Field:
    return Field(name=name, label=words, kind=FieldKind.INTEGER, required=True, minimum=0)


def _unverified() -> str:
    return _("Not legally verified: compare it with the rulebook.")
