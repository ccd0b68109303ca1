"""What every paper of the programme carries: whose it is, who pays, and the note on Kosovo*."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from iris_grants.documents.pdf_blocks import MarkedWord, PdfMeta
from iris_grants.programme.queries import the_programme
from iris_grants.wording import _, current_language, label

KOSOVO_WORDS = (
    *("Kosovo", "Kosova", "Kosovu", "Kosovom", "Kosovë", "Kosovës"),
    *("Косово", "Косова", "Косову", "Косовом"),
)


def kosovo_note() -> MarkedWord:
    """The footnote wherever the name is printed (DOMAIN.md §1), in the current language."""
    return MarkedWord(
        words=KOSOVO_WORDS,
        mark="*",
        note=label("form.kosovo"),
    )


def paper_meta(
    session: Session, *, title: str, created: datetime, reference: str = "", landscape: bool = False
) -> PdfMeta:
    """Head and foot of a paper in the current language; `reference` stands on every page."""
    programme = the_programme(session)
    return PdfMeta(
        title=title,
        language=current_language().replace("_", "-"),
        author=programme.lead_name,
        created=created,
        subject=programme.title.of(current_language()),
        reference=reference,
        running_title=f"{programme.code} · {title}",
        funding_line=_("Funded by the European Union"),
        landscape=landscape,
        marked_words=(kosovo_note(),),
    )
