"""The forms of calls: programme, template, file, application form."""

from __future__ import annotations

from pathlib import Path

from iris_grants.calls.queries import CallRow
from iris_grants.programme.templates import template_names
from iris_grants.wording import _, current_language, sentence_of
from ui.forms.fields import Choice, Field, FieldKind, FormSpec

YAML = "YAML (*.yaml *.yml)"
EXCEL = "Excel (*.xlsx)"


def programme_form() -> FormSpec:
    """Entering the programme that the calls belong to."""
    return FormSpec(
        title=_("The programme"),
        save=_("Enter the programme"),
        intro=_(
            "A store carries one programme: its period, budget and partners, and the ceiling "
            "per third party. It is entered from a template, and with it the grant rules."
        ),
        fields=_source_fields("programme"),
    )


def template_form() -> FormSpec:
    """Loading a call, from a template that ships or from a file."""
    return FormSpec(
        title=_("Load a call"),
        save=_("Load as a draft"),
        intro=_(
            "A call is written as a template. It is loaded as a draft; a draft of the same "
            "number is replaced."
        ),
        fields=_source_fields("calls"),
    )


def _source_fields(folder: str) -> tuple[Field, ...]:
    names = template_names(folder)
    return (
        Field(
            name="template",
            label=_("Template that ships with the program"),
            kind=FieldKind.CHOICE,
            initial=names[0] if names else None,
            choices=tuple(Choice(value=name, label=name.rpartition("/")[2]) for name in names),
        ),
        Field(
            name="path",
            label=_("Or a YAML file of your own"),
            kind=FieldKind.FILE,
            pattern=YAML,
            help=_("A file is taken instead of the template."),
        ),
    )


def application_form_form(row: CallRow) -> FormSpec:
    """Writing the application form as an Excel workbook."""
    draft = sentence_of("applications.form_of_draft", {"number": row.number})
    number = row.number.replace("/", "-")
    return FormSpec(
        title=_("Application form of {call}").format(call=row.number),
        save=_("Write the form"),
        intro=draft if row.state == "draft" else "",
        fields=(
            Field(
                name="language",
                label=_("Language of the form"),
                kind=FieldKind.CHOICE,
                required=True,
                initial=current_language(),
                choices=(
                    Choice(value="sr_Latn", label=_("Serbian")),
                    Choice(value="en", label=_("English")),
                ),
            ),
            Field(
                name="path",
                label=_("File"),
                kind=FieldKind.NEW_FILE,
                required=True,
                initial=Path.home() / f"{number}.xlsx",
                pattern=EXCEL,
            ),
        ),
    )


def document_form() -> FormSpec:
    """Filing a paper of a call."""
    kinds = (
        ("guidelines", _("Guidelines for applicants")),
        ("announcement", _("Announcement")),
        ("answers", _("Questions and answers")),
        ("other", _("Other document")),
    )
    return FormSpec(
        title=_("Add a document"),
        save=_("Add"),
        fields=(
            Field(
                name="kind",
                label=_("Kind"),
                kind=FieldKind.CHOICE,
                required=True,
                choices=tuple(Choice(value=value, label=words) for value, words in kinds),
            ),
            Field(name="path", label=_("File"), kind=FieldKind.FILE, required=True),
        ),
    )
