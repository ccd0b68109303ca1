"""Writing open data: gathered, looked through for personal data, written whole or not at all."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from enum import StrEnum
from pathlib import Path

from sqlalchemy.orm import Session

from iris_grants.documents.atomic import write_atomically
from iris_grants.kernel.problems import Problem, Refused, Where, refusal
from iris_grants.opendata.giving360 import giving360
from iris_grants.opendata.iati import iati
from iris_grants.opendata.published import OpenData, open_data
from iris_grants.results.rules.personal import personal_data
from iris_grants.wording import in_language

_ORG_ID = re.compile(r"[A-Z]{2}-[A-Za-z0-9]+(?:-[A-Za-z0-9_.]+)*")


class OpenFormat(StrEnum):
    """The formats of open data."""

    GIVING360 = "360giving"
    IATI = "iati"


WRITERS: Mapping[OpenFormat, Callable[[OpenData], bytes]] = {
    OpenFormat.GIVING360: giving360,
    OpenFormat.IATI: iati,
}
NAMES: Mapping[OpenFormat, str] = {
    OpenFormat.GIVING360: "360giving.json",
    OpenFormat.IATI: "iati.xml",
}
"""What the files are called where nobody says otherwise."""


def open_data_bytes(session: Session, form: OpenFormat, publisher_id: str | None = None) -> bytes:
    """The open data of a store in a format; words of our own are English.

    The same data give the same bytes. Refused: `opendata.publisher_id_wrong`,
    `opendata.no_grants`, and `opendata.personal_data` for every title, name or indicator that looks
    like data of a person (DOMAIN.md §11, R-PII): nothing is written then.
    """
    if publisher_id is not None and not _ORG_ID.fullmatch(publisher_id):
        raise refusal("opendata.publisher_id_wrong", Where(key="publisher_id"), id=publisher_id)
    data = open_data(session, publisher_id)
    problems = personal_problems(data)
    if problems:
        raise Refused(*problems)
    with in_language("en"):
        return WRITERS[form](data)


def write_open_data(
    session: Session, form: OpenFormat, out: Path, publisher_id: str | None = None
) -> int:
    """Write the open data as a new file; gives the number of grants in it.

    Refused as `open_data_bytes`, and where the file exists or cannot be written.
    """
    write_atomically(out, open_data_bytes(session, form, publisher_id))
    return len(open_data(session, publisher_id).grants)


def personal_problems(data: OpenData) -> tuple[Problem, ...]:
    """Every published text that looks like data of a person, by the grant it stands in."""
    return tuple(
        Problem(
            code="opendata.personal_data",
            where=Where(key=grant.number),
            params={"kind": kind, "text": found},
        )
        for grant in data.grants
        for text in (
            grant.title,
            grant.organisation.name,
            *(words for one in grant.indicators for words in (one.title, one.unit)),
        )
        for kind, found in personal_data(text)
    )
