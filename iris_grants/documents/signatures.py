"""Ed25519 keys, and the short signed document that returns and manifests travel in."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from iris_grants.kernel.canonical import canonical_json
from iris_grants.kernel.problems import Where, refusal

FINGERPRINT_GROUPS = 8
MAX_DOCUMENT_BYTES = 32 * 1024 * 1024
_FIELDS = frozenset({"body", "public_key", "signature"})


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedDocument:
    """A signed document whose signature is right.

    `public_key` is the 32 raw bytes of the signer's key. Right means: these words were
    signed by the holder of that key; whether the key is the expected person's is for the
    reader to decide by the fingerprint.
    """

    body: Mapping[str, Any]
    public_key: bytes

    @property
    def fingerprint(self) -> str:
        """The signer's fingerprint, as people compare it."""
        return key_fingerprint(self.public_key)


def generate_key() -> Ed25519PrivateKey:
    """A new random private key."""
    return Ed25519PrivateKey.generate()


def public_bytes(key: Ed25519PrivateKey) -> bytes:
    """The 32 raw bytes of the public half of a key."""
    return key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


def key_fingerprint(public_key: bytes) -> str:
    """The first 128 bits of the SHA-256 of a raw public key: `3f2a 90c1 …`, 8 groups.

    Long enough that nobody finds a second key for it, short enough to print and to read
    over the telephone.
    """
    digits = hashlib.sha256(public_key).hexdigest()[: FINGERPRINT_GROUPS * 4]
    return " ".join(digits[start : start + 4] for start in range(0, len(digits), 4))


def same_fingerprint(one: str, other: str) -> bool:
    """Whether two fingerprints are equal, however people spaced or capitalised them."""
    first, second = _plain_digits(one), _plain_digits(other)
    return first == second and len(first) == FINGERPRINT_GROUPS * 4


def sign(key: Ed25519PrivateKey, data: bytes) -> bytes:
    """The 64 bytes of the Ed25519 signature (RFC 8032) over the data."""
    return key.sign(data)


def verify(public_key: bytes, data: bytes, signature: bytes) -> bool:
    """Whether this key signed exactly these bytes; a malformed key or signature did not."""
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, data)
    except (InvalidSignature, ValueError):
        return False
    return True


def signed_document(body: Mapping[str, Any], key: Ed25519PrivateKey) -> bytes:
    """The file of a signed body: one line of canonical JSON and a line end.

    `{"body":…,"public_key":…,"signature":…}`; key and signature in base64, the signature
    over the canonical JSON of the body. The body holds texts, whole numbers, truth values,
    lists and mappings; `TypeError` for a float.
    """
    text = canonical_json(body)
    return _file_of(body, public_bytes(key), sign(key, text.encode()))


def read_signed_document(data: bytes, where: Where | None = None) -> SignedDocument:
    """The document of a file that `signed_document` wrote.

    `Refused`: `documents.not_signed_document` (not of this format),
    `documents.signature_wrong` (changed after signing, or signed by another key),
    `documents.signed_altered` (same words, but not byte for byte what was written).
    """
    fields = _fields_of(data, where)
    body, public_key, signature = (
        fields["body"],
        _from_base64(fields["public_key"], 32),
        _from_base64(fields["signature"], 64),
    )
    if not isinstance(body, dict) or public_key is None or signature is None:
        raise refusal("documents.not_signed_document", where)
    try:
        text = canonical_json(body).encode()
    except (TypeError, ValueError, RecursionError) as error:
        raise refusal("documents.not_signed_document", where) from error
    if not verify(public_key, text, signature):
        raise refusal("documents.signature_wrong", where)
    if _file_of(body, public_key, signature) != data:
        raise refusal("documents.signed_altered", where)
    return SignedDocument(body=body, public_key=public_key)


def _file_of(body: Mapping[str, Any], public_key: bytes, signature: bytes) -> bytes:
    document = {
        "body": body,
        "public_key": base64.b64encode(public_key).decode(),
        "signature": base64.b64encode(signature).decode(),
    }
    return (canonical_json(document) + "\n").encode()


def _fields_of(data: bytes, where: Where | None) -> dict[str, Any]:
    refused = refusal("documents.not_signed_document", where)
    if len(data) > MAX_DOCUMENT_BYTES:
        raise refused
    try:
        fields = json.loads(data.decode(), object_pairs_hook=_without_repeats)
    except (ValueError, RecursionError) as error:
        raise refused from error
    if not isinstance(fields, dict) or fields.keys() != _FIELDS:
        raise refused
    return fields


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found


def _from_base64(text: object, length: int) -> bytes | None:
    if not isinstance(text, str):
        return None
    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
    return raw if len(raw) == length else None


def _plain_digits(fingerprint: str) -> str:
    return "".join(letter for letter in fingerprint.casefold() if letter in "0123456789abcdef")


__all__ = [
    "Ed25519PrivateKey",
    "SignedDocument",
    "generate_key",
    "key_fingerprint",
    "public_bytes",
    "read_signed_document",
    "same_fingerprint",
    "sign",
    "signed_document",
    "verify",
]
