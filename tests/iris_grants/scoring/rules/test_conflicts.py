"""Ties that the data show."""

from __future__ import annotations

import pytest

from iris_grants.scoring.rules.conflicts import (
    ApplicantFacts,
    MemberFacts,
    Tie,
    TieKind,
    detect_ties,
    mail_domain,
    organisation_key,
)

MEMBER = MemberFacts(
    id="m1",
    name="Đorđe Primerović",
    organisation="Udruženje „Svetionik“",
    email="djordje@svetionik.example",
)


def applicant(**facts: str) -> ApplicantFacts:
    return ApplicantFacts(
        application_id="a1",
        organisation=facts.get("organisation", "Fondacija Most"),
        email=facts.get("email"),
        representative=facts.get("representative"),
        partners=tuple(name for name in [facts.get("partner")] if name),
    )


@pytest.mark.parametrize(
    ("facts", "kind", "evidence"),
    [
        ({"organisation": "СВЕТИОНИК"}, TieKind.ORGANISATION, "Udruženje „Svetionik“"),
        ({"partner": "Svetionik"}, TieKind.PARTNER, "Udruženje „Svetionik“"),
        (
            {"representative": "Primerović Djordje"},
            TieKind.REPRESENTATIVE,
            "Đorđe Primerović",
        ),
        (
            {"email": "info@Svetionik.EXAMPLE"},
            TieKind.EMAIL_DOMAIN,
            "svetionik.example",
        ),
    ],
)
def test_shared_value_is_a_tie(facts: dict[str, str], kind: TieKind, evidence: str) -> None:
    assert detect_ties([MEMBER], [applicant(**facts)]) == (
        Tie(member_id="m1", application_id="a1", kind=kind, evidence=evidence),
    )


def test_several_shared_values_are_one_tie_of_the_heaviest_kind() -> None:
    found = detect_ties(
        [MEMBER], [applicant(organisation="Svetionik", email="x@svetionik.example")]
    )
    assert found == (
        Tie(
            member_id="m1",
            application_id="a1",
            kind=TieKind.ORGANISATION,
            evidence="Udruženje „Svetionik“; svetionik.example",
        ),
    )


def test_nothing_shared_is_no_tie() -> None:
    nobody = MemberFacts(id="m2", name="Ana Ogledna")
    assert detect_ties([MEMBER, nobody], [applicant(organisation="Udruženje")]) == ()


def test_public_mail_provider_says_nothing() -> None:
    assert mail_domain("ana@GMAIL.com") == ""
    assert mail_domain("no address") == ""


def test_legal_form_alone_is_no_name() -> None:
    assert organisation_key("Udruženje građana") == ""
