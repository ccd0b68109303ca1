"""The recovery code on both engines: made once, used once, counted when wrong, kept nowhere."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO

from pikepdf import Pdf
from sqlalchemy import text

from db import integrity
from iris_grants.kernel.access import Role, Standing
from iris_grants.kernel.operations import Desk
from iris_grants.people.commands import add_person
from iris_grants.people.desks import open_desk, recover_desk
from iris_grants.people.journal import list_journal
from iris_grants.people.queries import passphrase_of
from iris_grants.people.recovery import has_recovery_code, make_recovery_code, new_code, tidy_code
from iris_grants.people.recovery_paper import recovery_sheet
from iris_grants.people.signing import set_passphrase
from tests.iris_grants.refusals import refused

OWN, NEW = "šuma i livada", "reka i most 12"


def test_code_is_read_however_it_was_copied() -> None:
    code = new_code()
    assert [len(group) for group in code.split("-")] == [5] * 5
    assert tidy_code(f" {code.lower()} ") == code.replace("-", "")
    assert tidy_code("oOiIlL-uU") == "001111VV"


def test_forgotten_passphrase_is_replaced_once_by_the_code(
    office: Desk, store_address: str
) -> None:
    with refused("people.no_passphrase"):
        office.run(make_recovery_code, current=OWN)
    office.run(set_passphrase, passphrase=OWN)
    with refused("people.passphrase_wrong"):
        office.run(make_recovery_code, current=NEW)
    first = office.run(make_recovery_code, current=OWN)
    code = office.run(make_recovery_code, current=OWN)
    assert first != code
    me = office.person.person_id
    with office.read() as session:
        assert has_recovery_code(session, me)
        kept = session.execute(text("SELECT before, after FROM journal_value")).all()
        secret = session.execute(text("SELECT recovery FROM person_secret")).scalar()
    assert not [row for row in kept if code in str(row) or str(secret) in str(row)]
    assert str(secret).startswith("$argon2id$")
    office.store.close()

    with refused("people.recovery_code_wrong"):
        recover_desk(store_address, "Mila Ogledna", code=first, passphrase=NEW)
    with refused("people.passphrase_short"):
        recover_desk(store_address, "Mila Ogledna", code=code, passphrase="kratka")
    desk = recover_desk(store_address, "Mila Ogledna", code=code.lower(), passphrase=NEW)
    assert desk.person.standing is Standing.SIGNED_IN
    with desk.read() as session:
        known = passphrase_of(session, me)
        told = [row.operation for row in list_journal(session, limit=4)]
        assert not has_recovery_code(session, me)
    assert known is not None
    assert known.failures == 0
    assert told[:3] == ["people.sign_in", "people.recover", "people.sign_in_failed"]
    assert integrity.check(desk.store) == ()
    desk.store.close()
    with refused("people.no_recovery_code"):
        recover_desk(store_address, "Mila Ogledna", code=code, passphrase=OWN)
    open_desk(store_address, "Mila Ogledna", ask=lambda name: NEW).store.close()


def test_code_is_for_administrators_and_wrong_ones_are_delayed(
    office: Desk, store_address: str
) -> None:
    office.run(add_person, name="Petar Primer", roles=frozenset({Role.SECRETARY}))
    office.run(set_passphrase, passphrase=OWN)
    code = office.run(make_recovery_code, current=OWN)
    office.store.close()
    for _attempt in range(3):
        with refused("people.recovery_code_wrong"):
            recover_desk(store_address, "Mila Ogledna", code=new_code(), passphrase=NEW)
    with refused("people.sign_in_wait"):
        recover_desk(store_address, "Mila Ogledna", code=code, passphrase=NEW)
    other = open_desk(store_address, "Petar Primer")
    with refused("kernel.role_missing"):
        other.run(make_recovery_code, current=OWN)
    other.store.close()


def test_sheet_holds_the_code_and_says_what_to_do() -> None:
    made = datetime(2026, 11, 28, 9, 0, tzinfo=UTC)
    sheet = recovery_sheet(store="iris", person="Mila Ogledna", code="AAAAA-BBBBB", made=made)
    with Pdf.open(BytesIO(sheet)) as pdf:
        assert len(pdf.pages) == 1
        assert str(pdf.docinfo["/Title"]) == "Recovery code"
