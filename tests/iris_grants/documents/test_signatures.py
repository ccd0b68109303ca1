"""Signed documents: right ones are read, anything changed is refused."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iris_grants.documents.signatures import (
    generate_key,
    key_fingerprint,
    public_bytes,
    read_signed_document,
    same_fingerprint,
    sign,
    signed_document,
    verify,
)
from iris_grants.kernel.problems import Refused, Where

KEY = generate_key()
BODY = {"format": "test/1", "scores": [{"criterion": "1.1", "value": 4}], "name": "Đorđe Ђ"}
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(codec="utf-8")),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters(codec="utf-8")), inner),
    max_leaves=12,
)


def code_of(data: bytes) -> str:
    with pytest.raises(Refused) as refused:
        read_signed_document(data, Where(file="return.json"))
    (problem,) = refused.value.problems
    assert problem.where == Where(file="return.json")
    return problem.code


def test_signature_is_right_for_these_bytes_and_this_key_only() -> None:
    signature = sign(KEY, b"words")
    assert verify(public_bytes(KEY), b"words", signature)
    assert not verify(public_bytes(KEY), b"Words", signature)
    assert not verify(public_bytes(generate_key()), b"words", signature)
    assert not verify(b"short", b"words", signature)
    assert not verify(public_bytes(KEY), b"words", b"short")


def test_fingerprint_is_of_groups_that_people_compare() -> None:
    fingerprint = key_fingerprint(bytes(32))
    assert fingerprint == "6668 7aad f862 bd77 6c8f c18b 8e9f 8e20"
    assert same_fingerprint(fingerprint, fingerprint.upper().replace(" ", "-"))
    assert not same_fingerprint(fingerprint, fingerprint[:-1])
    assert not same_fingerprint("", "")


def test_document_is_read_back_with_its_signer() -> None:
    document = read_signed_document(signed_document(BODY, KEY))
    assert document.body == BODY
    assert document.public_key == public_bytes(KEY)
    assert document.fingerprint == key_fingerprint(public_bytes(KEY))


@settings(max_examples=30)
@given(st.dictionaries(st.text(st.characters(codec="utf-8")), json_values))
def test_any_body_survives(body: dict[str, object]) -> None:
    assert read_signed_document(signed_document(body, KEY)).body == body


def test_every_flipped_bit_is_refused() -> None:
    data = signed_document(BODY, KEY)
    for position in range(len(data)):
        for bit in (0x01, 0x20, 0x80):
            changed = bytearray(data)
            changed[position] ^= bit
            assert code_of(bytes(changed)) in {
                "documents.not_signed_document",
                "documents.signature_wrong",
                "documents.signed_altered",
            }


def test_every_cut_is_refused() -> None:
    data = signed_document(BODY, KEY)
    for length in range(len(data)):
        assert code_of(data[:length]) in {
            "documents.not_signed_document",
            "documents.signed_altered",
        }


def test_signature_of_another_key_is_wrong() -> None:
    mine, other = (json.loads(signed_document(BODY, key)) for key in (KEY, generate_key()))
    mine["signature"] = other["signature"]
    assert code_of(json.dumps(mine).encode()) == "documents.signature_wrong"


def test_same_words_otherwise_written_are_altered() -> None:
    pretty = json.dumps(json.loads(signed_document(BODY, KEY)), indent=1)
    assert code_of(pretty.encode()) == "documents.signed_altered"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{}",
        b"[]",
        b"\xff\xfe",
        b'{"body":{},"public_key":"AA","signature":"AA"}',
        b'{"body":1,"public_key":"","signature":""}',
        b'{"body":{"a":1,"a":1},"public_key":"","signature":""}',
        b'{"body":{"a":NaN},"public_key":"","signature":""}',
        b'{"body":' + b"[" * 100_000,
    ],
)
def test_other_files_are_no_signed_documents(data: bytes) -> None:
    assert code_of(data) == "documents.not_signed_document"


def test_body_with_a_float_is_our_own_mistake() -> None:
    with pytest.raises(TypeError):
        signed_document({"value": 0.5}, KEY)
