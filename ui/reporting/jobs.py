"""Work with report forms: written for grantees, read, confirmed and taken in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from iris_grants.kernel.problems import errors_of
from iris_grants.kernel.progress import Progress
from iris_grants.reporting.correcting import form_for_grantee
from iris_grants.reporting.receiving import ReportPlan, plan_report, receive_report
from iris_grants.reporting.reviewing import answer_checks
from iris_grants.wording import _, current_language, ngettext, sentence
from ui.forms.fields import FormSpec, Values
from ui.forms.work import open_work, work_act
from ui.forms.writing import say_written, write_chosen
from ui.reporting import forms
from ui.shell.act import Act
from ui.shell.context import Context

if TYPE_CHECKING:
    from iris_grants.kernel.operations import Desk
    from iris_grants.reporting.queries import ReportRow


def receive_act(report_id: str, *, blocked: str = "") -> Act:
    """Taking in a filled form: read, shown with its problems, kept after a yes."""

    def run(context: Context, owner: QWidget) -> None:
        def read(desk: Desk, values: Values, progress: Progress) -> tuple[ReportPlan, Values]:
            with desk.read() as session:
                path = Path(str(values["path"]))
                return plan_report(session, report_id=report_id, path=path), values

        open_work(
            context, owner, forms.receive_form(), read, lambda read: _offer(context, owner, *read)
        )

    return Act(text=_("Take in a report…"), run=run, icon="upload", blocked=blocked)


def form_act_of(row: ReportRow) -> Act:
    """Writing the form of a report for the grantee."""

    def write(desk: Desk, values: Values, progress: Progress) -> Path:
        with desk.read() as session:
            data = form_for_grantee(session, row.id, language=current_language())
        return write_chosen(values, data)

    return work_act(
        _("Form for the grantee…"),
        lambda: forms.form_target(row),
        write,
        on_done=say_written,
        icon="sheet",
    )


def review_act(report_id: str, form: Callable[[], FormSpec], *, blocked: str = "") -> Act:
    """Answering the checklist in one form; what is left open is not touched."""

    def keep(desk: Desk, values: Values, progress: Progress) -> None:
        answers, remarks = forms.reviewed(values)
        desk.run(answer_checks, report_id=report_id, answers=answers, remarks=remarks)

    def kept(context: Context, result: None) -> None:
        context.feedback.inform(_("The answers are kept."))

    return work_act(_("Review…"), form, keep, on_done=kept, icon="list-checks", blocked=blocked)


def _offer(context: Context, owner: QWidget, plan: ReportPlan, values: Values) -> None:
    """Show what taking in would do; with errors there is nothing to confirm."""
    sentences = [sentence(problem) for problem in plan.problems]
    if errors_of(plan.problems):
        context.feedback.tell(_("The report cannot be taken in yet"), "\n".join(sentences))
        return
    count = ngettext("{n} indicator has a value.", "{n} indicators have values.", len(plan.values))
    words = [count.format(n=len(plan.values)), *sentences]
    kwargs = {
        "report_id": plan.report_id,
        "received_on": values["received_on"],
        "path": Path(str(values["path"])),
    }

    def keep() -> None:
        context.desk.run(
            receive_report,
            kwargs,
            lambda revision: context.feedback.inform(_("The report is taken in.")),
            owner=context.window,
            title=_("Taking in the report"),
        )

    context.feedback.confirm("\n".join(words), yes=_("Take in the report"), on_yes=keep)
