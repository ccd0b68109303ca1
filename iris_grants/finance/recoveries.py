"""Money that is owed back: announced, commented on, demanded, and settled or waived."""

from __future__ import annotations

from datetime import date

from db.tables.finance import FinalAmountRecord, RecoveryRecord
from db.tables.grants import GrantRecord
from iris_grants.documents.attachments import attach
from iris_grants.finance.commands import FINANCE
from iris_grants.finance.final_papers import announcement_paper, debit_note_paper
from iris_grants.finance.financial_reports import APPROVER, PDF
from iris_grants.finance.interest import charge_interest
from iris_grants.finance.report_queries import RecoveryRow, fixed_amount, recoveries
from iris_grants.kernel.ids import new_id
from iris_grants.kernel.operations import Work, not_found, operation
from iris_grants.kernel.problems import Where, refusal

TOPICS = frozenset({"grants", "payments", "final_amounts"})
ANNOUNCEMENT_KIND, DEBIT_NOTE_KIND = "recovery_announcement", "debit_note"
SETTLED_BY = ("paid", "offset")
BEFORE_DEMAND = ("pre_info", "observations")


@operation("finance.announce_recovery", roles=FINANCE, topics=TOPICS)
def announce_recovery(
    work: Work,
    *,
    final_amount_id: str,
    announced_on: date,
    observations_until: date,
    language: str = "sr",
) -> str:
    """Tell a grantee in writing what will be recovered and until when to comment on it.

    Returns the id of the recovery; the letter is kept as PDF. Refused where nothing is to
    be recovered, and for days out of order (DOMAIN.md §7.5).
    """
    final = work.hold(FinalAmountRecord, final_amount_id)
    if final.state != "fixed":
        raise refusal("finance.final_not_fixed")
    owed = final.paid_minor - final.final_minor
    if owed <= 0:
        raise refusal("finance.nothing_to_recover")
    if not final.fixed_on <= announced_on.isoformat() <= work.today.isoformat():
        raise refusal("finance.recovery_day_wrong", Where(key="announced_on"), day=final.fixed_on)
    if observations_until <= announced_on:
        where = Where(key="observations_until")
        raise refusal("finance.recovery_day_wrong", where, day=announced_on.isoformat())
    record = work.add(
        RecoveryRecord(
            id=new_id(),
            grant_id=final.grant_id,
            final_amount_id=final.id,
            state="pre_info",
            amount_minor=owed,
            announced_on=announced_on.isoformat(),
            observations_until=observations_until.isoformat(),
        )
    )
    record.announcement_id = _keep(work, record, ANNOUNCEMENT_KIND, language)
    work.flush()
    return record.id


@operation("finance.record_observations", roles=FINANCE, topics=TOPICS)
def record_observations(
    work: Work, *, recovery_id: str, received_on: date, observations: str
) -> None:
    """Keep what the grantee wrote about a recovery before it is demanded."""
    record = _in_state(work, recovery_id, BEFORE_DEMAND)
    if not observations.strip():
        raise refusal("finance.reason_needed", Where(key="observations"))
    if not record.announced_on <= received_on.isoformat() <= work.today.isoformat():
        where = Where(key="received_on")
        raise refusal("finance.recovery_day_wrong", where, day=record.announced_on)
    record.state = "observations"
    record.observed_on, record.observations = received_on.isoformat(), observations.strip()
    work.flush()


@operation("finance.issue_debit_note", roles=FINANCE, topics=TOPICS)
def issue_debit_note(
    work: Work,
    *,
    recovery_id: str,
    number: str,
    issued_on: date,
    due_on: date,
    language: str = "sr",
) -> None:
    """Demand what is owed, with a number and a day until which to pay.

    Not before the grantee commented, or the time for that is over
    (`finance.observations_open`).
    """
    record = _in_state(work, recovery_id, BEFORE_DEMAND)
    if not number.strip():
        raise refusal("finance.debit_note_no_needed", Where(key="number"))
    if not record.announced_on <= issued_on.isoformat() <= work.today.isoformat():
        where = Where(key="issued_on")
        raise refusal("finance.recovery_day_wrong", where, day=record.announced_on)
    if record.state == "pre_info" and issued_on.isoformat() <= record.observations_until:
        raise refusal("finance.observations_open", day=record.observations_until)
    if due_on <= issued_on:
        where = Where(key="due_on")
        raise refusal("finance.recovery_day_wrong", where, day=issued_on.isoformat())
    record.state = "debit_note"
    record.debit_note_no, record.debit_note_on = number.strip(), issued_on.isoformat()
    record.due_on = due_on.isoformat()
    work.flush()
    record.debit_note_id = _keep(work, record, DEBIT_NOTE_KIND, language)
    work.flush()


@operation("finance.settle_recovery", roles=FINANCE, topics=TOPICS)
def settle_recovery(
    work: Work,
    *,
    recovery_id: str,
    how: str,
    settled_on: date,
    reference: str,
    with_interest: bool = False,
) -> None:
    """Record that what was demanded is paid back, or offset against another payment.

    `reference` is the bank statement, or what it was offset against. `with_interest`: what
    is owed for the days after the due one is written down too (DOMAIN.md §7.5; the rate is a
    preset of the rules). Refused then where no reference rate is known.
    """
    record = _in_state(work, recovery_id, ("debit_note",))
    if how not in SETTLED_BY:
        raise refusal("finance.settlement_unknown", Where(key="how"))
    if with_interest:
        charge_interest(work, record, settled_on)
    _settle(work, record, how, settled_on, reference, "reference")


@operation("finance.waive_recovery", roles=APPROVER, topics=TOPICS, approval=True)
def waive_recovery(work: Work, *, recovery_id: str, waived_on: date, decision: str) -> None:
    """Give up a recovery by a decision of the European Union, which `decision` names."""
    record = _in_state(work, recovery_id, (*BEFORE_DEMAND, "debit_note"))
    _settle(work, record, "waived", waived_on, decision, "decision")


def _settle(work: Work, record: RecoveryRecord, how: str, day: date, reason: str, key: str) -> None:
    if not reason.strip():
        raise refusal("finance.reason_needed", Where(key=key))
    first = record.debit_note_on or record.announced_on
    if not first <= day.isoformat() <= work.today.isoformat():
        raise refusal("finance.recovery_day_wrong", Where(key="settled_on"), day=first)
    record.state, record.settled_on, record.settled_reason = how, day.isoformat(), reason.strip()
    work.flush()


def _in_state(work: Work, recovery_id: str, states: tuple[str, ...]) -> RecoveryRecord:
    record = work.hold(RecoveryRecord, recovery_id)
    if record.state not in states:
        raise refusal("finance.recovery_wrong_state", state=f"state.recovery.{record.state}")
    return record


def _keep(work: Work, record: RecoveryRecord, kind: str, language: str) -> str:
    grant = work.get(GrantRecord, record.grant_id)
    write = announcement_paper if kind == ANNOUNCEMENT_KIND else debit_note_paper
    final = fixed_amount(work.session, grant.id)
    if final is None:
        raise refusal("finance.final_not_fixed")
    return attach(
        work,
        subject_kind="grant",
        subject_id=grant.id,
        kind=kind,
        name=f"{grant.number}-{kind.replace('_', '-')}.pdf".replace("/", "-"),
        media_type=PDF,
        data=write(work.session, final, _row(work, record), language=language, at=work.now_text),
    ).id


def _row(work: Work, record: RecoveryRecord) -> RecoveryRow:
    for row in recoveries(work.session, record.grant_id):
        if row.id == record.id:
            return row
    raise not_found(RecoveryRecord, record.id)
