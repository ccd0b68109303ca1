"""The ceiling per third party and the envelope of a call."""

from __future__ import annotations

from iris_grants.awards.rules.ceiling import check_ceiling, check_envelope
from iris_grants.kernel.money import Money


def euros(amount: str) -> Money:
    return Money.of(amount, "EUR")


def test_ceiling_reached_exactly_is_clean() -> None:
    assert check_ceiling(euros("48000"), euros("12000"), euros("60000")) == ()


def test_ceiling_passed_by_a_cent_is_refused_with_all_three_amounts() -> None:
    (found,) = check_ceiling(euros("48000"), euros("12000.01"), euros("60000"))
    assert found.code == "awards.over_ceiling"
    assert found.params == {
        "already": "48000.00 EUR",
        "award": "12000.01 EUR",
        "ceiling": "60000.00 EUR",
    }


def test_envelope_used_up_exactly_is_clean() -> None:
    assert check_envelope(euros("170000"), euros("10000"), euros("180000")) == ()


def test_envelope_passed_says_what_is_left() -> None:
    (found,) = check_envelope(euros("170000"), euros("10000.01"), euros("180000"))
    assert found.code == "awards.over_envelope"
    assert found.params == {"award": "10000.01 EUR", "left": "10000.00 EUR"}
