"""The articles of the contract of a small grant, in words and figures of that grant."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from db.tables.grants import GrantRecord
from db.tables.programme import ProgrammeRecord
from iris_grants.grants.queries import InstalmentRow
from iris_grants.kernel.money import Money
from iris_grants.programme.grant_rules import GrantRules
from iris_grants.wording import _, current_language, label, ngettext
from iris_grants.wording.formats import day, money, number_text


@dataclass(frozen=True, slots=True)
class Terms:
    """What the articles speak of."""

    grant: GrantRecord
    programme: ProgrammeRecord
    rules: GrantRules
    instalments: tuple[InstalmentRow, ...]


def clauses(terms: Terms) -> list[str]:
    """The articles in their order (DOMAIN.md §2.1, §5; the numbers are those of the rules)."""
    grant = terms.grant
    return [
        _(
            "The grant giver awards a grant for the project “{title}”, described in the "
            "application, within the action {action}."
        ).format(title=grant.title, action=_action(terms.programme)),
        _("The project is implemented from {starts} to {ends}.").format(
            starts=day(grant.starts_on), ends=day(grant.ends_on)
        ),
        _(
            "The grant is at most {amount} and at most {rate} % of the eligible costs. The final "
            "amount follows from the costs that are accepted, and can never be higher."
        ).format(
            amount=money(Money(grant.amount_minor, grant.currency)),
            rate=number_text(Decimal(grant.rate_percent)),
        ),
        _payments(terms),
        *_costs(terms),
        *_duties(terms.rules),
        _("Amounts paid beyond the final amount are returned within 30 days of the request."),
    ]


def _action(programme: ProgrammeRecord) -> str:
    title = programme.title_sr if current_language() == "sr_Latn" else programme.title_en
    return f"{title} ({programme.code})"


def _payments(terms: Terms) -> str:
    """How the plan of the annex is paid (DOMAIN.md §5.3)."""
    words = [
        _(
            "The grant is paid by the plan in annex 2 to the account named above. The balance is "
            "paid after the final report has been approved."
        )
    ]
    if any(one.kind == "further" for one in terms.instalments):
        further = _(
            "A further instalment is paid in full once {percent} % of the one before and all of "
            "the earlier ones are spent; otherwise it is less by what is missing to that."
        )
        percent = number_text(terms.rules.further_instalment_percent)
        words.append(further.format(percent=percent))
    return " ".join(words)


def _costs(terms: Terms) -> list[str]:
    """Which costs count, how the budget may change, and at which rates (DOMAIN.md §5.4 to §7.4)."""
    grant, rules = terms.grant, terms.rules
    eligible = _(
        "A cost is eligible if it arises in the implementation period, stands in the budget, "
        "is necessary for the project, is recorded and proved, and complies with the law. "
        "Indirect costs are at most {percent} % of the direct costs."
    ).format(percent=number_text(rules.indirect_percent_max))
    if not rules.vat_eligible:
        eligible += " " + _("Value-added tax is not an eligible cost.")
    return [
        eligible,
        _(
            "The grantee may move money between budget headings by written notification as long "
            "as no heading changes by more than {percent} % in total; beyond that an addendum is "
            "signed beforehand."
        ).format(percent=number_text(rules.reallocation_percent)),
        _(
            "Costs in {currency} are converted by this method: {method}; costs in other "
            "currencies by this one: {other}."
        ).format(
            currency=grant.accounting_currency,
            method=label(f"fx.{grant.fx_method}"),
            other=label(f"fx.{grant.fx_other_method}"),
        ),
    ]


def _duties(rules: GrantRules) -> list[str]:
    """What the contract of the action passes on to every grantee (DOMAIN.md §2.1, §8.4)."""
    return [
        ngettext(
            "The grantee keeps all records for at least {years} year after the balance of the "
            "action is paid, and gives the grant giver, the European Commission, OLAF, EPPO and "
            "the European Court of Auditors access to documents, premises and information about "
            "this contract.",
            "The grantee keeps all records for at least {years} years after the balance of the "
            "action is paid, and gives the grant giver, the European Commission, OLAF, EPPO and "
            "the European Court of Auditors access to documents, premises and information about "
            "this contract.",
            rules.retention_years,
        ).format(years=rules.retention_years),
        _(
            "The grantee avoids conflicts of interest, keeps confidentiality, protects personal "
            "data and shows that the project is funded by the European Union."
        ),
        _(
            "The grantee declares that it is in none of the situations that exclude from grants "
            "of the European Union, and that neither it nor its representatives are on the EU "
            "list of restrictive measures."
        ),
        _(
            "The grantee does not pass the grant on to third parties, and declares that none of "
            "the costs is paid from another source of the European Union."
        ),
    ]
