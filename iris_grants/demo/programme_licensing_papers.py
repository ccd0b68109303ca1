"""Sample papers of licensing cases: one invented document a kind, the same for every case."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime

from iris_grants.documents.pdf import render_pdf
from iris_grants.documents.pdf_blocks import Block, PdfMeta, Text, Title

NOTE = "Ovaj dokument je uzorak za ogledni program; sve u njemu je izmišljeno."
AUTHOR = "Ogledni program"
MADE = datetime(2024, 3, 4, 9, tzinfo=UTC)


@dataclass(slots=True)
class Papers:
    """Documents by their title, each made once."""

    _made: dict[str, bytes] = field(default_factory=dict)

    def of(self, title: str) -> bytes:
        """The PDF under this title."""
        if title not in self._made:
            meta = PdfMeta(title=title, language="sr-Latn", author=AUTHOR, created=MADE)
            blocks: list[Block] = [Title(text=title, eyebrow="Uzorak"), Text(text=NOTE)]
            self._made[title] = render_pdf(blocks, meta)
        return self._made[title]
