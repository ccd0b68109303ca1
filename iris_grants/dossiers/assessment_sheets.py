"""Pages on how applications were checked and scored, with the questions in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.tables.applications import ApplicationRecord, CheckRecord
from db.tables.people import PersonRecord
from db.tables.scoring import AssessmentRecord, MemberRecord, RankingRowRecord, ScoreRecord
from iris_grants.calls.queries import terms_of
from iris_grants.calls.terms import CallTerms
from iris_grants.documents.pdf_blocks import (
    Align,
    Block,
    Column,
    Heading,
    Row,
    RowLook,
    Table,
    Text,
    TextLook,
)
from iris_grants.dossiers.sheets import Paper, pdf
from iris_grants.wording import _, current_language, label
from iris_grants.wording.formats import decimal_text, moment

Checked = tuple[str, CheckRecord, str]
"""The number of an application, an answer of its checklist, and who gave it."""


def administrative_check(paper: Paper, call_id: str, application_ids: Sequence[str]) -> bytes:
    """The checklist with the answers of everybody who answered, application by application.

    The questions stand in the order of the call (DOMAIN.md §8.3, section 5).
    """
    found = paper.session.execute(
        select(CheckRecord, ApplicationRecord.number, PersonRecord.name)
        .join(ApplicationRecord, ApplicationRecord.id == CheckRecord.application_id)
        .join(PersonRecord, PersonRecord.id == CheckRecord.person_id)
        .where(CheckRecord.application_id.in_(application_ids))
        .order_by(ApplicationRecord.number, PersonRecord.name)
    )
    questions = terms_of(paper.session, call_id).checklist
    titles = {one.code: one.title.of(current_language()) for one in questions}
    places = {one.code: place for place, one in enumerate(questions)}
    answers = sorted(
        ((number, check, name) for check, number, name in found),
        key=lambda row: (row[0], places.get(row[1].question, len(places))),
    )
    table = Table(
        columns=[
            Column(title=_("No."), width_mm=12),
            Column(title=_("Question"), width_mm=58),
            Column(title=_("Answer")),
            Column(title=_("By")),
            Column(title=_("At")),
            Column(title=_("Remark")),
        ],
        rows=list(_check_rows(answers, titles)),
        empty=_("Nothing was checked."),
        small=True,
    )
    return pdf(paper, _("Administrative and eligibility checks"), [table])


def _check_rows(found: Iterable[Checked], titles: dict[str, str]) -> Iterable[Row]:
    """A line for each application, then one for each question with all who answered it."""
    for number, checks in groupby(found, key=lambda row: row[0]):
        yield Row(cells=[number], look=RowLook.GROUP)
        for question, answers in groupby(checks, key=lambda row: row[1].question):
            given = list(answers)
            remarks = dict.fromkeys(check.remark for _number, check, _name in given if check.remark)
            yield Row(
                cells=[
                    question,
                    titles.get(question, ""),
                    _lines(label(f"applications.answer.{check.answer}") for _n, check, _p in given),
                    _lines(_by(check, name) for _number, check, name in given),
                    _lines(moment(check.answered_at) for _number, check, _name in given),
                    _lines(remarks),
                ]
            )


def _by(check: CheckRecord, name: str) -> str:
    return _("program, for {name}").format(name=name) if check.automatic else name


def _lines(words: Iterable[str]) -> str:
    return "\n".join(words)


def assessments(paper: Paper, call_id: str, application_ids: Sequence[str]) -> bytes:
    """Every assessor's scores and comments, and the place in the last ranking."""
    found = paper.session.execute(
        select(AssessmentRecord, ApplicationRecord, MemberRecord.code)
        .join(ApplicationRecord, ApplicationRecord.id == AssessmentRecord.application_id)
        .join(MemberRecord, MemberRecord.id == AssessmentRecord.member_id)
        .where(AssessmentRecord.application_id.in_(application_ids))
        .order_by(ApplicationRecord.number, MemberRecord.code)
    ).all()
    terms = terms_of(paper.session, call_id)
    scores = _scores(paper.session, [assessment.id for assessment, _a, _c in found])
    blocks: list[Block] = [_places(paper, application_ids)]
    for assessment, application, code in found:
        title = _("{application}, assessor {code}").format(
            application=application.number, code=code
        )
        blocks += [
            Heading(text=title, level=2),
            Text(text=label(f"state.assessment.{assessment.state}"), look=TextLook.SMALL),
            _score_table(scores.get(assessment.id, {}), terms),
        ]
    return pdf(paper, _("Assessments"), blocks)


def _places(paper: Paper, application_ids: Sequence[str]) -> Block:
    found = paper.session.execute(
        select(RankingRowRecord, ApplicationRecord.number)
        .join(ApplicationRecord, ApplicationRecord.id == RankingRowRecord.application_id)
        .where(RankingRowRecord.application_id.in_(application_ids))
        .order_by(RankingRowRecord.ranking_id, RankingRowRecord.position)
    ).all()
    return Table(
        columns=[
            Column(title=_("Place"), align=Align.RIGHT),
            Column(title=_("Application")),
            Column(title=_("Points"), align=Align.RIGHT),
            Column(title=_("Assessments"), align=Align.RIGHT),
            Column(title=_("Decision")),
        ],
        rows=[
            [
                "" if row.rank is None else str(row.rank),
                number,
                "" if row.total is None else decimal_text(Decimal(row.total)),
                str(row.assessments),
                label(f"ranking.decision.{row.decision}"),
            ]
            for row, number in found
        ],
        caption=_("Ranking"),
        empty=_("Not ranked yet."),
    )


def _scores(session: Session, assessment_ids: Sequence[str]) -> dict[str, dict[str, ScoreRecord]]:
    found: dict[str, dict[str, ScoreRecord]] = {}
    for score in session.scalars(
        select(ScoreRecord).where(ScoreRecord.assessment_id.in_(assessment_ids))
    ):
        found.setdefault(score.assessment_id, {})[score.criterion] = score
    return found


def _score_table(scores: dict[str, ScoreRecord], terms: CallTerms) -> Block:
    rows: list[Row] = []
    for section in terms.grid.sections:
        asked = [item for item in section.items if item.code in scores]
        if asked:
            cells = [section.code, section.title.of(current_language())]
            rows.append(Row(cells=cells, look=RowLook.GROUP))
        rows += [
            Row(
                cells=[
                    item.code,
                    item.title.of(current_language()),
                    _score_words(scores[item.code]),
                    scores[item.code].comment or "",
                ]
            )
            for item in asked
        ]
    return Table(
        columns=[
            Column(title=_("No."), width_mm=12),
            Column(title=_("Criterion"), width_mm=78),
            Column(title=_("Score"), align=Align.RIGHT, width_mm=20),
            Column(title=_("Comment")),
        ],
        rows=rows,
        small=True,
    )


def _score_words(score: ScoreRecord) -> str:
    if score.score_milli is None:
        return label(f"state.score.{score.state}")
    value = Decimal(score.score_milli).scaleb(-3)
    return decimal_text(value, 0 if value == value.to_integral_value() else 1)
