"""`iris-grants ranking show|export|fix`: the ranking of a call in a store, and its files."""

from __future__ import annotations

import argparse

from sqlalchemy.orm import Session

from iris_grants.calls.queries import call_by_number
from iris_grants.cli.output import open_for, print_json, print_problems, print_table
from iris_grants.cli.ranking_document import ranking_document
from iris_grants.kernel.problems import Problem, Severity
from iris_grants.scoring.commands.ranking import fix_ranking
from iris_grants.scoring.exporting import export_ranking
from iris_grants.scoring.queries.ranking import current_rankings, fixed_rankings, lots_of
from iris_grants.scoring.rules.exact import minor_text, two_decimals
from iris_grants.scoring.rules.explain import reason_step
from iris_grants.scoring.rules.ranking import RankedRow, RankingResult
from iris_grants.scoring.rules.selection import Decision
from iris_grants.wording import _, label, sentence_of


def show(args: argparse.Namespace) -> int:
    """Print the ranking as it is now, one table a lot."""
    with open_for(args, write=False).read() as session:
        results = _results(session, args.call)
    if args.json:
        documents = [ranking_document(result) for result in results]
        print_json(documents[0] if len(documents) == 1 else {"lots": documents})
    else:
        for result in results:
            _print_ranking(result)
    print_problems(_preliminary(result) for result in results if result.preliminary)
    return 0


def export(args: argparse.Namespace) -> int:
    """Write the three files of a ranking; those that the committee fixed, if it did."""
    with open_for(args, write=False).read() as session:
        call = call_by_number(session, args.call)
        exported = export_ranking(session, call.id, args.out, current=args.current)
        results = () if exported.fixed else current_rankings(session, call.id)
    for path in exported.files:
        print(path)
    print_problems(_preliminary(result) for result in results if result.preliminary)
    return 0


def fix(args: argparse.Namespace) -> int:
    """Fix the ranking of a call, each lot on its own."""
    desk = open_for(args)
    with desk.read() as session:
        call = call_by_number(session, args.call)
        lots = lots_of(session, call.id) or (None,)
    for lot in lots:
        desk.run(fix_ranking, call_id=call.id, lot=lot, preliminary=args.preliminary)
    with desk.read() as session:
        number = fixed_rankings(session, call.id)[0].number
        results = current_rankings(session, call.id)
    for result in results:
        _print_ranking(result)
    print(_("Ranking {number} fixed.").format(number=number))
    return 0


def _results(session: Session, number: str) -> tuple[RankingResult, ...]:
    return current_rankings(session, call_by_number(session, number).id)


def _print_ranking(result: RankingResult) -> None:
    print_table(
        (
            _("Rank"),
            _("Application"),
            _("Country"),
            _("Assessments"),
            _("Points"),
            _("Offered"),
            _("Decision"),
            _("Reason"),
        ),
        (_cells(row) for row in result.rows),
        right="r..rrr",
    )


def _cells(row: RankedRow) -> tuple[str, ...]:
    step = reason_step(row.reason)
    return (
        "" if row.rank is None else str(row.rank),
        row.application.id,
        row.application.country,
        str(row.assessments),
        "" if row.total is None else two_decimals(row.total),
        "" if row.offered_minor is None else minor_text(row.offered_minor),
        label(f"state.ranking_row.{row.decision.value}"),
        "" if step is None else sentence_of(step.code, step.params),
    )


def _preliminary(result: RankingResult) -> Problem:
    awaiting = sum(row.decision is Decision.AWAITING for row in result.rows)
    return Problem(
        code="ranking.preliminary",
        severity=Severity.WARNING,
        params={"count": awaiting, "all": len(result.rows)},
    )
