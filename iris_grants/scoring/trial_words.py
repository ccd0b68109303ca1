"""A trial of the ranking in words: what was tried, and what it would change."""

from __future__ import annotations

from fractions import Fraction

from iris_grants.kernel.money import Money
from iris_grants.scoring.meeting_words import said_points
from iris_grants.scoring.rules.terms import RankingTerms
from iris_grants.scoring.rules.whatif import Change, Move, Trial, TrialResult, tried_terms
from iris_grants.wording import _, label, ngettext
from iris_grants.wording.formats import money

Tried = tuple[str, str, str]
"""What is tried, how the call has it, how it is tried."""


def tried_lines(terms: RankingTerms, trial: Trial) -> tuple[Tried, ...]:
    """Every term that the trial changes, and the assessments it sets aside."""
    after = tried_terms(terms, trial)
    lines = [*_envelope_lines(terms, after)]
    if dict(terms.quotas) != dict(after.quotas):
        lines.append((_("Places by country"), quota_words(terms), quota_words(after)))
    for before, now in zip(terms.grid.sections, after.grid.sections, strict=True):
        if before.min_total != now.min_total:
            name = _("Threshold of section {code}").format(code=before.code)
            lines.append((name, _points(before.min_total), _points(now.min_total)))
    if terms.grid.overall_min != after.grid.overall_min:
        name = _("Threshold of the total")
        lines.append((name, _points(terms.grid.overall_min), _points(after.grid.overall_min)))
    if terms.tie_break != after.tie_break:
        name = _("Order of equal totals")
        lines.append((name, tie_break_words(terms.tie_break), tie_break_words(after.tie_break)))
    if trial.set_aside:
        pairs = ", ".join(f"{number} · {code}" for number, code in sorted(trial.set_aside))
        lines.append((_("Assessments set aside"), "–", pairs))
    return tuple(lines)


def key_words(key: str) -> str:
    """A tie-break key in words."""
    kind, _colon, code = key.partition(":")
    if kind == "section":
        return _("more points in section {code}").format(code=code)
    if kind == "item":
        return _("more points for criterion {code}").format(code=code)
    return label(f"ranking.tie_break.{kind}")


def tie_break_words(keys: tuple[str, ...]) -> str:
    """Tie-break keys in words, in their order."""
    return ", ".join(key_words(key) for key in keys) or _("none")


def quota_words(terms: RankingTerms) -> str:
    """The quotas of countries in words."""
    found = (f"{country}: {count}" for country, count in sorted(terms.quotas.items()))
    return ", ".join(found) or _("none")


def change_words(move: Move) -> str:
    """What would become of an application."""
    if move.change in (Change.UP, Change.DOWN):
        places = abs(move.places or 0)
        words = (
            ngettext("up by {n} place", "up by {n} places", places)
            if move.change is Change.UP
            else ngettext("down by {n} place", "down by {n} places", places)
        )
        return words.format(n=places)
    return label(f"ranking.change.{move.change}")


def outcome_words(found: TrialResult) -> tuple[str, ...]:
    """Who would come in and who would fall out, and the money, a sentence each."""
    ins, outs = found.having(Change.IN), found.having(Change.OUT)
    said = []
    if ins:
        said.append(_("Would come in: {applications}.").format(applications=_numbers(ins)))
    if outs:
        said.append(_("Would fall out: {applications}.").format(applications=_numbers(outs)))
    if not ins and not outs:
        said.append(_("The same applications would be selected."))
    envelope = found.after.terms.envelope
    currency = envelope.currency if envelope is not None and envelope.currency else "EUR"
    said.append(
        _("Offered would be {after} instead of {before}.").format(
            after=money(Money(found.after.offered_minor, currency)),
            before=money(Money(found.before.offered_minor, currency)),
        )
    )
    return tuple(said)


def _numbers(moves: tuple[Move, ...]) -> str:
    return ", ".join(move.application.id for move in moves)


def _envelope_lines(terms: RankingTerms, after: RankingTerms) -> list[Tried]:
    if terms.envelope is None or after.envelope is None:
        return []
    lines = []
    currency = terms.envelope.currency or "EUR"
    amounts = (terms.envelope.amount_minor, after.envelope.amount_minor)
    if amounts[0] != amounts[1]:
        before, now = (money(Money(amount, currency)) for amount in amounts)
        lines.append((_("Envelope"), before, now))
    policies = (terms.envelope.when_too_large, after.envelope.when_too_large)
    if policies[0] is not policies[1]:
        before, now = (label(f"calls.when_too_large.{policy}") for policy in policies)
        lines.append((_("Where an amount does not fit"), before, now))
    return lines


def _points(value: Fraction | None) -> str:
    return _("none") if value is None else said_points(value)
