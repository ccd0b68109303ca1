"""Which staff licences count: renewed ones follow each other, who left takes all along."""

from __future__ import annotations

import pytest

from iris_grants.licensing.rules.staff import StaffLicence, current_licences


def licence(
    number: str,
    valid_to: str | None,
    *,
    name: str = "Ana Primer",
    kind: str = "basic",
    issued_on: str = "2020-01-01",
    left_on: str | None = None,
) -> StaffLicence:
    return StaffLicence(
        case_id="c",
        name=name,
        kind=kind,
        number=number,
        issued_on=issued_on,
        valid_to=valid_to,
        left_on=left_on,
    )


@pytest.mark.parametrize(
    ("licences", "counted"),
    [
        ([licence("1", "2024-01-01"), licence("2", "2026-01-01", name="ana  PRIMER")], ["2"]),
        ([licence("1", None), licence("2", "2026-01-01")], ["1"]),
        ([licence("1", "2024-01-01"), licence("2", "2024-01-01", kind="legal")], ["1", "2"]),
        ([licence("1", "2024-01-01"), licence("2", "2024-01-01", name="Vuk")], ["1", "2"]),
        ([licence("1", "2024-01-01"), licence("2", "2026-01-01", left_on="2025-03-01")], []),
        (
            [
                licence("1", "2026-01-01", left_on="2021-03-01"),
                licence("2", "2025-01-01", issued_on="2021-09-01"),
            ],
            ["2"],
        ),
    ],
)
def test_newest_licence_of_who_is_there_counts(
    licences: list[StaffLicence], counted: list[str]
) -> None:
    assert [one.number for one in current_licences(licences)] == counted
