"""Entering scores that came without the program: a filled workbook, or a grid on paper."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from db.tables.scoring import CONFLICT_KINDS, PackageRecord, ReturnPartRecord, ReturnRecord
from iris_grants.calls.terms import CallTerms
from iris_grants.documents.attachments import attach
from iris_grants.kernel.canonical import canonical_json
from iris_grants.kernel.operations import Work, operation
from iris_grants.kernel.problems import Problem, Where, refusal, refuse_on_errors
from iris_grants.scoring.assessed import MILLI, Assessed, Recusal, Score, check_complete
from iris_grants.scoring.assessed import scoring_grid as grid_of
from iris_grants.scoring.commands.assessing import Filled, check_filled
from iris_grants.scoring.commands.committee import OFFICE, Paper
from iris_grants.scoring.commands.derive import derive_scores, insert_rows
from iris_grants.scoring.commands.merge import TOPICS, application_identities, part_rows
from iris_grants.scoring.commands.returning import IDENTITY
from iris_grants.scoring.package import Package, package_fingerprint, read_package
from iris_grants.scoring.returns import (
    PAPER,
    SHEET,
    Return,
    ReturnedAssessment,
    read_kept,
    return_document,
)
from iris_grants.scoring.rules.scores import ScoreState

DOCUMENT_KINDS = {SHEET: "filled_sheet", PAPER: "paper_grid"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """What a workbook or a paper says, by application number: scores, or a recusal.

    `on` is the day on which it was signed or sent.
    """

    medium: str
    on: date
    filled: Mapping[str, Filled]
    recusals: Mapping[str, Recusal]


@operation("scoring.enter", roles=OFFICE, topics=TOPICS)
def enter_return(
    work: Work,
    *,
    package_id: str,
    entered: Entered,
    document: Paper,
    incomplete: bool = False,
) -> str:
    """Keep what a member scored without the program, with the paper it stands on; its identity.

    It merges by the rules of any return (DESIGN.md §3, steps 5 and 6): what was entered
    earlier of this member by the same medium is replaced for the applications it names,
    anything else that differs contradicts it and is held. The same entered again from the
    same document changes nothing. Refused: `scoring.medium_unknown`,
    `scoring.entered_nothing`, `scoring.entered_later` for a day after today,
    `scoring.not_in_package`, everything that a score may not be (`check_filled`), and what
    is missing (`scoring.score_open`, `scoring.comment_open`) unless `incomplete` is allowed.
    """
    record = work.get(PackageRecord, package_id)
    package = read_package(json.loads(record.manifest))
    if entered.medium not in DOCUMENT_KINDS:
        raise refusal("scoring.medium_unknown", Where(key="medium"), medium=entered.medium)
    if entered.on > work.today:
        raise refusal("scoring.entered_later", Where(key="on"), day=entered.on.isoformat())
    terms = package.call_terms()
    said = _said(entered, package, terms)
    if not incomplete:
        refuse_on_errors(
            [p for number, one in said.items() for p in check_complete(one, terms, number)]
        )
    evidence = hashlib.sha256(document.data).hexdigest()
    earlier = _earlier(work, record, entered.medium)
    for known, content in earlier.items():
        same = {one.number: one.assessed for one in content.assessments} == said
        if content.evidence == evidence and same:
            return known[:IDENTITY]
    content = _content(package, entered, said, tuple(sorted(earlier)), evidence)
    return _keep(work, record, content, document)


def assessed_of(filled: Filled, terms: CallTerms) -> Assessed:
    """An assessment that says what was filled in, and nothing of everything else."""
    scores = {}
    for item in terms.grid.items():
        given = filled.scores.get(item.code)
        if given is None:
            scores[item.code] = Score(state=ScoreState.MISSING)
        else:
            milli = None if given.score is None else int(given.score * MILLI)
            comment = (given.comment or "").strip()
            scores[item.code] = Score(state=given.state, milli=milli, comment=comment)
    sections = {code: text.strip() for code, text in filled.sections.items() if text.strip()}
    return Assessed(scores=scores, sections=sections, comment=(filled.comment or "").strip())


def _said(entered: Entered, package: Package, terms: CallTerms) -> dict[str, Assessed]:
    """What is said of each application of the package, in its order; refused with all faults."""
    in_package = {one.number for one in package.applications}
    numbers = {*entered.filled, *entered.recusals}
    problems = [
        Problem(code="scoring.not_in_package", where=Where(key=number), params={"number": number})
        for number in sorted(numbers - in_package)
    ]
    grid = grid_of(terms)
    for filled in entered.filled.values():
        problems += check_filled(filled, terms, grid)
    for recusal in entered.recusals.values():
        if recusal.kind not in CONFLICT_KINDS:
            problems.append(Problem(code="scoring.kind_unknown", where=Where(key="kind")))
        if not recusal.reason.strip():
            problems.append(Problem(code="scoring.reason_missing", where=Where(key="reason")))
    refuse_on_errors(problems)
    if not numbers:
        raise refusal("scoring.entered_nothing")
    said: dict[str, Assessed] = {}
    for number in (one.number for one in package.applications if one.number in numbers):
        if number in entered.recusals:
            nothing = assessed_of(Filled(scores={}, sections={}), terms)
            recusal = entered.recusals[number]
            said[number] = Assessed(scores=nothing.scores, recusal=recusal)
        else:
            said[number] = assessed_of(entered.filled[number], terms)
    return said


def _earlier(work: Work, package: PackageRecord, medium: str) -> dict[str, Return]:
    """What was entered before of this member by this medium, by its hash."""
    records = work.session.scalars(
        select(ReturnRecord)
        .where(ReturnRecord.call_id == package.call_id)
        .where(ReturnRecord.member_id == package.member_id)
        .where(ReturnRecord.medium == medium)
    )
    return {record.sha256: read_kept(record.body, medium) for record in records}


def _content(
    package: Package,
    entered: Entered,
    said: Mapping[str, Assessed],
    replaces: tuple[str, ...],
    evidence: str,
) -> Return:
    return Return(
        package_number=package.number,
        package_fingerprint=package_fingerprint(package),
        call_number=package.call_number,
        call_fingerprint=package.call_fingerprint,
        grid=package.grid,
        member_id=package.assessor.member_id,
        code=package.assessor.code,
        sequence=len(replaces) + 1,
        replaces=replaces,
        signed_at=f"{entered.on.isoformat()}T00:00:00Z",
        medium=entered.medium,
        evidence=evidence,
        assessments=tuple(
            ReturnedAssessment(
                number=one.number,
                revision=one.revision,
                fingerprint=one.fingerprint,
                assessed=said[one.number],
            )
            for one in package.applications
            if one.number in said
        ),
    )


def _kept_name(content: Return, document: Paper) -> str:
    """The name of the kept file; what is of one application says so (dossiers part them)."""
    numbers = [one.number for one in content.assessments]
    return f"{numbers[0]} {document.name}" if content.medium == PAPER else document.name


def _keep(work: Work, package: PackageRecord, content: Return, document: Paper) -> str:
    body = canonical_json(return_document(content))
    sha256 = hashlib.sha256(body.encode()).hexdigest()
    kept = attach(
        work,
        subject_kind="committee",
        subject_id=package.member_id,
        kind=DOCUMENT_KINDS[content.medium],
        name=_kept_name(content, document),
        media_type=document.media_type,
        data=document.data,
    )
    work.add(
        ReturnRecord(
            id=sha256[:IDENTITY],
            call_id=package.call_id,
            package_id=package.id,
            member_id=package.member_id,
            medium=content.medium,
            document_id=kept.id,
            sha256=sha256,
            public_key=None,
            sequence=content.sequence,
            grid=content.grid,
            replaces=canonical_json(sorted(content.replaces)),
            body=body,
            state="held",
            reason=None,
            signed_at=content.signed_at,
            received_at=work.now_text,
        )
    )
    identities = application_identities(work, [package.call_id])
    insert_rows(work, ReturnPartRecord, part_rows(sha256, content, package.call_id, identities))
    derive_scores(work, package.call_id, {sha256: content})
    return sha256[:IDENTITY]
