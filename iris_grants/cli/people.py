"""`iris-grants people`: who works in a store, and in which roles."""

from __future__ import annotations

import argparse
import getpass
import sys
from pathlib import Path

from iris_grants.cli.output import (
    first_line,
    open_for,
    passphrase_asker,
    print_json,
    print_table,
    store_key,
)
from iris_grants.documents.atomic import write_atomically
from iris_grants.kernel.access import Role
from iris_grants.kernel.operations import Desk
from iris_grants.kernel.problems import Where, refusal
from iris_grants.people.commands import add_person, set_office_rule
from iris_grants.people.desks import recover_desk
from iris_grants.people.queries import approvals_signed_in, list_people, person_by_name
from iris_grants.people.recovery import make_recovery_code
from iris_grants.people.recovery_paper import recovery_sheet
from iris_grants.people.signing import give_up_passphrase, reset_passphrase, set_passphrase
from iris_grants.wording import _, label


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `people list`, `people add`, `people passphrase` and `people approvals`."""
    words = _("who works in a store, and in which roles")
    people = subparsers.add_parser("people", help=words, description=words)
    commands = people.add_subparsers(dest="people_command", metavar=_("COMMAND"), required=True)
    words = _("list the people of a store")
    listing = commands.add_parser("list", help=words, description=words)
    listing.add_argument("store", metavar="STORE")
    listing.add_argument("--json", action="store_true", help=_("print one JSON document"))
    listing.set_defaults(run=list_all)
    words = _("enter a person")
    adding = commands.add_parser("add", help=words, description=words)
    adding.add_argument("store", metavar="STORE")
    adding.add_argument("name", metavar="NAME")
    adding.add_argument(
        "--role",
        action="append",
        required=True,
        metavar="ROLE",
        help=_("one of {roles}; may stand several times").format(roles=", ".join(Role)),
    )
    adding.add_argument("--email", metavar="ADDRESS")
    adding.add_argument("--organisation", metavar="NAME")
    adding.set_defaults(run=add)
    _add_passphrase(commands)
    _add_recovery(commands)
    words = _("say whether approvals need a person who signed in")
    rule = commands.add_parser("approvals", help=words, description=words)
    rule.add_argument("store", metavar="STORE")
    rule.add_argument("--signed-in", choices=("yes", "no"), help=_("without it: what holds now"))
    rule.set_defaults(run=approvals)


def _add_passphrase(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    words = _("set, change or remove a passphrase")
    setting = commands.add_parser(
        "passphrase",
        help=words,
        description=_(
            "Set, change or remove the passphrase of the acting person; with --person, an "
            "administrator who signed in does so for somebody else."
        ),
    )
    setting.add_argument("store", metavar="STORE")
    setting.add_argument(
        "--person", dest="whose", metavar="NAME", help=_("whose passphrase; else one's own")
    )
    setting.add_argument(
        "--new",
        metavar="FILE",
        type=Path,
        help=_("file whose first line is the new passphrase; otherwise it is asked for"),
    )
    setting.add_argument("--remove", action="store_true", help=_("take the passphrase away"))
    setting.set_defaults(run=passphrase)


def _add_recovery(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    words = _("make a recovery code for an administrator; it is shown once")
    making = commands.add_parser("recovery-code", help=words, description=words)
    making.add_argument("store", metavar="STORE")
    making.add_argument(
        "--out", metavar="FILE.pdf", type=Path, help=_("write a sheet to print as well")
    )
    making.set_defaults(run=recovery_code)
    words = _("set a new passphrase by the recovery code")
    using = commands.add_parser("recover", help=words, description=words)
    using.add_argument("store", metavar="STORE")
    using.add_argument(
        "--code",
        metavar="FILE",
        type=Path,
        help=_("file whose first line is the code; otherwise it is asked for"),
    )
    using.add_argument(
        "--new",
        metavar="FILE",
        type=Path,
        help=_("file whose first line is the new passphrase; otherwise it is asked for"),
    )
    using.set_defaults(run=recover)


def list_all(args: argparse.Namespace) -> int:
    """Print the people of a store with their roles."""
    with open_for(args, write=False).read() as session:
        people = list_people(session)
    if args.json:
        print_json({"people": people})
        return 0
    print_table(
        (_("Person"), _("Roles"), _("E-mail"), _("State"), _("Passphrase")),
        (
            (
                person.name,
                ", ".join(label(f"role.{role}") for role in person.roles),
                person.email or "",
                label(f"state.person.{'active' if person.active else 'inactive'}"),
                _("set") if person.signs_in else "",
            )
            for person in people
        ),
    )
    return 0


def add(args: argparse.Namespace) -> int:
    """Enter a person with the roles given; refused (`cli.role_unknown`) for any other word."""
    roles = frozenset(_role(word) for word in args.role)
    desk = open_for(args)
    desk.run(
        add_person,
        name=args.name,
        roles=roles,
        email=args.email,
        organisation_name=args.organisation,
    )
    print(_("Entered: {name}").format(name=" ".join(args.name.split())))
    return 0


def passphrase(args: argparse.Namespace) -> int:
    """Set, change or remove a passphrase; refused as `iris_grants.people.signing` says."""
    desk = open_for(args)
    if args.whose is not None:
        _reset(desk, args)
        return 0
    with desk.read() as session:
        own = person_by_name(session, desk.person.name)
    ask = passphrase_asker(args) if own is not None and own.signs_in else None
    current = None if ask is None else ask(desk.person.name)
    if args.remove:
        desk.run(give_up_passphrase, current=current or "")
        print(_("The passphrase is removed."))
    else:
        desk.run(set_passphrase, passphrase=_new(args), current=current)
        print(_("The passphrase is set."))
    return 0


def recovery_code(args: argparse.Namespace) -> int:
    """Make and print a recovery code; refused as `people.make_recovery_code` says."""
    desk = open_for(args)
    ask = passphrase_asker(args)
    current = "" if ask is None else ask(desk.person.name)
    code = desk.run(make_recovery_code, current=current)
    print(
        _("Recovery code of {name}, shown only now: {code}").format(
            name=desk.person.name, code=code
        )
    )
    if args.out is not None:
        made, name = desk.clock(), desk.person.name
        sheet = recovery_sheet(store=desk.store.name, person=name, code=code, made=made)
        write_atomically(args.out, sheet, mode=0o600)
        print(_("Written: {path}").format(path=args.out))
    return 0


def recover(args: argparse.Namespace) -> int:
    """Set a new passphrase by the recovery code; refused as `iris_grants.people.recovery` says."""
    if args.code is not None:
        code = first_line(args.code)
    elif sys.stdin is None or not sys.stdin.isatty():
        raise refusal("people.recovery_code_needed")
    else:
        code = getpass.getpass(_("Recovery code: "))
    key = store_key(args, args.store)
    desk = recover_desk(args.store, args.person, code=code, passphrase=_new(args), key=key)
    args.closing.callback(desk.store.close)
    print(_("The passphrase is set. The recovery code is used up: make a new one."))
    return 0


def approvals(args: argparse.Namespace) -> int:
    """Set or print whether who approves must have signed in."""
    if args.signed_in is not None:
        open_for(args).run(set_office_rule, approvals_signed_in=args.signed_in == "yes")
        needed = args.signed_in == "yes"
    else:
        with open_for(args, write=False).read() as session:
            needed = approvals_signed_in(session)
    if needed:
        print(_("Approvals need a person who signed in."))
    else:
        print(_("Approvals take a declared person too."))
    return 0


def _reset(desk: Desk, args: argparse.Namespace) -> None:
    with desk.read() as session:
        row = person_by_name(session, args.whose)
    if row is None:
        raise refusal("people.unknown_person", name=args.whose)
    given = None if args.remove else _new(args)
    desk.run(reset_passphrase, person_id=row.id, passphrase=given)
    print(_("The passphrase of {name} is reset.").format(name=row.name))


def _new(args: argparse.Namespace) -> str:
    """The new passphrase: from the file, or typed twice at the terminal."""
    if args.new is not None:
        return first_line(args.new)
    if sys.stdin is None or not sys.stdin.isatty():
        raise refusal("people.new_passphrase_needed")
    first = getpass.getpass(_("New passphrase: "))
    if getpass.getpass(_("The same again: ")) != first:
        raise refusal("people.passphrase_differs", Where(key="again"))
    return first


def _role(word: str) -> Role:
    if word not in set(Role):
        raise refusal("cli.role_unknown", None, value=word, known=", ".join(Role))
    return Role(word)
