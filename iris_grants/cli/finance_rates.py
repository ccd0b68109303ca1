"""`iris-grants finance rates` and `rates-import`: exchange rates, listed and taken in."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from iris_grants.cli.output import open_for, print_json, print_problems, print_table
from iris_grants.finance.rate_book import list_rates
from iris_grants.finance.rates import import_rates, plan_rates
from iris_grants.kernel.problems import errors_of
from iris_grants.wording import _, label
from iris_grants.wording.formats import day


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `rates` and `rates-import` to `finance`."""
    words = _("list the exchange rates")
    rates = commands.add_parser("rates", help=words, description=words)
    rates.add_argument("store", metavar="STORE")
    rates.add_argument("--json", action="store_true", help=_("print one JSON document"))
    rates.set_defaults(run=rates_out)
    words = _("import exchange rates from a file of InforEuro")
    taking = commands.add_parser("rates-import", help=words, description=words)
    taking.add_argument("store", metavar="STORE")
    taking.add_argument("file", metavar="FILE", type=Path)
    taking.add_argument(
        "--month", metavar="YYYY-MM", type=_month, help=_("the month of a file that names none")
    )
    taking.add_argument("--source", required=True, help=_("where the file comes from"))
    taking.add_argument("--plan", action="store_true", help=_("only say what would happen"))
    taking.set_defaults(run=rates_in)


def rates_out(args: argparse.Namespace) -> int:
    """Print the exchange rates with their sources."""
    with open_for(args, write=False).read() as session:
        rows = list_rates(session)
    if args.json:
        print_json({"rates": rows})
        return 0
    print_table(
        (_("Currency"), _("Valid on"), _("Rate"), _("Kind"), _("Source")),
        (
            (row.currency, day(row.valid_on), row.rate, label(f"rate.{row.kind}"), row.source)
            for row in rows
        ),
        right="..r",
    )
    return 0


def rates_in(args: argparse.Namespace) -> int:
    """Record the new rates of a file, or only say what they are; 1 with problems."""
    desk = open_for(args, write=not args.plan)
    with desk.read() as session:
        plan = plan_rates(session, path=args.file, month=args.month)
    print_problems(plan.problems)
    if errors_of(plan.problems):
        return 1
    print(
        _("New: {new}, known: {known}, of other currencies: {others}.").format(
            new=len(plan.new), known=plan.known, others=plan.others
        )
    )
    if not args.plan:
        count = desk.run(import_rates, path=args.file, source=args.source, month=args.month)
        print(_("Recorded: {count}.").format(count=count))
    return 0


def _month(text: str) -> date:
    return date.fromisoformat(f"{text}-01")
