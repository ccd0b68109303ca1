"""Where the search looks: one statement for each kind of record, the newest rows first.

Every statement gives the identity under which the record opens, its name, the place that
tells it from others, and further words by which it is found.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import aliased

from db.tables.applications import ApplicationRecord
from db.tables.awards import AwardRecord, LetterRecord
from db.tables.calls import CallRecord
from db.tables.documents import DocumentRecord
from db.tables.dossiers import DossierRecord
from db.tables.finance import ExpenditureRecord, FinancialReportRecord
from db.tables.grants import GrantRecord, PaymentRecord
from db.tables.licensing import CaseRecord, LicenceRecord
from db.tables.organisations import OrganisationRecord
from db.tables.people import PersonRecord
from db.tables.programme import ResultRecord, RuleSetRecord, TargetRecord
from db.tables.reporting import ReportRecord
from db.tables.results import AchievementRecord
from db.tables.scoring import MemberRecord

Statement = Select[*tuple[Any, ...]]
ORGANISATION = OrganisationRecord.name
GRANT = GrantRecord.number


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One kind of record; `statement` gives (record, title, line, further words).

    `coded` names what the line holds as a code, with the prefix of its words
    (`state.call.`); empty where the line is text.
    """

    kind: str
    statement: Statement
    coded: str = ""


def _calls() -> Statement:
    call = CallRecord
    words = call.title_sr + " " + call.title_en
    return select(call.id, call.number, call.title_sr, words).order_by(call.number.desc())


def _applications() -> Statement:
    one = ApplicationRecord
    return (
        select(one.id, one.number + " · " + one.title, ORGANISATION, one.search_key)
        .join(OrganisationRecord, OrganisationRecord.id == one.organisation_id)
        .order_by(one.number.desc())
    )


def _awards() -> Statement:
    one = ApplicationRecord
    title = one.number + " · " + one.title
    further = AwardRecord.decision_no
    return (
        select(AwardRecord.id, title, ORGANISATION, further)
        .join(one, one.id == AwardRecord.application_id)
        .join(OrganisationRecord, OrganisationRecord.id == one.organisation_id)
        .order_by(one.number.desc())
    )


def _grants() -> Statement:
    title = GRANT + " · " + GrantRecord.title
    return (
        select(GrantRecord.id, title, ORGANISATION, GrantRecord.starts_on)
        .join(OrganisationRecord, OrganisationRecord.id == GrantRecord.organisation_id)
        .order_by(GRANT.desc())
    )


def _payments() -> Statement:
    one = PaymentRecord
    return (
        select(GrantRecord.id, one.bank_ref, GRANT + " · " + ORGANISATION, one.paid_on)
        .join(GrantRecord, GrantRecord.id == one.grant_id)
        .join(OrganisationRecord, OrganisationRecord.id == GrantRecord.organisation_id)
        .order_by(one.paid_on.desc(), one.id)
    )


def _costs() -> Statement:
    one = ExpenditureRecord
    title = one.supplier + " · " + one.document_no
    return (
        select(one.id, title, GRANT + " · " + one.description, one.payment_ref)
        .join(GrantRecord, GrantRecord.id == one.grant_id)
        .order_by(one.document_on.desc(), one.id)
    )


def _reports() -> Statement:
    one = ReportRecord
    return (
        select(one.id, GRANT, one.kind, ORGANISATION)
        .join(GrantRecord, GrantRecord.id == one.grant_id)
        .join(OrganisationRecord, OrganisationRecord.id == GrantRecord.organisation_id)
        .order_by(GRANT.desc(), one.number.desc())
    )


def _financial_reports() -> Statement:
    one = FinancialReportRecord
    return (
        select(GrantRecord.id, GRANT, one.kind, ORGANISATION)
        .join(GrantRecord, GrantRecord.id == one.grant_id)
        .join(OrganisationRecord, OrganisationRecord.id == GrantRecord.organisation_id)
        .order_by(GRANT.desc(), one.number.desc())
    )


def _cases() -> Statement:
    one = CaseRecord
    return (
        select(one.id, one.number + " · " + ORGANISATION, one.service, one.opened_on)
        .join(OrganisationRecord, OrganisationRecord.id == one.organisation_id)
        .order_by(one.number.desc())
    )


