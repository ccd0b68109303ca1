"""The forms of dossiers: handing out, verifying, papers of the programme, open data."""

from __future__ import annotations

from iris_grants.dossiers.choice import Choice
from iris_grants.dossiers.private_data import Private
from iris_grants.dossiers.sections import Section
from iris_grants.opendata.export import OpenFormat
from iris_grants.wording import _, current_language, label
from ui.forms.fields import Choice as Option
from ui.forms.fields import Field, FieldKind, FormSpec, Values

PAPERS = ("parent_contract", "action_description", "partnership_agreement", "other")
FORMAT_NAMES = {
    OpenFormat.GIVING360: "360Giving (JSON)",
    OpenFormat.IATI: "IATI 2.03 (XML)",
}


def export_form(title: str, sections: tuple[Section, ...] = ()) -> FormSpec:
    """Where a dossier goes, in which language and form, and what of it.

    `sections` are those that can be chosen; without any, all of them go in.
    """
    return FormSpec(
        title=title,
        save=_("Write the dossier"),
        fields=(*_place_fields(), *_without_fields(), *_section_fields(sections)),
    )


def choice_of(values: Values, sections: tuple[Section, ...] = ()) -> Choice:
    """What the form chose; all sections ticked are the whole dossier."""
    chosen = _codes(values, "sections")
    every = len(sections) - 1  # the cover is not offered
    return Choice(
        sections=chosen if len(chosen) < every else frozenset(),
        hidden=frozenset(Private(one) for one in _codes(values, "without")),
        reading_copy=bool(values["reading_copy"]),
    )


def _codes(values: Values, name: str) -> frozenset[str]:
    found = values.get(name)
    return frozenset(str(one) for one in found) if isinstance(found, tuple) else frozenset()


def _place_fields() -> tuple[Field, ...]:
    return (
        Field(name="out", label=_("Into the folder"), kind=FieldKind.FOLDER, required=True),
        Field(
            name="language",
            label=_("Language"),
            kind=FieldKind.CHOICE,
            required=True,
            initial=current_language(),
            choices=(
                Option(value="sr_Latn", label=_("Serbian")),
                Option(value="en", label=_("English")),
            ),
        ),
        Field(name="zipped", label=_("As one zip"), kind=FieldKind.CHECK),
        Field(
            name="reading_copy",
            label=_("With a copy for reading"),
            kind=FieldKind.CHECK,
            help=_("All PDFs joined into one file, beside the originals."),
        ),
    )


def _without_fields() -> tuple[Field, ...]:
    return (
        Field(
            name="without",
            label=_("Leave out"),
            kind=FieldKind.SEVERAL,
            group=_("Data protection"),
            choices=tuple(
                Option(value=one.value, label=label(f"redaction.{one.value}")) for one in Private
            ),
            help=_(
                "Files that hold such data stay out, in the pages they are replaced. The cover "
                "says so, and the journal's chain still verifies."
            ),
        ),
    )


def _section_fields(sections: tuple[Section, ...]) -> tuple[Field, ...]:
    offered = [one for one in sections if one.code != "cover"]
    if not offered:
        return ()
    return (
        Field(
            name="sections",
            label=_("Sections"),
            kind=FieldKind.SEVERAL,
            required=True,
            group=_("Content"),
            initial=tuple(one.code for one in offered),
            choices=tuple(
                Option(value=one.code, label=f"{one.number} {label(f'section.{one.code}')}")
                for one in offered
            ),
            help=_("Cover, index and the headers of the journal are always there."),
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
                choices=tuple(Option(value=kind, label=label(f"paper.{kind}")) for kind in PAPERS),
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
                    Option(value=form.value, label=words) for form, words in FORMAT_NAMES.items()
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
