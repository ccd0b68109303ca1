"""Merging returns into a store: what counts, what is held and why, what is refused."""

from __future__ import annotations

import contextlib
import random
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select, update

from db.tables.applications import ApplicationRecord
from db.tables.scoring import AssessmentRecord, ReturnRecord, ScoreRecord
from iris_grants.documents.signatures import signed_document
from iris_grants.kernel.problems import Refused
from iris_grants.scoring.assessed import Recusal
from iris_grants.scoring.commands import (
    confirm_key,
    decide_return,
    declare_conflict,
    resolve_conflict,
)
from iris_grants.scoring.merging import merge_files
from iris_grants.scoring.packing import MadePackage
from iris_grants.scoring.queries import assignments_of, returns_of
from iris_grants.scoring.returns import return_document
from tests.iris_grants.scoring.packages import made_packages, merged, sent_return
from tests.iris_grants.scoring.returned import (
    KEYS,
    SentFile,
    assessed,
    content_of,
    of_revision,
    package_in,
    write,
)
from tests.iris_grants.scoring.sample import Office, direct, make_call

TIE = Recusal(kind="family", reason="Sestra.")


@pytest.fixture
def made(office: Office, tmp_path: Path) -> dict[str, MadePackage]:
    return made_packages(office, tmp_path / "packages")


def confirm(office: Office, code: str, sent: SentFile) -> None:
    office.desk.run(
        confirm_key,
        member_id=office.members[code],
        fingerprint=sent.fingerprint.upper(),
        note="Telefonom.",
    )


def scores(office: Office) -> list[tuple[str, str, str, str, int | None]]:
    with office.desk.read() as session:
        rows = session.execute(
            select(
                AssessmentRecord.member_id,
                AssessmentRecord.application_id,
                ScoreRecord.criterion,
                ScoreRecord.state,
                ScoreRecord.score_milli,
            )
            .join(ScoreRecord, ScoreRecord.assessment_id == AssessmentRecord.id)
            .order_by(
                AssessmentRecord.member_id, AssessmentRecord.application_id, ScoreRecord.criterion
            )
        )
        return [
            (member, application, criterion, state, milli)
            for member, application, criterion, state, milli in rows
        ]


def test_return_counts_once_its_key_is_confirmed(
    office: Office, made: dict[str, MadePackage], tmp_path: Path
) -> None:
    sent = sent_return(made["A"], tmp_path / "a.iris-return")
    first, second = made["A"].applications
    assert merged(office, sent.path) == [
        [(first, "held", "key_not_confirmed"), (second, "held", "key_not_confirmed")]
    ]
    assert scores(office) == []
    office.desk.run(
        confirm_key,
        member_id=office.members["A"],
        fingerprint=sent.fingerprint,
        note="Telefonom.",
    )
    assert merged(office, sent.path) == [[(first, "accepted", None), (second, "accepted", None)]]
    assert [(criterion, state, milli) for _m, _a, criterion, state, milli in scores(office)] == [
        (code, "value", 4000) for _application in range(2) for code in ("1.1", "2.1", "2.2")
    ]
    with office.desk.read() as session:
        (row,) = returns_of(session, office.call_id)
        board = {r.state for r in assignments_of(session, office.call_id) if r.member_code == "A"}
    assert (row.state, row.sequence, row.member_code) == ("accepted", 1, "A")
    assert board == {"complete"}


def test_later_return_takes_the_place_of_the_one_it_names(
    office: Office, made: dict[str, MadePackage], tmp_path: Path
) -> None:
    package = package_in(made["A"])
    number = package.applications[0].number
    one = write(tmp_path / "1", content_of(package, {}))
    two = write(
        tmp_path / "2",
        content_of(package, {number: assessed(5, 5, 5)}, replaces=[one.sha256], sequence=2),
    )
    merged(office, two.path, one.path)
    confirm(office, "A", one)
    assert {reason for _n, _s, reason in merged(office, one.path)[0]} == {"replaced"}
    assert {state for _n, state, _r in merged(office, two.path)[0]} == {"accepted"}
    assert scores(office)[0][4] == 5000


