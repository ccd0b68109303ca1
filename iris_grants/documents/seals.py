"""Sealing under a passphrase: standard age files, written and read as streams.

The format is age v1 with one scrypt recipient (https://age-encryption.org/v1), so any age
tool opens what we seal. Reading and writing are ours because the library for age holds a
whole file in memory when a passphrase is used, cannot tell a wrong passphrase from a
damaged file, and takes a second of calibration for each file; it is the tests' independent
reader and writer.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import os
import secrets
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from iris_grants.documents.atomic import write_atomically
from iris_grants.documents.world import refusing
from iris_grants.kernel.problems import Where, refusal

CHUNK = 64 * 1024
TAG = 16
WORK_FACTOR = 17
"""log2 of scrypt's N for new files: 128 MiB and well under a second each time."""

MAX_WORK_FACTOR = 20
"""What a received file may demand at most (1 GiB); beyond it would only stop the machine."""

_INTRO = b"age-encryption.org/v1\n"
_STANZA = b"-> scrypt "
_MAX_LINE = 512
_ZERO_NONCE = bytes(12)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Header:
    salt: bytes
    work_factor: int
    wrapped: bytes
    signed: bytes
    mac: bytes


def seal(data: bytes, passphrase: str, *, work_factor: int = WORK_FACTOR) -> bytes:
    """The bytes as an age file under the passphrase; different each time (random keys)."""
    out = BytesIO()
    seal_stream(BytesIO(data), out, passphrase, work_factor=work_factor)
    return out.getvalue()


def unseal(sealed: bytes, passphrase: str, where: Where | None = None) -> bytes:
    """The bytes that were sealed; refusals as of `unseal_stream`."""
    out = BytesIO()
    unseal_stream(BytesIO(sealed), out, passphrase, where)
    return out.getvalue()


def seal_file(
    source: Path, target: Path, passphrase: str, *, work_factor: int = WORK_FACTOR
) -> None:
    """Seal a file as a new file, in chunks; `Refused` if the target exists."""

    def write(out: BinaryIO) -> None:
        with refusing(source), source.open("rb") as stream:
            seal_stream(stream, out, passphrase, work_factor=work_factor)

    write_atomically(target, write)


def unseal_file(source: Path, target: Path, passphrase: str) -> None:
    """Open a sealed file into a new file, in chunks.

    Nothing remains of the target if the passphrase is wrong or a chunk is damaged;
    refusals as of `unseal_stream`, and `documents.already_exists`.
    """

    def write(out: BinaryIO) -> None:
        with refusing(source), source.open("rb") as stream:
            unseal_stream(stream, out, passphrase, Where(file=source.name))

    write_atomically(target, write, mode=0o600)


def seal_stream(
    source: BinaryIO, out: BinaryIO, passphrase: str, *, work_factor: int = WORK_FACTOR
) -> None:
    """Read `source` to its end and write it sealed; memory does not grow with the size."""
    file_key, salt = secrets.token_bytes(16), secrets.token_bytes(16)
    wrapping = ChaCha20Poly1305(_passphrase_key(passphrase, salt, work_factor))
    wrapped = wrapping.encrypt(_ZERO_NONCE, file_key, None)
    stanza = _STANZA + b"%s %d\n%s\n" % (_base64(salt), work_factor, _base64(wrapped))
    signed = _INTRO + stanza + b"---"
    nonce = secrets.token_bytes(16)
    out.write(signed + b" " + _base64(_header_mac(file_key, signed)) + b"\n" + nonce)
    cipher = ChaCha20Poly1305(_derived(file_key, nonce, b"payload"))
    chunk, counter = _read_up_to(source, CHUNK), 0
    while True:
        following = _read_up_to(source, CHUNK) if len(chunk) == CHUNK else b""
        out.write(cipher.encrypt(_chunk_nonce(counter, not following), chunk, None))
        if not following:
            return
        chunk, counter = following, counter + 1


