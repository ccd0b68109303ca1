"""The recovery code of an administrator: shown once, used once in the place of a passphrase."""

from __future__ import annotations

import hmac
import secrets

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.tables.people import PassphraseRecord, SecretRecord
from iris_grants.kernel.access import WORKING, Role
from iris_grants.kernel.operations import Desk, Work, operation
from iris_grants.kernel.problems import Refused, Where, refusal
from iris_grants.people.passphrases import (
    check_passphrase,
    derive,
    fingerprint,
    matches,
    seconds_to_wait,
)
from iris_grants.people.queries import PersonRow, passphrase_of
from iris_grants.people.signing import change_passphrase, declared_claim, note_failure

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no letter that is read as another."""

GROUPS, IN_GROUP = 5, 5
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})
CODE = Where(key="code")


@operation(
    "people.make_recovery_code",
    roles=frozenset({Role.ADMINISTRATOR}),
    topics=frozenset({"people"}),
)
def make_recovery_code(work: Work, *, current: str) -> str:
    """A new recovery code for oneself, shown by whoever calls and kept nowhere; 125 random bits.

    The one before is no longer good. What is derived from it (Argon2id) lies beside the
    passphrase, outside the journal. Refused: `people.no_passphrase`,
    `people.passphrase_wrong` where `current` is not the passphrase that is set.
    """
    known = passphrase_of(work.session, work.person.person_id)
    if known is None:
        raise refusal("people.no_passphrase", name=work.person.name)
    if not matches(current, known.derived):
        raise refusal("people.passphrase_wrong", Where(key="current"))
    code = new_code()
    record, secret = _kept(work.session, work.person.person_id)
    secret.recovery = derive(tidy_code(code))
    record.recovery_fingerprint = fingerprint(secret.recovery)
    record.recovery_made_at = work.now_text
    work.flush()
    return code


@operation("people.recover", roles=WORKING, topics=frozenset({"people"}))
def use_recovery_code(work: Work, *, code: str, passphrase: str) -> None:
    """Set one's own new passphrase by the recovery code, which is used up by that.

    Refused: `people.no_recovery_code`, `people.recovery_code_wrong`,
    `people.passphrase_altered` where the code was changed outside the program, and those of
    `check_passphrase`.
    """
    if not has_recovery_code(work.session, work.person.person_id):
        raise refusal("people.no_recovery_code", name=work.person.name)
    record, secret = _kept(work.session, work.person.person_id)
    derived = secret.recovery or ""
    if not hmac.compare_digest(fingerprint(derived), record.recovery_fingerprint or ""):
        raise refusal("people.passphrase_altered")
    if not matches(tidy_code(code), derived):
        raise refusal("people.recovery_code_wrong", CODE)
    check_passphrase(passphrase, work.person.name)
    secret.recovery, record.recovery_fingerprint, record.recovery_made_at = None, None, None
    change_passphrase(work, work.person.person_id, passphrase)


def recover(desk: Desk, row: PersonRow, code: str, passphrase: str) -> None:
    """Use a person's recovery code; a wrong one counts like a wrong passphrase.

    Refused: `people.sign_in_wait` while the delay after wrong attempts lasts, and those of
    `use_recovery_code`.
    """
    with desk.read() as session:
        known = passphrase_of(session, row.id)
    if known is not None and (
        seconds := seconds_to_wait(known.failures, known.failed_at, desk.clock())
    ):
        raise refusal("people.sign_in_wait", CODE, seconds=seconds)
    claimed = desk.beside(declared_claim(row))
    try:
        claimed.run(use_recovery_code, code=code, passphrase=passphrase)
    except Refused as error:
        if any(one.code == "people.recovery_code_wrong" for one in error.problems):
            claimed.run(note_failure)
        raise


def has_recovery_code(session: Session, person_id: str) -> bool:
    """Whether a person has a recovery code that was not used."""
    return bool(
        session.scalar(
            select(PassphraseRecord.recovery_fingerprint).where(
                PassphraseRecord.person_id == person_id
            )
        )
    )


def new_code() -> str:
    """A random code in groups that are easy to copy: `7K2QD-…`."""
    groups = ("".join(secrets.choice(LETTERS) for _n in range(IN_GROUP)) for _g in range(GROUPS))
    return "-".join(groups)


def tidy_code(code: str) -> str:
    """The code as it is derived, however it was copied: large letters, no blanks or dashes."""
    kept = "".join(letter for letter in code.upper() if letter.isalnum())
    return kept.translate(_READ_AS)


def _kept(session: Session, person_id: str) -> tuple[PassphraseRecord, SecretRecord]:
    record = session.scalars(
        select(PassphraseRecord).where(PassphraseRecord.person_id == person_id)
    ).one()
    secret = session.get(SecretRecord, person_id)
    if secret is None:
        raise refusal("people.passphrase_altered")
    return record, secret
