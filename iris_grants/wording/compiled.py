"""The compiled catalogue of a language: merged from its parts once, kept for the next start."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from importlib import resources
from io import BytesIO
from pathlib import Path

KEPT = "iris-grants"
DIGITS = 16
HASH_BYTES = 32
ANY_DAY = datetime(2023, 1, 1, tzinfo=UTC)
"""Stands in the head of every compiled catalogue, so that the same parts give the same bytes."""


def compiled_catalogue(language: str, folder: Path | None = None) -> bytes:
    """The MO bytes of a language; compiled only where its parts are not those of the last time.

    `folder` keeps what was compiled (none: the cache folder of this user); where it cannot be
    written to, every start compiles anew.
    """
    parts = parts_of(language)
    kept = (folder or default_folder()) / f"{language}-{fingerprint(parts)}.words"
    found = _kept(kept)
    if found is None:
        found = compile_parts(language, parts, lenient=True)
        _keep(kept, found)
    return found


def default_folder() -> Path:
    """Where compiled catalogues lie on this machine."""
    import platformdirs

    return Path(platformdirs.user_cache_dir(KEPT, appauthor=False)) / "words"


def parts_of(language: str) -> Mapping[str, bytes]:
    """The PO files of a language by their names, sorted."""
    folder = resources.files("resources") / "i18n" / language
    found = (entry for entry in folder.iterdir() if entry.name.endswith(".po"))
    return {entry.name: entry.read_bytes() for entry in sorted(found, key=lambda one: one.name)}


def fingerprint(parts: Mapping[str, bytes]) -> str:
    """What tells one set of parts from another."""
    digest = hashlib.sha256()
    for name, content in parts.items():
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()[:DIGITS]


def compile_parts(language: str, parts: Mapping[str, bytes], *, lenient: bool = False) -> bytes:
    """One catalogue of several parts (one PO file a capability), compiled.

    `ValueError` where two parts translate one message differently; `lenient` keeps the
    first instead, so that a slip in the words never keeps the program from starting.
    """
    from babel.messages.catalog import Catalog
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    merged = Catalog(locale=language, charset="utf-8", creation_date=ANY_DAY, revision_date=ANY_DAY)
    for name, content in parts.items():
        for message in read_po(BytesIO(content), locale=language):
            if not message.id:
                continue
            known = merged.get(message.id)
            if known is not None and known.string != message.string and not lenient:
                raise ValueError(f"{name}: two translations of {message.id!r}")
            if known is None:
                merged[message.id] = message
    out = BytesIO()
    write_mo(out, merged)
    return out.getvalue()


def _kept(path: Path) -> bytes | None:
    """What was laid down, if it is whole: its first bytes are the hash of the rest."""
    try:
        content = path.read_bytes()
    except OSError:
        return None
    made = content[HASH_BYTES:]
    return made if hashlib.sha256(made).digest() == content[:HASH_BYTES] else None


def _keep(path: Path, made: bytes) -> None:
    """Lay a compiled catalogue down whole, in the place of older ones of its language."""
    language = path.name.rpartition("-")[0]
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_name(f"{path.name}.{os.getpid()}.partial")
        partial.write_bytes(hashlib.sha256(made).digest() + made)
        partial.replace(path)
        for older in path.parent.glob(f"{language}-*.words"):
            if older != path:
                older.unlink(missing_ok=True)
