"""A standards pack as its template has it, checked key by key."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from iris_grants.kernel.problems import Problem, refuse_on_errors
from iris_grants.licensing.pack import (
    COUNTRIES,
    GOALS,
    LICENCE_GOALS,
    WEIGHTS,
    RequiredDocument,
    Standard,
    StandardsPack,
    Words,
)
from iris_grants.programme.fields import Fields
from iris_grants.programme.templates import Value


def parse_pack(body: Mapping[str, Value], *, identity: str = "") -> StandardsPack:
    """The pack of a template; refused with every problem and its place.

    `identity` is that of the rule set in the store, empty for one that is not adopted.
    Beside missing and wrong keys: `programme.choice_unknown` for countries, goals and
    weights that nobody knows, `licensing.code_twice`.
    """
    problems: list[Problem] = []
    fields = Fields(body, problems)
    validity = fields.part("validity") if fields.has("validity") else None
    code = fields.text("code")
    pack = StandardsPack(
        id=identity,
        code=code,
        edition=fields.text("edition"),
        source=fields.text("source"),
        verified=fields.flag("verified", default=False),
        title=_words(fields, "title") if fields.has("title") else {"en": code, "sr": code},
        country=_one_of(fields, "country", COUNTRIES),
        services=fields.texts("services"),
        goals=_goals(fields),
        authority=_words(fields, "authority"),
        validity_years=_years(fields, "validity_years"),
        validity_source=validity.text("source") if validity else "",
        validity_verified=validity.flag("verified", default=False) if validity else False,
        limited_once=fields.flag("limited_once", default=False),
        limited_years=_years(fields, "limited_years"),
        standards=tuple(_standard(part) for part in fields.parts("standards")),
        documents=tuple(_document(part) for part in fields.parts("documents")),
    )
    if validity:
        validity.finish()
    for key in ("services", "standards", "documents"):
        if not fields.has(key):
            fields.note(key, "programme.key_missing")
    _note_twins(fields, "standards", [one.code for one in pack.standards])
    _note_twins(fields, "documents", [one.code for one in pack.documents])
    fields.raw("kind")
    fields.finish()
    refuse_on_errors(problems)
    return pack


def _standard(fields: Fields) -> Standard:
    made = Standard(
        code=fields.text("code"),
        area=fields.text("area"),
        criticality=_one_of(fields, "criticality", WEIGHTS),
        text=_words(fields, "text"),
        services=fields.texts("services"),
        source=fields.text("source", required=False),
        verified=fields.flag("verified", default=False),
    )
    fields.finish()
    return made


def _document(fields: Fields) -> RequiredDocument:
    made = RequiredDocument(
        code=fields.text("code"),
        kind=fields.text("kind"),
        text=_words(fields, "text"),
        condition=_words(fields, "condition") if fields.has("condition") else None,
        at_filing=fields.flag("at_filing", default=False),
        source=fields.text("source", required=False),
        verified=fields.flag("verified", default=False),
    )
    fields.finish()
    return made


def _words(fields: Fields, key: str) -> Words:
    found = fields.words(key)
    return {"en": found.en, "sr": found.sr}


def _years(fields: Fields, key: str) -> int | None:
    return fields.whole(key, at_least=1) if fields.has(key) else None


def _goals(fields: Fields) -> tuple[str, ...]:
    found = fields.texts("goals") or LICENCE_GOALS
    for goal in found:
        if goal not in GOALS:
            known = ", ".join(GOALS)
            fields.note("goals", "programme.choice_unknown", value=goal, known=known)
    return found


def _one_of(fields: Fields, key: str, known: tuple[str, ...]) -> str:
    found = fields.text(key)
    if found and found not in known:
        fields.note(key, "programme.choice_unknown", value=found, known=", ".join(known))
    return found


def _note_twins(fields: Fields, key: str, codes: list[str]) -> None:
    for code, times in Counter(codes).items():
        if code and times > 1:
            fields.note(key, "licensing.code_twice", code=code)
