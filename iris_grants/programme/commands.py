"""Changes to the programme of a store and to the rule sets copied into it."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.search import search_key
from db.tables.programme import (
    PartnerRecord,
    ProgrammeRecord,
    ResultRecord,
    RuleSetRecord,
    TargetRecord,
)
from iris_grants.kernel.access import Role
from iris_grants.kernel.canonical import canonical_json, fingerprint
from iris_grants.kernel.ids import new_id
from iris_grants.kernel.operations import Work, operation
from iris_grants.kernel.problems import Where, refusal
from iris_grants.programme.framework import ResultTerms, TargetTerms
from iris_grants.programme.rule_bodies import parse_grant_rules, parse_head
from iris_grants.programme.templates import Value, load_template, where_in
from iris_grants.programme.terms import ProgrammeTerms, parse_programme

GRANT_RULES = "grant_rules"
SHIPPED_KINDS = {"rules": GRANT_RULES, "standards": "standards_pack", "grids": "grid"}
OFFICE = frozenset({Role.ADMINISTRATOR, Role.GRANTS_OFFICER})
LICENSING = frozenset({Role.LICENSING_OFFICER})


@operation("programme.create", roles=OFFICE, topics=frozenset({"programme", "results"}))
def create_programme(work: Work, *, template: Mapping[str, Value]) -> str:
    """Enter the action of this store with its partners and its results with their targets, and
    adopt the grant rules it names.

    Gives the identity. Refused: `programme.exists` where the store has its action, and
    everything that is wrong in the template (`iris_grants.programme.terms`).
    """
    terms = parse_programme(template)
    if work.session.scalar(select(ProgrammeRecord.id)):
        raise refusal("programme.exists")
    programme = work.add(_record(terms))
    work.add_all(
        [
            PartnerRecord(
                id=new_id(),
                programme_id=programme.id,
                name=partner.name,
                search_key=search_key(partner.name),
                country=partner.country,
            )
            for partner in terms.partners
        ]
    )
    results = [
        _result(programme.id, place, one) for place, one in enumerate(terms.results, start=1)
    ]
    work.add_all(results)
    work.add_all(
        [
            _target(record.id, place, target)
            for record, one in zip(results, terms.results, strict=True)
            for place, target in enumerate(one.targets, start=1)
        ]
    )
    for name in terms.rule_sets:
        _adopt(work, GRANT_RULES, load_template(f"rules/{name}"))
    return programme.id


@operation("programme.change_target", roles=OFFICE, topics=frozenset({"results"}))
def change_target(work: Work, *, code: str, target: int) -> None:
    """Change a target as the grant contract was changed; the journal keeps the old one.

    Refused: `programme.target_unknown`, `programme.target_empty`.
    """
    record = work.session.scalars(select(TargetRecord).where(TargetRecord.code == code)).first()
    if record is None:
        raise refusal("programme.target_unknown", Where(key="code"), code=code)
    if target <= 0:
        raise refusal("programme.target_empty", Where(key="target"))
    record.target = target
    work.flush()


@operation("programme.adopt", roles=OFFICE | LICENSING, topics=frozenset({"rule_sets"}))
def adopt_rule_set(work: Work, *, kind: str, body: Mapping[str, Value]) -> str:
    """Copy an edition of a rule set (`grant_rules`, `standards_pack`, `grid`) into the store.

    Gives the identity; of the one that is there where the same edition with the same
    content was adopted before. Refused: `programme.edition_differs` where that edition is
    there with another content, and what is wrong in the body.
    """
    return _adopt(work, kind, body)


@operation("programme.adopt_shipped", roles=OFFICE | LICENSING, topics=frozenset({"rule_sets"}))
def adopt_shipped(work: Work, *, name: str) -> str:
    """Copy a rule set that ships with the program (`standards/RS-PERSONAL-ASSISTANCE`).

    Refused as `load_template` and `adopt_rule_set`, and `programme.not_a_rule_set` for any
    other template.
    """
    kind = SHIPPED_KINDS.get(name.partition("/")[0])
    if kind is None:
        raise refusal("programme.not_a_rule_set", Where(key="name"), name=name)
    return _adopt(work, kind, load_template(name))


def _adopt(work: Work, kind: str, body: Mapping[str, Value]) -> str:
    head = parse_head(body)
    if kind == GRANT_RULES:
        parse_grant_rules(body)
    content = dict(body)
    known = _edition(work.session, kind, head.code, head.edition)
    if known is not None:
        if known.fingerprint != fingerprint(content):
            where = where_in(body, "edition")
            raise refusal("programme.edition_differs", where, code=head.code, edition=head.edition)
        return known.id
    record = RuleSetRecord(
        id=new_id(),
        kind=kind,
        code=head.code,
        edition=head.edition,
        source=head.source,
        verified=int(head.verified),
        body=canonical_json(content),
        fingerprint=fingerprint(content),
    )
    return work.add(record).id


def _edition(session: Session, kind: str, code: str, edition: str) -> RuleSetRecord | None:
    return session.scalar(
        select(RuleSetRecord)
        .where(RuleSetRecord.kind == kind)
        .where(RuleSetRecord.code == code)
        .where(RuleSetRecord.edition == edition)
    )


def _record(terms: ProgrammeTerms) -> ProgrammeRecord:
    return ProgrammeRecord(
        id=new_id(),
        code=terms.code,
        title_en=terms.title.en,
        title_sr=terms.title.sr,
        donor=terms.donor,
        lead_name=terms.lead,
        starts_on=terms.starts_on.isoformat(),
        ends_on=terms.ends_on.isoformat(),
        budget_minor=terms.budget.minor,
        currency=terms.budget.currency,
        third_party_ceiling_minor=terms.third_party_ceiling.minor,
    )


def _result(programme_id: str, position: int, terms: ResultTerms) -> ResultRecord:
    return ResultRecord(
        id=new_id(),
        programme_id=programme_id,
        code=terms.code,
        position=position,
        level=terms.level,
        kind=terms.kind,
        title_en=terms.title.en,
        title_sr=terms.title.sr,
        source=terms.source,
        verified=int(terms.verified),
    )


def _target(result_id: str, position: int, terms: TargetTerms) -> TargetRecord:
    return TargetRecord(
        id=new_id(),
        result_id=result_id,
        code=terms.code,
        position=position,
        title_en=terms.title.en,
        title_sr=terms.title.sr,
        definition_en=terms.definition.en,
        definition_sr=terms.definition.sr,
        means_en=terms.means.en,
        means_sr=terms.means.sr,
        unit=terms.unit,
        measure=terms.measure,
        aggregation=terms.aggregation,
        dimensions=" ".join(terms.dimensions),
        baseline=terms.baseline,
        baseline_year=terms.baseline_year,
        target=terms.target,
    )
