"""Open data: the public schemas hold, amounts equal the store, nothing personal, same bytes."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from sqlalchemy import func, select

from db.tables.grants import GrantRecord, PaymentRecord
from db.tables.organisations import OrganisationRecord
from db.tables.reporting import (
    IndicatorRecord,
    IndicatorValueRecord,
    ReportRecord,
    RevisionRecord,
)
from iris_grants.opendata.export import OpenFormat, open_data_bytes, write_open_data
from iris_grants.opendata.giving360 import months_between
from iris_grants.opendata.indicators import plain
from iris_grants.opendata.marking import footnote, marked
from iris_grants.results.commands import record_achievement
from iris_grants.wording import set_language
from tests.iris_grants.funding import Funding, open_funding
from tests.iris_grants.opendata.schemas import giving360_faults, iati_faults
from tests.iris_grants.refusals import refused

PUBLISHER = "RS-APR-28000000"
PERSONAL = "mila.ogledna@primer.example"


@pytest.fixture
def paid(funding: Funding, tmp_path: Path) -> Funding:
    """Two signed grants, one of them paid in part, one in Kosovo*; an academy with its list."""
    funding.pay(funding.signed(1))
    grant_id = funding.signed(2)
    with funding.direct() as session:
        grant = session.get_one(GrantRecord, grant_id)
        grant.title = "Kuća na pola puta na Kosovu"
        organisation = session.get_one(OrganisationRecord, "o-2")
        organisation.country, organisation.email = "XK", PERSONAL
        organisation.representative = "Ogledana Osoba"
    paper = tmp_path / "lista.pdf"
    paper.write_bytes(b"%PDF-1.4 sample")
    funding.move_to(date(2024, 6, 1))
    funding.officer.run(
        record_achievement,
        result="R1.7",
        title="Akademija",
        held_on=date(2024, 5, 20),
        place="Ohrid",
        country="MK",
        figures="persons=31, persons.sex.female=20, persons.sex.male=8, persons.sex.other=3,"
        " persons.age.18-29=31, persons.country.MK=25, persons.country.unknown=6",
        evidence=paper,
    )
    return funding


def package(funding: Funding) -> Any:
    """The 360Giving package, amounts exact."""
    with funding.officer.read() as session:
        data = open_data_bytes(session, OpenFormat.GIVING360, PUBLISHER)
    return json.loads(data, parse_float=Decimal)


def activities(funding: Funding) -> ET.Element:
    """The IATI activities."""
    with funding.officer.read() as session:
        return ET.fromstring(open_data_bytes(session, OpenFormat.IATI, PUBLISHER))


def test_both_formats_hold_to_the_public_schemas(paid: Funding) -> None:
    with paid.officer.read() as session:
        giving = open_data_bytes(session, OpenFormat.GIVING360)
        iati = open_data_bytes(session, OpenFormat.IATI)
    document = json.loads(giving)
    assert giving360_faults(document) == []
    assert iati_faults(iati) == []
    document["grants"][0]["awardDate"] = "28.11.2023."
    del document["grants"][1]["title"]
    assert len(giving360_faults(document)) >= 2
    assert iati_faults(iati.replace(b'<activity-status code="2" />', b"", 1)) != []


def moved(root: ET.Element, kind: str) -> Decimal:
    """The sum of all transactions of a kind."""
    found = root.findall(f".//transaction/transaction-type[@code='{kind}']/../value")
    return sum((Decimal(one.text or "") for one in found), Decimal(0))


def test_amounts_equal_the_store_to_the_cent(paid: Funding) -> None:
    grants, root = package(paid)["grants"], activities(paid)
    with paid.officer.read() as session:
        awarded = session.scalar(select(func.sum(GrantRecord.amount_minor)))
        disbursed = session.scalar(select(func.sum(PaymentRecord.amount_minor)))
    assert (awarded, disbursed) == (2_000_000, 800_000)
    assert sum(one["amountAwarded"] for one in grants) == Decimal("20000.00")
    assert sum(one["amountDisbursed"] for one in grants) == Decimal("8000.00")
    assert (moved(root, "2"), moved(root, "3")) == (Decimal("20000.00"), Decimal("8000.00"))
    assert [str(one["amountAwarded"]) for one in grants] == ["10000.00", "10000.00"]


def test_kosovo_is_marked_and_has_its_footnote(paid: Funding) -> None:
    first, second = package(paid)["grants"]
    assert second["title"] == "Kuća na pola puta na Kosovu*"
    assert "UNSCR 1244/1999" in second["description"]
    assert "UNSCR" not in first["description"]
    assert "UNSCR 1244/1999" in package(paid)["description"]
    child = activities(paid)[2]
    notes = [one.findtext("narrative") for one in child.findall("description[@type='4']")]
    assert len(notes) == 1
    assert "UNSCR 1244/1999" in str(notes[0])
    assert marked("Kosovo, Kosovo*, Kosovska") == "Kosovo*, Kosovo*, Kosovska"
    assert footnote("Kosovska Mitrovica") is None


def test_nothing_personal_is_published(paid: Funding) -> None:
    with paid.officer.read() as session:
        both = b"".join(open_data_bytes(session, form) for form in OpenFormat).decode()
    for secret in (PERSONAL, "Ogledana", "Ulica ogleda", "RS35", "Mila"):
        assert secret not in both
    with paid.direct() as session:
        grant = session.scalars(select(GrantRecord).order_by(GrantRecord.number)).first()
        assert grant is not None
        grant.title = f"Pišite na {PERSONAL}"
    with refused("opendata.personal_data") as problems, paid.officer.read() as session:
        open_data_bytes(session, OpenFormat.IATI)
    assert (problems[0].where.key, problems[0].params["text"]) == ("IP-G-001", PERSONAL)


def test_small_cells_are_left_out_of_the_results(paid: Funding) -> None:
    parent = activities(paid)[0]
    assert parent.attrib["last-updated-datetime"] == "2024-05-20T00:00:00Z"
    assert len(parent.findall("result")) == 14
    academies = parent.findall("result")[6].findall("indicator")
    assert len(academies) == 2
    actuals = [
        (
            *(part for one in actual.findall("dimension") for part in one.attrib.values()),
            actual.attrib["value"],
        )
        for actual in academies[0].iter("actual")
    ]
    assert actuals == [
        ("31",),
        ("sex", "female", "20"),
        ("age", "18-29", "31"),
        ("country", "MK", "25"),
        ("country", "unknown", "6"),
    ]


def report_persons(funding: Funding, title: str = "Osobe sa uslugom") -> None:
    """Two reports of a grant on one indicator: the first approved, the second only received."""
    with funding.direct() as session:
        grant_id = session.scalars(select(GrantRecord.id).order_by(GrantRecord.number)).first()
        session.add(
            IndicatorRecord(
                id="i-1",
                grant_id=grant_id,
                position=1,
                level="output",
                code="1",
                title=title,
                unit="osobe",
                people=1,
                baseline_milli=0,
                target_milli=40_000,
                means="Evidencija usluge",
            )
        )
        session.flush()
        for number, state, total in ((1, "approved", 42), (2, "received", 60)):
            session.add(_report(number, str(grant_id), state))
            session.flush()
            session.add(_revision(number, funding.officer.person.person_id))
            session.flush()
            session.add(_value(number, total))


def _report(number: int, grant_id: str, state: str) -> ReportRecord:
    return ReportRecord(
        id=f"r-{number}",
        grant_id=grant_id,
        number=number,
        kind="interim",
        period_from="2023-12-15",
        period_to="2024-03-31",
        due_days=15,
        state=state,
    )


def _revision(number: int, person_id: str) -> RevisionRecord:
    return RevisionRecord(
        id=f"v-{number}",
        grant_report_id=f"r-{number}",
        revision=1,
        received_on="2024-04-10",
        medium="entered",
        answers="{}",
        recorded_by_id=person_id,
    )


def _value(number: int, total: int) -> IndicatorValueRecord:
    return IndicatorValueRecord(
        id=f"w-{number}",
        report_revision_id=f"v-{number}",
        grant_indicator_id="i-1",
        total_milli=total * 1000,
        female_milli=(total - 12) * 1000,
        male_milli=12_000,
        other_milli=0,
        unknown_milli=0,
    )


def test_grants_carry_their_indicators_by_sex_from_approved_reports(paid: Funding) -> None:
    report_persons(paid)
    with paid.officer.read() as session:
        data = open_data_bytes(session, OpenFormat.IATI)
    assert iati_faults(data) == []
    child = ET.fromstring(data)[1]
    (result,) = child.findall("result")
    assert result.findtext("title/narrative") == "Osobe sa uslugom"
    period = result.find("indicator/period")
    assert period is not None
    assert [
        (one.attrib["value"], *(part.attrib["value"] for part in one))
        for one in period
        if one.tag in ("target", "actual")
    ] == [("40",), ("42",), ("30", "female"), ("12", "male")]


def test_indicator_with_personal_data_is_refused(paid: Funding) -> None:
    report_persons(paid, title=f"Osobe, pitati {PERSONAL}")
    with refused("opendata.personal_data"), paid.officer.read() as session:
        open_data_bytes(session, OpenFormat.GIVING360)


@pytest.mark.parametrize(
    ("milli", "text"), [(0, "0"), (42_000, "42"), (42_500, "42.5"), (100_000, "100")]
)
def test_thousandths_are_plain_decimals(milli: int, text: str) -> None:
    assert plain(milli) == text


def test_the_same_data_give_the_same_bytes_in_any_language(paid: Funding, tmp_path: Path) -> None:
    for form in OpenFormat:
        with paid.officer.read() as session:
            first = open_data_bytes(session, form, PUBLISHER)
        set_language("sr_Latn")
        paid.move_to(date(2026, 5, 5))
        with paid.officer.read() as session:
            assert open_data_bytes(session, form, PUBLISHER) == first
            assert write_open_data(session, form, tmp_path / form.value, PUBLISHER) == 2
        assert (tmp_path / form.value).read_bytes() == first
        set_language("en")
        with refused("documents.already_exists"), paid.officer.read() as session:
            write_open_data(session, form, tmp_path / form.value)


def test_the_same_story_in_two_stores_gives_the_same_bytes(tmp_path: Path) -> None:
    told = []
    for name in ("first", "second"):
        funding = open_funding(str(tmp_path / f"{name}.iris"))
        funding.pay(funding.signed(1))
        report_persons(funding)
        with funding.officer.read() as session:
            told.append([open_data_bytes(session, form) for form in OpenFormat])
        funding.close()
    assert told[0] == told[1]


def test_nothing_to_publish_and_wrong_identifier_are_refused(funding: Funding) -> None:
    funding.draft(1)
    with funding.officer.read() as session:
        with refused("opendata.no_grants"):
            open_data_bytes(session, OpenFormat.IATI)
        with refused("opendata.publisher_id_wrong"):
            open_data_bytes(session, OpenFormat.IATI, "28000000")


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        ("2023-12-15", "2024-10-14", 10),
        ("2023-12-15", "2024-10-13", 9),
        ("2024-01-01", "2024-12-31", 12),
        ("2024-01-31", "2024-02-01", 1),
    ],
)
def test_months_of_a_period_are_whole(first: str, last: str, months: int) -> None:
    assert months_between(first, last) == months
