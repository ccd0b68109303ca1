"""What the dossier of a grant holds of its life: changes, visits, reports, visibility, closure."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from db.tables.grants import GrantRecord
from iris_grants.documents.pdf_blocks import (
    Align,
    Block,
    Column,
    Heading,
    KeyValues,
    Table,
    Text,
    TextLook,
)
from iris_grants.dossiers import sheets
from iris_grants.dossiers.participants import participants, shown
from iris_grants.dossiers.pieces import Piece, written
from iris_grants.dossiers.private_data import Private
from iris_grants.dossiers.sheets import Paper
from iris_grants.grants.change_queries import ChangeRow, changes_of
from iris_grants.reporting.indicator_queries import IndicatorValue, indicator_values
from iris_grants.reporting.life_queries import (
    ClosureRow,
    RiskRow,
    VisibilityRow,
    VisitRow,
    closure_of,
    risks_of,
    visibility_of,
    visits_of,
)
from iris_grants.reporting.narrative import FIELDS
from iris_grants.reporting.queries import ReportRow, RevisionRow, list_reports, revisions_of
from iris_grants.wording import _, label
from iris_grants.wording.formats import day, minor, number_text, sentence_case

SECTIONS = {"interim": "interim_report", "final": "final_report"}


def life_pieces(paper: Paper, grant: GrantRecord) -> list[Piece]:
    """The pages that are written of what the store holds (DOMAIN.md §8.3, 12 to 24)."""
    session = paper.session
    pieces = []
    if changes := changes_of(session, grant.id):
        pieces.append(written("amendments", "changes.pdf", "sheet", _changes(paper, changes)))
    visits, risks = visits_of(session, grant.id), risks_of(session, grant.id)
    if visits or risks:
        pieces.append(
            written("monitoring", "monitoring.pdf", "sheet", _monitoring(paper, visits, risks))
        )
    values = indicator_values(session, grant.id)
    for row in list_reports(session, grant.id):
        if row.revisions:
            data = _report(paper, row, [one for one in values if one.report_id == row.id])
            name = f"report-{row.number}.pdf"
            pieces.append(written(SECTIONS[row.kind], name, "sheet", data))
    if people := [one for one in values if one.people and one.newest]:
        sheet = participants(paper, people)
        pieces.append(written("participants", "participants.pdf", "sheet", sheet))
    if shown := visibility_of(session, grant.id):
        pieces.append(written("visibility", "visibility.pdf", "sheet", _visibility(paper, shown)))
    if (closure := closure_of(session, grant.id)) is not None:
        pieces.append(written("closure", "closure.pdf", "sheet", _closure(paper, closure)))
    return pieces


def _changes(paper: Paper, changes: Sequence[ChangeRow]) -> bytes:
    blocks: list[Block] = [
        Table(
            columns=[
                Column(title=_("Change")),
                Column(title=_("Requested on")),
                Column(title=_("Effective on")),
                Column(title=_("State")),
                Column(title=_("Concerns")),
                Column(title=_("Reason")),
            ],
            rows=[
                [
                    _titled(one),
                    day(one.requested_on),
                    day(one.effective_on),
                    label(f"state.contract_change.{one.state}"),
                    _concerns(one),
                    one.reason,
                ]
                for one in changes
            ],
            small=True,
        )
    ]
    for one in changes:
        if one.lines:
            blocks.append(Heading(text=_titled(one), level=2))
            blocks.append(_changed_lines(one))
    return sheets.pdf(paper, _("Changes of the contract"), blocks, subtitle=paper.number)


def _titled(one: ChangeRow) -> str:
    words = label(f"budget.{one.kind}")
    return f"{sentence_case(words)} {one.number}"


def _changed_lines(one: ChangeRow) -> Table:
    return Table(
        columns=[
            Column(title=_("Line")),
            Column(title=_("Before (EUR)"), align=Align.RIGHT),
            Column(title=_("After (EUR)"), align=Align.RIGHT),
        ],
        rows=[[line.code, minor(line.before_minor), minor(line.after_minor)] for line in one.lines],
    )


def _concerns(one: ChangeRow) -> str:
    if one.ends_on:
        return f"{label('change.period')}: {day(one.ends_before)} – {day(one.ends_on)}"
    if one.iban:
        return f"{label('change.account')}: {one.iban}"
    if one.lines:
        return f"{label('change.budget')}: {minor(one.moved_minor)} EUR"
    return label("change.other")


def _monitoring(paper: Paper, visits: Sequence[VisitRow], risks: Sequence[RiskRow]) -> bytes:
    blocks: list[Block] = []
    for one in visits:
        heading = f"{_('Visit {number}').format(number=one.number)} · "
        blocks.append(Heading(text=heading + label(f"state.visit.{one.state}"), level=2))
        blocks.append(_told(one))
        if one.findings:
            blocks.append(_findings(one))
    blocks.append(Heading(text=_("Risk"), level=2))
    blocks.append(
        Table(
            columns=[
                Column(title=_("Assessed on")),
                Column(title=_("Risk")),
                Column(title=_("Reason")),
                Column(title=_("Measures")),
                Column(title=_("Assessed by")),
            ],
            rows=[
                [
                    day(note.assessed_on),
                    label(f"risk.{note.level}"),
                    note.reason,
                    note.measures or "",
                    note.person,
                ]
                for note in risks
            ],
            empty=_("The risk is not judged yet."),
        )
    )
    return sheets.pdf(paper, _("Monitoring"), blocks, subtitle=paper.number)


def _told(one: VisitRow) -> KeyValues:
    rows = [
        (_("Planned for"), day(one.planned_on)),
        (_("Purpose"), one.purpose),
        (_("Visited on"), day(one.visited_on)),
        (_("Place"), one.place or ""),
        (_("Visitors"), one.visitors or ""),
        (_("People met"), one.people_met or ""),
        (
            _("Consent for photographs"),
            label(f"consent.{one.photo_consent}") if one.photo_consent else "",
        ),
        (_("Summary"), one.summary or ""),
    ]
    return KeyValues(rows=[(name, value) for name, value in rows if value])


def _findings(one: VisitRow) -> Table:
    return Table(
        columns=[
            Column(title=_("Finding")),
            Column(title=_("What is to be done")),
            Column(title=_("Responsible")),
            Column(title=_("Until")),
            Column(title=_("Done on")),
            Column(title=_("Outcome")),
        ],
        rows=[
            [
                finding.finding,
                finding.follow_up or "",
                finding.responsible or "",
                day(finding.due_on),
                day(finding.done_on),
                finding.outcome or "",
            ]
            for finding in one.findings
        ],
        small=True,
    )


def _report(paper: Paper, row: ReportRow, values: Sequence[IndicatorValue]) -> bytes:
    revisions = revisions_of(paper.session, row.id)
    newest = revisions[0]
    approved = f"{day(row.approved_on)} · {row.approved_by}" if row.approved_by else ""
    facts = [
        (_("Period"), f"{day(row.period_from)} – {day(row.period_to)}"),
        (_("To be handed in by"), day(row.due_on)),
        (_("State"), label(f"state.report.{row.state}")),
        (_("Approved"), approved),
    ]
    blocks: list[Block] = [
        KeyValues(rows=[(name, value) for name, value in facts if value]),
        Heading(text=_("Indicators"), level=2),
        _values([one for one in values if one.newest], Private.PERSONAL in paper.redaction.hidden),
        Heading(text=_("Review"), level=2),
        _review(newest),
        Heading(text=_("Revisions"), level=2),
        _revisions(revisions),
    ]
    for field in FIELDS:
        if field.code in newest.answers:
            blocks.append(Heading(text=label(f"report.field.{field.code}"), level=3))
            blocks.append(Text(text=newest.answers[field.code]))
    title = label(f"report.{row.kind}")
    return sheets.pdf(paper, f"{sentence_case(title)} {row.number}", blocks, subtitle=row.grantee)


def _values(values: Sequence[IndicatorValue], hide: bool) -> Table:
    return Table(
        columns=[
            Column(title=_("Code")),
            Column(title=_("Indicator")),
            *[
                Column(title=title, align=Align.RIGHT)
                for title in (_("Total"), _("Women"), _("Men"), _("Other"), _("Not known"))
            ],
        ],
        rows=[
            [one.code, one.title, _number(one.value.total), *_parts(one, hide)] for one in values
        ],
        empty=_("No values are reported yet."),
    )


def _parts(one: IndicatorValue, hide: bool) -> list[str]:
    if hide and one.people:
        return shown(one.value.parts)
    return [_number(part) for part in one.value.parts]


def _number(thousandths: int | None) -> str:
    if thousandths is None:
        return ""
    return number_text(Decimal(thousandths).scaleb(-3))


def _review(revision: RevisionRow) -> Table:
    return Table(
        columns=[
            Column(title=_("Question")),
            Column(title=_("Answer")),
            Column(title=_("Answered by")),
            Column(title=_("Remark")),
        ],
        rows=[
            [
                label(f"report.check.{one.question}"),
                label(f"applications.answer.{one.answer}"),
                one.person,
                one.remark or "",
            ]
            for one in revision.checks
        ],
        empty=_("Not reviewed yet."),
    )


def _revisions(revisions: Sequence[RevisionRow]) -> Table:
    return Table(
        columns=[
            Column(title=_("Revision"), align=Align.RIGHT),
            Column(title=_("Received on")),
            Column(title=_("Arrived as")),
            Column(title=_("Recorded by")),
            Column(title=_("Reviewed by")),
            Column(title=_("Comments")),
        ],
        rows=[
            [
                str(one.revision),
                day(one.received_on),
                label(f"report.medium.{one.medium}"),
                one.recorded_by,
                f"{one.reviewed_by} · {day(one.reviewed_on)}" if one.reviewed_by else "",
                one.comments or "",
            ]
            for one in reversed(revisions)
        ],
        small=True,
    )


def _visibility(paper: Paper, shown: Sequence[VisibilityRow]) -> bytes:
    table = Table(
        columns=[
            Column(title=_("Item")),
            Column(title=_("Kind")),
            Column(title=_("Shown on")),
            Column(title=_("Emblem")),
            Column(title=_("Statement")),
            Column(title=_("Disclaimer")),
            Column(title=_("Consent")),
            Column(title=_("Link or place")),
        ],
        rows=[
            [
                one.item,
                label(f"visibility.{one.kind}"),
                day(one.shown_on),
                *(
                    _("yes") if met else _("no")
                    for met in (one.emblem_ok, one.statement_ok, one.disclaimer_ok)
                ),
                label(f"consent.{one.consent}"),
                one.link or "",
            ]
            for one in shown
        ],
        small=True,
    )
    return sheets.pdf(paper, _("Visibility"), [table], subtitle=paper.number)


def _closure(paper: Paper, closure: ClosureRow) -> bytes:
    kind = label(f"closure.{closure.kind}")
    rows = [
        (_("State"), kind),
        (_("Closed on"), day(closure.closed_on)),
        (_("Closed by"), closure.closed_by),
        (_("Reason"), closure.reason or ""),
        (_("Lessons"), closure.lessons or ""),
        (_("Papers are kept until"), day(closure.retain_until)),
        (_("Counted from"), label(f"retention.{closure.retention_basis}")),
    ]
    blocks: list[Block] = [
        KeyValues(rows=[(name, value) for name, value in rows if value]),
        Heading(text=_("Closure checklist"), level=2),
        Table(
            columns=[Column(title=_("Point")), Column(title=_("Met"))],
            rows=[
                [label(f"closure.point.{code}"), _("yes") if fact["met"] else _("no")]
                for code, fact in closure.facts.items()
            ],
        ),
        Text(
            text=_(
                "The program proposes the day and never deletes anything: the consent of the "
                "competent archive may be needed."
            ),
            look=TextLook.SMALL,
        ),
    ]
    return sheets.pdf(paper, _("Closure of the grant"), blocks, subtitle=paper.number)
