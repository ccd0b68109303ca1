"""What was achieved towards the results of the action: events, papers, placements, campaigns."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped

from db.base import Record, not_negative, one_of, refers, strict

ACHIEVEMENT_COUNTRIES = ("RS", "AL", "BA", "MK", "ME", "XK", "regional")
COUNTED = ("participants", "persons", "organisations", "reach")
DIMENSIONS = ("total", "sex", "age", "country", "institution")


class AchievementRecord(Record):
    """One event, paper, placement, agreement or campaign towards a result; its evidence are
    the documents filed with it. Names of participants are never kept (DOMAIN.md §11).

    Who verifies it is not who entered it; one that was withdrawn stays, with the reason.
    """

    __tablename__ = "achievement"
    __table_args__ = strict(
        Index(
            "uq_achievement_result_id_held_on_title",
            "result_id",
            "held_on",
            "title",
            unique=True,
            sqlite_where=text("withdrawn_reason IS NULL"),
            postgresql_where=text("withdrawn_reason IS NULL"),
        ),
        one_of("country", ACHIEVEMENT_COUNTRIES),
        CheckConstraint("entered_by_id <> verified_by_id", name="two_people"),
    )

    result_id: Mapped[str] = refers("programme_result.id")
    title: Mapped[str]
    held_on: Mapped[str]
    place: Mapped[str]
    country: Mapped[str]
    note: Mapped[str | None]
    entered_by_id: Mapped[str] = refers("person.id")
    verified_by_id: Mapped[str | None] = refers("person.id", nullable=True)
    verified_on: Mapped[str | None]
    withdrawn_reason: Mapped[str | None]


class AchievementCountRecord(Record):
    """A count of an achievement: the total of a measure, or one cell of a dimension of it."""

    __tablename__ = "achievement_count"
    __table_args__ = strict(
        UniqueConstraint("achievement_id", "measure", "dimension", "category"),
        one_of("measure", COUNTED),
        one_of("dimension", DIMENSIONS),
        not_negative("value"),
    )

    achievement_id: Mapped[str] = refers("achievement.id")
    measure: Mapped[str]
    dimension: Mapped[str]
    category: Mapped[str]
    value: Mapped[int]


class IndicatorLinkRecord(Record):
    """An indicator of a grantee that counts towards a target of the action (DOMAIN.md §9.2).

    `basis` says what is counted and how it was made sure that nothing counts twice. An
    indicator counts towards one target at a time; a link that was ended stays, with the reason.
    """

    __tablename__ = "indicator_link"
    __table_args__ = strict(
        Index(
            "uq_indicator_link_grant_indicator_id",
            "grant_indicator_id",
            unique=True,
            sqlite_where=text("ended_reason IS NULL"),
            postgresql_where=text("ended_reason IS NULL"),
        ),
    )

    grant_indicator_id: Mapped[str] = refers("grant_indicator.id")
    result_target_id: Mapped[str] = refers("result_target.id")
    basis: Mapped[str]
    linked_on: Mapped[str]
    linked_by_id: Mapped[str] = refers("person.id")
    ended_reason: Mapped[str | None]
