"""`iris-grants results`: the targets of the action with what was achieved towards them."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from iris_grants.cli.output import open_for, print_json, print_table
from iris_grants.documents.atomic import write_atomically
from iris_grants.kernel.problems import Refused, Where, refusal
from iris_grants.programme.framework import FROM_STORE
from iris_grants.programme.queries import maybe_programme
from iris_grants.results.commands import EVIDENCE_KINDS, record_achievement
from iris_grants.results.from_grants import (
    LinkableRow,
    LinkRow,
    linkable_indicators,
    list_links,
)
from iris_grants.results.linking import end_link, link_indicator
from iris_grants.results.queries import (
    AchievementRow,
    ResultRow,
    list_achievements,
    list_results,
)
from iris_grants.results.rules.actuals import course_of, state_of
from iris_grants.results.rules.figures import PLACES, figures_text
from iris_grants.results.words import link_words, totals
from iris_grants.results.workbook import results_workbook
from iris_grants.wording import _, current_language, label
from iris_grants.wording.formats import day, decimal_text, today


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `results list`, `show`, `record`, `link`, `unlink` and `export`."""
    words = _("results of the programme: list, show")
    group = subparsers.add_parser("results", help=words, description=words)
    commands = group.add_subparsers(dest="results_command", metavar=_("COMMAND"), required=True)
    words = _("list the targets with what was achieved")
    listing = commands.add_parser("list", help=words, description=words)
    listing.add_argument("store", metavar="STORE")
    listing.add_argument("--json", action="store_true", help=_("print one JSON document"))
    listing.set_defaults(run=list_all)
    words = _("show one target with its parts and everything it is made of")
    showing = commands.add_parser("show", help=words, description=words)
    showing.add_argument("store", metavar="STORE")
    showing.add_argument("code", metavar="CODE", help=_("the code of a target, such as R1.3a"))
    showing.add_argument("--json", action="store_true", help=_("print one JSON document"))
    showing.set_defaults(run=show_one)
    _add_record(commands)
    _add_links(commands)
    words = _("write the results as a workbook with formulas")
    export = commands.add_parser("export", help=words, description=words)
    export.add_argument("store", metavar="STORE")
    export.add_argument("--out", metavar="FILE.xlsx", type=Path, required=True)
    export.set_defaults(run=export_all)


