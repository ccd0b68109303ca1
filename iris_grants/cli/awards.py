"""`iris-grants awards`: awards with their lines, reserve list, ceiling, letters, complaints."""

from __future__ import annotations

import argparse
from typing import TypeAlias

from iris_grants.awards.commands import propose_award
from iris_grants.awards.letter_facts import due_letters
from iris_grants.awards.letters import write_letters
from iris_grants.awards.queries import ceiling_ledger, lines_of, list_awards, to_negotiate
from iris_grants.awards.reserve import ReserveRow, propose_from_reserve, reserve_list
from iris_grants.awards.validity import reserve_validity
from iris_grants.calls.queries import call_by_number
from iris_grants.cli.applications_one import add_call, add_one, day_of, one
from iris_grants.cli.awards_complaints import add_complaints
from iris_grants.cli.output import (
    as_document,
    open_for,
    print_json,
    print_table,
    progress_bar,
)
from iris_grants.kernel.clock import system_clock
from iris_grants.wording import _, label, ngettext
from iris_grants.wording.formats import day, money

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def add_parser(subparsers: Commands) -> None:
    """Add `awards list|propose|reserve|ceiling|letters` and the commands on complaints."""
    words = _("awards and their negotiation")
    group = subparsers.add_parser("awards", help=words, description=words)
    commands = group.add_subparsers(dest="awards_command", metavar=_("COMMAND"), required=True)
    words = _("list the awards of a store; with --json also their budget lines")
    _add_listing(commands, "list", words, list_all)
    words = _("list what every organisation received over the whole action")
    _add_listing(commands, "ceiling", words, list_ceiling)
    words = _("open the negotiation of a selected application, or of the next on the reserve list")
    proposing = commands.add_parser("propose", help=words, description=words)
    add_one(proposing)
    proposing.set_defaults(run=propose)
    words = _("list the reserve list of a call: who is next, and why the others wait")
    reserve = commands.add_parser("reserve", help=words, description=words)
    add_call(reserve)
    reserve.add_argument("--json", action="store_true", help=_("print one JSON document"))
    reserve.set_defaults(run=list_reserve)
    _add_letters(commands)
    add_complaints(commands)


def _add_listing(commands: Commands, word: str, words: str, run: object) -> None:
    parser = commands.add_parser(word, help=words, description=words)
    parser.add_argument("store", metavar="STORE")
    parser.add_argument("--json", action="store_true", help=_("print one JSON document"))
    parser.set_defaults(run=run)


def _add_letters(commands: Commands) -> None:
    words = _("write all letters that are due to the applicants of a call")
    parser = commands.add_parser("letters", help=words, description=words)
    add_call(parser)
    parser.add_argument("--register-no", help=_("the first register number, e.g. 107/2023"))
    parser.add_argument("--on", metavar="DAY", help=_("day of the letters, today unless said"))
    parser.add_argument("--kind", help=_("only the letters of this kind"))
    parser.add_argument("--letter-language", choices=("sr", "en"))
    parser.add_argument("--plan", action="store_true", help=_("only say which letters are due"))
    parser.set_defaults(run=letters)


def list_all(args: argparse.Namespace) -> int:
    """Print the awards with applicant, state, amount and decision."""
    with open_for(args, write=False).read() as session:
        rows = list_awards(session)
        lines = {row.id: lines_of(session, row.id) for row in rows} if args.json else {}
    if args.json:
        print_json({"awards": [_document(row, lines[row.id]) for row in rows]})
        return 0
    print_table(
        (_("Application"), _("Organisation"), _("State"), _("Amount"), _("Decision")),
        (
            (
                row.number,
                row.organisation,
                label(f"state.award.{row.state}"),
                money(row.amount),
                f"{row.decision_no or ''} {day(row.decided_on)}".strip(),
            )
            for row in rows
        ),
        right="...r",
    )
    return 0


def list_ceiling(args: argparse.Namespace) -> int:
    """Print every organisation against the ceiling per third party."""
    with open_for(args, write=False).read() as session:
        rows = ceiling_ledger(session)
    if args.json:
        found = [
            {
                "left": row.left,
                "organisation": row.organisation,
                "awarded": row.awarded,
                "proposed": row.proposed,
                "ceiling": row.ceiling,
                "exception": row.exception,
            }
            for row in rows
        ]
        print_json({"organisations": found})
        return 0
    print_table(
        (
            _("Organisation"),
            _("Awarded"),
            _("In negotiation"),
            _("Ceiling"),
            _("Exception"),
            _("Left of the ceiling"),
        ),
        (
            (
                row.organisation,
                money(row.awarded),
                money(row.proposed),
                money(row.ceiling),
                "" if row.exception is None else money(row.exception),
                money(row.left),
            )
            for row in rows
        ),
        right=".rrrrr",
    )
    return 0


def propose(args: argparse.Namespace) -> int:
    """Open the negotiation."""
    desk, row = one(args)
    with desk.read() as session:
        selected = {identity for identity, _number in to_negotiate(session)}
    command = propose_award if row.id in selected else propose_from_reserve
    desk.run(command, application_id=row.id)
    print(_("{number}: the negotiation is open").format(number=row.number))
    return 0


def list_reserve(args: argparse.Namespace) -> int:
    """Print the reserve list of a call, lot by lot."""
    with open_for(args, write=False).read() as session:
        call = call_by_number(session, args.call)
        rows = reserve_list(session, call.id, today=system_clock().date())
        lots = dict.fromkeys(row.lot for row in rows)
        holds = {lot: reserve_validity(session, call.id, lot) for lot in lots}
    if args.json:
        until = [
            {"lot": lot, "until": found.until, "source": found.source, "verified": found.verified}
            for lot, found in holds.items()
            if found is not None
        ]
        print_json({"call": call.number, "reserve": rows, "valid": until})
        return 0
    for lot, found in holds.items():
        if found is not None:
            words = _("The reserve list holds until {day}.").format(day=day(found.until))
            print(words if lot is None else f"{lot}: {words}")
    print_table(
        (_("Lot"), _("Place"), _("Application"), _("Organisation"), _("Requested"), _("State")),
        (_reserve_line(row) for row in rows),
        right=".r..r",
    )
    return 0


def letters(args: argparse.Namespace) -> int:
    """Write the letters that are due, or say which they are."""
    desk = open_for(args, write=not args.plan)
    with desk.read() as session:
        call = call_by_number(session, args.call)
        due = due_letters(session, call.id)
    if args.plan:
        print_table(
            (_("Application"), _("Organisation"), _("Letter")),
            ((one.number, one.organisation, label(f"letter.{one.kind}")) for one in due),
        )
        return 0
    count = desk.run(
        write_letters,
        call_id=call.id,
        first_register_no=args.register_no or "",
        written_on=day_of(args.on, "--on") if args.on else system_clock().date(),
        kind=args.kind,
        language=args.letter_language,
        progress=progress_bar(),
    )
    words = ngettext("{n} letter written", "{n} letters written", count)
    print(words.format(n=count))
    return 0


def _reserve_line(row: ReserveRow) -> tuple[str, ...]:
    if row.offered is not None:
        state = _("next: {amount}").format(amount=money(row.offered))
    else:
        state = label(f"awards.waiting.{row.waiting}")
    rank = "" if row.rank is None else str(row.rank)
    return (row.lot or "", rank, row.number, row.organisation, money(row.requested), state)


def _document(row: object, lines: object) -> dict[str, object]:
    found = as_document(row)
    return {**(found if isinstance(found, dict) else {}), "lines": lines}
