"""File contents: immutable, by hash, in chunks; on SQLite in a second file of their own."""

from __future__ import annotations

from sqlalchemy import BigInteger, ForeignKey, LargeBinary, MetaData
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from db.base import LETTERS, NAMING, positive, strict


class FilesBase(DeclarativeBase):
    """Metadata of the files part."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {int: BigInteger, str: LETTERS, bytes: LargeBinary}


class FileContentRecord(FilesBase):
    """One content: its SHA-256 (hexadecimal), its size in bytes and how many chunks it has."""

    __tablename__ = "file_content"
    __table_args__ = {"sqlite_strict": True, "sqlite_autoincrement": True}

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    sha256: Mapped[str] = mapped_column(unique=True)
    size: Mapped[int]
    chunks: Mapped[int]


class FileChunkRecord(FilesBase):
    """A piece of a content; positions count from 1."""

    __tablename__ = "file_chunk"
    __table_args__ = strict(positive("position"))

    content_id: Mapped[int] = mapped_column(ForeignKey("file_content.id"), primary_key=True)
    position: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    data: Mapped[bytes]
