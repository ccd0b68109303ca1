"""`iris-grants people`: who works in a store, and in which roles."""

from __future__ import annotations

import argparse

from iris_grants.cli.output import open_for, print_json, print_table
from iris_grants.kernel.access import Role
from iris_grants.kernel.problems import refusal
from iris_grants.people.commands import add_person
from iris_grants.people.queries import list_people
from iris_grants.wording import _, label


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `people list` and `people add`."""
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


def list_all(args: argparse.Namespace) -> int:
    """Print the people of a store with their roles."""
    with open_for(args, write=False).read() as session:
        people = list_people(session)
    if args.json:
        print_json({"people": people})
        return 0
    print_table(
        (_("Person"), _("Roles"), _("E-mail"), _("State")),
        (
            (
                person.name,
                ", ".join(label(f"role.{role}") for role in person.roles),
                person.email or "",
                label(f"state.person.{'active' if person.active else 'inactive'}"),
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


def _role(word: str) -> Role:
    if word not in set(Role):
        raise refusal("cli.role_unknown", None, value=word, known=", ".join(Role))
    return Role(word)
