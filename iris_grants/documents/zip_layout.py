"""Whether a zip is, around its contents, byte for byte what our writer makes."""

from __future__ import annotations

import struct
import zipfile
from typing import BinaryIO

from iris_grants.documents.archives import plain_entry

_LOCAL = struct.Struct("<4s2B4HL2L2H")
_LARGE = struct.Struct("<HHQQ")
_CENTRAL = struct.Struct("<4s4B4HL2L5H2L")
_END = struct.Struct("<4s4H2LH")
_ZIP64_FROM = 0x7FFFFFFF
_ELSEWHERE = 0xFFFFFFFF
_UNIX = 3
_UTF8 = 0x800
_VERSIONS = (45, 20)
"""Python before 3.11.4 wrote the sizes themselves and version 20 beside their large form."""


def is_as_written(stream: BinaryIO, archive: zipfile.ZipFile, size: int) -> bool:
    """Whether headers and directory of a stored zip of `size` bytes are those that we write.

    Checksums guard the contents; times, permissions and the like are guarded by nothing,
    so they are compared with the only values that `write_zip` gives them, on any Python.
    `True` for an archive over 2 GiB, whose directory may be of another form.
    """
    if size > _ZIP64_FROM:
        return True
    return any(_is_of_version(stream, archive, version) for version in _VERSIONS)


def _is_of_version(stream: BinaryIO, archive: zipfile.ZipFile, version: int) -> bool:
    position = 0
    directory = b""
    for info in archive.infolist():
        header = _local(info, version)
        stream.seek(position)
        if info.header_offset != position or stream.read(len(header)) != header:
            return False
        directory += _central(info, version)
        position += len(header) + info.compress_size
    stream.seek(position)
    count = len(archive.infolist())
    end = _END.pack(b"PK\x05\x06", 0, 0, count, count, len(directory), position, 0)
    return stream.read() == directory + end


def _local(info: zipfile.ZipInfo, version: int) -> bytes:
    name = info.filename.encode()
    large = version == _VERSIONS[0]
    return (
        _LOCAL.pack(
            b"PK\x03\x04",
            version,
            0,
            _flags(info),
            zipfile.ZIP_STORED,
            0,
            _day(info),
            info.CRC,
            _ELSEWHERE if large else info.compress_size,
            _ELSEWHERE if large else info.file_size,
            len(name),
            _LARGE.size,
        )
        + name
        + _LARGE.pack(1, _LARGE.size - 4, info.file_size, info.compress_size)
    )


def _central(info: zipfile.ZipInfo, version: int) -> bytes:
    name = info.filename.encode()
    return (
        _CENTRAL.pack(
            b"PK\x01\x02",
            version,
            _UNIX,
            version,
            0,
            _flags(info),
            zipfile.ZIP_STORED,
            0,
            _day(info),
            info.CRC,
            info.compress_size,
            info.file_size,
            len(name),
            0,
            0,
            0,
            0,
            plain_entry(info.filename, zipfile.ZIP_STORED).external_attr,
            info.header_offset,
        )
        + name
    )


def _flags(info: zipfile.ZipInfo) -> int:
    return 0 if info.filename.isascii() else _UTF8


def _day(info: zipfile.ZipInfo) -> int:
    year, month, day, *_ = plain_entry(info.filename, zipfile.ZIP_STORED).date_time
    return (year - 1980) << 9 | month << 5 | day
