"""What organisations put on the first page: who is nearest to the ceiling."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iris_grants.awards.queries import CeilingRow, ceiling_ledger
from iris_grants.programme.queries import maybe_programme
from iris_grants.wording import _
from iris_grants.wording.formats import money
from ui.charts import HorizontalBars, Slice
from ui.home.parts import HomePart, Picture

if TYPE_CHECKING:
    from iris_grants.kernel.storage import Session

SHOWN = 5


def home(session: Session) -> HomePart:
    """Awards of the organisations nearest to the ceiling per third party, against it."""
    if maybe_programme(session) is None:
        return HomePart()
    found = sorted(
        (row for row in ceiling_ledger(session) if row.awarded.minor),
        key=lambda row: (row.left.minor, row.organisation),
    )[:SHOWN]
    if not found:
        return HomePart()
    title = _("Nearest to the ceiling of {ceiling}").format(ceiling=money(found[0].ceiling))
    slices = tuple(_slice(row) for row in found)
    marks = tuple(row.limit.minor for row in found)
    picture = Picture(title=title, make=lambda: HorizontalBars(title, slices, marks))
    return HomePart(pictures=(picture,))


def _slice(row: CeilingRow) -> Slice:
    return Slice(name=row.organisation, value=row.awarded.minor, shown=money(row.awarded))
