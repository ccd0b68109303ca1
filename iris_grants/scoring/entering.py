"""The office takes over what members scored without the program, from its files."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.tables.applications import ApplicationRecord
from db.tables.scoring import MemberRecord, PackageItemRecord, PackageRecord
from iris_grants.documents.filing import media_type_of
from iris_grants.documents.read_workbook import open_workbook
from iris_grants.documents.world import refusing
from iris_grants.kernel.operations import Desk
from iris_grants.kernel.problems import Where, refusal
from iris_grants.scoring.assessed import Recusal
from iris_grants.scoring.commands.assessing import Filled
from iris_grants.scoring.commands.committee import Paper
from iris_grants.scoring.commands.entering import Entered, enter_return
from iris_grants.scoring.package import Package, read_package
from iris_grants.scoring.queries.returns import PartRow, ReturnRow, returns_of
from iris_grants.scoring.returns import PAPER, SHEET
from iris_grants.scoring.sheet_reading import read_sheets, sheet_package


@dataclass(frozen=True, slots=True, kw_only=True)
class EnteredReturn:
    """What was kept: the return, and whether exactly this was in the store already."""

    row: ReturnRow
    known: bool

    @property
    def parts(self) -> tuple[PartRow, ...]:
        """What became of each application."""
        return self.row.parts


def enter_sheet(
    desk: Desk, path: Path, *, on: date, incomplete: bool = False, call_id: str | None = None
) -> EnteredReturn:
    """Take over a score sheet that a member filled in without the program.

    Its marks tell the package and the member; applications of which nothing is filled in
    are left out, so that the rest can follow. The workbook is kept as a document. Refused
    as by `read_sheets` and `enter_return`; `scoring.sheet_not_ours` where no package of
    this store (or of this call, where one is given) made it.
    """
    book = open_workbook(path)
    with desk.read() as session:
        record_id, package = _package_of(session, sheet_package(book), path, call_id)
    numbers = {one.number: one.number for one in package.applications}
    said = read_sheets(book, package.call_terms(), numbers)
    entered = Entered(
        medium=SHEET,
        on=on,
        filled={number: one for number, one in said.filled.items() if _anything(one)},
        recusals=said.recusals,
    )
    return _enter(desk, record_id, package, entered, path, incomplete)


def enter_paper(
    desk: Desk,
    *,
    member_id: str,
    application_id: str,
    scan: Path,
    on: date,
    filled: Filled | None = None,
    recusal: Recusal | None = None,
    incomplete: bool = False,
) -> EnteredReturn:
    """Enter the paper grid of a member for one application, and keep its scan.

    Either what is `filled` in, or the `recusal` that stands on it. Refused as by
    `enter_return`; `scoring.not_packaged` where the member never got this application.
    """
    with desk.read() as session:
        number = session.scalar(
            select(ApplicationRecord.number).where(ApplicationRecord.id == application_id)
        )
        record_id, package = _latest_package(session, member_id, application_id)
    key = str(number)
    entered = Entered(
        medium=PAPER,
        on=on,
        filled={} if filled is None else {key: filled},
        recusals={} if recusal is None else {key: recusal},
    )
    return _enter(desk, record_id, package, entered, scan, incomplete)


def _enter(
    desk: Desk, package_id: str, package: Package, entered: Entered, path: Path, incomplete: bool
) -> EnteredReturn:
    with refusing(path):
        data = path.read_bytes()
    before = _returns(desk, package.call_id)
    kept = desk.run(
        enter_return,
        package_id=package_id,
        entered=entered,
        document=Paper(name=path.name, media_type=media_type_of(path), data=data),
        incomplete=incomplete,
    )
    return EnteredReturn(row=_returns(desk, package.call_id)[kept], known=kept in before)


def _returns(desk: Desk, call_id: str) -> Mapping[str, ReturnRow]:
    with desk.read() as session:
        return {row.id: row for row in returns_of(session, call_id)}


def _anything(filled: Filled) -> bool:
    return bool(filled.scores or filled.sections or filled.comment)


def _package_of(
    session: Session, fingerprint: str, path: Path, call_id: str | None
) -> tuple[str, Package]:
    record = session.scalar(select(PackageRecord).where(PackageRecord.fingerprint == fingerprint))
    if record is None or call_id not in (None, record.call_id):
        raise refusal("scoring.sheet_not_ours", Where(file=path.name))
    return record.id, read_package(json.loads(record.manifest))


def _latest_package(session: Session, member_id: str, application_id: str) -> tuple[str, Package]:
    record = session.scalars(
        select(PackageRecord)
        .join(PackageItemRecord, PackageItemRecord.package_id == PackageRecord.id)
        .where(PackageRecord.member_id == member_id)
        .where(PackageItemRecord.application_id == application_id)
        .order_by(PackageRecord.number.desc())
    ).first()
    if record is None:
        code = session.scalar(select(MemberRecord.code).where(MemberRecord.id == member_id))
        raise refusal("scoring.not_packaged", Where(key="application_id"), code=code or "?")
    return record.id, read_package(json.loads(record.manifest))
