"""Signing and writing a return on the assessor's side."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.tables.scoring import ReturnRecord
from iris_grants.documents.atomic import write_atomically
from iris_grants.documents.own_keys import own_key
from iris_grants.documents.signatures import key_fingerprint, public_bytes, signed_document
from iris_grants.documents.world import refusing
from iris_grants.kernel.clock import utc_text
from iris_grants.kernel.operations import Desk
from iris_grants.kernel.problems import Refused, Where, refusal
from iris_grants.scoring.commands.returning import record_sent
from iris_grants.scoring.package import package_fingerprint
from iris_grants.scoring.queries.assessing import own_assessments, own_package
from iris_grants.scoring.returns import Return, ReturnedAssessment, SignedReturn, return_document


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeReturn:
    """A return that was written.

    `fingerprint` is of the key that signed it: the assessor reads it to the office over the
    telephone. `new_key` says that the key was made for this return; `incomplete` how many
    applications still lack something.
    """

    path: Path
    sha256: str
    sequence: int
    fingerprint: str
    new_key: bool
    incomplete: int


def make_return(
    desk: Desk, *, out: Path, incomplete: bool = False, declaration: str = ""
) -> MadeReturn:
    """Sign what the assessor scored so far and write it as one file.

    `declaration` are the words of objectivity and confidentiality that the assessor confirmed
    (`scoring.declaration`); they are signed along.
    Refused with everything that is open (`scoring.score_open`, `scoring.comment_open`)
    unless `incomplete` is allowed, and where the file exists. Later returns name this one,
    so that they take its place.
    """
    with refusing(out):
        if out.exists():
            raise refusal("documents.already_exists", Where(file=out.name))
    with desk.read() as session:
        rows = own_assessments(session)
        open_problems = [problem for row in rows for problem in row.open]
        if open_problems and not incomplete:
            raise Refused(*open_problems)
        content = replace(
            _content(session, utc_text(desk.clock())), declaration=declaration.strip()
        )
        used_keys = set(session.scalars(select(ReturnRecord.public_key)))
    key = own_key(f"assessor-{desk.person.person_id}")
    data = signed_document(return_document(content), key)
    raw = public_bytes(key)
    signed = SignedReturn(
        content=content,
        public_key=raw.hex(),
        sha256=hashlib.sha256(data).hexdigest(),
        text=data.decode(),
    )
    desk.run(record_sent, signed=signed)
    write_atomically(out, data)
    return MadeReturn(
        path=out,
        sha256=signed.sha256,
        sequence=content.sequence,
        fingerprint=key_fingerprint(raw),
        new_key=signed.public_key not in used_keys,
        incomplete=sum(row.state == "incomplete" for row in rows),
    )


def _content(session: Session, signed_at: str) -> Return:
    package = own_package(session)
    earlier = session.scalars(select(ReturnRecord).order_by(ReturnRecord.sequence)).all()
    return Return(
        package_number=package.number,
        package_fingerprint=package_fingerprint(package),
        call_number=package.call_number,
        call_fingerprint=package.call_fingerprint,
        grid=package.grid,
        member_id=package.assessor.member_id,
        code=package.assessor.code,
        sequence=len(earlier) + 1,
        replaces=tuple(one.sha256 for one in earlier),
        signed_at=signed_at,
        assessments=tuple(
            ReturnedAssessment(
                number=row.number,
                revision=row.revision,
                fingerprint=row.fingerprint,
                assessed=row.assessed,
            )
            for row in own_assessments(session)
        ),
    )
