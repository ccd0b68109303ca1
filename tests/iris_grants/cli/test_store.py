"""The store on the command line: checked, copied, put back, upgraded."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from iris_grants.people.desks import open_desk
from tests.db.workshop import Forger
from tests.iris_grants.cli.conftest import Run


def test_a_sound_store_has_nothing_wrong(run: Run, store: str) -> None:
    done = run("store", "check", store)
    assert done.status == 0
    assert done.out.startswith("Nothing is wrong. Newest journal entry: ")
    found = run("store", "check", store, "--json").document
    assert found["problems"] == []
    assert found["entries"] > 0
    assert len(found["hash"]) == 64


def test_an_altered_entry_is_named_first(run: Run, store: str) -> None:
    Forger(store).forge("UPDATE journal_entry SET person_id = 'x' WHERE number = 1")
    done = run("store", "check", store)
    assert (done.status, done.out) == (1, "")
    assert done.err.splitlines()[-1] == "Journal entry 1 was altered."
    found = run("store", "check", store, "--json", "--lang", "sr")
    assert found.status == 1
    (problem,) = found.document["problems"]
    assert problem["code"] == "store.entry_altered"
    assert problem["sentence"] == "Stavka evidencije izmena 1 je izmenjena."


def test_a_backup_is_put_back(run: Run, store: str, tmp_path: Path) -> None:
    made = run("store", "backup", store, "--to", tmp_path / "kept", "--json").document
    assert (made["contents_added"], made["problems"]) == (0, [])
    restored = run("store", "restore", tmp_path / "b.iris", "--from", made["backup"], "--json")
    assert restored.status == 0
    assert restored.document == {
        "store": str(tmp_path / "b.iris"),
        "replaced": None,
        "problems": [],
    }
    assert run("store", "check", tmp_path / "b.iris").status == 0


def test_what_a_backup_replaces_is_said(run: Run, tmp_path: Path) -> None:
    store = tmp_path / "a.iris"
    run("new", store, "--as", "Mila Ogledna")
    backup = run("store", "backup", store, "--keep", "1")
    assert backup.status == 0
    path = backup.out.splitlines()[0].removeprefix("Backup: ")
    assert Path(path).parent == tmp_path / "a-backups"
    done = run("store", "restore", store, "--from", path)
    assert done.status == 0
    restored, before = done.out.splitlines()
    assert restored == f"Restored: {store}"
    assert Path(before.removeprefix("What was there before: ")).exists()


def test_a_current_store_needs_no_upgrade(run: Run, store: str) -> None:
    done = run("store", "upgrade", store)
    assert (done.status, done.out) == (0, "The store is current (schema 1).\n")
    assert run("store", "upgrade", store, "--json").document == {
        "before": 1,
        "after": 1,
        "backup": None,
    }


def test_each_bad_store_gets_one_sentence_and_stays_as_it_is(run: Run, tmp_path: Path) -> None:
    foreign, text, empty = (tmp_path / name for name in ("foreign.iris", "text.iris", "e.iris"))
    with closing(sqlite3.connect(foreign)) as file:
        file.execute("CREATE TABLE t (x)")
    text.write_text("not a store", encoding="utf-8")
    empty.touch()
    sentences = {
        foreign: "foreign.iris is a database of another program.",
        text: "text.iris is not a store of IRIS Grants.",
        empty: "e.iris is empty. Take a backup, or copy the store again.",
        tmp_path: f"{tmp_path.name} is a folder. Choose the .iris file in it.",
        tmp_path / "none.iris": "none.iris: there is no such file.",
    }
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    for path, sentence in sentences.items():
        for command in ("check", "backup", "upgrade"):
            done = run("store", command, path)
            assert (done.status, done.out, done.err) == (1, "", f"{sentence}\n")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_store_writer_says_who_writes_and_asks(run: Run, store: str) -> None:
    if store.startswith("postgresql"):
        said = run("store", "writer", store)
        wanted = "Many people may write in this store at the same time.\n"
        assert (said.status, said.out) == (0, wanted)
        return
    assert run("store", "writer", store).out == "Nobody writes in this store.\n"
    desk = open_desk(store, "Mila Ogledna")
    held = run("store", "writer", store)
    assert held.status == 1
    assert held.out.startswith("Mila Ogledna writes in this store, on ")
    assert run("store", "writer", store, "--json").document["writer"]["person"] == "Mila Ogledna"
    asked = run("store", "writer", store, "--ask", "--wait", "0", "--as", "Mila Ogledna")
    assert (asked.status, asked.out.splitlines()[-1]) == (1, "Nobody answered.")
    lock = Path(f"{store}-lock")
    left = lock.read_bytes()
    desk.store.close()
    lock.write_bytes(left)
    assert run("store", "writer", store).out.startswith("Nobody writes. The program of Mila")


def test_encrypted_store_is_made_copied_moved_and_checked(run: Run, tmp_path: Path) -> None:
    key, other = tmp_path / "key", tmp_path / "other"
    key.write_text("dunav i sava 7\n", encoding="utf-8")
    other.write_text("druga lozinka 9\n", encoding="utf-8")
    store, copy, moved = (tmp_path / name for name in ("a.iris", "b.iris", "c.iris"))
    mila = ("--as", "Mila Ogledna")
    lacking = run("new", store, "--encrypt", *mila)
    words = "a.iris is encrypted. Give its passphrase by --key-file, or open the window.\n"
    assert (lacking.status, lacking.err) == (1, words)
    assert run("new", store, "--encrypt", "--key-file", key, *mila).status == 0
    assert run("people", "list", store).err == words
    wrong = run("people", "list", store, "--key-file", other)
    assert (wrong.status, wrong.err) == (1, "a.iris does not open with this passphrase.\n")
    assert run("store", "check", store, "--key-file", key).status == 0
    assert run("store", "upgrade", store, "--key-file", key).status == 0
    copied = run("store", "copy", store, "--to", copy, "--encrypt", other, "--key-file", key)
    assert copied.out == f"Copy: {copy}\n"
    assert run("store", "missing", copy, "--key-file", other).out == "No content is missing.\n"
    at = ("--key-file", key, "--json", *mila)
    assert run("store", "move", store, "--to", moved, *at).document == {"store": str(moved)}
    backed = run("store", "backup", moved, "--key-file", key, "--json").document["backup"]
    back = tmp_path / "d.iris"
    assert run("store", "restore", back, "--from", backed, "--key-file", key).status == 0
    assert run("info", back, "--key-file", key).status == 0
