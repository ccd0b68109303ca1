"""What the form itself answers of the checklist (DOMAIN.md §4.2, §3.3)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from iris_grants.applications.filled import FilledForm
from iris_grants.calls.form_parts import CONTINGENCY, INDIRECT
from iris_grants.calls.terms import CallTerms
from iris_grants.kernel.money import half_up
from iris_grants.kernel.problems import Problem


class Answer(StrEnum):
    """The answer to a question of the checklist."""

    YES = "yes"
    NO = "no"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckFacts:
    """What is known of an application beside its form.

    `attached` are the codes of the asked attachments that were recognised; `as_lead` and
    `as_partner` count applications to this call with this one; `call_day` is the day of
    publication, from which the age of an organisation counts.
    """

    minutes_late: int
    attached: frozenset[str]
    partner_of_action: bool
    as_lead: int
    as_partner: int
    call_day: date
    remarks: tuple[Problem, ...] = ()
    corrections: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AutomaticAnswer:
    """An answer that the program gives, with what it found; a person confirms it."""

    question: str
    answer: Answer
    findings: tuple[Problem, ...] = ()


_Decided = tuple[Answer, tuple[Problem, ...]]
_Check = Callable[[CallTerms, FilledForm, CheckFacts], "_Decided | None"]


def automatic_answers(
    terms: CallTerms, form: FilledForm, facts: CheckFacts
) -> tuple[AutomaticAnswer, ...]:
    """The answers to those questions of the call's checklist that the form can answer."""
    answers = []
    for question in terms.checklist:
        check = _CHECKS.get(question.code)
        if check is None or not question.automatic:
            continue
        decided = check(terms, form, facts)
        if decided is not None:
            answer, findings = decided
            answers.append(
                AutomaticAnswer(question=question.code, answer=answer, findings=findings)
            )
    return tuple(answers)


def _problem(code: str, **params: str | int) -> Problem:
    return Problem(code=f"applications.{code}", params=params)


def _judge(findings: Iterable[Problem | None]) -> _Decided:
    found = tuple(problem for problem in findings if problem is not None)
    return (Answer.NO if found else Answer.YES), found


def _on_time(_: CallTerms, __: FilledForm, facts: CheckFacts) -> _Decided:
    late = facts.minutes_late
    return _judge([_problem("late", minutes=late) if late else None])


def _right_form(_: CallTerms, __: FilledForm, facts: CheckFacts) -> _Decided:
    return Answer.YES, facts.remarks


def _declaration(_: CallTerms, form: FilledForm, __: CheckFacts) -> _Decided:
    return _judge(
        [
            None if form.confirmed else _problem("declaration_incomplete"),
            None if form.signed else _problem("declaration_unsigned"),
        ]
    )


def _mandates(_: CallTerms, form: FilledForm, __: CheckFacts) -> _Decided:
    if not form.partners:
        return Answer.NOT_APPLICABLE, ()
    return _judge(
        _problem("mandate_missing", partner=partner.name)
        for partner in form.partners
        if partner.mandate is not True
    )


def _budget(terms: CallTerms, form: FilledForm, facts: CheckFacts) -> _Decided:
    totals = form.totals
    direct = Fraction(totals.direct)
    limits = {
        INDIRECT: (totals.indirect, terms.budget.indirect_percent_max),
        CONTINGENCY: (totals.contingency, terms.budget.contingency_percent_max),
    }
    findings: list[Problem | None] = [
        None if form.lines else _problem("budget_empty"),
        _problem("budget_unbalanced", difference=_plain(totals.difference))
        if totals.difference
        else None,
        *(
            _problem("share_too_high", heading=f"form.share.{name}", percent=str(percent))
            for name, (amount, percent) in limits.items()
            if amount > half_up(direct * Fraction(percent) / 100)
        ),
        *(
            _problem("line_incomplete", line=line.code)
            for line in form.lines
            if not line.description and line.heading not in limits
        ),
    ]
    answer, found = _judge(findings)
    return answer, (*found, *facts.corrections)


