"""`iris-grants applications`: import, list, show, check, admit, dismiss."""

from __future__ import annotations

import argparse
from datetime import date, datetime
from pathlib import Path

from iris_grants.applications.commands import (
    admit_application,
    answer_checks,
    dismiss_application,
    import_applications,
    reopen_application,
    withdraw_application,
)
from iris_grants.applications.intake import plan_import
from iris_grants.applications.plan import ImportPlan, PlannedApplication
from iris_grants.applications.queries import (
    application_by_number,
    application_detail,
    list_applications,
)
from iris_grants.applications.receipts import parse_moment
from iris_grants.applications.rules.arrivals import ItemKind
from iris_grants.applications.rules.decisions import DISMISSAL_REASONS
from iris_grants.calls.queries import CallRow, call_by_number
from iris_grants.cli.applications_clarify import add_clarifications
from iris_grants.cli.applications_one import add_call, add_one, one, said, state_words
from iris_grants.cli.applications_paper import add_paper
from iris_grants.cli.applications_show import plan_document, print_detail
from iris_grants.cli.output import (
    open_for,
    print_json,
    print_problems,
    print_table,
    progress_bar,
)
from iris_grants.kernel.clock import utc_text
from iris_grants.kernel.problems import refusal, refuse_on_errors
from iris_grants.wording import _, label, ngettext
from iris_grants.wording.formats import moment, money, today


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `applications import|list|show|check|admit|…`."""
    words = _("applications: import, list")
    group = subparsers.add_parser("applications", help=words, description=words)
    commands = group.add_subparsers(
        dest="applications_command", metavar=_("COMMAND"), required=True
    )
    _add_import(commands)
    words = _("list the applications to a call")
    listing = commands.add_parser("list", help=words, description=words)
    add_call(listing)
    listing.add_argument("--json", action="store_true", help=_("print one JSON document"))
    listing.set_defaults(run=list_all)
    _add_decisions(commands)
    add_clarifications(commands)
    add_paper(commands)


def _add_import(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    words = _("import forms with their attachments from folders, zips and files")
    importing = commands.add_parser("import", help=words, description=words)
    add_call(importing)
    importing.add_argument("paths", metavar="PATH", nargs="+", type=Path)
    importing.add_argument(
        "--plan", action="store_true", help=_("only say what would happen; change nothing")
    )
    importing.add_argument(
        "--received",
        metavar="TIME",
        help=_("when all of it was received, e.g. 2023-10-30T16:59, in the zone of the call"),
    )
    importing.add_argument("--json", action="store_true", help=_("print one JSON document"))
    importing.set_defaults(run=import_all)


def _add_decisions(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    words = _("show an application with its checks and what is still open")
    showing = commands.add_parser("show", help=words, description=words)
    add_one(showing)
    showing.add_argument("--json", action="store_true", help=_("print one JSON document"))
    showing.set_defaults(run=show)
    words = _("answer questions of the checklist, e.g. A3=yes EL-2=no")
    checking = commands.add_parser("check", help=words, description=words)
    add_one(checking)
    checking.add_argument("answers", metavar=_("QUESTION=ANSWER"), nargs="+")
    checking.add_argument("--remark", default=None, help=_("a remark to these answers"))
    checking.set_defaults(run=check)
    words = _("dismiss an application on a formal ground")
    dismissing = commands.add_parser("dismiss", help=words, description=words)
    add_one(dismissing)
    dismissing.add_argument("--reason", required=True, choices=DISMISSAL_REASONS)
    dismissing.set_defaults(run=dismiss)
    for word, words, run in (
        ("admit", _("admit an application to assessment"), admit),
        ("reopen", _("take back a dismissal"), reopen),
        ("withdraw", _("record that the applicant took the application back"), withdraw),
    ):
        command = commands.add_parser(word, help=words, description=words)
        add_one(command)
        command.set_defaults(run=run)


def import_all(args: argparse.Namespace) -> int:
    """Plan the import, print the plan, and unless `--plan` was asked execute it."""
    desk = open_for(args, write=not args.plan)
    with desk.read() as session:
        call = call_by_number(session, args.call)
        plan = plan_import(
            session,
            call_id=call.id,
            paths=args.paths,
            received=_received(args.received, call),
            progress=progress_bar(),
        )
    if plan.errors:
        print_problems(problem for item in plan.items for problem in item.problems)
        refuse_on_errors(plan.problems)
    if not args.plan:
        desk.run(import_applications, plan=plan)
    if args.json:
        print_json(plan_document(plan, executed=not args.plan))
        return 0
    _print_plan(plan, call)
    print(_summary(plan, executed=not args.plan))
    return 0


def list_all(args: argparse.Namespace) -> int:
    """Print the register of a call."""
    with open_for(args, write=False).read() as session:
        call = call_by_number(session, args.call)
        rows = list_applications(session, call.id, today=today())
    if args.json:
        print_json({"call": call.number, "applications": rows})
        return 0
    print_table(
        (
            _("No."),
            _("Applicant"),
            _("Country"),
            _("Title"),
            _("Requested"),
            _("Received"),
            _("On time"),
            _("State"),
        ),
        (
            (
                row.number,
                row.organisation,
                row.country,
                row.title,
                money(row.requested),
                moment(row.received_at, call.deadline_zone),
                _lateness(row.minutes_late),
                state_words(row),
            )
            for row in rows
        ),
        right="....r",
    )
    return 0


def show(args: argparse.Namespace) -> int:
    """Print one application: facts, checks, what stands against admitting it."""
    with open_for(args, write=False).read() as session:
        call = call_by_number(session, args.call)
        row = application_by_number(session, call.id, args.number)
        detail = application_detail(session, row.id, today=today())
    if args.json:
        print_json(detail)
    else:
        print_detail(detail, call)
    return 0


def check(args: argparse.Namespace) -> int:
    """Answer questions of the checklist as the acting person."""
    pairs = [pair.partition("=") for pair in args.answers]
    answers = {question.strip(): answer.strip() for question, _equals, answer in pairs}
    desk, row = one(args)
    remarks = dict.fromkeys(answers, args.remark) if args.remark else None
    desk.run(answer_checks, application_id=row.id, answers=answers, remarks=remarks)
    count = len(answers)
    words = ngettext(
        "{number}: {count} answer recorded", "{number}: {count} answers recorded", count
    )
    print(words.format(number=row.number, count=count))
    return 0


def admit(args: argparse.Namespace) -> int:
    """Admit an application to assessment; warnings go to standard error."""
    desk, row = one(args)
    print_problems(desk.run(admit_application, application_id=row.id))
    return said(desk, row)


def dismiss(args: argparse.Namespace) -> int:
    """Dismiss an application for a reason."""
    desk, row = one(args)
    desk.run(dismiss_application, application_id=row.id, reason=args.reason)
    return said(desk, row)


def reopen(args: argparse.Namespace) -> int:
    """Take back a dismissal."""
    desk, row = one(args)
    desk.run(reopen_application, application_id=row.id)
    return said(desk, row)


def withdraw(args: argparse.Namespace) -> int:
    """Record a withdrawal."""
    desk, row = one(args)
    desk.run(withdraw_application, application_id=row.id)
    return said(desk, row)


def _received(text: str | None, call: CallRow) -> datetime | None:
    if text is None:
        return None
    found = parse_moment(text, call.deadline_zone, date.fromisoformat(call.deadline_at[:10]))
    if found is None:
        raise refusal("applications.time_unreadable", text=text)
    return found


def _print_plan(plan: ImportPlan, call: CallRow) -> None:
    print_table(
        (_("No."), _("What"), _("Applicant"), _("File"), _("Attachments"), _("Received")),
        (
            (
                item.decision.number,
                _what(item),
                item.form.applicant.name,
                item.source.name,
                str(len(item.attachments)),
                f"{moment(utc_text(item.receipt.received_at), call.deadline_zone)}",
            )
            for item in plan.items
        ),
        right="....r",
    )
    for item in plan.items:
        print_problems((*item.problems, *item.findings))
    print_problems(plan.problems)


def _what(item: PlannedApplication) -> str:
    decision = item.decision
    parts = [label(f"applications.kind.{decision.kind}")]
    if decision.kind is ItemKind.REVISION:
        parts.append(_("no. {revision}").format(revision=decision.revision))
    if not decision.on_time:
        parts.append(_lateness(decision.minutes_late))
    if decision.other_spelling:
        parts.append(_("known as {name}").format(name=decision.other_spelling))
    if decision.resembles:
        parts.append(_("resembles {number}").format(number=decision.resembles))
    if decision.again:
        parts.append(_("repeats {number}").format(number=decision.again))
    return ", ".join(parts)


def _summary(plan: ImportPlan, *, executed: bool) -> str:
    counts = ", ".join(
        f"{label(f'applications.kind.{kind}')}: {len(plan.of(kind))}" for kind in ItemKind
    )
    late = _("late: {count}").format(count=len(plan.late))
    said = _("imported") if executed else _("plan only, nothing changed")
    return f"{counts}, {late} ({said})"


def _lateness(minutes: int) -> str:
    if not minutes:
        return label("form.yes")
    words = ngettext("late by {count} minute", "late by {count} minutes", minutes)
    return words.format(count=minutes)
