"""`iris-grants scoring`: the committee, its packages, the assessor's side, and the merge."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import TypeAlias

from iris_grants.calls.queries import call_by_number
from iris_grants.cli import scoring_assessor, scoring_committee, scoring_entering
from iris_grants.cli.output import (
    open_for,
    print_json,
    print_problems,
    print_table,
    problem_document,
    progress_bar,
)
from iris_grants.cli.scoring_entering import part_sentence
from iris_grants.documents.world import refusing
from iris_grants.kernel.problems import Where, refusal
from iris_grants.scoring.commands.merge import confirm_key, decide_return
from iris_grants.scoring.merging import MergedReturn, execute_merge, plan_merge
from iris_grants.scoring.packing import make_packages
from iris_grants.scoring.papers import write_papers
from iris_grants.scoring.queries.returns import PartRow, ReturnRow, returns_of
from iris_grants.wording import _, label

Subparsers: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def add_parser(subparsers: Subparsers) -> None:
    """Add `scoring` with its commands, in the order of the work."""
    words = _("packages, score sheets, returns, merge")
    scoring = subparsers.add_parser("scoring", help=words, description=words)
    commands = scoring.add_subparsers(dest="scoring_command", metavar=_("COMMAND"), required=True)
    scoring_committee.add_parsers(commands)
    _add_packages(commands)
    scoring_assessor.add_parsers(commands)
    _add_merge(commands)
    scoring_entering.add_parsers(commands)
    _add_returns(commands)


def packages(args: argparse.Namespace) -> int:
    """Write a sealed package for each assessor with something new to assess."""
    given = {} if args.passphrases is None else read_passphrases(args.passphrases)
    desk = open_for(args)
    with desk.read() as session:
        call = call_by_number(session, args.call)
    made = make_packages(
        desk,
        call_id=call.id,
        out_dir=args.out,
        passphrases=given,
        again=args.again,
        kit=args.kit,
        progress=progress_bar(),
    )
    print_table(
        (_("Package"), _("Assessor"), _("Applications"), _("Passphrase")),
        (
            (
                one.path.name,
                f"{one.code} · {one.name}",
                ", ".join(one.applications),
                _("as given") if one.code in given else one.passphrase,
            )
            for one in made
        ),
    )
    return 0


def merge(args: argparse.Namespace) -> int:
    """Say what each file is, take the returns in, and say what became of each; 1 if any is none."""
    desk = open_for(args, write=not args.plan)
    with desk.read() as session:
        plan = plan_merge(session, args.files, progress=progress_bar())
    if args.plan:
        for entry in plan.entries:
            if entry.taken is not None:
                words = _("in the store already") if entry.known else _("a new return")
                print(f"{entry.file}: {words}")
            print_problems(entry.problems)
        return int(any(entry.problems for entry in plan.entries))
    found = execute_merge(desk, plan)
    if args.json:
        print_json({"returns": [_merged_document(one) for one in found]})
    else:
        for one in found:
            _print_merged(one)
    print_problems(problem for one in found for problem in one.problems)
    return int(any(one.problems for one in found))


def returns(args: argparse.Namespace) -> int:
    """Print the returns of a call and what became of each."""
    desk = open_for(args, write=False)
    with desk.read() as session:
        rows = returns_of(session, call_by_number(session, args.call).id)
    if args.json:
        print_json({"returns": rows})
        return 0
    for row in rows:
        medium = label(f"medium.scoring_return.{row.medium}")
        print(f"{row.id}  {row.package_number} · {row.member_code} · {row.member_name} · {medium}")
        for part in row.parts:
            print(f"  {part_sentence(part, row.fingerprint)}")
    return 0


def papers(args: argparse.Namespace) -> int:
    """Write minutes, evaluation report and score sheets, and keep them with the committee."""
    desk = open_for(args)
    with desk.read() as session:
        call = call_by_number(session, args.call)
    for name in write_papers(desk, call_id=call.id, progress=progress_bar()):
        print(name)
    return 0


def confirm(args: argparse.Namespace) -> int:
    """Confirm the key of an assessor by the fingerprint that was read out."""
    desk = open_for(args)
    with desk.read() as session:
        call = call_by_number(session, args.call)
        member = scoring_committee.member_by_code(session, call.id, args.code)
    desk.run(
        confirm_key,
        member_id=member.id,
        fingerprint=args.fingerprint,
        note=args.note or _("by telephone"),
    )
    print(_("{code}: key confirmed").format(code=member.code))
    return 0


def decide(args: argparse.Namespace) -> int:
    """Record what the committee decided of one application in a return."""
    desk = open_for(args)
    with desk.read() as session:
        call = call_by_number(session, args.call)
        row, part = _part(returns_of(session, call.id), args.returned, args.application)
    desk.run(
        decide_return,
        return_id=row.id,
        application_id=part.application_id,
        decision=args.decision,
        reason=args.reason,
    )
    with desk.read() as session:
        row, part = _part(returns_of(session, call.id), row.id, args.application)
    print(part_sentence(part, row.fingerprint))
    return 0


def read_passphrases(path: Path) -> Mapping[str, str]:
    """The passphrases in a file by code of the assessor: one a line, the code before it.

    Refused (`scoring.passphrases_unreadable`) with the line that is otherwise.
    """
    with refusing(path):
        text = path.read_text(encoding="utf-8", errors="replace")
    found: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        code, _space, passphrase = line.strip().partition(" ")
        if code and not passphrase.strip():
            raise refusal("scoring.passphrases_unreadable", Where(file=path.name, line=number))
        if code:
            found[code] = passphrase.strip()
    return found


def _part(
    rows: tuple[ReturnRow, ...], returned: str, application: str
) -> tuple[ReturnRow, PartRow]:
    for row in rows:
        for part in row.parts:
            if row.id.startswith(returned) and part.application_number == application:
                return row, part
    raise refusal("scoring.part_unknown", Where(key=f"{returned} {application}"))


def _print_merged(one: MergedReturn) -> None:
    if one.problems:
        return
    words = _("in the store already") if one.known else _("a new return")
    number = _("return {number}").format(number=one.sequence)
    print(f"{one.file}: {one.package_number}, {one.code}, {number} ({words})")
    for part in one.parts:
        print(f"  {part_sentence(part, one.fingerprint)}")


def _merged_document(one: MergedReturn) -> dict[str, object]:
    return {
        "file": one.file,
        "known": one.known,
        "package": one.package_number,
        "code": one.code,
        "sequence": one.sequence,
        "fingerprint": one.fingerprint,
        "applications": [
            {
                "application": part.application_number,
                "state": part.state,
                "reason": part.reason,
                "text": part_sentence(part, one.fingerprint),
            }
            for part in one.parts
        ],
        "problems": [problem_document(problem) for problem in one.problems],
    }


def _add_packages(commands: Subparsers) -> None:
    words = _("write one sealed package for each assessor with something new to assess")
    parser = commands.add_parser("packages", help=words, description=words)
    scoring_committee.add_call(parser)
    parser.add_argument("--out", metavar="DIR", type=Path, required=True)
    parser.add_argument(
        "--passphrases",
        metavar="FILE",
        type=Path,
        help=_("passphrases, one a line after the code of the assessor; others are made"),
    )
    parser.add_argument(
        "--again",
        metavar="CODE",
        action="append",
        default=[],
        help=_("make the package of this assessor anew"),
    )
    parser.add_argument(
        "--kit",
        action="store_true",
        help=_("beside each also an encrypted zip for those without the program"),
    )
    parser.set_defaults(run=packages)


def _add_merge(commands: Subparsers) -> None:
    words = _("take in returns and say what became of each")
    parser = commands.add_parser("merge", help=words, description=words)
    parser.add_argument("store", metavar="STORE")
    parser.add_argument("files", metavar="FILE", type=Path, nargs="+")
    parser.add_argument("--plan", action="store_true", help=_("only say what each file is"))
    parser.add_argument("--json", action="store_true", help=_("print one JSON document"))
    parser.set_defaults(run=merge)


def _add_returns(commands: Subparsers) -> None:
    words = _("list the returns of a call")
    parser = commands.add_parser("returns", help=words, description=words)
    scoring_committee.add_call(parser)
    parser.add_argument("--json", action="store_true", help=_("print one JSON document"))
    parser.set_defaults(run=returns)
    words = _("confirm the key of an assessor by its fingerprint")
    parser = commands.add_parser("confirm-key", help=words, description=words)
    scoring_committee.add_call(parser)
    parser.add_argument("code", metavar="CODE", help=_("the code of the assessor"))
    parser.add_argument("fingerprint", metavar="FINGERPRINT")
    parser.add_argument("--note", metavar="TEXT", help=_("how it was confirmed"))
    parser.set_defaults(run=confirm)
    words = _("record what the committee decided of an application in a return")
    parser = commands.add_parser("decide", help=words, description=words)
    scoring_committee.add_call(parser)
    parser.add_argument("returned", metavar="RETURN", help=_("the identity of the return"))
    parser.add_argument("application", metavar="APPLICATION")
    group = parser.add_mutually_exclusive_group(required=True)
    for option, value in (("--accept", "accept"), ("--set-aside", "set_aside"), ("--undo", None)):
        group.add_argument(option, dest="decision", action="store_const", const=value)
    parser.add_argument("--reason", metavar="TEXT", required=True)
    parser.set_defaults(run=decide)
    words = _("write minutes, evaluation report and score sheets of the fixed ranking")
    parser = commands.add_parser("papers", help=words, description=words)
    scoring_committee.add_call(parser)
    parser.set_defaults(run=papers)
