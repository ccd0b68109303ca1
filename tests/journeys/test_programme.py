"""The whole sample programme, seen from outside: its files alone must add up to its summary.

Nothing of the program is used here but the command that builds it.
"""

from __future__ import annotations

import csv
import hashlib
import json
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from lxml import etree

from tests.iris_grants.scoring.rules.naive_ranking import NaiveRanking
from tests.ready_samples import DEMO, PRINTED

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1500)]

CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """The folder of the programme, and what it printed as JSON."""

    folder: Path
    summary: dict[str, Any]


def test_programme_holds_together_by_its_files(programme: Path) -> None:
    printed = json.loads((programme / PRINTED).read_text(encoding="utf-8"))
    found = Built(folder=programme / DEMO, summary=printed)
    check_sums(found)
    check_ranking(found)
    check_dossiers(found)


def check_sums(built: Built) -> None:
    """Counts and sums are those of the summary, to the cent."""
    written = json.loads((built.folder / "summary.json").read_text(encoding="utf-8"))
    assert {key: written[key] for key in built.summary} == built.summary
    assert written["applications"] == 55
    assert written["grants"] == 12
    assert written["licensing_cases"] == 30
    received = [
        *built.folder.glob("forms/*.xlsx"),
        *built.folder.glob("forms-refused/*.xlsx"),
        *[path for path in built.folder.glob("paper/*.pdf") if " " not in path.name],
    ]
    assert len(received) == 55
    grants = overview(built.folder / "finance" / "budzeti.xlsx")
    assert len(grants) == 12
    assert total(grants, "Iznos") == Decimal(written["awarded_eur"])
    reports = [Report(built.folder, grant["Ugovor"]) for grant in grants]
    assert sum(one.listed() for one in reports) == Decimal(written["expenditure_eur"])
    assert [one.claimed() for one in reports] == [grant["Prijavljeno"] for grant in grants]
    assert (
        given_360(built.folder)
        == given_iati(built.folder)
        == {grant["Ugovor"]: grant["Iznos"] for grant in grants}
    )


def overview(path: Path) -> list[dict[str, Any]]:
    """The grants on the first sheet of the budgets, a mapping each by the words of its head."""
    sheet = openpyxl.load_workbook(path, data_only=True).worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))
    place = next(n for n, row in enumerate(rows) if row[0] == "Ugovor")
    head = [str(words).strip() for words in rows[place] if words is not None]
    found = []
    for row in rows[place + 1 :]:
        if row[0] == "Ukupno":
            break
        values = {name: row[column] for column, name in enumerate(head)}
        for name in ("Iznos", "Isplaćeno", "Prijavljeno", "Priznato"):
            values[name] = Decimal(str(values[name] or 0)).quantize(CENT)
        found.append(values)
    return found


def total(rows: list[dict[str, Any]], name: str) -> Decimal:
    """The sum of a column."""
    return sum((row[name] for row in rows), Decimal(0))


class Report:
    """The financial report of a grant as a workbook shows it, amounts in euros."""

    def __init__(self, folder: Path, number: str) -> None:
        path = folder / "finance" / f"{number}-finansijski-izvestaj.xlsx"
        self._book = openpyxl.load_workbook(path, data_only=True)

    def listed(self) -> Decimal:
        """The sum of the list of expenditure."""
        return sum((value for _row, value in self._column("R. br.", "EUR")), Decimal(0))

    def claimed(self) -> Decimal:
        """What was spent by the last line of the report: with indirect costs."""
        (found,) = [value for row, value in self._column("Linija", "Utrošeno") if row == "Ukupno"]
        return found

    def _column(self, first: str, name: str) -> list[tuple[object, Decimal]]:
        """The amounts of a column, each with what stands first in its row."""
        for sheet in self._book.worksheets:
            rows = list(sheet.iter_rows(values_only=True))
            heads = [n for n, row in enumerate(rows) if row[0] == first and name in row]
            if heads:
                column = rows[heads[0]].index(name)
                return [
                    (row[0] or row[1], Decimal(str(row[column])).quantize(CENT))
                    for row in rows[heads[0] + 1 :]
                    if isinstance(row[column], int | float) and (row[0] or row[1])
                ]
        raise AssertionError(f"no column {name}")


def given_360(folder: Path) -> dict[str, Decimal]:
    """What each grant was given by the open data of 360Giving."""
    package = json.loads((folder / "opendata" / "360giving.json").read_text(encoding="utf-8"))
    return {
        grant["id"].rpartition("IP-G-")[2].join(("IP-G-", "")): Decimal(
            str(grant["amountAwarded"])
        ).quantize(CENT)
        for grant in package["grants"]
    }


def given_iati(folder: Path) -> dict[str, Decimal]:
    """What was committed to each grant by the open data of IATI."""
    tree = etree.parse(str(folder / "opendata" / "iati.xml"))
    found: dict[str, Decimal] = {}
    for activity in tree.getroot().iter("iati-activity"):
        number = str(activity.findtext("iati-identifier")).rpartition("IP-G-")[2]
        if activity.get("hierarchy") != "2":
            continue
        committed = [
            Decimal(str(one.findtext("value")))
            for one in activity.iter("transaction")
            if one.xpath("string(transaction-type/@code)") == "2"
        ]
        found[f"IP-G-{number}"] = sum(committed, Decimal(0)).quantize(CENT)
    return found


def check_ranking(built: Built) -> None:
    """The ranking is what the slow model makes of its two files, within envelope and quotas."""
    folder = built.folder / "ranking"
    grid_text = (folder / "grid.json").read_text(encoding="utf-8")
    scores_text = (folder / "scores.csv").read_bytes().decode()
    ranking_text = (folder / "ranking.csv").read_bytes().decode()
    assert NaiveRanking(grid_text, scores_text).text() == ranking_text
    grid, ranking = json.loads(grid_text), list(csv.DictReader(ranking_text.splitlines()))
    offered = sum((Decimal(row["offered"]) for row in ranking if row["offered"]), Decimal(0))
    assert offered <= Decimal(grid["envelope"]["amount"])
    chosen = Counter(row["country"] for row in ranking if row["decision"] == "selected")
    assert all(chosen[country] <= quota for country, quota in grid["quotas"].items())


def check_dossiers(built: Built) -> None:
    """Every dossier is there and holds what its manifest says, byte for byte."""
    bags = sorted(path for path in (built.folder / "dossiers").iterdir() if path.is_dir())
    kinds = Counter(bag.name.partition("-")[0] for bag in bags)
    assert kinds == {"grant": 12, "case": 30, "call": 1, "programme": 1}
    assert built.summary["dossiers"] == len(bags)
    for bag in bags:
        lines = (bag / "manifest-sha256.txt").read_text(encoding="utf-8").splitlines()
        pairs = (line.split(maxsplit=1) for line in lines)
        listed = {name: digest for digest, name in pairs}
        there = {
            path.relative_to(bag).as_posix() for path in (bag / "data").rglob("*") if path.is_file()
        }
        assert listed.keys() == there, bag.name
        for name, digest in listed.items():
            assert hashlib.sha256((bag / name).read_bytes()).hexdigest() == digest, name
