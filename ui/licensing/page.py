"""The licensing page: the board of all cases, and their list with the case in focus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iris_grants.licensing import commands, queries
from iris_grants.licensing.queries import CaseRow
from iris_grants.licensing.reminders import reminders
from iris_grants.licensing.standards import list_packs
from iris_grants.organisations.queries import list_organisations
from iris_grants.wording import N_, _, ngettext
from iris_grants.wording.formats import today
from ui.forms.acts import form_act
from ui.licensing import forms
from ui.licensing.board import lane_counts
from ui.licensing.boardpage import BoardPage
from ui.licensing.cases import SPEC, TOPICS
from ui.licensing.home import home as home
from ui.shell.context import Context
from ui.tables.listpage import ListPage
from ui.tables.tabbed import TabbedHead, TabbedPage

if TYPE_CHECKING:
    from iris_grants.kernel.storage import Session

BOARD, CASES = "board", "cases"


def build(context: Context) -> LicensingPage:
    """The page."""
    return LicensingPage(context)


class LicensingPage(TabbedPage):
    """Board and list; a record without a tab before it is a case of the list."""

    topics = TOPICS

    def __init__(self, context: Context) -> None:
        super().__init__(context, N_("Licensing"))
        board = self.put(BOARD, N_("Board"), BoardPage)
        self.put(CASES, N_("Cases"), _cases)
        if isinstance(board, BoardPage):
            board.case_opened.connect(self.open_record)

    def refresh(self) -> None:
        """Load the head in a thread; each tab loads itself when it is seen."""
        self.context.desk.read(head_of, lambda head: self.show_head("licensing", head), owner=self)

    def open_record(self, key: str) -> None:
        """Open a case in the list, or what stands behind the name of a tab."""
        super().open_record(key if "/" in key or not key else f"{CASES}/{key}")


def _cases(context: Context) -> ListPage[CaseRow]:
    return ListPage(context, SPEC)


def head_of(session: Session) -> TabbedHead:
    """How many cases stand where, what waits, and the way to a new case."""
    rows = queries.list_cases(session)
    words = [f"{title} {count}" for title, count in lane_counts(rows) if count]
    waiting = len(reminders(session, today()))
    if waiting:
        reminding = ngettext("{n} reminder", "{n} reminders", waiting).format(n=waiting)
        words.insert(0, reminding)
    packs, organisations = list_packs(session), list_organisations(session)
    blocked = "" if packs else _("First adopt a standards pack.")
    return TabbedHead(
        line=" · ".join(words),
        primary=form_act(
            _("New case"),
            lambda: forms.case_form(organisations, packs),
            commands.open_case,
            icon="plus",
            blocked=blocked,
            done=_("The case is open."),
        ),
        counts={CASES: len(rows)},
        waiting=waiting,
    )
