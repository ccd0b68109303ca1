"""`iris-grants licensing`: cases, their gap sheets, what waits, and who counts as supported."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from iris_grants.cli.output import (
    open_for,
    print_json,
    print_problems,
    print_table,
    problem_document,
)
from iris_grants.documents.atomic import write_atomically
from iris_grants.kernel.problems import refusal
from iris_grants.licensing.gap_import import import_gap_sheet
from iris_grants.licensing.gap_layout import Side
from iris_grants.licensing.gap_reading import GapPlan, plan_gap_sheet
from iris_grants.licensing.gap_sheet import gap_sheet
from iris_grants.licensing.queries import case_facts, list_cases, steps_of, supported_cases
from iris_grants.licensing.reminders import reminders, reminders_of
from iris_grants.licensing.rules.path import check_step, next_stages
from iris_grants.licensing.words import change_words, reminder_words
from iris_grants.wording import _, label, sentence
from iris_grants.wording.formats import day, today

if TYPE_CHECKING:
    from iris_grants.kernel.operations import Desk

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def add_parser(subparsers: Commands) -> None:
    """Add `licensing list|show|reminders|supported|gap-sheet|gap-import`."""
    words = _("licensing cases")
    group = subparsers.add_parser("licensing", help=words, description=words)
    commands = group.add_subparsers(dest="licensing_command", metavar=_("COMMAND"), required=True)
    for name, words, run in (
        ("list", _("list the licensing cases of a store"), list_all),
        ("reminders", _("list what waits in the licensing cases, the most pressing first"), remind),
        ("supported", _("list which cases count as supported organisations"), count),
    ):
        parser = commands.add_parser(name, help=words, description=words)
        parser.add_argument("store", metavar="STORE")
        parser.add_argument("--json", action="store_true", help=_("print one JSON document"))
        parser.set_defaults(run=run)
    words = _("show a case: its path, and what is missing for its next step")
    showing = commands.add_parser("show", help=words, description=words)
    showing.add_argument("store", metavar="STORE")
    showing.add_argument("case", metavar="CASE", help=_("number of the case"))
    showing.add_argument("--json", action="store_true", help=_("print one JSON document"))
    showing.set_defaults(run=show)
    _add_gap_sheets(commands)


def _add_gap_sheets(commands: Commands) -> None:
    words = _("write the gap sheet of a case for the organisation, or for its mentor")
    sheet = commands.add_parser("gap-sheet", help=words, description=words)
    sheet.add_argument("store", metavar="STORE")
    sheet.add_argument("case", metavar="CASE", help=_("number of the case"))
    sheet.add_argument("--out", metavar="FILE.xlsx", type=Path, required=True)
    sheet.add_argument("--mentor", action="store_true", help=_("the sheet of the mentor"))
    sheet.set_defaults(run=sheet_out)
    words = _("take in a returned gap sheet")
    taking = commands.add_parser("gap-import", help=words, description=words)
    taking.add_argument("store", metavar="STORE")
    taking.add_argument("case", metavar="CASE", help=_("number of the case"))
    taking.add_argument("file", metavar="FILE.xlsx", type=Path)
    taking.add_argument("--plan", action="store_true", help=_("only say what would happen"))
    taking.add_argument("--json", action="store_true", help=_("print one JSON document"))
    taking.set_defaults(run=sheet_in)


def list_all(args: argparse.Namespace) -> int:
    """Print the cases with organisation, service, stage, open gaps and licence."""
    with open_for(args, write=False).read() as session:
        rows = list_cases(session)
    if args.json:
        print_json({"cases": rows})
        return 0
    print_table(
        (
            _("Case"),
            _("Organisation"),
            _("Service"),
            _("Stage"),
            _("Open gaps"),
            _("Licence"),
            _("Valid to"),
        ),
        (
            (
                row.number,
                row.organisation,
                label(f"service.{row.service}"),
                label(f"stage.{row.stage}"),
                str(row.gaps),
                row.licence_number or "",
                day(row.licence_valid_to),
            )
            for row in rows
        ),
        right="....r",
    )
    return 0


def show(args: argparse.Namespace) -> int:
    """Print the path of a case, what stands between it and each next stage, and what waits."""
    desk = open_for(args, write=False)
    case_id = _case_id(desk, args.case)
    with desk.read() as session:
        row = next(one for one in list_cases(session) if one.id == case_id)
        facts, steps = case_facts(session, case_id, today()), steps_of(session, case_id)
        waiting = reminders_of(session, case_id, today())
    following = {stage: check_step(facts, stage) for stage in next_stages(facts.stage, facts.goal)}
    if args.json:
        missing = {
            str(stage): [problem_document(one) for one in problems]
            for stage, problems in following.items()
        }
        print_json({"case": row, "steps": steps, "next": missing, "reminders": waiting})
        return 0
    print(f"{row.number} · {row.organisation} · {label(f'service.{row.service}')}")
    print_table(
        (_("Step"), _("Reached on"), _("Note")),
        ((label(f"stage.{one.stage}"), day(one.reached_on), one.note or "") for one in steps),
    )
    for stage, problems in following.items():
        lacks = "; ".join(sentence(one) for one in problems) or _("nothing is missing")
        words = _("Next step “{stage}”: {lacks}")
        print(words.format(stage=label(f"stage.{stage}"), lacks=lacks))
    for reminder in waiting:
        print(reminder_words(reminder))
    return 0


def remind(args: argparse.Namespace) -> int:
    """Print licences that end, remedies, actions and requests that are due."""
    with open_for(args, write=False).read() as session:
        rows = reminders(session, today())
    if args.json:
        print_json({"reminders": rows})
        return 0
    print_table(
        (_("Case"), _("Organisation"), _("Until"), _("What waits")),
        (
            (row.number, row.organisation, day(row.reminder.due_on), reminder_words(row.reminder))
            for row in rows
        ),
    )
    return 0


def count(args: argparse.Namespace) -> int:
    """Print every case with whether and since when it counts, and how many organisations do."""
    with open_for(args, write=False).read() as session:
        rows = supported_cases(session)
    organisations = len({row.organisation_id for row in rows if row.counted_on})
    if args.json:
        print_json({"organisations": organisations, "cases": rows})
        return 0
    print_table(
        (_("Case"), _("Organisation"), _("Country"), _("Service"), _("Stage"), _("Counts since")),
        (
            (
                row.number,
                row.organisation,
                label(f"country.{row.country}"),
                label(f"service.{row.service}"),
                label(f"stage.{row.stage}"),
                day(row.counted_on),
            )
            for row in rows
        ),
    )
    print(_("Supported organisations: {n}").format(n=organisations))
    return 0


def sheet_out(args: argparse.Namespace) -> int:
    """Write the gap sheet of a case as a workbook."""
    desk = open_for(args, write=False)
    side = Side.MENTOR if args.mentor else Side.ORGANISATION
    case_id = _case_id(desk, args.case)
    with desk.read() as session:
        data = gap_sheet(session, case_id, side)
    write_atomically(args.out, data)
    return 0


def sheet_in(args: argparse.Namespace) -> int:
    """Plan what a returned sheet changes, and take it in unless `--plan`.

    Every problem is printed; exit status 1 if one of them blocks, and nothing is taken in.
    """
    desk = open_for(args, write=not args.plan)
    case_id = _case_id(desk, args.case)
    with desk.read() as session:
        plan = plan_gap_sheet(session, case_id, args.file, desk.clock().date())
    taken = 0
    if plan.is_sound and not args.plan:
        taken = desk.run(import_gap_sheet, case_id=case_id, path=args.file, sha256=plan.sha256)
    _say(args, plan, taken)
    return 0 if plan.is_sound else 1


def _say(args: argparse.Namespace, plan: GapPlan, taken: int) -> None:
    print_problems(plan.problems)
    if args.json:
        print_json(
            {
                "case": plan.number,
                "side": plan.side,
                "assessed": plan.assessed,
                "standards": plan.standards,
                "changes": plan.changes,
                "taken_in": taken,
                "problems": [problem_document(problem) for problem in plan.problems],
            }
        )
        return
    for change in plan.changes:
        print(change_words(change))
    print(
        _("Assessed: {assessed} of {standards}. Changes: {changes}, taken in: {taken}.").format(
            assessed=plan.assessed,
            standards=plan.standards,
            changes=len(plan.changes),
            taken=taken,
        )
    )


def _case_id(desk: Desk, number: str) -> str:
    with desk.read() as session:
        found = [row.id for row in list_cases(session) if row.number == number]
    if not found:
        raise refusal("licensing.case_unknown", number=number)
    return found[0]
