"""Returns written without a working store: by any key, of any content, for many at once."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from iris_grants.documents.signatures import (
    Ed25519PrivateKey,
    generate_key,
    key_fingerprint,
    public_bytes,
    signed_document,
)
from iris_grants.scoring.assessed import MILLI, Assessed, Recusal, Score
from iris_grants.scoring.package import Package, package_fingerprint
from iris_grants.scoring.package_file import opened_package
from iris_grants.scoring.packing import MadePackage
from iris_grants.scoring.returns import Return, ReturnedAssessment, return_document
from iris_grants.scoring.rules.scores import ScoreState

KEYS = {code: generate_key() for code in "ABCX"}


@dataclass(frozen=True, slots=True, kw_only=True)
class SentFile:
    """A return on disk, with the hash by which later ones name it."""

    path: Path
    sha256: str
    fingerprint: str


def package_in(made: MadePackage) -> Package:
    """What a made package says."""
    with opened_package(made.path, made.passphrase) as opened:
        return opened.package


def assessed(*scores: int | None, recusal: Recusal | None = None) -> Assessed:
    """An assessment by three scores; None is not yet scored."""
    return Assessed(
        scores={
            code: Score(state=ScoreState.MISSING)
            if score is None
            else Score(state=ScoreState.VALUE, milli=score * MILLI, comment="Zato.")
            for code, score in zip(("1.1", "2.1", "2.2"), scores, strict=True)
        },
        sections={"1": "Dobro.", "2": "Važno."},
        comment="Podržati.",
        recusal=recusal,
    )


def content_of(
    package: Package,
    said: Mapping[str, Assessed],
    *,
    replaces: Sequence[str] = (),
    sequence: int = 1,
) -> Return:
    """A return for a package; applications that are not named have 4, 4, 4."""
    return Return(
        package_number=package.number,
        package_fingerprint=package_fingerprint(package),
        call_number=package.call_number,
        call_fingerprint=package.call_fingerprint,
        grid=package.grid,
        member_id=package.assessor.member_id,
        code=package.assessor.code,
        sequence=sequence,
        replaces=tuple(replaces),
        signed_at="2023-11-20T10:00:00Z",
        assessments=tuple(
            ReturnedAssessment(
                number=one.number,
                revision=one.revision,
                fingerprint=one.fingerprint,
                assessed=said.get(one.number, assessed(4, 4, 4)),
            )
            for one in package.applications
        ),
    )


def write(path: Path, content: Return, key: Ed25519PrivateKey | None = None) -> SentFile:
    """Sign a return, by the key of its assessor if none is given, and write it."""
    signer = key or KEYS[content.code]
    data = signed_document(return_document(content), signer)
    path.write_bytes(data)
    return SentFile(
        path=path,
        sha256=hashlib.sha256(data).hexdigest(),
        fingerprint=key_fingerprint(public_bytes(signer)),
    )


def of_revision(content: Return, number: str, revision: int) -> Return:
    """The return with one application said to be of another revision."""
    return replace(
        content,
        assessments=tuple(
            replace(one, revision=revision) if one.number == number else one
            for one in content.assessments
        ),
    )
