"""Planning an import: files to forms, forms to decisions, without touching the store."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from db.search import search_key
from iris_grants.applications.batches import Batch, read_batches
from iris_grants.applications.filled import FilledForm, content_fingerprint, folded_fingerprint
from iris_grants.applications.form_reader import FormReading, read_form
from iris_grants.applications.gathering import (
    GatheredForm,
    Source,
    SourceReader,
    is_candidate,
    match_attachments,
)
from iris_grants.applications.plan import (
    OTHER_ATTACHMENT,
    ImportPlan,
    PlannedApplication,
    PlannedAttachment,
)
from iris_grants.applications.receipts import Receipt
from iris_grants.applications.register import (
    CLOSED_STATES,
    OrganisationKey,
    Register,
    organisation_key,
    partner_names,
    read_register,
)
from iris_grants.applications.rules.arrivals import Arrival, Decision, ItemKind, decide
from iris_grants.applications.rules.checks import CheckFacts, automatic_answers
from iris_grants.calls.queries import CallRow, call_row, terms_of
from iris_grants.calls.terms import AttachmentRule, CallTerms, OverLimit
from iris_grants.documents.workbook_guard import MAX_FILE
from iris_grants.kernel.clock import from_utc_text
from iris_grants.kernel.problems import Problem, Severity, Where, refusal
from iris_grants.kernel.progress import Progress
from iris_grants.organisations.names import core_key
from iris_grants.organisations.rules import check_iban, check_identifiers
from iris_grants.programme.queries import the_programme

OPEN_CALLS = frozenset({"published", "closed"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadForm:
    """A form that could be read, with its files and its receipt."""

    source: Source
    form: FilledForm
    receipt: Receipt
    problems: tuple[Problem, ...]
    corrections: tuple[Problem, ...]
    attachments: tuple[PlannedAttachment, ...]

    @property
    def key(self) -> OrganisationKey:
        """What the organisation is known by."""
        return organisation_key(self.form.applicant.country, self.form.applicant.register_no)


def plan_import(
    session: Session,
    *,
    call_id: str,
    paths: Sequence[Path],
    received: datetime | None = None,
    progress: Progress | None = None,
) -> ImportPlan:
    """What would become of the forms and attachments at these paths, in order of receipt.

    `received` overrides receipt logs and file times. Refused: `applications.call_not_open`
    for a draft. All other problems stand in the plan with file, sheet and cell; the store
    is only read.
    """
    call, terms = call_row(session, call_id), terms_of(session, call_id)
    if call.state not in OPEN_CALLS:
        raise refusal("applications.call_not_open", number=call.number)
    with SourceReader() as files:
        intake = _Intake(call, terms, received, files, progress or Progress())
        reads = intake.read(paths)
    return plan_reads(session, call, terms, reads, intake.problems)


def plan_reads(
    session: Session,
    call: CallRow,
    terms: CallTerms,
    reads: Sequence[ReadForm],
    problems: Sequence[Problem] = (),
) -> ImportPlan:
    """What would become of forms that were read, in order of receipt."""
    register = read_register(session, call.id, {read.key for read in reads})
    decisions = decide(
        register.known,
        [_arrival(place, read) for place, read in enumerate(reads)],
        deadline=terms.deadline_at,
        prefix=terms.application_prefix,
        max_as_lead=terms.max_as_lead,
    )
    partners = the_programme(session)
    names = (partners.lead_name, *(partner.name for partner in partners.partners))
    checker = _Checker(call, terms, register, frozenset(core_key(name) for name in names))
    return ImportPlan(
        call_id=call.id,
        call_number=call.number,
        items=tuple(checker.planned(reads[each.place], each) for each in decisions),
        problems=tuple(problems),
        basis=register.basis,
    )


class _Intake:
    """Reads what was handed in and collects what is wrong with it."""

    def __init__(
        self,
        call: CallRow,
        terms: CallTerms,
        received: datetime | None,
        files: SourceReader,
        progress: Progress,
    ) -> None:
        self.problems: list[Problem] = []
        self._files = files
        self._call = call
        self._terms = terms
        self._received = received
        self._progress = progress
        self._today = terms.deadline_at.date()
        self._readings: dict[tuple[Path, str], FormReading] = {}

    def read(self, paths: Sequence[Path]) -> list[ReadForm]:
        """The forms that could be read, in the order of the paths."""
        batches = read_batches(
            paths,
            zone=self._terms.deadline_zone,
            today=self._today,
            holds_form=lambda source: self._reading(source).ours,
            problems=self.problems,
        )
        found: list[ReadForm] = []
        count = sum(1 for batch in batches for source in batch.files if is_candidate(source))
        done = 0
        for batch in batches:
            for source in filter(is_candidate, batch.files):
                self._progress.step(done, count, "applications.step.reading")
                self._reading(source)
                done += 1
            found += self._read_batch(batch)
        if not found and not self.problems:
            self.problems.append(Problem(code="applications.nothing_found"))
        return found

    def _reading(self, source: Source) -> FormReading:
        place = source.root, source.name
        if place not in self._readings:
            self._readings[place] = read_form(
                self._files.read(source, MAX_FILE + 1),
                source.name,
                terms=self._terms,
                call_fingerprint=self._call.fingerprint,
                today=self._today,
            )
        return self._readings[place]

    def _read_batch(self, batch: Batch) -> list[ReadForm]:
        self.problems += batch.unused_log_lines()
        readings = {s.name: self._reading(s) for s in batch.files if is_candidate(s)}
        forms = frozenset(name for name, reading in readings.items() if reading.ours)
        gathered, unmatched = match_attachments(batch.files, forms)
        self.problems += _in_order(batch.files, readings, unmatched)
        found = []
        for each in gathered:
            reading = readings[each.source.name]
            if reading.form is not None:
                found.append(self._with_receipt(batch, each, reading, reading.form))
        return found

    def _with_receipt(
        self, batch: Batch, gathered: GatheredForm, reading: FormReading, form: FilledForm
    ) -> ReadForm:
        receipt = batch.receipt_of(gathered.source)
        if self._received is not None:
            receipt = replace(receipt, received_at=self._received, logged=True)
        problems = [*reading.problems, *number_problems(gathered.source.name, form)]
        if not receipt.logged:
            problems.append(
                Problem(
                    code="applications.receipt_guessed",
                    where=Where(file=gathered.source.name),
                    severity=Severity.NOTE,
                )
            )
        attachments = tuple(
            PlannedAttachment(source=source, kind=recognise(source, form, self._terms.attachments))
            for source in gathered.attachments
        )
        return ReadForm(
            source=gathered.source,
            form=form,
            receipt=receipt,
            problems=tuple(problems),
            corrections=reading.corrections,
            attachments=attachments,
        )


class _Checker:
    """Turns decisions into planned applications with the answers that the form gives."""

    def __init__(
        self, call: CallRow, terms: CallTerms, register: Register, partners: frozenset[str]
    ) -> None:
        self._terms = terms
        self._partners = partners
        self._leads = Counter(register.leads)
        self._as_partner = Counter(register.partners)
        self._call_day = _call_day(call)
        self._numbers: dict[OrganisationKey, list[str]] = defaultdict(list)
        for each in register.known:
            if each.on_time and each.state not in CLOSED_STATES:
                key = organisation_key(each.country, each.register_no)
                self._numbers[key].append(each.number)

    def planned(self, read: ReadForm, decision: Decision) -> PlannedApplication:
        """One item of the plan."""
        form, applicant = read.form, read.form.applicant
        if decision.kind is ItemKind.NEW and decision.on_time:
            self._leads[read.key] += 1
            self._numbers[read.key].append(decision.number)
            self._as_partner.update(partner_names(form.answers()))
        facts = CheckFacts(
            minutes_late=decision.minutes_late,
            attached=decision.kinds,
            partner_of_action=core_key(applicant.name) in self._partners,
            as_lead=self._leads[read.key],
            as_partner=self._as_partner[search_key(applicant.name)],
            call_day=self._call_day,
            remarks=read.problems,
            corrections=read.corrections,
        )
        return PlannedApplication(
            source=read.source,
            form=form,
            receipt=read.receipt,
            decision=decision,
            fingerprint=content_fingerprint(form, decision.files),
            attachments=read.attachments,
            answers=automatic_answers(self._terms, form, facts),
            problems=(*read.problems, *read.corrections, *self._all_over(read)),
        )

    def _all_over(self, read: ReadForm) -> tuple[Problem, ...]:
        """Where the call closes all applications of who leads too many: which they are."""
        numbers = self._numbers[read.key]
        if self._terms.over_limit is not OverLimit.REJECT_ALL:
            return ()
        if len(numbers) <= self._terms.max_as_lead:
            return ()
        return (
            Problem(
                code="applications.all_over_limit",
                where=Where(file=read.source.name),
                severity=Severity.WARNING,
                params={"numbers": ", ".join(numbers)},
            ),
        )


def recognise(source: Source, form: FilledForm, rules: Sequence[AttachmentRule]) -> str:
    """The code of the attachment that a file is: by the form's checklist, then by its name."""
    name = search_key(source.file_name)
    for rule in rules:
        stated = form.values.get(f"attachment.{rule.code}.file")
        if isinstance(stated, str) and search_key(stated) == name:
            return rule.code
    for rule in rules:
        if any(search_key(keyword) in name for keyword in rule.keywords):
            return rule.code
    return OTHER_ATTACHMENT


