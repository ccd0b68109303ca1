"""One call in tabs: data, the seven elements, grid, checklist, budget and documents."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from iris_grants.calls.asking import questions_of
from iris_grants.calls.corrigenda import corrigenda_of
from iris_grants.calls.queries import CallRow, terms_of
from iris_grants.calls.rules import missing_elements
from iris_grants.calls.terms import CallTerms, Lot
from iris_grants.documents.attachments import documents_of
from iris_grants.programme.fields import Bilingual
from iris_grants.wording import _, current_language, label, ngettext
from iris_grants.wording.formats import day, decimal_text, moment, money
from iris_grants.wording.source_texts import source_words
from ui.calls import sections
from ui.calls.columns import (
    ATTACHMENTS,
    CHECKLIST,
    ELEMENT_COLUMNS,
    HEADINGS,
    activities,
    element_rows,
)
from ui.calls.composing import edit_acts
from ui.calls.published import corrections_tab, questions_tab
from ui.journal.history import history_tab
from ui.tables.detail import FileItem, Files, Pair, Pairs, Tab, Words, sub_table
from ui.templates.columns import plain_number
from ui.templates.parts import grid_parts

if TYPE_CHECKING:
    from iris_grants.kernel.storage import Session


def tabs_of(session: Session, row: CallRow) -> tuple[Tab, ...]:
    """All tabs of a call."""
    terms = terms_of(session, row.id)
    return (
        Tab(
            title=_("Data"),
            parts=(_facts(row), _limits(terms), *_texts(terms)),
            acts=edit_acts(row, terms, sections.DATA, sections.CONDITIONS),
        ),
        replace(_elements_tab(terms), acts=edit_acts(row, terms, sections.TEXTS)),
        Tab(
            title=_("Grid"),
            parts=(*grid_parts(terms.grid), _assessment(terms)),
            acts=edit_acts(row, terms, sections.ASSESSMENT),
        ),
        replace(_checklist_tab(terms), acts=edit_acts(row, terms, sections.CHECKLIST)),
        replace(_budget_tab(terms), acts=edit_acts(row, terms, sections.FORM)),
        questions_tab(questions_of(session, row.id), terms),
        corrections_tab(corrigenda_of(session, row.id), row.deadline_zone),
        _files_tab(session, row),
        history_tab(
            session,
            "call",
            row.id,
            parts=("call_question", "call_corrigendum"),
            documents_of="call",
        ),
    )


def _facts(row: CallRow) -> Pairs:
    pairs = [
        Pair(label=_("Title in Serbian"), value=row.title.sr),
        Pair(label=_("Title in English"), value=row.title.en),
        Pair(label=_("Deadline"), value=moment(row.deadline_at, row.deadline_zone)),
        Pair(label=_("Time zone"), value=row.deadline_zone),
        Pair(label=_("Envelope"), value=money(row.envelope)),
        Pair(
            label=_("Amount of a grant"), value=f"{money(row.min_amount)} – {money(row.max_amount)}"
        ),
    ]
    if row.published_at is not None:
        pairs.append(Pair(label=_("Published on"), value=moment(row.published_at)))
        pairs.append(Pair(label=_("Fingerprint of the content"), value=row.fingerprint))
    return Pairs(pairs=tuple(pairs))


def _limits(terms: CallTerms) -> Pairs:
    countries = ", ".join(label(f"country.{one}") for one in terms.countries)
    pairs = [
        Pair(label=_("Countries"), value=countries),
        Pair(label=_("Duration in months"), value=f"{terms.min_months} – {terms.max_months}"),
        Pair(label=_("Registered for months"), value=str(terms.registered_months)),
        Pair(label=_("Share that is paid"), value=_percent(terms)),
        Pair(label=_("Applications as lead"), value=str(terms.max_as_lead)),
        Pair(label=_("Applications as partner"), value=str(terms.max_as_partner)),
        Pair(label=_("Questions until"), value=day(terms.questions_until) or "–"),
        Pair(label=_("Answers until"), value=day(terms.answers_until) or "–"),
        Pair(label=_("Days for a complaint"), value=str(terms.complaint_days)),
    ]
    if terms.lots:
        pairs[:0] = [Pair(label=_("Lot"), value=_lot_words(terms, one)) for one in terms.lots]
    if terms.quotas:
        quotas = ", ".join(f"{label(f'country.{one.country}')} {one.count}" for one in terms.quotas)
        pairs.append(Pair(label=_("Most grants by country"), value=quotas))
    return Pairs(title=_("Conditions"), pairs=tuple(pairs))


def _lot_words(terms: CallTerms, lot: Lot) -> str:
    least, most = terms.limits_of(lot.code)
    words = _("{lot} · {title}: {envelope}, a grant {least} – {most}")
    return words.format(
        lot=lot.code,
        title=lot.title.of(current_language()),
        envelope=money(terms.envelope_of(lot.code)),
        least=money(least),
        most=money(most),
    )


def _percent(terms: CallTerms) -> str:
    return _("up to {percent} %").format(percent=plain_number(terms.max_rate_percent))


def _texts(terms: CallTerms) -> tuple[Words, ...]:
    language = current_language()
    return (
        Words(title=_("Objectives"), text=_listed(terms.objectives)),
        Words(title=_("Results"), text=_listed(terms.results)),
        Words(title=_("Eligible activities"), text=activities(terms)),
        Words(title=_("Excluded"), text=_listed(terms.excluded_activities)),
        Words(title=_("Who may apply"), text=_listed(terms.entities)),
        Words(title=_("Criteria"), text=_listed(terms.criteria)),
        Words(title=_("How the amount is determined"), text=terms.amount_method.of(language)),
        Words(
            title=_("When the envelope does not reach"),
            text=label(f"calls.when_too_large.{terms.when_too_large}"),
        ),
    )


def _listed(texts: Iterable[Bilingual]) -> str:
    return "\n".join(f"• {text.of(current_language())}" for text in texts)


def _elements_tab(terms: CallTerms) -> Tab:
    missing = missing_elements(terms)
    said = (
        ngettext("{n} of seven is missing.", "{n} of seven are missing.", len(missing)).format(
            n=len(missing)
        )
        if missing
        else _("All seven are there: the call may be published.")
    )
    return Tab(
        title=_("Elements"),
        count=len(missing) or None,
        parts=(
            sub_table(
                ELEMENT_COLUMNS,
                element_rows(missing),
                lambda one: one.code,
                title=_("What every call must specify"),
            ),
            Words(text=said),
        ),
    )


def _assessment(terms: CallTerms) -> Pairs:
    rule = terms.reassessment
    gap = "–"
    if rule is not None and rule.gap_percent is not None:
        gap = _("from {percent} % of difference").format(percent=plain_number(rule.gap_percent))
    verified = _("compared with its source") if terms.grid.verified else _("nobody compared it yet")
    return Pairs(
        title=_("Assessment"),
        pairs=(
            Pair(label=_("Assessors at least"), value=str(terms.min_assessments)),
            Pair(label=_("Third assessor"), value=gap),
            Pair(label=_("Source of the grid"), value=source_words(terms.grid.source)),
            Pair(label=_("State of the grid"), value=verified),
        ),
    )


def _checklist_tab(terms: CallTerms) -> Tab:
    people = ngettext(
        "Each question is answered by {n} person.",
        "Each question is answered by {n} different people.",
        terms.checks_by,
    )
    return Tab(
        title=_("Checklist"),
        count=len(terms.checklist),
        parts=(
            Words(text=people.format(n=terms.checks_by)),
            sub_table(
                CHECKLIST,
                terms.checklist,
                lambda one: one.code,
                none=_("The call has no checklist."),
            ),
            sub_table(
                ATTACHMENTS,
                terms.attachments,
                lambda one: one.code,
                title=_("Attachments"),
                none=_("The call asks for no attachments."),
            ),
        ),
    )


def _budget_tab(terms: CallTerms) -> Tab:
    budget = terms.budget
    return Tab(
        title=_("Budget"),
        parts=(
            Pairs(
                pairs=(
                    Pair(label=_("Currency"), value=terms.currency),
                    Pair(
                        label=_("Indirect costs"),
                        value=_of_direct(decimal_text(budget.indirect_percent_max, 0)),
                    ),
                    Pair(
                        label=_("Contingency reserve"),
                        value=_of_direct(decimal_text(budget.contingency_percent_max, 0)),
                    ),
                    Pair(label=_("Grant rules"), value=terms.rule_set, page="templates"),
                )
            ),
            sub_table(HEADINGS, budget.headings, lambda one: one.code, title=_("Headings")),
        ),
    )


def _of_direct(percent: str) -> str:
    return _("at most {percent} % of the direct costs").format(percent=percent)


def _files_tab(session: Session, row: CallRow) -> Tab:
    documents = documents_of(session, "call", row.id)
    return Tab(
        title=_("Documents"),
        count=len(documents),
        parts=(
            Files(
                items=tuple(
                    FileItem(name=one.name, sha256=one.sha256, size=one.size) for one in documents
                ),
                none=_("No documents yet."),
            ),
        ),
    )
