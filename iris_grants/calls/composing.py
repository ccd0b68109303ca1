"""Calls made in the office: begun from nothing or like another one, changed part by part."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy.orm import Session

from db.tables.calls import CallRecord
from iris_grants.calls.commands import call_of_number, fill_call
from iris_grants.calls.documents import Document, terms_document
from iris_grants.calls.parse import parse_call
from iris_grants.calls.queries import call_by_number, terms_of
from iris_grants.kernel.access import Role
from iris_grants.kernel.ids import new_id
from iris_grants.kernel.money import Money
from iris_grants.kernel.operations import Work, operation
from iris_grants.kernel.problems import Where, refusal
from iris_grants.programme.queries import rule_sets, the_programme
from iris_grants.programme.templates import load_template
from iris_grants.programme.values import Value

OFFICER = frozenset({Role.GRANTS_OFFICER})
TOPICS = frozenset({"calls"})
SHIPPED = "calls/"
STANDARD = "calls/iris-progres-2023"
"""The shipped call, whose six budget headings (DOMAIN.md §6.1) every new call begins with."""

TEXTS = (
    "objectives",
    "results",
    "activities",
    "excluded_activities",
    "entities",
    "criteria",
    "amount_method",
)
ASKED = (
    "languages",
    "countries",
    "duration_months",
    "registered_months",
    "applications_per_organisation",
    "complaint_days",
    "min_assessments",
    "reassessment",
    "comment_required",
    "checks_by",
    "checklist",
    "attachments",
    "questions",
    "budget",
)
"""What a call takes over from another, beside its texts: never number, dates, money or lots."""


@operation("calls.begin", roles=OFFICER, topics=TOPICS, undoable=True)
def begin_call(
    work: Work,
    *,
    number: str,
    application_prefix: str,
    title_sr: str,
    title_en: str,
    deadline: str,
    zone: str,
    envelope: Money,
    min_amount: Money,
    max_amount: Money,
    grid: str,
    like: str | None = None,
    with_texts: bool = False,
) -> str:
    """Enter a new call as a draft; gives its identity.

    `deadline` as `2026-03-31 17:00` in its `zone`; `grid` is the name of a shipped grid.
    `like` is the number of a call in the store or a shipped template (`calls/…`), from which
    conditions, checklist, attachments, questions and budget headings are taken over, and
    `with_texts` objectives, activities, who may apply and criteria too; without it the call
    begins with the standard budget headings alone. Refused: `calls.number_taken`,
    `calls.unknown`, `programme.template_missing`, and what `parse_call` finds wrong.
    """
    programme = the_programme(work.session)
    _refuse_taken(work.session, number, None)
    base = _base(work.session, like, grid=grid, with_texts=with_texts)
    document: Document = {
        **base,
        "number": number.strip(),
        "application_prefix": application_prefix.strip(),
        "title": {"sr": title_sr.strip(), "en": title_en.strip()},
        "rule_set": next((row.code for row in rule_sets(work.session, "grant_rules")), ""),
        "deadline": {"at": deadline, "zone": zone},
        "grid": grid,
        "amounts": {
            "currency": envelope.currency,
            "min": str(min_amount.amount),
            "max": str(max_amount.amount),
            "envelope": str(envelope.amount),
            "when_too_large": "stop",
            "max_rate_percent": 100,
        },
    }
    record = CallRecord(id=new_id(), programme_id=programme.id, state="draft")
    fill_call(record, parse_call(document))
    return work.add(record).id


@operation("calls.change", roles=OFFICER, topics=TOPICS, undoable=True)
def change_call(work: Work, *, call_id: str, changes: Mapping[str, Value]) -> None:
    """Change parts of a draft; `changes` are keys of its template with their new content.

    The whole call is read again, so that what no longer fits together is found. Refused:
    `calls.fixed` once it is published, `calls.number_taken`, and what `parse_call` finds
    wrong, each problem with its key.
    """
    record = work.hold(CallRecord, call_id)
    if record.state != "draft":
        raise refusal("calls.fixed", number=record.number)
    document = terms_document(terms_of(work.session, call_id))
    terms = parse_call({**document, **changes})
    _refuse_taken(work.session, terms.number, call_id)
    fill_call(record, terms)
    work.flush()


def _refuse_taken(session: Session, number: str, own: str | None) -> None:
    other = call_of_number(session, number.strip())
    if other is not None and other.id != own:
        raise refusal("calls.number_taken", Where(key="number"), number=number.strip())


def _base(session: Session, like: str | None, *, grid: str, with_texts: bool) -> Document:
    if not like:
        return _bare()
    taken: Mapping[str, Value]
    if like.startswith(SHIPPED):
        taken = load_template(like)
    else:
        taken = terms_document(terms_of(session, call_by_number(session, like).id))
    keys = (*ASKED, *TEXTS) if with_texts else ASKED
    base: Document = {key: taken[key] for key in keys if taken.get(key) is not None}
    if _grid_name(taken.get("grid")) == grid:
        base["tie_break"] = taken.get("tie_break")
    return base


def _bare() -> Document:
    """The least that a call says; what is here is a preset that the office goes through."""
    return {
        "languages": ["sr", "en"],
        "countries": ["RS"],
        "duration_months": {"min": 1, "max": 12},
        "applications_per_organisation": {
            "as_lead": 1,
            "as_partner": 1,
            "over_limit": "reject_latest",
        },
        "min_assessments": 2,
        "budget": load_template(STANDARD)["budget"],
    }


def _grid_name(grid: Value) -> Value:
    return grid.get("id") if isinstance(grid, dict) else grid
