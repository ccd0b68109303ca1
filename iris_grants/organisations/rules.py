"""Identifiers of organisations and bank accounts in six countries (DOMAIN.md §12.2)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from stdnum import iban as iban_number
from stdnum.al import nipt
from stdnum.exceptions import InvalidChecksum, ValidationError
from stdnum.me import pib as me_pib
from stdnum.mk import edb
from stdnum.rs import pib as rs_pib

from db.tables.organisations import COUNTRIES
from iris_grants.kernel.problems import Problem, Severity, Where

_SEPARATORS = re.compile(r"[\s.\u00a0]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberRule:
    """How a number of a country looks; `check` finds a wrong check digit.

    `sure` says that the format is documented: a number of another form is then an error,
    otherwise a warning. `check_sure` says the same of the check digit.
    """

    pattern: re.Pattern[str]
    shape: str
    sure: bool
    check: Callable[[str], object] | None = None
    check_sure: bool = True


def _jib_digit(number: str) -> None:
    weights = (7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2)
    total = sum(w * int(digit) for w, digit in zip(weights, number, strict=False))
    if -total % 11 % 10 != int(number[-1]):
        raise InvalidChecksum


TAX_NUMBERS: Mapping[str, NumberRule] = {
    "RS": NumberRule(
        pattern=re.compile(r"[0-9]{9}"), shape="123456789", sure=True, check=rs_pib.validate
    ),
    "BA": NumberRule(
        pattern=re.compile(r"4[0-9]{12}"),
        shape="4123456789012",
        sure=True,
        check=_jib_digit,
        check_sure=False,
    ),
    "ME": NumberRule(
        pattern=re.compile(r"[0-9]{8}"), shape="12345678", sure=True, check=me_pib.validate
    ),
    "MK": NumberRule(
        pattern=re.compile(r"[0-9]{13}"), shape="1234567890123", sure=True, check=edb.validate
    ),
    "AL": NumberRule(
        pattern=re.compile(r"[A-M][0-9]{8}[A-Z]"),
        shape="J12345678A",
        sure=True,
        check=nipt.validate,
    ),
    "XK": NumberRule(pattern=re.compile(r"[68][0-9]{8}"), shape="612345678", sure=False),
}
REGISTER_NUMBERS: Mapping[str, NumberRule] = {
    "RS": NumberRule(pattern=re.compile(r"[0-9]{8}"), shape="12345678", sure=True),
    "MK": NumberRule(pattern=re.compile(r"[0-9]{7}"), shape="1234567", sure=False),
    "XK": NumberRule(pattern=re.compile(r"[0-9]{7}(-[0-9])?"), shape="5123456-7", sure=False),
}


def tidy_number(number: str) -> str:
    """A number without blanks and dots, in capitals, without the country's letters before it."""
    plain = _SEPARATORS.sub("", number).upper().replace("МК", "MK")
    return plain[2:] if re.fullmatch(r"MK[0-9]{13}", plain) else plain


def check_identifiers(*, country: str, register_no: str, tax_no: str | None) -> tuple[Problem, ...]:
    """Problems of an organisation's country and numbers.

    Errors: `organisations.country_unknown`, `organisations.register_no_missing`, and
    `organisations.number_shape` or `organisations.number_check` where the rule is
    documented; the same two as warnings where sources conflict (BA check digit) or the
    format is from practice (MK, XK). Source: DOMAIN.md §12.2.
    """
    if country not in COUNTRIES:
        known = ", ".join(COUNTRIES)
        where = Where(key="country")
        params = {"country": country, "known": known}
        return (Problem(code="organisations.country_unknown", where=where, params=params),)
    problems: list[Problem] = []
    if not tidy_number(register_no):
        where = Where(key="register_no")
        problems.append(Problem(code="organisations.register_no_missing", where=where))
    else:
        problems += _check_number(REGISTER_NUMBERS.get(country), "register_no", register_no)
    if tax_no and tidy_number(tax_no):
        problems += _check_number(TAX_NUMBERS.get(country), "tax_no", tax_no)
    return tuple(problems)


def tidy_iban(iban: str) -> str:
    """An IBAN without blanks, in capitals."""
    return "".join(iban.split()).upper()


def check_iban(iban: str, country: str | None = None) -> tuple[Problem, ...]:
    """Problems of an account number.

    Error: `organisations.iban_wrong` (length, letters, check digits of the IBAN and of the
    country's own number). Warning: `organisations.iban_abroad` where it is not of `country`.
    """
    number = tidy_iban(iban)
    where = Where(key="iban")
    try:
        iban_number.validate(number)
    except ValidationError:
        return (Problem(code="organisations.iban_wrong", where=where, params={"iban": number}),)
    if country is None or number[:2] == country:
        return ()
    params = {"iban": number, "country": f"country.{country}"}
    warning = Severity.WARNING
    return (
        Problem(code="organisations.iban_abroad", where=where, severity=warning, params=params),
    )


def _check_number(rule: NumberRule | None, key: str, written: str) -> list[Problem]:
    if rule is None:
        return []
    number, where = tidy_number(written), Where(key=key)
    if not rule.pattern.fullmatch(number):
        return [
            Problem(
                code="organisations.number_shape",
                where=where,
                severity=Severity.ERROR if rule.sure else Severity.WARNING,
                params={"number": number, "shape": rule.shape},
            )
        ]
    try:
        if rule.check is not None:
            rule.check(number)
    except ValidationError:
        severity = Severity.ERROR if rule.check_sure else Severity.WARNING
        params = {"number": number}
        code = "organisations.number_check"
        return [Problem(code=code, where=where, severity=severity, params=params)]
    return []
