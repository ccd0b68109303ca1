"""Signing in on both engines: who proves who they are, who does not, and what is written down."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from sqlalchemy import select, text

from db import integrity, journal_read
from db.tables.people import SecretRecord
from iris_grants.dossiers.journal_extract import journal_lines
from iris_grants.kernel.access import Role, Standing
from iris_grants.kernel.operations import Desk
from iris_grants.people.commands import add_person, set_office_rule, set_roles
from iris_grants.people.desks import open_desk, open_reader
from iris_grants.people.journal import list_journal
from iris_grants.people.queries import (
    approvals_signed_in,
    list_people,
    passphrase_of,
    person_by_id,
    person_by_name,
)
from iris_grants.people.signing import (
    give_up_passphrase,
    reset_passphrase,
    set_passphrase,
    sign_in,
)
from tests.iris_grants.refusals import refused

OWN, OTHER = "šuma i livada", "reka i most 12"
START = datetime(2026, 11, 28, 9, 0, tzinfo=UTC)


class Hand:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now


def asks(passphrase: str) -> Callable[[str], str]:
    return lambda name: passphrase


def test_passphrase_is_asked_for_and_makes_the_person_signed_in(
    office: Desk, store_address: str
) -> None:
    office.run(set_passphrase, passphrase=OWN)
    office.store.close()

    with refused("people.passphrase_needed"):
        open_desk(store_address, "Mila Ogledna")
    with refused("people.passphrase_wrong"):
        open_desk(store_address, "Mila Ogledna", ask=asks(OTHER))
    desk = open_desk(store_address, "mila ogledna", ask=asks(OWN))

    assert desk.person.standing is Standing.SIGNED_IN
    desk.run(add_person, name="Vuk Primer", roles=[Role.AUDITOR])
    with desk.read() as session:
        told = [(row.operation, row.standing) for row in list_journal(session)]
        rows = {row.name: row.signs_in for row in list_people(session)}
        secrets = session.scalars(select(SecretRecord.derived)).all()
        kept = (
            session.execute(
                text("SELECT coalesce(before, '') || coalesce(after, '') FROM journal_value")
            )
            .scalars()
            .all()
        )
        lines = "".join(journal_lines(session, {"person": frozenset({desk.person.person_id})}))
    assert told == [
        ("people.add", "signed_in"),
        ("people.sign_in", "signed_in"),
        ("people.sign_in_failed", "declared"),
        ("people.set_passphrase", "declared"),
        ("people.found", "declared"),
    ]
    assert rows == {"Mila Ogledna": True, "Vuk Primer": False}
    assert len(secrets) == 1
    assert not [value for value in kept if secrets[0] in value or "argon2" in value]
    assert "argon2" not in lines
    assert integrity.check(desk.store) == ()
    desk.store.close()


def test_auditor_opens_for_reading_alone(office: Desk, store_address: str) -> None:
    vuk = office.run(add_person, name="Vuk Primer", roles=[Role.AUDITOR])
    office.store.close()

    auditor = open_desk(store_address, "Vuk Primer")
    assert (auditor.store.writable, auditor.person.standing) == (False, Standing.DECLARED)
    assert auditor.person.person_id == vuk
    auditor.store.close()


def test_wrong_attempts_are_counted_delayed_and_told_at_the_next_sign_in(office: Desk) -> None:
    office.clock = clock = Hand()
    office.run(set_passphrase, passphrase=OWN)
    with office.read() as session:
        row = person_by_id(session, office.person.person_id)
    for _attempt in range(3):
        with refused("people.passphrase_wrong"):
            sign_in(office, row, OTHER)
    with refused("people.sign_in_wait") as caught:
        sign_in(office, row, OWN)
    assert caught[0].params == {"seconds": 2}
    clock.now += timedelta(seconds=2)

    done = sign_in(office, row, OWN)

    assert (done.person.standing, done.failures) == (Standing.SIGNED_IN, 3)
    with office.read() as session:
        known = passphrase_of(session, row.id)
        assert known is not None
        assert (known.failures, known.failed_at) == (0, None)
        entry = next(iter(journal_read.entries(session)))
    assert (entry.operation, entry.person_id) == ("people.sign_in", row.id)


def test_passphrase_is_changed_and_given_up_only_by_who_knows_it(office: Desk) -> None:
    with refused("people.no_passphrase"):
        office.run(give_up_passphrase, current=OWN)
    with refused("people.passphrase_short"):
        office.run(set_passphrase, passphrase="kratko")
    office.run(set_passphrase, passphrase=OWN)
    with refused("people.passphrase_wrong"):
        office.run(set_passphrase, passphrase=OTHER)
    with refused("people.passphrase_wrong"):
        office.run(give_up_passphrase, current=OTHER)
    office.run(set_passphrase, passphrase=OTHER, current=OWN)
    with office.read() as session:
        row = person_by_id(session, office.person.person_id)
    assert sign_in(office, row, OTHER).failures == 0
    office.run(give_up_passphrase, current=OTHER)
    with refused("people.no_passphrase"):
        sign_in(office, row, OTHER)
    with office.read() as session:
        assert session.scalars(select(SecretRecord.derived)).all() == []


def test_administrator_resets_a_passphrase_only_when_signed_in(office: Desk) -> None:
    vuk = office.run(add_person, name="Vuk Primer", roles=[Role.AUDITOR])
    with refused("people.administrator_signed_in"):
        office.run(reset_passphrase, person_id=vuk, passphrase=OTHER)
    office.run(set_passphrase, passphrase=OWN)
    with office.read() as session:
        own = person_by_id(session, office.person.person_id)
    signed = office.beside(sign_in(office, own, OWN).person)
    with refused("people.no_passphrase"):
        signed.run(reset_passphrase, person_id=vuk)
    with refused("people.passphrase_plain"):
        signed.run(reset_passphrase, person_id=vuk, passphrase="vuk primer")
    signed.run(reset_passphrase, person_id=vuk, passphrase=OTHER)
    with office.read() as session:
        auditor = person_by_name(session, "Vuk Primer")
    assert auditor is not None
    before = _entries(office)
    assert sign_in(signed, auditor, OTHER).person.reads_only
    with refused("people.passphrase_wrong"):
        sign_in(signed, auditor, OWN)
    assert _entries(office) == before
    signed.run(reset_passphrase, person_id=vuk)
    with refused("people.no_passphrase"):
        sign_in(signed, auditor, OTHER)


def test_secret_changed_outside_the_program_signs_nobody_in(office: Desk) -> None:
    office.run(set_passphrase, passphrase=OWN)
    with office.store.operation(
        operation="people.set_roles",
        person_id=office.person.person_id,
        standing="declared",
        at="2026-11-28T09:00:00Z",
    ) as session:
        secret = session.get(SecretRecord, office.person.person_id)
        assert secret is not None
        secret.derived = secret.derived[:-4] + "AAAA"
        session.execute(text("UPDATE person SET email = 'x@example.org'"))
    with office.read() as session:
        row = person_by_id(session, office.person.person_id)
    with refused("people.passphrase_altered"):
        sign_in(office, row, OWN)


def test_reading_store_signs_in_without_a_trace(office: Desk, store_address: str) -> None:
    office.run(set_passphrase, passphrase=OWN)
    office.store.close()
    desk = open_desk(store_address, "Mila Ogledna", write=False, ask=asks(OWN))
    assert desk.person.standing is Standing.SIGNED_IN
    assert _entries(desk) == 2
    desk.store.close()
    reader = open_reader(store_address)
    assert reader.person.reads_only
    reader.store.close()


def test_office_rule_needs_somebody_who_could_approve(office: Desk) -> None:
    with refused("people.nobody_to_approve"):
        office.run(set_office_rule, approvals_signed_in=True)
    office.run(set_passphrase, passphrase=OWN)
    for wanted in (True, False, True):
        office.run(set_office_rule, approvals_signed_in=wanted)
        with office.read() as session:
            assert approvals_signed_in(session) is wanted
    vuk = office.run(add_person, name="Vuk Primer", roles=[Role.SECRETARY])
    office.run(set_roles, person_id=vuk, roles=[Role.ADMINISTRATOR])
    with office.read() as session:
        assert person_by_id(session, vuk).roles == (Role.ADMINISTRATOR,)


def test_desk_beside_tells_the_same_watchers(office: Desk) -> None:
    heard: list[frozenset[str]] = []
    office.subscribe(heard.append)
    office.beside(office.person).run(add_person, name="Vuk Primer", roles=[Role.AUDITOR])
    assert heard == [frozenset({"people"})]


def _entries(desk: Desk) -> int:
    with desk.read() as session:
        return len(list_journal(session))
