"""What the letters to applicants say, by kind, in the current language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction

from iris_grants.awards.letter_facts import LetterFacts
from iris_grants.awards.rules.complaints import ANSWER_DAYS
from iris_grants.calls.terms import CallTerms
from iris_grants.documents.pdf_blocks import (
    Align,
    Block,
    Bullets,
    Column,
    Row,
    RowLook,
    Table,
    Text,
)
from iris_grants.kernel.money import Money
from iris_grants.scoring.paper_blocks import points, reason_words
from iris_grants.wording import _, current_language, label, ngettext, sentence_of
from iris_grants.wording.formats import day, decimal_text, money

WITHOUT_REMEDY = frozenset({"receipt", "withdrawal"})


def letter_title(kind: str) -> str:
    """The title of a letter of this kind."""
    return {
        "receipt": _("Receipt of an application"),
        "dismissal": _("Notice of dismissal on formal grounds"),
        "award": _("Notice of award of a grant"),
        "reserve": _("Notice of a place on the reserve list"),
        "rejection": _("Notice of the result of the evaluation"),
        "withdrawal": _("Confirmation that an application was taken back"),
    }[kind]


def letter_body(facts: LetterFacts, kind: str) -> list[Block]:
    """The text of a letter: the result with its reasons, points by section, how to complain."""
    return [
        *_RESULTS[kind](facts),
        *_points_table(facts),
        *([] if kind in WITHOUT_REMEDY else [Text(text=_remedy(facts.terms))]),
    ]


def _points_table(facts: LetterFacts) -> list[Block]:
    sections = facts.terms.grid.sections
    if facts.row is None or len(facts.points) != len(sections):
        return []
    rows = [
        [
            section.code,
            section.title.of(current_language()),
            points(mean),
            points(Fraction(section.most)),
        ]
        for section, mean in zip(sections, facts.points, strict=True)
    ]
    most = points(Fraction(sum(section.most for section in sections)))
    total = ["", _("Total"), points(Fraction(facts.row.total or 0)), most]
    return [
        Table(
            columns=[
                Column(title=_("Section")),
                Column(title=_("Name")),
                Column(title=_("Points"), align=Align.RIGHT),
                Column(title=_("At most"), align=Align.RIGHT),
            ],
            rows=[*rows, Row(cells=total, look=RowLook.TOTAL)],
            caption=_("Points by section"),
        )
    ]


def _receipt(facts: LetterFacts) -> list[Block]:
    return [
        Text(
            text=_(
                "We have received your application and entered it under the number above. Please "
                "quote this number in all correspondence. The committee will begin its work after "
                "the deadline of the call."
            )
        )
    ]


def _dismissal(facts: LetterFacts) -> list[Block]:
    reason = facts.application.reason or ""
    said = _(
        "Your application could not be assessed on its merits, because it does not fulfil a "
        "formal condition of the call: {reason}."
    )
    found = [sentence_of(one.code, one.params) for one in facts.findings]
    blocks: list[Block] = [
        Text(text=said.format(reason=label(f"applications.reason.{reason}"))),
        Text(text=label(f"applications.reason_letter.{reason}")),
    ]
    if found:
        blocks += [Text(text=_("Our check found:")), Bullets(items=found)]
    return blocks


def _award(facts: LetterFacts) -> list[Block]:
    award = facts.award
    amount = money(Money(award.amount_minor, award.currency)) if award else ""
    said = _(
        "We are pleased to tell you that a grant of up to {amount} has been awarded to your "
        "project (decision {decision} of {date}). The budget agreed in the negotiation will "
        "be an annex of the contract. No cost that arises before the start date of the "
        "contract can be accepted."
    )
    decision = (award.decision_no or "") if award else ""
    decided = day(award.decided_on) if award else ""
    return [
        *_assessed(facts),
        Text(text=said.format(amount=amount, decision=decision, date=decided)),
    ]


def _reserve(facts: LetterFacts) -> list[Block]:
    said = _(
        "Your application passed the evaluation and stands on the reserve list: {reason}. It "
        "will be considered in the order of the list if money becomes free."
    )
    words = said.format(reason=_reason(facts))
    if facts.reserve_until is not None:
        holds = _("The reserve list holds until {day}.").format(day=day(facts.reserve_until))
        words = f"{words} {holds}"
    return [*_assessed(facts), Text(text=words)]


def _rejection(facts: LetterFacts) -> list[Block]:
    award = facts.award
    if award is not None and award.state == "declined":
        declined = _(
            "The committee proposed your application for a grant, but the grant was not "
            "approved: {reason}"
        )
        return [*_assessed(facts), Text(text=declined.format(reason=award.closed_reason or ""))]
    said = _("The committee did not propose your application for a grant: {reason}.")
    return [*_assessed(facts), Text(text=said.format(reason=_reason(facts)))]


def _withdrawal(facts: LetterFacts) -> list[Block]:
    return [
        Text(
            text=_(
                "We confirm that you took your application back. It is closed, and no grant is "
                "given for it. What you handed in is kept as the rules of the programme demand."
            )
        )
    ]


def _reason(facts: LetterFacts) -> str:
    return reason_words(facts.row.reason or "") if facts.row else ""


def _assessed(facts: LetterFacts) -> list[Block]:
    if facts.row is None or facts.row.total is None:
        return []
    said = _("Independent assessors gave your application {points} points on average.")
    return [Text(text=said.format(points=decimal_text(Decimal(facts.row.total))))]


def _remedy(terms: CallTerms) -> str:
    first = ngettext(
        "A complaint may be sent to us in writing within {days} day of receiving this letter. It "
        "will be decided by people who took no part in the evaluation.",
        "A complaint may be sent to us in writing within {days} days of receiving this letter. "
        "It will be decided by people who took no part in the evaluation.",
        terms.complaint_days,
    ).format(days=terms.complaint_days)
    then = ngettext(
        "You will be told the decision within {days} day of its receipt.",
        "You will be told the decision within {days} days of its receipt.",
        ANSWER_DAYS,
    ).format(days=ANSWER_DAYS)
    return f"{first} {then}"


_RESULTS: Mapping[str, Callable[[LetterFacts], list[Block]]] = {
    "receipt": _receipt,
    "dismissal": _dismissal,
    "award": _award,
    "reserve": _reserve,
    "rejection": _rejection,
    "withdrawal": _withdrawal,
}
