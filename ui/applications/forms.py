"""The forms of applications: import, dismissal, duplicate, document."""

from __future__ import annotations

from pathlib import Path

from iris_grants.applications.queries import ApplicationDetail, ApplicationRow
from iris_grants.applications.rules.decisions import OPEN_STATES
from iris_grants.applications.rules.reasons import DISMISSAL_REASONS, VERIFIED_LATER
from iris_grants.calls.queries import CallRow
from iris_grants.calls.terms import CallTerms
from iris_grants.wording import _, current_language, label
from ui.forms.fields import Choice, Field, FieldKind, FormSpec

FORMS = "Excel, zip (*.xlsx *.xlsm *.zip)"


def import_form(call: CallRow) -> FormSpec:
    """Choosing what was received; the plan comes before anything is imported."""
    return FormSpec(
        title=_("Import applications to {call}").format(call=call.number),
        save=_("Show the plan"),
        intro=_(
            "Forms and their attachments as they were received: a folder, zips or single files. "
            "Nothing is imported before you have seen the plan."
        ),
        fields=(
            Field(
                name="files",
                label=_("Forms and zips"),
                kind=FieldKind.FILES,
                pattern=FORMS,
                empty=(),
                help=_("Files and folders can also be dropped here, or on the page."),
            ),
            Field(name="folder", label=_("Or a folder"), kind=FieldKind.FOLDER),
            Field(
                name="received",
                label=_("Received at"),
                kind=FieldKind.MOMENT,
                help=_(
                    "For all of it; leave it empty where a receipt log (received.csv) lies "
                    "beside the forms."
                ),
            ),
        ),
    )


def dismissal_form(detail: ApplicationDetail) -> FormSpec:
    """Dismissing an application on a formal ground; what the record shows is offered first."""
    row, likely = detail.row, detail.likely_reasons
    known = DISMISSAL_REASONS if row.state in OPEN_STATES else sorted(VERIFIED_LATER)
    ordered = [code for code in likely if code in known]
    ordered += [code for code in known if code not in ordered]
    shown = ", ".join(label(f"applications.reason.{code}") for code in likely)
    return FormSpec(
        title=_("Dismiss {number}").format(number=row.number),
        save=_("Dismiss"),
        intro=_("Dismissed on a formal ground: it is not assessed. The letter names the reason."),
        fields=(
            Field(
                name="reason",
                label=_("Reason"),
                kind=FieldKind.CHOICE,
                required=True,
                initial=ordered[0] if likely and likely[0] in known else None,
                help=_("The record shows: {reasons}.").format(reasons=shown) if shown else "",
                choices=tuple(
                    Choice(value=code, label=label(f"applications.reason.{code}"))
                    for code in ordered
                ),
            ),
        ),
    )


def duplicate_form(row: ApplicationRow, others: tuple[ApplicationRow, ...]) -> FormSpec:
    """Saying which application this one repeats, or that it repeats none."""
    repeated = [other.id for other in others if other.number == row.duplicate_of]
    return FormSpec(
        title=_("{number} repeats another application").format(number=row.number),
        save=_("Save"),
        fields=(
            Field(
                name="duplicate_of_id",
                label=_("Repeats"),
                kind=FieldKind.CHOICE,
                initial=next(iter(repeated), None),
                help=_("With “–” it repeats none."),
                choices=tuple(
                    Choice(value=other.id, label=f"{other.number} · {other.organisation}")
                    for other in others
                    if other.id != row.id
                ),
            ),
        ),
    )


def document_form(terms: CallTerms) -> FormSpec:
    """Filing a paper of an application."""
    kinds = [
        Choice(value=rule.code, label=rule.title.of(current_language()))
        for rule in terms.attachments
    ]
    kinds += [
        Choice(value="clarification", label=label("applications.document.clarification")),
        Choice(value="attachment", label=_("Other document")),
    ]
    return FormSpec(
        title=_("Add a document"),
        save=_("Add"),
        fields=(
            Field(
                name="kind",
                label=_("Kind"),
                kind=FieldKind.CHOICE,
                required=True,
                choices=tuple(kinds),
            ),
            Field(name="path", label=_("File"), kind=FieldKind.FILE, required=True),
        ),
    )


def paths_of(files: object, folder: object) -> tuple[Path, ...]:
    """Everything that was chosen in the form of the import."""
    chosen = [Path(str(path)) for path in files] if isinstance(files, tuple) else []
    if folder is not None:
        chosen.append(Path(str(folder)))
    return tuple(dict.fromkeys(chosen))
