"""Papers of the committee as PDF: minutes, evaluation report, score sheets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from sqlalchemy.orm import Session

from iris_grants.calls.terms import CallTerms
from iris_grants.documents.pdf import render_pdf
from iris_grants.documents.pdf_blocks import (
    Align,
    Block,
    Column,
    Heading,
    Row,
    RowLook,
    SignatureLine,
    Signatures,
    Spacer,
    Table,
    Text,
    TextLook,
    Title,
)
from iris_grants.kernel.clock import from_utc_text
from iris_grants.kernel.operations import Desk
from iris_grants.kernel.progress import Progress
from iris_grants.programme.papers import paper_meta
from iris_grants.scoring import paper_blocks as parts
from iris_grants.scoring.assessed import Outcome, Score, outcome, scoring_grid
from iris_grants.scoring.commands.papers import WrittenPaper, keep_papers
from iris_grants.scoring.meeting_words import meeting_blocks
from iris_grants.scoring.queries.evaluation import Evaluation, evaluation_of
from iris_grants.scoring.queries.sheets import SheetRow, sheets_of
from iris_grants.scoring.rules.scores import ScoreState
from iris_grants.scoring.rules.selection import Decision
from iris_grants.wording import _, current_language, label
from iris_grants.wording.formats import moment

MINUTES, REPORT, SHEET = "minutes", "evaluation_report", "score_sheet"
STEP = "scoring.step.papers"
Sections: TypeAlias = tuple[tuple[str, Sequence[Block]], ...]
"""Headings of the report with what stands under them."""


def write_papers(desk: Desk, *, call_id: str, progress: Progress | None = None) -> tuple[str, ...]:
    """Write minutes, evaluation report and score sheets of the latest fixed ranking.

    They are kept as documents of the committee, in the current language, by one operation;
    what is there already in the same bytes is not kept again. Gives their names. Refused
    (`scoring.no_ranking`) where no ranking was fixed.
    """
    watch = progress or Progress()
    with desk.read() as session:
        found = evaluation_of(session, call_id)
        papers = [
            WrittenPaper(
                subject_id=call_id, kind=kind, name=name, data=_rendered(session, found, kind)
            )
            for kind, name in ((MINUTES, _minutes_name(found)), (REPORT, _report_name(found)))
        ]
        rows = sheets_of(session, call_id)
        for place, row in enumerate(rows):
            watch.step(place, len(rows), STEP)
            papers.append(
                WrittenPaper(
                    subject_id=row.member_id,
                    kind=SHEET,
                    name=f"{row.number} {row.code}.pdf",
                    data=score_sheet_pdf(session, row, found),
                )
            )
    watch.step(len(rows), len(rows), STEP)
    return desk.run(keep_papers, papers=papers)


def minutes_pdf(session: Session, call_id: str) -> bytes:
    """The minutes of the committee (PDF/A)."""
    return _rendered(session, evaluation_of(session, call_id), MINUTES)


def evaluation_report_pdf(session: Session, call_id: str) -> bytes:
    """The evaluation report (PDF/A) with the contents of DOMAIN.md §4.8 that exist."""
    return _rendered(session, evaluation_of(session, call_id), REPORT)


def score_sheet_pdf(session: Session, row: SheetRow, found: Evaluation) -> bytes:
    """The grid of one assessor for one application, with a line to sign on (PDF/A)."""
    title = _("Score sheet {number}").format(number=f"{row.number} · {row.code}")
    blocks: list[Block] = [
        Title(text=title, subtitle=row.title, eyebrow=found.call.number),
        Text(text=f"{row.applicant} · {row.assessor}"),
        Text(text=label(f"medium.scoring_return.{row.medium}"), look=TextLook.SMALL),
        _score_table(row, found.terms),
    ]
    if row.assessed.comment:
        blocks.append(Text(text=row.assessed.comment, lead=_("Comment")))
    blocks += [
        Spacer(mm=8),
        Signatures(lines=[SignatureLine(name=row.assessor, role=label("member.assessor"))]),
    ]
    created = from_utc_text(row.signed_at)
    meta = paper_meta(session, title=title, created=created, reference=found.call.number)
    return render_pdf(blocks, meta)


def _rendered(session: Session, found: Evaluation, kind: str) -> bytes:
    minutes = kind == MINUTES
    title = _("Minutes of the evaluation committee") if minutes else _("Evaluation report")
    blocks = _minutes(found, title) if minutes else _report(found, title)
    created = from_utc_text(found.ranking.made_at)
    meta = paper_meta(
        session,
        title=title,
        created=created,
        reference=found.call.number,
        landscape=not minutes,
    )
    return render_pdf(blocks, meta)


def _minutes(found: Evaluation, title: str) -> list[Block]:
    return [
        Title(text=title, subtitle=found.call.title.of(current_language())),
        parts.call_facts(found),
        Heading(text=_("Committee")),
        parts.members_table(found),
        Heading(text=_("Conflicts of interest")),
        parts.conflicts_table(found),
        Heading(text=_("Re-assessment")),
        *parts.reassessment_blocks(found),
        *meeting_blocks(found.meetings),
        Heading(text=_("Ranking")),
        Text(text=_preliminary_words(found)),
        parts.decisions_table(found, Decision.SELECTED, _("No application is proposed.")),
        Heading(text=_("Reserve list"), level=2),
        parts.decisions_table(found, Decision.RESERVE, _("The reserve list is empty.")),
        Heading(text=_("Rejected"), level=2),
        parts.decisions_table(found, Decision.REJECTED, _("No application was rejected.")),
        Spacer(mm=8),
        parts.signatures(found),
    ]


def _report(found: Evaluation, title: str) -> list[Block]:
    blocks: list[Block] = [
        Title(text=title, subtitle=found.call.title.of(current_language())),
        parts.call_facts(found),
    ]
    sections = (*_before_the_scores(found), *_from_the_scores_on(found))
    for number, (heading, content) in enumerate(sections, start=1):
        blocks += [Heading(text=f"{number}. {heading}"), *content]
    return blocks


def _before_the_scores(found: Evaluation) -> Sections:
    late = sum(not row.on_time for row in found.received)
    received = _("Received: {all}, of these late: {late}.").format(
        all=len(found.received), late=late
    )
    return (
        (_("Timetable"), [parts.timetable(found)]),
        (_("Committee and declarations"), [parts.members_table(found)]),
        (_("Conflicts of interest"), [parts.conflicts_table(found)]),
        (
            _("Opening and administrative check"),
            [Text(text=received), parts.dismissed_table(found)],
        ),
        (
            _("Method and allocation"),
            [
                Text(text=parts.method_text(found.terms)),
                parts.allocation_table(found),
                parts.returns_table(found),
            ],
        ),
    )


def _from_the_scores_on(found: Evaluation) -> Sections:
    return (
        (_("Re-assessment"), parts.reassessment_blocks(found)),
        (_("Scores"), [Text(text=_preliminary_words(found)), parts.scores_table(found)]),
        (
            _("Proposed awards"),
            [parts.decisions_table(found, Decision.SELECTED, _("No application is proposed."))],
        ),
        (
            _("Reserve list"),
            [parts.decisions_table(found, Decision.RESERVE, _("The reserve list is empty."))],
        ),
        (
            _("Rejected"),
            [parts.decisions_table(found, Decision.REJECTED, _("No application was rejected."))],
        ),
        (_("Signatures"), [parts.signatures(found)]),
    )


def _preliminary_words(found: Evaluation) -> str:
    words = _("Ranking {number}, fixed {moment}.").format(
        number=found.ranking.number, moment=moment(found.ranking.made_at)
    )
    if not found.ranking.preliminary:
        return words
    preliminary = _("It is preliminary: some applications still await assessment.")
    return f"{words} {preliminary}"


def _score_table(row: SheetRow, terms: CallTerms) -> Block:
    result = outcome(row.assessed, scoring_grid(terms))
    rows: list[Row] = []
    for section in terms.grid.sections:
        rows.append(
            Row(
                cells=[
                    section.code,
                    section.title.of(current_language()),
                    parts.points(result.sections[section.code]) if row.counts else "",
                    row.assessed.sections.get(section.code, ""),
                ],
                look=RowLook.GROUP,
            )
        )
        rows += [
            Row(
                cells=[
                    item.code,
                    item.title.of(current_language()),
                    _score_words(row.assessed.scores[item.code]),
                    row.assessed.scores[item.code].comment,
                ]
            )
            for item in section.items
        ]
    rows.append(Row(cells=["", _("Total"), _total_words(row, result)], look=RowLook.TOTAL))
    return Table(
        columns=[
            Column(title=_("No."), width_mm=14),
            Column(title=_("Criterion"), width_mm=66),
            Column(title=_("Score"), align=Align.RIGHT, width_mm=28),
            Column(title=_("Comment")),
        ],
        rows=rows,
        note=label(f"state.assessment.{row.state}"),
    )


def _total_words(row: SheetRow, result: Outcome) -> str:
    if not row.counts:
        return label(f"state.assessment.{row.state}")
    return f"{parts.points(result.points)} / {parts.points(result.maximum)}"


def _score_words(score: Score) -> str:
    if score.state is ScoreState.VALUE and score.number is not None:
        return f"{score.number}" if score.number.denominator == 1 else parts.points(score.number)
    return label(f"state.score.{score.state.value}")


def _minutes_name(found: Evaluation) -> str:
    return f"{_('Minutes of the evaluation committee')} {found.ranking.number}.pdf"


def _report_name(found: Evaluation) -> str:
    return f"{_('Evaluation report')} {found.ranking.number}.pdf"
