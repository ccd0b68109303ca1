"""The awards page: negotiation, decisions, reserve list, complaints, ceiling and letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from iris_grants.awards import commands, queries
from iris_grants.awards.letter_facts import due_letters
from iris_grants.awards.letters import write_letter
from iris_grants.awards.queries import AwardRow, LineRow
from iris_grants.awards.reserve import propose_from_reserve, reserve_list
from iris_grants.calls.queries import CallRow, list_calls
from iris_grants.kernel.money import Money
from iris_grants.wording import N_, _, label, ngettext
from iris_grants.wording.formats import money, today
from ui.awards import forms
from ui.awards.columns import AWARDS, STATES
from ui.awards.complaints import complaint_act
from ui.awards.details import tabs_of
from ui.awards.exceptions import ask_act
from ui.awards.home import home as home
from ui.awards.jobs import write_due_letters
from ui.awards.negotiation_dialog import NegotiationDialog, negotiation_of
from ui.forms.acts import command_act, form_act
from ui.forms.work import work_act
from ui.shell.act import Act, go_act
from ui.shell.context import Context
from ui.tables.columns import chip
from ui.tables.detail import Detail, Path
from ui.tables.listpage import ListPage
from ui.tables.spec import Filter, Head, ListSpec
from ui.tables.states import Empty

if TYPE_CHECKING:
    from iris_grants.kernel.storage import Session

OFFERED = 2
"""How many applications to negotiate are offered in the head beside the first."""


def build(context: Context) -> ListPage[AwardRow]:
    """The page."""
    return ListPage(context, SPEC)


def _head(session: Session, rows: tuple[AwardRow, ...]) -> Head:
    calls = [call for call in list_calls(session) if call.state != "draft"]
    waiting = queries.to_negotiate(session)
    acts = [
        command_act(
            _("Negotiate {application}").format(application=number),
            commands.propose_award,
            {"application_id": identity},
            icon="plus",
            done=_("The negotiation is open."),
        )
        for identity, number in waiting
    ]
    acts += [] if acts else [act for call in calls[:1] for act in _reserve_acts(session, call)]
    letters = [act for call in calls[:1] for act in _letter_acts(session, call)]
    return Head(
        line=_envelope_line(session, calls),
        primary=acts[0] if acts else None,
        secondary=(*acts[1 : 1 + OFFERED], *letters),
        waiting=len(waiting) + sum(1 for row in rows if row.state == "proposed"),
    )


def _envelope_line(session: Session, calls: list[CallRow]) -> str:
    if not calls:
        return ""
    envelope = queries.envelope_of(session, calls[0].id)
    return _("{call}: envelope {envelope}, awarded {awarded}, free {free}").format(
        call=calls[0].number,
        envelope=money(envelope.envelope),
        awarded=money(envelope.awarded),
        free=money(envelope.free),
    )


def _reserve_acts(session: Session, call: CallRow) -> list[Act]:
    """Taking up whoever is next on a reserve list of the call."""
    return [
        command_act(
            _("Take up {number} from the reserve list").format(number=place.number),
            propose_from_reserve,
            {"application_id": place.application_id},
            question=_("Take up {number}, {organisation}, with {amount}?").format(
                number=place.number,
                organisation=place.organisation,
                amount=money(place.offered),
            ),
            yes=_("Take up"),
            icon="list-ordered",
            done=_("The negotiation is open."),
        )
        for place in reserve_list(session, call.id, today=today())
        if place.offered is not None
    ]


def _letter_acts(session: Session, call: CallRow) -> list[Act]:
    due = due_letters(session, call.id)
    if not due:
        return []
    return [
        work_act(
            _("Letters ({n})…").format(n=len(due)),
            lambda: forms.letters_form(due),
            lambda desk, values, progress: write_due_letters(desk, call.id, values, progress),
            on_done=_letters_written,
            icon="send",
        )
    ]


def _letters_written(context: Context, count: int) -> None:
    words = ngettext(
        "{n} letter is written and filed.", "{n} letters are written and filed.", count
    )
    context.feedback.inform(words.format(n=count))


def _detail(session: Session, row: AwardRow) -> Detail:
    lines = queries.lines_of(session, row.id)
    return Detail(
        title=row.organisation,
        line=f"{row.number} · {row.title}",
        chip=chip(row.state, STATES, "state.award."),
        path=_path(row),
        acts=(*_acts(row, lines), *_exception_acts(session, row)),
        tabs=tabs_of(session, row, lines),
    )


def _exception_acts(session: Session, row: AwardRow) -> tuple[Act, ...]:
    """The way to an exception, where the award would pass the ceiling."""
    if row.state != "proposed":
        return ()
    ceiling = queries.ceiling_of(session, row.organisation_id)
    grant = Money(queries.trial_of(session, row).grant, row.amount.currency)
    return () if grant <= ceiling.left else (ask_act(row, ceiling),)


def _path(row: AwardRow) -> Path:
    steps = (_("negotiation"), _("decision"), _("contract"))
    if row.state in ("declined", "withdrawn"):
        return Path(steps=steps, at=0, ended=label(f"state.award.{row.state}"))
    return Path(steps=steps, at=2 if row.state == "awarded" else 0)


def _acts(row: AwardRow, lines: tuple[LineRow, ...]) -> tuple[Act, ...]:
    letter = form_act(
        _("Write the letter…"),
        forms.letter_form,
        write_letter,
        fixed={"application_id": row.application_id},
        icon="send",
        done=_("The letter is written and filed."),
    )
    complaint = complaint_act(row.application_id)
    if row.state == "awarded":
        return (go_act(_("To the contract"), "grants"), letter, complaint, _withdraw_act(row))
    if row.state != "proposed":
        return (letter, complaint)
    open_lines = sum(1 for line in lines if line.agreed_minor is None)
    decide = form_act(
        _("Decide the award…"),
        forms.decision_form,
        commands.grant_award,
        fixed={"award_id": row.id},
        icon="trophy",
        blocked=_("First agree every budget line.") if open_lines else "",
        done=_("The award is decided."),
    )
    decline = form_act(
        _("Decline…"),
        forms.decline_form,
        commands.decline_award,
        fixed={"award_id": row.id},
        danger=True,
    )
    negotiate = negotiate_act(row)
    first = (negotiate, decide) if open_lines else (decide, negotiate)
    return (*first, _agree_act(row, open_lines), decline, _withdraw_act(row))


def negotiate_act(row: AwardRow) -> Act:
    """The step that opens the lines with all their amounts."""

    def run(context: Context, owner: QWidget) -> None:
        context.desk.read(
            lambda session: negotiation_of(session, row.id),
            lambda found: NegotiationDialog(context, found, owner.window()).open(),
            owner=context.window,
        )

    return Act(text=_("Negotiate…"), run=run, icon="handshake")


def _agree_act(row: AwardRow, open_lines: int) -> Act:
    return command_act(
        _("Agree open lines as proposed"),
        commands.agree_open_lines,
        {"award_id": row.id},
        blocked="" if open_lines else _("Every line is agreed."),
    )


def _withdraw_act(row: AwardRow) -> Act:
    return form_act(
        _("Withdraw…"),
        forms.withdrawal_form,
        commands.withdraw_award,
        fixed={"award_id": row.id},
        danger=True,
    )


SPEC: ListSpec[AwardRow] = ListSpec(
    key="awards",
    title=N_("Awards"),
    topics=frozenset(
        {"awards", "applications", "calls", "letters", "ranking", "complaints", "grants"}
    ),
    load=queries.list_awards,
    row_key=lambda row: row.id,
    columns=AWARDS,
    empty=Empty(
        title=N_("No awards yet"),
        body=N_("Applications that the ranking selects are negotiated and awarded here."),
        first=N_("First fix the ranking of the call."),
        icon="trophy",
    ),
    head=_head,
    detail=_detail,
    filters=(
        Filter(key="open", title=N_("In negotiation"), keeps=lambda row: row.state == "proposed"),
        Filter(key="awarded", title=N_("Awarded"), keeps=lambda row: row.state == "awarded"),
        Filter(
            key="closed",
            title=N_("Withdrawn or declined"),
            keeps=lambda row: row.state in ("withdrawn", "declined"),
        ),
    ),
    search_hint=N_("Organisation, project or number"),
)