def _arrival(place: int, read: ReadForm) -> Arrival:
    applicant = read.form.applicant
    return Arrival(
        place=place,
        country=applicant.country,
        register_no=applicant.register_no,
        tax_no=applicant.tax_no,
        name=applicant.name,
        title=read.form.title,
        received_at=read.receipt.received_at,
        folded=folded_fingerprint(read.form.answers(), read.form.lines),
        files=frozenset(each.source.sha256 for each in read.attachments),
        kinds=frozenset(each.kind for each in read.attachments),
    )


def number_problems(file: str, form: FilledForm) -> list[Problem]:
    """What is odd about the numbers of the applicant; never more than a warning here."""
    applicant = form.applicant
    found = check_identifiers(
        country=applicant.country, register_no=applicant.register_no, tax_no=applicant.tax_no
    )
    accounts = check_iban(applicant.iban, applicant.country) if applicant.iban else ()
    return [
        replace(problem, where=replace(problem.where, file=file), severity=Severity.WARNING)
        for problem in (*found, *accounts)
    ]


def _in_order(
    files: Sequence[Source], readings: Mapping[str, FormReading], unmatched: Sequence[Problem]
) -> list[Problem]:
    """What is wrong with the files of a batch, file by file.

    A workbook that is no form is an error where it belongs to no form, or where it lies
    beside forms and cannot be opened: it may be one.
    """
    lost = {problem.where.file: problem for problem in unmatched}
    found: list[Problem] = []
    for source in files:
        reading = readings.get(source.name)
        if reading is None:
            found += [lost[source.name]] if source.name in lost else []
        elif reading.form is None and (
            reading.ours or source.name in lost or ("/" not in source.name and _is_damaged(reading))
        ):
            found += reading.problems
    return found


def _is_damaged(reading: FormReading) -> bool:
    return any(problem.code != "applications.not_our_form" for problem in reading.problems)


def _call_day(call: CallRow) -> date:
    moment = from_utc_text(call.published_at or call.deadline_at).astimezone(UTC)
    return moment.astimezone(ZoneInfo(call.deadline_zone)).date()
