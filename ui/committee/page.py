"""The committee page: members, assignments, conflicts, packages and returns of a call."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QShowEvent

from iris_grants.applications.queries import list_applications
from iris_grants.calls.queries import terms_of
from iris_grants.people.queries import list_people
from iris_grants.scoring.queries.ranking import RANKED
from iris_grants.wording import N_, _, ngettext
from ui.committee import acts, entering, lists, standing
from ui.committee.assignments import AssignmentsPage
from ui.committee.choice import CallChoice, choice_act, published_calls
from ui.committee.home import home as home
from ui.committee.standing import Standing, standing_of
from ui.shell.act import Act, go_act
from ui.shell.context import Context
from ui.tables.tabbed import TabbedHead, TabbedPage

if TYPE_CHECKING:
    from iris_grants.kernel.storage import Session

MEMBERS, BOARD, CONFLICTS, PACKAGES, RETURNS = (
    "members",
    "board",
    "conflicts",
    "packages",
    "returns",
)


def build(context: Context) -> CommitteePage:
    """The page."""
    return CommitteePage(context)


class CommitteePage(TabbedPage):
    """The committee of one call in five tabs."""

    topics = lists.TOPICS | {"calls", "ranking"}

    def __init__(self, context: Context) -> None:
        super().__init__(context, N_("Committee"))
        self.choice = CallChoice(context)
        choice = self.choice
        self.put(MEMBERS, N_("Members"), lambda inner: lists.members_page(inner, choice))
        self.put(BOARD, N_("Assignments"), lambda inner: AssignmentsPage(inner, choice))
        self.put(CONFLICTS, N_("Conflicts"), lambda inner: lists.conflicts_page(inner, choice))
        self.put(PACKAGES, N_("Packages"), lambda inner: lists.packages_page(inner, choice))
        self.put(RETURNS, N_("Returns"), lambda inner: lists.ReturnsPage(inner, choice))

    def refresh(self) -> None:
        """Load the head in a thread; each tab loads itself when it is seen."""
        choice = self.choice

        def load(session: Session) -> TabbedHead:
            return head_of(session, choice)

        self.context.desk.read(load, lambda head: self.show_head("committee", head), owner=self)

    def take_dropped(self, paths: tuple[Path, ...]) -> None:
        """Show what dropped returns are, on their tab."""
        self.open_tab(RETURNS)
        acts.read_dropped(self.context, self.choice, paths)

    def showEvent(self, event: QShowEvent) -> None:
        if self.choice.look():
            self._stale = True
        super().showEvent(event)


def head_of(session: Session, choice: CallChoice) -> TabbedHead:
    """Line, path and steps for the call that is shown."""
    call = choice.found(session)
    if call is None:
        words = _("First publish a call.")
        return TabbedHead(
            line=_("No call is published yet"), primary=go_act(words, "calls"), always=()
        )
    found = standing_of(session, call)
    steps = _steps(session, found, choice)
    others = choice_act(published_calls(session), call, choice)
    return TabbedHead(
        line=_line(found),
        path=found.path(),
        primary=_next(found, steps, call.id in choice.looked),
        always=others,
        acts=steps,
        counts={
            MEMBERS: len(found.members),
            CONFLICTS: len(found.questions),
            PACKAGES: len(found.packages),
            RETURNS: len(found.returns),
        },
        problems=found.lacks if found.members else (),
        waiting=found.waiting(),
    )


def _line(found: Standing) -> str:
    members = ngettext("{n} member", "{n} members", len(found.members))
    papers = ngettext("{n} application", "{n} applications", found.applications)
    out = len(found.packages) - len(found.unreturned)
    parts = [
        found.call.number,
        members.format(n=len(found.members)),
        papers.format(n=found.applications),
    ]
    if found.packages:
        words = _("{back} of {all} packages returned")
        parts.append(words.format(back=out, all=len(found.packages)))
    return " · ".join(parts)


def _steps(session: Session, found: Standing, choice: CallChoice) -> dict[str, tuple[Act, ...]]:
    call_id = found.call.id
    inside = {member.person_id for member in found.members}
    people = tuple(one for one in list_people(session) if one.active and one.id not in inside)
    papers = tuple(row for row in list_applications(session, call_id) if row.state in RANKED)
    detect = acts.detect_act(
        call_id, choice, "" if found.members and papers else _("First members and applications.")
    )
    return {
        MEMBERS: (acts.appoint_act(call_id, people, terms_of(session, call_id).countries),),
        BOARD: (acts.assign_act(found),),
        CONFLICTS: (detect, acts.declare_act(found.members, papers)),
        PACKAGES: (acts.packages_act(found),),
        RETURNS: (acts.returns_act(found), _sheet_act(found)),
    }


def _sheet_act(found: Standing) -> Act:
    blocked = "" if found.packages else _("First make the packages.")
    return entering.sheet_act(found.call.id, blocked)


def _next(found: Standing, steps: dict[str, tuple[Act, ...]], looked: bool) -> Act:
    """The step that moves the whole on."""
    at = found.at()
    if found.fixed or at == standing.RANKING:
        return go_act(_("To the ranking"), "ranking")
    if at == standing.DECLARE:
        first = found.undeclared[0]
        return go_act(_("Declarations"), "committee", f"{MEMBERS}/{first.id}", icon="file-check")
    if at == standing.CONFLICTS:
        first_tie = found.questions[0]
        return go_act(
            _("Answer the ties"), "committee", f"{CONFLICTS}/{first_tie.id}", icon="gavel"
        )
    if at == standing.RETURNS and found.held:
        return go_act(_("Held returns"), "committee", f"{RETURNS}/{found.held[0].id}", icon="clock")
    if at == standing.ASSIGN and not (looked or found.assignments or found.conflicts):
        return steps[CONFLICTS][0]
    tab = {
        standing.APPOINT: MEMBERS,
        standing.ASSIGN: BOARD,
        standing.PACKAGES: PACKAGES,
        standing.RETURNS: RETURNS,
    }[at]
    return steps[tab][0]