def unseal_stream(
    source: BinaryIO, out: BinaryIO, passphrase: str, where: Where | None = None
) -> None:
    """Write what was sealed, chunk by chunk; each chunk is genuine before it is written.

    `Refused`: `documents.not_sealed` (no age file under a passphrase),
    `documents.passphrase_wrong`, `documents.seal_damaged` (changed or cut off),
    `documents.seal_too_heavy` (asks for more work than any of ours). What was written
    before a damaged chunk is to be thrown away.
    """
    header = _read_header(source, where)
    wrapping = ChaCha20Poly1305(_passphrase_key(passphrase, header.salt, header.work_factor))
    try:
        file_key = wrapping.decrypt(_ZERO_NONCE, header.wrapped, None)
    except InvalidTag as error:
        raise refusal("documents.passphrase_wrong", where) from error
    nonce = _read_up_to(source, 16)
    genuine = hmac.compare_digest(_header_mac(file_key, header.signed), header.mac)
    if not genuine or len(nonce) != 16:
        raise refusal("documents.seal_damaged", where)
    cipher = ChaCha20Poly1305(_derived(file_key, nonce, b"payload"))
    try:
        _unseal_chunks(source, out, cipher)
    except InvalidTag as error:
        raise refusal("documents.seal_damaged", where) from error


def is_sealed(path: Path) -> bool:
    """Whether a file begins like an age file under a passphrase."""
    with refusing(path), path.open("rb") as stream:
        return stream.read(len(_INTRO) + len(_STANZA)) == _INTRO + _STANZA


def new_passphrase(words: int = 6) -> str:
    """A random passphrase of groups of five letters and digits that read unmistakably.

    Six groups carry 150 bits from an alphabet of 32 (no `0`, `o`, `1`, `l`).
    """
    alphabet = "23456789abcdefghijkmnpqrstuvwxyz"
    letters = (alphabet[byte % 32] for byte in os.urandom(words * 5))
    text = "".join(letters)
    return "-".join(text[start : start + 5] for start in range(0, len(text), 5))


def _unseal_chunks(source: BinaryIO, out: BinaryIO, cipher: ChaCha20Poly1305) -> None:
    chunk, counter = _read_up_to(source, CHUNK + TAG), 0
    while True:
        following = _read_up_to(source, CHUNK + TAG) if len(chunk) == CHUNK + TAG else b""
        plain = cipher.decrypt(_chunk_nonce(counter, not following), chunk, None)
        if not plain and counter:
            raise InvalidTag
        out.write(plain)
        if not following:
            return
        chunk, counter = following, counter + 1


def _read_header(source: BinaryIO, where: Where | None) -> _Header:
    refused = refusal("documents.not_sealed", where)
    intro, stanza, body, last = (source.readline(_MAX_LINE) for _ in range(4))
    words = stanza.split()
    if intro != _INTRO or not stanza.startswith(_STANZA) or len(words) != 4:
        raise refused
    damaged = refusal("documents.seal_damaged", where)
    salt, wrapped = _from_base64(words[2]), _from_base64(body.rstrip(b"\n"))
    mac = _from_base64(last[4:].rstrip(b"\n")) if last.startswith(b"--- ") else None
    if salt is None or wrapped is None or mac is None or not words[3].isdigit():
        raise damaged
    if (len(salt), len(wrapped), len(mac)) != (16, 32, 32):
        raise damaged
    work_factor = int(words[3])
    if not 1 <= work_factor <= MAX_WORK_FACTOR:
        raise refusal("documents.seal_too_heavy", where)
    signed = intro + stanza + body + b"---"
    return _Header(salt=salt, work_factor=work_factor, wrapped=wrapped, signed=signed, mac=mac)


def _passphrase_key(passphrase: str, salt: bytes, work_factor: int) -> bytes:
    if not passphrase:
        raise ValueError("an empty passphrase protects nothing")
    salted = b"age-encryption.org/v1/scrypt" + salt
    return Scrypt(salt=salted, length=32, n=1 << work_factor, r=8, p=1).derive(passphrase.encode())


def _derived(file_key: bytes, salt: bytes, info: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=salt or None, info=info).derive(file_key)


def _header_mac(file_key: bytes, signed: bytes) -> bytes:
    return hmac.new(_derived(file_key, b"", b"header"), signed, hashlib.sha256).digest()


def _chunk_nonce(counter: int, last: bool) -> bytes:
    return counter.to_bytes(11, "big") + (b"\x01" if last else b"\x00")


def _read_up_to(source: BinaryIO, size: int) -> bytes:
    found = source.read(size)
    while found and len(found) < size:
        more = source.read(size - len(found))
        if not more:
            break
        found += more
    return found


def _base64(data: bytes) -> bytes:
    return base64.b64encode(data).rstrip(b"=")


def _from_base64(text: bytes) -> bytes | None:
    try:
        data = base64.b64decode(text + b"=" * (-len(text) % 4), validate=True)
    except (binascii.Error, ValueError):
        return None
    return data if _base64(data) == text else None
