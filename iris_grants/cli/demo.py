"""`iris-grants demo`: the sample programme, built and verified in a folder."""

from __future__ import annotations

import argparse
from pathlib import Path

from iris_grants.cli.output import print_json, progress_bar
from iris_grants.demo.build import STORE, build_sample
from iris_grants.wording import _, current_language


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `demo DIR`."""
    words = _("make the sample programme and run it all through")
    parser = subparsers.add_parser("demo", help=words, description=words)
    parser.add_argument("folder", metavar="DIR", type=Path, help=_("a new or empty folder"))
    parser.add_argument("--json", action="store_true", help=_("print one JSON document"))
    parser.set_defaults(run=build)


def build(args: argparse.Namespace) -> int:
    """Build the sample and print its summary; exit status 1 where the folder is not empty."""
    sample = build_sample(args.folder, language=current_language(), progress=progress_bar())
    if args.json:
        print_json(sample.summary)
        return 0
    summary = sample.summary
    print(
        _(
            "{applications} applications, {assessments} assessments, {grants} grants for "
            "{awarded_eur} EUR, {licensing_cases} licensing case, expenditure of "
            "{expenditure_eur} EUR, {dossiers} verified dossiers."
        ).format(**summary)
    )
    print(_("Store: {path}").format(path=args.folder / STORE))
    return 0
