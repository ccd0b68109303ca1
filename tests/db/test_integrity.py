"""The check looks at the medium, the references and the contents of files."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from db.backup import back_up
from db.errors import StoreError, StoreNotice
from db.integrity import check
from db.restore import restore
from db.store import Store
from tests.db.test_sqlite_store import add_document
from tests.db.workshop import Forger, add_people


def test_an_empty_store_is_sound(store: Store) -> None:
    steps: list[str] = []
    assert check(store, lambda _done, _total, step: steps.append(step)) == ()
    assert "store.step.verify_rows" in steps


def test_a_broken_reference_is_found(tmp_path: Path) -> None:
    with Store.create(tmp_path / "a.iris") as store:
        Forger(store.address).forge(
            "INSERT INTO person_role (id, version, person_id, role)"
            " VALUES ('r1', 1, 'nobody', 'auditor')"
        )
        assert check(store) == (
            StoreNotice(
                code="store.reference_broken", params={"table": "person_role", "target": "person"}
            ),
        )


def test_damage_ends_the_check(tmp_path: Path) -> None:
    path = tmp_path / "a.iris"
    with Store.create(path) as store:
        add_people(store, *(f"Osoba {number}" for number in range(50)))
    data = bytearray(path.read_bytes())
    place = data.rfind(b'{"active":1')
    data[place - place % 4096 : place - place % 4096 + 8] = b"\xff" * 8
    path.write_bytes(data)
    with Store.open(path, write=False) as store:
        assert check(store) == (StoreNotice(code="store.damaged", params={"name": "a"}),)


def test_a_changed_guard_of_the_files_part_is_found(tmp_path: Path) -> None:
    with Store.create(tmp_path / "a.iris") as store:
        Forger(f"{store.address}-files").run("DROP TRIGGER guard_file_chunk_update")
        assert [(notice.code, notice.params) for notice in check(store)] == [
            ("store.trigger_changed", {"name": "guard_file_chunk_update"})
        ]


def test_an_altered_content_is_left_out_of_a_backup_and_named(
    store: Store, store_address: str, tmp_path: Path
) -> None:
    content = store.contents.put(b"statute")
    store.contents.put(b"annex")
    add_document(store, content)
    on_server = store.engine_name == "postgresql"
    forger = Forger(store_address if on_server else f"{store_address}-files")
    letters = "'STATUTE'" if on_server else "CAST('STATUTE' AS BLOB)"
    forger.forge(f"UPDATE file_chunk SET data = {letters} WHERE content_id = 1")
    made = back_up(store, tmp_path / "kept")
    assert (made.contents_added, made.altered) == (1, (content.sha256,))
    restored = restore(made.path, tmp_path / "b.iris")
    assert [(notice.code, notice.params) for notice in restored.findings] == [
        ("store.file_missing", {"name": "statut.pdf"})
    ]


def test_a_backup_is_not_restored_onto_itself(tmp_path: Path) -> None:
    with Store.create(tmp_path / "a.iris") as store:
        made = back_up(store, tmp_path / "kept")
    with pytest.raises(StoreError) as refused:
        restore(made.path, made.path)
    assert refused.value.code == "store.exists"


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with Store.create(tmp_path / "a.iris") as store, pytest.raises(StoreError) as refused:
        back_up(store, tmp_path / "file" / "kept")
    assert refused.value.code == "store.no_folder"


def test_the_check_asks_as_often_for_many_rows_as_for_one(tmp_path: Path) -> None:
    asked = [statements_of_a_check(tmp_path / f"{rows}.iris", rows) for rows in (1, 30)]
    assert asked[0] == asked[1] > 0


def statements_of_a_check(path: Path, rows: int) -> int:
    """How many statements a check of a store with so many rows runs."""
    asked: list[object] = []
    with Store.create(path) as store:
        add_people(store, *(f"Osoba {number}" for number in range(rows)))

        def count(*arguments: object) -> None:
            asked.append(arguments)

        event.listen(Engine, "before_cursor_execute", count)
        try:
            assert check(store) == ()
        finally:
            event.remove(Engine, "before_cursor_execute", count)
    return len(asked)
