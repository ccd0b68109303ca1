"""The results framework as the office works with it: definitions corrected, results confirmed."""

from __future__ import annotations

from sqlalchemy import select

from db.tables.programme import ResultRecord, TargetRecord
from iris_grants.kernel.operations import Work, operation
from iris_grants.kernel.problems import Problem, Where, refusal, refuse_on_errors
from iris_grants.programme.commands import OFFICE

TOPICS = frozenset({"results"})


@operation("programme.define_target", roles=OFFICE, topics=TOPICS, undoable=True)
def define_target(
    work: Work,
    *,
    code: str,
    title_en: str,
    title_sr: str,
    definition_en: str,
    definition_sr: str,
    means_en: str,
    means_sr: str,
) -> None:
    """Correct the words of an indicator; its result must then be compared with the contract anew.

    What is counted, in which unit and how values are put together stays: entries rest on
    it. Refused: `programme.target_unknown`, `programme.key_missing` for every empty text.
    """
    target = work.session.scalars(select(TargetRecord).where(TargetRecord.code == code)).first()
    if target is None:
        raise refusal("programme.target_unknown", Where(key="code"), code=code)
    texts = {
        "title_en": title_en.strip(),
        "title_sr": title_sr.strip(),
        "definition_en": definition_en.strip(),
        "definition_sr": definition_sr.strip(),
        "means_en": means_en.strip(),
        "means_sr": means_sr.strip(),
    }
    refuse_on_errors(
        Problem(code="programme.key_missing", where=Where(key=key))
        for key, text in texts.items()
        if not text
    )
    for key, text in texts.items():
        setattr(target, key, text)
    work.get(ResultRecord, target.result_id).verified = 0
    work.flush()


@operation("programme.confirm_result", roles=OFFICE, topics=TOPICS)
def confirm_result(work: Work, *, code: str, source: str) -> None:
    """Record that a result was compared with its source (`Annex C of the grant contract`).

    Refused: `programme.result_unknown`, `programme.key_missing` without a source.
    """
    result = work.session.scalars(select(ResultRecord).where(ResultRecord.code == code)).first()
    if result is None:
        raise refusal("programme.result_unknown", Where(key="code"), code=code)
    if not source.strip():
        raise refusal("programme.key_missing", Where(key="source"))
    result.source, result.verified = source.strip(), 1
    work.flush()
