"""Letters to applicants, as PDFs under their register number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.tables.applications import ApplicationRecord
from db.tables.awards import AwardRecord, LetterRecord
from db.tables.calls import CallRecord
from db.tables.organisations import OrganisationRecord
from db.tables.programme import ProgrammeRecord
from db.tables.scoring import RankingRecord, RankingRowRecord
from iris_grants.calls.queries import terms_of
from iris_grants.calls.terms import CallTerms
from iris_grants.documents.attachments import attach
from iris_grants.documents.pdf import render_pdf
from iris_grants.documents.pdf_blocks import (
    Align,
    Block,
    Column,
    KeyValues,
    Row,
    RowLook,
    SignatureLine,
    Signatures,
    Spacer,
    Table,
    Text,
    Title,
)
from iris_grants.kernel.access import Role
from iris_grants.kernel.ids import new_id
from iris_grants.kernel.money import Money
from iris_grants.kernel.operations import Work, operation
from iris_grants.kernel.problems import Where, refusal
from iris_grants.programme.papers import paper_meta
from iris_grants.scoring.paper_blocks import points, reason_words
from iris_grants.scoring.queries.evaluation import result_of
from iris_grants.scoring.queries.ranking import fixed_rankings
from iris_grants.wording import _, current_language, in_language, label, ngettext
from iris_grants.wording.formats import day, decimal_text, moment, money

KIND_BY_STATE = {
    "received": "receipt",
    "checking": "receipt",
    "admitted": "receipt",
    "dismissed": "dismissal",
    "awarded": "award",
    "reserve": "reserve",
    "rejected": "rejection",
}


@dataclass(frozen=True, slots=True)
class _Facts:
    application: ApplicationRecord
    organisation: OrganisationRecord
    call: CallRecord
    lead_name: str
    terms: CallTerms
    award: AwardRecord | None
    row: RankingRowRecord | None
    points: tuple[Fraction, ...]


@operation(
    "awards.write_letter",
    roles=frozenset({Role.GRANTS_OFFICER}),
    topics=frozenset({"letters", "applications"}),
)
def write_letter(
    work: Work, *, application_id: str, register_no: str, written_on: date, language: str
) -> str:
    """Write the letter that the state of an application calls for; returns its id.

    Every letter says the reference number, whether the application was on time and
    assessed, the result with its reasons and the points of each section, and the way to
    complain (DOMAIN.md §4.9). Refused while there is nothing to tell
    (`awards.letter_undecided`).
    """
    if not register_no.strip():
        raise refusal("awards.register_no_needed", Where(key="register_no"))
    facts = _facts(work.session, application_id)
    kind = KIND_BY_STATE.get(facts.application.state)
    if kind is None:
        raise refusal(
            "awards.letter_undecided",
            application=facts.application.number,
            state=f"state.application.{facts.application.state}",
        )
    with in_language(language):
        title = _heading(kind)
        meta = paper_meta(work.session, title=title, created=work.now, reference=register_no)
        data = render_pdf(_blocks(facts, kind, title, register_no, written_on), meta)
    document = attach(
        work,
        subject_kind="application",
        subject_id=application_id,
        kind=f"letter_{kind}",
        name=f"{facts.application.number}-{kind}.pdf",
        media_type="application/pdf",
        data=data,
    )
    letter = LetterRecord(
        id=new_id(),
        application_id=application_id,
        kind=kind,
        register_no=register_no.strip(),
        written_on=written_on.isoformat(),
        language=language,
        document_id=document.id,
    )
    return work.add(letter).id


def _facts(session: Session, application_id: str) -> _Facts:
    query = (
        select(ApplicationRecord, OrganisationRecord, CallRecord, ProgrammeRecord.lead_name)
        .join(OrganisationRecord, OrganisationRecord.id == ApplicationRecord.organisation_id)
        .join(CallRecord, CallRecord.id == ApplicationRecord.call_id)
        .join(ProgrammeRecord, ProgrammeRecord.id == CallRecord.programme_id)
        .where(ApplicationRecord.id == application_id)
    )
    found = session.execute(query).first()
    if found is None:
        raise refusal("kernel.not_found", table=ApplicationRecord.__tablename__)
    application, organisation, call, lead_name = found
    award = session.scalars(
        select(AwardRecord).where(AwardRecord.application_id == application_id)
    ).first()
    row = session.scalars(
        select(RankingRowRecord)
        .join(RankingRecord, RankingRecord.id == RankingRowRecord.ranking_id)
        .where(RankingRowRecord.application_id == application_id)
        .where(RankingRecord.preliminary == 0)
        .order_by(RankingRecord.number.desc())
    ).first()
    return _Facts(
        application=application,
        organisation=organisation,
        call=call,
        lead_name=lead_name,
        terms=terms_of(session, call.id),
        award=award,
        row=row,
        points=_section_points(session, application, row),
    )


def _section_points(
    session: Session, application: ApplicationRecord, row: RankingRowRecord | None
) -> tuple[Fraction, ...]:
    """The mean of each section in grid order, from the files of the ranking; empty for none."""
    rankings = fixed_rankings(session, application.call_id) if row else ()
    for fixed in rankings:
        if row is not None and fixed.id == row.ranking_id:
            rows = result_of(fixed).rows
            return next(r.section_means for r in rows if r.application.id == application.number)
    return ()


def _heading(kind: str) -> str:
    return {
        "receipt": _("Receipt of an application"),
        "dismissal": _("Notice of dismissal on formal grounds"),
        "award": _("Notice of award of a grant"),
        "reserve": _("Notice of a place on the reserve list"),
        "rejection": _("Notice of the result of the evaluation"),
    }[kind]


def _blocks(
    facts: _Facts, kind: str, title: str, register_no: str, written_on: date
) -> list[Block]:
    call_title = facts.call.title_sr if current_language() == "sr_Latn" else facts.call.title_en
    application = facts.application
    return [
        Title(
            text=title,
            eyebrow=f"{_('Register number of the letter')} {register_no} · {day(written_on)}",
        ),
        Text(text=f"{facts.organisation.name}\n{facts.organisation.city}"),
        KeyValues(
            rows=[
                (_("Call"), f"{facts.call.number} · {call_title}"),
                (_("Application"), f"{application.number} · {application.title}"),
                (_("Received"), moment(application.received_at, facts.call.deadline_zone)),
                (_("On time"), _("yes") if application.on_time else _("no")),
                (
                    _("Requested"),
                    money(Money(application.requested_minor, application.currency)),
                ),
            ]
        ),
        *[Text(text=paragraph) for paragraph in _RESULTS[kind](facts)],
        *_points_table(facts),
        *([] if kind == "receipt" else [Text(text=_remedy(facts.terms))]),
        Spacer(mm=12),
        Signatures(lines=[SignatureLine(name=facts.lead_name)]),
    ]


def _points_table(facts: _Facts) -> list[Block]:
    sections = facts.terms.grid.sections
    if facts.row is None or len(facts.points) != len(sections):
        return []
    rows = [
        [
            section.code,
            section.title.of(current_language()),
            points(mean),
            points(Fraction(section.most)),
        ]
        for section, mean in zip(sections, facts.points, strict=True)
    ]
    most = points(Fraction(sum(section.most for section in sections)))
    total = ["", _("Total"), points(Fraction(facts.row.total or 0)), most]
    return [
        Table(
            columns=[
                Column(title=_("Section")),
                Column(title=_("Name")),
                Column(title=_("Points"), align=Align.RIGHT),
                Column(title=_("At most"), align=Align.RIGHT),
            ],
            rows=[*rows, Row(cells=total, look=RowLook.TOTAL)],
            caption=_("Points by section"),
        )
    ]


def _receipt(facts: _Facts) -> list[str]:
    return [
        _(
            "We have received your application and entered it under the number above. Please "
            "quote this number in all correspondence. The committee will begin its work after "
            "the deadline of the call."
        )
    ]


def _dismissal(facts: _Facts) -> list[str]:
    reason = facts.application.reason
    words = label(f"applications.reason.{reason}") if reason else ""
    return [
        _(
            "Your application could not be assessed on its merits, because it does not fulfil a "
            "formal condition of the call: {reason}."
        ).format(reason=words)
    ]


def _award(facts: _Facts) -> list[str]:
    award = facts.award
    amount = money(Money(award.amount_minor, award.currency)) if award else ""
    return [
        *_assessed(facts),
        _(
            "We are pleased to tell you that a grant of up to {amount} has been awarded to your "
            "project (decision {decision} of {date}). The budget agreed in the negotiation will "
            "be an annex of the contract. No cost that arises before the start date of the "
            "contract can be accepted."
        ).format(
            amount=amount,
            decision=award.decision_no if award else "",
            date=day(award.decided_on) if award else "",
        ),
    ]


def _reserve(facts: _Facts) -> list[str]:
    return [
        *_assessed(facts),
        _(
            "Your application passed the evaluation and stands on the reserve list: {reason}. It "
            "will be considered in the order of the list if money becomes free."
        ).format(reason=_reason(facts)),
    ]


def _rejection(facts: _Facts) -> list[str]:
    return [
        *_assessed(facts),
        _("The committee did not propose your application for a grant: {reason}.").format(
            reason=_reason(facts)
        ),
    ]


def _reason(facts: _Facts) -> str:
    return reason_words(facts.row.reason or "") if facts.row else ""


def _assessed(facts: _Facts) -> list[str]:
    if facts.row is None or facts.row.total is None:
        return []
    return [
        _("Independent assessors gave your application {points} points on average.").format(
            points=decimal_text(Decimal(facts.row.total))
        )
    ]


def _remedy(terms: CallTerms) -> str:
    return ngettext(
        "A complaint may be sent to us in writing within {days} day of receiving this letter. It "
        "will be decided by people who took no part in the evaluation.",
        "A complaint may be sent to us in writing within {days} days of receiving this letter. "
        "It will be decided by people who took no part in the evaluation.",
        terms.complaint_days,
    ).format(days=terms.complaint_days)


_RESULTS = {
    "receipt": _receipt,
    "dismissal": _dismissal,
    "award": _award,
    "reserve": _reserve,
    "rejection": _rejection,
}
