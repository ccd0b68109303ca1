"""Printed documents in tests: valid for an independent validator, and the words on them."""

from __future__ import annotations

import page
import pypdfium2


def checked(data: bytes) -> bytes:
    """The document, if the independent validator finds it to be PDF/A-3b."""
    report = page.validate_pdf_bytes(data, profile=page.ValidationProfile.PDF_A_3B)
    assert "0 failed" in str(report).split("Rules:")[1].splitlines()[0], str(report)
    return data


def words_of(data: bytes) -> str:
    """All words of a document in their order, one blank between them."""
    document = pypdfium2.PdfDocument(data)
    try:
        texts = [one.get_textpage().get_text_range() for one in document]
    finally:
        document.close()
    return " ".join(" ".join(texts).split())
