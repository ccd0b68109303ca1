"""Writing planned applications into the register, inside the operation of the import."""

from __future__ import annotations

import mimetypes
from collections.abc import Sequence
from pathlib import PurePosixPath

from sqlalchemy import select

from db.search import search_key
from db.tables.applications import ApplicationBudgetLineRecord, ApplicationRecord, CheckRecord
from db.tables.documents import DocumentRecord
from db.tables.organisations import BankAccountRecord
from iris_grants.applications.filled import FilledForm
from iris_grants.applications.findings import findings_text
from iris_grants.applications.gathering import Source, SourceReader
from iris_grants.applications.plan import FORM_KIND, PlannedApplication
from iris_grants.applications.rules.arrivals import Known
from iris_grants.documents.attachments import attach
from iris_grants.kernel.canonical import canonical_json
from iris_grants.kernel.clock import utc_text
from iris_grants.kernel.ids import new_id
from iris_grants.kernel.operations import Work
from iris_grants.kernel.problems import Where, errors_of, refusal
from iris_grants.organisations.commands import add_bank_account, register_organisation
from iris_grants.organisations.rules import check_iban, tidy_iban

WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_TYPES = mimetypes.MimeTypes()


class Registrar:
    """Adds and revises applications of one call."""

    def __init__(
        self,
        work: Work,
        call_id: str,
        currency: str,
        known: Sequence[Known],
        files: SourceReader,
    ) -> None:
        self._work = work
        self._call_id = call_id
        self._currency = currency
        self._files = files
        self._ids = {each.number: each.id for each in known if each.id is not None}

    def add(self, item: PlannedApplication) -> str:
        """A new application with its organisation; gives its identity."""
        decision = item.decision
        repeated = decision.again or decision.resembles
        record = ApplicationRecord(
            id=new_id(),
            call_id=self._call_id,
            organisation_id=self._organisation(item.form),
            number=decision.number,
            state="received",
            reason=None,
            closed_from=None,
            on_time=int(decision.on_time),
            duplicate_of_id=self._ids.get(repeated) if repeated else None,
            third_assessor_id=None,
        )
        self._fill(record, item)
        self._work.add(record)
        self._ids[decision.number] = record.id
        self._add_parts(record.id, item)
        return record.id

    def revise(self, item: PlannedApplication) -> str:
        """The next revision of an application; checks begin anew. Gives its identity."""
        record = self._work.get(ApplicationRecord, self._ids[item.decision.number])
        self._fill(record, item)
        record.state = "received"
        for part in (ApplicationBudgetLineRecord, CheckRecord):
            for old in self._work.session.scalars(
                select(part).where(part.application_id == record.id)
            ):
                self._work.session.delete(old)
        self._work.flush()
        self._add_parts(record.id, item)
        return record.id

    def _fill(self, record: ApplicationRecord, item: PlannedApplication) -> None:
        form = item.form
        record.lot = form.lot
        record.title = form.title
        record.search_key = search_key(f"{item.decision.number} {form.title} {form.applicant.name}")
        record.country = form.applicant.country
        record.requested_minor = form.requested_minor
        record.total_minor = form.totals.total
        record.currency = self._currency
        record.duration_months = form.months
        record.language = form.application_language or form.language[:2]
        record.answers = canonical_json(form.answers())
        record.received_at = utc_text(item.receipt.received_at)
        record.medium = item.receipt.medium
        record.revision = item.decision.revision
        record.fingerprint = item.fingerprint

    def _organisation(self, form: FilledForm) -> str:
        applicant = form.applicant
        identity = register_organisation(
            self._work,
            name=applicant.name,
            country=applicant.country,
            city=applicant.city,
            register_no=applicant.register_no,
            tax_no=applicant.tax_no,
            address=applicant.address,
            legal_form=applicant.legal_form,
            registered_on=applicant.registered_on,
            email=applicant.email,
            phone=applicant.phone,
            representative=applicant.representative,
            as_received=True,
        )
        self._account(identity, applicant.name, applicant.iban)
        return identity

    def _account(self, organisation_id: str, holder: str, iban: str | None) -> None:
        """Keep the account unless it is wrong or known: the plan has warned of it."""
        if iban is None or errors_of(check_iban(iban)):
            return
        taken = select(BankAccountRecord.id).where(BankAccountRecord.iban == tidy_iban(iban))
        if self._work.session.scalar(taken) is None:
            add_bank_account(self._work, organisation_id=organisation_id, iban=iban, holder=holder)

    def _add_parts(self, application_id: str, item: PlannedApplication) -> None:
        self._work.add_all(_lines(application_id, item.form))
        self._work.add_all(self._checks(application_id, item))
        self._documents(application_id, item)

    def _checks(self, application_id: str, item: PlannedApplication) -> list[CheckRecord]:
        return [
            CheckRecord(
                id=new_id(),
                application_id=application_id,
                question=answer.question,
                person_id=self._work.person.person_id,
                answer=answer.answer.value,
                automatic=1,
                remark=findings_text(answer.findings),
                answered_at=self._work.now_text,
            )
            for answer in item.answers
        ]

    def _documents(self, application_id: str, item: PlannedApplication) -> None:
        before = list(
            self._work.session.scalars(
                select(DocumentRecord)
                .where(DocumentRecord.subject_kind == "application")
                .where(DocumentRecord.subject_id == application_id)
                .order_by(DocumentRecord.received_at.desc(), DocumentRecord.id.desc())
            )
        )
        received_at = utc_text(item.receipt.received_at)
        self._keep(application_id, item.source, FORM_KIND, received_at, before)
        for attachment in item.attachments:
            self._keep(application_id, attachment.source, attachment.kind, received_at, before)

    def _keep(
        self,
        application_id: str,
        source: Source,
        kind: str,
        received_at: str,
        before: Sequence[DocumentRecord],
    ) -> None:
        if kind != FORM_KIND and any(old.sha256 == source.sha256 for old in before):
            return
        replaced = _replaced(before, kind, source.file_name)
        with self._files.open(source) as stream:
            kept = attach(
                self._work,
                subject_kind="application",
                subject_id=application_id,
                kind=kind,
                name=source.file_name,
                media_type=_media_type(source.file_name),
                data=stream,
                received_at=received_at,
                replaces_id=None if replaced is None else replaced.id,
            )
        if kept.sha256 != source.sha256:
            raise refusal("applications.file_changed", Where(file=source.name))


def _replaced(before: Sequence[DocumentRecord], kind: str, name: str) -> DocumentRecord | None:
    same_kind = [old for old in before if old.kind == kind]
    named = next((old for old in same_kind if search_key(old.name) == search_key(name)), None)
    if named is not None or kind != FORM_KIND:
        return named
    return same_kind[0] if same_kind else None


def _media_type(name: str) -> str:
    if PurePosixPath(name).suffix.casefold() == ".xlsx":
        return WORKBOOK_TYPE
    return _TYPES.guess_type(name)[0] or "application/octet-stream"


def _lines(application_id: str, form: FilledForm) -> list[ApplicationBudgetLineRecord]:
    return [
        ApplicationBudgetLineRecord(
            id=new_id(),
            application_id=application_id,
            position=position,
            heading=line.heading,
            code=line.code,
            description=line.description,
            unit=line.unit,
            units_milli=line.units_milli,
            unit_value_minor=line.unit_value_minor,
            amount_minor=line.amount_minor,
        )
        for position, line in enumerate(form.lines, start=1)
    ]
