"""`iris-grants applications paper`: an application that came on paper, typed from its scan."""

from __future__ import annotations

import argparse
from pathlib import Path

from iris_grants.applications.commands import enter_paper
from iris_grants.applications.receipts import parse_moment
from iris_grants.calls.queries import call_by_number, terms_of
from iris_grants.cli.applications_one import add_call, row_by_id
from iris_grants.cli.output import open_for, print_problems
from iris_grants.kernel.problems import Problem, Refused, Where, refusal
from iris_grants.wording import _, label


def add_paper(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `applications paper`."""
    words = _("enter an application that came on paper, with its scan")
    parser = commands.add_parser("paper", help=words, description=words)
    add_call(parser)
    parser.add_argument("scan", metavar="SCAN", type=Path, help=_("the scanned application"))
    parser.add_argument(
        "values",
        metavar=_("FIELD=TEXT"),
        nargs="+",
        help=_("what stands on the paper, e.g. applicant.name=… funding.requested=9.630,21"),
    )
    parser.add_argument("--received", required=True, metavar="TIME")
    parser.add_argument(
        "--budget",
        type=Path,
        metavar="FILE",
        help=_("a line for each cost: heading | description | unit | units | value of a unit"),
    )
    parser.add_argument("--attachment", type=Path, action="append", default=[], metavar="FILE")
    parser.set_defaults(run=enter)


def enter(args: argparse.Namespace) -> int:
    """Enter it, and say under which number it stands."""
    desk = open_for(args)
    with desk.read() as session:
        call = call_by_number(session, args.call)
        terms = terms_of(session, call.id)
    received = parse_moment(args.received, call.deadline_zone, terms.deadline_at.date())
    if received is None:
        raise refusal("applications.time_unreadable", Where(key="--received"), text=args.received)
    identity = desk.run(
        enter_paper,
        call_id=call.id,
        scan=args.scan,
        received_at=received,
        values=_values(args),
        attachments=tuple(args.attachment),
    )
    with desk.read() as session:
        row, found = row_by_id(session, identity)
    print_problems(found)
    print(f"{row.number}: {label('applications.medium.paper')}, {row.organisation}")
    return 0


def _values(args: argparse.Namespace) -> dict[str, str]:
    found: dict[str, str] = {}
    problems = []
    for word in args.values:
        key, equals, text = word.partition("=")
        if not equals:
            problems.append(Problem(code="applications.key_unknown", params={"key": word[:60]}))
        found[key] = text.replace("\\n", "\n")
    if problems:
        raise Refused(*problems)
    if args.budget is not None:
        try:
            found["budget"] = args.budget.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError):
            where = Where(file=args.budget.name)
            raise refusal("cli.value_wrong", where, text=str(args.budget.name)) from None
    return found
