"""The parts of a call as forms: data, texts, conditions, assessment, what applicants are asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from iris_grants.calls.grid import EvaluationGrid
from iris_grants.calls.parse import COUNTRIES
from iris_grants.calls.terms import (
    CallTerms,
    CheckKind,
    EqualDistance,
    GapOf,
    OverLimit,
    Resolution,
    WhenTooLarge,
)
from iris_grants.programme.templates import template_names
from iris_grants.wording import _, current_language, label
from ui.calls.draft_fields import (
    amount,
    both,
    chosen,
    coded,
    coded_lines,
    local,
    maybe_day,
    preset,
    several,
    text,
    whole,
    words_fields,
    yes_no,
)
from ui.calls.draft_values import NO, YES
from ui.forms.fields import Choice, Field, FieldKind

MOST_MONTHS = 120
MOST_LENGTH = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of a call: the words of its step, and its fields for the terms as they are."""

    title: Callable[[], str]
    fields: Callable[[CallTerms], tuple[Field, ...]]


def _data(terms: CallTerms) -> tuple[Field, ...]:
    languages = (("sr", _("Serbian")), ("en", _("English")))
    countries = tuple((code, label(f"country.{code}")) for code in COUNTRIES)
    return (
        text("number", _("Number of the call")),
        text("application_prefix", _("Begins the numbers of applications")),
        text("title__sr", _("Title in Serbian")),
        text("title__en", _("Title in English")),
        several("languages", _("Languages of applications"), languages),
        several("countries", _("Countries"), countries),
        local("deadline__at", _("Deadline"), _("In the time zone below.")),
        text("deadline__zone", _("Time zone")),
        maybe_day("questions_until", _("Questions until")),
        maybe_day("answers_until", _("Answers until")),
        maybe_day("starts_on", _("Projects begin at the earliest on")),
    )


def _texts(terms: CallTerms) -> tuple[Field, ...]:
    return (
        both("objectives", _("Objectives")),
        both("results", _("Results")),
        coded_lines("activities", _("Eligible activities")),
        both("excluded_activities", _("Excluded")),
        both("entities", _("Who may apply")),
        both("criteria", _("Criteria")),
        Field(
            name="amount_method__sr",
            label=_("How the amount is determined, in Serbian"),
            kind=FieldKind.LONG_TEXT,
            empty="",
        ),
        Field(
            name="amount_method__en",
            label=_("How the amount is determined, in English"),
            kind=FieldKind.LONG_TEXT,
            empty="",
        ),
    )


def _conditions(terms: CallTerms) -> tuple[Field, ...]:
    each, currency = "applications_per_organisation", terms.currency
    return (
        amount("amounts__envelope", _("Envelope"), currency),
        amount("amounts__min", _("Smallest amount"), currency),
        amount("amounts__max", _("Largest amount"), currency),
        Field(
            name="amounts__max_rate_percent",
            label=_("Share that is paid, at most %"),
            kind=FieldKind.DECIMAL,
            required=True,
        ),
        chosen(
            "amounts__when_too_large",
            _("When the envelope does not reach"),
            coded(WhenTooLarge, "calls.when_too_large"),
        ),
        whole("duration_months__min", _("Shortest duration in months"), 1, MOST_MONTHS),
        whole("duration_months__max", _("Longest duration in months"), 1, MOST_MONTHS),
        whole("registered_months", _("Registered for months")),
        whole(f"{each}__as_lead", _("Applications as lead"), 1),
        whole(f"{each}__as_partner", _("Applications as partner")),
        chosen(f"{each}__over_limit", _("Over that number"), coded(OverLimit, "calls.over_limit")),
        whole("complaint_days", _("Days for a complaint")),
        _quotas(terms),
        Field(
            name="lots",
            label=_("Lots"),
            kind=FieldKind.ROWS,
            empty=(),
            columns=(
                Field(name="code", label=_("Code"), required=True),
                amount("envelope", _("Envelope"), currency, required=False, share=2),
                amount("min", _("From"), currency, required=False),
                amount("max", _("To"), currency, required=False, share=2),
                *words_fields("title"),
            ),
        ),
    )


def _quotas(terms: CallTerms) -> Field:
    countries = ((code, label(f"country.{code}")) for code in terms.countries)
    return Field(
        name="quotas",
        label=_("Most grants by country"),
        kind=FieldKind.ROWS,
        empty=(),
        columns=(
            chosen("country", _("Country"), countries, 3),
            replace(whole("count", _("Grants at most"), 1), share=3),
        ),
    )


