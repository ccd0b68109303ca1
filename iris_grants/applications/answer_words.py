"""The answers of an application form in words, for screens and papers alike."""

from __future__ import annotations

from datetime import date

from iris_grants.applications.queries import AnswerRow
from iris_grants.wording import _, current_language, label
from iris_grants.wording.formats import day

COUNTRIES = frozenset({"applicant.country", "project.country"})
DAYS = frozenset({"applicant.registered_on", "declaration.signed_on"})


def answer_label(answer: AnswerRow) -> str:
    """The words of a field of the form; those of a partner with its number."""
    if answer.label is not None:
        return answer.label.of(current_language())
    parts = answer.key.split(".")
    if parts[0] == "partner" and len(parts) > 2:
        return f"{parts[1]} · {label(f'form.partner.{parts[-1]}')}"
    return label(f"form.{answer.key}")


def answer_text(answer: AnswerRow) -> str:
    """What the applicant wrote, codes and days in words."""
    name = answer.key.rpartition(".")[2]
    if answer.key in COUNTRIES or (answer.key.startswith("partner.") and name == "country"):
        return label(f"country.{answer.text}")
    if answer.key in DAYS:
        return day(date.fromisoformat(answer.text))
    if answer.text in ("yes", "no"):
        return label(f"form.{answer.text}")
    if answer.key == "project.language":
        return _("Serbian") if answer.text == "sr" else _("English")
    return answer.text


def partner_number(answer: AnswerRow) -> str:
    """The number of the partner that an answer speaks of; empty for any other answer."""
    parts = answer.key.split(".")
    return parts[1] if parts[0] == "partner" and len(parts) > 2 else ""
