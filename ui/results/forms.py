"""The forms of results: what was achieved, its evidence, and a changed target."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from iris_grants.programme.framework import FROM_STORE, Measure
from iris_grants.programme.targets import TargetRow
from iris_grants.results.commands import (
    EVIDENCE_KINDS,
    correct_achievement,
    record_achievement,
)
from iris_grants.results.from_grants import LinkableRow
from iris_grants.results.queries import AchievementRow
from iris_grants.results.rules.figures import CATEGORIES, PLACES, TOTAL, Cell, Wanted
from iris_grants.wording import _, current_language, label
from iris_grants.wording.formats import sentence_case
from ui.forms.fields import Choice, Field, FieldKind, FormSpec, Values
from ui.forms.usual import reason_field

if TYPE_CHECKING:
    from pathlib import Path

    from iris_grants.kernel.operations import Desk

BETWEEN = "__"


def choice_form(targets: tuple[TargetRow, ...]) -> FormSpec:
    """Choosing the result that something was achieved towards."""
    language = current_language()
    titles = {
        target.result_code: f"{target.result_code} {target.result_title.of(language)}"
        for target in targets
        if target.kind not in FROM_STORE
    }
    return FormSpec(
        title=_("New entry"),
        save=_("Continue"),
        intro=_("Grants and licensing cases are counted by themselves; nothing is entered twice."),
        fields=(
            Field(
                name="result",
                label=_("Towards the result"),
                kind=FieldKind.CHOICE,
                required=True,
                choices=tuple(Choice(value=code, label=words) for code, words in titles.items()),
            ),
        ),
    )


def entry_form(target: TargetRow, wanted: Wanted, row: AchievementRow | None = None) -> FormSpec:
    """Recording what was achieved towards the result of a target, or correcting it."""
    fields = [*_facts(target, row), *_figures(wanted, row)]
    if row is None:
        fields += _evidence(_("Evidence"), required=False)
    kind = label(f"results.kind.{target.kind}")
    return FormSpec(
        title=_("New entry: {kind}").format(kind=kind) if row is None else row.title,
        save=_("Record") if row is None else _("Save"),
        intro=_(
            "Counts only, never names of people. An entry counts once it has a document, and a "
            "second person verifies it."
        ),
        fields=tuple(fields),
        wide=True,
    )


def evidence_form() -> FormSpec:
    """Adding a document that proves an entry."""
    return FormSpec(title=_("Add a document"), save=_("Add"), fields=_evidence("", required=True))


def withdraw_form() -> FormSpec:
    """Setting an entry aside."""
    return FormSpec(
        title=_("Withdraw the entry"),
        save=_("Withdraw"),
        intro=_("It stays in the file with its reason, and counts no more."),
        fields=(reason_field(),),
    )


def link_form(target: TargetRow, suited: tuple[LinkableRow, ...]) -> FormSpec:
    """Counting an indicator of a grantee towards a target."""
    return FormSpec(
        title=_("Indicator of a grantee towards {code}").format(code=target.code),
        save=_("Count it"),
        intro=target.definition.of(current_language()),
        fields=(
            Field(
                name="indicator_id",
                label=_("Indicator"),
                kind=FieldKind.CHOICE,
                required=True,
                choices=tuple(
                    Choice(
                        value=one.indicator_id,
                        label=f"{one.grant_number} · {one.code} {one.title} · {one.grantee}",
                    )
                    for one in suited
                ),
            ),
            Field(
                name="basis",
                label=_("What is counted, and why nothing counts twice"),
                kind=FieldKind.LONG_TEXT,
                required=True,
                help=_(
                    "Values come from approved reports by themselves: of each grant the last one."
                ),
            ),
        ),
    )


def end_link_form() -> FormSpec:
    """Ending that an indicator of a grantee counts."""
    return FormSpec(
        title=_("Count the indicator no more"),
        save=_("Count no more"),
        intro=_("It stays in the file with its reason, and counts no more."),
        fields=(reason_field(),),
    )


def target_form(target: TargetRow) -> FormSpec:
    """Changing a target after the contract was changed."""
    return FormSpec(
        title=_("Target of {code}").format(code=target.code),
        save=_("Change the target"),
        intro=_("The earlier target stays in the journal."),
        fields=(
            Field(
                name="target",
                label=_("Target"),
                kind=FieldKind.INTEGER,
                required=True,
                initial=target.target,
                minimum=1,
            ),
        ),
    )


def definition_form(target: TargetRow) -> FormSpec:
    """Correcting the words of an indicator, in both languages."""
    texts = (
        ("title", _("Indicator"), target.title, FieldKind.TEXT),
        ("definition", _("Definition"), target.definition, FieldKind.LONG_TEXT),
        ("means", _("Means of verification"), target.means, FieldKind.LONG_TEXT),
    )
    return FormSpec(
        title=_("Definition of {code}").format(code=target.code),
        save=_("Save"),
        intro=_("What is counted and how values are put together stays; entries rest on it."),
        fields=tuple(
            Field(
                name=f"{name}_{language}",
                label=f"{words} ({label(f'form.language.{language}')})",
                kind=kind,
                required=True,
                initial=text.of(language),
            )
            for name, words, text, kind in texts
            for language in ("en", "sr")
        ),
        wide=True,
    )


def confirm_form(target: TargetRow) -> FormSpec:
    """Recording that a result was compared with the contract."""
    return FormSpec(
        title=_("Compare {code} with the contract").format(code=target.result_code),
        save=_("It agrees"),
        intro=_("Title, definition, target and breakdown agree with the source named here."),
        fields=(
            Field(
                name="source",
                label=_("Source"),
                required=True,
                hint=_("Annex C of the grant contract, version and date"),
            ),
        ),
    )


def workbook_form() -> FormSpec:
    """Where the workbook of results goes, and in which language."""
    return FormSpec(
        title=_("Workbook of results"),
        save=_("Write the workbook"),
        intro=_("Targets with actual values by formulas, and everything that they are made of."),
        fields=(
            Field(
                name="path",
                label=_("File"),
                kind=FieldKind.NEW_FILE,
                required=True,
                pattern="Excel (*.xlsx)",
            ),
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
        ),
    )


def figures_of(values: Values) -> dict[Cell, int]:
    """The counts that were typed; an empty field is no figure, not a zero."""
    found: dict[Cell, int] = {}
    for name, value in values.items():
        measure, _dot, rest = name.partition(BETWEEN)
        if measure in {one.value for one in Measure} and isinstance(value, int):
            dimension, _dot, category = rest.partition(BETWEEN)
            cell = Cell(measure=Measure(measure), dimension=dimension or TOTAL, category=category)
            found[cell] = value
    return found


def record(desk: Desk, target: TargetRow, values: Values) -> str:
    """Record what was entered; gives the identity of the entry."""
    evidence = values["evidence"]
    return desk.run(
        record_achievement,
        result=target.result_code,
        title=str(values["title"]),
        held_on=_day(values),
        place=str(values["place"]),
        country=str(values["country"]),
        figures=figures_of(values),
        note=_maybe(values["note"]),
        evidence=_path(evidence),
        evidence_kind=str(values["evidence_kind"] or EVIDENCE_KINDS[0]),
    )


def correct(desk: Desk, row: AchievementRow, values: Values) -> None:
    """Correct an entry by what was entered."""
    desk.run(
        correct_achievement,
        achievement_id=row.id,
        title=str(values["title"]),
        held_on=_day(values),
        place=str(values["place"]),
        country=str(values["country"]),
        figures=figures_of(values),
        note=_maybe(values["note"]),
        seen_version=row.version,
    )


def _facts(target: TargetRow, row: AchievementRow | None) -> tuple[Field, ...]:
    return (
        Field(
            name="title",
            label=_("Title"),
            required=True,
            initial=row.title if row else None,
            help=target.definition.of(current_language()),
        ),
        Field(
            name="held_on",
            label=_("Day"),
            kind=FieldKind.DATE,
            required=True,
            initial=date.fromisoformat(row.held_on) if row else None,
            help=_("Of several days the last one."),
        ),
        Field(name="place", label=_("Place"), required=True, initial=row.place if row else None),
        Field(
            name="country",
            label=_("Country"),
            kind=FieldKind.CHOICE,
            required=True,
            initial=row.country if row else None,
            choices=tuple(Choice(value=code, label=label(f"country.{code}")) for code in PLACES),
        ),
        Field(
            name="note",
            label=_("Note"),
            kind=FieldKind.LONG_TEXT,
            initial=row.note if row else None,
        ),
    )


def _figures(wanted: Wanted, row: AchievementRow | None) -> list[Field]:
    fields: list[Field] = []
    for measure in wanted.measures:
        name = label(f"results.measure.{measure}")
        group = sentence_case(name)
        fields.append(
            _count(row, Cell(measure=measure), _("Total"), group, measure in wanted.required)
        )
        for dimension in wanted.required.get(measure, ()):
            words = label(f"results.dimension.{dimension}")
            fields += [
                _count(
                    row,
                    Cell(measure=measure, dimension=dimension, category=category),
                    label(f"{dimension}.{category}"),
                    f"{group}, {words}",
                    False,
                )
                for category in CATEGORIES[dimension]
            ]
    return fields


def _count(row: AchievementRow | None, cell: Cell, words: str, group: str, required: bool) -> Field:
    return Field(
        name=cell.key.replace(".", BETWEEN),
        label=words,
        kind=FieldKind.INTEGER,
        required=required,
        initial=row.figures.get(cell) if row else None,
        minimum=0,
        group=group,
    )


def _evidence(group: str, *, required: bool) -> tuple[Field, ...]:
    kinds = tuple(Choice(value=kind, label=label(f"evidence.{kind}")) for kind in EVIDENCE_KINDS)
    return (
        Field(
            name="evidence" if not required else "path",
            label=_("File"),
            kind=FieldKind.FILE,
            required=required,
            group=group,
        ),
        Field(
            name="evidence_kind" if not required else "kind",
            label=_("Kind of document"),
            kind=FieldKind.CHOICE,
            required=required,
            initial=EVIDENCE_KINDS[0],
            choices=kinds,
        ),
    )


def _day(values: Values) -> date:
    found = values["held_on"]
    if not isinstance(found, date):
        raise TypeError(f"not a day: {found!r}")
    return found


def _maybe(value: object) -> str | None:
    return None if value is None else str(value)


def _path(value: object) -> Path | None:
    from pathlib import Path

    return value if isinstance(value, Path) else None
