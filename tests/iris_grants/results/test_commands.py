"""Entries towards results: recorded with evidence, corrected, verified by a second person."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from iris_grants.documents.attachments import documents_of
from iris_grants.documents.filing import file_document
from iris_grants.programme.framework import Dimension, Measure
from iris_grants.results.commands import (
    correct_achievement,
    record_achievement,
    verify_achievement,
    withdraw_achievement,
)
from iris_grants.results.queries import AchievementRow, list_achievements, result_of
from iris_grants.results.rules.figures import Cell, figures_text
from tests.iris_grants.funding import Funding
from tests.iris_grants.refusals import refused

HELD = date(2023, 9, 20)
FIGURES = (
    "participants=25, participants.sex.female=15, participants.sex.male=10, "
    "participants.country.RS=25"
)


def meet(
    funding: Funding,
    *,
    result: str = "R1.3",
    title: str = "Sastanak mreže",
    held_on: date = HELD,
    country: str = "RS",
    figures: str = FIGURES,
    note: str | None = None,
    evidence: Path | None = None,
) -> str:
    """Record a meeting of the network in Niš; gives its identity."""
    return funding.officer.run(
        record_achievement,
        result=result,
        title=title,
        held_on=held_on,
        place="Niš",
        country=country,
        figures=figures,
        note=note,
        evidence=evidence,
    )


def correct(funding: Funding, achievement_id: str, figures: str, seen_version: int) -> None:
    """Correct the figures and the place of a meeting."""
    funding.officer.run(
        correct_achievement,
        achievement_id=achievement_id,
        title="Sastanak mreže",
        held_on=HELD,
        place="Beograd",
        country="RS",
        figures=figures,
        seen_version=seen_version,
    )


def entries(funding: Funding) -> tuple[AchievementRow, ...]:
    """All entries of the store."""
    with funding.officer.read() as session:
        return list_achievements(session)


def value(funding: Funding, code: str) -> tuple[int, int]:
    """The actual value of a target, and what waits for evidence."""
    with funding.officer.read() as session:
        row = result_of(session, code)
    assert row is not None
    return row.actual.value, row.actual.waiting


def prove(funding: Funding, achievement_id: str, paper: Path) -> None:
    """File a list of those present."""
    paper.write_bytes(b"%PDF-1.4 sample")
    funding.officer.run(
        file_document,
        subject_kind="achievement",
        subject_id=achievement_id,
        kind="attendance_list",
        path=paper,
    )


def test_entry_counts_with_its_evidence_and_is_verified_by_another(
    funding: Funding, tmp_path: Path
) -> None:
    officer, approver = funding.officer, funding.approver
    first = meet(funding)
    assert (value(funding, "R1.3a"), value(funding, "R1.3b")) == ((0, 25), (0, 1))
    with refused("results.no_evidence"):
        approver.run(verify_achievement, achievement_id=first)

    prove(funding, first, tmp_path / "lista prisustva.pdf")
    assert (value(funding, "R1.3a"), value(funding, "R1.3b")) == ((25, 0), (1, 0))
    with refused("results.verified_by_same"):
        officer.run(verify_achievement, achievement_id=first)
    approver.run(verify_achievement, achievement_id=first)
    with refused("results.verified_already"):
        approver.run(verify_achievement, achievement_id=first)
    (row,) = entries(funding)
    assert (row.entered_by, row.verified_by, row.verified_on) == (
        "Mila Ogledna",
        "Vuk Probni",
        "2023-09-25",
    )
    assert (row.documents, figures_text(row.figures)) == (1, FIGURES)


def test_corrected_entry_is_verified_anew_and_a_withdrawn_one_stays(
    funding: Funding, tmp_path: Path
) -> None:
    officer = funding.officer
    first = meet(funding)
    prove(funding, first, tmp_path / "lista prisustva.pdf")
    funding.approver.run(verify_achievement, achievement_id=first)
    (row,) = entries(funding)
    fewer = (
        FIGURES.replace("25", "24").replace("male=10", "male=9").replace("female=9", "female=15")
    )
    with refused("results.changed_meanwhile"):
        correct(funding, first, fewer, 1)
    correct(funding, first, fewer, row.version)
    (row,) = entries(funding)
    assert (row.place, row.verified_by, row.total(Measure.PARTICIPANTS)) == ("Beograd", None, 24)
    assert value(funding, "R1.3a") == (24, 0)

    with refused("results.empty"):
        officer.run(withdraw_achievement, achievement_id=first, reason=" ")
    officer.run(withdraw_achievement, achievement_id=first, reason="Uneto dva puta.")
    with refused("results.withdrawn"):
        officer.run(withdraw_achievement, achievement_id=first, reason="Opet.")
    assert value(funding, "R1.3b") == (0, 0)
    assert [one.withdrawn_reason for one in entries(funding)] == ["Uneto dva puta."]
    again = meet(funding, evidence=tmp_path / "lista prisustva.pdf")
    with officer.read() as session:
        (filed,) = documents_of(session, "achievement", again)
    assert (filed.kind, filed.name) == ("attendance_list", "lista prisustva.pdf")


def test_entries_that_cannot_be_so_are_refused_whole(funding: Funding) -> None:
    with refused("results.result_unknown"):
        meet(funding, result="R7")
    with refused("results.not_recorded_here"):
        meet(funding, result="R1.4")
    with refused("results.in_future", "results.total_missing"):
        meet(funding, held_on=date(2023, 9, 26), figures="")
    with refused("results.outside_period", "results.total_missing"):
        meet(funding, held_on=date(2023, 1, 31), figures="")
    with refused("results.empty", "results.looks_personal", "results.cells_do_not_sum") as wrong:
        meet(
            funding,
            title=" ",
            figures=FIGURES.replace("female=15", "female=14"),
            note="Prijave na ana.ogled@primer.example",
        )
    assert [one.where.key for one in wrong] == ["title", "note", "participants.sex"]
    with refused("constraint.ck_achievement_country_known"):
        meet(funding, country="HR")
    with refused("documents.file_missing"):
        meet(funding, evidence=Path("nema-je.pdf"))
    assert entries(funding) == ()
    meet(funding)
    with refused("constraint.uq_achievement_result_id_held_on_title"):
        meet(funding)


def test_papers_and_sessions_have_no_counts_and_countries_count_once(
    funding: Funding, tmp_path: Path
) -> None:
    paper = tmp_path / "zapisnik.pdf"
    paper.write_bytes(b"%PDF-1.4 sample")
    for country, place in (("RS", "Niš"), ("RS", "Bor"), ("XK", "Priština"), ("regional", "–")):
        funding.officer.run(
            record_achievement,
            result="R2.2",
            title=f"Dijalog, {place}",
            held_on=HELD,
            place=place,
            country=country,
            evidence=paper,
            evidence_kind="minutes",
        )
    with funding.officer.read() as session:
        sessions, countries = result_of(session, "R2.2a"), result_of(session, "R2.2b")
    assert sessions is not None
    assert countries is not None
    assert (sessions.actual.value, countries.actual.value) == (4, 2)
    assert sessions.actual.cells == {Dimension.COUNTRY: {"RS": 2, "XK": 1, "regional": 1}}
    assert [one.figures for one in entries(funding)] == [{}, {}, {}, {}]
    with refused("results.measure_not_wanted"):
        funding.officer.run(
            record_achievement,
            result="R2.3",
            title="Izveštaj",
            held_on=HELD,
            place="Beograd",
            country="regional",
            figures={Cell(measure=Measure.PERSONS): 3},
        )
