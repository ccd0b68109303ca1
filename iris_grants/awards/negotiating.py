"""The negotiation as a whole: what the office proposes line by line, and what was agreed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from db.tables.awards import AwardRecord, NegotiatedLineRecord
from iris_grants.awards.commands import OFFICER, TOPICS
from iris_grants.kernel.money import Money
from iris_grants.kernel.operations import Work, operation
from iris_grants.kernel.problems import Problem, Where, refusal, refuse_on_errors


@dataclass(frozen=True, slots=True, kw_only=True)
class LineChange:
    """What stands in one line of the negotiation, in minor units; `agreed` None while open."""

    proposed: int
    proposed_reason: str | None
    agreed: int | None
    reason: str | None


@operation("awards.propose_line", roles=OFFICER, topics=TOPICS, undoable=True)
def propose_line(work: Work, *, line_id: str, proposed: Money, reason: str | None = None) -> None:
    """Write down the amount that the office proposes for a line, with the reason of a change.

    A trial amount: it binds nobody before it is agreed and the award is decided. Refused:
    `awards.wrong_state`, `awards.other_currency`, `awards.change_without_reason`.
    """
    line = work.get(NegotiatedLineRecord, line_id)
    award = _negotiated(work, line.award_id)
    if proposed.currency != award.currency:
        raise refusal("awards.other_currency", Where(key="proposed"), currency=award.currency)
    change = LineChange(
        proposed=proposed.minor,
        proposed_reason=reason,
        agreed=line.agreed_minor,
        reason=line.reason,
    )
    refuse_on_errors(_proposal_problems(line, change))
    _write(line, change)
    work.flush()


@operation("awards.negotiate", roles=OFFICER, topics=TOPICS)
def save_negotiation(work: Work, *, award_id: str, changes: Mapping[str, LineChange]) -> int:
    """Write down proposals and agreements of several lines at once; how many were changed.

    `changes` by the identity of the line. Refused: `awards.wrong_state`,
    `awards.line_unknown`, `awards.change_without_reason` for a proposal without its reason.
    What the rules say to the whole is judged when the award is decided.
    """
    _negotiated(work, award_id)
    lines = {
        line.id: line
        for line in work.session.scalars(
            select(NegotiatedLineRecord).where(NegotiatedLineRecord.award_id == award_id)
        )
    }
    problems = [Problem(code="awards.line_unknown") for line_id in changes if line_id not in lines]
    problems += [
        problem
        for line_id, change in changes.items()
        if line_id in lines
        for problem in _proposal_problems(lines[line_id], change)
    ]
    refuse_on_errors(problems)
    changed = sum(_write(lines[line_id], change) for line_id, change in changes.items())
    work.flush()
    return changed


def _negotiated(work: Work, award_id: str) -> AwardRecord:
    award = work.hold(AwardRecord, award_id)
    if award.state != "proposed":
        raise refusal("awards.wrong_state", state=f"state.award.{award.state}")
    return award


def _proposal_problems(line: NegotiatedLineRecord, change: LineChange) -> tuple[Problem, ...]:
    given = bool((change.proposed_reason or "").strip())
    if change.proposed == line.requested_minor or given:
        return ()
    return (Problem(code="awards.change_without_reason", where=Where(key=line.code)),)


def _write(line: NegotiatedLineRecord, change: LineChange) -> bool:
    before = (line.proposed_minor, line.proposed_reason, line.agreed_minor, line.reason)
    line.proposed_minor = change.proposed
    line.proposed_reason = (change.proposed_reason or "").strip() or None
    line.agreed_minor = change.agreed
    line.reason = (change.reason or "").strip() or None
    return before != (line.proposed_minor, line.proposed_reason, line.agreed_minor, line.reason)
