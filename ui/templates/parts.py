"""What a rule set holds, as the parts of a detail."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from iris_grants.calls.grid import EvaluationGrid, parse_grid
from iris_grants.licensing.pack_body import parse_pack
from iris_grants.programme.queries import rule_set_body
from iris_grants.programme.rule_bodies import parse_grant_rules
from iris_grants.programme.templates import Value, load_template
from iris_grants.wording import _, current_language, label
from iris_grants.wording.source_texts import source_words
from ui.tables.detail import Pair, Pairs, Part, Words, sub_table
from ui.templates.columns import (
    BANDS,
    FIXED_RATES,
    GRID,
    LIMITS,
    PAPERS,
    PRESETS,
    REASONS,
    STANDARDS,
    gate_lines,
    grid_rows,
    plain_number,
)
from ui.templates.rows import TemplateRow

if TYPE_CHECKING:
    from iris_grants.kernel.storage import Session


def body_of(session: Session, row: TemplateRow) -> Mapping[str, Value]:
    """The content of a rule set, of the store or of the program."""
    return rule_set_body(session, row.id) if row.id else load_template(row.name)


def content_parts(kind: str, body: Mapping[str, Value]) -> tuple[Part, ...]:
    """The rules themselves."""
    return _PARTS[kind](body)


def grid_parts(grid: EvaluationGrid) -> tuple[Part, ...]:
    """A grid as a table, and its gates."""
    points = _("{grid}, {points} points").format(grid=grid.id, points=plain_number(grid.most))
    return (
        sub_table(GRID, grid_rows(grid), lambda one: one.code, title=points),
        Words(title=_("Gates"), text="\n".join(gate_lines(grid)) or _("No gates.")),
    )


def _grant_rules(body: Mapping[str, Value]) -> tuple[Part, ...]:
    rules = parse_grant_rules(body)
    vat = _("eligible") if rules.vat_eligible else _("not eligible")
    sources = dict.fromkeys(source_words(limit.source) for limit in rules.limits)
    return (
        sub_table(LIMITS, rules.limits, lambda one: one.code, title=_("Limits")),
        Pairs(pairs=(Pair(label=_("VAT"), value=vat),)),
        Words(title=_("Sources of the limits"), text="\n".join(sources)),
        sub_table(PRESETS, rules.payment_presets, lambda one: one.code, title=_("Payment plans")),
        sub_table(
            BANDS,
            rules.procurement_bands,
            lambda one: str(one.up_to),
            title=_("Proof of procurement"),
        ),
        sub_table(
            REASONS,
            rules.ineligible_costs,
            lambda one: one.code,
            title=_("Costs that are not accepted"),
        ),
        sub_table(
            FIXED_RATES,
            rules.fixed_rates,
            lambda one: one.currency,
            title=_("Currencies bound to the euro"),
        ),
    )


def _pack(body: Mapping[str, Value]) -> tuple[Part, ...]:
    pack = parse_pack(body)
    language = "sr" if current_language() == "sr_Latn" else "en"
    years = str(pack.validity_years) if pack.validity_years is not None else "–"
    services = ", ".join(label(f"service.{one}") for one in pack.services)
    return (
        Pairs(
            pairs=(
                Pair(label=_("Country"), value=label(f"country.{pack.country}")),
                Pair(label=_("Services"), value=services),
                Pair(label=_("Authority"), value=pack.authority[language]),
                Pair(label=_("Validity in years"), value=years),
            )
        ),
        sub_table(STANDARDS, pack.standards, lambda one: one.code, title=_("Minimum standards")),
        sub_table(PAPERS, pack.documents, lambda one: one.code, title=_("Papers to be filed")),
    )


def _grid(body: Mapping[str, Value]) -> tuple[Part, ...]:
    return grid_parts(parse_grid(body))


_PARTS = {"grant_rules": _grant_rules, "standards_pack": _pack, "grid": _grid}
