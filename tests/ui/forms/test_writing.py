"""A written file takes the place of another only where the file dialog asked about it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.iris_grants.refusals import refused
from ui.forms.writing import write_chosen


@pytest.mark.parametrize(("suffix", "name"), [(".xlsx", "a.xlsx"), (".yaml", "a.yaml")])
def test_name_without_an_ending_is_completed_and_nothing_is_overwritten(
    tmp_path: Path, suffix: str, name: str
) -> None:
    chosen = {"path": tmp_path / "a"}
    assert write_chosen(chosen, b"1", suffix=suffix) == tmp_path / name
    with refused("documents.already_exists"):
        write_chosen(chosen, b"2", suffix=suffix)
    assert (tmp_path / name).read_bytes() == b"1"
    assert write_chosen({"path": tmp_path / name}, b"3").read_bytes() == b"3"
