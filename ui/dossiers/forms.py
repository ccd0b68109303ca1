"""The forms of dossiers: handing out, verifying, papers of the programme, open data."""

from __future__ import annotations

from iris_grants.opendata.export import OpenFormat
from iris_grants.wording import _, current_language, label
from ui.forms.fields import Choice, Field, FieldKind, FormSpec

PAPERS = ("parent_contract", "action_description", "partnership_agreement", "other")
FORMAT_NAMES = {
    OpenFormat.GIVING360: "360Giving (JSON)",
    OpenFormat.IATI: "IATI 2.03 (XML)",
}


def export_form(title: str) -> FormSpec:
    """Where a dossier goes, in which language, as a folder or a zip."""
    return FormSpec(
        title=title,
        save=_("Write the dossier"),
        fields=(
            Field(name="out", label=_("Into the folder"), kind=FieldKind.FOLDER, required=True),
            Field(
                name="language",
                label=_("Language"),
                kind=FieldKind.CHOICE,
                required=True,
                initial=current_language(),
                choices=(
                    Choice(value="sr_Latn", label=_("Serbian")),
                    Choice(value="en", label=_("English")),
                ),
            ),
            Field(name="zipped", label=_("As one zip"), kind=FieldKind.CHECK),
        ),
    )


def verify_form() -> FormSpec:
    """Choosing what is verified."""
    return FormSpec(
        title=_("Verify a dossier"),
        save=_("Verify"),
        intro=_("A dossier, or a folder that holds several; a zip can be dropped on this page."),
        fields=(Field(name="path", label=_("Dossier"), kind=FieldKind.FOLDER, required=True),),
    )


def paper_form() -> FormSpec:
    """Filing a paper of the programme."""
    return FormSpec(
        title=_("Add a document"),
        save=_("Add"),
        fields=(
            Field(
                name="kind",
                label=_("Kind"),
                kind=FieldKind.CHOICE,
                required=True,
                choices=tuple(Choice(value=kind, label=label(f"paper.{kind}")) for kind in PAPERS),
            ),
            Field(name="path", label=_("File"), kind=FieldKind.FILE, required=True),
        ),
    )


def open_data_form() -> FormSpec:
    """Where the open data go, in which format, and whose they are."""
    return FormSpec(
        title=_("Open data"),
        save=_("Write the file"),
        intro=_(
            "Signed grants with payments and results, without data of persons. The same data "
            "give the same file."
        ),
        fields=(
            Field(
                name="format",
                label=_("Format"),
                kind=FieldKind.CHOICE,
                required=True,
                initial=OpenFormat.GIVING360.value,
                choices=tuple(
                    Choice(value=form.value, label=words) for form, words in FORMAT_NAMES.items()
                ),
            ),
            Field(name="out", label=_("New file"), kind=FieldKind.NEW_FILE, required=True),
            Field(
                name="publisher_id",
                label=_("Organisation identifier of the publisher"),
                help=_(
                    "For example RS-APR- and the register number; without it an internal "
                    "identifier stands."
                ),
            ),
        ),
    )
