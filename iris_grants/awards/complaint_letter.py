"""The letter that answers a complaint."""

from __future__ import annotations

from datetime import date

from db.tables.awards import ComplaintRecord
from iris_grants.applications.letterhead import addressee, letter_blocks
from iris_grants.documents.attachments import attach
from iris_grants.documents.pdf import render_pdf
from iris_grants.documents.pdf_blocks import Block, Heading, KeyValues, Text
from iris_grants.kernel.operations import Work
from iris_grants.programme.papers import paper_meta
from iris_grants.wording import _, in_language
from iris_grants.wording.formats import day


def write_answer(work: Work, record: ComplaintRecord, language: str) -> str:
    """Write and file the answer to a decided complaint; gives the document's identity."""
    to = addressee(work.session, record.application_id)
    written_on = date.fromisoformat(record.answered_on or record.received_on)
    with in_language(language):
        title = _("Decision on a complaint")
        register_no = record.register_no or ""
        meta = paper_meta(work.session, title=title, created=work.now, reference=register_no)
        blocks = letter_blocks(
            to, title=title, register_no=register_no, written_on=written_on, body=_body(record)
        )
        data = render_pdf(blocks, meta)
    return attach(
        work,
        subject_kind="application",
        subject_id=record.application_id,
        kind="letter_complaint",
        name=f"{to.application.number}-complaint-{record.number}.pdf",
        media_type="application/pdf",
        data=data,
    ).id


def _body(record: ComplaintRecord) -> list[Block]:
    return [
        KeyValues(
            rows=[
                (_("Complaint"), str(record.number)),
                (_("Complaint received on"), day(record.received_on)),
                (_("Within the time for complaints"), _("yes") if record.in_time else _("no")),
                (_("Decided on"), day(record.decided_on)),
            ]
        ),
        Text(text=_outcome(record.decision or "")),
        Heading(text=_("Reasons"), level=2),
        Text(text=record.decision_reason or ""),
        Text(
            text=_(
                "The complaint was decided by a person who took no part in the evaluation. This "
                "decision is final within our procedure."
            )
        ),
    ]


def _outcome(decision: str) -> str:
    return {
        "upheld": _(
            "Your complaint is upheld. The decision on your application is taken back and your "
            "application is considered again; you will be told the result."
        ),
        "dismissed": _(
            "Your complaint is dismissed as unfounded. The decision on your application stands."
        ),
        "inadmissible": _(
            "Your complaint cannot be considered. The decision on your application stands."
        ),
    }[decision]
