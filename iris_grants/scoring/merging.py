"""Taking in returns: what each file is, before anything is stored, and what became of it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.tables.applications import ApplicationRecord
from db.tables.scoring import PackageItemRecord, PackageRecord, ReturnRecord
from iris_grants.calls.queries import terms_of
from iris_grants.documents.signatures import MAX_DOCUMENT_BYTES, key_fingerprint
from iris_grants.documents.world import refusing
from iris_grants.kernel.operations import Desk
from iris_grants.kernel.problems import Problem, Refused, Where, refusal, refuse_on_errors
from iris_grants.kernel.progress import Progress
from iris_grants.scoring.commands.merge import TakenReturn, merge_returns
from iris_grants.scoring.package import grid_fingerprint, read_package
from iris_grants.scoring.queries.returns import PartRow, parts_of_returns
from iris_grants.scoring.returns import Expected, Scales, check_return, read_return

STEP = "scoring.step.checking"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedReturn:
    """What a file is: an authentic return, new or known already, or none, for its problems."""

    file: str
    taken: TakenReturn | None = None
    known: bool = False
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MergePlan:
    """The files of a merge in their order, each judged on its own."""

    entries: tuple[PlannedReturn, ...]

    @property
    def new(self) -> tuple[TakenReturn, ...]:
        """The returns that are not in the store yet, each once."""
        found = {
            entry.taken.signed.sha256: entry.taken
            for entry in self.entries
            if entry.taken is not None and not entry.known
        }
        return tuple(found.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedReturn:
    """What became of one file: of each application the verdict, or its problems.

    `fingerprint` is of the key that signed it; all words are empty for a refused file.
    """

    file: str
    known: bool
    package_number: str
    code: str
    sequence: int
    fingerprint: str
    parts: tuple[PartRow, ...]
    problems: tuple[Problem, ...]


def plan_merge(
    session: Session,
    paths: Sequence[Path],
    *,
    call_id: str | None = None,
    progress: Progress | None = None,
) -> MergePlan:
    """Judge each file: genuine, ours, of this call, and possible.

    Problems by file, beside those of `read_return` and `check_return`:
    `scoring.return_not_ours` (no package of this store), `scoring.return_other_call` where
    a call is given and the return is of another.
    """
    judge, watch = _Judge(session, call_id), progress or Progress()
    entries = []
    for place, path in enumerate(paths):
        watch.step(place, len(paths), STEP)
        try:
            entries.append(judge.judged(path))
        except Refused as refused:
            entries.append(PlannedReturn(file=path.name, problems=refused.problems))
    watch.step(len(paths), len(paths), STEP)
    return MergePlan(entries=tuple(entries))


def merge_files(
    desk: Desk,
    paths: Sequence[Path],
    *,
    call_id: str | None = None,
    progress: Progress | None = None,
) -> tuple[MergedReturn, ...]:
    """Take in the returns among these files and say what became of each file, in their order.

    Nothing is stored of refused files, and they do not hinder the others; all the others
    come in by one operation.
    """
    with desk.read() as session:
        plan = plan_merge(session, paths, call_id=call_id, progress=progress)
    return execute_merge(desk, plan)


def execute_merge(desk: Desk, plan: MergePlan) -> tuple[MergedReturn, ...]:
    """Take in the new returns of a plan; see `merge_files`."""
    if plan.new:
        desk.run(merge_returns, returns=plan.new)
    hashes = [entry.taken.signed.sha256 for entry in plan.entries if entry.taken is not None]
    with desk.read() as session:
        parts = parts_of_returns(session, hashes)
    return tuple(_merged(entry, parts) for entry in plan.entries)


def _merged(entry: PlannedReturn, parts: Mapping[str, tuple[PartRow, ...]]) -> MergedReturn:
    if entry.taken is None:
        return MergedReturn(
            file=entry.file,
            known=False,
            package_number="",
            code="",
            sequence=0,
            fingerprint="",
            parts=(),
            problems=entry.problems,
        )
    signed = entry.taken.signed
    return MergedReturn(
        file=entry.file,
        known=entry.known,
        package_number=signed.content.package_number,
        code=signed.content.code,
        sequence=signed.content.sequence,
        fingerprint=key_fingerprint(bytes.fromhex(signed.public_key)),
        parts=parts.get(signed.sha256, ()),
        problems=(),
    )


class _Judge:
    """Judges files against the packages of one store."""

    def __init__(self, session: Session, call_id: str | None) -> None:
        self._session, self._call_id = session, call_id
        self._known = set(session.scalars(select(ReturnRecord.sha256)))
        self._packages = {
            fingerprint: (package_id, member_id, of_call)
            for fingerprint, package_id, member_id, of_call in session.execute(
                select(
                    PackageRecord.fingerprint,
                    PackageRecord.id,
                    PackageRecord.member_id,
                    PackageRecord.call_id,
                )
            )
        }
        self._versions = _versions(session)
        self._scales: dict[str, Scales] = {}

    def judged(self, path: Path) -> PlannedReturn:
        where = Where(file=path.name)
        with refusing(path), path.open("rb") as stream:
            data = stream.read(MAX_DOCUMENT_BYTES + 1)
        signed = read_return(data, path.name)
        content = signed.content
        found = self._packages.get(content.package_fingerprint)
        if found is None:
            params = {"call": content.call_number, "package": content.package_number}
            raise Refused(Problem(code="scoring.return_not_ours", where=where, params=params))
        package_id, member_id, of_call = found
        if self._call_id not in (None, of_call):
            raise refusal("scoring.return_other_call", where, call=content.call_number)
        expected = Expected(member_id=member_id, versions=frozenset(self._versions[package_id]))
        scales = self._scales_of(content.grid, of_call, package_id)
        refuse_on_errors(check_return(content, expected, scales, path.name))
        return PlannedReturn(
            file=path.name,
            taken=TakenReturn(signed=signed, call_id=of_call, package_id=package_id),
            known=signed.sha256 in self._known,
        )

    def _scales_of(self, grid: str, call_id: str, package_id: str) -> Scales:
        """The scales of the call's grid, or those of the package where it had another."""
        if grid not in self._scales:
            terms = terms_of(self._session, call_id)
            if grid_fingerprint(terms) != grid:
                manifest = self._session.get_one(PackageRecord, package_id).manifest
                terms = read_package(json.loads(manifest)).call_terms()
            self._scales[grid] = Scales.of(terms)
        return self._scales[grid]


def _versions(session: Session) -> Mapping[str, set[tuple[str, int, str]]]:
    found: dict[str, set[tuple[str, int, str]]] = defaultdict(set)
    for package_id, number, revision, fingerprint in session.execute(
        select(
            PackageItemRecord.package_id,
            ApplicationRecord.number,
            PackageItemRecord.revision,
            PackageItemRecord.fingerprint,
        ).join(ApplicationRecord, ApplicationRecord.id == PackageItemRecord.application_id)
    ):
        found[package_id].add((number, revision, fingerprint))
    return found
