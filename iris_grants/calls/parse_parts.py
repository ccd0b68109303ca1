"""The parts of a call's template: checklists, attachments, questions, budget, assessment."""

from __future__ import annotations

from iris_grants.calls.terms import (
    AttachmentRule,
    BudgetTerms,
    CheckKind,
    CheckQuestion,
    EqualDistance,
    FormQuestion,
    GapOf,
    Listed,
    Lot,
    Quota,
    Reassessment,
    Resolution,
)
from iris_grants.kernel.money import Money
from iris_grants.programme.fields import NO_WORDS, Bilingual, Fields


def listed(fields: Fields) -> Listed:
    """An entry of a closed list: `code` and `title`."""
    entry = Listed(code=fields.text("code"), title=fields.words("title"))
    fields.finish()
    return entry


def lot(fields: Fields, currency: str) -> Lot:
    """A lot: `code` and `title`, and what it sets itself of `envelope`, `min` and `max`."""

    def amount(key: str) -> Money | None:
        return fields.money(key, currency) if fields.has(key) else None

    found = Lot(
        code=fields.text("code"),
        title=fields.words("title"),
        envelope=amount("envelope"),
        min_amount=amount("min"),
        max_amount=amount("max"),
    )
    fields.finish()
    return found


def check_question(fields: Fields) -> CheckQuestion:
    """A question of the checklist."""
    question = CheckQuestion(
        code=fields.text("code"),
        kind=fields.choice("kind", CheckKind),
        title=fields.words("title"),
        evidence=_maybe_words(fields, "evidence"),
        automatic=fields.flag("automatic", default=False),
        hard=fields.flag("hard", default=False),
    )
    fields.finish()
    return question


def attachment_rule(fields: Fields) -> AttachmentRule:
    """An attachment that the call asks for."""
    rule = AttachmentRule(
        code=fields.text("code"),
        title=fields.words("title"),
        required=fields.flag("required", default=True),
        keywords=fields.texts("keywords"),
        for_assessors=fields.flag("for_assessors", default=True),
    )
    fields.finish()
    return rule


def form_question(fields: Fields) -> FormQuestion:
    """A narrative question of the application form."""
    question = FormQuestion(
        code=fields.text("code"),
        title=fields.words("title"),
        help=_maybe_words(fields, "help"),
        required=fields.flag("required", default=True),
        max_length=fields.whole("max_length", at_least=1),
        for_assessors=fields.flag("for_assessors", default=True),
    )
    fields.finish()
    return question


def budget_terms(fields: Fields) -> BudgetTerms:
    """Headings and limits of the budget of the form."""
    budget = BudgetTerms(
        headings=tuple(listed(part) for part in fields.parts("headings")),
        indirect_percent_max=fields.decimal("indirect_percent_max"),
        contingency_percent_max=fields.decimal("contingency_percent_max"),
    )
    if not budget.headings:
        fields.note("headings", "programme.key_missing")
    fields.finish()
    return budget


def reassessment(fields: Fields) -> Reassessment | None:
    """The rule for a third assessment; none where the call has none (RANKING.md)."""
    if not fields.has("reassessment"):
        return None
    part = fields.part("reassessment")
    rule = Reassessment(
        gap_percent=part.maybe_decimal("gap_percent"),
        gap_of=part.choice("gap_of", GapOf, default=GapOf.MAX),
        straddles_gates=part.flag("straddles_gates", default=False),
        resolution=part.choice("resolution", Resolution, default=Resolution.CLOSEST_TWO),
        equal_distance=part.choice(
            "equal_distance", EqualDistance, default=EqualDistance.MEAN_OF_ALL
        ),
    )
    part.finish()
    return rule


def quotas(fields: Fields) -> tuple[Quota, ...]:
    """The most awards by country, in the order of the template."""
    if not fields.has("quotas"):
        return ()
    part = fields.part("quotas")
    return tuple(Quota(country=key, count=part.whole(key)) for key in part.names())


def _maybe_words(fields: Fields, key: str) -> Bilingual | None:
    words = fields.words(key, required=False)
    return None if words == NO_WORDS else words
