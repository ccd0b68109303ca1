"""The fields of a narrative report, as the form asks for them and the store keeps them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from iris_grants.kernel.canonical import canonical_json
from iris_grants.kernel.problems import Problem, Where

LONGEST = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class NarrativeField:
    """A field: its code (words: `report.field.<code>`), and in which reports it is required."""

    code: str
    required_in: frozenset[str]
    long: bool = True


BOTH = frozenset({"interim", "final"})
FINAL = frozenset({"final"})
NONE: frozenset[str] = frozenset()
FIELDS = (
    NarrativeField(code="summary", required_in=BOTH),
    NarrativeField(code="target_groups", required_in=BOTH),
    NarrativeField(code="results", required_in=BOTH),
    NarrativeField(code="activities", required_in=BOTH),
    NarrativeField(code="deviations", required_in=BOTH),
    NarrativeField(code="contracts", required_in=NONE),
    NarrativeField(code="next_steps", required_in=frozenset({"interim"})),
    NarrativeField(code="cooperation", required_in=NONE),
    NarrativeField(code="visibility", required_in=BOTH),
    NarrativeField(code="sustainability", required_in=FINAL),
    NarrativeField(code="records_place", required_in=FINAL, long=False),
    NarrativeField(code="signatory", required_in=BOTH, long=False),
)
"""The narrative of Annex VI, from description to records (DOMAIN.md §9.1)."""

CODES = tuple(one.code for one in FIELDS)


def check_answers(
    kind: str, answers: Mapping[str, str], places: Mapping[str, Where] | None = None
) -> tuple[Problem, ...]:
    """Problems of a narrative: what is required and empty, and what is too long.

    `places` says where each field stands in the file.
    """
    problems = []
    for field in FIELDS:
        text = answers.get(field.code, "").strip()
        where = (places or {}).get(field.code) or Where(key=field.code)
        params: dict[str, str | int] = {"field": f"report.field.{field.code}"}
        if kind in field.required_in and not text:
            problems.append(Problem(code="reporting.field_empty", where=where, params=params))
        if len(text) > LONGEST:
            params["limit"] = LONGEST
            problems.append(Problem(code="reporting.field_too_long", where=where, params=params))
    return tuple(problems)


def stored(answers: Mapping[str, str]) -> str:
    """The answers as the store keeps them: what is empty is not in it."""
    kept = {code: answers[code].strip() for code in CODES if answers.get(code, "").strip()}
    return canonical_json(kept)


def read_back(text: str) -> dict[str, str]:
    """The answers that `stored` wrote, by field code."""
    found: dict[str, str] = json.loads(text)
    return found
