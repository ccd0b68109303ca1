"""One report in tabs: what it says, its indicators, the review, revisions, papers, history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iris_grants.documents.attachments import documents_of
from iris_grants.reporting import commands, receiving, reviewing
from iris_grants.reporting.indicator_queries import IndicatorValue, indicator_values, indicators_of
from iris_grants.reporting.narrative import FIELDS
from iris_grants.reporting.queries import CheckAnswer, ReportRow, RevisionRow, revisions_of
from iris_grants.reporting.rules.review import CORRECTABLE, QUESTIONS
from iris_grants.wording import _, label
from iris_grants.wording.formats import day, sentence_case
from ui.forms.acts import command_act, form_act
from ui.journal.history import history_tab
from ui.reporting import forms, jobs
from ui.reporting.columns import (
    CHECKS,
    REVISIONS,
    VALUES,
    CheckLine,
    ListedReport,
    standing_chip,
)
from ui.shell.act import Act, go_act
from ui.shell.tokens import Meaning
from ui.tables.columns import Chip
from ui.tables.detail import (
    Detail,
    FileItem,
    Files,
    Pair,
    Pairs,
    Part,
    Path,
    Tab,
    Words,
    sub_table,
)

if TYPE_CHECKING:
    from iris_grants.kernel.storage import Session

STEPS = ("due", "received", "approved")
ANSWERED = {"yes": Meaning.GOOD, "no": Meaning.BAD}


def report_detail(session: Session, listed: ListedReport) -> Detail:
    """Everything of one report."""
    row = listed.row
    revisions = revisions_of(session, row.id)
    values = tuple(
        one
        for one in indicator_values(session, row.grant_id)
        if one.report_id == row.id and one.newest
    )
    return Detail(
        title=row.grantee,
        line=f"{row.grant_number} · {row.number} · {label(f'report.{row.kind}')}",
        chip=standing_chip(listed.standing),
        path=_path(row),
        acts=_acts(row, revisions),
        tabs=(
            _report_tab(row, revisions),
            _values_tab(session, row, revisions, values),
            _review_tab(row, revisions),
            _revisions_tab(revisions),
            _documents_tab(session, row, revisions),
            history_tab(session, "grant_report", row.id, parts=("report_revision",)),
        ),
    )


def _path(row: ReportRow) -> Path:
    steps = tuple(label(f"state.report.{state}") for state in STEPS)
    if row.state == "returned":
        return Path(steps=steps, at=1, ended=label("state.report.returned"))
    return Path(steps=steps, at=STEPS.index(row.state))


def _acts(row: ReportRow, revisions: tuple[RevisionRow, ...]) -> tuple[Act, ...]:
    to_grant = go_act(_("To the grant"), "grants", row.grant_id)
    if row.state == "approved" or row.grant_state in ("closed", "terminated"):
        return (to_grant,)
    if row.state == "received":
        return (*_review_acts(row, revisions[0]), jobs.receive_act(row.id), to_grant)
    before = revisions[0].answers if revisions else {}
    return (
        jobs.receive_act(row.id),
        jobs.form_act_of(row),
        form_act(
            _("Enter by hand…"),
            lambda: forms.enter_form(row, before),
            receiving.enter_report,
            fixed={"report_id": row.id},
            icon="file-pen",
        ),
        form_act(
            _("Another day…"),
            lambda: forms.postpone_form(row),
            commands.postpone_report,
            fixed={"report_id": row.id},
            icon="calendar",
        ),
        to_grant,
    )


def _review_acts(row: ReportRow, revision: RevisionRow) -> tuple[Act, ...]:
    answers = {one.question: one.answer for one in revision.checks}
    open_questions = [one for one in QUESTIONS[row.kind] if one not in answers]
    against = [one for one, given in answers.items() if given == "no" and one in CORRECTABLE]
    review = jobs.review_act(row.id, lambda: forms.review_form(row, revision))
    send_back = form_act(
        _("Return…"),
        lambda: forms.return_form(revision),
        reviewing.return_report,
        fixed={"report_id": row.id},
        icon="undo-2",
        done=_("The report is returned."),
    )
    blocked = ""
    if open_questions:
        blocked = _("First answer the checklist.")
    elif against:
        blocked = _("A question that can be corrected is answered with no: return the report.")
    approve = command_act(
        _("Approve"),
        reviewing.approve_report,
        {"report_id": row.id},
        question=_("Approve the {report} of {grantee}?").format(
            report=label(f"report.{row.kind}"), grantee=row.grantee
        ),
        icon="check",
        blocked=blocked,
        done=_("The report is approved."),
    )
    if open_questions:
        return (review, send_back, approve)
    return (send_back, review, approve) if against else (approve, review, send_back)


def _report_tab(row: ReportRow, revisions: tuple[RevisionRow, ...]) -> Tab:
    facts = Pairs(
        pairs=(
            Pair(label=_("Period"), value=f"{day(row.period_from)} – {day(row.period_to)}"),
            Pair(label=_("To be handed in by"), value=day(row.due_on)),
            Pair(label=_("Received on"), value=day(row.received_on) or "–"),
            Pair(
                label=_("Approved"),
                value=f"{day(row.approved_on)} · {row.approved_by}" if row.approved_by else "–",
            ),
        )
    )
    if not revisions:
        return Tab(title=_("Report"), parts=(facts, Words(text=_("The report is not here yet."))))
    answers = revisions[0].answers
    words: list[Part] = [
        Words(title=label(f"report.field.{field.code}"), text=answers[field.code])
        for field in FIELDS
        if field.code in answers
    ]
    return Tab(title=_("Report"), parts=(facts, *words))


def _values_tab(
    session: Session,
    row: ReportRow,
    revisions: tuple[RevisionRow, ...],
    values: tuple[IndicatorValue, ...],
) -> Tab:
    typed = bool(revisions) and revisions[0].medium == "entered" and row.state == "received"
    acts: tuple[Act, ...] = ()
    if typed:
        acts = tuple(
            form_act(
                _("{indicator}: value…").format(indicator=one.code),
                lambda people=one.people: forms.value_form(people),  # type: ignore[misc]  # - the default binds this indicator
                receiving.enter_value,
                fixed={"report_id": row.id, "code": one.code},
            )
            for one in indicators_of(session, row.grant_id)
        )
    return Tab(
        title=_("Indicators"),
        count=len(values),
        acts=acts,
        parts=(
            sub_table(
                VALUES, values, lambda one: one.indicator_id, none=_("No values are reported yet.")
            ),
        ),
    )


def _review_tab(row: ReportRow, revisions: tuple[RevisionRow, ...]) -> Tab:
    """The checklist of the newest revision, under what was asked of the one before."""
    parts: list[Part] = []
    returned = next((one for one in revisions if one.comments), None)
    if returned is not None and returned.comments and row.state != "approved":
        words = _("What is to be corrected (revision {revision})")
        parts.append(Words(title=words.format(revision=returned.revision), text=returned.comments))
        if returned is not revisions[0]:
            parts.append(_checklist(row, returned))
    parts.append(_checklist(row, revisions[0] if revisions else None))
    return Tab(title=_("Review"), parts=tuple(parts))


def _checklist(row: ReportRow, revision: RevisionRow | None) -> Part:
    """The questions of the review with the answers on a revision."""
    given = {one.question: one for one in revision.checks} if revision else {}
    lines = tuple(_check_line(question, given.get(question)) for question in QUESTIONS[row.kind])
    title = _("Checklist")
    if revision is not None:
        title = _("Checklist of revision {revision}").format(revision=revision.revision)

    def row_acts(line: CheckLine) -> tuple[Act, ...]:
        return (
            form_act(
                _("Answer…"),
                lambda: forms.answer_form(line.code, given),
                reviewing.answer_check,
                fixed={"report_id": row.id, "question": line.code},
            ),
        )

    newest = revision is not None and revision.revision == row.revisions
    open_now = row.state == "received" and newest
    return sub_table(
        CHECKS,
        lines,
        lambda line: line.code,
        title=title,
        acts=row_acts if open_now else None,
    )


def _check_line(question: str, one: CheckAnswer | None) -> CheckLine:
    words = label(f"report.check.{question}")
    meaning = ANSWERED.get(one.answer, Meaning.NEUTRAL) if one else Meaning.NEUTRAL
    return CheckLine(
        code=question,
        question=sentence_case(words),
        answer=Chip(word=label(f"applications.answer.{one.answer}"), meaning=meaning)
        if one
        else None,
        remark=(one.remark or "") if one else "",
        person=one.person if one else "",
    )


def _revisions_tab(revisions: tuple[RevisionRow, ...]) -> Tab:
    return Tab(
        title=_("Revisions"),
        count=len(revisions),
        parts=(
            sub_table(
                REVISIONS, revisions, lambda one: one.id, none=_("The report is not here yet.")
            ),
        ),
    )


def _documents_tab(session: Session, row: ReportRow, revisions: tuple[RevisionRow, ...]) -> Tab:
    own = {one.document_id for one in revisions}
    documents = [one for one in documents_of(session, "grant", row.grant_id) if one.id in own]
    return Tab(
        title=_("Documents"),
        count=len(documents),
        parts=(
            Files(
                items=tuple(
                    FileItem(name=one.name, sha256=one.sha256, size=one.size) for one in documents
                ),
                none=_("No documents yet."),
            ),
        ),
    )
