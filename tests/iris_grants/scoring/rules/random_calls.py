"""Random calls for the ranking's tests: the content of grid.json and rows of scores.csv."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from fractions import Fraction
from random import Random
from typing import Any

from hypothesis import strategies as st

Row = tuple[str, str, str, str, str, str]
Call = tuple[dict[str, Any], list[Row]]
HEADER = ("application", "assessor", "criterion", "state", "score", "comment")
NAMES = ("P-1", "P-2", "P-3", "P-10", "Ž, 1", 'p "q"', "п-1", "\U0001f33f", "ﬁ-1", "Z")
ASSESSORS = ("A", "B", "C", "D")


def calls() -> st.SearchStrategy[Call]:
    """Calls that are in order: a grid.json, and rows of scores that fit it, in any order.

    Each is made from one drawn number, so that rare cases come often and drawing is cheap.
    """
    return st.integers(0, 2**63).map(make_call)


def make_call(seed: int) -> Call:
    """The call of a seed."""
    return _Maker(Random(seed)).call()


def grid_text(document: dict[str, Any]) -> str:
    """The document as JSON."""
    return json.dumps(document)


def scores_text(rows: list[Row]) -> str:
    """Rows as CSV, with the header."""
    buffer = io.StringIO(newline="")
    csv.writer(buffer, lineterminator="\n").writerows([HEADER, *rows])
    return buffer.getvalue()


def scores_of(item: dict[str, Any]) -> list[str]:
    """All scores on the scale of an item, as plain decimals."""
    least = Fraction(1 if item.get("min") is None else item["min"])
    step = Fraction(1 if item.get("step") is None else item["step"])
    count = int((Fraction(item["max"]) - least) / step) + 1
    values = [least + step * index for index in range(count)]
    return [str(Decimal(v.numerator) / Decimal(v.denominator)) for v in values]


class _Maker:
    """Makes one call; what is probable is chosen for rare branches, not for realism."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.alike = random.random() < 0.5
        self.gates = random.random() < 0.5
        self.spoils = random.random() < 0.4

    def call(self) -> Call:
        document = self.document()
        rows = [
            (application["id"], assessor, code, state, score, "")
            for application in document["applications"]
            for assessor in ASSESSORS[: self.any(0, 1, 2, 2, 2, 3, 3, 3, 3, 4)]
            for code, (state, score) in self.spoiled(self.sheet(document)).items()
        ]
        self.random.shuffle(rows)
        return document, rows

    def any(self, *values: Any) -> Any:
        return self.random.choice(values)

    def sparse(self, **values: object) -> dict[str, Any]:
        """The keys with a value; those without are sometimes null, sometimes absent."""
        return {key: value for key, value in values.items() if value is not None or self.any(0, 1)}

    def document(self) -> dict[str, Any]:
        sections = [self.section(number) for number in range(1, self.any(2, 3, 4))]
        least = self.any(None, None, "6.5", 10) if self.gates else None
        return self.sparse(
            version=1,
            grid=self.sparse(id="RANDOM", sections=sections, overall_min=least),
            min_assessments=self.any(None, 1, 2, 2, 3),
            reassessment=self.reassessment(),
            tie_break=self.tie_break(sections),
            envelope=self.envelope(),
            quotas=self.any(None, {}, {"RS": 1}, {"RS": 2, "BA": 1}, {"RS": "1", "BA": 0}),
            applications=self.applications(),
        )

    def section(self, number: int) -> dict[str, Any]:
        items = [self.item(f"{number}.{index}") for index in range(1, self.any(2, 3, 4))]
        return self.sparse(
            code=str(number),
            items=items,
            min_total=self.any(None, None, "2.5", 4) if self.gates else None,
            reject_item_mean_at_most=self.any(None, 0, 1, "1.5") if self.gates else None,
        )

    def item(self, code: str) -> dict[str, Any]:
        return self.sparse(
            code=code,
            min=self.any(None, None, 0, 1),
            max=self.any(2, 3, 5, "2.5", "4.0"),
            step=self.any(None, None, 1, "0.5", 2),
            coef=self.any(None, None, 2, "0.5", 3, "1.20"),
            allow_na=self.any(None, False, True),
        )

    def reassessment(self) -> dict[str, Any] | None:
        if self.any(0, 0, 0, 1):
            return None
        return self.sparse(
            gap_percent=self.any(None, 0, 0, 5, "12.5", 20),
            gap_of=self.any(None, "max", "higher"),
            straddles_gates=self.any(None, False, True),
            resolution=self.any(None, "closest_two", "third_replaces", "mean_of_all"),
            equal_distance=self.any(None, "mean_of_all", "higher_pair"),
        )

    def tie_break(self, sections: list[dict[str, Any]]) -> list[str] | None:
        keys = ["requested_asc", "requested_desc"]
        keys += [f"section:{section['code']}" for section in sections]
        keys += [f"item:{item['code']}" for section in sections for item in section["items"]]
        self.random.shuffle(keys)
        chosen: list[str] | None = self.any(None, [], keys[:1], keys[:2], keys[:3])
        return chosen

    def envelope(self) -> dict[str, Any] | None:
        if self.any(0, 0, 0, 1):
            return None
        return {
            "amount": self.any("0.00", "200.00", "300.00", 400.5, "700.00", 1000),
            "currency": "EUR",
            "when_too_large": self.any("stop", "skip", "reduce"),
        }

    def applications(self) -> list[dict[str, Any]]:
        names = self.random.sample(NAMES, self.random.randint(1, 8))
        lot = self.any(None, None, "Lot 1, south")
        return [
            self.sparse(
                id=name,
                lot=lot,
                country=self.any("RS", "RS", "BA", "ME", None),
                requested=self.amount(),
                amount=self.amount() if self.any(0, 0, 1) else None,
                third_assessor=self.any(None, *ASSESSORS[:3]),
            )
            for name in names
        ]

    def amount(self) -> str:
        return str(self.any("100") if self.alike else self.any("0.00", "100.00", "200.5", "300"))

    def sheet(self, document: dict[str, Any]) -> dict[str, tuple[str, str]]:
        sheet: dict[str, tuple[str, str]] = {}
        for section in document["grid"]["sections"]:
            valued = self.random.randrange(len(section["items"]))
            for index, item in enumerate(section["items"]):
                scale = scores_of(item)
                score = self.any(*(scale[-2:] if self.alike else scale))
                absent = item.get("allow_na") is True and index != valued and self.any(0, 0, 1)
                sheet[item["code"]] = ("na", "") if absent else ("value", score)
        return sheet

    def spoiled(self, sheet: dict[str, tuple[str, str]]) -> dict[str, tuple[str, str]]:
        kind = self.any(*["whole"] * 6, "missing", "no_row", "recused", "void")
        code = self.any(*sheet)
        if kind == "whole" or not self.spoils:
            return sheet
        if kind == "no_row":
            return {other: state for other, state in sheet.items() if other != code}
        return {**sheet, code: (kind, "")}
