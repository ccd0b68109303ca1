"""The calls page: loaded from templates, checked, published, their forms written, closed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from iris_grants.calls import commands
from iris_grants.calls.asking import QuestionRow, questions_of
from iris_grants.calls.queries import CallRow, list_calls, publication_problems, terms_of
from iris_grants.calls.rules import check_closable
from iris_grants.calls.terms import CallTerms
from iris_grants.documents.filing import file_document
from iris_grants.kernel.clock import system_clock
from iris_grants.kernel.problems import Problem, Severity, Where, errors_of
from iris_grants.programme.queries import maybe_programme
from iris_grants.wording import N_, _, current_language, label, ngettext, sentence_of
from iris_grants.wording.formats import moment
from ui.calls import forms, jobs
from ui.calls.columns import CALLS, STATES
from ui.calls.composing import leads_to_missing, new_act
from ui.calls.details import tabs_of
from ui.calls.home import home as home
from ui.calls.published import published_acts
from ui.forms.acts import command_act, form_act
from ui.forms.work import work_act
from ui.forms.writing import say_written
from ui.shell.act import Act, go_act
from ui.shell.context import Context
from ui.tables.columns import chip
from ui.tables.detail import Detail, Path
from ui.tables.listpage import ListPage
from ui.tables.spec import Filter, Head, ListSpec
from ui.tables.states import Empty

if TYPE_CHECKING:
    from iris_grants.kernel.storage import Session

STEPS = ("draft", "published", "closed")


def build(context: Context) -> ListPage[CallRow]:
    """The page."""
    return ListPage(context, SPEC)


def _head(session: Session, rows: tuple[CallRow, ...]) -> Head:
    programme = maybe_programme(session)
    if programme is None:
        return Head(
            line=_("The programme is not entered yet"),
            primary=work_act(
                _("Enter the programme…"),
                forms.programme_form,
                jobs.enter_programme,
                on_done=lambda context, identity: context.feedback.inform(
                    _("The programme is entered.")
                ),
                icon="plus",
            ),
        )
    counted = ngettext("{n} call", "{n} calls", len(rows)).format(n=len(rows))
    return Head(
        line=f"{programme.title.of(current_language())} · {counted}",
        primary=new_act(rows),
        secondary=(
            work_act(
                _("Load a call…"), forms.template_form, jobs.load, on_done=_loaded, icon="upload"
            ),
        ),
        waiting=sum(1 for row in rows if row.state == "draft"),
    )


def _loaded(context: Context, call_id: str) -> None:
    context.feedback.inform(_("The call is loaded as a draft."))
    context.go("calls", call_id)


def _detail(session: Session, row: CallRow) -> Detail:
    now = system_clock()
    problems = publication_problems(session, row.id, now) if row.state == "draft" else ()
    terms = terms_of(session, row.id)
    closable = check_closable(terms, now) if row.state == "published" else ()
    return Detail(
        title=row.number,
        line=row.title.of(current_language()),
        chip=chip(row.state, STATES, "state.call."),
        path=Path(
            steps=tuple(label(f"state.call.{state}") for state in STEPS),
            at=STEPS.index(row.state),
        ),
        problems=tuple(replace(one, where=Where()) for one in problems if not blocks(one)),
        acts=_acts(row, terms, problems, closable, questions_of(session, row.id)),
        tabs=tabs_of(session, row),
    )


def blocks(problem: Problem) -> bool:
    """Whether a problem stands in the way; it is then said at the step itself."""
    return problem.severity is Severity.ERROR


def _acts(
    row: CallRow,
    terms: CallTerms,
    problems: tuple[Problem, ...],
    closable: tuple[Problem, ...],
    questions: tuple[QuestionRow, ...],
) -> tuple[Act, ...]:
    return (
        *_next(row, terms, problems, closable),
        *published_acts(row, questions),
        work_act(
            _("Application form…"),
            lambda: forms.application_form_form(row),
            lambda desk, values, progress: jobs.write_call_form(desk, row, values),
            on_done=say_written,
            icon="sheet",
        ),
        form_act(
            _("Add a document…"),
            forms.document_form,
            file_document,
            fixed={"subject_kind": "call", "subject_id": row.id},
            icon="paperclip",
        ),
        go_act(_("Dossier"), "dossiers", f"call:{row.number}", icon="folder-archive"),
    )


def _next(
    row: CallRow, terms: CallTerms, problems: tuple[Problem, ...], closable: tuple[Problem, ...]
) -> tuple[Act, ...]:
    if row.state == "draft":
        return (_publish_act(row, terms, problems),)
    applications = go_act(_("To applications"), "applications", f"call:{row.id}", icon="inbox")
    if row.state == "closed":
        return (applications,)
    close = command_act(
        _("Close the call"),
        commands.close_call,
        {"call_id": row.id},
        question=_("Close the call {number}? It cannot be opened again.").format(number=row.number),
        blocked="\n".join(sentence_of(one.code, one.params) for one in closable),
        icon="lock",
        done=_("The call is closed."),
    )
    return (applications, close) if closable else (close, applications)


def _publish_act(row: CallRow, terms: CallTerms, problems: tuple[Problem, ...]) -> Act:
    errors = errors_of(problems)
    warnings = [sentence_of(one.code, one.params) for one in problems]

    def run(context: Context, owner: QWidget) -> None:
        context.feedback.confirm(
            _("Publish the call {number}? Its terms are then fixed for good.").format(
                number=row.number
            ),
            detail="\n".join(f"• {words}" for words in warnings),
            yes=_("Publish"),
            on_yes=lambda: _publish(context, row),
        )

    return Act(
        text=_("Publish…"),
        run=run,
        icon="megaphone",
        blocked="\n".join(sentence_of(one.code, one.params) for one in errors),
        leads=leads_to_missing(row, terms, errors),
    )


def _publish(context: Context, row: CallRow) -> None:
    done = _("The call {number} is published since {moment}.")
    context.desk.run(
        commands.publish_call,
        {"call_id": row.id},
        lambda problems: context.feedback.inform(
            done.format(number=row.number, moment=moment(system_clock()))
        ),
        owner=context.window,
        title=_("Publishing the call"),
    )


SPEC: ListSpec[CallRow] = ListSpec(
    key="calls",
    title=N_("Calls"),
    topics=frozenset({"calls", "programme", "rule_sets"}),
    load=list_calls,
    row_key=lambda row: row.id,
    columns=CALLS,
    empty=Empty(
        title=N_("No calls yet"),
        body=N_("A call says who may apply, for what, until when and how it is assessed."),
        first=N_("First enter the programme; then begin a call, or load one from its template."),
        icon="megaphone",
    ),
    head=_head,
    detail=_detail,
    filters=(
        Filter(key="draft", title=N_("Drafts"), keeps=lambda row: row.state == "draft"),
        Filter(key="published", title=N_("Published"), keeps=lambda row: row.state == "published"),
        Filter(key="closed", title=N_("Closed"), keeps=lambda row: row.state == "closed"),
    ),
    search_hint=N_("Number or title"),
)