def _amount(terms: CallTerms, form: FilledForm, _: CheckFacts) -> _Decided:
    smallest, largest = terms.limits_of(form.lot)
    least, most = smallest.minor, largest.minor
    asked = form.requested_minor
    share = Fraction(asked * 100, form.totals.total) if form.totals.total else Fraction(0)
    return _judge(
        [
            None
            if least <= asked <= most
            else _problem(
                "amount_outside",
                requested=_plain(asked),
                least=_plain(least),
                most=_plain(most),
                currency=terms.currency,
            ),
            _problem("rate_too_high", most=str(terms.max_rate_percent))
            if share > Fraction(terms.max_rate_percent)
            else None,
        ]
    )


def _duration(terms: CallTerms, form: FilledForm, _: CheckFacts) -> _Decided:
    if terms.min_months <= form.months <= terms.max_months:
        return Answer.YES, ()
    params = {"months": form.months, "least": terms.min_months, "most": terms.max_months}
    return _judge([_problem("duration_outside", **params)])


def _place(terms: CallTerms, form: FilledForm, _: CheckFacts) -> _Decided | None:
    if form.project_country is None:
        return None
    lot_missing = bool(terms.lots) and form.lot is None
    return _judge([_problem("lot_missing") if lot_missing else None])


def _attachments(terms: CallTerms, form: FilledForm, facts: CheckFacts) -> _Decided:
    return _judge(
        _problem("attachment_missing", attachment=rule.title.of(form.language))
        for rule in terms.attachments
        if rule.required and rule.code not in facts.attached
    )


def _age(terms: CallTerms, form: FilledForm, facts: CheckFacts) -> _Decided | None:
    registered = form.applicant.registered_on
    if registered is None:
        return None
    months = full_months(registered, facts.call_day)
    if months >= terms.registered_months:
        return Answer.YES, ()
    params = {"months": max(months, 0), "least": terms.registered_months}
    return _judge([_problem("registered_too_short", **params)])


def _country(terms: CallTerms, form: FilledForm, _: CheckFacts) -> _Decided:
    eligible = form.applicant.country in terms.countries
    return _judge([None if eligible else _problem("country_outside")])


def _not_partner(_: CallTerms, __: FilledForm, facts: CheckFacts) -> _Decided:
    return _judge([_problem("partner_of_action") if facts.partner_of_action else None])


def _count(terms: CallTerms, _: FilledForm, facts: CheckFacts) -> _Decided:
    lead, partner = terms.max_as_lead, terms.max_as_partner
    return _judge(
        [
            _problem("too_many_as_lead", count=facts.as_lead, most=lead)
            if facts.as_lead > lead
            else None,
            _problem("too_many_as_partner", count=facts.as_partner, most=partner)
            if facts.as_partner > partner
            else None,
        ]
    )


def _limits(terms: CallTerms, form: FilledForm, facts: CheckFacts) -> _Decided | None:
    place = _place(terms, form, facts)
    if place is None:
        return None
    parts = (place, _amount(terms, form, facts), _duration(terms, form, facts))
    return _judge(problem for _, findings in parts for problem in findings)


_CHECKS: Mapping[str, _Check] = {
    "A1": _on_time,
    "A2": _right_form,
    "A4": _declaration,
    "A5": _mandates,
    "A6": _budget,
    "A8": _amount,
    "A9": _duration,
    "A10": _place,
    "A12": _attachments,
    "EL-3": _age,
    "EL-4": _country,
    "EL-9": _not_partner,
    "EL-10": _count,
    "EL-12": _limits,
}


def full_months(start: date, end: date) -> int:
    """The full months from one day to another; negative if it is earlier."""
    months = (end.year - start.year) * 12 + end.month - start.month
    return months - 1 if end.day < start.day else months


def _plain(minor: int) -> str:
    return f"{Decimal(minor).scaleb(-2):f}"
