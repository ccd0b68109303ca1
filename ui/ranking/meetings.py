"""The meetings of a committee as a list, and the steps that open, show and close them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from iris_grants.calls.queries import CallRow
from iris_grants.scoring.commands.meeting import close_meeting, note_presence, open_meeting
from iris_grants.scoring.meeting_words import meeting_title, minute_words, place_words
from iris_grants.scoring.queries.committee import MemberRow, committee_of
from iris_grants.scoring.queries.meeting import MeetingRow, MinuteRow, PresentRow, meetings_of
from iris_grants.wording import N_, _, label
from iris_grants.wording.formats import moment, today
from ui.committee.choice import CallChoice
from ui.forms.acts import command_act, form_act
from ui.forms.fields import Choice, Field, FieldKind, FormSpec
from ui.ranking.meeting_window import open_view
from ui.shell.act import Act
from ui.shell.context import Context
from ui.shell.tokens import Meaning
from ui.tables.columns import Chip, Column, Kind
from ui.tables.detail import Detail, Pair, Pairs, Tab, sub_table
from ui.tables.listpage import ListPage
from ui.tables.spec import ListSpec
from ui.tables.states import Empty

if TYPE_CHECKING:
    from iris_grants.kernel.storage import Session

MEETINGS: tuple[Column[MeetingRow], ...] = (
    Column(key="number", title=N_("No."), kind=Kind.INTEGER, width=56),
    Column(key="held_on", title=N_("Held on"), kind=Kind.DATE),
    Column(key="place", title=N_("Place of the meeting"), width=140, stretch=2),
    Column(
        key="present",
        title=N_("Present"),
        kind=Kind.INTEGER,
        value=lambda one: len(one.present),
        width=90,
    ),
    Column(
        key="minutes",
        title=N_("Lines of minutes"),
        kind=Kind.INTEGER,
        value=lambda one: len(one.minutes),
        width=130,
    ),
    Column(
        key="state",
        title=N_("State"),
        kind=Kind.CHIP,
        value=lambda one: state_of(one),
        width=110,
    ),
)
MINUTES: tuple[Column[MinuteRow], ...] = (
    Column(key="position", title=N_("No."), kind=Kind.INTEGER, width=48),
    Column(key="number", title=N_("Application"), width=84),
    Column(key="said", title=N_("What was said"), value=minute_words, width=160, stretch=3),
    Column(key="then", title=N_("In the ranking then"), value=place_words, width=120, stretch=2),
)
PRESENT: tuple[Column[PresentRow], ...] = (
    Column(key="code", title=N_("Code"), width=64),
    Column(key="name", title=N_("Name and surname"), width=120, stretch=2),
    Column(key="role", title=N_("Role"), value=lambda one: label(f"member.{one.role}"), stretch=1),
)


def state_of(row: MeetingRow) -> Chip:
    """Whether a meeting is open."""
    if row.closed_at is None:
        return Chip(word=_("in session"), meaning=Meaning.ATTENTION)
    return Chip(word=_("concluded"), meaning=Meaning.NEUTRAL)


def meetings_page(context: Context, choice: CallChoice) -> ListPage[MeetingRow]:
    """The meetings of the call in view."""

    def load(session: Session) -> tuple[MeetingRow, ...]:
        call = choice.found(session)
        return () if call is None else tuple(reversed(meetings_of(session, call.id)))

    def detail(session: Session, row: MeetingRow) -> Detail:
        call = choice.found(session)
        members = () if call is None else committee_of(session, call.id)
        return meeting_detail(row, members, choice)

    return ListPage(
        context,
        ListSpec(
            key="ranking/meetings",
            title=N_("Meetings"),
            topics=frozenset({"meetings", "committee"}),
            load=load,
            row_key=lambda one: one.id,
            columns=MEETINGS,
            empty=Empty(
                title=N_("No meeting was held here"),
                body=N_(
                    "What the committee says of each application is recorded in the meeting "
                    "view, and stands in the minutes document."
                ),
                first=N_("Open the meeting view."),
                icon="users",
            ),
            detail=detail,
        ),
    )


def meeting_detail(row: MeetingRow, members: tuple[MemberRow, ...], choice: CallChoice) -> Detail:
    """A meeting: its facts, who was there, its minutes."""
    closed = _("still open") if row.closed_at is None else moment(row.closed_at)
    return Detail(
        title=meeting_title(row),
        line=row.place or "",
        chip=state_of(row),
        acts=() if row.closed_at else _open_acts(row, members, choice),
        tabs=(
            Tab(
                title=_("Minutes"),
                count=len(row.minutes),
                parts=(
                    Pairs(
                        pairs=(
                            Pair(label=_("Beginning of the meeting"), value=moment(row.opened_at)),
                            Pair(label=_("End of the meeting"), value=closed),
                        )
                    ),
                    sub_table(
                        MINUTES, row.minutes, lambda one: one.id, none=_("Nothing was minuted.")
                    ),
                ),
            ),
            Tab(
                title=_("Present"),
                count=len(row.present),
                parts=(
                    sub_table(
                        PRESENT,
                        row.present,
                        lambda one: one.member_id,
                        none=_("nobody was written down"),
                    ),
                ),
            ),
        ),
    )


def meeting_act(
    call: CallRow,
    choice: CallChoice,
    members: tuple[MemberRow, ...],
    meetings: tuple[MeetingRow, ...],
    *,
    blocked: str = "",
) -> Act:
    """The way into the meeting view; a meeting is opened first where none is open."""
    if any(one.closed_at is None for one in meetings):
        return view_act(choice)

    def opened(context: Context, identity: object) -> None:
        open_view(context, choice, context.window)

    return form_act(
        _("Open a meeting…"),
        lambda: meeting_form(members),
        open_meeting,
        fixed={"call_id": call.id},
        icon="users",
        blocked=blocked,
        on_done=opened,
    )


def view_act(choice: CallChoice) -> Act:
    """Showing the view of the open meeting."""

    def run(context: Context, owner: QWidget) -> None:
        open_view(context, choice, owner)

    return Act(text=_("Meeting view"), run=run, icon="maximize", key="F8")


def meeting_form(members: tuple[MemberRow, ...]) -> FormSpec:
    """When and where the committee meets, and who is there."""
    return FormSpec(
        title=_("Open a meeting"),
        intro=_(
            "The meeting view shows one application after the other in large letters, without "
            "names. What is decided is recorded at once in the minutes of this meeting."
        ),
        save=_("Open the meeting"),
        fields=(
            Field(
                name="held_on",
                label=_("Held on"),
                kind=FieldKind.DATE,
                required=True,
                initial=today(),
            ),
            Field(name="place", label=_("Place of the meeting")),
            Field(
                name="present",
                label=_("Present"),
                kind=FieldKind.SEVERAL,
                empty=(),
                choices=tuple(_member_choice(one) for one in members),
            ),
        ),
    )


def _open_acts(
    row: MeetingRow, members: tuple[MemberRow, ...], choice: CallChoice
) -> tuple[Act, ...]:
    there = {one.member_id for one in row.present}
    absent = tuple(one for one in members if one.id not in there)
    joined = form_act(
        _("Somebody joins…"),
        lambda: FormSpec(
            title=_("Somebody joins the meeting"),
            save=_("Write down"),
            fields=(
                Field(
                    name="member_id",
                    label=_("Member"),
                    kind=FieldKind.CHOICE,
                    required=True,
                    choices=tuple(_member_choice(one) for one in absent),
                ),
            ),
        ),
        note_presence,
        fixed={"meeting_id": row.id},
        blocked="" if absent else _("Everybody is there."),
    )
    close = command_act(
        _("Close the meeting"),
        close_meeting,
        {"meeting_id": row.id},
        question=_("Close this meeting? Its minutes stand from then on."),
        yes=_("Close the meeting"),
        icon="check",
        done=_("The meeting is closed."),
    )
    return (view_act(choice), joined, close)


def _member_choice(member: MemberRow) -> Choice:
    return Choice(value=member.id, label=f"{member.name} · {label(f'member.{member.role}')}")
