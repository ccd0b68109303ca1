"""Documents for people and archives: blocks in, the bytes of a PDF/A-3b file out."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from iris_grants.documents.pdf_blocks import Attachment, Block, Contents, PdfMeta, Together


def render_pdf(
    blocks: Sequence[Block], meta: PdfMeta, attachments: Sequence[Attachment] = ()
) -> bytes:
    """The document as PDF/A-3b: A4, fonts embedded, bookmarks, attachments inside.

    Words come in translated; only `Page x of y` is put into the current language here.
    The same input gives the same bytes. `ValueError` for a time without a zone, for two
    attachments of one name and for a table row with more cells than columns.
    """
    # Named by every page, needed by none before it writes: imported when it does.
    from reportlab.platypus import Spacer

    from iris_grants.documents.pdf_archive import to_pdf_a3
    from iris_grants.documents.pdf_flow import Flow
    from iris_grants.documents.pdf_page import NumberedCanvas, Pages, frame_widths
    from iris_grants.documents.pdf_style import Words, register_fonts

    register_fonts()
    words = Words(meta.marked_words)
    flow = Flow(words, frame_widths(), meta.landscape)
    story = flow.flowables(blocks) or [Spacer(0, 1)]
    out = BytesIO()
    pages = Pages(out, meta, words, list(words.notes))
    if any(isinstance(block, Contents) for block in _all_of(blocks)):
        pages.multiBuild(story, canvasmaker=NumberedCanvas)
    else:
        pages.build(story, canvasmaker=NumberedCanvas)
    return to_pdf_a3(out.getvalue(), meta, attachments)


def _all_of(blocks: Sequence[Block]) -> list[Block]:
    found: list[Block] = []
    for block in blocks:
        found.append(block)
        if isinstance(block, Together):
            found.extend(_all_of(block.blocks))
    return found
