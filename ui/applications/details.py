"""One application in tabs: data, budget, checks, files and history."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from iris_grants.applications.answer_words import answer_label, answer_text
from iris_grants.applications.clarifications import ANSWER_KIND, REQUEST_KIND
from iris_grants.applications.plan import FORM_KIND, OTHER_ATTACHMENT
from iris_grants.applications.queries import ApplicationDetail, ApplicationRow
from iris_grants.awards.complaints import COMPLAINT_KIND, complaints_of
from iris_grants.calls.terms import CallTerms
from iris_grants.documents.attachments import DocumentRow
from iris_grants.kernel.money import Money
from iris_grants.people.queries import list_people
from iris_grants.wording import _, current_language, label
from iris_grants.wording.formats import moment, money, today
from ui.applications.acts import blocked_words
from ui.applications.clarifications import clarifications_tab
from ui.applications.columns import BUDGET, CHECKS, CheckLine, given_lines, late_words, reason_words
from ui.awards.complaints import complaints_tab
from ui.journal.history import history_tab
from ui.tables.detail import FileItem, Files, Pair, Pairs, Part, Tab, Words, sub_table

if TYPE_CHECKING:
    from iris_grants.kernel.storage import Session

LETTER = "letter_"
NAMED_KINDS = frozenset({FORM_KIND, OTHER_ATTACHMENT, REQUEST_KIND, ANSWER_KIND, COMPLAINT_KIND})
GROUPS = ("applicant", "project", "partner", "declaration")
CONFIRMED = frozenset({"signatory", "function", "place", "signed_on"})


def tabs_of(session: Session, detail: ApplicationDetail, terms: CallTerms) -> tuple[Tab, ...]:
    """All tabs of an application."""
    return (
        _data_tab(detail),
        budget_tab(detail, terms),
        _checks_tab(detail, terms),
        clarifications_tab(detail),
        complaints_tab(
            complaints_of(session, application_id=detail.row.id, today=today()),
            list_people(session),
        ),
        _files_tab(detail, terms),
        history_tab(
            session,
            "application",
            detail.row.id,
            parts=(
                "application_check",
                "application_budget_line",
                "clarification",
                "letter",
                "complaint",
            ),
            documents_of="application",
        ),
    )


def _data_tab(detail: ApplicationDetail) -> Tab:
    grouped: list[Part] = [_facts(detail.row)]
    for group in GROUPS:
        found = [one for one in detail.answers if one.key.split(".")[0] == group]
        if group == "declaration":
            found = [one for one in found if one.key.split(".")[1] in CONFIRMED]
        if found:
            pairs = tuple(Pair(label=answer_label(one), value=answer_text(one)) for one in found)
            grouped.append(Pairs(title=label(f"form.sheet.{_sheet(group)}"), pairs=pairs))
    for one in detail.answers:
        if one.key.startswith("answer."):
            grouped.append(Words(title=answer_label(one), text=one.text))
    return Tab(title=_("Data"), parts=tuple(grouped))


def _sheet(group: str) -> str:
    return "partners" if group == "partner" else group


def _facts(row: ApplicationRow) -> Pairs:
    received = moment(row.received_at)
    late = late_words(row.minutes_late)
    pairs = [
        Pair(
            label=_("Applicant"),
            value=row.organisation,
            page="organisations",
            record=row.organisation_id,
        ),
        Pair(label=_("Country"), value=label(f"country.{row.country}")),
        Pair(label=_("Received"), value=f"{received} · {late}" if late else received),
        Pair(label=_("Received as"), value=label(f"applications.medium.{row.medium}")),
        Pair(label=_("Requested"), value=_sum(row.requested)),
        Pair(label=_("Total costs"), value=_sum(row.total)),
        Pair(label=_("Duration in months"), value=str(row.months)),
        Pair(label=_("Revision"), value=str(row.revision)),
        Pair(label=_("Fingerprint of the content"), value=row.fingerprint),
    ]
    if row.reason:
        pairs.insert(0, Pair(label=_("Reason"), value=reason_words(row)))
    if row.duplicate_of:
        pairs.insert(0, Pair(label=_("Repeats"), value=row.duplicate_of))
    return Pairs(title=_("Registered"), pairs=tuple(pairs))


def budget_tab(detail: ApplicationDetail, terms: CallTerms) -> Tab:
    """The budget: by heading, by source of the money, and line by line."""
    return Tab(
        title=_("Budget"),
        parts=(
            _by_heading(detail, terms),
            _funding(detail),
            sub_table(BUDGET, detail.budget, lambda line: line.code, title=_("Budget lines")),
        ),
    )


def _by_heading(detail: ApplicationDetail, terms: CallTerms) -> Pairs:
    titles = {one.code: one.title.of(current_language()) for one in terms.budget.headings}
    sums: dict[str, Money] = {}
    for line in detail.budget:
        nothing = Money(0, line.amount.currency)
        sums[line.heading] = sums.get(line.heading, nothing) + line.amount
    pairs = [
        Pair(label=titles.get(code) or label(f"form.share.{code}"), value=_sum(amount))
        for code, amount in sums.items()
    ]
    total = Pair(label=_("Total costs"), value=_sum(detail.row.total))
    return Pairs(title=_("By heading"), pairs=(*pairs, total))


def _funding(detail: ApplicationDetail) -> Pairs:
    requested = detail.row.requested
    pairs = [Pair(label=label("form.funding.requested"), value=_sum(requested))]
    for one in detail.answers:
        group, _dot, name = one.key.partition(".")
        if group == "funding" and name != "requested":
            amount = Money.of(Decimal(one.text), requested.currency)
            pairs.append(Pair(label=label(f"form.{one.key}"), value=_sum(amount)))
    return Pairs(title=label("form.funding"), pairs=tuple(pairs))


def _sum(amount: Money) -> str:
    """An amount that is never broken between number and currency."""
    return money(amount).replace(" ", "\N{NO-BREAK SPACE}")


def _checks_tab(detail: ApplicationDetail, terms: CallTerms) -> Tab:
    lines = tuple(CheckLine(check=check, people=terms.checks_by) for check in detail.checks)
    done = sum(1 for line in lines if len(line.given) >= line.people)
    found = [
        f"{check.code} · {' '.join(given_lines(check))}"
        for check in detail.checks
        if any(given.findings for given in check.given)
    ]
    parts: list[Part] = [
        sub_table(
            CHECKS,
            lines,
            lambda line: line.check.code,
            title=_("{done} of {all} answered").format(done=done, all=len(lines)),
            none=_("The call has no checklist."),
        )
    ]
    still = blocked_words(detail.open_points)
    if still:
        parts.append(Words(title=_("Stands against admission"), text=still))
    if found:
        parts.append(Words(title=_("What the program found"), text="\n".join(found)))
    return Tab(title=_("Checks"), parts=tuple(parts))


def _files_tab(detail: ApplicationDetail, terms: CallTerms) -> Tab:
    there = {document.kind for document in detail.documents}
    missing = [
        rule.title.of(current_language())
        for rule in terms.attachments
        if rule.required and rule.code not in there
    ]
    kinds: dict[str, list[FileItem]] = {}
    for document in detail.documents:
        item = FileItem(name=document.name, sha256=document.sha256, size=document.size)
        kinds.setdefault(kind_words(document, terms), []).append(item)
    parts: list[Part] = [Files(title=kind, items=tuple(found)) for kind, found in kinds.items()]
    if missing:
        parts.insert(0, Words(title=_("Required and missing"), text="\n".join(missing)))
    return Tab(title=_("Files"), count=len(detail.documents), parts=tuple(parts))


def kind_words(document: DocumentRow, terms: CallTerms) -> str:
    """What a file of an application is."""
    asked = {rule.code: rule.title.of(current_language()) for rule in terms.attachments}
    if document.kind in asked:
        return asked[document.kind]
    if document.kind in NAMED_KINDS:
        return label(f"applications.document.{document.kind}").capitalize()
    if document.kind.startswith(LETTER):
        return _("Letter: {kind}").format(
            kind=label(f"letter.{document.kind.removeprefix(LETTER)}")
        )
    return _("Other document")
