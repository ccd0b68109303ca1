"""The terms that a trial of the ranking can change, as fields, and what stands in them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from iris_grants.kernel.money import Money
from iris_grants.scoring.rules.ranking import RankingResult
from iris_grants.scoring.rules.terms import RankingTerms, WhenTooLarge
from iris_grants.scoring.rules.whatif import OVERALL, Trial
from iris_grants.scoring.trial_words import key_words
from iris_grants.wording import _, label
from ui.forms.fields import Choice, Field, FieldKind, FormSpec

ENVELOPE, TOO_LARGE, QUOTA, LEAST, KEY = "envelope", "too_large", "quota", "least", "key"
SPARE_KEYS = 1
"""How many more keys of equal totals than the call has can be tried."""


def trial_form(basis: RankingResult) -> FormSpec:
    """The terms of a ranking as fields; each begins with what the call has."""
    terms = basis.terms
    fields = (
        *_envelope_fields(terms),
        *_threshold_fields(terms),
        *_tie_break_fields(terms),
        *_quota_fields(terms),
    )
    return FormSpec(title=_("What is tried"), save="", fields=fields)


def trial_of(
    basis: RankingResult, values: Mapping[str, object], aside: frozenset[tuple[str, str]]
) -> Trial:
    """The trial that the fields describe; what is as in the call stays untried."""
    terms = basis.terms
    envelope, policy = values.get(ENVELOPE), values.get(TOO_LARGE)
    quotas = {
        country: count
        for country in countries_of(terms)
        if isinstance(count := values.get(f"{QUOTA}.{country}"), int)
    }
    keys = _keys(terms, values)
    return Trial(
        envelope_minor=envelope.minor if isinstance(envelope, Money) else None,
        when_too_large=WhenTooLarge(str(policy)) if policy is not None else None,
        quotas=None if quotas == dict(terms.quotas) else quotas,
        thresholds=_changed_thresholds(terms, values),
        tie_break=None if keys == terms.tie_break else keys,
        set_aside=aside,
    )


def countries_of(terms: RankingTerms) -> tuple[str, ...]:
    """The countries that have applications or a quota."""
    return tuple(
        sorted({one.country for one in terms.applications if one.country} | {*terms.quotas})
    )


def _envelope_fields(terms: RankingTerms) -> tuple[Field, ...]:
    if terms.envelope is None:
        return ()
    currency = terms.envelope.currency or "EUR"
    return (
        Field(
            name=ENVELOPE,
            label=_("Envelope"),
            kind=FieldKind.MONEY,
            currency=currency,
            required=True,
            initial=Money(terms.envelope.amount_minor, currency),
        ),
        Field(
            name=TOO_LARGE,
            label=_("Where an amount does not fit"),
            kind=FieldKind.CHOICE,
            required=True,
            initial=terms.envelope.when_too_large.value,
            choices=tuple(
                Choice(value=policy.value, label=label(f"calls.when_too_large.{policy}"))
                for policy in WhenTooLarge
            ),
        ),
    )


def _threshold_fields(terms: RankingTerms) -> tuple[Field, ...]:
    thresholds = _thresholds(terms)
    return tuple(
        Field(
            name=f"{LEAST}.{code}",
            label=_("Section {code}").format(code=code) if code else _("Total"),
            kind=FieldKind.DECIMAL,
            initial=_decimal(least),
            hint=_("none"),
            group=_("Least points"),
        )
        for code, least in thresholds.items()
    )


def _tie_break_fields(terms: RankingTerms) -> tuple[Field, ...]:
    known = [f"section:{section.code}" for section in terms.grid.sections]
    known += ["requested_asc", "requested_desc"]
    known += [f"item:{item.code}" for item in terms.grid.items]
    choices = tuple(Choice(value=key, label=key_words(key)) for key in known)
    return tuple(
        Field(
            name=f"{KEY}.{place}",
            label=_("{n}. decides").format(n=place + 1),
            kind=FieldKind.CHOICE,
            initial=terms.tie_break[place] if place < len(terms.tie_break) else None,
            choices=choices,
            group=_("Order of equal totals"),
        )
        for place in range(len(terms.tie_break) + SPARE_KEYS)
    )


def _quota_fields(terms: RankingTerms) -> tuple[Field, ...]:
    return tuple(
        Field(
            name=f"{QUOTA}.{country}",
            label=label(f"country.{country}"),
            kind=FieldKind.INTEGER,
            minimum=0,
            initial=terms.quotas.get(country),
            hint=_("no limit"),
            group=_("Places by country"),
        )
        for country in countries_of(terms)
    )


def _thresholds(terms: RankingTerms) -> dict[str, Fraction | None]:
    found = {section.code: section.min_total for section in terms.grid.sections}
    return found | {OVERALL: terms.grid.overall_min}


def _changed_thresholds(
    terms: RankingTerms, values: Mapping[str, object]
) -> dict[str, Fraction | None]:
    found: dict[str, Fraction | None] = {}
    for code, before in _thresholds(terms).items():
        typed = values.get(f"{LEAST}.{code}")
        now = Fraction(typed) if isinstance(typed, Decimal) else None
        if now != before:
            found[code] = now
    return found


def _keys(terms: RankingTerms, values: Mapping[str, object]) -> tuple[str, ...]:
    typed = (values.get(f"{KEY}.{place}") for place in range(len(terms.tie_break) + SPARE_KEYS))
    return tuple(dict.fromkeys(str(key) for key in typed if key is not None))


def _decimal(value: Fraction | None) -> Decimal | None:
    return None if value is None else Decimal(value.numerator) / Decimal(value.denominator)
