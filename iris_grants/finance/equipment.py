"""Equipment of a grant: entered into its register, transferred, written off, listed on paper."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from sqlalchemy import func, select

from db.tables.finance import EquipmentRecord, ExpenditureRecord
from db.tables.grants import GrantRecord
from iris_grants.documents.attachments import attach
from iris_grants.documents.filing import media_type_of
from iris_grants.documents.world import refusing
from iris_grants.finance.equipment_paper import equipment_paper
from iris_grants.finance.equipment_register import equipment_of
from iris_grants.finance.financial_reports import PDF
from iris_grants.kernel.access import Role
from iris_grants.kernel.ids import new_id
from iris_grants.kernel.money import Money
from iris_grants.kernel.operations import Work, operation
from iris_grants.kernel.problems import Where, refusal

OFFICE = frozenset({Role.FINANCE_OFFICER, Role.GRANTS_OFFICER})
TOPICS = frozenset({"grants", "documents"})
LIST_KIND, TRANSFER_KIND = "asset_list", "asset_transfer"


@operation("finance.record_equipment", roles=OFFICE, topics=TOPICS)
def record_equipment(
    work: Work,
    *,
    grant_id: str,
    description: str,
    value: Money,
    acquired_on: date,
    place: str,
    quantity: int = 1,
    serial_no: str = "",
    expenditure_id: str | None = None,
) -> str:
    """Enter equipment that a grant bought into its register; returns its id.

    `expenditure_id` is the cost it was bought with (DOMAIN.md §5.1, Annex IX; §8.3, section
    21). Refused without words of what and where it is, for a value not in euro, and for a
    day before the contract or after today.
    """
    grant = work.hold(GrantRecord, grant_id)
    for key, words in (("description", description), ("place", place)):
        if not words.strip():
            raise refusal("finance.equipment_word_needed", Where(key=key))
    if value.currency != "EUR" or value.minor < 0:
        raise refusal("finance.equipment_value_wrong", Where(key="value"))
    _require_day(work, acquired_on, grant.starts_on, "acquired_on")
    if expenditure_id is not None:
        _require_cost(work, expenditure_id, grant_id)
    last = work.session.scalar(
        select(func.max(EquipmentRecord.number)).where(EquipmentRecord.grant_id == grant_id)
    )
    return work.add(
        EquipmentRecord(
            id=new_id(),
            grant_id=grant_id,
            expenditure_id=expenditure_id,
            number=int(last or 0) + 1,
            description=description.strip(),
            serial_no=serial_no.strip() or None,
            quantity=quantity,
            value_minor=value.minor,
            acquired_on=acquired_on.isoformat(),
            place=place.strip(),
            state="in_use",
        )
    ).id


@operation("finance.transfer_equipment", roles=OFFICE, topics=TOPICS)
def transfer_equipment(
    work: Work,
    *,
    equipment_id: str,
    receiver: str,
    transferred_on: date,
    path: Path | None = None,
) -> None:
    """Record to whom equipment was handed over for good, with the signed certificate.

    The file at `path` is kept among the papers of the grant (DOMAIN.md §5.1, Annex IX).
    """
    record = _in_use(work, equipment_id)
    if not receiver.strip():
        raise refusal("finance.equipment_word_needed", Where(key="receiver"))
    _require_day(work, transferred_on, record.acquired_on, "transferred_on")
    if path is not None:
        with refusing(path), path.open("rb") as stream:
            record.document_id = attach(
                work,
                subject_kind="grant",
                subject_id=record.grant_id,
                kind=TRANSFER_KIND,
                name=path.name,
                media_type=media_type_of(path),
                data=stream,
            ).id
    record.state, record.changed_on = "transferred", transferred_on.isoformat()
    record.receiver = receiver.strip()
    work.flush()


@operation("finance.write_off_equipment", roles=OFFICE, topics=TOPICS)
def write_off_equipment(
    work: Work, *, equipment_id: str, written_off_on: date, reason: str
) -> None:
    """Record that equipment was lost, stolen or broke, with the reason."""
    record = _in_use(work, equipment_id)
    if not reason.strip():
        raise refusal("finance.equipment_word_needed", Where(key="reason"))
    _require_day(work, written_off_on, record.acquired_on, "written_off_on")
    record.state, record.changed_on = "written_off", written_off_on.isoformat()
    record.reason = reason.strip()
    work.flush()


@operation("finance.discard_equipment", roles=OFFICE, topics=TOPICS)
def discard_equipment(work: Work, *, equipment_id: str) -> None:
    """Take out what was entered by mistake; the journal keeps it. Refused once it is gone."""
    work.session.delete(_in_use(work, equipment_id))
    work.flush()


@operation("finance.write_equipment_list", roles=OFFICE, topics=TOPICS)
def write_equipment_list(work: Work, *, grant_id: str, language: str = "sr") -> str:
    """Write the register of a grant as PDF among its papers; returns the document's id.

    Refused for a register without entries (`finance.equipment_none`).
    """
    grant = work.hold(GrantRecord, grant_id)
    rows = equipment_of(work.session, grant_id)
    if not rows:
        raise refusal("finance.equipment_none", number=grant.number)
    data = equipment_paper(work.session, grant, rows, language=language, at=work.now_text)
    return attach(
        work,
        subject_kind="grant",
        subject_id=grant_id,
        kind=LIST_KIND,
        name=f"{grant.number}-equipment.pdf".replace("/", "-"),
        media_type=PDF,
        data=data,
    ).id


def _require_cost(work: Work, expenditure_id: str, grant_id: str) -> None:
    if work.get(ExpenditureRecord, expenditure_id).grant_id != grant_id:
        raise refusal("finance.evidence_of_another_grant")


def _in_use(work: Work, equipment_id: str) -> EquipmentRecord:
    record = work.hold(EquipmentRecord, equipment_id)
    if record.state != "in_use":
        raise refusal("finance.equipment_gone", state=f"state.equipment.{record.state}")
    return record


def _require_day(work: Work, day: date, first: str, key: str) -> None:
    if not first <= day.isoformat() <= work.today.isoformat():
        raise refusal("finance.equipment_day_wrong", Where(key=key), day=first)
