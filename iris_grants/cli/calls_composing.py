"""`iris-grants call new` and `call change`: a call made without a template file."""

from __future__ import annotations

import argparse
from pathlib import Path

from iris_grants.calls.composing import begin_call, change_call
from iris_grants.calls.queries import call_by_number
from iris_grants.cli.output import open_for
from iris_grants.kernel.money import Money
from iris_grants.kernel.problems import Where, refusal
from iris_grants.programme.templates import template_file
from iris_grants.wording import _

OFFICE_ZONE = "Europe/Belgrade"
AMOUNTS = ("envelope", "min", "max")


def add_composing(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `call new` and `call change`."""
    words = _("enter a new call as a draft, from nothing or like another one")
    new = commands.add_parser("new", help=words, description=words)
    new.add_argument("store", metavar="STORE")
    new.add_argument("number", metavar="CALL", help=_("the number of the call"))
    new.add_argument("--prefix", required=True, help=_("begins the numbers of its applications"))
    new.add_argument("--title-sr", required=True, metavar="TEXT")
    new.add_argument("--title-en", required=True, metavar="TEXT")
    new.add_argument("--deadline", required=True, metavar="2026-03-31 17:00")
    new.add_argument("--zone", default=OFFICE_ZONE)
    for name in AMOUNTS:
        new.add_argument(f"--{name}", required=True, metavar="AMOUNT")
    new.add_argument("--currency", default="EUR")
    new.add_argument("--grid", default="PRAG-FULL-2018", help=_("an evaluation grid that ships"))
    new.add_argument(
        "--like", metavar="CALL", help=_("a call of the store or a template to take over from")
    )
    new.add_argument(
        "--with-texts", action="store_true", help=_("take its objectives and criteria over too")
    )
    new.set_defaults(run=begin)
    words = _("change parts of a draft by the keys of its template")
    changing = commands.add_parser("change", help=words, description=words)
    changing.add_argument("store", metavar="STORE")
    changing.add_argument("call", metavar="CALL", help=_("the number of the call"))
    changing.add_argument("parts", metavar="PARTS.yaml", type=Path)
    changing.set_defaults(run=change)


def begin(args: argparse.Namespace) -> int:
    """Enter the draft."""
    desk = open_for(args)
    desk.run(
        begin_call,
        number=args.number,
        application_prefix=args.prefix,
        title_sr=args.title_sr,
        title_en=args.title_en,
        deadline=args.deadline,
        zone=args.zone,
        envelope=_amount(args, "envelope"),
        min_amount=_amount(args, "min"),
        max_amount=_amount(args, "max"),
        grid=args.grid,
        like=args.like,
        with_texts=args.with_texts,
    )
    print(_("{number}: begun as a draft").format(number=args.number))
    return 0


def change(args: argparse.Namespace) -> int:
    """Change the parts that a YAML file holds."""
    parts = template_file(args.parts)
    desk = open_for(args)
    with desk.read() as session:
        row = call_by_number(session, args.call)
    desk.run(change_call, call_id=row.id, changes=parts)
    print(_("{number}: the draft is changed").format(number=row.number))
    return 0


def _amount(args: argparse.Namespace, name: str) -> Money:
    text = getattr(args, name)
    try:
        return Money.of(text, args.currency)
    except (ValueError, ArithmeticError):
        raise refusal("cli.value_wrong", Where(key=f"--{name}"), text=text) from None
