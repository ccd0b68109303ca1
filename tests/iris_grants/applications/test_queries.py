"""Lists cost the same number of queries whatever their length."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from iris_grants.applications.queries import (
    application_by_number,
    application_detail,
    list_applications,
)
from iris_grants.kernel.problems import Refused
from tests.iris_grants.applications.conftest import Reception
from tests.iris_grants.applications.test_commands import received


@contextmanager
def counted(session: Session) -> Iterator[list[str]]:
    """The statements that run while the block does."""
    statements: list[str] = []
    connection = session.connection()

    def note(_c: object, _cursor: object, statement: str, *_: object) -> None:
        statements.append(statement)

    event.listen(connection, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(connection, "before_cursor_execute", note)


def queries_for_list(reception: Reception) -> int:
    with reception.desk.read() as session:
        list_applications(session, reception.call_id)
        with counted(session) as statements:
            list_applications(session, reception.call_id)
    return len(statements)


def test_list_costs_the_same_for_one_and_for_three(reception: Reception) -> None:
    received(reception, "Vrbak")
    one = queries_for_list(reception)
    received(reception, "Vrbak", "Most", "Zora")
    assert len(reception.rows()) == 3
    assert queries_for_list(reception) == one


def test_detail_shows_answers_with_the_words_of_the_call(reception: Reception) -> None:
    (identity,) = received(reception, "Vrbak")
    with reception.desk.read() as session:
        detail = application_detail(session, identity, today=None)
    words = {each.key: (each.label.en if each.label else None) for each in detail.answers}
    assert words["answer.summary"] == "Summary of the project"
    assert words["attachment.statute.attached"] == "Statute"
    assert words["applicant.name"] is None
    assert [each.key for each in detail.answers][:3] == [
        "applicant.name",
        "applicant.country",
        "applicant.city",
    ]
    assert len(detail.checks) == 14


def test_application_is_found_by_its_number(reception: Reception) -> None:
    (identity,) = received(reception, "Vrbak")
    with reception.desk.read() as session:
        assert application_by_number(session, reception.call_id, " ip-001 ").id == identity
        with pytest.raises(Refused) as caught:
            application_by_number(session, reception.call_id, "IP-002")
    assert [problem.code for problem in caught.value.problems] == ["applications.unknown"]
