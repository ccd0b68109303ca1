"""The awards page: negotiation line by line, decisions, envelope, ceiling and letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iris_grants.awards import commands, queries
from iris_grants.awards.letters import write_letter
from iris_grants.awards.queries import AwardRow, CeilingRow, LetterRow, LineRow
from iris_grants.calls.queries import list_calls
from iris_grants.kernel.money import Money
from iris_grants.wording import N_, _, label
from iris_grants.wording.formats import day, money
from ui.awards import forms
from ui.awards.columns import AWARDS, CEILING, LETTERS, LINES, STATES
from ui.awards.home import home as home
from ui.forms.acts import command_act, form_act
from ui.journal.history import history_tab
from ui.shell.act import Act, go_act
from ui.shell.context import Context
from ui.shell.search import Hit
from ui.tables.columns import chip
from ui.tables.detail import Detail, Pair, Pairs, Path, Tab, Why, sub_table
from ui.tables.listpage import ListPage
from ui.tables.spec import Filter, Head, ListSpec
from ui.tables.states import Empty

if TYPE_CHECKING:
    from iris_grants.kernel.storage import Session


def build(context: Context) -> ListPage[AwardRow]:
    """The page."""
    return ListPage(context, SPEC)


def find(session: Session, words: str) -> tuple[Hit, ...]:
    """Awards with the words in number, title or organisation."""
    return tuple(
        Hit(
            page="awards", record=row.id, title=f"{row.number} · {row.title}", line=row.organisation
        )
        for row in queries.list_awards(session)
        if words in f"{row.number} {row.title} {row.organisation}".casefold()
    )


def _head(session: Session, rows: tuple[AwardRow, ...]) -> Head:
    line = ""
    for call in list_calls(session):
        envelope = queries.envelope_of(session, call.id)
        line = _("{call}: envelope {envelope}, awarded {awarded}, free {free}").format(
            call=call.number,
            envelope=money(envelope.envelope),
            awarded=money(envelope.awarded),
            free=money(envelope.free),
        )
    waiting = queries.to_negotiate(session)
    acts = tuple(
        command_act(
            _("Negotiate {application}").format(application=number),
            commands.propose_award,
            {"application_id": identity},
            icon="plus",
            done=_("The negotiation is open."),
        )
        for identity, number in waiting
    )
    return Head(
        line=line,
        primary=acts[0] if acts else None,
        secondary=acts[1:3],
        waiting=len(waiting) + sum(1 for row in rows if row.state == "proposed"),
    )


def _detail(session: Session, row: AwardRow) -> Detail:
    lines = queries.lines_of(session, row.id)
    letters = tuple(
        letter
        for letter in queries.list_letters(session)
        if letter.application_id == row.application_id
    )
    ceiling = tuple(
        one for one in queries.ceiling_ledger(session) if one.organisation == row.organisation
    )
    return Detail(
        title=row.organisation,
        line=f"{row.number} · {row.title}",
        chip=chip(row.state, STATES, "state.award."),
        path=_path(row),
        acts=_acts(row, lines),
        tabs=(
            _negotiation_tab(row, lines),
            _decision_tab(row, ceiling),
            _letters_tab(letters),
            history_tab(session, "award", row.id, parts=("negotiated_line",)),
        ),
    )


def _negotiation_tab(row: AwardRow, lines: tuple[LineRow, ...]) -> Tab:
    agreed = [line for line in lines if line.agreed_minor is not None]
    total = sum(line.agreed_minor or 0 for line in agreed)
    why = Why(
        values=tuple((line.code, money(Money(line.agreed_minor or 0, "EUR"))) for line in agreed),
        rule=_("Sum of the agreed lines; open lines do not count yet."),
    )
    return Tab(
        title=_("Negotiation"),
        parts=(
            Pairs(
                pairs=(
                    Pair(label=_("Requested"), value=money(row.requested)),
                    Pair(
                        label=_("Agreed so far"),
                        value=money(Money(total, row.amount.currency)),
                        why=why,
                    ),
                )
            ),
            sub_table(
                LINES,
                lines,
                lambda line: line.id,
                title=_("Budget lines"),
                acts=_line_acts if row.state == "proposed" else None,
            ),
        ),
    )


def _decision_tab(row: AwardRow, ceiling: tuple[CeilingRow, ...]) -> Tab:
    return Tab(
        title=_("Decision"),
        parts=(
            Pairs(
                pairs=(
                    Pair(label=_("Decision"), value=row.decision_no or "–"),
                    Pair(label=_("Decided on"), value=day(row.decided_on) or "–"),
                    Pair(label=_("Amount"), value=money(row.amount)),
                )
            ),
            sub_table(
                CEILING,
                ceiling,
                lambda one: one.organisation_id,
                title=_("Ceiling per third party"),
                none=_("Nothing awarded to this organisation yet."),
            ),
        ),
    )


def _letters_tab(letters: tuple[LetterRow, ...]) -> Tab:
    return Tab(
        title=_("Letters"),
        count=len(letters),
        parts=(
            sub_table(
                LETTERS,
                letters,
                lambda letter: letter.id,
                none=_("No letters to this applicant yet."),
            ),
        ),
    )


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
    if row.state == "awarded":
        return (go_act(_("To the contract"), "grants"), letter)
    if row.state != "proposed":
        return (letter,)
    open_lines = sum(1 for line in lines if line.agreed_minor is None)
    return (
        form_act(
            _("Decide the award…"),
            forms.decision_form,
            commands.grant_award,
            fixed={"award_id": row.id},
            icon="trophy",
            blocked=_("First agree every budget line.") if open_lines else "",
            done=_("The award is decided."),
        ),
        command_act(
            _("Agree open lines as requested"),
            commands.agree_open_lines,
            {"award_id": row.id},
            blocked="" if open_lines else _("Every line is agreed."),
        ),
        form_act(
            _("Withdraw…"),
            forms.withdrawal_form,
            commands.withdraw_award,
            fixed={"award_id": row.id},
            danger=True,
        ),
    )


def _line_acts(line: LineRow) -> tuple[Act, ...]:
    return (
        form_act(
            _("Agree…"),
            lambda: forms.line_form(line),
            commands.agree_line,
            fixed={"line_id": line.id},
        ),
    )


SPEC: ListSpec[AwardRow] = ListSpec(
    key="awards",
    title=N_("Awards"),
    topics=frozenset({"awards", "applications", "letters", "ranking"}),
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
    ),
    search_hint=N_("Organisation, project or number"),
)
