"""The story of the results: what the programme did beside its grants, with invented evidence."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from iris_grants.demo.office import Office
from iris_grants.demo.programme_events import Told, all_events
from iris_grants.documents.pdf import render_pdf
from iris_grants.documents.pdf_blocks import Block, KeyValues, PdfMeta, Text, Title
from iris_grants.opendata.export import NAMES, OpenFormat
from iris_grants.opendata.export import write_open_data as write_format
from iris_grants.results.commands import (
    record_achievement,
    verify_achievement,
    withdraw_achievement,
)
from iris_grants.results.from_grants import linkable_indicators
from iris_grants.results.linking import link_indicator
from iris_grants.results.rules.figures import TOTAL
from iris_grants.wording import in_language, label
from iris_grants.wording.formats import day, decimal_text

OPEN_DATA = "opendata"
NOTE = "Ovaj dokument je uzorak za ogledni program; sve u njemu je izmišljeno."
ENTERED_AFTER = timedelta(days=3)
TWICE = "Sastanak je unet dva puta."
BASIS = "Zaposleni korisnika granta koje je obučio sam grant; nisu bili na obukama programa."
LINKED, LINKED_CODE, LINKED_TARGET = 2, "I2", "R1.5"
UNVERIFIED = 6
"""How many of the latest entries nobody has verified yet."""


def record_results(office: Office, seed: int) -> int:
    """Enter every event, paper, placement and campaign with its evidence; gives how many.

    The officer enters, the approver verifies all but the latest. One entry still awaits its
    paper, one was entered twice and withdrawn. Goes on to the last day of the story, so it
    comes after everything else that happens in the store.
    """
    told = sorted(all_events(Random(f"results-{seed}")), key=lambda one: (one.on, one.title))
    recorded: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        for one in told:
            office.clock.move_to(one.on + ENTERED_AFTER)
            evidence = _evidence(Path(folder), one) if one.evidence_kind else None
            recorded.append(_record(office, one, evidence))
    for identity, one in list(zip(recorded, told, strict=True))[:-UNVERIFIED]:
        if one.evidence_kind:
            office.approver.run(verify_achievement, achievement_id=identity)
    _enter_twice(office, told)
    _link_grantees(office)
    return len(recorded)


def _link_grantees(office: Office) -> None:
    """The staff whom two grantees trained count towards the result of trained staff."""
    with office.officer.read() as session:
        trained = [one for one in linkable_indicators(session) if one.code == LINKED_CODE]
    for one in trained[:LINKED]:
        office.officer.run(
            link_indicator, target=LINKED_TARGET, indicator_id=one.indicator_id, basis=BASIS
        )


def write_open_data(office: Office, folder: Path) -> tuple[Path, ...]:
    """Write `opendata/360giving.json` and `opendata/iati.xml` into the folder; gives both."""
    out = folder / OPEN_DATA
    out.mkdir(parents=True, exist_ok=True)
    written = []
    with office.officer.read() as session:
        for form in OpenFormat:
            path = out / NAMES[form]
            write_format(session, form, path)
            written.append(path)
    return tuple(written)


def _record(office: Office, one: Told, evidence: Path | None) -> str:
    return office.officer.run(
        record_achievement,
        result=one.result,
        title=one.title,
        held_on=one.on,
        place=one.place,
        country=one.country,
        figures=one.figures,
        evidence=evidence,
        evidence_kind=one.evidence_kind or "report",
    )


def _enter_twice(office: Office, told: Sequence[Told]) -> None:
    first = next(one for one in told if one.result == "R1.3")
    again = office.officer.run(
        record_achievement,
        result=first.result,
        title=f"{first.title} (drugi unos)",
        held_on=first.on,
        place=first.place,
        country=first.country,
        figures=first.figures,
    )
    office.officer.run(withdraw_achievement, achievement_id=again, reason=TWICE)


def _evidence(folder: Path, one: Told) -> Path:
    """A paper that says what was counted, and that it is a sample; no names of people."""
    with in_language("sr_Latn"):
        kind = label(f"evidence.{one.evidence_kind}")
        rows = list(_rows(one))
    created = datetime(one.on.year, one.on.month, one.on.day, 12, tzinfo=UTC)
    meta = PdfMeta(title=one.title, language="sr-Latn", author="IRIS PROGRES", created=created)
    blocks: list[Block] = [
        Title(text=one.title, eyebrow=kind),
        KeyValues(rows=rows),
        Text(text=NOTE),
    ]
    path = folder / f"{one.on.isoformat()} {one.result} {kind} {one.place}.pdf"
    path.write_bytes(render_pdf(blocks, meta))
    return path


def _rows(one: Told) -> Iterator[tuple[str, str]]:
    yield "Dan", day(one.on)
    yield "Mesto", f"{one.place}, {label(f'country.{one.country}')}"
    for cell, value in sorted(one.figures.items()):
        name = label(f"results.measure.{cell.measure}")
        if cell.dimension != TOTAL:
            name = f"{name}, {label(f'{cell.dimension}.{cell.category}')}"
        yield name, decimal_text(value, 0)
