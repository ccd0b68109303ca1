"""`iris-grants ranking try`: what the ranking of a call would be under other terms."""

from __future__ import annotations

import argparse
from fractions import Fraction
from pathlib import Path

from iris_grants.calls.queries import call_by_number
from iris_grants.cli.output import open_for, print_json, print_table
from iris_grants.documents.amounts import NumberLocale, parse_amount
from iris_grants.documents.atomic import write_atomically
from iris_grants.kernel.clock import system_clock
from iris_grants.kernel.problems import Problem, Refused, Where, refusal, refuse_on_errors
from iris_grants.scoring.queries.whatif import trial_basis
from iris_grants.scoring.rules.exact import exact_number, minor_text, two_decimals
from iris_grants.scoring.rules.terms import WhenTooLarge
from iris_grants.scoring.rules.whatif import (
    OVERALL,
    Move,
    Trial,
    TrialResult,
    check_trial,
    try_out,
)
from iris_grants.scoring.trial_words import change_words, outcome_words, tried_lines
from iris_grants.scoring.trial_workbook import trial_warning, trial_workbook
from iris_grants.wording import _, label

WHOLE_TOTAL = "total"
"""How the threshold of the total is named among those of sections."""


def try_terms(args: argparse.Namespace) -> int:
    """Print what would change; with `--out` also as a workbook that says it is a trial.

    Nothing is stored. Refused with every problem of what is tried.
    """
    trial = _trial(args)
    desk = open_for(args, write=False)
    with desk.read() as session:
        call = call_by_number(session, args.call)
        basis = trial_basis(session, call.id, args.lot)
    refuse_on_errors(check_trial(basis, trial))
    found = try_out(basis, trial)
    if args.json:
        print_json(_document(found, trial))
    else:
        _print(found, trial)
    if args.out is not None:
        out: Path = args.out
        data = trial_workbook(
            found,
            trial,
            call=call.number,
            lot=args.lot,
            origin=desk.store.name,
            created=system_clock(),
        )
        write_atomically(out, data)
    return 0


def _print(found: TrialResult, trial: Trial) -> None:
    print(trial_warning())
    for name, before, now in tried_lines(found.before.terms, trial):
        print(f"{name}: {before} → {now}")
    for words in outcome_words(found):
        print(words)
    print_table(
        (
            _("Place now"),
            _("Place in the trial"),
            _("Application"),
            _("Points"),
            _("Decision now"),
            _("Decision in the trial"),
            _("Change"),
            _("Offered"),
        ),
        (_cells(move) for move in found.moves),
        right="rr.r...r",
    )


def _cells(move: Move) -> tuple[str, ...]:
    before, after = move.before, move.after
    return (
        "" if before.rank is None else str(before.rank),
        "" if after.rank is None else str(after.rank),
        move.application.id,
        "" if after.total is None else two_decimals(after.total),
        label(f"state.ranking_row.{before.decision.value}"),
        label(f"state.ranking_row.{after.decision.value}"),
        change_words(move),
        "" if after.offered_minor is None else minor_text(after.offered_minor),
    )


def _document(found: TrialResult, trial: Trial) -> dict[str, object]:
    return {
        "trial": True,
        "stored": False,
        "tried": [
            {"what": name, "call": before, "trial": now}
            for name, before, now in tried_lines(found.before.terms, trial)
        ],
        "offered": {
            "call": minor_text(found.before.offered_minor),
            "trial": minor_text(found.after.offered_minor),
        },
        "applications": [
            {
                "application": move.application.id,
                "change": move.change,
                "rank": {"call": move.before.rank, "trial": move.after.rank},
                "decision": {"call": move.before.decision, "trial": move.after.decision},
                "reason": {
                    "call": move.before.reason or None,
                    "trial": move.after.reason or None,
                },
                "total_exact": {"call": move.before.total, "trial": move.after.total},
                "places": move.places,
                "points": move.points,
                "offered": minor_text(move.offered_minor),
            }
            for move in found.moves
        ],
    }


def _trial(args: argparse.Namespace) -> Trial:
    quotas = None
    if args.quota is not None:
        quotas = {country: _whole(count) for country, count in _pairs(args.quota, "--quota")}
    return Trial(
        envelope_minor=None if args.envelope is None else _minor(args.envelope),
        when_too_large=None if args.when_too_large is None else WhenTooLarge(args.when_too_large),
        quotas=quotas,
        thresholds={
            OVERALL if code == WHOLE_TOTAL else code: _least(least)
            for code, least in _pairs(args.threshold or (), "--threshold")
        },
        tie_break=None if args.tie_break is None else tuple(args.tie_break),
        set_aside=frozenset(_pairs(args.set_aside or (), "--set-aside", ":")),
    )


def _pairs(given: list[str] | tuple[()], option: str, sign: str = "=") -> list[tuple[str, str]]:
    pairs = []
    for text in given:
        name, found, value = text.rpartition(sign)
        if not found and text:
            raise _wrong(option, text)
        if text:
            pairs.append((name.strip(), value.strip()))
    return pairs


def _least(text: str) -> Fraction | None:
    if not text:
        return None
    number = exact_number(text)
    if number is None:
        raise _wrong("--threshold", text)
    return number


def _whole(text: str) -> int:
    if not text.isdecimal():
        raise _wrong("--quota", text)
    return int(text)


def _minor(text: str) -> int:
    found = parse_amount(text, NumberLocale.POINT, places=2)
    if isinstance(found, Problem):
        raise _wrong("--envelope", text)
    return int(found * 100)


def _wrong(option: str, text: str) -> Refused:
    return refusal("cli.value_wrong", Where(key=option), text=text)
