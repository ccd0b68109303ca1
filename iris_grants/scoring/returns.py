"""The return of an assessor: one small signed file, format version 1, readable for good."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from db.tables.scoring import RETURN_MEDIA
from iris_grants.calls.terms import CallTerms
from iris_grants.documents.signatures import read_signed_document
from iris_grants.kernel.problems import Problem, Where, refusal
from iris_grants.scoring.assessed import (
    MILLI,
    Assessed,
    Recusal,
    Score,
    content_document,
    milli_text,
)
from iris_grants.scoring.reading import Parts
from iris_grants.scoring.rules.exact import exact_decimal
from iris_grants.scoring.rules.scores import STATES, ScoreState

FORMAT = "iris-grants/scoring-return"
ENTERED_FORMAT = "iris-grants/entered-scores"
VERSION = 1
SUFFIX = ".iris-return"
PROGRAM, SHEET, PAPER = RETURN_MEDIA
"""How scores come in: as a signed file, or entered from a filled workbook or from paper."""
_KEYS = (
    *("format", "version", "package", "call", "grid", "assessor"),
    *("sequence", "replaces", "signed_at", "declaration", "assessments"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnedAssessment:
    """What a return says of one application, bound to the version that was read."""

    number: str
    revision: int
    fingerprint: str
    assessed: Assessed


@dataclass(frozen=True, slots=True, kw_only=True)
class Return:
    """Everything that a return says.

    `sequence` counts the returns of the working store, `replaces` are the SHA-256 of the
    files of all its earlier ones. `declaration` are the words of objectivity that the
    assessor confirmed on signing, empty where none were asked for (DOMAIN.md §4.1).
    What the office enters has another `medium`, and the SHA-256 of the workbook or the scan
    as its `evidence`; it may speak of some of the applications only.
    """

    package_number: str
    package_fingerprint: str
    call_number: str
    call_fingerprint: str
    grid: str
    member_id: str
    code: str
    sequence: int
    replaces: tuple[str, ...]
    signed_at: str
    assessments: tuple[ReturnedAssessment, ...]
    declaration: str = ""
    medium: str = PROGRAM
    evidence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedReturn:
    """A return whose signature is right: `public_key` (hexadecimal) signed exactly this file."""

    content: Return
    public_key: str
    sha256: str
    text: str


def return_document(content: Return) -> dict[str, object]:
    """The body of the signed file, or of what was entered."""
    entered: dict[str, object] = {"medium": content.medium, "evidence": content.evidence}
    return {
        "format": FORMAT if content.medium == PROGRAM else ENTERED_FORMAT,
        **({} if content.medium == PROGRAM else entered),
        "version": VERSION,
        "package": {
            "number": content.package_number,
            "fingerprint": content.package_fingerprint,
        },
        "call": {"number": content.call_number, "fingerprint": content.call_fingerprint},
        "grid": content.grid,
        "assessor": {"member_id": content.member_id, "code": content.code},
        "sequence": content.sequence,
        "replaces": list(content.replaces),
        "signed_at": content.signed_at,
        "declaration": content.declaration,
        "assessments": [
            {
                "application": one.number,
                "revision": one.revision,
                "fingerprint": one.fingerprint,
                **content_document(one.assessed),
            }
            for one in content.assessments
        ],
    }


def read_return(data: bytes, file: str | None = None) -> SignedReturn:
    """The return in a file, its signature checked and every part of the right kind.

    Refused: `documents.not_signed_document` (cut off, or something else),
    `documents.signature_wrong`, `documents.signed_altered`, `scoring.not_a_return`,
    `scoring.return_newer`, `scoring.file_malformed`.
    """
    where = Where(file=file)
    signed = read_signed_document(data, where)
    return SignedReturn(
        content=_read_content(signed.body, where),
        public_key=signed.public_key.hex(),
        sha256=hashlib.sha256(data).hexdigest(),
        text=data.decode(),
    )


def read_kept(body: str, medium: str) -> Return:
    """What a return that lies in a store says, in whatever way it came in."""
    if medium == PROGRAM:
        return read_return(body.encode()).content
    return _read_content(json.loads(body), Where(), ENTERED_FORMAT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What the package of a return was: for whom, and its applications in their versions.

    `versions` are number, revision and fingerprint.
    """

    member_id: str
    versions: frozenset[tuple[str, int, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scales:
    """Which scores a grid has: thousandths by criterion, and where none may apply."""

    scores: Mapping[str, frozenset[int]]
    may_be_absent: frozenset[str]
    sections: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, terms: CallTerms) -> Scales:
        """The scales of a call's grid."""
        items = terms.grid.items()
        return cls(
            scores={
                item.code: frozenset(int(score * MILLI) for score in item.scale()) for item in items
            },
            may_be_absent=frozenset(item.code for item in items if item.allow_na),
            sections={
                section.code: frozenset(item.code for item in section.items)
                for section in terms.grid.sections
            },
        )

    def have(self, assessed: Assessed) -> bool:
        """Whether these scores and comments could have been given."""
        absent = {code for code, one in assessed.scores.items() if one.state is ScoreState.NA}
        return (
            assessed.scores.keys() == self.scores.keys()
            and absent <= self.may_be_absent
            and assessed.sections.keys() <= self.sections.keys()
            and not any(items <= absent for items in self.sections.values())
            and all(
                one.milli is None or one.milli in self.scores[code]
                for code, one in assessed.scores.items()
            )
        )


def check_return(
    content: Return, expected: Expected, scales: Scales, file: str | None = None
) -> tuple[Problem, ...]:
    """Whether a return says what the assessor of its package could have said.

    `scoring.return_of_other` (another member or other applications than the package's),
    `scoring.return_impossible` for scores that the grid does not have.
    """
    found = [(one.number, one.revision, one.fingerprint) for one in content.assessments]
    whole = len(found) == len(expected.versions) and expected.versions.issuperset(found)
    if content.member_id != expected.member_id or not whole:
        return (Problem(code="scoring.return_of_other", where=Where(file=file)),)
    return tuple(
        Problem(code="scoring.return_impossible", where=Where(file=file, key=one.number))
        for one in content.assessments
        if not scales.have(one.assessed)
    )


def standing_of(assessed: Assessed) -> str:
    """`recused`, `incomplete` where a criterion has no answer, else `complete`."""
    if assessed.recusal is not None:
        return "recused"
    states = {score.state for score in assessed.scores.values()}
    return "incomplete" if ScoreState.MISSING in states else "complete"


def _read_content(body: Mapping[str, object], where: Where, kind: str = FORMAT) -> Return:
    if body.get("format") != kind:
        raise refusal("scoring.not_a_return", where)
    top = Parts(body, file=where.file)
    version = top.whole("version", least=1)
    if version > VERSION:
        raise refusal("scoring.return_newer", where, version=version, known=VERSION)
    entered = kind == ENTERED_FORMAT
    top.only(*_KEYS, *(("medium", "evidence") if entered else ()))
    package, call, assessor = top.part("package"), top.part("call"), top.part("assessor")
    return Return(
        package_number=package.text("number"),
        package_fingerprint=package.text("fingerprint"),
        call_number=call.text("number"),
        call_fingerprint=call.text("fingerprint"),
        grid=top.text("grid"),
        member_id=assessor.text("member_id"),
        code=assessor.text("code"),
        sequence=top.whole("sequence", least=1),
        replaces=top.texts("replaces"),
        signed_at=top.text("signed_at"),
        declaration=top.text("declaration"),
        medium=top.text("medium") if entered else PROGRAM,
        evidence=top.text("evidence") if entered else "",
        assessments=tuple(_read_assessment(part) for part in top.parts("assessments")),
    )


def _read_assessment(part: Parts) -> ReturnedAssessment:
    part.only(
        *("application", "revision", "fingerprint"),
        *("recused", "comment", "sections", "scores"),
    )
    recused = part.maybe_part("recused")
    scores, sections = part.part("scores"), part.part("sections")
    return ReturnedAssessment(
        number=part.text("application"),
        revision=part.whole("revision", least=1),
        fingerprint=part.text("fingerprint"),
        assessed=Assessed(
            scores={code: _read_score(scores.part(code)) for code in part.mapping("scores")},
            sections={code: sections.text(code) for code in part.mapping("sections")},
            comment=part.text("comment"),
            recusal=None
            if recused is None
            else Recusal(kind=recused.text("kind"), reason=recused.text("reason")),
        ),
    )


def _read_score(part: Parts) -> Score:
    part.only("state", "score", "comment")
    state = STATES.get(part.text("state"))
    if state not in (ScoreState.VALUE, ScoreState.NA, ScoreState.MISSING):
        raise part.wrong("state")
    text = part.maybe_text("score")
    milli = None if text is None else _milli_of(text)
    if (state is ScoreState.VALUE) != (milli is not None) or (text is None) != (milli is None):
        raise part.wrong("score")
    return Score(state=state, milli=milli, comment=part.text("comment"))


@lru_cache(maxsize=1000)
def _milli_of(text: str) -> int | None:
    """Thousandths of a plain decimal; None unless it is written as this program writes it."""
    number = exact_decimal(text)
    milli = None if number is None else number * MILLI
    if milli is None or milli != milli.to_integral_value() or milli < 0:
        return None
    return int(milli) if milli_text(int(milli)) == text else None
