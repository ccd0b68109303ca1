"""Results from grants and licensing cases of the store, and a fixed number of queries."""

from __future__ import annotations

from datetime import date

from sqlalchemy import event

from db.tables.licensing import CaseRecord, CaseStepRecord
from db.tables.programme import RuleSetRecord
from iris_grants.programme.framework import Dimension
from iris_grants.results.commands import record_achievement
from iris_grants.results.queries import ResultRow, list_results, result_of
from tests.iris_grants.funding import SIGNED, Funding


def of(funding: Funding, code: str) -> ResultRow:
    """One target of the store."""
    with funding.officer.read() as session:
        row = result_of(session, code)
    assert row is not None
    return row


def lay_down_pack(funding: Funding) -> None:
    """A standards pack for the cases."""
    with funding.direct() as session:
        session.add(
            RuleSetRecord(
                id="pack",
                kind="standards_pack",
                code="P",
                edition="1",
                source="Made up.",
                verified=0,
                body="{}",
                fingerprint="0" * 64,
            )
        )


def lay_down_case(funding: Funding, number: int, organisation_id: str, *stages: str) -> None:
    """A licensing case that reached the stages, one a month from January 2024."""
    with funding.direct() as session:
        session.add(
            CaseRecord(
                id=f"c-{number}",
                organisation_id=organisation_id,
                standards_pack_id="pack",
                number=f"IP-L-{number:03d}",
                service="personal_assistance" if number % 2 else "day_care",
                country="RS",
                goal="licence",
                stage=stages[-1],
                opened_on="2024-01-01",
            )
        )
        session.flush()
        session.add_all(
            [
                CaseStepRecord(
                    id=f"s-{number}-{place}",
                    case_id=f"c-{number}",
                    position=place,
                    stage=stage,
                    reached_on=f"2024-{place:02d}-01",
                )
                for place, stage in enumerate(stages, start=1)
            ]
        )


def test_grantees_count_when_their_contract_is_signed(funding: Funding) -> None:
    funding.signed(1)
    funding.draft(2)
    row = of(funding, "R1.4")
    assert (row.actual.value, row.actual.cells) == (1, {Dimension.COUNTRY: {"RS": 1}})
    assert [one.on for one in row.contributions] == [SIGNED.isoformat()]


def test_supported_organisations_are_those_with_plan_and_documents_or_filed(
    funding: Funding,
) -> None:
    lay_down_pack(funding)
    for number in (1, 2, 3):
        funding.organisation(number)
    lay_down_case(funding, 1, "o-1", "plan_approved")
    assert of(funding, "R1.6").actual.value == 0
    lay_down_case(funding, 2, "o-2", "plan_approved", "documents_drafted", "gaps_closed")
    lay_down_case(funding, 3, "o-2", "plan_approved", "documents_drafted", "filed")
    lay_down_case(funding, 4, "o-3", "filed", "refused")
    row = of(funding, "R1.6")
    assert row.actual.value == 2
    assert row.actual.cells == {
        Dimension.COUNTRY: {"RS": 2},
        Dimension.SERVICE: {"personal_assistance": 1, "day_care": 1},
        Dimension.STAGE: {"filed": 1, "refused": 1},
    }
    assert {one.source_id: one.on for one in row.contributions} == {
        "c-3": "2024-02-01",
        "c-4": "2024-01-01",
    }


def test_results_take_the_same_number_of_queries_however_much_there_is(funding: Funding) -> None:
    def statements() -> int:
        seen: list[str] = []

        def note(*parts: object) -> None:
            seen.append(str(parts[2]))

        with funding.officer.read() as session:
            connection = session.connection()
            event.listen(connection, "before_cursor_execute", note)
            list_results(session)
            event.remove(connection, "before_cursor_execute", note)
        return len(seen)

    before = statements()
    for place in range(1, 13):
        funding.officer.run(
            record_achievement,
            result="R2.1" if place % 2 else "R2.3",
            title=f"Dokument {place}",
            held_on=date(2023, 9, place),
            place="Beograd",
            country="regional",
        )
    assert statements() == before
