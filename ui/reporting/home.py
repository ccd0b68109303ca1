"""What reports put on the first page: what is overdue, to be reviewed, visited, followed up."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from iris_grants.kernel.access import Role
from iris_grants.reporting.queries import Deadline, ReportRow, deadlines, list_reports
from iris_grants.wording import _, label
from iris_grants.wording.formats import day, sentence_case, today
from ui.home.parts import HomePart, Need
from ui.shell.tokens import Meaning
from ui.tables.columns import Chip

if TYPE_CHECKING:
    from iris_grants.kernel.storage import Session

OFFICER = frozenset({Role.GRANTS_OFFICER})
REVIEWERS = frozenset({Role.GRANTS_OFFICER, Role.FINANCE_OFFICER, Role.APPROVER})
AHEAD = timedelta(days=30)


def home(session: Session) -> HomePart:
    """Reports to review, and every deadline that is past or comes within thirty days."""
    now = today()
    needs = [_review(row) for row in list_reports(session) if row.state == "received"]
    needs += [
        _deadline(one, now)
        for one in deadlines(session)
        if one.due_on and date.fromisoformat(one.due_on) <= now + AHEAD
    ]
    return HomePart(needs=tuple(needs))


def _review(row: ReportRow) -> Need:
    return Need(
        text=_("The {report} of contract {number} is to be reviewed.").format(
            report=label(f"report.{row.kind}"), number=row.grant_number
        ),
        line=row.grantee,
        button=_("To the report"),
        page="reports",
        record=row.id,
        roles=REVIEWERS,
    )


def _deadline(one: Deadline, now: date) -> Need:
    late = date.fromisoformat(one.due_on) < now
    of_report = one.kind.startswith("report_")
    return Need(
        text=_("{what} · contract {number} · {day}").format(
            what=sentence_case(label(f"deadline.{one.kind}")),
            number=one.grant_number,
            day=day(one.due_on),
        ),
        line=one.grantee,
        chip=Chip(word=_("overdue"), meaning=Meaning.BAD) if late else None,
        button=_("To the report") if of_report else _("To the grant"),
        page="reports" if of_report else "grants",
        record=one.record_id if of_report else one.grant_id,
        roles=OFFICER,
    )
