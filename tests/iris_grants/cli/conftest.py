"""Running commands as the shell does, in this process."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from iris_grants.cli.main import main
from iris_grants.wording import set_language


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """What a command left: its exit status, and the two streams."""

    status: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """The one JSON document on standard output."""
        return json.loads(self.out)


Run = Callable[..., Ran]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Iterator[Run]:
    """Run one command with its arguments; the language is English again afterwards."""

    def run_command(*arguments: object) -> Ran:
        status = main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Ran(status=status, out=captured.out, err=captured.err)

    yield run_command
    set_language("en")


@pytest.fixture
def store(run: Run, store_address: str) -> str:
    """The address of a new store of the programme, with Mila Ogledna in it."""
    assert run("new", store_address, "--as", "Mila Ogledna").status == 0
    return store_address
