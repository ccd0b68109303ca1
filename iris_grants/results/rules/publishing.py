"""What of counts of people may be published: no small cells, and none that can be told."""

from __future__ import annotations

from collections.abc import Mapping

SMALLEST = 5
"""Cells below this are not published (DOMAIN.md §9.2, §11)."""


def publishable(cells: Mapping[str, int]) -> dict[str, int]:
    """The cells that may be published beside their total.

    Cells below five are left out. What is left out together must not be told from the
    total either: as long as it sums to less than five, the smallest other cell goes too.
    """
    shown = {name: value for name, value in sorted(cells.items()) if value >= SMALLEST}
    hidden = sum(value for name, value in cells.items() if name not in shown)
    while 0 < hidden < SMALLEST and shown:
        smallest = min(shown, key=lambda name: (shown[name], name))
        hidden += shown.pop(smallest)
    return shown
