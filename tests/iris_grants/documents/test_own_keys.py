"""The keys of whoever sits at this machine."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from sqlalchemy import select

from db.tables.dossiers import SigningKeyRecord
from iris_grants.documents.own_keys import HOME_VARIABLE, office_key, own_folder, own_key
from iris_grants.documents.signatures import public_bytes
from iris_grants.people.desks import create_store


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A home of this test's own."""
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "home"))
    return tmp_path / "home"


def test_key_is_made_once_and_for_its_owner_alone(home: Path) -> None:
    first = own_key("assessor-1")
    assert own_folder() == home / "keys"
    assert public_bytes(own_key("assessor-1")) == public_bytes(first)
    assert public_bytes(own_key("assessor-2")) != public_bytes(first)
    if os.name == "posix":
        path = home / "keys" / "assessor-1.key"
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_office_key_is_registered_once(store_address: str) -> None:
    desk = create_store(store_address, person_name="Mila Ogledna")
    first, again = office_key(desk), office_key(desk)
    with desk.read() as session:
        registered = session.scalars(select(SigningKeyRecord.public_key)).all()
    assert registered == [public_bytes(first).hex()]
    assert public_bytes(first) == public_bytes(again)
    desk.store.close()
