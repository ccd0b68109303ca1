"""Corrigenda: published corrections of a call, which may move its deadline to a later time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.tables.calls import CallRecord, CorrigendumRecord
from iris_grants.calls.papers import file_paper
from iris_grants.calls.queries import terms_of
from iris_grants.calls.rules_questions import missing_languages
from iris_grants.documents.pdf_blocks import Block, KeyValues, Text
from iris_grants.kernel.access import Role
from iris_grants.kernel.clock import from_utc_text, utc_text
from iris_grants.kernel.ids import new_id
from iris_grants.kernel.operations import Work, operation
from iris_grants.kernel.problems import Problem, Where, refusal, refuse_on_errors
from iris_grants.programme.fields import Bilingual
from iris_grants.wording import _
from iris_grants.wording.formats import day, moment

OFFICER = frozenset({Role.GRANTS_OFFICER})
CORRIGENDUM = "corrigendum"


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrigendumRow:
    """A correction as lists show it; deadlines as UTC texts, none where it did not move."""

    id: str
    number: int
    published_on: str
    text: Bilingual
    deadline_before: str | None
    deadline_after: str | None


@operation("calls.correct", roles=OFFICER, topics=frozenset({"calls", "documents"}))
def correct_call(
    work: Work,
    *,
    call_id: str,
    published_on: date,
    text_sr: str,
    text_en: str,
    deadline: str | None = None,
) -> str:
    """Publish a correction of a call as a paper in each language; gives its identity.

    `deadline` is the new one as `2023-11-06 18:00` in the zone of the call; it may only be
    later, and only while the present one has not passed. The terms that were published stay
    as they were. Refused: `calls.not_published`, `calls.text_missing`,
    `calls.deadline_unreadable`, `calls.deadline_earlier`, `calls.corrigendum_late`.
    """
    call = work.hold(CallRecord, call_id)
    if call.state != "published":
        raise refusal("calls.not_published", number=call.number)
    texts: dict[str, str | None] = {"sr": text_sr, "en": text_en}
    after = _read(deadline, call.deadline_zone) if deadline and deadline.strip() else None
    problems = [
        *missing_languages(("sr", "en"), texts, "text"),
        *_deadline_problems(call, after, work.now),
    ]
    refuse_on_errors(problems)
    last = work.session.scalar(
        select(func.max(CorrigendumRecord.number)).where(CorrigendumRecord.call_id == call_id)
    )
    record = CorrigendumRecord(
        id=new_id(),
        call_id=call_id,
        number=(last or 0) + 1,
        published_on=published_on.isoformat(),
        text_sr=text_sr.strip(),
        text_en=text_en.strip(),
        deadline_before=call.deadline_at if after is not None else None,
        deadline_after=utc_text(after) if after is not None else None,
    )
    for language in terms_of(work.session, call_id).languages:
        record.document_id = _paper(work, call, record, language)
    work.add(record)
    if after is not None:
        call.deadline_at = utc_text(after)
        work.flush()
    return record.id


def corrigenda_of(session: Session, call_id: str) -> tuple[CorrigendumRow, ...]:
    """The corrections of a call in the order of their numbers."""
    found = session.scalars(
        select(CorrigendumRecord)
        .where(CorrigendumRecord.call_id == call_id)
        .order_by(CorrigendumRecord.number)
    )
    return tuple(
        CorrigendumRow(
            id=row.id,
            number=row.number,
            published_on=row.published_on,
            text=Bilingual(en=row.text_en, sr=row.text_sr),
            deadline_before=row.deadline_before,
            deadline_after=row.deadline_after,
        )
        for row in found
    )


def _read(text: str, zone: str) -> datetime:
    try:
        local = datetime.strptime(text.strip(), "%Y-%m-%d %H:%M").replace(tzinfo=ZoneInfo(zone))
    except ValueError:
        where = Where(key="deadline")
        raise refusal("calls.deadline_unreadable", where, value=text.strip()) from None
    return local


def _deadline_problems(
    call: CallRecord, after: datetime | None, now: datetime
) -> tuple[Problem, ...]:
    if after is None:
        return ()
    before, where = from_utc_text(call.deadline_at), Where(key="deadline")
    if now > before:
        return (Problem(code="calls.corrigendum_late", where=where),)
    if after <= before:
        return (Problem(code="calls.deadline_earlier", where=where),)
    return ()


def _paper(work: Work, call: CallRecord, record: CorrigendumRecord, language: str) -> str:
    def body() -> list[Block]:
        rows = [(_("Published on"), day(record.published_on))]
        if record.deadline_after is not None:
            rows += [
                (_("Earlier deadline"), moment(record.deadline_before, call.deadline_zone)),
                (_("New deadline"), moment(record.deadline_after, call.deadline_zone)),
            ]
        text = record.text_sr if language == "sr" else record.text_en
        return [KeyValues(rows=rows), Text(text=text)]

    return file_paper(
        work,
        call,
        kind=CORRIGENDUM,
        name=f"{call.number.replace('/', '-')}-corrigendum-{record.number}-{language}.pdf",
        language=language,
        title=lambda: _("Corrigendum no. {number}").format(number=record.number),
        body=body,
    )
