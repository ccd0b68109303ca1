"""The parts that minutes and evaluation report are made of."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from iris_grants.calls.terms import CallTerms
from iris_grants.documents.pdf_blocks import (
    Align,
    Block,
    Column,
    KeyValues,
    SignatureLine,
    Signatures,
    Table,
    Text,
)
from iris_grants.scoring.queries.evaluation import Evaluation, ReceivedRow
from iris_grants.scoring.rules.assessment import Counted
from iris_grants.scoring.rules.exact import two_decimals
from iris_grants.scoring.rules.explain import explain, reason_step
from iris_grants.scoring.rules.ranking import RankedRow
from iris_grants.scoring.rules.selection import Decision
from iris_grants.wording import _, current_language, label, sentence_of
from iris_grants.wording.formats import day, minor, moment

SIGNING = ("chair", "secretary", "voting")


def call_facts(found: Evaluation) -> Block:
    """The call, its deadline and its envelope."""
    return KeyValues(
        rows=[
            (_("Call"), f"{found.call.number} · {found.call.title.of(current_language())}"),
            (_("Deadline"), moment(found.call.deadline_at, found.call.deadline_zone)),
            (
                _("Envelope"),
                f"{minor(found.call.envelope.minor)} {found.call.envelope.currency}",
            ),
            (_("Evaluation grid"), found.terms.grid.title.of(current_language())),
        ]
    )


def timetable(found: Evaluation) -> Block:
    """When each step took place."""
    rows = [(_("Deadline for applications"), moment(found.call.deadline_at))]
    if found.packages_at is not None:
        first, last = found.packages_at
        rows.append((_("First scoring packages made"), moment(first)))
        if last != first:
            rows.append((_("Last scoring packages made"), moment(last)))
    if found.returns:
        last = max(row.received_at for row in found.returns)
        rows.append((_("Last return received"), moment(last)))
    rows.append((_("Ranking fixed"), moment(found.ranking.made_at)))
    return KeyValues(rows=rows)


def members_table(found: Evaluation) -> Block:
    """The committee with the days of its declarations."""
    return Table(
        columns=[
            Column(title=_("Code")),
            Column(title=_("Name and surname")),
            Column(title=_("Role")),
            Column(title=_("Declaration signed on")),
        ],
        rows=[
            [member.code, member.name, label(f"member.{member.role}"), day(member.declared_on)]
            for member in found.members
        ],
    )


def conflicts_table(found: Evaluation) -> Block:
    """Every tie, declared or detected, and what the chair answered."""
    return Table(
        columns=[
            Column(title=_("Member")),
            Column(title=_("Application")),
            Column(title=_("Tie")),
            Column(title=_("Reason")),
            Column(title=_("State")),
        ],
        rows=[
            [
                f"{row.member_code} · {row.member_name}",
                row.application_number,
                f"{label(f'scoring.tie.{row.kind}')} ({label(f'origin.conflict.{row.origin}')})",
                row.resolved_reason or row.reason,
                label(f"state.conflict.{row.state}"),
            ]
            for row in found.conflicts
        ],
        empty=_("No conflict of interest was declared or detected."),
    )


def allocation_table(found: Evaluation) -> Block:
    """Who assessed what, and what became of it."""
    by_number: dict[str, list[str]] = {}
    for row in found.assignments:
        words = f"{row.member_code} ({label(f'state.assignment.{row.state}')})"
        by_number.setdefault(row.application_number, []).append(words)
    told = [[number, ", ".join(words)] for number, words in by_number.items()]
    pairs = [told[place : place + 2] for place in range(0, len(told), 2)]
    return Table(
        columns=[
            Column(title=_("Application"), width_mm=22),
            Column(title=_("Assessors")),
            Column(title=_("Application"), width_mm=22),
            Column(title=_("Assessors")),
        ],
        rows=[[cell for row in pair for cell in row] for pair in pairs],
        small=True,
    )


def returns_table(found: Evaluation) -> Block:
    """What came in of each assessor, in which way, and whether it counts (DESIGN.md §3, step 5)."""
    return Table(
        columns=[
            Column(title=_("Assessor")),
            Column(title=_("Came as")),
            Column(title=_("Received")),
            Column(title=_("Applications")),
            Column(title=_("State")),
        ],
        rows=[
            [
                f"{row.member_code} · {row.member_name}",
                label(f"medium.scoring_return.{row.medium}"),
                moment(row.received_at),
                ", ".join(part.application_number for part in row.parts),
                label(f"state.scoring_return.{row.state}"),
            ]
            for row in found.returns
        ],
        caption=_("Returns of scores"),
        empty=_("No scores came in yet."),
        small=True,
    )


def reassessment_blocks(found: Evaluation) -> list[Block]:
    """Each application with a third assessor: the arithmetic that called for it."""
    blocks: list[Block] = []
    for row in found.result.rows:
        if row.application.third_assessor:
            steps = explain(found.result, row)
            words = " ".join(sentence_of(step.code, step.params) for step in steps)
            blocks.append(Text(text=words, lead=row.application.id))
    return blocks or [Text(text=_("No application needed a third assessor."))]


def scores_table(found: Evaluation) -> Block:
    """The ranking with the total of each assessor, the mean and the sections."""
    sections = found.result.terms.grid.sections
    return Table(
        columns=[
            Column(title=_("Rank"), align=Align.RIGHT),
            Column(title=_("Application")),
            Column(title=_("Applicant")),
            Column(title=_("Project")),
            Column(title=_("Country")),
            Column(title=_("Requested"), align=Align.RIGHT),
            Column(title=_("Assessors")),
            *(Column(title=section.code, align=Align.RIGHT) for section in sections),
            Column(title=_("Points"), align=Align.RIGHT),
        ],
        rows=[_score_row(row, found.application(row.application.id)) for row in found.result.rows],
        note=_("Points of the sections and of the whole are means of the assessments taken."),
        small=True,
    )


def decisions_table(found: Evaluation, decision: Decision, empty: str) -> Block:
    """The applications of one decision with place, amount or reason."""
    return Table(
        columns=[
            Column(title=_("Rank"), align=Align.RIGHT),
            Column(title=_("Application")),
            Column(title=_("Applicant")),
            Column(title=_("Project")),
            Column(title=_("Points"), align=Align.RIGHT),
            Column(title=_("Offered"), align=Align.RIGHT),
            Column(title=_("Reason")),
        ],
        rows=[
            [
                "" if row.rank is None else str(row.rank),
                row.application.id,
                found.application(row.application.id).applicant,
                found.application(row.application.id).title,
                "" if row.total is None else points(row.total),
                "" if row.offered_minor is None else minor(row.offered_minor),
                reason_words(row.reason),
            ]
            for row in found.result.rows
            if row.decision is decision
        ],
        empty=empty,
        small=True,
    )


def dismissed_table(found: Evaluation) -> Block:
    """The applications that were dismissed on formal grounds or taken back."""
    return Table(
        columns=[
            Column(title=_("Application")),
            Column(title=_("Applicant")),
            Column(title=_("On time")),
            Column(title=_("Reason")),
        ],
        rows=[
            [
                row.number,
                row.applicant,
                _("yes") if row.on_time else _("no"),
                label(f"applications.reason.{row.reason}") if row.reason else "",
            ]
            for row in found.received
            if row.state in ("dismissed", "withdrawn")
        ],
        empty=_("No application was dismissed."),
        small=True,
    )


def signatures(found: Evaluation) -> Block:
    """Lines for the chair, the secretary and all who vote."""
    return Signatures(
        lines=[
            SignatureLine(name=member.name, role=label(f"member.{member.role}"))
            for role in SIGNING
            for member in found.members
            if member.role == role
        ],
        place_and_date=_("Place and date"),
    )


def method_text(terms: CallTerms) -> str:
    """How the call assesses, in words."""
    words = [
        _("At least {count} assessments of each application.").format(count=terms.min_assessments)
    ]
    rule = terms.reassessment
    if rule is not None and rule.gap_percent is not None:
        words.append(
            _("A third assessor where two totals are more than {percent} % apart.").format(
                percent=f"{rule.gap_percent:f}"
            )
        )
    if rule is not None and rule.straddles_gates:
        words.append(_("A third assessor where only one of two assessments passes all gates."))
    words.append(_("The result is the arithmetic mean of the assessments taken."))
    return " ".join(words)


def points(value: Fraction) -> str:
    """Points with two decimals."""
    return two_decimals(value).replace(".", "," if current_language() != "en" else ".")


def reason_words(reason: str) -> str:
    """A reason of the ranking in words; empty for none."""
    step = reason_step(reason)
    return "" if step is None else sentence_of(step.code, step.params)


def _score_row(row: RankedRow, received: ReceivedRow) -> list[str]:
    return [
        "" if row.rank is None else str(row.rank),
        row.application.id,
        received.applicant,
        received.title,
        label(f"country.{received.country}"),
        minor(received.requested_minor),
        ", ".join(_totals(row.counting, row.unit)),
        *(points(mean) for mean in row.section_means),
        *([""] * (len(row.counting[0].sections) if not row.taken and row.counting else 0)),
        "" if row.total is None else points(row.total),
    ]


def _totals(counting: Iterable[Counted], unit: int) -> list[str]:
    return [f"{one.assessor} {points(Fraction(one.total) / unit)}" for one in counting]
