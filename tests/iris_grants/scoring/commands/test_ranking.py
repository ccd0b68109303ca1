"""Third assessors and the fixed ranking, from scores that came in by files."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select, update

from db.tables.applications import ApplicationRecord
from db.tables.scoring import MemberRecord, RankingRowRecord
from iris_grants.kernel.problems import Refused
from iris_grants.scoring.assessed import Recusal
from iris_grants.scoring.commands import (
    confirm_key,
    declare_conflict,
    fix_ranking,
    name_third_assessor,
)
from iris_grants.scoring.packing import MadePackage, make_packages
from iris_grants.scoring.queries import (
    assignments_of,
    current_ranking,
    fixed_rankings,
    ranking_input,
)
from iris_grants.scoring.rules.ranking import rank
from iris_grants.scoring.rules.ranking_files import ranking_csv
from tests.iris_grants.scoring.packages import LIGHT, PASSPHRASE, made_packages, merged
from tests.iris_grants.scoring.returned import assessed, content_of, package_in, write
from tests.iris_grants.scoring.sample import Office, direct

HIGH, LOW, MIDDLE = (5, 5, 5), (3, 2, 3), (4, 4, 4)


@pytest.fixture
def made(office: Office, tmp_path: Path) -> dict[str, MadePackage]:
    return made_packages(office, tmp_path / "packages")


def bring_in(
    office: Office,
    made: dict[str, MadePackage],
    folder: Path,
    scores: dict[tuple[str, str], tuple[int, int, int]],
) -> None:
    """Merge a return of each package; pairs that are not named have 4, 4, 4."""
    for code, one in made.items():
        said = {number: assessed(*values) for (by, number), values in scores.items() if by == code}
        sent = write(folder / f"{one.number}.iris-return", content_of(package_in(one), said))
        merged(office, sent.path)
        office.desk.run(
            confirm_key,
            member_id=office.members[code],
            fingerprint=sent.fingerprint,
            note="Telefonom.",
        )


def rows(office: Office) -> list[tuple[str, str, str]]:
    with office.desk.read() as session:
        result = current_ranking(session, office.call_id)
        again = rank(ranking_input(session, office.call_id))
    assert ranking_csv(result) == ranking_csv(again)
    return [(row.application.id, row.decision.value, row.reason) for row in result.rows]


def states(office: Office) -> dict[str, str]:
    with office.desk.read() as session:
        return {
            record.number: record.state for record in session.scalars(select(ApplicationRecord))
        }


def assessors(office: Office, number: str) -> list[str]:
    with office.desk.read() as session:
        return [
            row.member_code
            for row in assignments_of(session, office.call_id)
            if row.application_number == number
        ]


def test_before_any_return_everything_awaits(office: Office, made: dict[str, MadePackage]) -> None:
    assert rows(office) == [
        (number, "awaiting", "too_few_assessments") for number in ("IP-001", "IP-002", "IP-003")
    ]
    with office.desk.read() as session:
        scores = ranking_input(session, office.call_id).scores
    assert {row.state.value for row in scores} == {"missing"}
    assert len(scores) == 3 * 2 * 3


def test_whole_ranking_is_fixed_and_sets_states(
    office: Office, made: dict[str, MadePackage], tmp_path: Path
) -> None:
    first = assessors(office, "IP-002")
    bring_in(
        office,
        made,
        tmp_path,
        {(code, "IP-002"): HIGH for code in first}
        | {(code, "IP-003"): (2, 4, 4) for code in "ABC"},
    )
    assert rows(office) == [
        ("IP-002", "selected", ""),
        ("IP-001", "selected", ""),
        ("IP-003", "rejected", "gate_section_1"),
    ]
    ranking_id = office.desk.run(fix_ranking, call_id=office.call_id)
    assert states(office) == {"IP-001": "selected", "IP-002": "selected", "IP-003": "rejected"}
    with office.desk.read() as session:
        (fixed,) = fixed_rankings(session, office.call_id)
        first_row = session.scalars(
            select(RankingRowRecord).where(RankingRowRecord.position == 1)
        ).one()
        assert (first_row.total, first_row.offered_minor, first_row.rank) == ("20.00", 1_000_002, 1)
        assert fixed.ranking_csv.encode() == ranking_csv(current_ranking(session, office.call_id))
    assert (fixed.id, fixed.number, fixed.preliminary) == (ranking_id, 1, False)
    assert len(fixed.scores_csv.splitlines()) == 1 + 3 * 2 * 3
    with direct(office.desk) as session:
        session.execute(update(ApplicationRecord).values(state="awarded"))
    with pytest.raises(Refused) as refused:
        office.desk.run(fix_ranking, call_id=office.call_id)
    assert [problem.code for problem in refused.value.problems] == ["scoring.already_awarded"]


def test_preliminary_ranking_must_be_asked_for(
    office: Office, made: dict[str, MadePackage], tmp_path: Path
) -> None:
    some = {code: one for code, one in made.items() if code != "A"}
    bring_in(office, some, tmp_path, {})
    with pytest.raises(Refused) as refused:
        office.desk.run(fix_ranking, call_id=office.call_id)
    assert [(p.code, p.params["count"]) for p in refused.value.problems] == [
        ("scoring.ranking_preliminary", 2)
    ]
    office.desk.run(fix_ranking, call_id=office.call_id, preliminary=True)
    assert sorted(states(office).values()) == ["admitted", "admitted", "assessed"]


def test_third_assessor_by_rule_gets_a_package_and_settles(
    office: Office, made: dict[str, MadePackage], tmp_path: Path
) -> None:
    high, low = assessors(office, "IP-001")
    bring_in(office, made, tmp_path, {(high, "IP-001"): HIGH, (low, "IP-001"): LOW})
    assert rows(office)[-1] == ("IP-001", "awaiting", "third_assessor_needed")
    with pytest.raises(Refused) as refused:
        office.desk.run(name_third_assessor, application_id=office.applications["IP-002"])
    assert [problem.code for problem in refused.value.problems] == ["scoring.third_not_needed"]
    with pytest.raises(Refused) as refused:
        office.desk.run(
            name_third_assessor,
            application_id=office.applications["IP-001"],
            member_id=office.members[high],
        )
    assert [problem.code for problem in refused.value.problems] == ["scoring.third_not_free"]
    office.desk.run(name_third_assessor, application_id=office.applications["IP-001"])
    (third,) = set("ABC") - {high, low}
    assert assessors(office, "IP-001") == sorted([high, low, third])
    again = make_packages(
        office.desk,
        call_id=office.call_id,
        out_dir=tmp_path / "third",
        passphrases={third: PASSPHRASE},
        work_factor=LIGHT,
    )
    assert [(one.code, one.applications) for one in again] == [(third, ("IP-001",))]
    bring_in(office, {third: again[0]}, tmp_path, {(third, "IP-001"): (5, 4, 5)})
    with office.desk.read() as session:
        result = current_ranking(session, office.call_id)
    (row,) = (row for row in result.rows if row.application.id == "IP-001")
    assert sorted(one.assessor for one in row.taken) == sorted([high, third])
    assert row.application.third_assessor == third
    with pytest.raises(Refused) as refused:
        office.desk.run(name_third_assessor, application_id=office.applications["IP-001"])
    assert [problem.code for problem in refused.value.problems] == ["scoring.third_named"]


def test_voting_member_assesses_where_no_assessor_is_free(
    office: Office, made: dict[str, MadePackage], tmp_path: Path
) -> None:
    high, low = assessors(office, "IP-001")
    (third,) = set("ABC") - {high, low}
    office.desk.run(
        declare_conflict,
        member_id=office.members[third],
        application_id=office.applications["IP-001"],
        kind="other",
        reason="Rođak.",
    )
    bring_in(office, made, tmp_path, {(high, "IP-001"): HIGH, (low, "IP-001"): LOW})
    chosen = office.desk.run(name_third_assessor, application_id=office.applications["IP-001"])
    with office.desk.read() as session:
        assert session.get_one(MemberRecord, chosen).code == "V1"


def test_recused_and_void_stand_in_the_scores(
    office: Office, made: dict[str, MadePackage], tmp_path: Path
) -> None:
    first, second = assessors(office, "IP-001")
    bring_in(office, made, tmp_path, {})
    office.desk.run(
        declare_conflict,
        member_id=office.members[first],
        application_id=office.applications["IP-001"],
        kind="family",
        reason="Sestra.",
    )
    package = package_in(made[second])
    tie = assessed(4, 4, 4, recusal=Recusal(kind="board", reason="Član odbora."))
    sent = write(tmp_path / "2", content_of(package, {"IP-001": tie}, replaces=["0" * 64]))
    merged(office, sent.path)
    with office.desk.read() as session:
        scores = ranking_input(session, office.call_id).scores
    found = {row.assessor: row.state.value for row in scores if row.application == "IP-001"}
    assert found == {first: "void", second: "recused"}
    assert rows(office)[-1] == ("IP-001", "awaiting", "too_few_assessments")
