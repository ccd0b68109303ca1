"""Pages on what happened at the authority in a licensing case, and in the years after it."""

from __future__ import annotations

from collections.abc import Sequence

from iris_grants.documents.pdf_blocks import Align, Block, Column, Heading, KeyValues, Table
from iris_grants.dossiers import sheets
from iris_grants.dossiers.sheets import Paper
from iris_grants.licensing.pack import StandardsPack, short_language
from iris_grants.licensing.queries import LicenceRow
from iris_grants.licensing.records import (
    DecisionRow,
    EvaluationRow,
    FilingRow,
    RequestRow,
    StaffLicenceRow,
)
from iris_grants.licensing.words import mean_words
from iris_grants.wording import _, current_language, label
from iris_grants.wording.formats import day


def filing_sheet(paper: Paper, filings: Sequence[FilingRow]) -> bytes:
    """When the application was handed in, under which number."""
    table = Table(
        columns=[
            Column(title=_("Filed on")),
            Column(title=_("Number in the register of the authority")),
            Column(title=_("Kind")),
            Column(title=_("Why it was filed all the same")),
        ],
        rows=[
            [day(one.filed_on), one.number, label(f"filing.{one.kind}"), one.despite or ""]
            for one in filings
        ],
    )
    return sheets.pdf(paper, _("Filed applications"), [table])


def requests_sheet(paper: Paper, requests: Sequence[RequestRow]) -> bytes:
    """What the authority asked for, and what was answered."""
    table = Table(
        columns=[
            Column(title=_("Requested on"), width_mm=26),
            Column(title=_("Request")),
            Column(title=_("Until"), width_mm=24),
            Column(title=_("Answered on"), width_mm=26),
            Column(title=_("Answer")),
        ],
        rows=[
            [
                day(one.requested_on),
                one.request,
                day(one.due_on),
                day(one.answered_on),
                one.answer or "",
            ]
            for one in requests
        ],
        small=True,
    )
    return sheets.pdf(paper, _("Requests"), [table])


def decisions_sheet(
    paper: Paper,
    pack: StandardsPack,
    licences: Sequence[LicenceRow],
    decisions: Sequence[DecisionRow],
) -> bytes:
    """Licences with their validity, refusals, suspensions and revocations."""
    others = Table(
        columns=[
            Column(title=_("Decided on"), width_mm=26),
            Column(title=_("Decision")),
            Column(title=_("Number")),
            Column(title=_("Reason")),
            Column(title=_("Remedy until"), width_mm=28),
        ],
        rows=[
            [
                day(one.decided_on),
                label(f"authority_decision.{one.kind}"),
                one.number,
                one.reason,
                day(one.remedy_on),
            ]
            for one in decisions
        ],
        caption=_("Refusals and suspensions"),
        empty=_("None."),
        small=True,
    )
    return sheets.pdf(paper, _("Decisions of the authority"), [_licences(licences, pack), others])


def _licences(licences: Sequence[LicenceRow], pack: StandardsPack) -> Table:
    own = pack.authority[short_language(current_language())]
    return Table(
        columns=[
            Column(title=_("Licence")),
            Column(title=_("Authority")),
            Column(title=_("Issued on"), width_mm=24),
            Column(title=_("Valid from"), width_mm=24),
            Column(title=_("Valid to"), width_mm=24),
            Column(title=_("Kind"), width_mm=28),
        ],
        rows=[
            [
                licence.number,
                own if licence.authority == pack.authority["en"] else licence.authority,
                day(licence.issued_on),
                day(licence.valid_from),
                day(licence.valid_to) or "–",
                _("limited licence") if licence.limited else _("licence"),
            ]
            for licence in licences
        ],
        caption=_("Licences"),
        empty=_("No licence yet."),
        small=True,
    )


def maintenance_sheet(
    paper: Paper, staff: Sequence[StaffLicenceRow], evaluations: Sequence[EvaluationRow]
) -> bytes:
    """Staff licences, and each year's self-evaluation beside that of the year before."""
    blocks: list[Block] = [
        Table(
            columns=[
                Column(title=_("Full name")),
                Column(title=_("Kind")),
                Column(title=_("Licence")),
                Column(title=_("Issued on"), width_mm=24),
                Column(title=_("Valid to"), width_mm=24),
                Column(title=_("Left on"), width_mm=24),
            ],
            rows=[
                [
                    one.name,
                    label(f"staff_licence.{one.kind}"),
                    one.number,
                    day(one.issued_on),
                    day(one.valid_to) or "–",
                    day(one.left_on) or "",
                ]
                for one in staff
            ],
            caption=_("Staff licences"),
            empty=_("No staff licences yet."),
            small=True,
        )
    ]
    before: EvaluationRow | None = None
    for one in evaluations:
        blocks += _evaluation(one, before)
        before = one
    return sheets.pdf(paper, _("Maintenance"), blocks)


def _evaluation(row: EvaluationRow, before: EvaluationRow | None) -> list[Block]:
    facts = KeyValues(
        rows=[
            (_("Evaluated on"), day(row.evaluated_on)),
            (_("Evaluated by"), row.evaluated_by),
            (_("Framework"), row.framework),
            (_("Mean score"), mean_words(row)),
            (_("Satisfied users"), f"{row.users_satisfied} / {row.users_asked}"),
        ]
    )
    title = _("Self-evaluation {year}").format(year=row.year)
    return [Heading(text=title, level=2), facts, _scores(row, before), _improvements(row)]


def _scores(row: EvaluationRow, before: EvaluationRow | None) -> Table:
    earlier = {one.code: str(one.score) for one in before.scores} if before else {}
    return Table(
        columns=[
            Column(title=_("Standard"), width_mm=20),
            Column(title=_("Score, 0 to 3"), align=Align.RIGHT, width_mm=26),
            Column(title=_("Year before"), align=Align.RIGHT, width_mm=26),
            Column(title=_("Evidence")),
        ],
        rows=[
            [one.code, str(one.score), earlier.get(one.code, "–"), one.evidence or ""]
            for one in row.scores
        ],
        empty=_("not scored"),
        small=True,
    )


def _improvements(row: EvaluationRow) -> Table:
    return Table(
        columns=[
            Column(title=_("Action")),
            Column(title=_("Responsible"), width_mm=40),
            Column(title=_("Until"), width_mm=24),
            Column(title=_("Done on"), width_mm=24),
        ],
        rows=[
            [one.action, one.responsible, day(one.due_on), day(one.done_on)]
            for one in row.improvements
        ],
        caption=_("Improvement plan"),
        empty=_("Nothing is planned."),
        small=True,
    )
