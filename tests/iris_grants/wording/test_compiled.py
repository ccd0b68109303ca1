"""The compiled catalogue: made once, made again when a part changes or what was kept is spoiled."""

from __future__ import annotations

import gettext
from io import BytesIO
from pathlib import Path

import pytest

from iris_grants.wording.compiled import (
    compile_parts,
    compiled_catalogue,
    fingerprint,
    parts_of,
)

PART = b"""msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\\n"

msgid "call"
msgstr "poziv"
"""


def words(catalogue: bytes, message: str) -> str:
    """A message out of a compiled catalogue."""
    return gettext.GNUTranslations(BytesIO(catalogue)).gettext(message)


def test_second_start_reads_what_the_first_one_kept(tmp_path: Path) -> None:
    first = compiled_catalogue("sr_Latn", tmp_path)
    (kept,) = tmp_path.iterdir()
    before = kept.stat().st_mtime_ns
    assert compiled_catalogue("sr_Latn", tmp_path) == first
    assert kept.stat().st_mtime_ns == before
    assert words(first, "Home") == "Početna"


def test_spoiled_catalogue_is_compiled_anew(tmp_path: Path) -> None:
    first = compiled_catalogue("sr_Latn", tmp_path)
    (kept,) = tmp_path.iterdir()
    whole = kept.read_bytes()
    for spoiled in (b"", whole[:-1], whole[:40] + b"x" + whole[41:]):
        kept.write_bytes(spoiled)
        assert compiled_catalogue("sr_Latn", tmp_path) == first
        assert kept.read_bytes() == whole


def test_catalogue_of_earlier_words_is_taken_away(tmp_path: Path) -> None:
    (tmp_path / "sr_Latn-0123456789abcdef.words").write_bytes(b"old")
    compiled_catalogue("sr_Latn", tmp_path)
    assert len(list(tmp_path.iterdir())) == 1


def test_folder_that_cannot_be_written_to_costs_only_time(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    assert words(compiled_catalogue("sr_Latn", blocked), "Home") == "Početna"


def test_fingerprint_tells_parts_apart() -> None:
    parts = parts_of("sr_Latn")
    name = next(iter(parts))
    changed = {**parts, name: parts[name] + b"\n"}
    assert fingerprint(parts) != fingerprint(changed)
    assert fingerprint({"a": b"bc"}) != fingerprint({"ab": b"c"})


def test_parts_that_ship_agree_with_each_other() -> None:
    assert words(compile_parts("sr_Latn", parts_of("sr_Latn")), "Home") == "Početna"


def test_same_parts_give_the_same_bytes_on_any_day() -> None:
    made = compile_parts("sr_Latn", {"a.po": PART})
    head = gettext.GNUTranslations(BytesIO(made)).info()
    assert head["pot-creation-date"] == head["po-revision-date"] == "2023-01-01 00:00+0000"


def test_two_translations_of_one_message_are_refused() -> None:
    other = PART.replace(b"poziv", b"konkurs")
    with pytest.raises(ValueError, match=r"b\.po: two translations of 'call'"):
        compile_parts("sr_Latn", {"a.po": PART, "b.po": other})
    started = compile_parts("sr_Latn", {"a.po": PART, "b.po": other}, lenient=True)
    assert words(started, "call") == "poziv"
    same = compile_parts("sr_Latn", {"a.po": PART, "b.po": PART})
    assert words(same, "call") == "poziv"
