"""What the program found at a check, as the record of the check keeps it."""

from __future__ import annotations

import json
from collections.abc import Iterable

from iris_grants.kernel.canonical import canonical_json
from iris_grants.kernel.problems import Problem, Severity, Where


def findings_text(findings: Iterable[Problem]) -> str | None:
    """Findings as the canonical JSON that a check keeps as its remark; None for none."""
    listed = [
        {
            "code": each.code,
            "severity": each.severity.value,
            "where": [each.where.file, each.where.sheet, each.where.cell, each.where.key],
            "params": dict(each.params),
        }
        for each in findings
    ]
    return canonical_json(listed) if listed else None


def findings_of(remark: str | None) -> tuple[Problem, ...]:
    """The findings that `findings_text` wrote."""
    found = []
    for each in json.loads(remark) if remark else ():
        file, sheet, cell, key = each["where"]
        found.append(
            Problem(
                code=each["code"],
                severity=Severity(each["severity"]),
                where=Where(file=file, sheet=sheet, cell=cell, key=key),
                params=each["params"],
            )
        )
    return tuple(found)
