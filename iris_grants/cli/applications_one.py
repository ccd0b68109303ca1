"""What the commands on one application share: which one it is, and how it stands afterwards."""

from __future__ import annotations

import argparse
from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from iris_grants.applications.queries import (
    ApplicationRow,
    application_by_number,
    application_detail,
)
from iris_grants.applications.rules.checks import Answer
from iris_grants.calls.queries import call_by_number
from iris_grants.cli.output import open_for
from iris_grants.kernel.operations import Desk
from iris_grants.kernel.problems import Problem, Severity, Where, refusal
from iris_grants.wording import _, label
from iris_grants.wording.formats import today


def add_call(parser: argparse.ArgumentParser) -> None:
    """The arguments STORE and CALL."""
    parser.add_argument("store", metavar="STORE")
    parser.add_argument("call", metavar="CALL", help=_("the number of the call"))


def add_one(parser: argparse.ArgumentParser) -> None:
    """The arguments STORE, CALL and NUMBER."""
    add_call(parser)
    parser.add_argument("number", metavar="NUMBER", help=_("the register number, e.g. IP-001"))


def one(args: argparse.Namespace) -> tuple[Desk, ApplicationRow]:
    """The desk and the application that is meant."""
    desk = open_for(args)
    with desk.read() as session:
        return desk, row_of(session, args)


def row_of(session: Session, args: argparse.Namespace) -> ApplicationRow:
    """The application of this number to this call."""
    call = call_by_number(session, args.call)
    return application_by_number(session, call.id, args.number)


def row_by_id(session: Session, identity: str) -> tuple[ApplicationRow, tuple[Problem, ...]]:
    """An application, and what the program found against it."""
    detail = application_detail(session, identity, today=today())
    found = (
        finding
        for check in detail.checks
        for given in check.given
        if given.automatic and given.answer is Answer.NO
        for finding in given.findings
    )
    return detail.row, tuple(replace(one, severity=Severity.WARNING) for one in found)


def said(desk: Desk, row: ApplicationRow) -> int:
    """Print how the application stands now."""
    with desk.read() as session:
        now = application_detail(session, row.id, today=today()).row
    print(f"{now.number}: {state_words(now)}")
    return 0


def state_words(row: ApplicationRow) -> str:
    """The state with the reason of a closed application."""
    state = label(f"state.application.{row.state}")
    return f"{state} ({label(f'applications.reason.{row.reason}')})" if row.reason else state


def day_of(text: str, key: str) -> date:
    """A day as `2023-11-02`; refused (`cli.value_wrong`) otherwise, at the option `key`."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise refusal("cli.value_wrong", Where(key=key), text=text) from None
