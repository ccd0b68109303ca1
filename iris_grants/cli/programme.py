"""`iris-grants new` and `iris-grants info`: a new programme, and what is in a store."""

from __future__ import annotations

import argparse
from pathlib import Path

from sqlalchemy.orm import Session

from iris_grants.calls.queries import CallRow, list_calls
from iris_grants.cli.output import file_passphrase, open_for, print_json, print_table
from iris_grants.people.desks import create_store, system_user
from iris_grants.people.queries import PersonRow, list_people
from iris_grants.people.sealing import new_key
from iris_grants.programme.commands import create_programme
from iris_grants.programme.overview import record_counts
from iris_grants.programme.queries import (
    ProgrammeRow,
    RuleSetRow,
    maybe_programme,
    rule_sets,
)
from iris_grants.programme.templates import Template, load_template, template_file
from iris_grants.programme.terms import parse_programme
from iris_grants.wording import _, current_language, label
from iris_grants.wording.formats import day, moment, money

DEFAULT_TEMPLATE = "iris-progres"


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `new STORE [--template NAME]` and `info STORE [--json]`."""
    words = _("make a new store with its programme")
    new = subparsers.add_parser("new", help=words, description=words)
    new.add_argument("store", metavar="STORE", help=_("a NAME.iris file or a PostgreSQL address"))
    new.add_argument(
        "--template",
        metavar="NAME",
        default=DEFAULT_TEMPLATE,
        help=_("a template of the program or a YAML file (without it: {name})").format(
            name=DEFAULT_TEMPLATE
        ),
    )
    words = _("encrypt the file under the passphrase of --key-file, or one that is asked for")
    new.add_argument("--encrypt", action="store_true", help=words)
    new.set_defaults(run=new_store)
    words = _("say what is in a store")
    info = subparsers.add_parser("info", help=words, description=words)
    info.add_argument("store", metavar="STORE", help=_("a NAME.iris file or a PostgreSQL address"))
    info.add_argument("--json", action="store_true", help=_("print one JSON document"))
    info.set_defaults(run=store_info)


def new_store(args: argparse.Namespace) -> int:
    """Make a store in the name of `--as` (or of the machine's user) with its programme."""
    template = _template(args.template)
    terms = parse_programme(template)
    key = new_key(file_passphrase(args, args.store)) if args.encrypt else None
    desk = create_store(args.store, person_name=args.person or system_user(), key=key)
    args.closing.callback(desk.store.close)
    desk.run(create_programme, template=template)
    print(
        _("{store}: new store of the programme {code}, first person {person}").format(
            store=desk.store.address, code=terms.code, person=desk.person.name
        )
    )
    return 0


def store_info(args: argparse.Namespace) -> int:
    """Print what is in a store: programme, rules, people, calls, numbers of records."""
    desk = open_for(args, write=False)
    with desk.read() as session:
        facts = _Facts(session)
    if args.json:
        print_json(
            {
                "store": {
                    "id": desk.store.store_id,
                    "name": desk.store.name,
                    "address": desk.store.address,
                    "engine": desk.store.engine_name,
                },
                "programme": facts.programme,
                "rule_sets": facts.rule_sets,
                "people": facts.people,
                "calls": facts.calls,
                "records": facts.counts,
            }
        )
        return 0
    print(f"{desk.store.name} ({desk.store.engine_name}) · {desk.store.store_id}")
    _print_programme(facts.programme)
    _print_people(facts.people)
    _print_calls(facts.calls)
    print_table(
        (_("Records"), _("Number")),
        ((label(f"record.{kind}"), str(count)) for kind, count in facts.counts.items()),
        right=".r",
    )
    return 0


class _Facts:
    """What `info` tells, read in one snapshot."""

    def __init__(self, session: Session) -> None:
        self.programme: ProgrammeRow | None = maybe_programme(session)
        self.rule_sets: tuple[RuleSetRow, ...] = rule_sets(session)
        self.people: tuple[PersonRow, ...] = list_people(session)
        self.calls: tuple[CallRow, ...] = list_calls(session)
        self.counts: dict[str, int] = record_counts(session)


def _template(name: str) -> Template:
    path = Path(name)
    if path.suffix in (".yaml", ".yml") or path.exists():
        return template_file(path)
    return load_template(f"programme/{name}")


def _print_programme(programme: ProgrammeRow | None) -> None:
    if programme is None:
        print(_("no programme yet"))
        return
    print(f"{programme.code} · {programme.title.of(current_language())}")
    print(
        _("{lead}, {donor}, {starts} – {ends}, {budget}").format(
            lead=programme.lead_name,
            donor=programme.donor,
            starts=day(programme.starts_on),
            ends=day(programme.ends_on),
            budget=money(programme.budget),
        )
    )
    print()


def _print_people(people: tuple[PersonRow, ...]) -> None:
    rows = (
        (person.name, ", ".join(label(f"role.{role}") for role in person.roles))
        for person in people
        if person.active
    )
    print_table((_("Person"), _("Roles")), rows)
    print()


def _print_calls(calls: tuple[CallRow, ...]) -> None:
    if not calls:
        return
    rows = (
        (
            call.number,
            label(f"state.call.{call.state}"),
            moment(call.deadline_at, call.deadline_zone),
            money(call.envelope),
        )
        for call in calls
    )
    print_table(
        (_("Call"), _("State"), _("Application deadline"), _("Envelope")), rows, right="...r"
    )
    print()
