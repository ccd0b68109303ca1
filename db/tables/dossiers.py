"""Dossiers that were handed out, and the keys that signed them."""

from __future__ import annotations

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped

from db.base import Record, one_of, strict


class SigningKeyRecord(Record):
    """A public key of the office (hexadecimal Ed25519); the private one never lies in the store."""

    __tablename__ = "signing_key"
    __table_args__ = strict(UniqueConstraint("public_key"))

    public_key: Mapped[str]
    made_at: Mapped[str]


class DossierRecord(Record):
    """A dossier that was exported: of what, when, and the hash of its manifest.

    `sections` are the codes of the chosen sections, parted by blanks (empty: all); `redaction`
    what was left out of it in the same way (empty: nothing).
    """

    __tablename__ = "dossier"
    __table_args__ = strict(one_of("subject_kind", ("call", "grant", "case", "programme")))

    subject_kind: Mapped[str]
    subject_id: Mapped[str]
    subject_number: Mapped[str]
    folder: Mapped[str]
    exported_at: Mapped[str]
    manifest_sha256: Mapped[str]
    public_key: Mapped[str]
    files: Mapped[int]
    sections: Mapped[str]
    redaction: Mapped[str]
