"""The journal: entries in a chain, the changes of each, and their values apart."""

from __future__ import annotations

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, one_of, positive, strict

VERBS = ("insert", "update", "delete", "snapshot")


class JournalOpenRecord(Base):
    """The operation that is open in this transaction; the row never survives it.

    `key` names the transaction. `closes` refers, checked on commit, to an entry that cannot
    exist: a transaction that leaves its operation open cannot be committed.
    `after_change` is the last value in the journal when the operation began.
    """

    __tablename__ = "journal_open"
    __table_args__ = strict(CheckConstraint("closes = -1", name="closes_nothing"))

    key: Mapped[str] = mapped_column(primary_key=True)
    closes: Mapped[int] = mapped_column(
        ForeignKey("journal_entry.number", deferrable=True, initially="DEFERRED")
    )
    after_change: Mapped[int]
    operation: Mapped[str]


class JournalEntryRecord(Base):
    """One operation that was carried out: who, as what, when, and the link of the chain."""

    __tablename__ = "journal_entry"
    __table_args__ = strict(positive("number"), positive("changes"))

    number: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    operation: Mapped[str]
    person_id: Mapped[str]
    standing: Mapped[str]
    at: Mapped[str]
    changes: Mapped[int]
    previous: Mapped[str]
    hash: Mapped[str]


class JournalChangeRecord(Base):
    """One changed row of one entry, with the salted digest of its values; stays for good."""

    __tablename__ = "journal_change"
    __table_args__ = strict(
        Index("ix_journal_change_entry", "entry"),
        Index("ix_journal_change_row", "table_name", "row_key"),
        one_of("verb", VERBS),
    )

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    entry: Mapped[int]
    table_name: Mapped[str]
    row_key: Mapped[str]
    verb: Mapped[str]
    digest: Mapped[str]


class JournalValueRecord(Base):
    """The values of one change, written by the triggers; may be erased by an operation.

    `before` and `after` are canonical JSON objects: the whole row where it is inserted,
    deleted or a snapshot, the changed columns where it is updated.
    """

    __tablename__ = "journal_value"
    __table_args__ = {"sqlite_strict": True, "sqlite_autoincrement": True}

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    table_name: Mapped[str]
    row_key: Mapped[str]
    verb: Mapped[str]
    salt: Mapped[str]
    before: Mapped[str | None]
    after: Mapped[str | None]


class JournalErasureRecord(Base):
    """Why the earlier values of a row were erased; itself journalled like any other row."""

    __tablename__ = "journal_erasure"
    __table_args__ = strict(Index("ix_journal_erasure_row", "table_name", "row_key"))

    id: Mapped[str] = mapped_column(primary_key=True)
    table_name: Mapped[str]
    row_key: Mapped[str]
    reason: Mapped[str]
