"""`iris-grants reports`: reports of grantees, their forms, deadlines, and how grants end."""

from __future__ import annotations

import argparse
from datetime import date
from decimal import Decimal
from pathlib import Path

from iris_grants.cli.finance import add_grant
from iris_grants.cli.output import (
    open_for,
    print_json,
    print_problems,
    print_table,
    problem_document,
)
from iris_grants.documents.atomic import write_atomically
from iris_grants.grants.queries import list_grants
from iris_grants.kernel.operations import Desk
from iris_grants.kernel.problems import errors_of, refusal
from iris_grants.reporting.closing import closure_facts
from iris_grants.reporting.correcting import form_for_grantee
from iris_grants.reporting.life_queries import closure_of
from iris_grants.reporting.queries import ReportRow, deadlines, indicator_values, list_reports
from iris_grants.reporting.receiving import plan_report, receive_report
from iris_grants.reporting.rules.closure import check_closure, closure_points
from iris_grants.wording import _, current_language, label
from iris_grants.wording.formats import day, number_text


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `reports list|deadlines|form|receive|values|closure`."""
    words = _("reports of grantees, deadlines, closure")
    group = subparsers.add_parser("reports", help=words, description=words)
    commands = group.add_subparsers(dest="reports_command", metavar=_("COMMAND"), required=True)
    for name, words, run in (
        ("list", _("list the reports of all grants with day and state"), list_all),
        ("deadlines", _("list what is waited for: reports, visits, follow-ups"), list_deadlines),
        ("values", _("list the values of all indicators, report by report"), list_values),
    ):
        parser = commands.add_parser(name, help=words, description=words)
        parser.add_argument("store", metavar="STORE")
        parser.add_argument("--json", action="store_true", help=_("print one JSON document"))
        parser.set_defaults(run=run)
    words = _("write the form of a report for the grantee")
    form = commands.add_parser("form", help=words, description=words)
    _add_report(form)
    form.add_argument("--out", metavar="FILE.xlsx", type=Path, required=True)
    form.set_defaults(run=form_out)
    words = _("take in a filled form as the next revision of a report")
    receiving = commands.add_parser("receive", help=words, description=words)
    _add_report(receiving)
    receiving.add_argument("file", metavar="FILE.xlsx", type=Path)
    receiving.add_argument("--on", metavar="DAY", type=date.fromisoformat, help=_("day of receipt"))
    receiving.add_argument("--plan", action="store_true", help=_("only say what would happen"))
    receiving.add_argument("--json", action="store_true", help=_("print one JSON document"))
    receiving.set_defaults(run=receive)
    words = _("say what is missing to close a grant, or how it was closed")
    closing = commands.add_parser("closure", help=words, description=words)
    add_grant(closing)
    closing.add_argument("--json", action="store_true", help=_("print one JSON document"))
    closing.set_defaults(run=show_closure)


def list_all(args: argparse.Namespace) -> int:
    """Print every report with period, day, state and number of revisions."""
    with open_for(args, write=False).read() as session:
        rows = list_reports(session)
    if args.json:
        print_json({"reports": rows})
        return 0
    print_table(
        (_("Contract"), _("No."), _("Report"), _("Period"), _("Due"), _("State"), _("Revisions")),
        (
            (
                row.grant_number,
                str(row.number),
                label(f"report.{row.kind}"),
                f"{day(row.period_from)} – {day(row.period_to)}",
                day(row.due_on),
                label(f"state.report.{row.state}"),
                str(row.revisions),
            )
            for row in rows
        ),
        right=".r...." + "r",
    )
    return 0


def list_deadlines(args: argparse.Namespace) -> int:
    """Print what is waited for, the earliest first."""
    with open_for(args, write=False).read() as session:
        rows = deadlines(session)
    if args.json:
        print_json({"deadlines": rows})
        return 0
    print_table(
        (_("Until"), _("What"), _("Contract"), _("Grantee")),
        (
            (day(row.due_on), label(f"deadline.{row.kind}"), row.grant_number, row.grantee)
            for row in rows
        ),
    )
    return 0


def list_values(args: argparse.Namespace) -> int:
    """Print every value of every indicator with its parts by sex."""
    with open_for(args, write=False).read() as session:
        rows = indicator_values(session)
    if args.json:
        print_json({"values": rows})
        return 0
    print_table(
        (
            _("Contract"),
            _("Indicator"),
            _("Report"),
            _("Revision"),
            _("Reached since the start"),
            _("Women"),
            _("Men"),
            _("Other"),
            _("Not known"),
        ),
        (
            (
                row.grant_number,
                row.code,
                str(row.report_number),
                str(row.revision),
                *(_number(part) for part in (row.value.total, *row.value.parts)),
            )
            for row in rows
        ),
        right="..rrrrrrr",
    )
    return 0


def form_out(args: argparse.Namespace) -> int:
    """Write the form of a report as a workbook in the current language."""
    desk = open_for(args, write=False)
    report = _report(desk, args)
    with desk.read() as session:
        data = form_for_grantee(session, report.id, language=current_language())
    write_atomically(args.out, data)
    return 0


def receive(args: argparse.Namespace) -> int:
    """Read a filled form, and take it in unless `--plan` or a problem blocks.

    Every problem is printed with its sheet and cell; exit status 1 if one blocks.
    """
    desk = open_for(args, write=not args.plan)
    report = _report(desk, args)
    with desk.read() as session:
        plan = plan_report(session, report_id=report.id, path=args.file)
    blocked = bool(errors_of(plan.problems))
    revision = None
    if not args.plan and not blocked:
        received_on = args.on or desk.clock().date()
        desk.run(receive_report, report_id=report.id, received_on=received_on, path=args.file)
        revision = _report(desk, args).revisions
    print_problems(plan.problems)
    if args.json:
        document = {
            "report": args.number,
            "revision": revision,
            "problems": [problem_document(problem) for problem in plan.problems],
        }
        print_json(document)
    elif revision is not None:
        print(_("Revision {revision} is taken in.").format(revision=revision))
    return 1 if blocked else 0


def show_closure(args: argparse.Namespace) -> int:
    """Print the closure checklist of a grant, or its closure; exit status 1 if points are open."""
    with open_for(args, write=False).read() as session:
        row = next((one for one in list_grants(session) if one.number == args.grant), None)
        if row is None:
            raise refusal("finance.grant_unknown", number=args.grant)
        closure = closure_of(session, row.id)
        points = closure_points(closure_facts(session, row.id))
    problems = () if closure else check_closure(points)
    if args.json:
        print_json(
            {
                "grant": args.grant,
                "closure": closure,
                "points": [{"code": point.code, "met": point.met} for point in points],
            }
        )
        return 1 if problems else 0
    print_table(
        (_("Point"), _("Met")),
        (
            (label(f"closure.point.{point.code}"), _("yes") if point.met else _("no"))
            for point in points
        ),
    )
    print_problems(problems)
    return 1 if problems else 0


def _add_report(parser: argparse.ArgumentParser) -> None:
    add_grant(parser)
    parser.add_argument("number", metavar="NUMBER", type=int, help=_("number of the report"))


def _report(desk: Desk, args: argparse.Namespace) -> ReportRow:
    with desk.read() as session:
        rows = list_reports(session)
    for row in rows:
        if row.grant_number == args.grant and row.number == args.number:
            return row
    raise refusal("reporting.report_unknown", number=args.number, grant=args.grant)


def _number(thousandths: int | None) -> str:
    return "" if thousandths is None else number_text(Decimal(thousandths).scaleb(-3))
