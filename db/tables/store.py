"""The identity of the store, and marks the store keeps about itself."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, strict


class StoreRecord(Base):
    """What never changes: the identity of this store (one row) and when it was made."""

    __tablename__ = "store"
    __table_args__ = strict()

    id: Mapped[str] = mapped_column(primary_key=True)
    made_at: Mapped[str]


class StoreMarkRecord(Base):
    """A mark of the store about itself (`open`: somebody is writing); not journalled."""

    __tablename__ = "store_mark"
    __table_args__ = strict()

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]
