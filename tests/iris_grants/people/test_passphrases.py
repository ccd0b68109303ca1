"""Passphrases are derived with their parameters, compared, and delayed after wrong attempts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from iris_grants.kernel.clock import utc_text
from iris_grants.people.passphrases import (
    check_passphrase,
    delay_after,
    derive,
    fingerprint,
    matches,
    seconds_to_wait,
)
from tests.iris_grants.refusals import refused

NOW = datetime(2026, 11, 28, 9, 0, tzinfo=UTC)


def test_derived_passphrase_holds_its_parameters_and_matches_in_any_composition() -> None:
    derived = derive("šuma i livada")

    assert derived.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert matches("s\u030cuma i livada", derived)
    assert matches("  šuma i livada ", derived)
    assert not matches("suma i livada", derived)
    assert derive("šuma i livada") != derived
    assert len(fingerprint(derived)) == 64


@pytest.mark.parametrize(
    "derived",
    [
        "",
        "plain",
        "$argon2i$v=19$m=65536,t=3,p=4$c2FsdA$aGFzaA",
        "$argon2id$v=19$m=999999999,t=3,p=4$c2FsdHNhbHQ$aGFzaGhhc2g",
        "$argon2id$v=19$m=65536,t=9999,p=4$c2FsdHNhbHQ$aGFzaGhhc2g",
    ],
)
def test_what_no_office_wrote_is_refused_and_never_computed(derived: str) -> None:
    with refused("people.passphrase_altered"):
        matches("šuma i livada", derived)


@pytest.mark.parametrize(
    ("passphrase", "code"),
    [
        ("kratko", "people.passphrase_short"),
        ("   kratko        ", "people.passphrase_short"),
        ("mila ogledna", "people.passphrase_plain"),
        ("МИЛА ОГЛЕДНА", "people.passphrase_plain"),
        ("aaaaaaaaaaaa", "people.passphrase_plain"),
    ],
)
def test_weak_passphrase_is_refused(passphrase: str, code: str) -> None:
    with refused(code):
        check_passphrase(passphrase, "Mila Ogledna")


def test_delay_begins_after_three_attempts_doubles_and_ends_at_five_minutes() -> None:
    seconds = [int(delay_after(failures).total_seconds()) for failures in range(13)]

    assert seconds == [0, 0, 0, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]
    assert delay_after(10_000) == timedelta(minutes=5)


def test_waiting_counts_from_the_last_attempt_and_not_from_a_clock_set_back() -> None:
    assert seconds_to_wait(5, None, NOW) == 0
    assert seconds_to_wait(5, utc_text(NOW - timedelta(seconds=3)), NOW) == 5
    assert seconds_to_wait(5, utc_text(NOW - timedelta(seconds=8)), NOW) == 0
    assert seconds_to_wait(5, utc_text(NOW + timedelta(days=1)), NOW) == 8
