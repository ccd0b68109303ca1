"""Tests of finding organisations that may be the same."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from iris_grants.organisations.matching import Identity, Match, Reason, possible_duplicates


def known(
    identity: str | None, name: str, number: str = "17000001", tax: str | None = None
) -> Identity:
    """An organisation of Serbia."""
    return Identity(id=identity, name=name, country="RS", register_no=number, tax_no=tax)


MOST = known("m", "Udruženje građana „Most“", "17123456", "100002887")
DUGA = known("d", "Centar Duga", "17222222")
KLJUC = known("k", "Ključ podrške porodici", "17333333")


def test_possible_duplicates_gives_reasons_the_surest_first() -> None:
    wanted = known(None, "УГ Мост", "17 222 222", "100002887")

    assert possible_duplicates(wanted, [KLJUC, MOST, DUGA]) == (
        Match(id="d", name="Centar Duga", reasons=(Reason.REGISTER_NO,)),
        Match(id="m", name="Udruženje građana „Most“", reasons=(Reason.TAX_NO, Reason.NAME)),
    )


def test_possible_duplicates_finds_a_name_that_is_nearly_the_same() -> None:
    wanted = known(None, "Кључ подршке породицама")

    assert possible_duplicates(wanted, [KLJUC, MOST, DUGA]) == (
        Match(id="k", name="Ključ podrške porodici", reasons=(Reason.SIMILAR_NAME,)),
    )


def test_possible_duplicates_stays_within_a_country_and_never_finds_itself() -> None:
    abroad = Identity(
        id=None, name="Most", country="ME", register_no="17123456", tax_no="100002887"
    )

    assert possible_duplicates(abroad, [MOST]) == ()
    assert possible_duplicates(MOST, [MOST]) == ()


@given(st.permutations([MOST, DUGA, KLJUC]), st.sampled_from(["Most", "Duga", "Ključ podrške"]))
def test_possible_duplicates_does_not_depend_on_order(order: list[Identity], name: str) -> None:
    wanted = known(None, name, "17123456")

    assert possible_duplicates(wanted, order) == possible_duplicates(wanted, [MOST, DUGA, KLJUC])
