"""What the dossier of a grant holds of its life, section by section, as valid PDF/A."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from iris_grants.dossiers.grant import grant_contents
from iris_grants.dossiers.pieces import Piece
from iris_grants.grants.changes import move_money
from iris_grants.kernel.money import Money
from iris_grants.reporting.closing import close_grant
from iris_grants.reporting.evidence import note_risk
from iris_grants.reporting.reviewing import approve_report, return_report
from iris_grants.reporting.visits import add_finding
from iris_grants.wording import in_language
from tests.iris_grants.funding import STARTS, Funding
from tests.iris_grants.printed import checked, words_of
from tests.iris_grants.reporting.life import (
    check_all,
    filled,
    receive,
    reporting_grant,
    reports_of,
)
from tests.iris_grants.reporting.test_ending import LATE, show, visited
from tests.iris_grants.settled import fix_final_amount

CREATED = datetime(2025, 3, 1, tzinfo=UTC)


@pytest.fixture
def ended(local_funding: Funding, tmp_path: Path) -> Funding:
    """A grant that was changed, visited, reported twice over, and closed."""
    funding = local_funding
    grant_id = reporting_grant(funding, preset="80-20")
    funding.pay(grant_id)
    funding.officer.run(
        move_money,
        grant_id=grant_id,
        kind="notification",
        effective_on=date(2024, 2, 1),
        from_line="5.1",
        to_line="2.1",
        amount=Money(25_000, "EUR"),
        reason="Putovanja.",
    )
    photo = tmp_path / "sala.jpg"
    photo.write_bytes(b"\xff\xd8slika")
    visit_id = visited(funding, grant_id, photo)
    funding.officer.run(add_finding, visit_id=visit_id, finding="Spisak je uredan.")
    funding.officer.run(
        note_risk, grant_id=grant_id, assessed_on=STARTS, level="low", reason="Poznata je."
    )
    show(funding, grant_id)
    (final,) = reports_of(funding, grant_id)
    receive(funding, final.id, filled(funding, final.id, tmp_path / "z.xlsx"), date(2024, 11, 4))
    funding.finance.run(
        return_report, report_id=final.id, comments="Potpis nedostaje.", due_on=date(2024, 11, 20)
    )
    receive(funding, final.id, filled(funding, final.id, tmp_path / "y.xlsx"), date(2024, 11, 12))
    check_all(funding, final)
    funding.approver.run(approve_report, report_id=final.id)
    fix_final_amount(funding, grant_id, 800_000)
    funding.move_to(LATE)
    funding.approver.run(close_grant, grant_id=grant_id, closed_on=LATE, lessons="Ranije početi.")
    return funding


def written(funding: Funding, language: str) -> dict[tuple[str, str], Piece]:
    with funding.officer.read() as session, in_language(language):
        pieces = grant_contents(session, "IP-G-001", CREATED).pieces
    return {(piece.section, piece.name): piece for piece in pieces}


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "sr",
            {
                "changes.pdf": "budžet: 250,00 EUR",
                "monitoring.pdf": "Spisak je uredan.",
                "report-1.pdf": "Potpis nedostaje.",
                "visibility.pdf": "saglasni su",
                "closure.pdf": "31.12.2035.",
            },
        ),
        (
            "en",
            {
                "changes.pdf": "budget: 250.00 EUR",
                "monitoring.pdf": "low risk",
                "report-1.pdf": "I1 Osobe koje koriste uslugu 40 25 14 0 1",
                "visibility.pdf": "they agreed",
                "closure.pdf": "All reports are approved yes",
            },
        ),
    ],
)
def test_pages_of_its_life_are_written(
    ended: Funding, language: str, words: dict[str, str]
) -> None:
    pieces = written(ended, language)
    places = {
        "changes.pdf": "amendments",
        "monitoring.pdf": "monitoring",
        "report-1.pdf": "final_report",
        "visibility.pdf": "visibility",
        "closure.pdf": "closure",
    }
    for name, section in places.items():
        data = pieces[section, name].data
        assert data is not None
        found = words_of(checked(data))
        assert words[name] in found
        for code in ("report.", "closure.", "risk.", "consent.", "reporting."):
            assert f" {code}" not in found


def test_originals_lie_in_their_sections(ended: Funding) -> None:
    pieces = written(ended, "sr")
    for place in (
        ("monitoring", "sala.jpg"),
        ("final_report", "z.xlsx"),
        ("final_report", "y.xlsx"),
    ):
        assert pieces[place].sha256 is not None
