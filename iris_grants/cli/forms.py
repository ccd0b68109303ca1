"""`iris-grants call form`: the application form of a call as an Excel workbook."""

from __future__ import annotations

import argparse
from pathlib import Path

from iris_grants.calls.form import write_form
from iris_grants.calls.queries import call_by_number, terms_of
from iris_grants.cli.output import open_for, print_problems
from iris_grants.documents.atomic import write_atomically
from iris_grants.kernel.problems import Problem, Severity
from iris_grants.wording import _, current_language


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `form` to the commands of `call`."""
    words = _("write the application form of a call as an Excel workbook (--lang sr|en)")
    form = subparsers.add_parser("form", help=words, description=words)
    form.add_argument("store", metavar="STORE")
    form.add_argument("call", metavar="CALL", help=_("the number of the call"))
    form.add_argument("--out", required=True, metavar="FILE.xlsx", type=Path)
    form.set_defaults(run=write)


def write(args: argparse.Namespace) -> int:
    """Write the form in the language of the program; a draft's form is warned of."""
    with open_for(args, write=False).read() as session:
        call = call_by_number(session, args.call)
        terms = terms_of(session, call.id)
    if call.state == "draft":
        params = {"number": call.number}
        print_problems(
            [Problem(code="applications.form_of_draft", severity=Severity.WARNING, params=params)]
        )
    data = write_form(terms, call_fingerprint=call.fingerprint, language=current_language())
    write_atomically(args.out, data)
    print(_("{number}: form written to {file}").format(number=call.number, file=args.out))
    return 0
