"""`iris-grants demo`: the sample programme, built and verified in a folder."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path

from iris_grants.cli.output import print_json, progress_bar
from iris_grants.demo.build import STORE
from iris_grants.demo.programme import APPLICATIONS, SEED, build_programme
from iris_grants.wording import _, current_language


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `demo DIR [--seed N] [--applications N]`."""
    words = _("make the sample programme and run it all through")
    parser = subparsers.add_parser("demo", help=words, description=words)
    parser.add_argument("folder", metavar="DIR", type=Path, help=_("a new or empty folder"))
    parser.add_argument(
        "--seed",
        metavar="N",
        type=int,
        default=SEED,
        help=_("which story; the same tells the same"),
    )
    parser.add_argument(
        "--applications",
        metavar="N",
        type=int,
        default=APPLICATIONS,
        help=_("how many applications are received"),
    )
    parser.add_argument("--json", action="store_true", help=_("print one JSON document"))
    parser.set_defaults(run=build)


def build(args: argparse.Namespace) -> int:
    """Build the programme and print its summary; exit status 1 where it is refused."""
    sample = build_programme(
        args.folder,
        language=current_language(),
        progress=progress_bar(),
        seed=args.seed,
        applications=args.applications,
    )
    if args.json:
        print_json(sample.summary)
        return 0
    for line in summary_lines(sample.summary):
        print(line)
    print(_("Store: {path}").format(path=args.folder / STORE))
    return 0


def summary_lines(summary: Mapping[str, object]) -> tuple[str, ...]:
    """What was built, in sentences."""
    return (
        _("Applications: {applications}, assessments: {assessments}.").format(**summary),
        _("Grants: {grants} for {awarded_eur} EUR; expenditure: {expenditure_eur} EUR.").format(
            **summary
        ),
        _("Licensing cases: {licensing_cases}. Verified dossiers: {dossiers}.").format(**summary),
    )
