"""The lists in the tabs of the committee: members, conflicts, packages, returns."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QDragEnterEvent, QDropEvent

from iris_grants.scoring.queries.committee import (
    ConflictRow,
    assignments_of,
    committee_of,
    conflicts_of,
)
from iris_grants.scoring.queries.packages import PackageRow, packages_of
from iris_grants.scoring.queries.returns import ReturnRow, returns_of
from iris_grants.wording import N_
from ui.committee import acts, details
from ui.committee.choice import CallChoice
from ui.committee.columns import CONFLICTS, MEMBERS, PACKAGES, RETURNS, MemberLine
from ui.shell.context import Context
from ui.tables.listpage import ListPage
from ui.tables.spec import Filter, ListSpec
from ui.tables.states import Empty

if TYPE_CHECKING:
    from iris_grants.kernel.storage import Session

TOPICS = frozenset(
    {"committee", "assignments", "conflicts", "packages", "returns", "scores", "applications"}
)


def members_page(context: Context, choice: CallChoice) -> ListPage[MemberLine]:
    """The members with their role, declaration and load."""

    def load(session: Session) -> tuple[MemberLine, ...]:
        call = choice.found(session)
        return () if call is None else _member_lines(session, call.id)

    return ListPage(
        context,
        ListSpec(
            key="committee/members",
            title=N_("Members"),
            topics=TOPICS,
            load=load,
            row_key=lambda line: line.member.id,
            columns=MEMBERS,
            empty=Empty(
                title=N_("No committee yet"),
                body=N_("Chair, secretary, voting members and assessors of the call stand here."),
                first=N_("First publish a call; then appoint the members."),
                icon="users",
            ),
            detail=lambda session, line: details.member_detail(session, line.member),
            filters=(
                Filter(
                    key="undeclared",
                    title=N_("Without declaration"),
                    keeps=lambda line: line.member.declared_on is None,
                ),
                Filter(
                    key="with_work",
                    title=N_("With applications"),
                    keeps=lambda line: line.member.load > 0,
                ),
            ),
            search_hint=N_("Name, code or organisation"),
        ),
    )


def _member_lines(session: Session, call_id: str) -> tuple[MemberLine, ...]:
    scored = Counter(
        one.member_id for one in assignments_of(session, call_id) if one.state == "complete"
    )
    return tuple(
        MemberLine(member=one, scored=scored[one.id]) for one in committee_of(session, call_id)
    )


def conflicts_page(context: Context, choice: CallChoice) -> ListPage[ConflictRow]:
    """The ties, declared and found in the data."""

    def load(session: Session) -> tuple[ConflictRow, ...]:
        call = choice.found(session)
        return () if call is None else conflicts_of(session, call.id)

    return ListPage(
        context,
        ListSpec(
            key="committee/conflicts",
            title=N_("Conflicts of interest"),
            topics=TOPICS,
            load=load,
            row_key=lambda row: row.id,
            columns=CONFLICTS,
            empty=Empty(
                title=N_("No ties known"),
                body=N_(
                    "Ties that members declare, and questions about ties that the data show, "
                    "stand here. Only declared and confirmed ones block."
                ),
                first=N_("Let the program look for ties, and ask every member."),
                icon="ban",
            ),
            detail=details.conflict_detail,
            filters=(
                Filter(key="open", title=N_("To answer"), keeps=lambda row: row.state == "open"),
                Filter(
                    key="confirmed",
                    title=N_("Blocking"),
                    keeps=lambda row: row.state == "confirmed",
                ),
            ),
            search_hint=N_("Member, application or applicant"),
        ),
    )


def packages_page(context: Context, choice: CallChoice) -> ListPage[PackageRow]:
    """The packages that left, and whether they came back."""

    def load(session: Session) -> tuple[PackageRow, ...]:
        call = choice.found(session)
        return () if call is None else packages_of(session, call.id)

    return ListPage(
        context,
        ListSpec(
            key="committee/packages",
            title=N_("Packages"),
            topics=TOPICS,
            load=load,
            row_key=lambda row: row.id,
            columns=PACKAGES,
            empty=Empty(
                title=N_("No packages yet"),
                body=N_(
                    "Each assessor gets one encrypted file with the applications to assess; "
                    "what left, and what came back of it, stands here."
                ),
                first=N_("First assign the applications."),
                icon="package",
            ),
            detail=details.package_detail,
            filters=(
                Filter(
                    key="out",
                    title=N_("Not returned"),
                    keeps=lambda row: row.returned_at is None,
                ),
            ),
            search_hint=N_("Assessor or package"),
        ),
    )


class ReturnsPage(ListPage[ReturnRow]):
    """The returns; files dropped here are read, and shown before anything is taken in."""

    def __init__(self, context: Context, choice: CallChoice) -> None:
        self._choice = choice
        super().__init__(context, _returns_spec(choice))
        self.setAcceptDrops(True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = tuple(Path(url.toLocalFile()) for url in event.mimeData().urls())
        acts.read_dropped(self.context, self._choice, paths)
        event.acceptProposedAction()


def _returns_spec(choice: CallChoice) -> ListSpec[ReturnRow]:
    def load(session: Session) -> tuple[ReturnRow, ...]:
        call = choice.found(session)
        return () if call is None else returns_of(session, call.id)

    return ListSpec(
        key="committee/returns",
        title=N_("Returns"),
        topics=TOPICS,
        load=load,
        row_key=lambda row: row.id,
        columns=RETURNS,
        empty=Empty(
            title=N_("No returns yet"),
            body=N_(
                "Scores come back as one signed file an assessor. Drop the files here, or take "
                "them in from a folder."
            ),
            first=N_("First make the packages and send them."),
            icon="inbox",
        ),
        detail=details.return_detail,
        filters=(
            Filter(key="held", title=N_("Held"), keeps=lambda row: row.state == "held"),
            Filter(key="counts", title=N_("Count"), keeps=lambda row: row.state == "accepted"),
        ),
        search_hint=N_("Assessor or package"),
    )
