"""Papers that come with a step of awards, kept with the application."""

from __future__ import annotations

from pathlib import Path

from iris_grants.documents.attachments import attach
from iris_grants.documents.filing import media_type_of
from iris_grants.documents.world import refusing
from iris_grants.kernel.operations import Work


def file_paper(work: Work, application_id: str, kind: str, path: Path) -> str:
    """Keep a file as a document of an application; gives its identity.

    Refused as `documents.world` says where the file cannot be read.
    """
    with refusing(path), path.open("rb") as stream:
        return attach(
            work,
            subject_kind="application",
            subject_id=application_id,
            kind=kind,
            name=path.name,
            media_type=media_type_of(path),
            data=stream,
        ).id
