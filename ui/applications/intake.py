"""Importing applications: the files are read, the plan is shown as sentences, then executed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from iris_grants.applications.commands import import_applications
from iris_grants.applications.intake import plan_import
from iris_grants.applications.plan import ImportPlan, PlannedApplication
from iris_grants.applications.rules.arrivals import Decision, ItemKind
from iris_grants.calls.queries import CallRow
from iris_grants.kernel.clock import utc_text
from iris_grants.kernel.money import Money
from iris_grants.kernel.problems import Problem, Severity, refusal
from iris_grants.kernel.progress import Progress
from iris_grants.wording import _, ngettext, sentence, sentence_of
from iris_grants.wording.formats import moment, money
from ui.applications.columns import late_words
from ui.applications.forms import import_form, paths_of
from ui.committee.merge_dialog import SentencesDialog
from ui.forms.fields import Values
from ui.forms.paths import FilesEditor
from ui.forms.work import open_work
from ui.shell.context import Context
from ui.shell.page import NOTES
from ui.shell.tokens import Meaning

if TYPE_CHECKING:
    from iris_grants.kernel.operations import Desk

INFORMED = (Meaning.INFORMATION, "info")
ATTENTION = (Meaning.ATTENTION, "triangle-alert")
QUIET = (Meaning.NEUTRAL, "history")
SAID = frozenset(
    {
        "applications.late",
        "applications.repeats",
        "applications.resembles",
        "applications.known_as",
    }
)
KEPT = frozenset({ItemKind.NEW, ItemKind.REVISION})


def ask_for_import(
    context: Context, owner: QWidget, call: CallRow, dropped: tuple[Path, ...] = ()
) -> None:
    """Ask what was received (`dropped` is chosen already), then show the plan."""

    def read(desk: Desk, values: Values, progress: Progress) -> ImportPlan:
        return read_plan(desk, call.id, values, progress)

    def show(plan: ImportPlan) -> None:
        offer_plan(context, call, plan)

    dialog = open_work(context, owner, import_form(call), read, show)
    files = dialog.panel.rows["files"].editor
    if dropped and isinstance(files, FilesEditor):
        files.add_paths(list(dropped))


def read_plan(desk: Desk, call_id: str, values: Values, progress: Progress) -> ImportPlan:
    """The plan of an import; refused where nothing was chosen."""
    paths = paths_of(values["files"], values["folder"])
    if not paths:
        raise refusal("applications.nothing_found")
    received = values["received"]
    with desk.read() as session:
        return plan_import(
            session,
            call_id=call_id,
            paths=paths,
            received=received if isinstance(received, datetime) else None,
            progress=progress,
        )


def offer_plan(
    context: Context,
    call: CallRow,
    plan: ImportPlan,
    carry_out: Callable[[], None] | None = None,
    parent: QWidget | None = None,
) -> SentencesDialog:
    """Show what the import would do; it is offered where nothing stands against it.

    `carry_out` does it in another way than the import; `parent` is what it lies over.
    """
    dialog = SentencesDialog(_("What would be imported"), parent or context.window.window())
    if plan.problems:
        dialog.head(
            _("To be put right first; until then nothing is imported")
            if plan.errors
            else _("To be known")
        )
        _say_problems(dialog, plan.problems)
    for item in plan.items:
        dialog.head(f"{item.decision.number} · {item.form.applicant.name}")
        _say_item(dialog, call, item)
    count = sum(1 for item in plan.items if item.decision.kind in KEPT)
    if count and not plan.errors:
        words = ngettext("Import {n} application", "Import {n} applications", count)
        dialog.offer(words.format(n=count), "upload", carry_out or (lambda: execute(context, plan)))
    dialog.end()
    dialog.open()
    return dialog


def execute(context: Context, plan: ImportPlan) -> None:
    """Carry out a plan, say how many applications there are, and go to the first."""

    def done(identities: tuple[str, ...]) -> None:
        count = len(identities)
        words = ngettext("{n} application is imported.", "{n} applications are imported.", count)
        context.feedback.inform(words.format(n=count))
        if identities:
            context.go("applications", identities[0])

    context.desk.run(
        import_applications,
        {"plan": plan},
        done,
        owner=context.window,
        title=_("Importing applications"),
    )


def _say_item(dialog: SentencesDialog, call: CallRow, item: PlannedApplication) -> None:
    decision = item.decision
    received = moment(utc_text(item.receipt.received_at), call.deadline_zone)
    if decision.kind is ItemKind.NEW:
        dialog.say(_new_words(call, item, received), *INFORMED)
    elif decision.kind is ItemKind.REVISION:
        words = _("Revision {n}, received {moment}; it replaces the earlier one.")
        dialog.say(words.format(n=decision.revision, moment=received), *INFORMED)
    elif decision.kind is ItemKind.DUPLICATE:
        words = _("Received {moment}; the same is on the register already, it is left out.")
        dialog.say(words.format(moment=received), *QUIET)
    else:
        words = _("Received {moment}; a later one is on the register, it is left out.")
        dialog.say(words.format(moment=received), *QUIET)
    for words in (*_remarks(decision), *_findings(item)):
        dialog.say(words, *ATTENTION)
    _say_problems(dialog, item.problems)


def _new_words(call: CallRow, item: PlannedApplication, received: str) -> str:
    count = len(item.attachments)
    words = ngettext(
        "New: “{title}”, {amount} requested, {n} attachment, received {moment}.",
        "New: “{title}”, {amount} requested, {n} attachments, received {moment}.",
        count,
    )
    amount = Money(item.form.requested_minor, call.envelope.currency)
    return words.format(title=item.form.title, amount=money(amount), n=count, moment=received)


def _remarks(decision: Decision) -> list[str]:
    found = []
    if decision.minutes_late:
        found.append(_("Late: {words}.").format(words=late_words(decision.minutes_late)))
    if decision.again:
        found.append(_("It repeats {number}.").format(number=decision.again))
    if decision.resembles:
        words = _("{number} may be of the same organisation.")
        found.append(words.format(number=decision.resembles))
    if decision.other_spelling:
        words = _("The organisation is known as {name}.")
        found.append(words.format(name=decision.other_spelling))
    return found


def _findings(item: PlannedApplication) -> list[str]:
    """What the form itself answers with no, but for what the remarks have said."""
    found = [one for one in item.findings if one.code not in SAID]
    return [sentence_of(one.code, one.params) for one in found]


def _say_problems(dialog: SentencesDialog, problems: tuple[Problem, ...]) -> None:
    for one in problems:
        problem = replace(one, where=replace(one.where, key=None))
        meaning, icon = NOTES[problem.severity]
        if problem.severity is Severity.NOTE:
            meaning = Meaning.NEUTRAL
        dialog.say(sentence(problem), meaning, icon)
