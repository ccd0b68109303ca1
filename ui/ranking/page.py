"""The ranking page: the ranking as the scores make it now, and those that were fixed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout

from iris_grants.calls.queries import CallRow
from iris_grants.kernel.money import Money
from iris_grants.kernel.problems import Problem, Severity
from iris_grants.scoring.queries.committee import committee_of
from iris_grants.scoring.queries.meeting import meetings_of
from iris_grants.scoring.queries.ranking import FixedRanking, fixed_rankings, lots_of
from iris_grants.scoring.rules.reassessment import THIRD_NEEDED
from iris_grants.scoring.rules.selection import Decision
from iris_grants.wording import N_, _, ngettext
from iris_grants.wording.formats import money
from ui.committee.choice import CallChoice, choice_act, published_calls
from ui.ranking import acts
from ui.ranking.columns import FIXED, place_columns
from ui.ranking.delegate import RankingDelegate, tall_row
from ui.ranking.details import fixed_detail, place_detail
from ui.ranking.home import home as home
from ui.ranking.meetings import meeting_act, meetings_page
from ui.ranking.places import PlaceRow, assessors_in, differs_from_fixed, places_of
from ui.ranking.trial_page import TrialPage
from ui.shell.act import Act, go_act
from ui.shell.context import Context
from ui.shell.controls import column
from ui.shell.page import Page
from ui.tables.listpage import ListPage
from ui.tables.spec import Filter, ListSpec
from ui.tables.states import Empty, LoadingPanel
from ui.tables.tabbed import TabbedHead, TabbedPage

if TYPE_CHECKING:
    from iris_grants.kernel.storage import Session

NOW, FIXED_ONES, TRIAL, MEETINGS = "now", "fixed", "trial", "meetings"
TOPICS = frozenset(
    {"scores", "returns", "assignments", "conflicts", "committee", "ranking", "applications"}
)
EMPTY = Empty(
    title=N_("No applications to rank"),
    body=N_(
        "Applications that are assessed stand here by their points, with the reason of every "
        "place and the line where the money ends."
    ),
    first=N_("First admit applications and take in the scores."),
    icon="list-ordered",
)
Codes = tuple[tuple[str, ...], bool]


def build(context: Context) -> RankingPage:
    """The page."""
    return RankingPage(context)


class RankingPage(TabbedPage):
    """The ranking of one call."""

    topics = TOPICS | {"calls", "awards", "meetings"}

    def __init__(self, context: Context) -> None:
        super().__init__(context, N_("Ranking"))
        self.choice = CallChoice(context)
        choice = self.choice
        self.put(NOW, N_("Present ranking"), lambda inner: CurrentPage(inner, choice))
        self.put(FIXED_ONES, N_("Fixed rankings"), lambda inner: fixed_page(inner, choice))
        self.put(MEETINGS, N_("Meetings"), lambda inner: meetings_page(inner, choice))
        self.put(TRIAL, N_("What if…"), lambda inner: TrialPage(inner, choice))

    def refresh(self) -> None:
        """Load the head in a thread; each tab loads itself when it is seen."""
        choice = self.choice
        self.context.desk.read(lambda session: head_of(session, choice), self._on_head, owner=self)

    def open_record(self, key: str) -> None:
        """Show an application in the ranking as it is now."""
        super().open_record(key if "/" in key else f"{NOW}/{key}")

    def showEvent(self, event: QShowEvent) -> None:
        if self.choice.look():
            self._stale = True
        super().showEvent(event)

    def _on_head(self, head: TabbedHead) -> None:
        preliminary = any(one.code == "ranking.preliminary" for one in head.problems)
        title = _("Ranking (preliminary)") if preliminary else _("Ranking")
        self.head.title.set_full_text(title)
        self.show_head("ranking", head)


class CurrentPage(Page):
    """The ranking as it is now; built anew where other assessors come into it."""

    topics = TOPICS

    def __init__(self, context: Context, choice: CallChoice) -> None:
        super().__init__(context)
        self._choice = choice
        self._codes: Codes | None = None
        self._wanted = ""
        self.list: ListPage[PlaceRow] | None = None
        self._layout: QVBoxLayout = column(self, spacing=0)
        self._loading = LoadingPanel()
        self._layout.addWidget(self._loading)

    def refresh(self) -> None:
        """See who assesses; the list loads its rows by itself."""
        choice = self._choice

        def load(session: Session) -> Codes:
            call = choice.found(session)
            if call is None:
                return (), False
            return assessors_in(places_of(session, call.id)), bool(lots_of(session, call.id))

        self.context.desk.read(load, self._on_codes, owner=self)

    def open_record(self, key: str) -> None:
        """Select an application."""
        self._wanted = key
        if self.list is not None:
            self.list.open_record(key)

    def start_search(self) -> None:
        """Search in the ranking."""
        if self.list is not None:
            self.list.start_search()

    def _on_codes(self, codes: Codes) -> None:
        if codes == self._codes:
            return
        self._codes = codes
        if self.list is not None:
            self.list.setParent(None)
            self.list.deleteLater()
        self._loading.hide()
        made = ListPage(self.context, current_spec(self._choice, *codes))
        made.head.hide()
        layout = made.layout()
        if layout is not None:
            layout.setContentsMargins(0, 0, 0, 0)
        made.table.setItemDelegate(RankingDelegate(made.model, made.table))
        made.table.columns_changed.connect(self._on_table_columns_changed)
        self.list = made
        self._layout.addWidget(made)
        self._on_table_columns_changed()
        if self._wanted:
            made.open_record(self._wanted)

    def _on_table_columns_changed(self) -> None:
        """Rows have two lines, at whatever zoom the columns were just fitted for."""
        if self.list is None:
            return
        header = self.list.table.verticalHeader()
        if header.defaultSectionSize() != tall_row():
            header.setDefaultSectionSize(tall_row())


def current_spec(choice: CallChoice, assessors: tuple[str, ...], lots: bool) -> ListSpec[PlaceRow]:
    """The ranking as it is now, as data."""

    def load(session: Session) -> tuple[PlaceRow, ...]:
        call = choice.found(session)
        return () if call is None else places_of(session, call.id)

    return ListSpec(
        key="ranking/now",
        title=N_("Ranking"),
        topics=TOPICS,
        load=load,
        row_key=lambda place: place.application.id,
        columns=place_columns(assessors, lots=lots),
        empty=EMPTY,
        detail=place_detail,
        filters=tuple(
            Filter(key=decision.value, title=title, keeps=_keeps(decision))
            for decision, title in (
                (Decision.SELECTED, N_("Selected")),
                (Decision.RESERVE, N_("Reserve list")),
                (Decision.REJECTED, N_("Rejected")),
                (Decision.AWAITING, N_("Awaiting")),
            )
        ),
        search_hint=N_("Application or applicant"),
    )


def fixed_page(context: Context, choice: CallChoice) -> ListPage[FixedRanking]:
    """The rankings that the committee fixed."""

    def load(session: Session) -> tuple[FixedRanking, ...]:
        call = choice.found(session)
        return () if call is None else fixed_rankings(session, call.id)

    return ListPage(
        context,
        ListSpec(
            key="ranking/fixed",
            title=N_("Fixed rankings"),
            topics=frozenset({"ranking"}),
            load=load,
            row_key=lambda one: one.id,
            columns=FIXED,
            empty=Empty(
                title=N_("No ranking is fixed"),
                body=N_(
                    "What the committee decides is kept here with the three files from which "
                    "anybody can recompute it."
                ),
                first=N_("First every application needs its assessments."),
                icon="gavel",
            ),
            detail=fixed_detail,
        ),
    )


def head_of(session: Session, choice: CallChoice) -> TabbedHead:
    """Line, warnings and steps for the call that is shown."""
    call = choice.found(session)
    if call is None:
        return TabbedHead(
            line=_("No call is published yet"), primary=go_act(_("First publish a call."), "calls")
        )
    places = places_of(session, call.id)
    fixed = fixed_rankings(session, call.id)
    differs = differs_from_fixed(session, call.id, places)
    awaiting = sum(place.row.decision is Decision.AWAITING for place in places)
    fix = acts.fix_act(
        call,
        lots_of(session, call.id),
        awaiting,
        blocked="" if places else _("First admit applications."),
    )
    final = bool(fixed) and not fixed[0].preliminary and not differs
    papers = acts.papers_act(call, blocked="" if fixed else _("First fix the ranking."))
    export = acts.export_act(call, fixed=bool(fixed))
    meetings = meetings_of(session, call.id)
    meeting = meeting_act(
        call,
        choice,
        committee_of(session, call.id),
        meetings,
        blocked="" if places else _("First admit applications."),
    )
    return TabbedHead(
        line=_line(call, places),
        primary=_next(places, fix, final=final),
        always=choice_act(published_calls(session), call, choice),
        acts={NOW: (export, meeting, fix), FIXED_ONES: (papers,), MEETINGS: (meeting, papers)},
        counts={FIXED_ONES: len(fixed), MEETINGS: len(meetings)},
        problems=_problems(places, awaiting, differs=differs),
        waiting=sum(_third_wanted(place) for place in places),
    )


def _line(call: CallRow, places: tuple[PlaceRow, ...]) -> str:
    selected = [place for place in places if place.row.decision is Decision.SELECTED]
    offered = sum(place.row.offered_minor or 0 for place in selected)
    words = ngettext("{n} of {all} selected", "{n} of {all} selected", len(selected))
    parts = [call.number, words.format(n=len(selected), all=len(places))]
    amounts = _("{offered} of {envelope} offered")
    parts.append(
        amounts.format(
            offered=money(Money(offered, call.envelope.currency)), envelope=money(call.envelope)
        )
    )
    cuts = [place.application.number for place in places if place.below_cut]
    if cuts:
        parts.append(_("the line runs above {application}").format(application=", ".join(cuts)))
    return " · ".join(parts)


def _problems(places: tuple[PlaceRow, ...], awaiting: int, *, differs: bool) -> tuple[Problem, ...]:
    found = []
    if awaiting:
        found.append(
            Problem(
                code="ranking.preliminary",
                severity=Severity.WARNING,
                params={"count": awaiting, "all": len(places)},
            )
        )
    if differs:
        found.append(Problem(code="ranking.differs_from_fixed", severity=Severity.WARNING))
    return tuple(found)


def _next(places: tuple[PlaceRow, ...], fix: Act, *, final: bool) -> Act:
    """The step that moves the whole on."""
    if final:
        return go_act(_("To awards"), "awards")
    wanted = next((place for place in places if _third_wanted(place)), None)
    if wanted is not None:
        record = f"{NOW}/{wanted.application.id}"
        return go_act(_("Third assessors"), "ranking", record, icon="users")
    if any(place.row.decision is Decision.AWAITING for place in places):
        return go_act(_("To the committee"), "committee", "returns/")
    return fix


def _third_wanted(place: PlaceRow) -> bool:
    named = place.row.application.third_assessor
    return place.row.reason == THIRD_NEEDED and not named


def _keeps(decision: Decision) -> Callable[[PlaceRow], bool]:
    return lambda place: place.row.decision is decision
