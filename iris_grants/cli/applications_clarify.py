"""`iris-grants applications clarify|clarified|clarifications`: requests and their answers."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from iris_grants.applications.asked import ClarificationRow, clarifications_of
from iris_grants.applications.clarifications import (
    ask_clarification,
    record_clarification,
)
from iris_grants.applications.queries import list_applications
from iris_grants.calls.queries import call_by_number
from iris_grants.cli.applications_one import add_call, add_one, day_of, one
from iris_grants.cli.output import open_for, print_json, print_table
from iris_grants.kernel.clock import system_clock
from iris_grants.kernel.problems import refusal
from iris_grants.wording import _, label
from iris_grants.wording.formats import day

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def add_clarifications(commands: Commands) -> None:
    """Add the commands on clarifications."""
    words = _("ask an applicant to explain or complete, by a letter with a deadline")
    asking = commands.add_parser("clarify", help=words, description=words)
    add_one(asking)
    asking.add_argument("--questions", required=True, help=_("one point a line"))
    asking.add_argument("--register-no", required=True, help=_("register number of the letter"))
    asking.add_argument("--due", required=True, metavar="DAY", help=_("last day of the answer"))
    asking.add_argument("--on", metavar="DAY", help=_("day of the letter, today unless said"))
    asking.add_argument("--concerns", default="", help=_("codes of the checklist, e.g. A12,EL-2"))
    asking.add_argument("--letter-language", choices=("sr", "en"))
    asking.set_defaults(run=ask)
    words = _("record the answer to a request for clarification")
    answering = commands.add_parser("clarified", help=words, description=words)
    add_one(answering)
    answering.add_argument("--received", required=True, metavar="DAY")
    answering.add_argument("--by", required=True, help=_("who answered"))
    answering.add_argument("--file", type=Path, help=_("the paper with the answer"))
    answering.add_argument("--note", help=_("what it says, in short"))
    answering.add_argument("--request", type=int, help=_("which request, the last unless said"))
    answering.set_defaults(run=record)
    words = _("list the requests for clarification of a call")
    listing = commands.add_parser("clarifications", help=words, description=words)
    add_call(listing)
    listing.add_argument("--json", action="store_true", help=_("print one JSON document"))
    listing.set_defaults(run=list_all)


def ask(args: argparse.Namespace) -> int:
    """Write the letter and file it."""
    desk, row = one(args)
    today = system_clock().date()
    desk.run(
        ask_clarification,
        application_id=row.id,
        questions=args.questions.replace("\\n", "\n"),
        register_no=args.register_no,
        asked_on=day_of(args.on, "--on") if args.on else today,
        due_on=day_of(args.due, "--due"),
        concerns=args.concerns,
        language=args.letter_language,
    )
    print(_("{number}: clarification asked").format(number=row.number))
    return 0


def record(args: argparse.Namespace) -> int:
    """Record the answer, and say whether it came in time."""
    desk, row = one(args)
    with desk.read() as session:
        rows = clarifications_of(session, (row.id,), None)
    asked = [each for each in rows if args.request in (None, each.number)]
    if not asked:
        raise refusal("applications.clarification_unknown", number=row.number)
    in_time = desk.run(
        record_clarification,
        clarification_id=asked[-1].id,
        received_on=day_of(args.received, "--received"),
        answered_by=args.by,
        path=args.file,
        note=args.note,
    )
    state = label(f"applications.clarification.{'answered' if in_time else 'late'}")
    print(f"{row.number}: {state}")
    return 0


def list_all(args: argparse.Namespace) -> int:
    """Print the requests with their answers, as they stand today."""
    with open_for(args, write=False).read() as session:
        call = call_by_number(session, args.call)
        ids = tuple(row.id for row in list_applications(session, call.id))
        rows = clarifications_of(session, ids, system_clock().date())
    if args.json:
        print_json({"call": call.number, "clarifications": rows})
        return 0
    print_table(
        (_("No."), _("Letter"), _("Questions"), _("Until"), _("Received"), _("State")),
        (_line(row) for row in rows),
    )
    return 0


def _line(row: ClarificationRow) -> tuple[str, ...]:
    return (
        row.application,
        row.register_no,
        " / ".join(row.questions.splitlines()),
        day(row.due_on),
        day(row.received_on),
        label(f"applications.clarification.{row.state}"),
    )
