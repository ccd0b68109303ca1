"""Signing in: a person proves by a passphrase who they are; wrong attempts are written down."""

from __future__ import annotations

import hmac
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.tables.people import PassphraseRecord, SecretRecord
from iris_grants.kernel.access import WORKING, ActingPerson, Role, Standing
from iris_grants.kernel.ids import new_id
from iris_grants.kernel.operations import Desk, Work, operation
from iris_grants.kernel.problems import Where, refusal
from iris_grants.people.passphrases import (
    check_passphrase,
    derive,
    fingerprint,
    matches,
    seconds_to_wait,
)
from iris_grants.people.queries import PersonRow, passphrase_of, person_by_id

TOPICS = frozenset({"people"})
ADMINISTRATOR = frozenset({Role.ADMINISTRATOR})
CURRENT, PASSPHRASE = Where(key="current"), Where(key="passphrase")


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """Who signed in, and how many wrong attempts in their name came before."""

    person: ActingPerson
    failures: int


@operation("people.set_passphrase", roles=WORKING, topics=TOPICS)
def set_passphrase(work: Work, *, passphrase: str, current: str | None = None) -> None:
    """Set or change one's own passphrase; from then on the store asks for it.

    Refused: those of `check_passphrase`, and `people.passphrase_wrong` where the `current`
    one is not the one that is set.
    """
    known = passphrase_of(work.session, work.person.person_id)
    if known is not None and not matches(current or "", known.derived):
        raise refusal("people.passphrase_wrong", CURRENT)
    check_passphrase(passphrase, work.person.name)
    change_passphrase(work, work.person.person_id, passphrase)


@operation("people.give_up_passphrase", roles=WORKING, topics=TOPICS)
def give_up_passphrase(work: Work, *, current: str) -> None:
    """Take one's own passphrase away; the person is declared again, as before.

    Refused: `people.no_passphrase`, `people.passphrase_wrong`.
    """
    known = passphrase_of(work.session, work.person.person_id)
    if known is None:
        raise refusal("people.no_passphrase", name=work.person.name)
    if not matches(current, known.derived):
        raise refusal("people.passphrase_wrong", CURRENT)
    _remove(work, work.person.person_id)


@operation("people.reset_passphrase", roles=ADMINISTRATOR, topics=TOPICS)
def reset_passphrase(work: Work, *, person_id: str, passphrase: str | None = None) -> None:
    """Give somebody a new passphrase, or none: who forgot theirs, or an auditor's first one.

    The administrator must have signed in (`people.administrator_signed_in`), so that nobody
    takes over a name by declaring to be the administrator. Refused: those of
    `check_passphrase`, and `people.no_passphrase` where there is none to take away.
    """
    if work.person.standing is not Standing.SIGNED_IN:
        raise refusal("people.administrator_signed_in")
    person = person_by_id(work.session, person_id)
    if passphrase:
        check_passphrase(passphrase, person.name)
        change_passphrase(work, person_id, passphrase)
    elif passphrase_of(work.session, person_id) is None:
        raise refusal("people.no_passphrase", name=person.name)
    else:
        _remove(work, person_id)


@operation("people.sign_in", roles=WORKING, topics=frozenset())
def note_sign_in(work: Work) -> None:
    """Write down that the acting person signed in; wrong attempts count from zero again."""
    record = _record(work.session, work.person.person_id)
    if record is not None:
        record.signed_in_at, record.failures, record.failed_at = work.now_text, 0, None
        work.flush()


@operation("people.sign_in_failed", roles=WORKING, topics=frozenset())
def note_failure(work: Work) -> None:
    """Write down that somebody declared to be the acting person and knew no passphrase."""
    record = _record(work.session, work.person.person_id)
    if record is not None:
        record.failures, record.failed_at = record.failures + 1, work.now_text
        work.flush()


def sign_in(desk: Desk, row: PersonRow, passphrase: str) -> SignedIn:
    """The person as signed in, which is written down; takes a third of a second.

    Refused: `people.no_passphrase`, `people.passphrase_wrong` (counted and written down),
    `people.sign_in_wait` while the delay after wrong attempts lasts (its `seconds` say how
    long), `people.passphrase_altered` where the secret was changed outside the program. Who
    only reads, and a store that is open for reading, leave no trace.
    """
    with desk.read() as session:
        known = passphrase_of(session, row.id)
    if known is None:
        raise refusal("people.no_passphrase", name=row.name)
    if not hmac.compare_digest(fingerprint(known.derived), known.fingerprint):
        raise refusal("people.passphrase_altered")
    if seconds := seconds_to_wait(known.failures, known.failed_at, desk.clock()):
        raise refusal("people.sign_in_wait", PASSPHRASE, seconds=seconds)
    claimed = declared_claim(row)
    traced = desk.store.writable and not claimed.reads_only
    if not matches(passphrase, known.derived):
        if traced:
            desk.beside(claimed).run(note_failure)
        raise refusal("people.passphrase_wrong", PASSPHRASE)
    proven = replace(claimed, standing=Standing.SIGNED_IN)
    if traced:
        desk.beside(proven).run(note_sign_in)
    return SignedIn(person=proven, failures=known.failures)


def _record(session: Session, person_id: str) -> PassphraseRecord | None:
    return session.scalar(select(PassphraseRecord).where(PassphraseRecord.person_id == person_id))


def declared_claim(row: PersonRow) -> ActingPerson:
    """The person as one who says who they are, before it is proven."""
    return ActingPerson(person_id=row.id, name=row.name, roles=frozenset(row.roles))


def change_passphrase(work: Work, person_id: str, passphrase: str) -> None:
    """Keep what is derived from a passphrase that was checked; wrong attempts count anew."""
    derived = derive(passphrase)
    record, secret = _record(work.session, person_id), work.session.get(SecretRecord, person_id)
    if secret is None:
        work.session.add(SecretRecord(person_id=person_id, derived=derived))
    else:
        secret.derived = derived
    if record is None:
        record = PassphraseRecord(id=new_id(), person_id=person_id, signed_in_at=None)
        work.session.add(record)
    record.fingerprint = fingerprint(derived)
    record.set_at, record.set_by_id = work.now_text, work.person.person_id
    record.failures, record.failed_at = 0, None
    work.flush()


def _remove(work: Work, person_id: str) -> None:
    for found in (_record(work.session, person_id), work.session.get(SecretRecord, person_id)):
        if found is not None:
            work.session.delete(found)
    work.flush()