def _licences() -> Statement:
    one = LicenceRecord
    further = one.authority + " " + CaseRecord.number
    return (
        select(CaseRecord.id, one.number, ORGANISATION, further)
        .join(CaseRecord, CaseRecord.id == one.case_id)
        .join(OrganisationRecord, OrganisationRecord.id == CaseRecord.organisation_id)
        .order_by(one.issued_on.desc(), one.id)
    )


def _letters() -> Statement:
    letter, one = LetterRecord, ApplicationRecord
    return (
        select(one.id, letter.register_no, letter.kind, one.number + " " + ORGANISATION)
        .join(one, one.id == letter.application_id)
        .join(OrganisationRecord, OrganisationRecord.id == one.organisation_id)
        .order_by(letter.written_on.desc(), letter.id)
    )


def _members() -> Statement:
    one = MemberRecord
    return (
        select(one.id, PersonRecord.name, CallRecord.number, one.code)
        .join(PersonRecord, PersonRecord.id == one.person_id)
        .join(CallRecord, CallRecord.id == one.call_id)
        .order_by(CallRecord.number.desc(), one.code)
    )


def _organisations() -> Statement:
    one = OrganisationRecord
    further = one.search_key + " " + one.register_no
    return select(one.id, one.name, one.city, further).order_by(one.sort_key, one.id)


def _people() -> Statement:
    one = PersonRecord
    return select(one.id, one.name, one.organisation_name, one.email).order_by(one.sort_key, one.id)


def _documents() -> Statement:
    one = DocumentRecord
    record = one.subject_kind + "/" + one.subject_id
    numbered = (ApplicationRecord, GrantRecord, CaseRecord, CallRecord)
    place = func.coalesce(*(kind.number for kind in numbered), ORGANISATION, "")
    found = select(record, one.name, place, one.note)
    for kind in (*numbered, OrganisationRecord):
        found = found.outerjoin(kind, kind.id == one.subject_id)
    return found.order_by(one.received_at.desc(), one.id)


def _targets() -> Statement:
    target, result = TargetRecord, ResultRecord
    further = target.title_en + " " + result.title_sr + " " + result.title_en
    return (
        select(target.id, target.code + " · " + target.title_sr, result.title_sr, further)
        .join(result, result.id == target.result_id)
        .order_by(result.position, target.position)
    )


def _achievements() -> Statement:
    """Entries towards results open at the first target of their result."""
    one, first = AchievementRecord, aliased(TargetRecord)
    target = (
        select(first.id)
        .where(first.result_id == one.result_id)
        .order_by(first.position)
        .limit(1)
        .scalar_subquery()
    )
    place = ResultRecord.code + " · " + one.place
    return (
        select(target, one.title, place, one.note)
        .join(ResultRecord, ResultRecord.id == one.result_id)
        .order_by(one.held_on.desc(), one.id)
    )


def _rule_sets() -> Statement:
    one = RuleSetRecord
    return select(one.id, one.code, one.kind, one.edition + " " + one.source).order_by(one.code)


def _dossiers() -> Statement:
    one = DossierRecord
    record = one.subject_kind + ":" + one.subject_number
    return (
        select(record, one.subject_number, one.subject_kind, func.max(one.manifest_sha256))
        .group_by(one.subject_kind, one.subject_number)
        .order_by(one.subject_number.desc())
    )


SOURCES: tuple[Source, ...] = (
    Source(kind="application", statement=_applications()),
    Source(kind="organisation", statement=_organisations()),
    Source(kind="call", statement=_calls()),
    Source(kind="grant", statement=_grants()),
    Source(kind="award", statement=_awards()),
    Source(kind="case", statement=_cases(), coded="service."),
    Source(kind="licence", statement=_licences()),
    Source(kind="payment", statement=_payments()),
    Source(kind="cost", statement=_costs()),
    Source(kind="report", statement=_reports(), coded="report."),
    Source(kind="financial_report", statement=_financial_reports(), coded="financial_report."),
    Source(kind="target", statement=_targets()),
    Source(kind="achievement", statement=_achievements()),
    Source(kind="letter", statement=_letters(), coded="letter."),
    Source(kind="member", statement=_members()),
    Source(kind="person", statement=_people()),
    Source(kind="rule_set", statement=_rule_sets(), coded="rule_set.kind."),
    Source(kind="dossier", statement=_dossiers(), coded="subject."),
    Source(kind="document", statement=_documents()),
)
"""Every kind of record but the journal, in the order in which results are shown."""
