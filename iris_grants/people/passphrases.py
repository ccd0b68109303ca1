"""Passphrases of people: derived by Argon2id, compared, and delayed after wrong attempts.

Signing in guards against mistakes and haste, not against somebody who copies the store's
file: only encryption guards that.
"""

from __future__ import annotations

import hashlib
import re
import secrets
import unicodedata
from datetime import datetime, timedelta

from db.search import search_key
from iris_grants.kernel.clock import from_utc_text
from iris_grants.kernel.problems import Where, refusal

LEAST_LETTERS = 10
ITERATIONS, LANES, MEMORY_KIB = 3, 4, 64 * 1024
"""Of new passphrases (RFC 9106's second choice): about a third of a second on an office laptop."""

MOST_ITERATIONS, MOST_LANES, MOST_MEMORY_KIB = 16, 16, 1024 * 1024
"""What a stored passphrase may demand; beyond it would only stop the machine."""

FREE_ATTEMPTS = 3
LONGEST_DELAY = timedelta(minutes=5)

_PHC = re.compile(r"\$argon2id\$v=19\$m=(\d{1,9}),t=(\d{1,4}),p=(\d{1,4})\$[^$]+\$[^$]+")


def check_passphrase(passphrase: str, name: str) -> None:
    """Refuse what is no passphrase, with the field `passphrase` as its place.

    `people.passphrase_short` below ten characters, `people.passphrase_plain` where it is the
    person's own name or one character repeated.
    """
    where = Where(key="passphrase")
    if len(normalised(passphrase)) < LEAST_LETTERS:
        raise refusal("people.passphrase_short", where, least=LEAST_LETTERS)
    if search_key(passphrase) == search_key(name) or len(set(passphrase)) == 1:
        raise refusal("people.passphrase_plain", where)


def normalised(passphrase: str) -> str:
    """The passphrase as it is derived: the same letters however a keyboard composes them."""
    return unicodedata.normalize("NFC", passphrase).strip()


def derive(passphrase: str) -> str:
    """The passphrase derived with a new salt, as PHC text that holds all parameters."""
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    made = Argon2id(
        salt=secrets.token_bytes(16),
        length=32,
        iterations=ITERATIONS,
        lanes=LANES,
        memory_cost=MEMORY_KIB,
    )
    return made.derive_phc_encoded(normalised(passphrase).encode())


def matches(passphrase: str, derived: str) -> bool:
    """Whether this is the passphrase that `derived` was made of.

    Refused (`people.passphrase_altered`) where `derived` is none of ours.
    """
    from cryptography.exceptions import InvalidKey
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    found = _PHC.fullmatch(derived)
    most = (MOST_MEMORY_KIB, MOST_ITERATIONS, MOST_LANES)
    if found is None or any(int(n) > limit for n, limit in zip(found.groups(), most, strict=True)):
        raise refusal("people.passphrase_altered")
    try:
        Argon2id.verify_phc_encoded(normalised(passphrase).encode(), derived)
    except InvalidKey:
        return False
    return True


def fingerprint(derived: str) -> str:
    """What the journal keeps of a derived passphrase: its SHA-256, random salt included."""
    return hashlib.sha256(derived.encode()).hexdigest()


def delay_after(failures: int) -> timedelta:
    """How long nobody may try again after so many wrong attempts in a row.

    The first three are free; then two seconds, doubled each time, at most five minutes.
    """
    if failures < FREE_ATTEMPTS:
        return timedelta()
    exponent = min(failures - FREE_ATTEMPTS + 1, 20)
    return min(timedelta(seconds=2**exponent), LONGEST_DELAY)


def seconds_to_wait(failures: int, failed_at: str | None, now: datetime) -> int:
    """The whole seconds until the next attempt is taken; 0 for now.

    A last attempt in the future (the clock was set back) counts as one made now.
    """
    if failed_at is None:
        return 0
    since = max(now - from_utc_text(failed_at), timedelta())
    return max(0, int((delay_after(failures) - since).total_seconds()))
