"""Changes to calls: loaded from a template, published, closed."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.tables.calls import CallRecord
from iris_grants.calls.documents import terms_document
from iris_grants.calls.parse import parse_call
from iris_grants.calls.queries import publication_problems, terms_of
from iris_grants.calls.rules import check_closable
from iris_grants.calls.terms import CallTerms
from iris_grants.kernel.access import Role
from iris_grants.kernel.canonical import canonical_json, fingerprint
from iris_grants.kernel.clock import utc_text
from iris_grants.kernel.ids import new_id
from iris_grants.kernel.operations import Work, operation
from iris_grants.kernel.problems import Problem, refusal, refuse_on_errors
from iris_grants.programme.queries import the_programme
from iris_grants.programme.templates import Value, where_in

OFFICER = frozenset({Role.GRANTS_OFFICER})
TOPICS = frozenset({"calls"})


@operation("calls.load", roles=OFFICER, topics=TOPICS, undoable=True)
def load_call(work: Work, *, template: Mapping[str, Value]) -> str:
    """Enter a call from its template, or replace the draft of that number; gives the identity.

    Refused: what is wrong in the template (`iris_grants.calls.parse`), `calls.fixed` where
    the call of that number was published, `programme.none` while there is no programme.
    """
    terms = parse_call(template)
    programme = the_programme(work.session)
    record = call_of_number(work.session, terms.number)
    if record is None:
        record = CallRecord(id=new_id(), programme_id=programme.id, state="draft")
        fill_call(record, terms)
        return work.add(record).id
    if record.state != "draft":
        raise refusal("calls.fixed", where_in(template, "number"), number=terms.number)
    fill_call(record, terms)
    work.flush()
    return record.id


@operation("calls.publish", roles=OFFICER, topics=TOPICS)
def publish_call(work: Work, *, call_id: str) -> tuple[Problem, ...]:
    """Publish a draft: its terms and their fingerprint are fixed for good.

    Gives the warnings that somebody should have seen before. Refused: `calls.not_draft`,
    and the errors of `iris_grants.calls.rules.check_publishable`.
    """
    record = work.get(CallRecord, call_id)
    if record.state != "draft":
        raise refusal("calls.not_draft", number=record.number)
    problems = publication_problems(work.session, call_id, work.now)
    refuse_on_errors(problems)
    record.state = "published"
    record.published_at = work.now_text
    work.flush()
    return problems


@operation("calls.close", roles=OFFICER, topics=TOPICS)
def close_call(work: Work, *, call_id: str) -> None:
    """Close a published call after its deadline.

    Refused: `calls.not_published`, `calls.deadline_ahead`.
    """
    record = work.get(CallRecord, call_id)
    if record.state != "published":
        raise refusal("calls.not_published", number=record.number)
    refuse_on_errors(check_closable(terms_of(work.session, call_id), work.now))
    record.state = "closed"
    work.flush()


def call_of_number(session: Session, number: str) -> CallRecord | None:
    """The record of the call with this number; none if there is none."""
    return session.scalar(select(CallRecord).where(CallRecord.number == number))


def fill_call(record: CallRecord, terms: CallTerms) -> None:
    """Put terms into the record of a call, with their fingerprint."""
    document = terms_document(terms)
    record.number = terms.number
    record.title_en = terms.title.en
    record.title_sr = terms.title.sr
    record.deadline_at = utc_text(terms.deadline_at)
    record.deadline_zone = terms.deadline_zone
    record.envelope_minor = terms.envelope.minor
    record.min_amount_minor = terms.min_amount.minor
    record.max_amount_minor = terms.max_amount.minor
    record.currency = terms.currency
    record.terms = canonical_json(document)
    record.fingerprint = fingerprint(document)
