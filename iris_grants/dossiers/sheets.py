"""Pages written for a dossier from what the store holds: one PDF a subject."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.tables.applications import ApplicationRecord
from db.tables.people import PersonRecord
from db.tables.programme import PartnerRecord, ProgrammeRecord, RuleSetRecord
from db.tables.scoring import (
    ConflictRecord,
    MemberRecord,
)
from iris_grants.documents.pdf import render_pdf
from iris_grants.documents.pdf_blocks import (
    Block,
    Column,
    Heading,
    KeyValues,
    Table,
    Title,
)
from iris_grants.dossiers.redaction import NOTHING_HIDDEN, Redaction
from iris_grants.kernel.money import Money
from iris_grants.programme.papers import paper_meta
from iris_grants.wording import _, current_language, label
from iris_grants.wording.formats import day, money
from iris_grants.wording.source_texts import source_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """Where a written page belongs: the session, the moment it carries, the dossier's number.

    What `redaction` hides is replaced in all its words.
    """

    session: Session
    created: datetime
    number: str
    redaction: Redaction = NOTHING_HIDDEN


def pdf(
    paper: Paper,
    title: str,
    blocks: Sequence[Block],
    subtitle: str = "",
    *,
    landscape: bool = False,
) -> bytes:
    """A page of the dossier with head and foot of the programme; wide tables on turned pages."""
    hide = paper.redaction
    meta = paper_meta(
        paper.session,
        title=hide.text(title),
        created=paper.created,
        reference=paper.number,
        landscape=landscape,
    )
    return render_pdf(hide.of([Title(text=title, subtitle=subtitle), *blocks]), meta)


def legal_base(paper: Paper, rule_set_id: str | None) -> bytes:
    """The action, its partners, and the rules that the contract or call was made under."""
    programme = paper.session.scalars(select(ProgrammeRecord)).one()
    partners = paper.session.scalars(select(PartnerRecord).order_by(PartnerRecord.name)).all()
    title = programme.title_sr if current_language() == "sr_Latn" else programme.title_en
    blocks: list[Block] = [
        KeyValues(
            rows=[
                (_("Action"), f"{title} ({programme.code})"),
                (_("Donor"), programme.donor),
                (_("Lead organisation"), programme.lead_name),
                (_("Period"), f"{day(programme.starts_on)} – {day(programme.ends_on)}"),
                (_("Budget"), money(Money(programme.budget_minor, programme.currency))),
                (
                    _("Ceiling per third party"),
                    money(Money(programme.third_party_ceiling_minor, programme.currency)),
                ),
            ]
        ),
        Table(
            columns=[Column(title=_("Partner")), Column(title=_("Country"))],
            rows=[[partner.name, label(f"country.{partner.country}")] for partner in partners],
            empty=_("No partners."),
        ),
    ]
    if rule_set_id is not None:
        rules = paper.session.get_one(RuleSetRecord, rule_set_id)
        blocks += [
            Heading(text=_("Rules applied"), level=2),
            KeyValues(
                rows=[
                    (_("Rule set"), f"{rules.code} · {rules.edition}"),
                    (_("Source"), source_words(rules.source)),
                    (_("Verified"), _("yes") if rules.verified else _("no, editable preset")),
                    (_("Fingerprint"), rules.fingerprint),
                ],
                label_mm=40,
            ),
        ]
    return pdf(paper, _("Legal base"), blocks)


def evaluation_bodies(paper: Paper, call_id: str, application_ids: Sequence[str]) -> bytes:
    """Members of the committee with their declarations, and the conflicts that were found."""
    members = paper.session.execute(
        select(MemberRecord, PersonRecord.name)
        .join(PersonRecord, PersonRecord.id == MemberRecord.person_id)
        .where(MemberRecord.call_id == call_id)
        .order_by(MemberRecord.code)
    ).all()
    blocks: list[Block] = [
        Table(
            columns=[
                Column(title=_("Code")),
                Column(title=_("Name")),
                Column(title=_("Role")),
                Column(title=_("Declaration signed on")),
            ],
            rows=[
                [member.code, name, label(f"member.{member.role}"), day(member.declared_on)]
                for member, name in members
            ],
        ),
        Heading(text=_("Conflicts of interest"), level=2),
        _conflicts(paper, application_ids, {member.id: name for member, name in members}),
    ]
    return pdf(paper, _("Evaluation committee"), blocks)


def _conflicts(paper: Paper, application_ids: Sequence[str], names: Mapping[str, str]) -> Table:
    conflicts = paper.session.execute(
        select(ConflictRecord, ApplicationRecord.number)
        .join(ApplicationRecord, ApplicationRecord.id == ConflictRecord.application_id)
        .where(ConflictRecord.application_id.in_(application_ids))
        .order_by(ApplicationRecord.number, ConflictRecord.member_id)
    ).all()
    return Table(
        columns=[
            Column(title=_("Application")),
            Column(title=_("Member")),
            Column(title=_("Origin")),
            Column(title=_("State")),
            Column(title=_("Reason")),
        ],
        rows=[
            [
                number,
                names[conflict.member_id],
                label(f"origin.conflict.{conflict.origin}"),
                label(f"state.conflict.{conflict.state}"),
                conflict.reason,
            ]
            for conflict, number in conflicts
        ],
        empty=_("None declared, none found."),
    )
