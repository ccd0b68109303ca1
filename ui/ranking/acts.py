"""The steps of the ranking: fix it, write its papers, export its files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from iris_grants.calls.queries import CallRow
from iris_grants.documents.atomic import write_atomically
from iris_grants.scoring.commands.ranking import fix_ranking
from iris_grants.scoring.exporting import Exported, export_ranking
from iris_grants.scoring.papers import write_papers
from iris_grants.scoring.queries.ranking import FixedRanking
from iris_grants.scoring.rules.ranking_files import RANKING_FILE
from iris_grants.scoring.rules.scores import SCORES_FILE
from iris_grants.scoring.rules.terms import GRID_FILE
from iris_grants.wording import _, ngettext
from ui.forms.acts import form_act
from ui.forms.fields import Choice, Field, FieldKind, FormSpec, Values
from ui.forms.work import work_act
from ui.shell.act import Act
from ui.shell.context import Context
from ui.shell.tokens import Meaning

if TYPE_CHECKING:
    from iris_grants.kernel.operations import Desk
    from iris_grants.kernel.progress import Progress


def fix_act(call: CallRow, lots: tuple[str, ...], awaiting: int, *, blocked: str = "") -> Act:
    """Fixing the ranking as the scores make it now."""
    return form_act(
        _("Fix the ranking…"),
        lambda: fix_form(lots, awaiting),
        fix_ranking,
        fixed={"call_id": call.id},
        icon="gavel",
        blocked=blocked,
        done=_("The ranking is fixed."),
    )


def fix_form(lots: tuple[str, ...], awaiting: int) -> FormSpec:
    """What the committee decides; while something awaits, only a preliminary ranking."""
    fields = []
    if lots:
        fields.append(
            Field(
                name="lot",
                label=_("Lot"),
                kind=FieldKind.CHOICE,
                required=True,
                choices=tuple(Choice(value=lot, label=lot) for lot in lots),
            )
        )
    if awaiting:
        words = ngettext(
            "{n} application still awaits assessment.",
            "{n} applications still await assessment.",
            awaiting,
        )
        fields.append(
            Field(
                name="preliminary",
                label=_("Fix as a preliminary ranking"),
                kind=FieldKind.CHECK,
                help=words.format(n=awaiting),
            )
        )
    return FormSpec(
        title=_("Fix the ranking"),
        intro=_(
            "The three files are kept as they are now, and every application is selected, put "
            "on the reserve list or rejected by them. Awards follow from it."
        ),
        save=_("Fix the ranking"),
        fields=tuple(fields),
    )


def export_act(call: CallRow, *, fixed: bool) -> Act:
    """Writing the three files into a folder."""

    def job(desk: Desk, values: Values, progress: Progress) -> Exported:
        with desk.read() as session:
            return export_ranking(
                session,
                call.id,
                Path(str(values["folder"])),
                current=bool(values.get("current", False)),
            )

    return work_act(
        _("Export…"), lambda: export_form(fixed=fixed), job, on_done=_say_exported, icon="download"
    )


def export_form(*, fixed: bool) -> FormSpec:
    """Where the files are written, and which ranking."""
    now = Field(
        name="current",
        label=_("As the scores make it now, not as it was fixed"),
        kind=FieldKind.CHECK,
    )
    return FormSpec(
        title=_("Export the ranking"),
        intro=_(
            "grid.json, scores.csv and ranking.csv: anybody can recompute the third from the "
            "first two. Files of these names are replaced."
        ),
        save=_("Write the files"),
        fields=(
            Field(name="folder", label=_("Folder"), kind=FieldKind.FOLDER, required=True),
            *((now,) if fixed else ()),
        ),
    )


def save_act(fixed: FixedRanking) -> Act:
    """Writing the files of one fixed ranking, also of an earlier one."""

    def job(desk: Desk, values: Values, progress: Progress) -> Exported:
        folder = Path(str(values["folder"]))
        files = {
            GRID_FILE: fixed.grid_json,
            SCORES_FILE: fixed.scores_csv,
            RANKING_FILE: fixed.ranking_csv,
        }
        for name, text in files.items():
            write_atomically(folder / name, text.encode(), overwrite=True)
        return Exported(files=tuple(folder / name for name in files), fixed=True)

    return work_act(
        _("Export these files…"),
        lambda: export_form(fixed=False),
        job,
        on_done=_say_exported,
        icon="download",
    )


def papers_act(call: CallRow, *, blocked: str = "") -> Act:
    """Writing minutes, evaluation report and score sheets."""

    def run(context: Context, owner: QWidget) -> None:
        def told(names: tuple[str, ...]) -> None:
            words = ngettext(
                "{n} paper is kept with the committee.",
                "{n} papers are kept with the committee.",
                len(names),
            )
            context.feedback.inform(words.format(n=len(names)))

        context.desk.work(
            lambda desk, progress: write_papers(desk, call_id=call.id, progress=progress),
            told,
            owner=context.window,
            title=_("Writing the papers of the committee"),
        )

    return Act(text=_("Write the papers"), run=run, icon="file-text", blocked=blocked)


def _say_exported(context: Context, exported: Exported) -> None:
    folder = exported.files[0].parent if exported.files else Path()
    if exported.fixed:
        context.feedback.inform(_("Written: {path}").format(path=folder))
    else:
        words = _("Written: {path}. This ranking is not fixed.")
        context.feedback.inform(words.format(path=folder), Meaning.ATTENTION)
