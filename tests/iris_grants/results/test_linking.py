"""Indicators of grantees roll up into the targets of the action, each counted once."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

from openpyxl import load_workbook

from iris_grants.programme.framework import Dimension
from iris_grants.reporting.indicator_queries import indicators_of
from iris_grants.reporting.reviewing import approve_report
from iris_grants.results.from_grants import (
    LinkRow,
    linkable_indicators,
    list_links,
    live_links,
)
from iris_grants.results.linking import end_link, link_indicator
from iris_grants.results.queries import ResultRow, result_of
from iris_grants.results.workbook import results_workbook
from tests.iris_grants.funding import Funding
from tests.iris_grants.refusals import refused
from tests.iris_grants.reporting.life import (
    check_all,
    filled,
    receive,
    reporting_grant,
    reports_of,
)

BASIS = "Osoblje koje je obučio grant; nije bilo na obukama programa."


def of(funding: Funding, code: str) -> ResultRow:
    """One target of the store."""
    with funding.officer.read() as session:
        row = result_of(session, code)
    assert row is not None
    return row


def links(funding: Funding) -> tuple[LinkRow, ...]:
    with funding.officer.read() as session:
        return list_links(session)


def indicator(funding: Funding, grant_id: str, code: str) -> str:
    with funding.officer.read() as session:
        return next(one.id for one in indicators_of(session, grant_id) if one.code == code)


def link(funding: Funding, target: str, indicator_id: str, basis: str = BASIS) -> str:
    return funding.officer.run(
        link_indicator, target=target, indicator_id=indicator_id, basis=basis
    )


def test_approved_reports_add_to_the_target_once(funding: Funding, tmp_path: Path) -> None:
    grant_id = reporting_grant(funding)
    people = indicator(funding, grant_id, "I1")
    _refuse(funding, people, indicator(funding, grant_id, "I2"))
    identity = link(funding, "R1.5", people, f" {BASIS} ")
    with refused("results.linked_already") as problems:
        link(funding, "R1.7a", people)
    assert problems[0].params == {"indicator": "I1", "target": "R1.5"}
    assert of(funding, "R1.5").contributions == ()
    [row] = links(funding)
    assert (row.id, row.basis, row.counted, row.approved) == (identity, BASIS, None, False)
    _report(funding, grant_id, tmp_path)
    with funding.officer.read() as session:
        assert live_links(session, grant_id) == {people: "R1.5"}
    _end(funding, identity, people)


def _refuse(funding: Funding, people: str, things: str) -> None:
    with refused("programme.target_unknown"):
        link(funding, "R9.9", people)
    with refused("results.empty"):
        link(funding, "R1.5", people, " ")
    with refused("results.indicator_without_people"):
        link(funding, "R1.5", things)
    with refused("results.indicator_of_people"):
        link(funding, "R2.2a", people)
    with refused("results.target_not_linkable"):
        link(funding, "R1.4", people)
    assert links(funding) == ()


def _report(funding: Funding, grant_id: str, folder: Path) -> None:
    """A report that arrived waits; approved it counts, and names itself as the source."""
    report = reports_of(funding, grant_id)[0]
    receive(funding, report.id, filled(funding, report.id, folder / "report.xlsx"))
    actual = of(funding, "R1.5").actual
    assert (actual.value, actual.waiting) == (0, 40)
    check_all(funding, report)
    funding.approver.run(approve_report, report_id=report.id)
    row = of(funding, "R1.5")
    assert (row.actual.value, row.actual.waiting) == (40, 0)
    assert row.actual.cells == {
        Dimension.SEX: {"female": 25, "male": 14, "unknown": 1},
        Dimension.COUNTRY: {"RS": 40},
    }
    [told] = links(funding)
    assert row.actual.sources == (told.id,)
    assert (told.report_id, told.report_number, told.approved) == (report.id, 1, True)
    assert [one.on for one in row.contributions] == [report.period_to]
    with funding.officer.read() as session:
        book = load_workbook(io.BytesIO(results_workbook(session, language="en")), data_only=True)
    entries = {line[0]: line for line in book["Entries"].iter_rows(values_only=True)}
    assert entries["R1.5"][2:6] == (
        f"{told.grant_number} · I1 Osobe koje koriste uslugu",
        told.grantee,
        "Serbia",
        40,
    )


def _end(funding: Funding, identity: str, people: str) -> None:
    """A link that ended stays and counts no more; the indicator may be linked again."""
    funding.move_to(date(2024, 6, 1))
    with refused("results.empty"):
        funding.officer.run(end_link, link_id=identity, reason=" ")
    funding.officer.run(end_link, link_id=identity, reason=" Isti ljudi kao na obuci. ")
    with refused("results.link_ended"):
        funding.officer.run(end_link, link_id=identity, reason="Opet.")
    assert of(funding, "R1.5").actual.value == 0
    with funding.officer.read() as session:
        assert people in {one.indicator_id for one in linkable_indicators(session)}
    link(funding, "R1.7a", people)
    assert [(one.target_code, one.ended_reason) for one in links(funding)] == [
        ("R1.5", "Isti ljudi kao na obuci."),
        ("R1.7a", None),
    ]
    assert of(funding, "R1.7a").actual.cells[Dimension.AGE] == {"unknown": 40}
