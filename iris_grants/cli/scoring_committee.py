"""`iris-grants scoring`: appointing the committee, its conflicts, assignments, papers."""

from __future__ import annotations

import argparse
import mimetypes
from datetime import date
from pathlib import Path
from typing import TypeAlias

from sqlalchemy.orm import Session

from iris_grants.calls.queries import call_by_number
from iris_grants.cli.output import open_for, print_json, print_table
from iris_grants.documents.world import refusing
from iris_grants.kernel.problems import Where, refusal
from iris_grants.people.queries import person_by_name
from iris_grants.scoring.commands.assignment import assign_applications
from iris_grants.scoring.commands.committee import Paper, add_member, sign_declaration
from iris_grants.scoring.commands.conflicts import (
    declare_conflict,
    detect_conflicts,
    resolve_conflict,
)
from iris_grants.scoring.commands.ranking import name_third_assessor
from iris_grants.scoring.committee import MemberRole
from iris_grants.scoring.queries.committee import (
    MemberRow,
    assignments_of,
    committee_of,
    conflicts_of,
)
from iris_grants.scoring.queries.ranking import application_ids, current_rankings
from iris_grants.scoring.rules.reassessment import THIRD_NEEDED
from iris_grants.wording import _, label
from iris_grants.wording.formats import day

Subparsers: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def add_parsers(commands: Subparsers) -> None:
    """Add the commands around the committee."""
    _add_members(commands)
    _add_conflicts(commands)
    words = _("give each application its assessors, in balance")
    parser = commands.add_parser("assign", help=words, description=words)
    add_call(parser)
    parser.add_argument("--per-application", metavar="N", type=int, default=2)
    parser.set_defaults(run=assign)
    words = _("name third assessors where two assessments are too far apart")
    parser = commands.add_parser("third", help=words, description=words)
    add_call(parser)
    parser.add_argument("application", metavar="APPLICATION", nargs="?")
    parser.add_argument("--member", metavar="CODE", help=_("the code of the assessor"))
    parser.set_defaults(run=third)


def add_call(parser: argparse.ArgumentParser) -> None:
    """Add STORE and CALL."""
    parser.add_argument("store", metavar="STORE")
    parser.add_argument("call", metavar="CALL", help=_("the number of the call"))


def member_by_code(session: Session, call_id: str, code: str) -> MemberRow:
    """The member of a committee with this code; refused (`scoring.member_unknown`) if none."""
    members = committee_of(session, call_id)
    for member in members:
        if member.code == code.upper():
            return member
    known = ", ".join(member.code for member in members) or "–"
    raise refusal("scoring.member_unknown", code=code, known=known)


def application_id(session: Session, call_id: str, number: str) -> str:
    """The identity of an application by its number; `scoring.application_not_here` if none."""
    found = application_ids(session, call_id).get(number)
    if found is None:
        raise refusal("scoring.application_not_here", Where(key=number), application=number)
    return found


def appoint(args: argparse.Namespace) -> int:
    """Appoint a person to the committee."""
    desk = open_for(args)
    with desk.read() as session:
        call = call_by_number(session, args.call)
        person = person_by_name(session, args.person_name)
    if person is None:
        raise refusal("people.unknown", name=args.person_name, known="–")
    member_id = desk.run(
        add_member,
        call_id=call.id,
        person_id=person.id,
        role=args.role,
        code=args.code,
        country=args.country,
    )
    with desk.read() as session:
        member = next(row for row in committee_of(session, call.id) if row.id == member_id)
    print(f"{member.code}: {member.name}, {label(f'member.{member.role}')}")
    return 0


def declare(args: argparse.Namespace) -> int:
    """Keep the signed declaration of a member."""
    path: Path = args.file
    with refusing(path):
        data = path.read_bytes()
    media_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    desk = open_for(args)
    with desk.read() as session:
        call = call_by_number(session, args.call)
        member = member_by_code(session, call.id, args.code)
    desk.run(
        sign_declaration,
        member_id=member.id,
        on=args.on,
        document=Paper(name=path.name, media_type=media_type, data=data),
    )
    print(_("{code}: declaration kept").format(code=member.code))
    return 0


def committee(args: argparse.Namespace) -> int:
    """Print the members of the committee and how far their work is."""
    desk = open_for(args, write=False)
    with desk.read() as session:
        call = call_by_number(session, args.call)
        members = committee_of(session, call.id)
        assignments = assignments_of(session, call.id)
    if args.json:
        print_json({"members": members, "assignments": assignments})
        return 0
    print_table(
        (_("Code"), _("Name and surname"), _("Role"), _("Declaration"), _("Applications")),
        (
            (
                member.code,
                member.name,
                label(f"member.{member.role}"),
                day(member.declared_on),
                ", ".join(
                    f"{one.application_number} ({label(f'state.assignment.{one.state}')})"
                    for one in assignments
                    if one.member_id == member.id
                ),
            )
            for member in members
        ),
    )
    return 0


def conflicts(args: argparse.Namespace) -> int:
    """Print the ties of a committee; with `--detect` look for new ones in the data first."""
    desk = open_for(args, write=args.detect)
    with desk.read() as session:
        call = call_by_number(session, args.call)
    if args.detect:
        desk.run(detect_conflicts, call_id=call.id)
    with desk.read() as session:
        rows = conflicts_of(session, call.id)
    if args.json:
        print_json({"conflicts": rows})
        return 0
    print_table(
        (_("Member"), _("Application"), _("Applicant"), _("Tie"), _("Reason"), _("State")),
        (
            (
                f"{row.member_code} · {row.member_name}",
                row.application_number,
                row.applicant,
                label(f"scoring.tie.{row.kind}"),
                row.reason,
                f"{label(f'origin.conflict.{row.origin}')}, {label(f'state.conflict.{row.state}')}",
            )
            for row in rows
        ),
    )
    return 0


