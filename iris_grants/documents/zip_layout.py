"""Whether a zip is, around its contents, byte for byte what our writer makes."""

from __future__ import annotations

import struct
import zipfile
from typing import BinaryIO

from iris_grants.documents.archives import plain_entry

_CENTRAL = struct.Struct("<4s4B4HL2L5H2L")
_END = struct.Struct("<4s4H2LH")
_ZIP64_FROM = 0x7FFFFFFF
_VERSION = 45
_UNIX = 3


def is_as_written(stream: BinaryIO, archive: zipfile.ZipFile, size: int) -> bool:
    """Whether headers and directory of a stored zip of `size` bytes are those that we write.

    Checksums guard the contents; times, permissions and the like are guarded by nothing,
    so they are compared with the only values that `write_zip` gives them. `True` for an
    archive over 2 GiB, whose directory may be of another form.
    """
    if size > _ZIP64_FROM:
        return True
    position = 0
    directory = b""
    for info in archive.infolist():
        header = _local(info)
        stream.seek(position)
        if info.header_offset != position or stream.read(len(header)) != header:
            return False
        directory += _central(info)
        position += len(header) + info.compress_size
    stream.seek(position)
    count = len(archive.infolist())
    end = _END.pack(b"PK\x05\x06", 0, 0, count, count, len(directory), position, 0)
    return stream.read() == directory + end


def _local(info: zipfile.ZipInfo) -> bytes:
    plain = plain_entry(info.filename, zipfile.ZIP_STORED)
    plain.CRC, plain.file_size, plain.compress_size = info.CRC, info.file_size, info.compress_size
    return plain.FileHeader(zip64=True)


def _central(info: zipfile.ZipInfo) -> bytes:
    plain = plain_entry(info.filename, zipfile.ZIP_STORED)
    name = info.filename.encode()
    year, month, day, *_ = plain.date_time
    return (
        _CENTRAL.pack(
            b"PK\x01\x02",
            _VERSION,
            _UNIX,
            _VERSION,
            0,
            0 if info.filename.isascii() else 0x800,
            zipfile.ZIP_STORED,
            0,
            (year - 1980) << 9 | month << 5 | day,
            info.CRC,
            info.compress_size,
            info.file_size,
            len(name),
            0,
            0,
            0,
            0,
            plain.external_attr,
            info.header_offset,
        )
        + name
    )
