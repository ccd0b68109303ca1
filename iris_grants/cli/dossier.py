"""`iris-grants dossier`: dossiers out of a store, and dossiers verified without one."""

from __future__ import annotations

import argparse
from pathlib import Path

from iris_grants.cli.output import (
    open_for,
    print_json,
    print_problems,
    problem_document,
    progress_bar,
)
from iris_grants.dossiers.choice import Choice, parted
from iris_grants.dossiers.export import Exported, export_dossier
from iris_grants.dossiers.private_data import Private
from iris_grants.dossiers.subjects import all_subjects
from iris_grants.dossiers.verify import Verdict, limits, verify_dossiers
from iris_grants.kernel.problems import errors_of
from iris_grants.wording import _, current_language, label, ngettext


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `dossier export` and `dossier verify`."""
    words = _("dossiers: export, verify")
    group = subparsers.add_parser("dossier", help=words, description=words)
    commands = group.add_subparsers(dest="dossier_command", metavar=_("COMMAND"), required=True)
    words = _("write the dossier of a grant, a case, a call or the programme, or of all")
    export = commands.add_parser("export", help=words, description=words)
    export.add_argument("store", metavar="STORE")
    of = export.add_mutually_exclusive_group(required=True)
    for kind in ("grant", "case", "call"):
        of.add_argument(f"--{kind}", metavar="NO")
    of.add_argument("--programme", action="store_true", help=_("the programme itself"))
    words = _("every grant, case and call, and the programme")
    of.add_argument("--all", action="store_true", help=words)
    export.add_argument("--out", metavar="DIR", type=Path, required=True)
    export.add_argument("--zip", action="store_true", help=_("one zip a dossier"))
    _add_choice(export)
    export.add_argument("--json", action="store_true", help=_("print one JSON document"))
    export.set_defaults(run=export_some)
    words = _("verify a dossier, or a folder of them")
    verify = commands.add_parser("verify", help=words, description=words)
    verify.add_argument("path", metavar="PATH", type=Path)
    verify.add_argument("--json", action="store_true", help=_("print one JSON document"))
    verify.set_defaults(run=verify_all)


def _add_choice(export: argparse.ArgumentParser) -> None:
    """The options that choose what goes in; without them everything does."""
    export.add_argument(
        "--sections",
        metavar="LIST",
        action="append",
        default=[],
        help=_("only these sections, by number or name, parted by commas"),
    )
    export.add_argument(
        "--without",
        choices=[one.value for one in Private],
        action="append",
        default=[],
        help=_("leave out personal data or bank data (can be given for each)"),
    )
    words = _("add all PDFs joined into one, for reading")
    export.add_argument("--reading-copy", action="store_true", help=words)


def _choice(args: argparse.Namespace) -> Choice:
    return Choice(
        sections=parted(args.sections),
        hidden=frozenset(Private(one) for one in args.without),
        reading_copy=args.reading_copy,
    )


def export_some(args: argparse.Namespace) -> int:
    """Write the dossiers asked for and say where, and what each still lacks."""
    desk = open_for(args)
    chosen = [
        (kind, number) for kind in ("grant", "case", "call") if (number := getattr(args, kind))
    ]
    if args.all or args.programme:
        with desk.read() as session:
            every = list(all_subjects(session))
        chosen = every if args.all else [one for one in every if one[0] == "programme"]
    exported = [
        export_dossier(
            desk,
            subject_kind=kind,
            number=number,
            out=args.out,
            language=current_language(),
            zipped=args.zip,
            choice=_choice(args),
            progress=progress_bar(),
        )
        for kind, number in chosen
    ]
    if args.json:
        print_json({"dossiers": [_document(one) for one in exported]})
        return 0
    for one in exported:
        print(
            _("{path}: {files} files, signed by {fingerprint}").format(
                path=one.path, files=one.files, fingerprint=one.fingerprint
            )
        )
        if one.missing:
            names = ", ".join(label(f"section.{section.code}") for section in one.missing)
            print(_("  still missing: {sections}").format(sections=names))
        for piece in one.lacking:
            print(_("  missing piece: {piece}").format(piece=piece))
        if one.left_out:
            words = ngettext("  {n} file is left out", "  {n} files are left out", one.left_out)
            print(words.format(n=one.left_out))
    return 0


def verify_all(args: argparse.Namespace) -> int:
    """Verify and print one line for each fault; exit status 1 if there is any."""
    verdicts = verify_dossiers(args.path, progress_bar())
    problems = [problem for verdict in verdicts for problem in verdict.problems]
    if args.json:
        print_json({"dossiers": [_verdict(verdict) for verdict in verdicts]})
        return 1 if errors_of(problems) else 0
    print_problems(problems)
    for verdict in verdicts:
        if verdict.whole:
            print(
                _("{name}: nothing is missing, added or changed. Signed by {fingerprint}").format(
                    name=verdict.path.name, fingerprint=verdict.fingerprint
                )
            )
            for line in limits(verdict):
                print(f"  {line}")
    return 1 if errors_of(problems) else 0


def _document(one: Exported) -> dict[str, object]:
    return {
        "path": str(one.path),
        "kind": one.subject_kind,
        "number": one.number,
        "files": one.files,
        "bytes": one.size,
        "manifest_sha256": one.manifest_sha256,
        "fingerprint": one.fingerprint,
        "missing": [section.code for section in one.missing],
        "lacking": list(one.lacking),
        "sections": sorted(one.choice.sections),
        "redaction": sorted(one.choice.hidden),
        "left_out": one.left_out,
    }


def _verdict(verdict: Verdict) -> dict[str, object]:
    return {
        "path": str(verdict.path),
        "number": verdict.number,
        "fingerprint": verdict.fingerprint,
        "exported_at": verdict.exported_at,
        "whole": verdict.whole,
        "sections": list(verdict.sections),
        "redaction": list(verdict.redaction),
        "problems": [problem_document(problem) for problem in verdict.problems],
    }
