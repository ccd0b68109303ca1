"""The headings of a budget in words, as the call names them."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy.orm import Session

from iris_grants.awards.rules.negotiation import CONTINGENCY, INDIRECT
from iris_grants.calls.queries import terms_of
from iris_grants.wording import current_language, label


def heading_words(session: Session, call_id: str) -> Mapping[str, str]:
    """The words of every heading by its code, in the current language."""
    language = current_language()
    headings = terms_of(session, call_id).budget.headings
    return {
        **{heading.code: heading.title.of(language) for heading in headings},
        **{share: label(f"form.share.{share}") for share in (INDIRECT, CONTINGENCY)},
    }
