"""The forms of rule sets: adopting what ships or what a file holds, saving one as a file."""

from __future__ import annotations

from pathlib import Path

from iris_grants.wording import _, label
from ui.forms.fields import Choice, Field, FieldKind, FormSpec
from ui.templates.rows import TemplateRow

YAML = "YAML (*.yaml *.yml)"
KINDS = ("grant_rules", "standards_pack")


def adopt_form(rows: tuple[TemplateRow, ...]) -> FormSpec:
    """Adopting one of the rule sets that ship."""
    return FormSpec(
        title=_("Adopt a rule set"),
        save=_("Adopt"),
        intro=_(
            "The rules are copied into the store. Calls, contracts and cases keep the edition "
            "they were made under."
        ),
        fields=(
            Field(
                name="name",
                label=_("Rule set"),
                kind=FieldKind.CHOICE,
                required=True,
                initial=rows[0].name if len(rows) == 1 else None,
                choices=tuple(
                    Choice(
                        value=row.name,
                        label=f"{label(f'rule_set.kind.{row.kind}')} · {row.code} · {row.edition}",
                    )
                    for row in rows
                ),
            ),
        ),
    )


def file_form() -> FormSpec:
    """Adopting a rule set from a file of one's own."""
    return FormSpec(
        title=_("Adopt from a file"),
        save=_("Adopt"),
        intro=_(
            "Save an edition as a file, compare it with its source, give it a new edition and "
            "set “verified: true”; then adopt it here."
        ),
        fields=(
            Field(
                name="kind",
                label=_("Kind"),
                kind=FieldKind.CHOICE,
                required=True,
                choices=tuple(Choice(value=k, label=label(f"rule_set.kind.{k}")) for k in KINDS),
            ),
            Field(name="path", label=_("File"), kind=FieldKind.FILE, required=True, pattern=YAML),
        ),
    )


def save_form(row: TemplateRow) -> FormSpec:
    """Saving a rule set as a file."""
    return FormSpec(
        title=_("Save {code} as a file").format(code=row.code),
        save=_("Save"),
        fields=(
            Field(
                name="path",
                label=_("File"),
                kind=FieldKind.NEW_FILE,
                required=True,
                initial=Path.home() / f"{row.code}.yaml",
                pattern=YAML,
            ),
        ),
    )
