"""Meetings of the committee in words: a line of the minutes, and their part of the papers."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from iris_grants.documents.pdf_blocks import Block, Column, Heading, KeyValues, Table
from iris_grants.scoring.queries.meeting import MeetingRow, MinuteRow
from iris_grants.scoring.rules.exact import exact_number
from iris_grants.scoring.rules.explain import points_text
from iris_grants.wording import _, label
from iris_grants.wording.formats import day, moment, number_text


def said_points(value: Fraction) -> str:
    """Exact points as people of the current language write them (`43/3 ≈ 14,33`)."""
    exact, about, rounded = points_text(value).rpartition("≈ ")
    return f"{exact}{about}{number_text(Decimal(rounded))}"


def minute_words(row: MinuteRow) -> str:
    """What a line of the minutes says, without the number of the application."""
    said = label(f"minute.{row.kind}")
    if row.votes is not None:
        words = _("for {yes}, against {no}, abstained {abstained}")
        yes, no, abstained = row.votes
        said = f"{said}: {words.format(yes=yes, no=no, abstained=abstained)}"
    if row.words:
        said = row.words if row.kind == "note" else f"{said}. {row.words}"
    return said


def place_words(row: MinuteRow) -> str:
    """The place, points and decision that the application had when the line was written."""
    if row.decision is None:
        return ""
    parts = [label(f"state.ranking_row.{row.decision}")]
    total = None if row.total is None else exact_number(row.total)
    if total is not None:
        parts.insert(0, _("{points} points").format(points=said_points(total)))
    if row.rank is not None:
        parts.insert(0, _("place {rank}").format(rank=row.rank))
    return ", ".join(parts)


def meeting_title(row: MeetingRow) -> str:
    """Number and day of a meeting."""
    return _("Meeting {number}, {day}").format(number=row.number, day=day(row.held_on))


def meeting_blocks(meetings: Sequence[MeetingRow]) -> list[Block]:
    """The meetings with attendance and minutes, as the minutes document has them.

    Nothing where no meeting was held through the program.
    """
    blocks: list[Block] = []
    for row in meetings:
        blocks += [
            Heading(text=meeting_title(row)),
            KeyValues(rows=_facts(row)),
            Table(
                columns=[
                    Column(title=_("No."), width_mm=14),
                    Column(title=_("Application"), width_mm=24),
                    Column(title=_("In the ranking then"), width_mm=52),
                    Column(title=_("What was said")),
                ],
                rows=[
                    [str(one.position), one.number or "", place_words(one), minute_words(one)]
                    for one in row.minutes
                ],
                empty=_("Nothing was minuted."),
            ),
        ]
    return blocks


def _facts(row: MeetingRow) -> list[tuple[str, str]]:
    closed = _("still open") if row.closed_at is None else moment(row.closed_at)
    names = (f"{one.name} ({label(f'member.{one.role}')})" for one in row.present)
    return [
        (_("Place of the meeting"), row.place or "–"),
        (_("Beginning of the meeting"), moment(row.opened_at)),
        (_("End of the meeting"), closed),
        (_("Present"), ", ".join(names) or _("nobody was written down")),
    ]
