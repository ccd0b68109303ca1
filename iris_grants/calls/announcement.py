"""The text of a call as it is published: the guidelines for applicants, in a language."""

from __future__ import annotations

from collections.abc import Iterable

from db.tables.calls import CallRecord
from iris_grants.calls.papers import file_paper
from iris_grants.calls.queries import terms_of
from iris_grants.calls.rules_questions import question_dates
from iris_grants.calls.terms import CallTerms
from iris_grants.documents.pdf_blocks import (
    Align,
    Block,
    Bullets,
    Column,
    Heading,
    KeyValues,
    Table,
    Text,
)
from iris_grants.kernel.access import Role
from iris_grants.kernel.operations import Work, operation
from iris_grants.kernel.problems import refusal
from iris_grants.programme.fields import Bilingual
from iris_grants.wording import _, current_language, label, ngettext
from iris_grants.wording.formats import day, moment, money, number_text

GUIDELINES = "guidelines"


@operation(
    "calls.write_text",
    roles=frozenset({Role.GRANTS_OFFICER}),
    topics=frozenset({"calls", "documents"}),
)
def write_call_text(work: Work, *, call_id: str) -> int:
    """Write the guidelines for applicants in every language of the call; how many papers.

    They follow the order of DOMAIN.md §3.1 and hold what §2.2 demands. Refused:
    `calls.not_published`: a draft may still change.
    """
    call = work.get(CallRecord, call_id)
    if call.state == "draft":
        raise refusal("calls.not_published", number=call.number)
    terms = terms_of(work.session, call_id)
    for language in terms.languages:
        file_paper(
            work,
            call,
            kind=GUIDELINES,
            name=f"{call.number.replace('/', '-')}-guidelines-{language}.pdf",
            language=language,
            title=lambda: _("Guidelines for applicants"),
            body=lambda: text_blocks(terms),
        )
    return len(terms.languages)


def text_blocks(terms: CallTerms) -> list[Block]:
    """The text of a call in the current language."""
    return [
        *_aims(terms),
        *_money(terms),
        *_who(terms),
        *_what(terms),
        *_how(terms),
        *_evaluation(terms),
        *_afterwards(terms),
    ]


def _aims(terms: CallTerms) -> list[Block]:
    return [
        Heading(text=_("1. Objectives and expected results"), level=1),
        Bullets(items=_all(terms.objectives)),
        Heading(text=_("Expected results"), level=2),
        Bullets(items=_all(terms.results)),
    ]


def _money(terms: CallTerms) -> list[Block]:
    limits = _("from {least} to {most}")
    rows = [
        (_("Envelope of the call"), money(terms.envelope)),
        (
            _("Amount of a grant"),
            limits.format(least=money(terms.min_amount), most=money(terms.max_amount)),
        ),
        (_("Largest share of the costs"), f"{number_text(terms.max_rate_percent)} %"),
        (_("How the amount is determined"), terms.amount_method.of(current_language())),
    ]
    for lot in terms.lots:
        least, most = terms.limits_of(lot.code)
        words = limits.format(least=money(least), most=money(most))
        title = f"{_('Lot')} {lot.code} · {lot.title.of(current_language())}"
        rows.append((title, f"{money(terms.envelope_of(lot.code))}, {words}"))
    if terms.quotas:
        quotas = ", ".join(
            f"{label(f'country.{one.country}')}: {one.count}" for one in terms.quotas
        )
        rows.append((_("Most grants by country"), quotas))
    return [Heading(text=_("2. Funds"), level=1), KeyValues(rows=rows)]


def _who(terms: CallTerms) -> list[Block]:
    countries = ", ".join(label(f"country.{code}") for code in terms.countries)
    return [
        Heading(text=_("3. Who may apply"), level=1),
        Bullets(items=_all(terms.entities)),
        KeyValues(
            rows=[
                (_("Countries"), countries),
                (_("Registered for months before the call"), str(terms.registered_months)),
                (_("Applications as lead"), str(terms.max_as_lead)),
                (_("Applications as partner"), str(terms.max_as_partner)),
            ]
        ),
    ]


def _what(terms: CallTerms) -> list[Block]:
    language = current_language()
    months = _("{least} to {most} months").format(least=terms.min_months, most=terms.max_months)
    return [
        Heading(text=_("4. What is supported"), level=1),
        Bullets(items=[one.title.of(language) for one in terms.activities]),
        *([Heading(text=_("Not supported"), level=2)] if terms.excluded_activities else []),
        Bullets(items=_all(terms.excluded_activities)),
        KeyValues(rows=[(_("Duration of a project"), months)]),
    ]


def _how(terms: CallTerms) -> list[Block]:
    dates = question_dates(terms)
    optional = _("{attachment} (where it applies)")
    attachments = []
    for one in terms.attachments:
        title = one.title.of(current_language())
        attachments.append(title if one.required else optional.format(attachment=title))
    return [
        Heading(text=_("5. How to apply"), level=1),
        Text(
            text=_(
                "Applications are made on the form of this call only. Applications that arrive "
                "after the deadline are not assessed. Every answer to a question is published "
                "for everybody; nobody is told beforehand whether an application is eligible."
            )
        ),
        KeyValues(
            rows=[
                (
                    _("Deadline"),
                    f"{moment(terms.deadline_at, terms.deadline_zone)} ({terms.deadline_zone})",
                ),
                (_("Questions until"), day(dates.questions_until)),
                (_("Answers until"), day(dates.answers_until)),
            ]
        ),
        Heading(text=_("Attachments"), level=2),
        Bullets(items=attachments),
    ]


def _evaluation(terms: CallTerms) -> list[Block]:
    language = current_language()
    checks = [
        [one.code, one.title.of(language), _("dismisses") if one.hard else _("is weighed")]
        for one in terms.checklist
    ]
    sections = [
        [one.code, one.title.of(language), number_text(one.most)] for one in terms.grid.sections
    ]
    return [
        Heading(text=_("6. Checks and evaluation"), level=1),
        Bullets(items=_all(terms.criteria)),
        Table(
            columns=[Column(title=_("No.")), Column(title=_("Question")), Column(title=_("A no"))],
            rows=checks,
            caption=_("Checklist"),
            empty=_("The call has no checklist."),
            small=True,
        ),
        Table(
            columns=[
                Column(title=_("No.")),
                Column(title=_("Section")),
                Column(title=_("At most"), align=Align.RIGHT),
            ],
            rows=sections,
            caption=_("Evaluation grid"),
        ),
    ]


def _afterwards(terms: CallTerms) -> list[Block]:
    days = ngettext(
        "Every applicant is told the result in writing, with reasons and points by section, and "
        "may complain within {days} day.",
        "Every applicant is told the result in writing, with reasons and points by section, and "
        "may complain within {days} days.",
        terms.complaint_days,
    )
    return [
        Heading(text=_("7. Result and complaints"), level=1),
        Text(text=days.format(days=terms.complaint_days)),
    ]


def _all(texts: Iterable[Bilingual]) -> list[str]:
    return [text.of(current_language()) for text in texts]