def _add_record(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    words = _("record an event, paper, placement or campaign towards a result")
    recording = commands.add_parser("record", help=words, description=words)
    recording.add_argument("store", metavar="STORE")
    recording.add_argument("result", metavar="RESULT", help=_("the code of a result, such as R1.3"))
    recording.add_argument("--title", required=True, metavar="TEXT")
    recording.add_argument("--held-on", required=True, metavar="DAY", type=date.fromisoformat)
    recording.add_argument("--place", required=True, metavar="TEXT")
    recording.add_argument("--country", required=True, choices=PLACES)
    recording.add_argument(
        "--figures",
        default="",
        metavar="TEXT",
        help=_("counts such as persons=12, persons.sex.female=8, persons.sex.male=4"),
    )
    recording.add_argument("--note", metavar="TEXT")
    recording.add_argument("--evidence", metavar="FILE", type=Path)
    recording.add_argument("--kind", choices=EVIDENCE_KINDS, default=EVIDENCE_KINDS[0])
    recording.set_defaults(run=record_one)


def _add_links(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    words = _("count an indicator of a grant towards a target")
    linking = commands.add_parser("link", help=words, description=words)
    linking.add_argument("store", metavar="STORE")
    linking.add_argument("code", metavar="CODE", help=_("the code of a target, such as R1.3a"))
    linking.add_argument("grant", metavar="GRANT", help=_("number of the contract"))
    linking.add_argument("indicator", metavar="INDICATOR", help=_("code of the indicator"))
    linking.add_argument("--basis", required=True, metavar="TEXT")
    linking.set_defaults(run=link_one)
    words = _("count an indicator of a grant no more")
    ending = commands.add_parser("unlink", help=words, description=words)
    ending.add_argument("store", metavar="STORE")
    ending.add_argument("grant", metavar="GRANT", help=_("number of the contract"))
    ending.add_argument("indicator", metavar="INDICATOR", help=_("code of the indicator"))
    ending.add_argument("--reason", required=True, metavar="TEXT")
    ending.set_defaults(run=unlink_one)


def list_all(args: argparse.Namespace) -> int:
    """Print every target with its actual value, what waits for evidence, and its state."""
    with open_for(args, write=False).read() as session:
        rows = list_results(session)
        programme = maybe_programme(session)
    ended = programme is not None and programme.ends_on < today()
    if args.json:
        print_json({"results": [_document(row, ended=ended) for row in rows]})
        return 0
    print_table(
        (_("Code"), _("Indicator"), _("Target"), _("Achieved"), _("Awaits evidence"), _("State")),
        (
            (
                row.target.code,
                row.target.title.of(current_language()),
                decimal_text(row.target.target, 0),
                decimal_text(row.actual.value, 0),
                decimal_text(row.actual.waiting, 0) if row.actual.waiting else "",
                _state(row, ended=ended),
            )
            for row in rows
        ),
        right="..rrr",
    )
    return 0


def show_one(args: argparse.Namespace) -> int:
    """Print one target: definition, parts, and the entries that it is made of.

    Refused: `programme.target_unknown`.
    """
    with open_for(args, write=False).read() as session:
        found = {row.target.code: row for row in list_results(session)}
        row = found.get(args.code)
        if row is None:
            raise refusal("programme.target_unknown", Where(key="code"), code=args.code)
        entries = list_achievements(session, result_id=row.target.result_id)
        links = [one for one in list_links(session) if one.target_id == row.target.id]
        programme = maybe_programme(session)
    ended = programme is not None and programme.ends_on < today()
    if args.json:
        document = _document(row, ended=ended)
        course = course_of(row.target.aggregation, row.contributions)
        document["course"] = [list(point) for point in course]
        document["entries"] = [_entry(one) for one in entries]
        document["links"] = [_link(one) for one in links]
        print_json(document)
        return 0
    _print_target(row, ended=ended)
    if row.target.kind not in FROM_STORE:
        _print_entries(entries)
        _print_links(links)
    return 0


def record_one(args: argparse.Namespace) -> int:
    """Record one entry and print its identity; refused as `results.record` is."""
    identity = open_for(args).run(
        record_achievement,
        result=args.result,
        title=args.title,
        held_on=args.held_on,
        place=args.place,
        country=args.country,
        figures=args.figures,
        note=args.note,
        evidence=args.evidence,
        evidence_kind=args.kind,
    )
    print(identity)
    return 0


def link_one(args: argparse.Namespace) -> int:
    """Link an indicator and print the identity of the link.

    Refused: `results.indicator_unknown`, and as `results.link_indicator` is.
    """
    desk = open_for(args)
    with desk.read() as session:
        found = [one for one in linkable_indicators(session) if _is_named(one, args)]
        known = [one for one in list_links(session) if _is_named(one, args)]
    if not found and not known:
        raise _unknown(args)
    indicator_id = (found or known)[0].indicator_id
    print(desk.run(link_indicator, target=args.code, indicator_id=indicator_id, basis=args.basis))
    return 0


def unlink_one(args: argparse.Namespace) -> int:
    """Let an indicator count no more. Refused: `results.indicator_unknown`."""
    desk = open_for(args)
    with desk.read() as session:
        found = [
            one for one in list_links(session) if _is_named(one, args) and one.ended_reason is None
        ]
    if not found:
        raise _unknown(args)
    desk.run(end_link, link_id=found[0].id, reason=args.reason)
    return 0


def _is_named(one: LinkableRow | LinkRow, args: argparse.Namespace) -> bool:
    return (one.grant_number, one.code) == (args.grant, args.indicator)


def _unknown(args: argparse.Namespace) -> Refused:
    params = {"grant": args.grant, "indicator": args.indicator}
    return refusal("results.indicator_unknown", Where(key="indicator"), **params)


def export_all(args: argparse.Namespace) -> int:
    """Write the workbook of results; an existing file is never overwritten."""
    with open_for(args, write=False).read() as session:
        data = results_workbook(session, language=current_language())
    write_atomically(args.out, data)
    print(args.out)
    return 0


def _document(row: ResultRow, *, ended: bool) -> dict[str, object]:
    target, actual = row.target, row.actual
    return {
        "result": target.result_code,
        "code": target.code,
        "title": target.title.document(),
        "unit": target.unit,
        "aggregation": target.aggregation,
        "baseline": target.baseline,
        "target": target.target,
        "actual": actual.value,
        "awaits_evidence": actual.waiting,
        "state": state_of(actual.value, target.target, ended=ended),
        "parts": actual.cells,
        "sources": list(actual.sources),
        "verified": target.verified,
    }


def _entry(row: AchievementRow) -> dict[str, object]:
    return {
        "id": row.id,
        "title": row.title,
        "held_on": row.held_on,
        "place": row.place,
        "country": row.country,
        "figures": figures_text(row.figures),
        "documents": row.documents,
        "verified_by": row.verified_by,
        "withdrawn": row.withdrawn_reason,
    }


def _link(row: LinkRow) -> dict[str, object]:
    return {
        "id": row.id,
        "grant": row.grant_number,
        "grantee": row.grantee,
        "indicator": row.code,
        "title": row.title,
        "value": row.counted,
        "report": row.report_number,
        "approved": row.approved,
        "basis": row.basis,
        "ended": row.ended_reason,
    }


def _state(row: ResultRow, *, ended: bool) -> str:
    state = state_of(row.actual.value, row.target.target, ended=ended)
    return label(f"results.state.{state}")


def _print_target(row: ResultRow, *, ended: bool) -> None:
    target, language = row.target, current_language()
    print(f"{target.code} · {target.title.of(language)}")
    print(target.definition.of(language))
    print(
        _("{actual} of {target} {unit}, {state}").format(
            actual=decimal_text(row.actual.value, 0),
            target=decimal_text(target.target, 0),
            unit=label(f"results.unit.{target.unit}"),
            state=_state(row, ended=ended),
        )
    )
    for dimension, parts in row.actual.cells.items():
        words = ", ".join(
            f"{label(f'{dimension}.{part}')} {decimal_text(value, 0)}"
            for part, value in parts.items()
        )
        print(f"{label(f'results.dimension.{dimension}')}: {words}")


def _print_entries(entries: tuple[AchievementRow, ...]) -> None:
    print()
    print_table(
        (_("Day"), _("Title"), _("Place"), _("Figures"), _("Documents"), _("Verified by")),
        (
            (
                day(row.held_on),
                row.title if row.withdrawn_reason is None else f"{row.title} ({_('withdrawn')})",
                f"{row.place}, {label(f'country.{row.country}')}",
                totals(row.figures),
                str(row.documents),
                row.verified_by or "",
            )
            for row in entries
        ),
        right="....r",
    )


def _print_links(links: list[LinkRow]) -> None:
    if not links:
        return
    print()
    print_table(
        (_("Contract"), _("Grantee"), _("Indicator"), _("Value"), _("Report"), _("State")),
        (
            (
                row.grant_number,
                row.grantee,
                f"{row.code} {row.title}",
                "" if row.counted is None else decimal_text(row.counted, 0),
                str(row.report_number or ""),
                link_words(row),
            )
            for row in links
        ),
        right="...r",
    )
