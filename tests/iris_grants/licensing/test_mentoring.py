"""Evidence of a standard is kept with the case, whole and under its code."""

from __future__ import annotations

from pathlib import Path

from iris_grants.documents.attachments import documents_of
from iris_grants.licensing.mentoring import file_evidence
from tests.iris_grants.licensing.cases import Licensing
from tests.iris_grants.refusals import refused

PROOF = "Dnevnik rada – čitko".encode()


def test_evidence_is_kept_under_the_code_of_its_standard(
    licensing: Licensing, tmp_path: Path
) -> None:
    path = tmp_path / "Dnevnik.pdf"
    path.write_bytes(PROOF)
    code = licensing.codes()[0]
    case = {"case_id": licensing.case_id}
    identity = licensing.desk.run(file_evidence, **case, code=code, path=path)
    with refused("licensing.standard_unknown") as problems:
        licensing.desk.run(file_evidence, **case, code="X99", path=path)
    assert problems[0].where.key == "X99"
    with refused("documents.file_missing") as problems:
        licensing.desk.run(file_evidence, **case, code=code, path=tmp_path / "Nema.pdf")
    assert problems[0].where.file == "Nema.pdf"
    with licensing.desk.read() as session:
        [kept] = documents_of(session, "case", licensing.case_id)
    assert (kept.id, kept.kind, kept.note) == (identity, "evidence", code)
    assert (kept.name, kept.media_type, kept.size) == ("Dnevnik.pdf", "application/pdf", len(PROOF))
    with licensing.desk.store.contents.open(kept.sha256) as stream:
        assert stream.read() == PROOF
