"""Whether a received file is a workbook that can be opened safely, before it is parsed."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

from iris_grants.documents.archives import checked_zip_stream, open_entry
from iris_grants.documents.world import refusing
from iris_grants.documents.zip_directory import Limits
from iris_grants.kernel.problems import Where, refusal

MAX_FILE = 64 * 1024 * 1024
LIMITS = Limits(
    entries=2_000, entry_size=128 * 1024 * 1024, total_size=256 * 1024 * 1024, ratio=250
)

_CHUNK = 1024 * 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_DECLARATION = 400
_DOCTYPES = tuple(
    word.encode(encoding)
    for word in ("<!DOCTYPE", "<!ENTITY", "<!doctype")
    for encoding in ("utf-8", "utf-16-le", "utf-16-be")
)
_OVERLAP = max(map(len, _DOCTYPES))
_PLAIN_ENCODINGS = (b"utf-8", b"utf-16", b"us-ascii", b"iso-8859-1")
_PARTS = (".xml", ".rels", ".vml")


def read_limited(path: Path) -> bytes:
    """The content of a workbook file; `Refused` for one that is too large to be one."""
    with refusing(path):
        size = path.stat().st_size
        if size > MAX_FILE:
            raise _too_large(path.name, size)
        return path.read_bytes()


def check_workbook(data: bytes, name: str) -> None:
    """Refuse, with one clear problem, what is not a plain .xlsx or .xlsm workbook.

    `documents.file_empty`, `documents.not_a_workbook`, `documents.workbook_encrypted`,
    `documents.workbook_old` (.xls), `documents.workbook_other` (.ods, .xlsb),
    `documents.archive_damaged` (cut off or changed), `documents.xml_tricks` (document types
    and entities, which no office program writes), or a limit of `Limits`.
    """
    where = Where(file=name)
    if len(data) > MAX_FILE:
        raise _too_large(name, len(data))
    if not data:
        raise refusal("documents.file_empty", where)
    if data.startswith(_OLE):
        locked = _ENCRYPTED in data
        raise refusal("documents.workbook_encrypted" if locked else "documents.workbook_old", where)
    if not data.startswith(b"PK"):
        raise refusal("documents.not_a_workbook", where)
    with checked_zip_stream(BytesIO(data), name, len(data), LIMITS) as archive:
        _check_kind(archive, where)
        for info in archive.infolist():
            _check_part(archive, info, name)


def _check_kind(archive: zipfile.ZipFile, where: Where) -> None:
    names = {info.filename.casefold() for info in archive.infolist()}
    if "[content_types].xml" in names and "xl/workbook.xml" in names:
        return
    if "content.xml" in names or "xl/workbook.bin" in names:
        raise refusal("documents.workbook_other", where)
    raise refusal("documents.not_a_workbook", where)


def _check_part(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str) -> None:
    """Read a part to its end (its checksum is compared) and look for tricks in its XML."""
    is_xml = info.filename.casefold().endswith(_PARTS)
    tail = b""
    with open_entry(archive, info, name) as stream:
        while chunk := stream.read(_CHUNK):
            if is_xml and (_is_tricky(tail + chunk) or (not tail and _strange_encoding(chunk))):
                raise refusal("documents.xml_tricks", Where(file=name))
            tail = chunk[-_OVERLAP:]


def _is_tricky(text: bytes) -> bool:
    return any(word in text for word in _DOCTYPES)


def _strange_encoding(begin: bytes) -> bool:
    head = begin[:_DECLARATION].replace(b"\x00", b"").lower()
    declaration, ended, _ = head.partition(b"?>")
    if not ended or b"encoding" not in declaration:
        return False
    return not any(known in declaration for known in _PLAIN_ENCODINGS)


def _too_large(name: str, size: int) -> Exception:
    mega = 1024 * 1024
    return refusal(
        "documents.too_large",
        Where(file=name),
        name=name,
        size=-(-size // mega),
        limit=MAX_FILE // mega,
    )
