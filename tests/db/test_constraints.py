"""A broken constraint has the same name on both engines."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from db.constraints import constraint_of
from db.store import Store
from tests.db.workshop import add_people, carry_out

PERSON = "INSERT INTO person (id, version, name, search_key, sort_key, active) VALUES "
ROLE = "INSERT INTO person_role (id, version, person_id, role) VALUES "
BROKEN = {
    f"{PERSON} ('p1', 1, 'x', 'x', 'x', 1)": "pk_person",
    f"{PERSON} ('p2', 1, 'x', 'mira miric p1', 'x', 1)": "uq_person_search_key",
    f"{PERSON} ('p2', 1, 'x', 'x', 'x', 2)": "ck_person_active_yes_no",
    f"{PERSON} ('p2', 1, NULL, 'x', 'x', 1)": "nn_person_name",
    f"{ROLE} ('r1', 1, 'p1', 'auditor'), ('r2', 1, 'p1', 'auditor')": (
        "uq_person_role_person_id_role"
    ),
    f"{ROLE} ('r1', 1, 'p1', 'emperor')": "ck_person_role_role_known",
}


@pytest.mark.parametrize("statement", BROKEN)
def test_a_broken_constraint_is_named(store: Store, statement: str) -> None:
    add_people(store, "Mira Mirić")
    with pytest.raises(IntegrityError) as broken:
        carry_out(store, lambda session: session.execute(text(statement)))
    assert constraint_of(broken.value) == BROKEN[statement]


def test_a_broken_reference_is_named_where_the_engine_tells(store: Store) -> None:
    with pytest.raises(IntegrityError) as broken:
        carry_out(store, lambda session: session.execute(text(f"{ROLE} ('r', 1, 'x', 'auditor')")))
    told = {"sqlite": None, "postgresql": "fk_person_role_person_id"}
    assert constraint_of(broken.value) == told[store.engine_name]
