"""Pages on what was written to and fro: questions, corrections, clarifications, complaints."""

from __future__ import annotations

from collections.abc import Sequence

from iris_grants.applications.asked import clarifications_of
from iris_grants.awards.complaints import ComplaintRow, complaints_of
from iris_grants.calls.asking import questions_of
from iris_grants.calls.corrigenda import corrigenda_of
from iris_grants.documents.pdf_blocks import Block, Column, Heading, KeyValues, Table, Text
from iris_grants.dossiers import sheets
from iris_grants.dossiers.pieces import Piece, written
from iris_grants.dossiers.sheets import Paper
from iris_grants.wording import _, current_language, label
from iris_grants.wording.formats import day, moment


def call_correspondence(paper: Paper, call_id: str, zone: str) -> list[Piece]:
    """Questions with their answers, and corrections of a call; nothing where there are none."""
    pieces = []
    questions = _questions(paper, call_id)
    if questions:
        data = sheets.pdf(paper, _("Questions and answers"), questions)
        pieces.append(written("call", "questions.pdf", "sheet", data))
    corrections = _corrections(paper, call_id, zone)
    if corrections:
        data = sheets.pdf(paper, _("Corrections of the call"), corrections)
        pieces.append(written("call", "corrections.pdf", "sheet", data))
    return pieces


def application_correspondence(paper: Paper, application_ids: Sequence[str]) -> list[Piece]:
    """Clarifications and complaints of these applications; nothing where there are none."""
    pieces = []
    clarifications = _clarifications(paper, application_ids)
    if clarifications is not None:
        title = _("Requests for clarification")
        data = sheets.pdf(paper, title, [clarifications], landscape=True)
        pieces.append(written("administrative_check", "clarifications.pdf", "sheet", data))
    wanted = set(application_ids)
    complaints = [one for one in complaints_of(paper.session) if one.application_id in wanted]
    if complaints:
        blocks = [block for one in complaints for block in _complaint(one)]
        data = sheets.pdf(paper, _("Complaints"), blocks)
        pieces.append(written("notification", "complaints.pdf", "sheet", data))
    return pieces


def _questions(paper: Paper, call_id: str) -> list[Block]:
    language = current_language()[:2]
    blocks: list[Block] = []
    for row in questions_of(paper.session, call_id):
        blocks += [
            Heading(text=_("Question {number}").format(number=row.number), level=2),
            Text(text=row.question.get(language) or row.question["sr"] or row.question["en"]),
            Text(text=row.answer.get(language, "") or "–", lead=_("Answer:")),
            KeyValues(
                rows=[
                    (_("Received"), day(row.received_on)),
                    (_("Answered on"), day(row.answered_on)),
                    (_("Published on"), day(row.published_on)),
                ]
            ),
        ]
    return blocks


def _corrections(paper: Paper, call_id: str, zone: str) -> list[Block]:
    blocks: list[Block] = []
    for row in corrigenda_of(paper.session, call_id):
        facts = [(_("Published on"), day(row.published_on))]
        if row.deadline_after is not None:
            facts += [
                (_("Earlier deadline"), moment(row.deadline_before, zone)),
                (_("New deadline"), moment(row.deadline_after, zone)),
            ]
        blocks += [
            Heading(text=_("Corrigendum no. {number}").format(number=row.number), level=2),
            Text(text=row.text.of(current_language())),
            KeyValues(rows=facts),
        ]
    return blocks


def _clarifications(paper: Paper, application_ids: Sequence[str]) -> Table | None:
    rows = clarifications_of(paper.session, application_ids, paper.created.date())
    if not rows:
        return None
    return Table(
        columns=[
            Column(title=_("Application")),
            Column(title=_("Letter")),
            Column(title=_("Questions")),
            Column(title=_("Until")),
            Column(title=_("Received")),
            Column(title=_("Answered by")),
            Column(title=_("State")),
        ],
        rows=[
            [
                row.application,
                f"{row.register_no}, {day(row.asked_on)}",
                row.questions,
                day(row.due_on),
                day(row.received_on),
                row.answered_by or "",
                label(f"applications.clarification.{row.state}"),
            ]
            for row in rows
        ],
        small=True,
    )


def _complaint(row: ComplaintRow) -> list[Block]:
    title = _("Complaint no. {number}").format(number=row.number)
    facts = [
        (_("Application"), f"{row.application} · {row.organisation}"),
        (_("Complaint received on"), day(row.received_on)),
        (_("Within the time for complaints"), _("yes") if row.in_time else _("no")),
        (_("Decision until"), day(row.due_on)),
    ]
    if row.decision is not None:
        facts += [
            (_("Decision"), label(f"awards.complaint.{row.decision}")),
            (_("Decided by"), row.decided_by or ""),
            (_("Decided on"), day(row.decided_on)),
            (_("Reasons"), row.decision_reason or ""),
        ]
    if row.register_no is not None:
        facts.append((_("Answered on"), f"{day(row.answered_on)}, {row.register_no}"))
    return [Heading(text=title, level=2), Text(text=row.grounds), KeyValues(rows=facts)]
