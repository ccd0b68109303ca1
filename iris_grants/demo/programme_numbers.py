"""Numbers of invented organisations: of the right shape, with the right check digits."""

from __future__ import annotations

from stdnum import iban

from iris_grants.organisations.rules import check_identifiers

_REGISTER = {
    "RS": "2899{n:04d}",
    "BA": "65-02-99{n:03d}/12",
    "MK": "799{n:04d}",
    "ME": "9900{n:04d}",
    "AL": "N-99{n:03d}",
    "XK": "5199{n:03d}",
}
_TAX = {
    "RS": "1099{n:04d}",
    "BA": "42009900{n:04d}",
    "MK": "40809900{n:04d}",
    "ME": "0299{n:03d}",
    "AL": "K9{n:07d}",
    "XK": "8199{n:05d}",
}
_BANK = {"RS": "999", "BA": "199999", "MK": "999", "ME": "999", "AL": "99999999", "XK": "9999"}
_ACCOUNT = {"RS": 13, "BA": 8, "MK": 10, "ME": 13, "AL": 16, "XK": 10}
_CHECKED = frozenset({"RS", "BA", "MK", "ME", "XK"})


def register_no(country: str, place: int) -> str:
    """The number in the register of a country, for the organisation at this place."""
    return _REGISTER[country].format(n=place)


def tax_no(country: str, place: int) -> str:
    """The tax number: the only ending that the rules of the country accept (DOMAIN.md §12.2)."""
    stem = _TAX[country].format(n=place)
    register = register_no(country, place)
    endings = "ABCDEFGHIJ" if country == "AL" else "0123456789"
    for ending in ("", *endings):
        number = f"{stem}{ending}"
        if not check_identifiers(country=country, register_no=register, tax_no=number):
            return number
    return stem


def account(country: str, place: int) -> str:
    """An account number at a bank that does not exist, with right check digits."""
    number = f"{_BANK[country]}{place:0{_ACCOUNT[country]}d}"
    if country in _CHECKED:
        number += f"{98 - int(number + '00') % 97:02d}"
    return iban.calc_check_digits(f"{country}00{number}").join((country, number))
