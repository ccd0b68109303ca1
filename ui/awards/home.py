"""What awards put on the first page: the envelope, and what waits for a decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iris_grants.awards import queries
from iris_grants.awards.complaints import complaints_of
from iris_grants.awards.exceptions import list_exceptions
from iris_grants.awards.queries import AwardRow, Envelope
from iris_grants.awards.rules.complaints import ComplaintState
from iris_grants.calls.queries import list_calls
from iris_grants.kernel.access import Role
from iris_grants.kernel.money import Money
from iris_grants.wording import _, label
from iris_grants.wording.formats import day, money, today
from ui.charts import HorizontalBars, Slice
from ui.home.parts import Figure, HomePart, Need, Picture
from ui.shell.tokens import Meaning
from ui.tables.columns import Chip

if TYPE_CHECKING:
    from iris_grants.kernel.storage import Session


def home(session: Session) -> HomePart:
    """Awarded and free money of the newest call; open negotiations and decisions."""
    call = next((one for one in list_calls(session) if one.state != "draft"), None)
    if call is None:
        return HomePart()
    envelope = queries.envelope_of(session, call.id)
    awards = queries.list_awards(session, call_id=call.id)
    title = _("Envelope of {call}").format(call=call.number)
    slices = _slices(envelope, awards)
    return HomePart(
        figures=_figures(envelope, awards),
        needs=(*_needs(session, awards), *_complaints(session, call.id)),
        pictures=(Picture(title=title, make=lambda: HorizontalBars(title, slices)),),
    )


def _needs(session: Session, awards: tuple[AwardRow, ...]) -> tuple[Need, ...]:
    needs = [
        Need(
            text=_("Application {number} is selected: open the negotiation.").format(number=number),
            button=_("To awards"),
            page="awards",
            roles=frozenset({Role.GRANTS_OFFICER}),
        )
        for _key, number in queries.to_negotiate(session)
    ]
    needs += [
        Need(
            text=_("The award to {organisation} waits for a decision.").format(
                organisation=one.organisation
            ),
            button=_("To the award"),
            page="awards",
            record=one.id,
            roles=frozenset({Role.APPROVER}),
        )
        for one in awards
        if one.state == "proposed"
    ]
    needs += [
        Need(
            text=_("An exception from the ceiling for {organisation} waits for approval.").format(
                organisation=one.organisation
            ),
            button=_("To the award"),
            page="awards",
            record=one.award_id,
            roles=frozenset({Role.APPROVER}),
        )
        for one in list_exceptions(session)
        if one.approved is None
    ]
    return tuple(needs)


def _complaints(session: Session, call_id: str) -> tuple[Need, ...]:
    """Complaints that nobody decided yet, and those whose answer is not written."""
    found = []
    for one in complaints_of(session, call_id=call_id, today=today()):
        if one.state is ComplaintState.ANSWERED:
            continue
        words = _("Complaint no. {number} of {application}: {state}, due on {day}")
        found.append(
            Need(
                text=words.format(
                    number=one.number,
                    application=one.application,
                    state=label(f"state.complaint.{one.state}"),
                    day=day(one.due_on),
                ),
                button=_("To the application"),
                page="applications",
                record=one.application_id,
            )
        )
    return tuple(found)


def _slices(envelope: Envelope, awards: tuple[AwardRow, ...]) -> tuple[Slice, ...]:
    reserve = sum(one.amount.minor for one in awards if one.state == "proposed")
    return (
        Slice(name=_("awarded"), value=envelope.awarded.minor, shown=money(envelope.awarded)),
        Slice(name=_("in negotiation"), value=reserve, shown=_euros(reserve)),
        Slice(name=_("free"), value=envelope.free.minor, shown=money(envelope.free)),
    )


def _figures(envelope: Envelope, awards: tuple[AwardRow, ...]) -> tuple[Figure, ...]:
    if not any(one.state == "awarded" for one in awards):
        return ()
    of = _("of {envelope}").format(envelope=money(envelope.envelope))
    return (
        Figure(
            title=_("Awarded"),
            value=money(envelope.awarded),
            chip=Chip(word=of, meaning=Meaning.INFORMATION),
        ),
    )


def _euros(minor: int) -> str:
    return money(Money(minor, "EUR"))
