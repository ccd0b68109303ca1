"""Papers that a call publishes: rendered in a language and filed with the call."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from db.tables.calls import CallRecord
from iris_grants.documents.attachments import attach
from iris_grants.documents.pdf import render_pdf
from iris_grants.documents.pdf_blocks import Block, Title
from iris_grants.kernel.operations import Work
from iris_grants.programme.papers import paper_meta
from iris_grants.wording import current_language, in_language


def file_paper(
    work: Work,
    call: CallRecord,
    *,
    kind: str,
    name: str,
    language: str,
    title: Callable[[], str],
    body: Callable[[], Sequence[Block]],
) -> str:
    """Write a paper of a call and file it; gives the document's identity.

    `title` and `body` are asked while the language of the paper is the current one.
    """
    with in_language(language):
        words = title()
        call_title = call.title_sr if current_language() == "sr_Latn" else call.title_en
        meta = paper_meta(work.session, title=words, created=work.now, reference=call.number)
        head = Title(text=words, eyebrow=f"{call.number} · {call_title}")
        data = render_pdf([head, *body()], meta)
    return attach(
        work,
        subject_kind="call",
        subject_id=call.id,
        kind=kind,
        name=name,
        media_type="application/pdf",
        data=data,
    ).id
