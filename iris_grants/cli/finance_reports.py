"""`iris-grants finance reports`, `statement` and `final`: financial reports and final amounts."""

from __future__ import annotations

import argparse
from pathlib import Path

from sqlalchemy import select

from db.tables.grants import GrantRecord
from iris_grants.cli.output import open_for, print_json, print_table
from iris_grants.documents.atomic import write_atomically
from iris_grants.finance.final_amounts import calculation_of
from iris_grants.finance.final_papers import steps
from iris_grants.finance.report_queries import financial_reports, fixed_amount, recoveries
from iris_grants.finance.statement_workbook import statement_workbook
from iris_grants.finance.statements import statement_of
from iris_grants.kernel.money import Money
from iris_grants.kernel.operations import Desk
from iris_grants.kernel.problems import refusal
from iris_grants.wording import _, current_language, label
from iris_grants.wording.formats import day, minor, money


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `reports`, `statement` and `final` to `finance`."""
    words = _("list the financial reports of all grants")
    reports = commands.add_parser("reports", help=words, description=words)
    reports.add_argument("store", metavar="STORE")
    reports.add_argument("--json", action="store_true", help=_("print one JSON document"))
    reports.set_defaults(run=reports_out)
    words = _("write a financial report with its reallocations and periods")
    statement = commands.add_parser("statement", help=words, description=words)
    statement.add_argument("store", metavar="STORE")
    statement.add_argument("grant", metavar="GRANT", help=_("number of the contract"))
    statement.add_argument("number", metavar="NUMBER", type=int, help=_("number of the report"))
    statement.add_argument("--out", metavar="FILE.xlsx", type=Path, required=True)
    statement.set_defaults(run=statement_out)
    words = _("show the final amount of a grant: as fixed, or as it would be now")
    final = commands.add_parser("final", help=words, description=words)
    final.add_argument("store", metavar="STORE")
    final.add_argument("grant", metavar="GRANT", help=_("number of the contract"))
    final.add_argument("--json", action="store_true", help=_("print one JSON document"))
    final.set_defaults(run=final_out)


def reports_out(args: argparse.Namespace) -> int:
    """Print the financial reports with their ids, for `run finance.approve_report`."""
    with open_for(args, write=False).read() as session:
        rows = financial_reports(session)
    if args.json:
        print_json({"reports": rows})
        return 0
    print_table(
        (_("Contract"), _("No."), _("Kind"), _("Period"), _("Costs"), _("EUR"), _("State")),
        (
            (
                row.grant,
                str(row.number),
                label(f"financial_report.{row.kind}"),
                f"{day(row.period_from)} – {day(row.period_to)}",
                str(row.costs),
                minor(row.declared_minor),
                label(f"state.financial_report.{row.state}"),
            )
            for row in rows
        ),
        right=".r..rr",
    )
    return 0


def statement_out(args: argparse.Namespace) -> int:
    """Write one financial report as a workbook with formulas."""
    desk = open_for(args, write=False)
    grant_id = _grant_id(desk, args.grant)
    with desk.read() as session:
        found = [one for one in financial_reports(session, grant_id) if one.number == args.number]
        if not found:
            raise refusal("finance.report_unknown", number=args.number, grant=args.grant)
        data = statement_workbook(
            session, statement_of(session, found[0]), language=current_language()
        )
    write_atomically(args.out, data)
    return 0


def final_out(args: argparse.Namespace) -> int:
    """Print the steps of the final amount and the recovery, or what it would be now."""
    desk = open_for(args, write=False)
    grant_id = _grant_id(desk, args.grant)
    with desk.read() as session:
        row = fixed_amount(session, grant_id)
        owed = recoveries(session, grant_id)
        now = calculation_of(session, grant_id)
    if args.json:
        print_json({"grant": args.grant, "fixed": row, "recoveries": owed, "now": now})
        return 0
    if row is None:
        final, balance = Money(now.amount.final, "EUR"), Money(now.amount.balance, "EUR")
        print(
            _("Not fixed yet. As the costs stand: {final}, balance {balance}.").format(
                final=money(final), balance=money(balance)
            )
        )
        return 0
    print_table(
        (_("Step"), _("Amount (EUR)")),
        ((words, amount) for words, amount, _result in steps(row)),
        right=".r",
    )
    for one in owed:
        print(
            _("Recovery of {amount}: {state}").format(
                amount=money(Money(one.amount_minor, "EUR")),
                state=label(f"state.recovery.{one.state}"),
            )
        )
    return 0


def _grant_id(desk: Desk, number: str) -> str:
    with desk.read() as session:
        found = session.scalar(select(GrantRecord.id).where(GrantRecord.number == number))
    if found is None:
        raise refusal("finance.grant_unknown", number=number)
    return found
