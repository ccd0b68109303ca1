"""Finding what looks like data of a person in texts that must hold none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdnum import iban as iban_number

_DIGITS = re.compile(r"(?<!\d)\d{13}(?!\d)")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
_PHONE = re.compile(
    r"(?<![\w-])(?:\+|00)\s?(?:381|355|387|389|382|383)[\s/-]?\d(?:[\s/-]?\d){5,9}\b"
)
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{4}){3,7}(?:\s?[A-Z0-9]{1,3})?\b")
_WEIGHTS = (7, 6, 5, 4, 3, 2)
_LARGEST_DAY, _LARGEST_MONTH = 31, 12


def personal_data(text: str) -> Iterator[tuple[str, str]]:
    """What looks like data of a person: its kind (`personal.email`) and the text found.

    Personal numbers (JMBG with its check digit), e-mail addresses, telephone numbers of
    the six countries, bank accounts (DOMAIN.md §11).
    """
    for match in _DIGITS.finditer(text):
        if is_jmbg(match.group()):
            yield "personal.number", match.group()
    for match in _EMAIL.finditer(text):
        yield "personal.email", match.group()
    for match in _PHONE.finditer(text):
        yield "personal.phone", match.group()
    for match in _IBAN.finditer(text):
        if iban_number.is_valid(match.group(), check_country=False):
            yield "personal.iban", match.group()


def is_jmbg(digits: str) -> bool:
    """Whether 13 digits are a personal number: a day, a month, and the check digit.

    d13 = 11 − ((7(d1+d7)+6(d2+d8)+…+2(d6+d12)) mod 11), results 10 and 11 give 0
    (DOMAIN.md §11).
    """
    numbers = [int(digit) for digit in digits]
    day, month = int(digits[:2]), int(digits[2:4])
    if not (1 <= day <= _LARGEST_DAY and 1 <= month <= _LARGEST_MONTH):
        return False
    weighed = zip(_WEIGHTS, numbers[:6], numbers[6:12], strict=True)
    check = 11 - sum(weight * (a + b) for weight, a, b in weighed) % 11
    return numbers[12] == (0 if check > 9 else check)
