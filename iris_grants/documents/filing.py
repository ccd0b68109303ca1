"""Filing a paper: any file from disk becomes a document of a record, bit for bit."""

from __future__ import annotations

import mimetypes
from pathlib import Path

from iris_grants.documents.attachments import attach
from iris_grants.documents.world import refusing
from iris_grants.kernel.access import Role
from iris_grants.kernel.operations import Work, operation

OFFICE = frozenset(Role) - {Role.AUDITOR, Role.ASSESSOR}
UNKNOWN_TYPE = "application/octet-stream"


@operation("documents.file", roles=OFFICE, topics=frozenset({"documents"}))
def file_document(
    work: Work,
    *,
    subject_kind: str,
    subject_id: str,
    kind: str,
    path: Path,
    note: str | None = None,
) -> str:
    """Keep the file at `path` as a document of a record; returns the document's identity.

    Refused where the file cannot be read, and for a kind of subject that has no documents.
    """
    work.topics.add(TOPICS.get(subject_kind, subject_kind))
    with refusing(path), path.open("rb") as stream:
        return attach(
            work,
            subject_kind=subject_kind,
            subject_id=subject_id,
            kind=kind,
            name=path.name,
            media_type=media_type_of(path),
            data=stream,
            note=note,
        ).id


def media_type_of(path: Path) -> str:
    """The media type that the name of a file tells."""
    return mimetypes.guess_type(path.name, strict=True)[0] or UNKNOWN_TYPE


TOPICS = {
    "programme": "programme",
    "organisation": "organisations",
    "call": "calls",
    "application": "applications",
    "committee": "committee",
    "grant": "grants",
    "case": "cases",
    "achievement": "results",
}