def test_contradiction_is_held_until_somebody_decides(
    office: Office, made: dict[str, MadePackage], tmp_path: Path
) -> None:
    package = package_in(made["A"])
    first, second = (one.number for one in package.applications)
    one = write(tmp_path / "1", content_of(package, {}))
    two = write(tmp_path / "2", content_of(package, {first: assessed(5, 5, 5)}))
    merged(office, one.path, two.path)
    confirm(office, "A", one)
    found = merged(office, one.path, two.path)
    assert found[0][0] == found[1][0] == (first, "held", "contradiction")
    assert sorted([found[0][1], found[1][1]]) == [
        (second, "accepted", None),
        (second, "superseded", "same_content"),
    ]
    with office.desk.read() as session:
        rows = {row.sha256: row for row in returns_of(session, office.call_id)}
    office.desk.run(
        decide_return,
        return_id=rows[two.sha256].id,
        application_id=office.applications[first],
        decision="accept",
        reason="Potvrđeno telefonom.",
    )
    assert merged(office, one.path)[0][0] == (first, "superseded", "other_accepted")
    assert merged(office, two.path)[0][0] == (first, "accepted", None)
    office.desk.run(
        decide_return,
        return_id=rows[two.sha256].id,
        application_id=office.applications[first],
        decision=None,
        reason="Pogrešan papir.",
    )
    assert merged(office, two.path)[0][0] == (first, "held", "contradiction")


def test_revised_application_makes_a_return_stale(
    office: Office, made: dict[str, MadePackage], tmp_path: Path
) -> None:
    sent = write(tmp_path / "1", content_of(package_in(made["A"]), {}))
    first = made["A"].applications[0]
    with direct(office.desk) as session:
        session.execute(
            update(ApplicationRecord)
            .where(ApplicationRecord.number == first)
            .values(revision=2, fingerprint="f" * 64)
        )
    merged(office, sent.path)
    confirm(office, "A", sent)
    assert merged(office, sent.path)[0][0] == (first, "held", "stale_version")
    with office.desk.read() as session:
        (row,) = returns_of(session, office.call_id)
    assert (row.state, row.reason) == ("held", "stale_version")


def test_recusal_is_sticky_and_voids_by_confirmed_conflict(
    office: Office, made: dict[str, MadePackage], tmp_path: Path
) -> None:
    package = package_in(made["A"])
    first, second = (one.number for one in package.applications)
    one = write(tmp_path / "1", content_of(package, {first: assessed(4, 4, 4, recusal=TIE)}))
    two = write(tmp_path / "2", content_of(package, {}, replaces=[one.sha256], sequence=2))
    merged(office, one.path, two.path)
    confirm(office, "A", one)
    assert merged(office, two.path)[0] == [
        (first, "held", "after_recusal"),
        (second, "accepted", None),
    ]
    assert {row[3] for row in scores(office) if row[1] == office.applications[first]} == {"recused"}
    conflict_id = office.desk.run(
        declare_conflict,
        member_id=office.members["A"],
        application_id=office.applications[second],
        kind="board",
        reason="Upravni odbor.",
    )
    assert merged(office, two.path)[0][1] == (second, "held", "after_recusal")
    assert {row[3] for row in scores(office) if row[1] == office.applications[second]} == {"void"}
    with office.desk.read() as session:
        board = {
            row.application_number: row.state
            for row in assignments_of(session, office.call_id)
            if row.member_code == "A"
        }
    assert board == {first: "recused", second: "void"}
    with pytest.raises(Refused):
        office.desk.run(
            resolve_conflict, conflict_id=conflict_id, confirmed=False, reason="Ne važi."
        )


