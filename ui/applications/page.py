"""The applications page: received, checked, admitted or dismissed, with their files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from iris_grants.applications.lookup import call_of
from iris_grants.applications.queries import (
    ApplicationRow,
    application_detail,
    list_applications,
)
from iris_grants.applications.rules.clarifications import ClarificationState
from iris_grants.applications.rules.decisions import OPEN_STATES
from iris_grants.calls.queries import CallRow, terms_of
from iris_grants.calls.terms import CallTerms
from iris_grants.wording import N_, _, label, ngettext
from iris_grants.wording.formats import moment, today
from ui.applications.columns import APPLICATIONS, STATES, late_words, reason_words
from ui.applications.home import home as home
from ui.committee.choice import CallChoice, choice_act, published_calls
from ui.shell.act import Act
from ui.shell.context import Context
from ui.tables.columns import chip
from ui.tables.detail import Detail
from ui.tables.detail import Path as Steps
from ui.tables.listpage import ListPage
from ui.tables.spec import Filter, Head, ListSpec
from ui.tables.states import Empty

if TYPE_CHECKING:
    from iris_grants.kernel.storage import Session

AWAITED, OVERDUE = ClarificationState.AWAITED, ClarificationState.OVERDUE
CALL = "call:"
"""Begins a record key that means a call, not an application."""

STEPS = ("received", "checking", "admitted", "assessed", "selected", "awarded")
ENDED = frozenset({"dismissed", "rejected", "reserve", "withdrawn"})
LAST_STEP = {"dismissed": 1, "withdrawn": 1, "rejected": 3, "reserve": 3}


def build(context: Context) -> ApplicationsPage:
    """The page."""
    return ApplicationsPage(context)


class ApplicationsPage(ListPage[ApplicationRow]):
    """The applications of one call; what is dropped on the page is planned to be imported."""

    def __init__(self, context: Context) -> None:
        self.choice = CallChoice(context)
        super().__init__(context, spec_of(context, self.choice))
        self.setAcceptDrops(True)

    def open_record(self, key: str) -> None:
        """Select an application, of whichever call it is; `call:` and an identity a call."""
        if key.startswith(CALL):
            self._show_call(key.removeprefix(CALL))
            return
        super().open_record(key)
        if key and self._wanted and self._loading is None:
            self.context.desk.read(
                lambda session: call_of(session, key), self._show_call, owner=self
            )

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.take_dropped(
            tuple(Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())
        )
        event.acceptProposedAction()

    def take_dropped(self, paths: tuple[Path, ...]) -> None:
        """Offer to import what was dropped; without an open call say what is missing."""

        def ask(call: CallRow | None) -> None:
            if call is None:
                self.context.feedback.inform(_("First publish a call."))
            else:
                _import(self.context, self, call, paths)

        self.context.desk.read(self.choice.found, ask, owner=self)

    def showEvent(self, event: QShowEvent) -> None:
        if self.choice.look():
            self._stale = True
        super().showEvent(event)

    def _show_call(self, call_id: str) -> None:
        if call_id != self.choice.wanted:
            self.choice.choose(call_id)
            self.refresh()


def head_of(session: Session, choice: CallChoice, rows: tuple[ApplicationRow, ...]) -> Head:
    """Which call it is, what came and what waits; importing is the next step."""
    call = choice.found(session)
    if call is None:
        return Head(
            line=_("No call is published yet"),
            primary=Act(
                text=_("Import…"),
                run=lambda context, owner: None,
                icon="upload",
                blocked=_("First publish a call."),
                leads=lambda context: context.go("calls", ""),
            ),
        )
    waiting = sum(1 for row in rows if row.state in OPEN_STATES)
    late = sum(1 for row in rows if row.minutes_late)
    counted = ngettext("{n} application", "{n} applications", len(rows)).format(n=len(rows))
    parts = [
        call.number,
        _("deadline {moment}").format(moment=moment(call.deadline_at, call.deadline_zone)),
        counted,
    ]
    if late:
        parts.append(_("late: {n}").format(n=late))
    return Head(
        line=" · ".join(parts),
        primary=Act(
            text=_("Import…"),
            run=lambda context, owner: _import(context, owner, call),
            icon="upload",
        ),
        secondary=(
            _paper_act(call, terms_of(session, call.id)),
            *choice_act(published_calls(session), call, choice),
        ),
        waiting=waiting,
    )


def _import(context: Context, owner: QWidget, call: CallRow, paths: tuple[Path, ...] = ()) -> None:
    from ui.applications.intake import ask_for_import

    ask_for_import(context, owner, call, paths)


def _paper_act(call: CallRow, terms: CallTerms) -> Act:
    def run(context: Context, owner: QWidget) -> None:
        from ui.applications.paper import ask_for_paper

        ask_for_paper(context, owner, call, terms)

    return Act(text=_("Enter on paper…"), run=run, icon="file-pen")


def detail_of(session: Session, row: ApplicationRow, me: str) -> Detail:
    """One application for the acting person."""
    from ui.applications.acts import acts_of
    from ui.applications.details import tabs_of

    detail = application_detail(session, row.id, today=today())
    call_id = call_of(session, row.id)
    terms = terms_of(session, call_id)
    found = detail.row
    notes = [one for one in (reason_words(found), late_words(found.minutes_late)) if one]
    return Detail(
        title=found.organisation,
        line=" · ".join((found.number, found.title, *notes)),
        chip=chip(found.state, STATES, "state.application."),
        path=_path(found),
        acts=acts_of(detail, terms, call_id, me),
        tabs=tabs_of(session, detail, terms),
    )


def _path(row: ApplicationRow) -> Steps:
    steps = tuple(label(f"state.application.{state}") for state in STEPS)
    if row.state in ENDED:
        ended = label(f"state.application.{row.state}")
        return Steps(steps=steps, at=LAST_STEP[row.state], ended=ended)
    return Steps(steps=steps, at=STEPS.index(row.state))


def spec_of(context: Context, choice: CallChoice) -> ListSpec[ApplicationRow]:
    """The list of the chosen call."""
    me = context.desk.person.person_id

    def load(session: Session) -> tuple[ApplicationRow, ...]:
        call = choice.found(session)
        return list_applications(session, call.id, today=today()) if call else ()

    return ListSpec(
        key="applications",
        title=N_("Applications"),
        topics=frozenset(
            {
                "applications",
                "checks",
                "clarifications",
                "calls",
                "organisations",
                "documents",
                "letters",
                "awards",
                "complaints",
            }
        ),
        load=load,
        row_key=lambda row: row.id,
        columns=APPLICATIONS,
        empty=Empty(
            title=N_("No applications yet"),
            body=N_("Import the forms that applicants returned, or drop them on this page."),
            first=N_("First publish a call and write its application form."),
            icon="inbox",
        ),
        head=lambda session, rows: head_of(session, choice, rows),
        detail=lambda session, row: detail_of(session, row, me),
        filters=FILTERS,
        search_hint=N_("Applicant, project or number"),
    )


FILTERS: tuple[Filter[ApplicationRow], ...] = (
    Filter(key="check", title=N_("To check"), keeps=lambda row: row.state in OPEN_STATES),
    Filter(key="late", title=N_("Late"), keeps=lambda row: row.minutes_late > 0),
    Filter(key="duplicate", title=N_("Duplicates"), keeps=lambda row: row.duplicate_of is not None),
    Filter(
        key="clarification",
        title=N_("Answer awaited"),
        keeps=lambda row: row.clarification in (AWAITED, OVERDUE),
    ),
    Filter(
        key="admitted",
        title=N_("Admitted"),
        keeps=lambda row: row.state not in OPEN_STATES | {"dismissed", "withdrawn"},
    ),
    Filter(key="dismissed", title=N_("Dismissed"), keeps=lambda row: row.state == "dismissed"),
)