def conflict(args: argparse.Namespace) -> int:
    """Record a conflict that a member declared."""
    desk = open_for(args)
    with desk.read() as session:
        call = call_by_number(session, args.call)
        member = member_by_code(session, call.id, args.code)
        paper = application_id(session, call.id, args.application)
    desk.run(
        declare_conflict,
        member_id=member.id,
        application_id=paper,
        kind=args.kind,
        reason=args.reason,
    )
    print(
        _("{code} is recused from {application}").format(
            code=member.code, application=args.application
        )
    )
    return 0


def answer(args: argparse.Namespace) -> int:
    """Record the chair's answer to a question about a conflict."""
    desk = open_for(args)
    with desk.read() as session:
        call = call_by_number(session, args.call)
        found = [
            row.id
            for row in conflicts_of(session, call.id)
            if (row.member_code, row.application_number) == (args.code.upper(), args.application)
        ]
    if not found:
        raise refusal("scoring.conflict_unknown", code=args.code, application=args.application)
    desk.run(resolve_conflict, conflict_id=found[0], confirmed=args.confirmed, reason=args.reason)
    print(label(f"state.conflict.{'confirmed' if args.confirmed else 'dismissed'}"))
    return 0


def assign(args: argparse.Namespace) -> int:
    """Assign the admitted applications."""
    desk = open_for(args)
    with desk.read() as session:
        call = call_by_number(session, args.call)
    done = desk.run(assign_applications, call_id=call.id, per_application=args.per_application)
    print_table(
        (_("Assessor"), _("Applications")),
        ((code, str(count)) for code, count in sorted(done.loads.items())),
        right=".r",
    )
    return 0


def third(args: argparse.Namespace) -> int:
    """Name the third assessor of one application, or of all that need one."""
    desk = open_for(args)
    with desk.read() as session:
        call = call_by_number(session, args.call)
        needed = [
            row.application.id
            for result in current_rankings(session, call.id)
            for row in result.rows
            if row.reason == THIRD_NEEDED
        ]
        wanted = needed if args.application is None else [args.application]
        identities = {number: application_id(session, call.id, number) for number in wanted}
        member = None if args.member is None else member_by_code(session, call.id, args.member)
    for number, identity in identities.items():
        chosen = desk.run(
            name_third_assessor,
            application_id=identity,
            member_id=None if member is None else member.id,
        )
        with desk.read() as session:
            code = next(row.code for row in committee_of(session, call.id) if row.id == chosen)
        print(_("{application}: third assessor {code}").format(application=number, code=code))
    return 0


def _add_members(commands: Subparsers) -> None:
    words = _("appoint a person to the committee of a call")
    parser = commands.add_parser("member", help=words, description=words)
    add_call(parser)
    parser.add_argument("--person", dest="person_name", metavar="NAME", required=True)
    parser.add_argument("--role", choices=[role.value for role in MemberRole], required=True)
    parser.add_argument("--code", metavar="CODE")
    parser.add_argument("--country", metavar="CC")
    parser.set_defaults(run=appoint)
    words = _("keep the signed declaration of a member")
    parser = commands.add_parser("declare", help=words, description=words)
    add_call(parser)
    parser.add_argument("code", metavar="CODE")
    parser.add_argument("file", metavar="FILE", type=Path)
    parser.add_argument("--on", metavar="YYYY-MM-DD", type=date.fromisoformat, required=True)
    parser.set_defaults(run=declare)
    words = _("list the members of a committee and their work")
    parser = commands.add_parser("committee", help=words, description=words)
    add_call(parser)
    parser.add_argument("--json", action="store_true", help=_("print one JSON document"))
    parser.set_defaults(run=committee)


def _add_conflicts(commands: Subparsers) -> None:
    words = _("list the ties between members and applications")
    parser = commands.add_parser("conflicts", help=words, description=words)
    add_call(parser)
    parser.add_argument("--detect", action="store_true", help=_("look for ties in the data first"))
    parser.add_argument("--json", action="store_true", help=_("print one JSON document"))
    parser.set_defaults(run=conflicts)
    words = _("record a conflict of interest that a member declared")
    parser = commands.add_parser("conflict", help=words, description=words)
    _add_pair(parser)
    parser.add_argument("--kind", metavar="KIND", default="other")
    parser.add_argument("--reason", metavar="TEXT", required=True)
    parser.set_defaults(run=conflict)
    words = _("record the chair's answer to a tie that was detected")
    parser = commands.add_parser("answer", help=words, description=words)
    _add_pair(parser)
    group = parser.add_mutually_exclusive_group(required=True)
    group.add_argument("--confirm", dest="confirmed", action="store_true")
    group.add_argument("--dismiss", dest="confirmed", action="store_false")
    parser.add_argument("--reason", metavar="TEXT", required=True)
    parser.set_defaults(run=answer)


def _add_pair(parser: argparse.ArgumentParser) -> None:
    add_call(parser)
    parser.add_argument("code", metavar="CODE", help=_("the code of the member"))
    parser.add_argument("application", metavar="APPLICATION")