def test_changed_byte_or_cut_is_refused_and_nothing_is_stored(
    office: Office, made: dict[str, MadePackage], tmp_path: Path
) -> None:
    sent = write(tmp_path / "1", content_of(package_in(made["A"]), {}))
    data = sent.path.read_bytes()
    broken = tmp_path / "broken"
    for place in range(0, len(data), max(1, len(data) // 150)):
        changed = bytearray(data)
        changed[place] ^= 1
        for wrong in (bytes(changed), data[:place], data + b"\n"):
            broken.write_bytes(wrong)
            ((code, state, _reason),) = merged(office, broken)[0]
            assert state == "refused"
            assert code in {
                "documents.not_signed_document",
                "documents.signature_wrong",
                "documents.signed_altered",
            }
    with office.desk.read() as session:
        assert session.scalars(select(ReturnRecord.id)).all() == []


def test_forged_impossible_and_foreign_returns_are_refused(
    office: Office, made: dict[str, MadePackage], tmp_path: Path
) -> None:
    package = package_in(made["A"])
    first = package.applications[0].number
    good = content_of(package, {})
    key = KEYS["A"]
    newer = return_document(good) | {"version": 2}
    wrong = {
        "scoring.return_impossible": content_of(package, {first: assessed(6, 4, 4)}),
        "scoring.return_of_other": replace(good, member_id=office.members["B"]),
        "scoring.return_not_ours": replace(good, package_fingerprint="0" * 64),
    }
    for code, content in wrong.items():
        sent = write(tmp_path / code, content, key)
        assert [found[0] for found in merged(office, sent.path)[0]] == [code]
    less = replace(good, assessments=good.assessments[:1])
    other_version = of_revision(good, first, 2)
    for content in (less, other_version):
        sent = write(tmp_path / "other", content, key)
        assert [found[0] for found in merged(office, sent.path)[0]] == ["scoring.return_of_other"]
    bodies: dict[str, dict[str, object]] = {
        "scoring.return_newer": newer,
        "scoring.not_a_return": {"format": "other"},
        "scoring.file_malformed": return_document(good) | {"extra": 1},
    }
    for code, body in bodies.items():
        path = tmp_path / "body"
        path.write_bytes(signed_document(body, key))
        assert [found[0] for found in merged(office, path)[0]] == [code]
    with office.desk.read() as session:
        assert session.scalars(select(ReturnRecord.id)).all() == []


def test_return_of_another_call_is_refused_where_one_call_is_merged(
    office: Office, made: dict[str, MadePackage], tmp_path: Path
) -> None:
    sent = write(tmp_path / "1", content_of(package_in(made["A"]), {}))
    other = make_call(office.desk, "IP-2024")
    (found,) = merge_files(office.desk, [sent.path], call_id=other)
    assert [problem.code for problem in found.problems] == ["scoring.return_other_call"]


def test_good_files_come_in_beside_refused_ones(
    office: Office, made: dict[str, MadePackage], tmp_path: Path
) -> None:
    good = write(tmp_path / "good", content_of(package_in(made["A"]), {}))
    bad = tmp_path / "bad"
    bad.write_bytes(b"not a return")
    found = merge_files(office.desk, [bad, good.path, good.path, tmp_path / "absent"])
    assert [[problem.code for problem in one.problems] for one in found] == [
        ["documents.not_signed_document"],
        [],
        [],
        ["documents.file_missing"],
    ]
    with office.desk.read() as session:
        assert len(returns_of(session, office.call_id)) == 1


def test_key_of_another_person_cannot_be_confirmed(
    office: Office, made: dict[str, MadePackage], tmp_path: Path
) -> None:
    one = write(tmp_path / "a", content_of(package_in(made["A"]), {}))
    two = write(tmp_path / "b", content_of(package_in(made["B"]), {}), KEYS["A"])
    merged(office, one.path, two.path)
    confirm(office, "A", one)
    with pytest.raises(Refused) as refused:
        confirm(office, "B", two)
    assert [problem.code for problem in refused.value.problems] == ["scoring.key_of_other_member"]
    with pytest.raises(Refused) as refused:
        confirm(office, "C", one)
    assert [problem.code for problem in refused.value.problems] == ["scoring.key_unknown"]


def forget_returns(office: Office) -> None:
    tables = ["score", "section_comment", "assessment"]
    tables += ["scoring_return_part", "scoring_return", "committee_member_key"]
    with direct(office.desk) as session:
        for table in tables:
            session.connection().exec_driver_sql(f"DELETE FROM {table}")


def test_order_and_interruption_of_merging_do_not_matter(
    office: Office, made: dict[str, MadePackage], tmp_path: Path
) -> None:
    """The same files in another order and in other portions leave the same rows."""
    files: list[Path] = []
    for code, one in made.items():
        package = package_in(one)
        first, second = (paper.number for paper in package.applications)
        start = write(tmp_path / f"{code}1", content_of(package, {}))
        later = write(
            tmp_path / f"{code}2",
            content_of(package, {first: assessed(5, 3, 4)}, replaces=[start.sha256], sequence=2),
        )
        fork = write(
            tmp_path / f"{code}3",
            content_of(package, {second: assessed(2, 2, 2)}, replaces=[start.sha256], sequence=2),
        )
        files += [start.path, later.path, *([fork.path] if code == "A" else [])]
    contents = {code: content_of(package_in(one), {}) for code, one in made.items()}
    answers = []
    for seed in range(3):
        chance = random.Random(seed)
        order = [*files, *chance.choices(files, k=4)]
        chance.shuffle(order)
        forget_returns(office)
        while order:
            portion = [order.pop() for _each in range(min(len(order), chance.randint(1, 4)))]
            merged(office, *portion)
            for code in "ABC":
                with contextlib.suppress(Refused):
                    confirm(office, code, write(tmp_path / "key", contents[code]))
        with office.desk.read() as session:
            verdicts = [
                (row.sha256, row.state, row.reason, row.parts)
                for row in returns_of(session, office.call_id)
            ]
        answers.append((verdicts, scores(office)))
    assert answers[0] == answers[1] == answers[2]
    assert len(answers[0][1]) > 0
