"""The packages of a call: complete, separate, and recorded as they leave."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlalchemy import select, update

from db.tables.applications import ApplicationRecord
from db.tables.scoring import MemberRecord, PackageItemRecord, PackageRecord
from iris_grants.kernel.problems import Refused
from iris_grants.scoring.commands import declare_conflict
from iris_grants.scoring.package import package_fingerprint
from iris_grants.scoring.package_file import opened_package
from iris_grants.scoring.packing import make_packages
from iris_grants.scoring.queries import assignments_of
from tests.iris_grants.scoring.packages import LIGHT, PASSPHRASE, made_packages
from tests.iris_grants.scoring.sample import Office, direct


def test_each_assessor_gets_what_is_assigned_and_nothing_of_the_others(
    office: Office, tmp_path: Path
) -> None:
    made = made_packages(office, tmp_path / "packages")
    with office.desk.read() as session:
        rows = assignments_of(session, office.call_id)
        recorded = {r.number: r for r in session.scalars(select(PackageRecord))}
    assert {row.state for row in rows} == {"packaged"}
    assert sorted(path.name for path in (tmp_path / "packages").iterdir()) == [
        "IP-2023-P01-A.iris-package",
        "IP-2023-P02-B.iris-package",
        "IP-2023-P03-C.iris-package",
    ]
    for code, one in made.items():
        given = tuple(row.application_number for row in rows if row.member_code == code)
        assert one.applications == given
        with opened_package(one.path, PASSPHRASE) as opened:
            package = opened.package
        assert tuple(p.number for p in package.applications) == given
        assert recorded[package.number].fingerprint == package_fingerprint(package)
        text = recorded[package.number].manifest
        others = [name for name in office.members if name != code]
        assert [name for name in others if f"Osoba {name} " in text] == []
        assert [office.members[n] for n in others if office.members[n] in text] == []


def test_second_making_holds_only_what_is_new(office: Office, tmp_path: Path) -> None:
    made_packages(office, tmp_path / "one")
    with pytest.raises(Refused) as refused:
        make_packages(office.desk, call_id=office.call_id, out_dir=tmp_path / "two")
    assert [problem.code for problem in refused.value.problems] == ["scoring.nothing_to_package"]
    with direct(office.desk) as session:
        session.execute(
            update(ApplicationRecord)
            .where(ApplicationRecord.number == "IP-002")
            .values(revision=2, fingerprint="f" * 64)
        )
    made = make_packages(
        office.desk, call_id=office.call_id, out_dir=tmp_path / "two", work_factor=LIGHT
    )
    assert {one.applications for one in made} == {("IP-002",)}
    assert [one.number for one in made] == ["IP-2023-P04", "IP-2023-P05"]
    assert len({one.passphrase for one in made}) == 2
    again = make_packages(
        office.desk, call_id=office.call_id, out_dir=tmp_path, again=["A"], work_factor=LIGHT
    )
    assert [(one.code, len(one.applications)) for one in again] == [("A", 2)]


def test_nobody_gets_a_package_without_declaration(office: Office, tmp_path: Path) -> None:
    with direct(office.desk) as session:
        session.execute(
            update(MemberRecord).where(MemberRecord.code == "B").values(declared_on=None)
        )
    with pytest.raises(Refused) as refused:
        made_packages(office, tmp_path / "packages")
    assert [(p.code, p.where.key) for p in refused.value.problems] == [
        ("scoring.declaration_missing", "B")
    ]
    assert not (tmp_path / "packages").exists()


def test_recused_application_is_left_out(office: Office, tmp_path: Path) -> None:
    office.desk.run(
        declare_conflict,
        member_id=office.members["A"],
        application_id=office.applications["IP-001"],
        kind="family",
        reason="Sestra.",
    )
    made = made_packages(office, tmp_path)
    assert [code for code, one in made.items() if "IP-001" in one.applications] == ["B", "C"]


def test_nothing_remains_where_one_file_exists(office: Office, tmp_path: Path) -> None:
    (tmp_path / "IP-2023-P02-B.iris-package").write_bytes(b"old")
    with pytest.raises(Refused) as refused:
        made_packages(office, tmp_path)
    assert [problem.code for problem in refused.value.problems] == ["documents.already_exists"]
    assert sorted(p.name for p in tmp_path.glob("*.iris-package*")) == [
        "IP-2023-P02-B.iris-package"
    ]
    with office.desk.read() as session:
        assert session.scalars(select(PackageItemRecord.id)).all() == []


def test_budget_and_the_answers_that_assessors_need_travel(office: Office, tmp_path: Path) -> None:
    made_packages(office, tmp_path)
    with office.desk.read() as session:
        manifest = session.scalars(select(PackageRecord.manifest)).first()
    (first, *_rest) = json.loads(manifest or "")["applications"]
    assert first["answers"] == {"project.location": "Mesto 1"}
    assert [file["name"] for file in first["files"]] == ["Statut – đak.pdf"]
