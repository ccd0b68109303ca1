"""The base of all records: naming convention, strict tables, versions of rows.

Both engines hold the same few kinds of values, so that journal and fingerprints agree:
whole numbers (money in minor units, yes/no as 1/0) and text (identities, codes, UTC times
as `2023-10-30T17:00:00Z`, days as `2023-10-30`, exact decimals, canonical JSON).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, MetaData, Text
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column
from sqlalchemy.types import TypeEngine

NAMING = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
}


@compiles(BigInteger, "sqlite")  # STRICT tables know INTEGER only
def _bigint_is_integer(*_: Any, **__: Any) -> str:
    return "INTEGER"


LETTERS: TypeEngine[str] = Text().with_variant(Text(collation="C"), "postgresql")
"""Text that both engines compare and sort by code point."""

Whole = Annotated[int, mapped_column(BigInteger)]
MaybeWhole = Annotated[int | None, mapped_column(BigInteger)]
Words = Annotated[str, mapped_column(LETTERS)]
MaybeWords = Annotated[str | None, mapped_column(LETTERS)]


class Base(DeclarativeBase):
    """Metadata of the whole store."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {int: BigInteger, str: LETTERS}


class Record(Base):
    """A row with an identity of its own and a version that notices concurrent edits."""

    __abstract__ = True

    id: Mapped[str] = mapped_column(LETTERS, primary_key=True)
    version: Mapped[int] = mapped_column(BigInteger, nullable=False)

    @declared_attr.directive
    @classmethod
    def __mapper_args__(cls) -> dict[str, Any]:
        return {"version_id_col": cls.__table__.c.version} if hasattr(cls, "__table__") else {}


def strict(*constraints: Any) -> tuple[Any, ...]:
    """Table arguments: the constraints, and STRICT typing on SQLite."""
    return (*constraints, {"sqlite_strict": True})


def one_of(column: str, values: Iterable[str]) -> CheckConstraint:
    """A CHECK that a code column holds one of the known codes; named `<column>_known`."""
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=f"{column}_known")


def not_negative(column: str) -> CheckConstraint:
    """A CHECK that an amount or count is zero or more; named `<column>_not_negative`."""
    return CheckConstraint(f"{column} >= 0", name=f"{column}_not_negative")


def positive(column: str) -> CheckConstraint:
    """A CHECK that an amount is above zero; named `<column>_positive`."""
    return CheckConstraint(f"{column} > 0", name=f"{column}_positive")


def refers(column: str, *, nullable: bool = False, unique: bool = False) -> Any:
    """A column holding the identity of another record; never cascades."""
    return mapped_column(
        LETTERS, ForeignKey(column), nullable=nullable, unique=unique, index=not unique
    )


def yes_no(column: str) -> CheckConstraint:
    """A CHECK that a whole number is 1 (yes) or 0 (no); named `<column>_yes_no`."""
    return CheckConstraint(f"{column} IN (0, 1)", name=f"{column}_yes_no")
