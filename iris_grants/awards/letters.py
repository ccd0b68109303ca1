"""Letters to applicants, as PDFs under their register number: one, or all that are due."""

from __future__ import annotations

from datetime import date

from db.tables.awards import LetterRecord
from iris_grants.applications.letterhead import letter_blocks
from iris_grants.applications.office_register import (
    check_register_no,
    numbers_from,
    taken_numbers,
)
from iris_grants.awards.letter_facts import KIND_BY_STATE as KIND_BY_STATE
from iris_grants.awards.letter_facts import LetterFacts, due_letters, letter_facts
from iris_grants.awards.letter_texts import letter_body, letter_title
from iris_grants.documents.attachments import attach
from iris_grants.documents.pdf import render_pdf
from iris_grants.kernel.access import Role
from iris_grants.kernel.ids import new_id
from iris_grants.kernel.operations import Work, operation
from iris_grants.kernel.problems import Where, refusal
from iris_grants.kernel.progress import Progress
from iris_grants.programme.papers import paper_meta
from iris_grants.wording import in_language

OFFICER = frozenset({Role.GRANTS_OFFICER})
TOPICS = frozenset({"letters", "applications"})
DEFAULT_LANGUAGE = "sr"


@operation("awards.write_letter", roles=OFFICER, topics=TOPICS)
def write_letter(
    work: Work, *, application_id: str, register_no: str, written_on: date, language: str
) -> str:
    """Write the letter that the state of an application calls for; returns its id.

    Every letter says the reference number, whether the application was on time and
    assessed, the result with its reasons and the points of each section, and the way to
    complain (DOMAIN.md §4.9). Refused while there is nothing to tell
    (`awards.letter_undecided`), and for a register number that another paper carries.
    """
    if not register_no.strip():
        raise refusal("awards.register_no_needed", Where(key="register_no"))
    check_register_no(work.session, register_no, own=LetterRecord)
    found = letter_facts(work.session, (application_id,))
    if not found:
        raise refusal("kernel.not_found", Where(key=application_id), table="application")
    (facts,) = found
    state = facts.application.state
    if state not in KIND_BY_STATE:
        raise refusal(
            "awards.letter_undecided",
            application=facts.application.number,
            state=f"state.application.{state}",
        )
    return _write(work, facts, register_no.strip(), written_on, language)


@operation("awards.write_letters", roles=OFFICER, topics=TOPICS)
def write_letters(
    work: Work,
    *,
    call_id: str,
    first_register_no: str,
    written_on: date,
    kind: str | None = None,
    language: str | None = None,
    progress: Progress | None = None,
) -> int:
    """Write all letters that are due to the applicants of a call; how many were written.

    Register numbers are counted up from the first, those that other papers carry are passed
    over. `kind` writes the letters of one kind only; `language` is that of each application
    unless it is said. Stopped in between, no letter is written. Refused:
    `awards.register_no_needed`, `awards.no_letters_due`, `awards.register_no_uncountable`.
    """
    if not first_register_no.strip():
        raise refusal("awards.register_no_needed", Where(key="first_register_no"))
    due = [one for one in due_letters(work.session, call_id) if kind in (None, one.kind)]
    if not due:
        raise refusal("awards.no_letters_due")
    numbers = numbers_from(first_register_no.strip(), taken_numbers(work.session), len(due))
    if len(numbers) < len(due):
        where = Where(key="first_register_no")
        raise refusal("awards.register_no_uncountable", where, number=first_register_no.strip())
    steps = progress or Progress()
    found = letter_facts(work.session, tuple(one.application_id for one in due))
    for place, (facts, number) in enumerate(zip(found, numbers, strict=True)):
        steps.step(place, len(found), "awards.step.letters")
        own = facts.application.language or DEFAULT_LANGUAGE
        _write(work, facts, number, written_on, language or own)
    return len(found)


def _write(
    work: Work, facts: LetterFacts, register_no: str, written_on: date, language: str
) -> str:
    kind = KIND_BY_STATE[facts.application.state]
    with in_language(language):
        title = letter_title(kind)
        meta = paper_meta(work.session, title=title, created=work.now, reference=register_no)
        blocks = letter_blocks(
            facts.to,
            title=title,
            register_no=register_no,
            written_on=written_on,
            body=letter_body(facts, kind),
        )
        data = render_pdf(blocks, meta)
    document = attach(
        work,
        subject_kind="application",
        subject_id=facts.application.id,
        kind=f"letter_{kind}",
        name=f"{facts.application.number}-{kind}.pdf",
        media_type="application/pdf",
        data=data,
    )
    letter = LetterRecord(
        id=new_id(),
        application_id=facts.application.id,
        kind=kind,
        register_no=register_no,
        written_on=written_on.isoformat(),
        language=language,
        document_id=document.id,
    )
    return work.add(letter).id
