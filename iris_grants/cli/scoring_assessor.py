"""`iris-grants scoring`: the assessor's side of a package."""

from __future__ import annotations

import argparse
import getpass
from pathlib import Path
from typing import TypeAlias

from iris_grants.cli.output import first_line, print_json, print_table
from iris_grants.documents.atomic import write_atomically
from iris_grants.kernel.operations import Desk
from iris_grants.scoring.filling import fill_from_sheet
from iris_grants.scoring.queries.assessing import OwnAssessmentRow, own_assessments
from iris_grants.scoring.returning import make_return
from iris_grants.scoring.rules.exact import two_decimals
from iris_grants.scoring.sheet import score_sheet
from iris_grants.scoring.working_store import open_package
from iris_grants.wording import _, label, ngettext

Subparsers: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def add_parsers(commands: Subparsers) -> None:
    """Add `overview`, `sheet`, `fill` and `return`."""
    words = _("open a package and say how far its assessment is")
    parser = _package(commands, "overview", words)
    parser.add_argument("--json", action="store_true", help=_("print one JSON document"))
    parser.set_defaults(run=overview)
    parser = _package(commands, "sheet", _("write the Excel score sheet of a package"))
    parser.add_argument("--out", metavar="FILE.xlsx", type=Path, required=True)
    parser.set_defaults(run=sheet)
    parser = _package(commands, "fill", _("take a filled score sheet over"))
    parser.add_argument("sheet", metavar="FILE.xlsx", type=Path)
    parser.set_defaults(run=fill)
    parser = _package(commands, "return", _("sign the scores and write one file to send back"))
    parser.add_argument("--out", metavar="FILE", type=Path, required=True)
    parser.add_argument(
        "--incomplete", action="store_true", help=_("also if something is not scored yet")
    )
    parser.add_argument(
        "--declare",
        action="store_true",
        help=_("sign the declaration of objectivity and confidentiality along"),
    )
    parser.set_defaults(run=give_back)


def overview(args: argparse.Namespace) -> int:
    """Print each application with its points so far and what is open."""
    with _desk(args).read() as session:
        rows = own_assessments(session)
    if args.json:
        print_json({"assessments": [_document(row) for row in rows]})
        return 0
    print_table(
        (_("Application"), _("Applicant"), _("Points"), _("At most"), _("Still open"), _("State")),
        (
            (
                row.number,
                row.applicant,
                two_decimals(row.outcome.points),
                two_decimals(row.outcome.maximum),
                str(len(row.open)),
                label(f"state.assignment.{row.state}"),
            )
            for row in rows
        ),
        right="..rrr",
    )
    return 0


def sheet(args: argparse.Namespace) -> int:
    """Write the score sheet with what was scored so far."""
    with _desk(args).read() as session:
        data = score_sheet(session)
    write_atomically(args.out, data)
    print(_("Score sheet written: {file}").format(file=args.out))
    return 0


def fill(args: argparse.Namespace) -> int:
    """Enter what a filled score sheet says."""
    count, recused = fill_from_sheet(_desk(args), args.sheet)
    words = ngettext("{count} score entered", "{count} scores entered", count)
    print(words.format(count=count))
    if recused:
        words = ngettext(
            "recused from {count} application", "recused from {count} applications", recused
        )
        print(words.format(count=recused))
    return 0


def give_back(args: argparse.Namespace) -> int:
    """Write the signed return and print the fingerprint that confirms it."""
    words = label("scoring.declaration") if args.declare else ""
    if words:
        print(words)
    made = make_return(_desk(args), out=args.out, incomplete=args.incomplete, declaration=words)
    print(_("Return {number} written: {file}").format(number=made.sequence, file=made.path))
    print(_("Fingerprint of your key: {fingerprint}").format(fingerprint=made.fingerprint))
    if made.new_key:
        print(_("Read it to the office over the telephone when you send the file."))
    return 0


def _document(row: OwnAssessmentRow) -> dict[str, object]:
    return {
        "application": row.number,
        "applicant": row.applicant,
        "title": row.title,
        "state": row.state,
        "points": row.outcome.points,
        "maximum": row.outcome.maximum,
        "sections": row.outcome.sections,
        "missing": row.outcome.missing,
        "open": len(row.open),
        "failed_gate": row.outcome.failed_gate or None,
    }


def _desk(args: argparse.Namespace) -> Desk:
    """The desk of the package; `main` closes it."""
    desk = open_package(args.package, _passphrase(args.passphrase_file))
    args.closing.callback(desk.store.close)
    return desk


def _passphrase(path: Path | None) -> str:
    if path is None:
        return getpass.getpass(_("Passphrase of the package: "))
    return first_line(path)


def _package(commands: Subparsers, name: str, words: str) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=words, description=words)
    parser.add_argument("package", metavar="PACKAGE", type=Path)
    parser.add_argument(
        "--passphrase-file",
        metavar="FILE",
        type=Path,
        help=_("file whose first line is the passphrase; otherwise it is asked for"),
    )
    return parser
