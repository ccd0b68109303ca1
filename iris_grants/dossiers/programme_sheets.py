"""Pages of the dossier of the programme: partners, results, lists of grants, cases and calls."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.tables.calls import CallRecord
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
from iris_grants.dossiers import sheets
from iris_grants.dossiers.sheets import Paper
from iris_grants.dossiers.subjects import DossierRow
from iris_grants.grants.queries import list_grants
from iris_grants.kernel.money import round_cents
from iris_grants.licensing.queries import list_cases
from iris_grants.programme.framework import FROM_STORE
from iris_grants.programme.queries import ProgrammeRow
from iris_grants.results.from_grants import LinkRow, list_links
from iris_grants.results.queries import AchievementRow, ResultRow
from iris_grants.results.rules.actuals import share_of
from iris_grants.results.words import link_words, totals
from iris_grants.wording import _, current_language, label
from iris_grants.wording.formats import day, decimal_text, moment, money


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectFacts:
    """What a list says of a grant, case or call: whose it is, and how it stands."""

    name: str
    state: str
    amount: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A grant, case or call with its latest dossier, if one was handed out."""

    number: str
    facts: SubjectFacts
    dossier: DossierRow | None


def partners(paper: Paper, programme: ProgrammeRow) -> bytes:
    """The partners of the action with their countries."""
    table = Table(
        columns=[Column(title=_("Partner")), Column(title=_("Country"))],
        rows=[[one.name, label(f"country.{one.country}")] for one in programme.partners],
    )
    return sheets.pdf(paper, _("Partners"), [table])


def results(paper: Paper, rows: Sequence[ResultRow], entries: Sequence[AchievementRow]) -> bytes:
    """All targets with what was achieved, then each result with its parts and its entries."""
    blocks: list[Block] = [_targets(rows)]
    unverified = not all(row.target.verified for row in rows)
    if unverified:
        note = _("Definitions and breakdowns are not compared with the grant contract yet.")
        blocks.append(Text(text=note, look=TextLook.SMALL))
    links = list_links(paper.session)
    seen: set[str] = set()
    for row in rows:
        target = row.target
        title = f"{target.code} {target.title.of(current_language())}"
        blocks += [
            Heading(text=title, level=2),
            Text(text=target.definition.of(current_language()), look=TextLook.SMALL),
            *_parts(row),
        ]
        if target.kind not in FROM_STORE and target.result_id not in seen:
            seen.add(target.result_id)
            own = [one for one in entries if one.result_id == target.result_id]
            blocks.append(_entries(own))
        linked = [one for one in links if one.target_id == target.id]
        if linked:
            blocks.append(_links(linked))
    return sheets.pdf(paper, _("Results of the programme"), blocks)


def subjects(paper: Paper, kind: str, listed: Sequence[Listed]) -> bytes:
    """All grants, cases or calls, each with the dossier that was handed out of it."""
    titles = {"grant": _("Grants"), "case": _("Licensing cases"), "call": _("Calls")}
    names = {"grant": _("Grantee"), "case": _("Organisation"), "call": _("Title")}
    amounts = any(one.facts.amount for one in listed)
    table = Table(
        columns=[
            Column(title=_("Number")),
            Column(title=names[kind]),
            *([Column(title=_("Amount"), align=Align.RIGHT)] if amounts else []),
            Column(title=_("State")),
            Column(title=_("Dossier handed out")),
            Column(title=_("Manifest (SHA-256)")),
        ],
        rows=[
            [
                one.number,
                one.facts.name,
                *([one.facts.amount] if amounts else []),
                one.facts.state,
                moment(one.dossier.exported_at) if one.dossier else "–",
                _in_halves(one.dossier.manifest_sha256) if one.dossier else "",
            ]
            for one in listed
        ],
        small=True,
    )
    return sheets.pdf(paper, titles[kind], [table], landscape=True)


def _in_halves(checksum: str) -> str:
    middle = len(checksum) // 2
    return f"{checksum[:middle]}\n{checksum[middle:]}"


