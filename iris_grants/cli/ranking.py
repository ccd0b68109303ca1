"""`iris-grants ranking`: a ranking computed again from its files, or from a store."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from iris_grants.cli.output import print_json, print_problems, problem_document
from iris_grants.cli.ranking_document import ranking_document
from iris_grants.cli.ranking_options import add_store_parsers
from iris_grants.kernel.problems import Problem, Severity, Where
from iris_grants.scoring.rules.ranking import RankingResult, rank
from iris_grants.scoring.rules.ranking_files import (
    RANKING_FILE,
    compare_ranking,
    ranking_csv,
    read_given_ranking,
    read_ranking_folder,
)
from iris_grants.scoring.rules.selection import Decision
from iris_grants.wording import _


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `ranking` with its commands to the command line."""
    ranking = subparsers.add_parser("ranking", help=_("work with a ranking"))
    commands = ranking.add_subparsers(dest="ranking_command", required=True)
    add_recompute(commands)
    add_store_parsers(commands)


def add_recompute(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `ranking recompute DIR [--json]`."""
    words = _("compute a ranking again from grid.json and scores.csv, without a store")
    parser = commands.add_parser("recompute", help=words, description=words)
    parser.add_argument(
        "folder",
        metavar="DIR",
        type=Path,
        help=_("folder with grid.json and scores.csv; a ranking.csv there is compared"),
    )
    parser.add_argument(
        "--json", action="store_true", help=_("print one JSON document with every step")
    )
    parser.set_defaults(run=recompute)


def recompute(args: argparse.Namespace) -> int:
    """Print the ranking of a folder: `ranking.csv` as it must be, or with `--json` all of it.

    `args.folder` is the folder, `args.json` whether JSON is wanted. Returns 0, or 1 if a
    `ranking.csv` in the folder differs. `Refused` with every problem of the two files.
    """
    folder: Path = args.folder
    result = rank(read_ranking_folder(folder))
    problems: list[Problem] = []
    given = read_given_ranking(folder, problems)
    if given is not None:
        problems.extend(compare_ranking(given, result))
    if args.json:
        compared = {
            "compared": None if given is None else not problems,
            "problems": [problem_document(problem) for problem in problems],
        }
        print_json(ranking_document(result) | compared)
    else:
        _write(ranking_csv(result))
    print_problems([*problems, *_remarks(result, agrees=given is not None and not problems)])
    return 1 if problems else 0


def _remarks(result: RankingResult, *, agrees: bool) -> Iterator[Problem]:
    if agrees:
        where = Where(file=RANKING_FILE)
        yield Problem(code="ranking.agrees", where=where, severity=Severity.NOTE)
    awaiting = sum(row.decision is Decision.AWAITING for row in result.rows)
    if awaiting:
        params = {"count": awaiting, "all": len(result.rows)}
        yield Problem(code="ranking.preliminary", severity=Severity.WARNING, params=params)


def _write(data: bytes) -> None:
    """Write to standard output without the line ends that a text stream may change."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
