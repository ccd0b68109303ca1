"""The assessor's work: scores, comments, stepping aside, each saved as an operation."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from iris_grants.documents.signatures import generate_key
from iris_grants.kernel.operations import Desk
from iris_grants.kernel.problems import Refused
from iris_grants.scoring.commands import (
    clear_score,
    recuse,
    score_criterion,
    set_not_applicable,
    take_back_recusal,
    write_comment,
)
from iris_grants.scoring.package_file import write_package
from iris_grants.scoring.queries import OwnAssessmentRow, own_assessments
from iris_grants.scoring.working_store import open_package
from tests.iris_grants.scoring.packages import LIGHT, PASSPHRASE, sample_package, score_all
from tests.iris_grants.scoring.sample import Office, ticking
from tests.iris_grants.scoring.test_package_file import contents


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    path = tmp_path / sample_package().file_name
    write_package(path, sample_package(), contents, generate_key(), PASSPHRASE, work_factor=LIGHT)
    opened = open_package(path, PASSPHRASE, clock=ticking())
    yield opened
    opened.store.close()


def row(desk: Desk) -> OwnAssessmentRow:
    with desk.read() as session:
        (found,) = own_assessments(session)
    return found


def open_codes(desk: Desk) -> list[tuple[str, str | None]]:
    return [(problem.code, problem.where.key) for problem in row(desk).open]


def test_at_first_everything_is_open(desk: Desk) -> None:
    assert open_codes(desk) == [
        ("scoring.score_open", "IP-001 1.1"),
        ("scoring.comment_open", "IP-001 1"),
        ("scoring.score_open", "IP-001 2.1"),
        ("scoring.score_open", "IP-001 2.2"),
        ("scoring.comment_open", "IP-001 2"),
    ]
    assert row(desk).outcome.points == 0
    assert row(desk).state == "incomplete"


def test_totals_so_far_follow_each_score(desk: Desk) -> None:
    desk.run(score_criterion, application_id="a-1", criterion="2.1", score=Decimal(4))
    outcome = row(desk).outcome
    assert (outcome.points, outcome.maximum) == (Fraction(8), Fraction(20))
    assert outcome.sections == {"1": 0, "2": 8}
    assert outcome.missing == ("1.1", "2.2")
    desk.run(set_not_applicable, application_id="a-1", criterion="2.2", comment="Nema partnera.")
    assert row(desk).outcome.sections["2"] == Fraction(8 * 15, 10)
    desk.run(score_criterion, application_id="a-1", criterion="1.1", score=Decimal(2))
    assert row(desk).outcome.failed_gate == "gate_section_1"
    desk.run(clear_score, application_id="a-1", criterion="1.1")
    assert row(desk).outcome.missing == ("1.1",)


def test_low_score_wants_a_reason(desk: Desk) -> None:
    score_all(desk)
    assert open_codes(desk) == []
    desk.run(score_criterion, application_id="a-1", criterion="1.1", score=Decimal(1), comment=" ")
    assert open_codes(desk) == [("scoring.comment_open", "IP-001 1.1")]
    desk.run(
        score_criterion,
        application_id="a-1",
        criterion="1.1",
        score=Decimal(1),
        comment="Bez iskustva.",
    )
    desk.run(write_comment, application_id="a-1", section="2", comment="  ")
    assert open_codes(desk) == [("scoring.comment_open", "IP-001 2")]


@pytest.mark.parametrize(
    ("criterion", "score", "code"),
    [
        ("1.1", "0", "ranking.score_outside"),
        ("1.1", "6", "ranking.score_outside"),
        ("1.1", "2.5", "ranking.score_step"),
        ("9.9", "2", "scoring.criterion_unknown"),
    ],
)
def test_impossible_score_is_refused(desk: Desk, criterion: str, score: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        desk.run(score_criterion, application_id="a-1", criterion=criterion, score=Decimal(score))
    assert [problem.code for problem in refused.value.problems] == [code]


def test_only_what_may_be_absent_can_be(desk: Desk) -> None:
    with pytest.raises(Refused) as refused:
        desk.run(set_not_applicable, application_id="a-1", criterion="1.1")
    assert [problem.code for problem in refused.value.problems] == [
        "scoring.na_not_allowed",
        "scoring.section_not_applicable",
    ]


def test_recusal_keeps_the_scores_aside(desk: Desk) -> None:
    score_all(desk)
    desk.run(recuse, application_id="a-1", kind="family", reason="Brat radi tamo.")
    assert row(desk).state == "recused"
    assert row(desk).open == ()
    with pytest.raises(Refused) as refused:
        desk.run(score_criterion, application_id="a-1", criterion="1.1", score=Decimal(3))
    assert [problem.code for problem in refused.value.problems] == ["scoring.recused_already"]
    desk.run(take_back_recusal, application_id="a-1")
    assert row(desk).state == "complete"


@pytest.mark.parametrize(
    ("kind", "reason", "code"),
    [("gossip", "x", "scoring.kind_unknown"), ("family", " ", "scoring.reason_missing")],
)
def test_recusal_needs_kind_and_reason(desk: Desk, kind: str, reason: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        desk.run(recuse, application_id="a-1", kind=kind, reason=reason)
    assert [problem.code for problem in refused.value.problems] == [code]


def test_long_comment_and_unknown_section_are_refused(desk: Desk) -> None:
    with pytest.raises(Refused) as refused:
        desk.run(write_comment, application_id="a-1", section="7", comment="x" * 10_001)
    assert [problem.code for problem in refused.value.problems] == [
        "scoring.comment_too_long",
        "scoring.section_unknown",
    ]
    desk.run(write_comment, application_id="a-1", comment="Ukratko: da.")
    assert row(desk).assessed.comment == "Ukratko: da."


def test_office_cannot_score(office: Office) -> None:
    with pytest.raises(Refused) as refused:
        office.desk.run(
            score_criterion, application_id="a-IP-001", criterion="1.1", score=Decimal(3)
        )
    assert [problem.code for problem in refused.value.problems] == ["kernel.role_missing"]
