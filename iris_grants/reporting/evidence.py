"""Visibility of the EU contribution, and how risky a grant is judged."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from db.tables.grants import GrantRecord
from db.tables.reporting import (
    CONSENTS,
    RISK_LEVELS,
    VISIBILITY_KINDS,
    RiskRecord,
    VisibilityRecord,
)
from iris_grants.documents.filing import file_document
from iris_grants.kernel.access import Role
from iris_grants.kernel.ids import new_id
from iris_grants.kernel.operations import Work, operation
from iris_grants.kernel.problems import Where, refusal

OFFICE = frozenset({Role.GRANTS_OFFICER, Role.FINANCE_OFFICER, Role.SECRETARY})
OFFICER = frozenset({Role.GRANTS_OFFICER, Role.FINANCE_OFFICER, Role.APPROVER})
TOPICS = frozenset({"reports", "grants"})
OVER = ("drafted", "closed", "terminated")


@operation("reporting.record_visibility", roles=OFFICE, topics=TOPICS, undoable=True)
def record_visibility(
    work: Work,
    *,
    grant_id: str,
    item: str,
    kind: str,
    shown_on: date,
    emblem_ok: bool,
    statement_ok: bool,
    disclaimer_ok: bool,
    consent: str,
    link: str = "",
    remark: str = "",
    path: Path | None = None,
) -> str:
    """Keep evidence of how the EU contribution was shown (DOMAIN.md §9.3); returns its id.

    Emblem, statement and disclaimer are checked one by one; `consent` is that of the people
    shown. The evidence is a file or a link. Refused without either, and where a file shows
    people who did not agree.
    """
    _live(work, grant_id)
    _require_shown(item, kind, consent, link, path)
    document_id = None
    if path is not None:
        document_id = file_document(
            work, subject_kind="grant", subject_id=grant_id, kind="visibility", path=path
        )
    record = VisibilityRecord(
        id=new_id(),
        grant_id=grant_id,
        item=item.strip(),
        kind=kind,
        shown_on=shown_on.isoformat(),
        link=link.strip() or None,
        emblem_ok=int(emblem_ok),
        statement_ok=int(statement_ok),
        disclaimer_ok=int(disclaimer_ok),
        consent=consent,
        remark=remark.strip() or None,
        document_id=document_id,
        recorded_by_id=work.person.person_id,
    )
    return work.add(record).id


@operation("reporting.note_risk", roles=OFFICER, topics=TOPICS, undoable=True)
def note_risk(
    work: Work, *, grant_id: str, assessed_on: date, level: str, reason: str, measures: str = ""
) -> str:
    """Judge the risk of a grant on a day; the newest note counts, the others stay.

    Above a low risk the note says what is done about it.
    """
    _live(work, grant_id)
    if level not in RISK_LEVELS:
        raise refusal("reporting.risk_unknown", Where(key="level"))
    if not reason.strip():
        raise refusal("reporting.word_needed", Where(key="reason"))
    if level != "low" and not measures.strip():
        raise refusal("reporting.measures_needed", Where(key="measures"))
    record = RiskRecord(
        id=new_id(),
        grant_id=grant_id,
        assessed_on=assessed_on.isoformat(),
        level=level,
        reason=reason.strip(),
        measures=measures.strip() or None,
        person_id=work.person.person_id,
    )
    return work.add(record).id


def _require_shown(item: str, kind: str, consent: str, link: str, path: Path | None) -> None:
    if not item.strip():
        raise refusal("reporting.word_needed", Where(key="item"))
    if kind not in VISIBILITY_KINDS:
        raise refusal("reporting.visibility_unknown", Where(key="kind"))
    if consent not in CONSENTS:
        raise refusal("reporting.consent_unknown", Where(key="consent"))
    if path is None and not link.strip():
        raise refusal("reporting.no_evidence", Where(key="path"))
    if path is not None and consent == "no":
        raise refusal("reporting.photo_without_consent", Where(key="path"))


def _live(work: Work, grant_id: str) -> None:
    grant = work.get(GrantRecord, grant_id)
    if grant.state in OVER:
        raise refusal("grants.wrong_state", state=f"state.grant.{grant.state}")
