"""A programme under a passphrase: made, opened, copied, backed up, put back, moved."""

from __future__ import annotations

from pathlib import Path

import pytest

from db import backup, integrity
from db.errors import StoreError
from db.restore import restore
from iris_grants.documents.filing import file_document
from iris_grants.kernel.operations import Desk
from iris_grants.kernel.progress import Progress
from iris_grants.people.copies import missing_documents, move, save_copy
from iris_grants.people.desks import create_store, open_desk
from iris_grants.people.sealing import is_sealed, is_wrong, key_of, new_key
from tests.iris_grants.refusals import refused

PASSPHRASE, OTHER = "dunav i sava 7", "druga lozinka 9"
ANA = "Ana Primer"


def quiet() -> Progress:
    return Progress(lambda done, total, step: None)


def with_document(desk: Desk, folder: Path) -> None:
    paper = folder / "statut.pdf"
    paper.write_bytes(b"%PDF-1.7 statut")
    desk.run(
        file_document, subject_kind="organisation", subject_id="o1", kind="statute", path=paper
    )


def test_plain_store_is_copied_under_a_passphrase_and_the_copy_lives_on(tmp_path: Path) -> None:
    desk = create_store(tmp_path / "plain.iris", person_name=ANA)
    with_document(desk, tmp_path)
    with refused("people.passphrase_short"):
        save_copy(desk, tmp_path / "x.iris", quiet(), passphrase="kratka")
    sealed = save_copy(desk, tmp_path / "sealed.iris", quiet(), passphrase=PASSPHRASE)
    desk.store.close()
    assert (is_sealed(sealed), is_sealed(tmp_path / "plain.iris")) == (True, False)
    assert not is_sealed(tmp_path / "statut.pdf")
    assert not is_sealed(tmp_path / "nowhere.iris")
    assert not is_sealed("postgresql+psycopg://server/base")
    for part in (sealed, sealed.with_name("sealed.iris-files")):
        assert b"Ana" not in part.read_bytes()
        assert b"statut" not in part.read_bytes()

    with pytest.raises(StoreError) as wrong:
        open_desk(sealed, ANA, key=key_of(sealed, OTHER))
    assert is_wrong(wrong.value)
    key = key_of(sealed, f" {PASSPHRASE} ")
    opened = open_desk(sealed, ANA, key=key)
    with_document(opened, tmp_path)
    assert integrity.check(opened.store) == ()
    made = backup.back_up(opened.store, tmp_path / "backups")
    opened.store.close()
    assert is_sealed(made.path)
    restored = restore(made.path, tmp_path / "back.iris", key=key_of(made.path, PASSPHRASE))
    assert restored.findings == ()
    again = open_desk(tmp_path / "back.iris", ANA, key=key_of(tmp_path / "back.iris", PASSPHRASE))
    again.store.close()


def test_encrypted_store_is_moved_whole_and_an_incomplete_one_stays(tmp_path: Path) -> None:
    old, new = tmp_path / "old.iris", tmp_path / "there" / "new.iris"
    new.parent.mkdir()
    desk = create_store(old, person_name=ANA, key=new_key(PASSPHRASE))
    with_document(desk, tmp_path)
    with pytest.raises(StoreError) as refusal:
        move(desk, tmp_path / "nowhere" / "new.iris", quiet())
    assert refusal.value.code == "store.no_folder"
    assert move(desk, new, quiet()) == new
    assert not old.exists()
    assert sorted(one.name for one in new.parent.iterdir()) == ["new.iris", "new.iris-files"]

    new.with_name("new.iris-files").unlink()
    lacking = open_desk(new, ANA, key=key_of(new, PASSPHRASE))
    assert [one.code for one in lacking.store.warnings] == ["store.files_missing"]
    (missing,) = missing_documents(lacking)
    assert (missing.name, missing.kind, missing.size) == ("statut.pdf", "statute", 15)
    with pytest.raises(StoreError) as refusal:
        move(lacking, old, quiet())
    assert refusal.value.code == "store.files_missing_here"
    lacking.store.close()


def test_store_on_a_server_is_not_moved(office: Desk, tmp_path: Path) -> None:
    if office.store.engine_name == "sqlite":
        assert move(office, tmp_path / "moved.iris", quiet()).exists()
        return
    with pytest.raises(StoreError) as refusal:
        move(office, tmp_path / "moved.iris", quiet())
    assert refusal.value.code == "store.not_a_file"