def subject_facts(session: Session) -> dict[tuple[str, str], SubjectFacts]:
    """What lists say of every grant, case and call, by kind and number."""
    found = {
        ("grant", row.number): SubjectFacts(
            name=row.organisation,
            state=label(f"state.grant.{row.state}"),
            amount=money(row.amount),
        )
        for row in list_grants(session)
    }
    for case in list_cases(session):
        name = f"{case.organisation}, {label(f'service.{case.service}')}"
        found["case", case.number] = SubjectFacts(name=name, state=label(f"stage.{case.stage}"))
    serbian = current_language() == "sr_Latn"
    for call in session.scalars(select(CallRecord)):
        title = call.title_sr if serbian else call.title_en
        found["call", call.number] = SubjectFacts(
            name=title, state=label(f"state.call.{call.state}")
        )
    return found


def _targets(rows: Sequence[ResultRow]) -> Table:
    lines: list[Row] = []
    result = ""
    for row in rows:
        target = row.target
        if target.result_code != result:
            result = target.result_code
            title = f"{result} {target.result_title.of(current_language())}"
            lines.append(Row(cells=[title, "", "", "", ""], look=RowLook.GROUP))
        share = round_cents(share_of(row.actual.value, target.target) * 100)
        unit = label(f"results.unit.{target.unit}")
        lines.append(
            Row(
                cells=[
                    f"{target.code} {target.title.of(current_language())}",
                    unit,
                    decimal_text(target.target, 0),
                    decimal_text(row.actual.value, 0),
                    f"{decimal_text(share, 0)} %",
                ]
            )
        )
    return Table(
        columns=[
            Column(title=_("Indicator")),
            Column(title=_("Unit")),
            Column(title=_("Target"), align=Align.RIGHT),
            Column(title=_("Achieved"), align=Align.RIGHT),
            Column(title=_("Share"), align=Align.RIGHT),
        ],
        rows=lines,
        small=True,
    )


def _parts(row: ResultRow) -> list[Block]:
    found: list[Block] = []
    for dimension in row.target.dimensions:
        parts = row.actual.cells.get(dimension, {})
        words = ", ".join(
            f"{label(f'{dimension}.{name}')} {decimal_text(value, 0)}"
            for name, value in sorted(parts.items(), key=lambda part: (-part[1], part[0]))
        )
        if words:
            lead = f"{label(f'results.dimension.{dimension}')}:"
            found.append(Text(text=words, lead=lead, look=TextLook.SMALL))
    return found


def _entries(entries: Sequence[AchievementRow]) -> Table:
    return Table(
        columns=[
            Column(title=_("Day")),
            Column(title=_("Title")),
            Column(title=_("Place")),
            Column(title=_("Figures")),
            Column(title=_("Documents"), align=Align.RIGHT),
            Column(title=_("Verified by")),
        ],
        rows=[
            Row(
                cells=[
                    day(one.held_on),
                    one.title if one.withdrawn_reason is None else _withdrawn(one),
                    f"{one.place}, {label(f'country.{one.country}')}",
                    totals(one.figures),
                    str(one.documents),
                    one.verified_by or "–",
                ],
                look=RowLook.BODY if one.withdrawn_reason is None else RowLook.QUIET,
            )
            for one in entries
        ],
        small=True,
        empty=_("Nothing is entered towards this result yet."),
    )


def _links(links: Sequence[LinkRow]) -> Table:
    """The indicators of grantees that count, with the report that tells each value."""
    return Table(
        columns=[
            Column(title=_("Contract")),
            Column(title=_("Grantee")),
            Column(title=_("Indicator")),
            Column(title=_("Value"), align=Align.RIGHT),
            Column(title=_("Report")),
            Column(title=_("What is counted, and why nothing counts twice")),
            Column(title=_("State")),
        ],
        rows=[
            Row(
                cells=[
                    one.grant_number,
                    one.grantee,
                    f"{one.code} {one.title}",
                    "–" if one.counted is None else decimal_text(one.counted, 0),
                    f"{one.report_number} · {day(one.period_to)}" if one.report_number else "–",
                    one.basis,
                    link_words(one),
                ],
                look=RowLook.BODY if one.ended_reason is None else RowLook.QUIET,
            )
            for one in links
        ],
        caption=_("From reports of grantees"),
        small=True,
    )


def _withdrawn(row: AchievementRow) -> str:
    return _("{title} (withdrawn: {reason})").format(
        title=row.title, reason=row.withdrawn_reason or ""
    )
