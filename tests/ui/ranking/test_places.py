"""When a ranking is another than the one that was fixed."""

from __future__ import annotations

from decimal import Decimal

from ui.ranking.places import Place, is_another

FIRST: Place = (1, "IP-001", Decimal("90.00"), Decimal("9000.00"), "selected")
SECOND: Place = (2, "IP-002", Decimal("80.00"), None, "reserve")


def test_ranking_is_another_when_a_place_changes_or_somebody_joins() -> None:
    fixed = {FIRST, SECOND}
    assert not is_another(fixed, {FIRST, SECOND})
    assert is_another(fixed, {FIRST, (2, "IP-002", Decimal("81.00"), None, "reserve")})
    assert is_another(fixed, {FIRST, SECOND, (3, "IP-003", Decimal("70.00"), None, "reserve")})


def test_who_steps_back_leaves_the_ranking_as_it_was() -> None:
    moved_up: Place = (1, "IP-002", Decimal("80.00"), Decimal("8000.00"), "selected")
    assert not is_another({FIRST, SECOND}, {moved_up})
    other: Place = (1, "IP-002", Decimal("79.00"), Decimal("8000.00"), "selected")
    assert is_another({FIRST, SECOND}, {other})
