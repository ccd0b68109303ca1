"""The steps of one application: checks, admission, dismissal, letters and what follows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from iris_grants.applications import commands
from iris_grants.applications.queries import ApplicationDetail, ApplicationRow, list_applications
from iris_grants.applications.rules.checks import Answer
from iris_grants.applications.rules.clarifications import CLARIFIABLE
from iris_grants.applications.rules.decisions import OPEN_STATES, VERIFIABLE
from iris_grants.awards.letters import KIND_BY_STATE, write_letter
from iris_grants.calls.terms import CallTerms
from iris_grants.documents.filing import file_document
from iris_grants.kernel.problems import Problem, errors_of
from iris_grants.wording import _, ngettext, sentence_of
from ui.applications import forms
from ui.applications.checks_dialog import ChecksDialog
from ui.applications.clarifications import ask_act
from ui.awards.complaints import complaint_act
from ui.awards.forms import letter_form
from ui.forms.acts import command_act, form_act
from ui.forms.dialog import open_form
from ui.shell.act import Act, go_act
from ui.shell.context import Context

if TYPE_CHECKING:
    from iris_grants.kernel.storage import Session

NAMED = 6
"""How many questions are named one by one; more are counted."""

ONWARD = {
    "admitted": "committee",
    "assessed": "ranking",
    "selected": "awards",
    "reserve": "ranking",
    "rejected": "ranking",
    "awarded": "awards",
}
COMPLAINED = frozenset({"dismissed", "rejected", "reserve"})
WITHDRAWABLE = frozenset({"received", "checking", "admitted", "assessed", "selected", "reserve"})


def acts_of(detail: ApplicationDetail, terms: CallTerms, call_id: str, me: str) -> tuple[Act, ...]:
    """The steps of an application for the acting person, the next one first."""
    row = detail.row
    if row.state in OPEN_STATES:
        acts = [*_under_check(detail, me), _dismiss_act(detail), _duplicate_act(row, call_id)]
    else:
        acts = list(_closed(row))
        if row.state in VERIFIABLE:
            acts.append(_dismiss_act(detail))
    if row.state in CLARIFIABLE:
        acts.append(ask_act(row, lambda: lacking_checks(detail)))
    acts.append(_letter_act(row))
    if row.state in COMPLAINED:
        acts.append(complaint_act(row.id))
    acts.append(
        form_act(
            _("Add a document…"),
            lambda: forms.document_form(terms),
            file_document,
            fixed={"subject_kind": "application", "subject_id": row.id},
            icon="paperclip",
        )
    )
    if row.state in WITHDRAWABLE:
        acts.append(_withdraw_act(row))
    return tuple(acts)


def blocked_words(problems: tuple[Problem, ...]) -> str:
    """What stands against admission, the questions gathered by what is wrong with them."""
    gathered: dict[str, list[str]] = defaultdict(list)
    for problem in errors_of(problems):
        words = sentence_of(problem.code, problem.params)
        gathered[words].append(problem.where.key or "")
    return "\n".join(f"{_questions(codes)}: {words}" for words, codes in gathered.items())


def _questions(codes: list[str]) -> str:
    if len(codes) <= NAMED:
        return ", ".join(codes)
    return ngettext("{n} question", "{n} questions", len(codes)).format(n=len(codes))


def _under_check(detail: ApplicationDetail, me: str) -> tuple[Act, ...]:
    answered = all(
        any(given.person_id == me and not given.automatic for given in check.given)
        for check in detail.checks
    )
    admit = _admit_act(detail)
    text = _("Change my answers…") if answered else _("Answer the checklist…")
    check = Act(
        text=text,
        run=lambda context, owner: ChecksDialog(context, detail, owner.window()).open(),
        icon="list-checks",
    )
    if not detail.checks:
        return (admit,)
    return (check, admit) if admit.blocked and not answered else (admit, check)


def _admit_act(detail: ApplicationDetail) -> Act:
    row, warnings = detail.row, detail.open_points

    def run(context: Context, owner: QWidget) -> None:
        question = _("Admit {number} to assessment?").format(number=row.number)
        lines = [f"{one.where.key}: {sentence_of(one.code, one.params)}" for one in warnings]
        context.feedback.confirm(
            question,
            detail="\n".join(lines),
            yes=_("Admit"),
            on_yes=lambda: _admit(context, row),
        )

    return Act(text=_("Admit"), run=run, icon="check", blocked=blocked_words(detail.open_points))


def _admit(context: Context, row: ApplicationRow) -> None:
    done = _("{number} is admitted to assessment.").format(number=row.number)
    context.desk.run(
        commands.admit_application,
        {"application_id": row.id},
        lambda warnings: context.feedback.inform(done),
        owner=context.window,
        title=_("Admitting the application"),
    )


def lacking_checks(detail: ApplicationDetail) -> str:
    """The questions that somebody, or the program, answered with no."""
    codes = [
        check.code
        for check in detail.checks
        if any(given.answer is Answer.NO for given in check.given)
    ]
    return " ".join(codes)


def _dismiss_act(detail: ApplicationDetail) -> Act:
    row = detail.row
    return form_act(
        _("Dismiss…"),
        lambda: forms.dismissal_form(detail),
        commands.dismiss_application,
        fixed={"application_id": row.id},
        icon="ban",
        danger=True,
        done=_("{number} is dismissed.").format(number=row.number),
    )


def _duplicate_act(row: ApplicationRow, call_id: str) -> Act:
    def run(context: Context, owner: QWidget) -> None:
        def ask(others: tuple[ApplicationRow, ...]) -> None:
            open_form(
                context,
                owner,
                forms.duplicate_form(row, others),
                commands.mark_duplicate,
                fixed={"application_id": row.id},
            )

        context.desk.read(_others(call_id), ask, owner=context.window)

    return Act(text=_("Duplicate…"), run=run, icon="copy")


def _others(call_id: str) -> Callable[[Session], tuple[ApplicationRow, ...]]:
    return lambda session: list_applications(session, call_id)


def _closed(row: ApplicationRow) -> tuple[Act, ...]:
    if row.state == "dismissed":
        reopen = command_act(
            _("Take the dismissal back"),
            commands.reopen_application,
            {"application_id": row.id},
            question=_("Take back the dismissal of {number}?").format(number=row.number),
            icon="undo-2",
        )
        return (reopen,)
    page = ONWARD.get(row.state)
    if page is None:
        return ()
    words = {
        "committee": _("To the committee"),
        "ranking": _("To the ranking"),
        "awards": _("To awards"),
    }
    return (go_act(words[page], page),)


def _letter_act(row: ApplicationRow) -> Act:
    nothing = _("There is nothing to tell the applicant yet.")
    return form_act(
        _("Write the letter…"),
        letter_form,
        write_letter,
        fixed={"application_id": row.id},
        icon="send",
        blocked="" if row.state in KIND_BY_STATE else nothing,
        done=_("The letter is written and filed."),
    )


def _withdraw_act(row: ApplicationRow) -> Act:
    question = _("Has the applicant taken {number} back? It is then closed.")
    return command_act(
        _("Taken back…"),
        commands.withdraw_application,
        {"application_id": row.id},
        question=question.format(number=row.number),
        yes=_("Record it"),
        icon="log-out",
        danger=True,
    )
