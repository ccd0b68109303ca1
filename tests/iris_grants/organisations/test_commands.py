"""Tests of entering and changing organisations and their accounts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from iris_grants.kernel.operations import Desk
from iris_grants.kernel.problems import Refused
from iris_grants.organisations.commands import (
    OrganisationDetails,
    add_bank_account,
    register_organisation,
    update_organisation,
)
from iris_grants.organisations.matching import Identity, Reason
from iris_grants.organisations.queries import (
    AccountRow,
    OrganisationRow,
    duplicates_of,
    list_organisations,
    organisation_row,
)

MOST = OrganisationDetails(
    name="Удружење „Мост“",
    country="RS",
    city="Užice",
    register_no="17123456",
    tax_no="100002887",
)


def test_register_organisation_keeps_everything_tidied(office: Desk) -> None:
    identity = office.run(
        register_organisation,
        name=" Удружење   „Мост“",
        country="RS",
        city="Užice ",
        register_no="17 123 456",
        tax_no="100.002.887",
        address=" Ogledna 1 ",
        legal_form="",
        registered_on=date(2011, 5, 4),
        email="most@most.example",
        phone="+381 31 000 000",
        representative="Ana Primer",
    )

    assert _row(office, identity) == OrganisationRow(
        id=identity,
        version=1,
        name="Удружење „Мост“",
        name_latin="Udruženje „Most“",
        country="RS",
        city="Užice",
        address="Ogledna 1",
        legal_form=None,
        register_no="17123456",
        tax_no="100002887",
        registered_on=date(2011, 5, 4),
        email="most@most.example",
        phone="+381 31 000 000",
        representative="Ana Primer",
        accounts=(),
    )


def test_register_organisation_knows_it_again_by_number_and_name(office: Desk) -> None:
    first = _register(office, MOST)

    assert _register(office, replace(MOST, name="Udruženje „Most“")) == first
    assert _codes(lambda: _register(office, replace(MOST, name="Duga"))) == [
        "organisations.register_no_taken"
    ]
    assert _codes(lambda: _register(office, replace(MOST, register_no="17000001"))) == [
        "organisations.tax_no_taken"
    ]
    assert _register(office, replace(MOST, country="ME", tax_no=None)) != first


def test_register_organisation_as_received_keeps_wrong_numbers(office: Desk) -> None:
    wrong = replace(MOST, register_no="171", tax_no="100002888")
    assert _codes(lambda: _register(office, wrong)) == [
        "organisations.number_shape",
        "organisations.number_check",
    ]

    first = _register(office, wrong, as_received=True)
    again = _register(office, replace(wrong, name="Most, udruženje"), as_received=True)

    assert again == first
    assert _row(office, first).tax_no == "100002888"
    nameless = replace(wrong, name=" ", city=" ", register_no=" ")
    assert _codes(lambda: _register(office, nameless, as_received=True)) == [
        "organisations.name_missing",
        "organisations.city_missing",
        "organisations.register_no_missing",
    ]


def test_update_organisation_gives_all_details_anew(office: Desk) -> None:
    identity = _register(office, MOST)
    duga = _register(office, replace(MOST, name="Duga", register_no="17000001", tax_no=None))
    details = replace(MOST, name="Most 2", email="a@b.example")

    office.run(update_organisation, organisation_id=identity, details=details, seen_version=1)

    row = _row(office, identity)
    assert (row.name, row.email, row.version) == ("Most 2", "a@b.example", 2)
    assert _codes(
        lambda: office.run(
            update_organisation, organisation_id=identity, details=MOST, seen_version=1
        )
    ) == ["organisations.changed_meanwhile"]
    assert _codes(lambda: office.run(update_organisation, organisation_id=duga, details=MOST)) == [
        "organisations.register_no_taken"
    ]
    taken_tax = replace(MOST, register_no="17000001")
    assert _codes(
        lambda: office.run(update_organisation, organisation_id=duga, details=taken_tax)
    ) == ["organisations.tax_no_taken"]


def test_add_bank_account_enters_an_account_once(office: Desk) -> None:
    identity = _register(office, MOST)
    account = office.run(
        add_bank_account,
        organisation_id=identity,
        iban="rs35 2600 0560 1001 6113 79",
        holder=" Udruženje Most ",
    )

    assert _row(office, identity).accounts == (
        AccountRow(id=account, iban="RS35260005601001611379", holder="Udruženje Most"),
    )
    with office.read() as session:
        (listed,) = list_organisations(session)
    assert listed == _row(office, identity)
    assert _codes(
        lambda: office.run(
            add_bank_account, organisation_id=identity, iban="RS35260005601001611379", holder="A"
        )
    ) == ["organisations.iban_taken"]
    assert _codes(
        lambda: office.run(add_bank_account, organisation_id=identity, iban="RS00", holder=" ")
    ) == ["organisations.iban_wrong", "organisations.holder_missing"]


def test_organisations_are_listed_by_the_serbian_alphabet(office: Desk) -> None:
    for number, name in enumerate(("Žena", "Ljubav", "Луч", "Đak", "Dom")):
        _register(office, replace(MOST, name=name, register_no=f"1700000{number}", tax_no=None))

    with office.read() as session:
        names = [row.name for row in list_organisations(session)]

    assert names == ["Dom", "Đak", "Луч", "Ljubav", "Žena"]


def test_duplicates_of_looks_into_the_store(office: Desk) -> None:
    identity = _register(office, MOST)
    wanted = Identity(id=None, name="UG Most", country="RS", register_no="1", tax_no=None)

    with office.read() as session:
        (match,) = duplicates_of(session, wanted)
        assert duplicates_of(session, _row(office, identity).identity()) == ()

    assert (match.id, match.reasons) == (identity, (Reason.NAME,))


def _register(office: Desk, details: OrganisationDetails, *, as_received: bool = False) -> str:
    return office.run(
        register_organisation,
        name=details.name,
        country=details.country,
        city=details.city,
        register_no=details.register_no,
        tax_no=details.tax_no,
        as_received=as_received,
    )


def _row(office: Desk, identity: str) -> OrganisationRow:
    with office.read() as session:
        return organisation_row(session, identity)


def _codes(act: Callable[[], object]) -> list[str]:
    with pytest.raises(Refused) as caught:
        act()
    return [problem.code for problem in caught.value.problems]
