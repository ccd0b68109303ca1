"""Counts as they are said: with their units, and the totals of an entry."""

from __future__ import annotations

from iris_grants.programme.framework import Unit
from iris_grants.results.from_grants import LinkRow
from iris_grants.results.rules.figures import TOTAL, Figures
from iris_grants.wording import _, label, ngettext
from iris_grants.wording.formats import decimal_text


def counted(unit: Unit, value: int) -> str:
    """A number of documents, events, countries, … in the current language."""
    return _words(unit, value).format(n=decimal_text(value, 0))


def totals(figures: Figures) -> str:
    """The totals of an entry without their parts: `participants 25, reach 1,200`."""
    return ", ".join(
        f"{label(f'results.measure.{cell.measure}')} {decimal_text(value, 0)}"
        for cell, value in sorted(figures.items())
        if cell.dimension == TOTAL
    )


def link_words(row: LinkRow) -> str:
    """Whether an indicator of a grantee counts, and if not, why."""
    if row.ended_reason is not None:
        return _("counts no more")
    if row.value is None:
        return _("not reported yet")
    return _("is counted") if row.approved else _("report not approved")


def _words(unit: Unit, value: int) -> str:
    match unit:
        case Unit.DOCUMENTS:
            return ngettext("{n} document", "{n} documents", value)
        case Unit.EVENTS:
            return ngettext("{n} event", "{n} events", value)
        case Unit.COUNTRIES:
            return ngettext("{n} country", "{n} countries", value)
        case Unit.ORGANISATIONS:
            return ngettext("{n} organisation", "{n} organisations", value)
        case Unit.PARTICIPATIONS:
            return ngettext("{n} participation", "{n} participations", value)
        case Unit.PERSONS:
            return ngettext("{n} person", "{n} persons", value)
        case Unit.CONTACTS:
            return ngettext("{n} contact", "{n} contacts", value)
