"""Receipt logs and times as people write them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from iris_grants.applications.receipts import parse_log, parse_moment
from iris_grants.kernel.problems import Refused

ZONE = "Europe/Belgrade"
TODAY = date(2023, 10, 30)


def log(text: str) -> dict[str, tuple[str, str]]:
    parsed = parse_log(text.encode(), file="received.csv", zone=ZONE, today=TODAY)
    return {
        path: (receipt.received_at.isoformat(), receipt.medium)
        for path, receipt in parsed.receipts.items()
    }


def refused(text: str | bytes) -> list[tuple[int | None, str]]:
    data = text if isinstance(text, bytes) else text.encode()
    with pytest.raises(Refused) as caught:
        parse_log(data, file="received.csv", zone=ZONE, today=TODAY)
    return [(problem.where.line, problem.code) for problem in caught.value.problems]


@pytest.mark.parametrize(
    "text",
    [
        "2023-10-30 16:59",
        "2023-10-30T16:59:00",
        "2023-10-30T16:59:00+01:00",
        "2023-10-30T15:59:00Z",
        "30.10.2023 16:59",
        "30.10.2023. 16:59:00",
        "30/10/2023  16:59",
        "30.10.23 16:59",
    ],
)
def test_time_is_read_in_the_zone_of_the_call(text: str) -> None:
    assert parse_moment(text, ZONE, TODAY) == datetime(2023, 10, 30, 15, 59, tzinfo=UTC)


def test_summer_time_counts() -> None:
    found = parse_moment("2023-10-28 16:59", ZONE, TODAY)
    assert found == datetime(2023, 10, 28, 14, 59, tzinfo=UTC)


@pytest.mark.parametrize("text", ["", "yesterday", "2023-10-30", "30.10.2023", "31.11.2023 10:00"])
def test_what_is_no_time_is_none(text: str) -> None:
    assert parse_moment(text, ZONE, TODAY) is None


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_log_is_read_with_any_separator(mark: str) -> None:
    lines = (
        "path,received_at,medium",
        "01 Vrbak,2023-10-20 10:00,paper",
        "f.xlsx,2023-10-21 9:05,",
    )
    assert log("\ufeff" + "\n".join(lines).replace(",", mark)) == {
        "01 Vrbak": ("2023-10-20T08:00:00+00:00", "paper"),
        "f.xlsx": ("2023-10-21T07:05:00+00:00", "excel_form"),
    }


def test_receipt_of_the_nearest_folder_counts() -> None:
    text = "path,received_at\na,2023-10-20 10:00\na/b,2023-10-21 10:00\n"
    parsed = parse_log(text.encode(), file="received.csv", zone=ZONE, today=TODAY)
    days = {
        name: receipt.received_at.day if (receipt := parsed.receipt_of(name)) else None
        for name in ("a/form.xlsx", "a/b/form.xlsx", "ab/form.xlsx", "form.xlsx")
    }
    assert days == {"a/form.xlsx": 20, "a/b/form.xlsx": 21, "ab/form.xlsx": None, "form.xlsx": None}


def test_every_wrong_line_is_named() -> None:
    text = (
        "path,received_at,medium\n"
        "a,soon,\n"
        "b,2023-10-20 10:00,pigeon\n"
        "c,2023-10-20 10:00,paper\n"
        "c,2023-10-20 10:00,paper\n"
        "d\n"
    )
    assert refused(text) == [
        (2, "applications.log_time"),
        (3, "applications.log_medium"),
        (5, "applications.log_twice"),
        (6, "applications.log_columns"),
    ]


def test_log_of_another_shape_or_encoding_is_refused() -> None:
    assert refused("when,who\n") == [(1, "applications.log_columns")]
    assert refused("") == [(1, "applications.log_columns")]
    assert refused("path,received_at\nč".encode("cp1250")) == [
        (None, "applications.log_unreadable")
    ]
