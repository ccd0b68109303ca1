"""`iris-grants scoring`: entering what members scored without the program."""

from __future__ import annotations

import argparse
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TypeAlias

from iris_grants.applications.queries import application_by_number
from iris_grants.calls.queries import call_by_number
from iris_grants.cli import scoring_committee
from iris_grants.cli.output import open_for
from iris_grants.kernel.problems import Problem, Refused, Where
from iris_grants.scoring.assessed import Recusal
from iris_grants.scoring.commands.assessing import Filled, Given
from iris_grants.scoring.entering import EnteredReturn, enter_paper, enter_sheet
from iris_grants.scoring.queries.returns import PartRow
from iris_grants.scoring.rules.scores import ScoreState
from iris_grants.wording import _, label, sentence_of

Subparsers: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
ABSENT = ("na", "n/a")


def add_parsers(commands: Subparsers) -> None:
    """Add `enter-sheet` and `enter-paper`."""
    words = _("take over score sheets that were filled in without the program")
    parser = commands.add_parser("enter-sheet", help=words, description=words)
    scoring_committee.add_call(parser)
    parser.add_argument("files", metavar="FILE.xlsx", type=Path, nargs="+")
    _common(parser)
    parser.set_defaults(run=sheets)
    words = _("enter the grid of a member on paper, with its scan")
    parser = commands.add_parser("enter-paper", help=words, description=words)
    scoring_committee.add_call(parser)
    parser.add_argument("code", metavar="CODE", help=_("the code of the assessor"))
    parser.add_argument("application", metavar="APPLICATION")
    parser.add_argument("--scan", metavar="FILE", type=Path, required=True)
    parser.add_argument(
        "--score",
        metavar="CRITERION=SCORE",
        action="append",
        default=[],
        help=_("a score; “na” where the criterion does not apply"),
    )
    parser.add_argument(
        "--comment",
        metavar="CRITERION=TEXT",
        action="append",
        default=[],
        help=_("a comment on a criterion, a section, or the whole (“all”)"),
    )
    parser.add_argument("--recused", metavar="KIND", help=_("kind of the tie that stands on it"))
    parser.add_argument("--reason", metavar="TEXT", default="", help=_("in what it consists"))
    _common(parser)
    parser.set_defaults(run=paper)


def sheets(args: argparse.Namespace) -> int:
    """Take over each sheet and say what became of it."""
    desk = open_for(args)
    with desk.read() as session:
        call = call_by_number(session, args.call)
    for path in args.files:
        found = enter_sheet(desk, path, on=args.on, incomplete=args.incomplete, call_id=call.id)
        _say(found)
    return 0


def paper(args: argparse.Namespace) -> int:
    """Enter one grid and say what became of it."""
    recusal = None if args.recused is None else Recusal(kind=args.recused, reason=args.reason)
    desk = open_for(args)
    with desk.read() as session:
        call = call_by_number(session, args.call)
        member = scoring_committee.member_by_code(session, call.id, args.code)
        application = application_by_number(session, call.id, args.application)
    found = enter_paper(
        desk,
        member_id=member.id,
        application_id=application.id,
        scan=args.scan,
        on=args.on,
        filled=read_grid(args.score, args.comment) if recusal is None else None,
        recusal=recusal,
        incomplete=args.incomplete,
    )
    _say(found)
    return 0


def read_grid(scores: list[str], comments: list[str]) -> Filled:
    """A grid from `1.1=4` and `1.1=words`; comments on what has no score are of sections.

    Refused (`cli.value_wrong`) for a score that is no number.
    """
    said = dict(_pair(word) for word in comments)
    given: dict[str, Given] = {}
    problems: list[Problem] = []
    for word in scores:
        criterion, text = _pair(word)
        comment = said.pop(criterion, None)
        if text.lower() in ABSENT:
            given[criterion] = Given(state=ScoreState.NA, comment=comment)
            continue
        try:
            score = Decimal(text.replace(",", "."))
        except InvalidOperation:
            where, params = Where(key=criterion), {"text": text}
            problems.append(Problem(code="cli.value_wrong", where=where, params=params))
            continue
        given[criterion] = Given(state=ScoreState.VALUE, score=score, comment=comment)
    if problems:
        raise Refused(*problems)
    whole = said.pop("all", None)
    return Filled(scores=given, sections=said, comment=whole)


def _pair(word: str) -> tuple[str, str]:
    key, _equals, text = word.partition("=")
    return key.strip(), text.strip()


def _say(found: EnteredReturn) -> None:
    row = found.row
    known = _("in the store already") if found.known else _("a new return")
    medium = label(f"medium.scoring_return.{row.medium}")
    print(f"{row.package_number}, {row.member_code}, {medium} ({known})")
    for part in row.parts:
        print(f"  {part_sentence(part, row.fingerprint)}")


def part_sentence(part: PartRow, fingerprint: str) -> str:
    """What became of one application in a return, as a sentence."""
    code = part.reason or ("accepted_recused" if part.recused else "accepted")
    params = {"application": part.application_number, "fingerprint": fingerprint}
    return sentence_of(f"merge.{code}", params)


def _common(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--on",
        metavar="DAY",
        type=date.fromisoformat,
        required=True,
        help=_("the day on which it was signed or sent (2024-01-31)"),
    )
    parser.add_argument(
        "--incomplete", action="store_true", help=_("also if something is not scored yet")
    )
