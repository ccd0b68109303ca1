"""Files find their form by folder or by the beginning of their name."""

from __future__ import annotations

from pathlib import Path

import pytest

from iris_grants.applications.gathering import Source, SourceReader, hand_in, match_attachments
from iris_grants.documents.archives import write_zip
from iris_grants.kernel.problems import Refused


def matched(names: list[str], forms: set[str]) -> tuple[dict[str, list[str]], list[str | None]]:
    files = [Source(root=Path("in"), name=name, sha256="0" * 64, size=1) for name in names]
    gathered, problems = match_attachments(files, frozenset(forms))
    found = {each.source.name: [file.name for file in each.attachments] for each in gathered}
    return found, [problem.where.file for problem in problems]


def test_folder_of_one_form_is_one_applicant() -> None:
    found, lost = matched(
        ["a/form.xlsx", "a/statut.pdf", "a/prilozi/bilans.pdf", "b/form.xlsx", "b/statut.pdf"],
        {"a/form.xlsx", "b/form.xlsx"},
    )
    assert found == {
        "a/form.xlsx": ["a/statut.pdf", "a/prilozi/bilans.pdf"],
        "b/form.xlsx": ["b/statut.pdf"],
    }
    assert lost == []


def test_in_one_folder_the_longest_beginning_decides() -> None:
    found, lost = matched(
        ["Vrbak.xlsx", "Vrbak 2.xlsx", "Vrbak statut.pdf", "vrbak 2 statut.pdf", "most.pdf"],
        {"Vrbak.xlsx", "Vrbak 2.xlsx"},
    )
    assert found == {"Vrbak.xlsx": ["Vrbak statut.pdf"], "Vrbak 2.xlsx": ["vrbak 2 statut.pdf"]}
    assert lost == ["most.pdf"]


def test_first_word_decides_where_the_whole_name_does_not() -> None:
    found, lost = matched(
        ["01_Vrbak_obrazac.xlsx", "02_Most_obrazac.xlsx", "01-statut.pdf", "02 Most statut.pdf"],
        {"01_Vrbak_obrazac.xlsx", "02_Most_obrazac.xlsx"},
    )
    assert found == {
        "01_Vrbak_obrazac.xlsx": ["01-statut.pdf"],
        "02_Most_obrazac.xlsx": ["02 Most statut.pdf"],
    }
    assert lost == []


def test_both_scripts_match() -> None:
    found, _ = matched(["Врбак.xlsx", "Most.xlsx", "vrbak statut.pdf"], {"Врбак.xlsx", "Most.xlsx"})
    assert found == {"Врбак.xlsx": ["vrbak statut.pdf"], "Most.xlsx": []}


def test_file_of_nobody_is_named() -> None:
    found, lost = matched(["a/form.xlsx", "b/statut.pdf"], {"a/form.xlsx"})
    assert found == {"a/form.xlsx": []}
    assert lost == ["b/statut.pdf"]


@pytest.mark.parametrize("zipped", [False, True])
def test_files_are_read_again_from_folder_and_zip(tmp_path: Path, zipped: bool) -> None:
    contents = {"a/form.xlsx": b"form", "a/statut.pdf": b"statut", "received.csv": b"path\n"}
    root = tmp_path / ("in.zip" if zipped else "in")
    if zipped:
        with root.open("wb") as out:
            write_zip(out, contents.items())
    else:
        for name, data in contents.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_bytes(data)
    handed = hand_in(root)
    assert (handed.log, [source.name for source in handed.files]) == (
        b"path\n",
        ["a/form.xlsx", "a/statut.pdf"],
    )
    with SourceReader() as files:
        assert [files.read(source) for source in handed.files] == [b"form", b"statut"]


def test_file_that_is_gone_is_refused(tmp_path: Path) -> None:
    (tmp_path / "form.xlsx").write_bytes(b"form")
    source = hand_in(tmp_path / "form.xlsx").files[0]
    (tmp_path / "form.xlsx").unlink()
    with SourceReader() as files, pytest.raises(Refused) as caught:
        files.read(source)
    assert [problem.code for problem in caught.value.problems] == ["documents.file_missing"]
