"""Attachments in the window: real PDF files page by page, searched, and what is no PDF."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from iris_grants.documents.pdf import render_pdf
from iris_grants.documents.pdf_blocks import Block, PageBreak, PdfMeta, Text, Title
from iris_grants.kernel.problems import Refused
from ui.desk import WindowDesk
from ui.preview.pdf import Drawing, draw_page, draw_small, find_page
from ui.preview.preview import PdfPreview

LONG = 20_000


@pytest.fixture(scope="module")
def pdf() -> bytes:
    """Eight pages; the word *ugovor* stands on the third and the sixth."""
    blocks: list[Block] = []
    for number in range(1, 9):
        words = "Ovde je ugovor o partnerstvu." if number in (3, 6) else "Ovde je tekst."
        blocks += [Title(text=f"Strana {number}"), Text(text=words), PageBreak()]
    meta = PdfMeta(
        title="Statut",
        language="sr-Latn",
        author="Primer",
        created=datetime(2023, 11, 6, tzinfo=UTC),
    )
    return render_pdf(blocks[:-1], meta)


@pytest.fixture
def preview(qtbot: QtBot, desk: WindowDesk, pdf: bytes) -> Iterator[PdfPreview]:
    made = PdfPreview(desk)
    qtbot.addWidget(made)
    made.resize(640, 620)
    made.show()
    made.show_file("Statut.pdf", lambda: pdf)
    qtbot.waitUntil(lambda: made.pages() == 8, timeout=LONG)
    yield made
    made.hide()


def shows(preview: PdfPreview, words: str) -> bool:
    """Whether the page with these words is drawn."""
    return preview.tools.place.text() == words


def test_pages_turn_to_the_ends_and_no_further(qtbot: QtBot, preview: PdfPreview) -> None:
    assert preview.tools.place.text() == "Page 1 of 8"
    assert not preview.tools.back.isEnabled()
    preview.tools.forward.click()
    qtbot.waitUntil(lambda: preview.tools.place.text() == "Page 2 of 8", timeout=LONG)
    preview.turn(40)
    qtbot.waitUntil(lambda: preview.tools.place.text() == "Page 8 of 8", timeout=LONG)
    assert not preview.tools.forward.isEnabled()
    assert preview.view.picture.accessibleName() == "Statut.pdf, Page 8 of 8"


def test_larger_pages_have_more_pixels(qtbot: QtBot, preview: PdfPreview) -> None:
    before = preview.view.picture.pixmap().width()
    preview.tools.larger.click()
    qtbot.waitUntil(lambda: preview.view.picture.pixmap().width() > before, timeout=LONG)


def test_words_are_found_one_page_after_the_other(qtbot: QtBot, preview: PdfPreview) -> None:
    preview.tools.search.setText("ugovor")
    for page in (3, 6, 3):
        QTest.keyClick(preview.tools.search, Qt.Key.Key_Return)
        words = f"Page {page} of 8"
        qtbot.waitUntil(partial(shows, preview, words), timeout=LONG)
    assert preview.tools.found.text() == "1 found"
    preview.tools.search.setText("nema ga")
    QTest.keyClick(preview.tools.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: preview.tools.found.text() == "not found", timeout=LONG)


def test_small_pages_stand_at_the_side_and_open_theirs(qtbot: QtBot, preview: PdfPreview) -> None:
    strip = preview.pages_list
    assert strip.count() == 8
    qtbot.waitUntil(lambda: not strip.item(7).icon().isNull(), timeout=LONG)
    strip.setCurrentRow(4)
    qtbot.waitUntil(lambda: preview.tools.place.text() == "Page 5 of 8", timeout=LONG)
    preview.tools.list_pages.click()
    assert strip.isHidden()
    preview.turn(1)
    qtbot.waitUntil(lambda: preview.tools.place.text() == "Page 6 of 8", timeout=LONG)
    preview.tools.list_pages.click()
    assert (strip.isHidden(), strip.currentRow()) == (False, 5)


def test_what_is_no_pdf_says_so(qtbot: QtBot, preview: PdfPreview) -> None:
    preview.show_file("slika.pdf", lambda: b"%PDF-1.7 nothing")
    words = "This PDF cannot be shown here. Open a copy of it instead."
    qtbot.waitUntil(lambda: words in preview.view.picture.text(), timeout=LONG)


def test_drawing_is_of_the_page_asked_for(pdf: bytes) -> None:
    drawn = draw_page(pdf, Drawing(page=2, width=400, words="ugovor"))
    assert (drawn.page, drawn.pages, drawn.hits, drawn.image.width()) == (2, 8, 1, 400)
    plain = draw_page(pdf, Drawing(page=2, width=400))
    assert plain.image != drawn.image
    assert draw_page(pdf, Drawing(page=99, width=100)).page == 7
    assert [one.page for one in draw_small(pdf, 6, 5, 60)] == [6, 7]
    assert find_page(pdf, "ugovor", 2) == 5
    assert find_page(pdf, "nema", 0) is None
    with pytest.raises(Refused):
        draw_page(b"", Drawing(width=100), "prazno.pdf")
