"""`iris-grants call`: load a call from its template, publish it, close it, list calls."""

from __future__ import annotations

import argparse
from pathlib import Path

from iris_grants.calls.commands import close_call, load_call, publish_call
from iris_grants.calls.queries import call_by_number, call_row, list_calls
from iris_grants.cli import forms
from iris_grants.cli.calls_composing import add_composing
from iris_grants.cli.calls_published import add_published
from iris_grants.cli.output import open_for, print_json, print_problems, print_table
from iris_grants.programme.templates import Template, load_template, template_file
from iris_grants.wording import _, current_language, label
from iris_grants.wording.formats import moment, money


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `call list|load|new|change|publish|close|form`."""
    words = _("calls: load, publish, application form")
    call = subparsers.add_parser("call", help=words, description=words)
    commands = call.add_subparsers(dest="call_command", metavar=_("COMMAND"), required=True)
    words = _("list the calls of a store")
    listing = commands.add_parser("list", help=words, description=words)
    listing.add_argument("store", metavar="STORE")
    listing.add_argument("--json", action="store_true", help=_("print one JSON document"))
    listing.set_defaults(run=list_all)
    words = _("enter a call from its template, or replace the draft of that number")
    loading = commands.add_parser("load", help=words, description=words)
    loading.add_argument("store", metavar="STORE")
    loading.add_argument(
        "template", metavar="CALL.yaml", help=_("a YAML file or a template of the program")
    )
    loading.set_defaults(run=load)
    add_composing(commands)
    for word, words, run in (
        ("publish", _("publish a draft; its terms are fixed for good"), publish),
        ("close", _("close a published call after its deadline"), close),
    ):
        command = commands.add_parser(word, help=words, description=words)
        command.add_argument("store", metavar="STORE")
        command.add_argument("call", metavar="CALL", help=_("the number of the call"))
        command.set_defaults(run=run)
    forms.add_parser(commands)
    add_published(commands)


def list_all(args: argparse.Namespace) -> int:
    """Print the calls of a store."""
    with open_for(args, write=False).read() as session:
        calls = list_calls(session)
    if args.json:
        print_json({"calls": calls})
        return 0
    print_table(
        (_("Call"), _("Title"), _("State"), _("Application deadline"), _("Envelope")),
        (
            (
                call.number,
                call.title.of(current_language()),
                label(f"state.call.{call.state}"),
                moment(call.deadline_at, call.deadline_zone),
                money(call.envelope),
            )
            for call in calls
        ),
        right="....r",
    )
    return 0


def load(args: argparse.Namespace) -> int:
    """Enter the call of a YAML file, or of a template that ships with the program."""
    template = _template(args.template)
    desk = open_for(args)
    call_id = desk.run(load_call, template=template)
    with desk.read() as session:
        row = call_row(session, call_id)
    print(_("{number}: loaded as a draft").format(number=row.number))
    return 0


def publish(args: argparse.Namespace) -> int:
    """Publish a draft; what should be known besides goes to standard error."""
    desk = open_for(args)
    with desk.read() as session:
        row = call_by_number(session, args.call)
    print_problems(desk.run(publish_call, call_id=row.id))
    print(
        _("{number}: published, fingerprint {fingerprint}").format(
            number=row.number, fingerprint=row.fingerprint
        )
    )
    return 0


def close(args: argparse.Namespace) -> int:
    """Close a published call."""
    desk = open_for(args)
    with desk.read() as session:
        row = call_by_number(session, args.call)
    desk.run(close_call, call_id=row.id)
    print(_("{number}: closed").format(number=row.number))
    return 0


def _template(name: str) -> Template:
    path = Path(name)
    if path.suffix in (".yaml", ".yml") or path.exists():
        return template_file(path)
    return load_template(f"calls/{name}")
