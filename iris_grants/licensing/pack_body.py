"""A standards pack as its template has it, checked key by key."""

from __future__ import annotations

from collections.abc import Mapping

from iris_grants.kernel.problems import Problem, refuse_on_errors
from iris_grants.licensing.standards import RequiredDocument, Standard, StandardsPack
from iris_grants.programme.fields import Fields
from iris_grants.programme.templates import Value


def parse_pack(body: Mapping[str, Value], *, identity: str = "") -> StandardsPack:
    """The pack of a template; refused with every problem and its place.

    `identity` is that of the rule set in the store, empty for one that is not adopted.
    """
    problems: list[Problem] = []
    fields = Fields(body, problems)
    authority = fields.words("authority")
    pack = StandardsPack(
        id=identity,
        code=fields.text("code"),
        edition=fields.text("edition"),
        source=fields.text("source"),
        verified=fields.flag("verified", default=False),
        country=fields.text("country"),
        services=fields.texts("services"),
        authority={"en": authority.en, "sr": authority.sr},
        validity_years=fields.whole("validity_years") if fields.has("validity_years") else None,
        limited_once=fields.flag("limited_once", default=False),
        standards=tuple(_standard(part) for part in fields.parts("standards")),
        documents=tuple(_document(part) for part in fields.parts("documents")),
    )
    for key in ("services", "standards", "documents"):
        if not fields.has(key):
            fields.note(key, "programme.key_missing")
    fields.raw("kind")
    fields.finish()
    refuse_on_errors(problems)
    return pack


def _standard(fields: Fields) -> Standard:
    text = fields.words("text")
    made = Standard(
        code=fields.text("code"),
        area=fields.text("area"),
        criticality=fields.text("criticality"),
        text={"en": text.en, "sr": text.sr},
    )
    fields.finish()
    return made


def _document(fields: Fields) -> RequiredDocument:
    text = fields.words("text")
    made = RequiredDocument(
        code=fields.text("code"),
        kind=fields.text("kind"),
        text={"en": text.en, "sr": text.sr},
    )
    fields.finish()
    return made
