"""The directory of a zip, judged before anything is unpacked."""

from __future__ import annotations

import re
import stat
import struct
import unicodedata
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import BinaryIO

from iris_grants.kernel.problems import Problem, Where

_UTF8_NAME = 0x800
_ENCRYPTED = 0x1 | 0x40 | 0x2000
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA}
_DRIVE = re.compile(r"[A-Za-z]:")
_LOCAL_HEADER = 30
_END_RECORD = struct.Struct("<4s4H2LH")
_JUNK = re.compile(
    r"(^|/)(__MACOSX(/|$)|\.DS_Store$|\._[^/]*$|Thumbs\.db$|desktop\.ini$|~\$[^/]*$)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much an archive may hold; sizes in bytes, unpacked.

    `ratio` is the most that a file larger than `ratio_from` may grow when unpacked.
    """

    entries: int = 5_000
    entry_size: int = 512 * 1024 * 1024
    total_size: int = 4 * 1024 * 1024 * 1024
    ratio: int = 250
    ratio_from: int = 4 * 1024 * 1024
    name_length: int = 400


def entry_name(info: zipfile.ZipInfo) -> str:
    """The name of an entry as its sender saw it, with `/` between folders.

    Zips without the mark for UTF-8 carry it in UTF-8 nevertheless (macOS) or in the code
    page of Central Europe (Windows there); the library reads all of them as code page 437.
    """
    if info.flag_bits & _UTF8_NAME or info.filename.isascii():
        return info.filename
    raw = info.filename.encode("cp437", errors="replace")
    for encoding in ("utf-8", "cp852"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename


def is_complete(stream: BinaryIO, archive: zipfile.ZipFile, size: int) -> bool:
    """Whether the directory holds as many entries as the end of the archive says.

    The library does not compare them, and a damaged length would make files vanish.
    `size` is the size of the archive in bytes.
    """
    end = size - _END_RECORD.size - len(archive.comment)
    if end < 0:
        return False
    stream.seek(end)
    signature, _, _, _, count, *_ = _END_RECORD.unpack(stream.read(_END_RECORD.size))
    return signature == b"PK\x05\x06" and count in (len(archive.infolist()), 0xFFFF)


def is_junk(name: str) -> bool:
    """Whether a file is one that systems leave behind (`.DS_Store`, `~$form.xlsx`)."""
    return _JUNK.search(name) is not None


def path_problem(name: str, where: Where, limits: Limits) -> Problem | None:
    """The problem of a name that leads out of its folder, or that is no name at all."""
    parts = PurePosixPath(name.replace("\\", "/")).parts
    outside = name.startswith(("/", "\\")) or _DRIVE.match(name) or ".." in parts
    if outside or not parts:
        return Problem(
            code="documents.name_leads_outside", where=where, params={"name": shown(name)}
        )
    if any(unicodedata.category(letter) == "Cc" for letter in name):
        return Problem(code="documents.name_unprintable", where=where, params={"name": shown(name)})
    if len(name) > limits.name_length:
        return Problem(code="documents.name_too_long", where=where)
    return None


def shown(name: str) -> str:
    """A name as a message can show it: control characters visible, not too long."""
    plain = "".join(
        letter if letter.isprintable() else f"\\x{ord(letter):02x}" for letter in name[:120]
    )
    return plain + ("…" if len(name) > 120 else "")


def folded(name: str) -> str:
    """Two names that some system takes for the same file fold to the same text."""
    return unicodedata.normalize("NFC", name).casefold()


def directory_problems(
    infos: Sequence[zipfile.ZipInfo], file: str, limits: Limits, packed_size: int
) -> list[Problem]:
    """Every reason not to unpack this zip, in the order of its entries.

    `packed_size` is the size of the archive itself in bytes.
    """
    where = Where(file=file)
    if len(infos) > limits.entries:
        params = {"count": len(infos), "limit": limits.entries}
        return [Problem(code="documents.too_many_files", where=where, params=params)]
    found = _shared_bytes(infos, where, packed_size)
    seen: set[str] = set()
    for info in infos:
        name = entry_name(info)
        problem = path_problem(name, where, limits) or _entry_problem(info, where, limits)
        if problem is None and folded(name) in seen:
            problem = Problem(
                code="documents.name_twice", where=where, params={"name": shown(name)}
            )
        seen.add(folded(name))
        if problem is not None:
            found.append(problem)
    total = sum(info.file_size for info in infos)
    if total > limits.total_size:
        found.append(_too_large(where, file, total, limits.total_size))
    return found


def _entry_problem(info: zipfile.ZipInfo, where: Where, limits: Limits) -> Problem | None:
    name = {"name": shown(entry_name(info))}
    mode = info.external_attr >> 16
    odd_folder = info.filename.endswith("/") and info.file_size
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG, stat.S_IFDIR) or odd_folder:
        return Problem(code="documents.not_a_plain_file", where=where, params=name)
    if info.flag_bits & _ENCRYPTED:
        return Problem(code="documents.archive_encrypted", where=where, params=name)
    if info.compress_type not in _METHODS:
        return Problem(code="documents.archive_method", where=where, params=name)
    if info.file_size > limits.entry_size:
        return _too_large(where, name["name"], info.file_size, limits.entry_size)
    grown = info.file_size > limits.ratio * max(info.compress_size, 1)
    if grown and info.file_size > limits.ratio_from:
        return Problem(code="documents.archive_bomb", where=where, params=name)
    return None


def _shared_bytes(
    infos: Sequence[zipfile.ZipInfo], where: Where, packed_size: int
) -> list[Problem]:
    """Entries that lie over each other: how small zips pretend to be enormous."""
    spans = sorted((info.header_offset, info.compress_size) for info in infos)
    end = 0
    for offset, size in spans:
        if offset < end or offset + _LOCAL_HEADER + size > packed_size:
            return [Problem(code="documents.archive_damaged", where=where)]
        end = offset + _LOCAL_HEADER + size
    return []


def _too_large(where: Where, name: str, size: int, limit: int) -> Problem:
    mega = 1024 * 1024
    params: dict[str, str | int] = {"name": name, "size": -(-size // mega), "limit": limit // mega}
    return Problem(code="documents.too_large", where=where, params=params)
