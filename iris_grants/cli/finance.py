"""`iris-grants finance`: lists of expenditure in, reports and budgets out."""

from __future__ import annotations

import argparse
from pathlib import Path

from sqlalchemy import select

from db.tables.grants import GrantRecord
from iris_grants.cli import finance_evidence, finance_rates, finance_reports
from iris_grants.cli.output import (
    open_for,
    print_json,
    print_problems,
    print_table,
    problem_document,
)
from iris_grants.documents.atomic import write_atomically
from iris_grants.finance.budgets_workbook import budgets_workbook
from iris_grants.finance.checking import findings
from iris_grants.finance.evidence import cost_documents, missing_evidence
from iris_grants.finance.ledger import LedgerPlan, import_ledger, plan_ledger
from iris_grants.finance.ledger_form import ledger_workbook
from iris_grants.finance.queries import ledger
from iris_grants.finance.report_workbook import report_workbook
from iris_grants.finance.typed_rows import TEXT_ENDINGS, plan_text_file
from iris_grants.kernel.operations import Desk
from iris_grants.kernel.problems import errors_of, refusal
from iris_grants.wording import _, current_language, label, sentence
from iris_grants.wording.formats import minor, money


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add everything of `finance`: lists, reports, budgets, rates, final amounts."""
    words = _("expenditure, budgets, financial reports")
    group = subparsers.add_parser("finance", help=words, description=words)
    commands = group.add_subparsers(dest="finance_command", metavar=_("COMMAND"), required=True)
    words = _("import the list of expenditure of a grant")
    ledger = commands.add_parser("ledger", help=words, description=words)
    add_grant(ledger)
    ledger.add_argument("file", metavar="FILE.xlsx|FILE.tsv", type=Path)
    ledger.add_argument("--plan", action="store_true", help=_("only say what would happen"))
    ledger.add_argument("--json", action="store_true", help=_("print one JSON document"))
    ledger.set_defaults(run=ledger_in)
    words = _("write the empty list of expenditure of a grant")
    form = commands.add_parser("form", help=words, description=words)
    add_grant(form)
    _add_out(form)
    form.set_defaults(run=form_out)
    words = _("write the financial report of a grant")
    report = commands.add_parser("report", help=words, description=words)
    add_grant(report)
    _add_out(report)
    report.set_defaults(run=report_out)
    words = _("list the costs of a grant")
    costs = commands.add_parser("costs", help=words, description=words)
    add_grant(costs)
    costs.add_argument("--json", action="store_true", help=_("print one JSON document"))
    costs.set_defaults(run=list_costs)
    words = _("write the budgets of all grants")
    budgets = commands.add_parser("budgets", help=words, description=words)
    budgets.add_argument("store", metavar="STORE")
    _add_out(budgets)
    budgets.set_defaults(run=budgets_out)
    finance_evidence.add_commands(commands)
    finance_rates.add_commands(commands)
    finance_reports.add_commands(commands)


def ledger_in(args: argparse.Namespace) -> int:
    """Plan the import of a list of expenditure, and book it unless `--plan`.

    A workbook, or a file of tab-separated rows (.tsv, .txt). Every problem is printed; exit
    status 1 if one of them blocks, and nothing is booked.
    """
    desk = open_for(args, write=not args.plan)
    with desk.read() as session:
        read = plan_text_file if args.file.suffix.lower() in TEXT_ENDINGS else plan_ledger
        plan = read(session, grant_number=args.grant, path=args.file, today=desk.clock().date())
    booked = 0
    if not args.plan and not errors_of(plan.problems):
        booked = desk.run(import_ledger, plan=plan)
    _say(args, plan, booked)
    return 1 if errors_of(plan.problems) else 0


def form_out(args: argparse.Namespace) -> int:
    """Write the empty list of expenditure of a grant as a workbook."""
    desk = open_for(args, write=False)
    with desk.read() as session:
        data = ledger_workbook(session, _grant_id(desk, args.grant), language=current_language())
    write_atomically(args.out, data)
    return 0


def report_out(args: argparse.Namespace) -> int:
    """Write the financial report of a grant as a workbook."""
    desk = open_for(args, write=False)
    with desk.read() as session:
        data = report_workbook(session, _grant_id(desk, args.grant), language=current_language())
    write_atomically(args.out, data)
    return 0


def list_costs(args: argparse.Namespace) -> int:
    """Print the costs of a grant with what became of each."""
    desk = open_for(args, write=False)
    with desk.read() as session:
        grant_id = _grant_id(desk, args.grant)
        rows = ledger(session, grant_id)
        doubtful = findings(session, grant_id)
        proofs, missing = cost_documents(session, grant_id), missing_evidence(session, grant_id)
    if args.json:
        known = {
            identity: [problem_document(problem) for problem in problems]
            for identity, problems in doubtful.items()
        }
        document = {"grant": args.grant, "costs": rows, "findings": known}
        print_json({**document, "documents": proofs, "missing": missing})
        return 0
    print_table(
        (
            _("No."),
            _("Line"),
            _("Supplier or payee"),
            _("Document"),
            _("EUR"),
            _("State"),
            _("Doubts"),
        ),
        (
            (
                str(row.number),
                row.line_code,
                row.supplier,
                row.document_no,
                minor(row.eur_minor),
                label(f"state.cost.{row.state}"),
                " ".join(sentence(problem) for problem in doubtful.get(row.id, ())),
            )
            for row in rows
        ),
        right="r...r",
    )
    return 0


def budgets_out(args: argparse.Namespace) -> int:
    """Write the budgets of all grants as a workbook."""
    with open_for(args, write=False).read() as session:
        data = budgets_workbook(session, language=current_language())
    write_atomically(args.out, data)
    return 0


def add_grant(parser: argparse.ArgumentParser) -> None:
    """Add STORE and GRANT, the number of a contract."""
    parser.add_argument("store", metavar="STORE")
    parser.add_argument("grant", metavar="GRANT", help=_("number of the contract"))


def _add_out(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", metavar="FILE.xlsx", type=Path, required=True)


def _grant_id(desk: Desk, number: str) -> str:
    with desk.read() as session:
        found = session.scalar(select(GrantRecord.id).where(GrantRecord.number == number))
    if found is None:
        raise refusal("finance.grant_unknown", number=number)
    return found


def _say(args: argparse.Namespace, plan: LedgerPlan, booked: int) -> None:
    print_problems(plan.problems)
    if args.json:
        print_json(
            {
                "grant": plan.grant_number,
                "rows": len(plan.costs),
                "booked": booked,
                "total": plan.total,
                "problems": [problem_document(problem) for problem in plan.problems],
            }
        )
        return
    print(
        _("Rows: {rows}, together {total}. Booked: {booked}.").format(
            rows=len(plan.costs), total=money(plan.total), booked=booked
        )
    )