def _assessment(terms: CallTerms) -> tuple[Field, ...]:
    grids = [(name.rpartition("/")[2],) * 2 for name in template_names("grids")]
    own = terms.grid.id
    if own not in dict(grids):
        grids.append((own, own))
    keys = tuple(Choice(value=key, label=words) for key, words in order_keys(terms.grid).items())
    return (
        chosen("grid", _("Evaluation grid"), grids),
        whole("min_assessments", _("Assessors at least"), 1, 9),
        whole("checks_by", _("People who answer each check"), 1, 9),
        *_third_assessor(),
        Field(
            name="tie_break",
            label=_("Order of equal totals"),
            kind=FieldKind.ROWS,
            empty=(),
            columns=(
                Field(
                    name="key",
                    label=_("Then by"),
                    kind=FieldKind.CHOICE,
                    required=True,
                    choices=keys,
                    share=6,
                ),
            ),
        ),
    )


def _third_assessor() -> tuple[Field, ...]:
    """When a third assessment is needed, and what counts then (RANKING.md, rule 4)."""
    return (
        Field(
            name="reassessment__gap_percent",
            label=_("Third assessor from a difference of %"),
            kind=FieldKind.DECIMAL,
        ),
        preset(
            "reassessment__gap_of", _("The difference is taken of"), coded(GapOf, "calls.gap_of")
        ),
        preset(
            "reassessment__straddles_gates",
            _("Also where one assessor is below a threshold"),
            [(NO, label("form.no")), (YES, label("form.yes"))],
        ),
        preset(
            "reassessment__resolution",
            _("With three assessments counts"),
            coded(Resolution, "calls.resolution"),
        ),
        preset(
            "reassessment__equal_distance",
            _("Where the third lies in the middle"),
            coded(EqualDistance, "calls.equal_distance"),
        ),
    )


def order_keys(grid: EvaluationGrid) -> Mapping[str, str]:
    """What equal totals can be ordered by: sections, items, and the amount requested."""
    language = current_language()
    keys = {
        "requested_asc": _("the smaller amount requested first"),
        "requested_desc": _("the larger amount requested first"),
    }
    for section in grid.sections:
        keys[f"section:{section.code}"] = f"{section.code} {section.title.of(language)}"
    for item in grid.items():
        keys[f"item:{item.code}"] = f"{item.code} {item.title.of(language)}"
    return keys


def _checklist(terms: CallTerms) -> tuple[Field, ...]:
    return (
        Field(
            name="checklist",
            label=_("Checklist"),
            kind=FieldKind.ROWS,
            empty=(),
            columns=(
                Field(name="code", label=_("No."), required=True),
                chosen("kind", _("Kind"), coded(CheckKind, "calls.check"), 3),
                yes_no("hard", _("A no dismisses")),
                yes_no("automatic", _("Program answers")),
                *words_fields("title"),
                *words_fields("evidence", _("Evidence"), required=False),
            ),
        ),
        Field(
            name="attachments",
            label=_("Attachments"),
            kind=FieldKind.ROWS,
            empty=(),
            columns=(
                Field(name="code", label=_("Code"), required=True, share=2),
                yes_no("required", _("Required")),
                Field(name="keywords", label=_("Words in its file name"), share=3, empty=""),
                *words_fields("title"),
            ),
        ),
    )


def _form(terms: CallTerms) -> tuple[Field, ...]:
    return (
        Field(
            name="questions",
            label=_("Questions of the application form"),
            kind=FieldKind.ROWS,
            empty=(),
            columns=(
                Field(name="code", label=_("Code"), required=True, share=2),
                yes_no("required", _("Required"), 2),
                Field(
                    name="max_length",
                    label=_("Characters at most"),
                    kind=FieldKind.INTEGER,
                    required=True,
                    minimum=1,
                    maximum=MOST_LENGTH,
                    share=2,
                ),
                *words_fields("title"),
                *words_fields("help", _("Help"), required=False),
            ),
        ),
        coded_lines("budget__headings", _("Headings of the budget"), required=True),
        Field(
            name="budget__indirect_percent_max",
            label=_("Indirect costs, at most % of the direct costs"),
            kind=FieldKind.DECIMAL,
            required=True,
        ),
        Field(
            name="budget__contingency_percent_max",
            label=_("Contingency reserve, at most % of the direct costs"),
            kind=FieldKind.DECIMAL,
            required=True,
        ),
    )


DATA = Section(title=lambda: _("Edit the data…"), fields=_data)
TEXTS = Section(title=lambda: _("Edit the texts…"), fields=_texts)
CONDITIONS = Section(title=lambda: _("Edit money and conditions…"), fields=_conditions)
ASSESSMENT = Section(title=lambda: _("Edit the assessment…"), fields=_assessment)
CHECKLIST = Section(title=lambda: _("Edit checklist and attachments…"), fields=_checklist)
FORM = Section(title=lambda: _("Edit questions and budget…"), fields=_form)
