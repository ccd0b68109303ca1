"""Work with gap sheets: written for those who fill them in, taken in by a plan."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from iris_grants.licensing.gap_import import import_gap_sheet
from iris_grants.licensing.gap_layout import Side
from iris_grants.licensing.gap_reading import GapPlan, plan_gap_sheet
from iris_grants.licensing.gap_sheet import gap_sheet
from iris_grants.licensing.words import change_words
from iris_grants.wording import _, ngettext, sentence
from iris_grants.wording.formats import today
from ui.forms.fields import Values
from ui.forms.writing import write_chosen
from ui.shell.context import Context

if TYPE_CHECKING:
    from iris_grants.kernel.operations import Desk

MOST_SHOWN = 12


def write_sheet(desk: Desk, case_id: str, values: Values) -> Path:
    """Write the gap sheet of a case for one side."""
    with desk.read() as session:
        data = gap_sheet(session, case_id, Side(str(values["side"])))
    return write_chosen(values, data)


def read_sheet(desk: Desk, case_id: str, values: Values) -> tuple[GapPlan, Path]:
    """The plan of taking in a returned sheet."""
    path = Path(str(values["path"]))
    with desk.read() as session:
        return plan_gap_sheet(session, case_id, path, today()), path


def offer_sheet(context: Context, planned: tuple[GapPlan, Path]) -> None:
    """Show what taking in would do; with errors there is nothing to confirm."""
    plan, path = planned
    problems = [sentence(problem) for problem in plan.problems]
    if not plan.is_sound:
        context.feedback.tell(_("The sheet cannot be taken in yet"), "\n".join(problems))
        return
    count = ngettext("{n} change in {file}.", "{n} changes in {file}.", len(plan.changes))
    changes = [change_words(change) for change in plan.changes[:MOST_SHOWN]]
    if len(plan.changes) > MOST_SHOWN:
        changes.append("…")
    done = _("Assessed then: {assessed} of {standards}.").format(
        assessed=plan.assessed, standards=plan.standards
    )
    words = [count.format(n=len(plan.changes), file=plan.file), *problems, *changes, done]

    def take_in() -> None:
        context.desk.run(
            import_gap_sheet,
            {"case_id": plan.case_id, "path": path, "sha256": plan.sha256},
            lambda taken: context.feedback.inform(_("The gap sheet is taken in.")),
            owner=context.window,
            title=_("Taking in the gap sheet"),
        )

    context.feedback.confirm("\n".join(words), yes=_("Take in"), on_yes=take_in)
