"""Packages as rows: what left, and what came back of it."""

from __future__ import annotations

from pathlib import Path

from iris_grants.scoring.merging import merge_files
from iris_grants.scoring.queries.packages import packages_of
from tests.iris_grants.scoring.packages import made_packages
from tests.iris_grants.scoring.returned import content_of, package_in, write
from tests.iris_grants.scoring.sample import Office


def test_packages_say_what_is_in_them_and_whether_they_came_back(
    office: Office, tmp_path: Path
) -> None:
    made = made_packages(office, tmp_path)
    sent = write(tmp_path / "a.iris-return", content_of(package_in(made["A"]), {}))
    merge_files(office.desk, [sent.path])
    with office.desk.read() as session:
        rows = packages_of(session, office.call_id)
    assert [(row.number, row.member_code, row.applications) for row in rows] == [
        (one.number, one.code, one.applications) for one in made.values()
    ]
    assert [(row.member_code, row.returns, row.returned_at is None) for row in rows] == [
        ("A", 1, False),
        ("B", 0, True),
        ("C", 0, True),
    ]
    assert rows[0].member_name == "Osoba A IP-2023"
