"""Approvals where the store asks for sign-in: a declared second person is not enough."""

from __future__ import annotations

from iris_grants.grants.payments import approve_payment
from iris_grants.people.commands import set_office_rule
from iris_grants.people.queries import person_by_name
from iris_grants.people.signing import set_passphrase, sign_in
from tests.iris_grants.funding import Funding
from tests.iris_grants.refusals import refused


def test_payment_is_approved_by_a_person_who_signed_in(funding: Funding) -> None:
    grant_id = funding.signed()
    payment_id = funding.prepare(grant_id)
    funding.approver.run(set_passphrase, passphrase="most na reci")
    funding.officer.run(set_office_rule, approvals_signed_in=True)

    with refused("kernel.sign_in_needed"):
        funding.approver.run(approve_payment, payment_id=payment_id)
    with funding.officer.read() as session:
        row = person_by_name(session, funding.approver.person.name)
    assert row is not None
    proven = sign_in(funding.officer, row, "most na reci").person
    funding.officer.beside(proven).run(approve_payment, payment_id=payment_id)

    assert funding.instalments(grant_id)[0].approved_by == proven.name
