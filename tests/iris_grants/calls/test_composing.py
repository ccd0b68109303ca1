"""Calls made in the office: begun from nothing or like another, changed while they are drafts."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypedDict, Unpack

import pytest

from iris_grants.calls.commands import load_call, publish_call
from iris_grants.calls.composing import begin_call, change_call
from iris_grants.calls.queries import call_by_number, publication_problems, terms_of
from iris_grants.calls.rules import ELEMENTS
from iris_grants.kernel.money import Money
from iris_grants.kernel.operations import Desk
from iris_grants.kernel.problems import Refused, errors_of
from iris_grants.programme.commands import create_programme
from iris_grants.programme.templates import load_template
from iris_grants.programme.values import Value
from tests.iris_grants.refusals import refused

NOW = datetime(2026, 1, 1, tzinfo=UTC)
BILINGUAL: list[Value] = [{"sr": "Nešto", "en": "Something"}]


class Begun(TypedDict, total=False):
    """What a test says otherwise of a new call."""

    number: str
    like: str
    with_texts: bool
    grid: str
    max_amount: Money


def begin(desk: Desk, **changes: Unpack[Begun]) -> str:
    """A call begun with few words."""
    values: dict[str, Any] = {
        "number": "NOVI-1",
        "application_prefix": "NP",
        "title_sr": "Novi poziv",
        "title_en": "New call",
        "deadline": "2026-03-31 17:00",
        "zone": "Europe/Belgrade",
        "envelope": Money.of(60_000, "EUR"),
        "min_amount": Money.of(2_000, "EUR"),
        "max_amount": Money.of(10_000, "EUR"),
        "grid": "PRAG-FULL-2018",
        **changes,
    }
    return desk.run(begin_call, **values)


@pytest.fixture
def desk(office: Desk) -> Desk:
    """An office with its programme."""
    office.run(create_programme, template=load_template("programme/iris-progres"))
    return office


def test_call_from_nothing_is_filled_until_it_can_be_published(desk: Desk) -> None:
    call_id = begin(desk)
    with desk.read() as session:
        problems = errors_of(publication_problems(session, call_id, NOW))
        terms = terms_of(session, call_id)
    missing = [one.where.key for one in problems]
    assert missing == ["objectives", "activities", "entities", "criteria", "amount_method"]
    assert set(missing) < set(ELEMENTS)
    assert [one.code for one in terms.budget.headings] == ["1", "2", "3", "4", "5", "6"]
    assert (terms.checklist, terms.questions, terms.tie_break) == ((), (), ())
    texts: dict[str, Value] = dict.fromkeys(
        ("objectives", "results", "entities", "criteria"), BILINGUAL
    )
    desk.run(change_call, call_id=call_id, changes=texts)
    activities: list[Value] = [{"code": "service", "title": BILINGUAL[0]}]
    more: dict[str, Value] = {
        "activities": activities,
        "amount_method": BILINGUAL[0],
        "number": "NOVI-2",
    }
    desk.run(change_call, call_id=call_id, changes=more)
    warnings = desk.run(publish_call, call_id=call_id)
    assert errors_of(warnings) == ()
    with desk.read() as session:
        row = call_by_number(session, "NOVI-2")
    assert (row.state, row.deadline_at) == ("published", "2026-03-31T15:00:00Z")
    with refused("calls.fixed"):
        desk.run(change_call, call_id=call_id, changes=texts)


def test_call_like_another_takes_over_what_is_asked_for(desk: Desk) -> None:
    first = desk.run(load_call, template=load_template("calls/iris-progres-2023"))
    plain = begin(desk, like="IP-SG-2023")
    whole = begin(desk, number="NOVI-2", like="calls/iris-progres-2023", with_texts=True)
    other = begin(desk, number="NOVI-3", like="IP-SG-2023", grid="FSTP-50")
    with desk.read() as session:
        source, one, two, three = (
            terms_of(session, identity) for identity in (first, plain, whole, other)
        )
    assert one.checklist == two.checklist == source.checklist
    assert (one.objectives, two.objectives) == ((), source.objectives)
    assert (one.tie_break, three.tie_break) == (source.tie_break, ())
    assert (two.max_amount, two.quotas, two.lots) == (Money.of(10_000, "EUR"), (), ())


def test_wrong_values_are_refused_at_their_key_and_nothing_changes(desk: Desk) -> None:
    call_id = begin(desk)
    with refused("calls.number_taken"):
        begin(desk)
    with refused("calls.unknown"):
        begin(desk, number="X", like="NEMA")
    with refused("calls.envelope_below_max"):
        begin(desk, number="X", max_amount=Money.of(70_000, "EUR"))
    other = begin(desk, number="NOVI-9")
    with refused("calls.number_taken"):
        desk.run(change_call, call_id=other, changes={"number": "NOVI-1"})
    wrong: dict[str, Value] = {
        "objectives": [{"sr": "Cilj", "en": ""}],
        "countries": ["RS", "XX"],
        "made_up": 1,
    }
    with pytest.raises(Refused) as found:
        desk.run(change_call, call_id=call_id, changes=wrong)
    assert {one.where.key for one in found.value.problems} == {
        "objectives[0].en",
        "countries",
        "made_up",
    }
    with desk.read() as session:
        assert terms_of(session, call_id).objectives == ()


def test_command_line_begins_and_changes_a_call(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from iris_grants.cli.main import main
    from iris_grants.people.desks import create_store

    store = str(tmp_path / "s.iris")
    made = create_store(store, person_name="Ana Primer")
    made.run(create_programme, template=load_template("programme/iris-progres"))
    made.store.close()
    parts = tmp_path / "parts.yaml"
    parts.write_text("min_assessments: 3\n", encoding="utf-8")
    head = ["NOVI-1", "--prefix", "NP", "--title-sr", "Poziv", "--title-en", "Call"]
    amounts = ["--envelope", "1000", "--min", "1", "--max", "500"]
    new = ["call", "new", store, *head, "--deadline", "2026-03-31 17:00", *amounts]
    assert main(new) == 0
    assert main(["call", "change", store, "NOVI-1", str(parts)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "NOVI-1: begun as a draft",
        "NOVI-1: the draft is changed",
    ]
    assert main([*new[:-1], "much"]) == 1
    assert "much" in capsys.readouterr().err
