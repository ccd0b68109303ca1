"""Figures as people write them: every digit of a rate, an account in groups of four."""

from __future__ import annotations

from iris_grants.wording import set_language
from iris_grants.wording.formats import digits_text, spaced_iban


def test_rate_keeps_every_digit_and_takes_the_decimal_sign_of_the_language() -> None:
    try:
        set_language("sr_Latn")
        assert [digits_text(one) for one in ("104.2500", "1.95583", "117")] == [
            "104,2500",
            "1,95583",
            "117",
        ]
    finally:
        set_language("en")
    assert digits_text("1234.50") == "1,234.50"


def test_account_is_written_in_groups_of_four() -> None:
    assert spaced_iban("ME25123456789") == "ME25 1234 5678 9"
    assert spaced_iban("") == ""
