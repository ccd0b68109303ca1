"""The form that a grantee is sent: empty, or with what came back for correction."""

from __future__ import annotations

from sqlalchemy.orm import Session

from iris_grants.reporting.form import Correction, Filled, report_form
from iris_grants.reporting.indicator_queries import indicator_values
from iris_grants.reporting.queries import RevisionRow, report_row, revisions_of
from iris_grants.reporting.rules.review import NO, QUESTIONS


def form_for_grantee(session: Session, report_id: str, *, language: str) -> bytes:
    """The form of a report as .xlsx for the grantee.

    A report that was returned goes out with what was handed in last, and on its first sheet
    what is to be corrected (DOMAIN.md §9.1); any other one goes out empty.
    """
    report = report_row(session, report_id)
    revisions = revisions_of(session, report_id)
    if report.state != "returned" or not revisions:
        return report_form(session, report_id, language=language)
    last = revisions[0]
    values: Filled = {
        one.code: (one.value, one.remark or "")
        for one in indicator_values(session, report.grant_id)
        if one.report_id == report_id and one.newest
    }
    return report_form(
        session,
        report_id,
        language=language,
        answers=last.answers,
        values=values,
        correction=Correction(comments=last.comments or "", remarks=remarks_of(last)),
    )


def remarks_of(revision: RevisionRow) -> tuple[tuple[str, str], ...]:
    """The questions that were answered with *no* or have a remark, with it, in their order."""
    order = QUESTIONS["final"]
    return tuple(
        (one.question, one.remark or "")
        for one in sorted(revision.checks, key=lambda one: order.index(one.question))
        if one.answer == NO or one.remark
    )
