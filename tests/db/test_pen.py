"""Handing the right to write over, between processes, and taking it after one that died."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from db.errors import StoreError
from db.integrity import check
from db.pen import Answer, Pen, Request, asked_of, pen_of, refuse
from db.store import Store
from tests.db.workshop import person, working

WRITER = """
import sys
from db.store import Store
store = Store.open(sys.argv[1])
store.name_writer("Ana Primer")
print("open", flush=True)
sys.stdin.read()
"""
ASKER = """
import sys
from pathlib import Path
from db.pen import Request
request = Request(Path(sys.argv[1]), "Petar Primer")
print("asked", flush=True)
sys.stdin.read()
"""


def start(code: str, path: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    process.stdout.readline()
    return process


def end(process: subprocess.Popen[str], *, killed: bool) -> None:
    if killed:
        process.send_signal(signal.SIGKILL)
    process.communicate(timeout=60)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A closed store."""
    made = tmp_path / "programme.iris"
    Store.create(made).close()
    return made


def test_writer_that_was_killed_is_noticed_and_the_pen_is_taken_safely(path: Path) -> None:
    assert pen_of(path).pen is Pen.FREE
    writer = start(WRITER, path)
    held = pen_of(path)
    assert (held.pen, held.writer and held.writer.name) == (Pen.HELD, "Ana Primer")
    with pytest.raises(StoreError) as refused:
        Store.open(path)
    assert (refused.value.code, refused.value.params["user"]) == ("store.in_use", "Ana Primer")
    request = Request(path, "Petar Primer")
    assert request.answer() is Answer.WAITING
    end(writer, killed=True)
    assert request.answer() is Answer.FREE
    left = pen_of(path)
    assert (left.pen, left.writer and left.writer.name) == (Pen.LEFT, "Ana Primer")
    request.withdraw()

    with Store.open(path) as store:
        with working(store) as session:
            session.add(person("p1"))
        assert check(store) == ()
    assert pen_of(path).pen is Pen.FREE
    assert sorted(one.name for one in path.parent.iterdir()) == [
        "programme.iris",
        "programme.iris-files",
    ]


def test_request_ends_with_its_process_and_is_answered_by_its_mark(path: Path) -> None:
    assert asked_of(path) is None
    asker = start(ASKER, path)
    asked = asked_of(path)
    assert asked is not None
    assert asked.who.name == "Petar Primer"
    with pytest.raises(StoreError) as refused:
        Request(path, "Vera Primer")
    assert (refused.value.code, refused.value.params["user"]) == ("store.pen_asked", "Petar Primer")
    end(asker, killed=True)
    assert asked_of(path) is None

    with Store.open(path):
        request = Request(path)
        seen = asked_of(path)
        assert seen is not None
        assert seen.mark == request.mark != asked.mark
        refuse(path, asked)
        assert request.answer() is Answer.WAITING
        refuse(path, seen)
        assert request.answer() is Answer.REFUSED
        request.withdraw()
        request.withdraw()
        assert asked_of(path) is None
    assert len(list(path.parent.iterdir())) == 2
