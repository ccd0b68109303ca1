"""`iris-grants awards complain|complaints|assign|answer…`: complaints from receipt to letter."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import TypeAlias

from iris_grants.awards.complaints import (
    ComplaintRow,
    answer_complaint,
    assign_complaint,
    complaints_of,
    decide_complaint,
    receive_complaint,
)
from iris_grants.awards.rules.complaints import DECISIONS
from iris_grants.calls.queries import call_by_number
from iris_grants.cli.applications_one import add_call, add_one, day_of, one
from iris_grants.cli.output import open_for, print_json, print_table
from iris_grants.kernel.clock import system_clock
from iris_grants.kernel.operations import Desk
from iris_grants.kernel.problems import refusal
from iris_grants.people.desks import acting_person
from iris_grants.wording import _, label
from iris_grants.wording.formats import day

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def add_complaints(commands: Commands) -> None:
    """Add the commands on complaints."""
    words = _("enter a complaint of an applicant")
    entering = commands.add_parser("complain", help=words, description=words)
    add_one(entering)
    entering.add_argument("--received", required=True, metavar="DAY")
    entering.add_argument("--grounds", required=True)
    entering.add_argument("--file", type=Path, help=_("the paper"))
    entering.add_argument("--due", metavar="DAY", help=_("last day of the decision"))
    entering.set_defaults(run=enter)
    words = _("list the complaints to a call")
    listing = commands.add_parser("complaints", help=words, description=words)
    add_call(listing)
    listing.add_argument("--json", action="store_true", help=_("print one JSON document"))
    listing.set_defaults(run=list_all)
    words = _("decide a complaint as the acting person, who took no part in the evaluation")
    deciding = _add_numbered(commands, "decide-complaint", words)
    deciding.add_argument("--decision", required=True, choices=DECISIONS)
    deciding.add_argument("--reason", required=True)
    deciding.add_argument("--on", metavar="DAY", help=_("day of the decision, today unless said"))
    deciding.set_defaults(run=decide)
    words = _("say who decides a complaint")
    assigning = _add_numbered(commands, "assign-complaint", words)
    assigning.add_argument("--to", required=True, metavar="PERSON")
    assigning.set_defaults(run=assign)
    words = _("write the letter that tells the decision on a complaint")
    answering = _add_numbered(commands, "answer-complaint", words)
    answering.add_argument("--register-no", required=True, help=_("register number of the letter"))
    answering.add_argument("--on", metavar="DAY", help=_("day of the letter, today unless said"))
    answering.add_argument("--letter-language", choices=("sr", "en"), default="sr")
    answering.set_defaults(run=answer)


def enter(args: argparse.Namespace) -> int:
    """Enter a complaint."""
    desk, row = one(args)
    identity = desk.run(
        receive_complaint,
        application_id=row.id,
        received_on=day_of(args.received, "--received"),
        grounds=args.grounds,
        path=args.file,
        due_on=day_of(args.due, "--due") if args.due else None,
    )
    with desk.read() as session:
        found = complaints_of(session, application_id=row.id)
    return _said(next(each for each in found if each.id == identity))


def assign(args: argparse.Namespace) -> int:
    """Say who decides."""
    desk, row = _numbered(args)
    with desk.read() as session:
        person = acting_person(session, args.to)
    desk.run(assign_complaint, complaint_id=row.id, person_id=person.person_id)
    return _said(_numbered_in(desk, args))


def decide(args: argparse.Namespace) -> int:
    """Decide as the acting person."""
    desk, row = _numbered(args)
    desk.run(
        decide_complaint,
        complaint_id=row.id,
        decision=args.decision,
        reason=args.reason,
        decided_on=_day(args),
    )
    return _said(_numbered_in(desk, args))


def answer(args: argparse.Namespace) -> int:
    """Write the letter."""
    desk, row = _numbered(args)
    desk.run(
        answer_complaint,
        complaint_id=row.id,
        register_no=args.register_no,
        written_on=_day(args),
        language=args.letter_language,
    )
    return _said(_numbered_in(desk, args))


def list_all(args: argparse.Namespace) -> int:
    """Print the complaints, as they stand today."""
    with open_for(args, write=False).read() as session:
        call = call_by_number(session, args.call)
        rows = complaints_of(session, call_id=call.id, today=system_clock().date())
    if args.json:
        print_json({"call": call.number, "complaints": rows})
        return 0
    print_table(
        (_("No."), _("Application"), _("Received"), _("Until"), _("Decided by"), _("State")),
        (
            (
                str(row.number),
                row.application,
                day(row.received_on),
                day(row.due_on),
                row.decided_by or row.assigned_to or "",
                _state(row),
            )
            for row in rows
        ),
        right="r",
    )
    return 0


def _add_numbered(commands: Commands, word: str, words: str) -> argparse.ArgumentParser:
    parser = commands.add_parser(word, help=words, description=words)
    add_call(parser)
    parser.add_argument("complaint", metavar="COMPLAINT", type=int, help=_("its number"))
    return parser


def _numbered(args: argparse.Namespace) -> tuple[Desk, ComplaintRow]:
    desk = open_for(args)
    return desk, _numbered_in(desk, args)


def _numbered_in(desk: Desk, args: argparse.Namespace) -> ComplaintRow:
    with desk.read() as session:
        call = call_by_number(session, args.call)
        rows = complaints_of(session, call_id=call.id)
    found = next((row for row in rows if row.number == args.complaint), None)
    if found is None:
        raise refusal("awards.complaint_unknown", number=args.complaint)
    return found


def _said(row: ComplaintRow) -> int:
    number = _("Complaint no. {number}").format(number=row.number)
    print(f"{number}, {row.application}: {_state(row)}")
    return 0


def _state(row: ComplaintRow) -> str:
    state = label(f"state.complaint.{row.state}")
    if row.decision is None:
        return state
    return f"{state}, {label(f'awards.complaint.{row.decision}')}"


def _day(args: argparse.Namespace) -> date:
    return day_of(args.on, "--on") if args.on else system_clock().date()
