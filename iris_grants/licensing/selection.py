"""Selecting organisations for mentoring, and letting one drop out with its reason."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy import select

from db.tables.licensing import ANSWERS, CaseRecord, EligibilityAnswerRecord
from db.tables.organisations import OrganisationRecord
from iris_grants.kernel.ids import new_id
from iris_grants.kernel.operations import Work, operation
from iris_grants.kernel.problems import Where, refusal, refuse_on_errors
from iris_grants.licensing.commands import OFFICER, TOPICS
from iris_grants.licensing.moving import check_text, move
from iris_grants.licensing.rules.path import Stage
from iris_grants.licensing.rules.selection import CONDITIONS, check_answer


@operation("licensing.answer_condition", roles=OFFICER, topics=TOPICS, undoable=True)
def answer_condition(
    work: Work,
    *,
    organisation_id: str,
    question: str,
    answer: str,
    answered_on: date,
    evidence: str | None = None,
) -> None:
    """Answer one condition for mentoring of an organisation (`yes` or `no`), with what proves it.

    A later answer takes the place of the earlier one; the journal keeps both. Refused:
    `rules.selection.check_answer`, `licensing.answer_unknown`.
    """
    organisation = work.get(OrganisationRecord, organisation_id)
    known = _answers(work, organisation.id)
    _put(work, organisation, known, question, answer, answered_on, evidence)
    work.flush()


@operation("licensing.answer_conditions", roles=OFFICER, topics=TOPICS, undoable=True)
def answer_conditions(
    work: Work, *, organisation_id: str, answered_on: date, evidence: str
) -> None:
    """Confirm at once every condition that has no answer yet, all by the same evidence.

    Refused as `answer_condition`, with every condition that this evidence cannot prove.
    """
    organisation = work.get(OrganisationRecord, organisation_id)
    known = _answers(work, organisation.id)
    for question in CONDITIONS:
        if question not in known:
            _put(work, organisation, known, question, "yes", answered_on, evidence)
    work.flush()


@operation("licensing.drop_out", roles=OFFICER, topics=TOPICS)
def drop_out(work: Work, *, case_id: str, on: date, reason: str) -> None:
    """The organisation leaves the support before it has a licence, for a reason that is kept."""
    case = work.hold(CaseRecord, case_id)
    move(work, case, Stage.WITHDRAWN, on, check_text(reason, "reason"))
    work.flush()


def _put(
    work: Work,
    organisation: OrganisationRecord,
    known: Mapping[str, EligibilityAnswerRecord],
    question: str,
    answer: str,
    on: date,
    evidence: str | None,
) -> None:
    if answer not in ANSWERS:
        raise refusal("licensing.answer_unknown", Where(key="answer"), answer=answer)
    registered = organisation.registered_on
    since = date.fromisoformat(registered) if registered else None
    refuse_on_errors(check_answer(question, answer, evidence, since, on))
    found = known.get(question)
    if found is None:
        found = EligibilityAnswerRecord(
            id=new_id(), organisation_id=organisation.id, question=question
        )
        work.session.add(found)
    found.answer, found.answered_on = answer, on.isoformat()
    found.evidence = (evidence or "").strip() or None


def _answers(work: Work, organisation_id: str) -> dict[str, EligibilityAnswerRecord]:
    query = select(EligibilityAnswerRecord).where(
        EligibilityAnswerRecord.organisation_id == organisation_id
    )
    return {record.question: record for record in work.session.scalars(query)}
