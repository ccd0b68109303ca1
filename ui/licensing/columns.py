"""How licensing cases and their standards look in tables."""

from __future__ import annotations

from iris_grants.licensing.queries import CaseRow, GapRow, StepRow
from iris_grants.wording import N_, current_language, label
from ui.shell.tokens import Meaning
from ui.tables.columns import Column, Kind, chip

STAGES = {
    "licensed": Meaning.GOOD,
    "maintenance": Meaning.GOOD,
    "refused": Meaning.BAD,
    "suspended": Meaning.BAD,
    "filed": Meaning.INFORMATION,
    "authority_review": Meaning.INFORMATION,
}
GAPS = {"met": Meaning.GOOD, "partly": Meaning.ATTENTION, "not_met": Meaning.BAD}

CASES: tuple[Column[CaseRow], ...] = (
    Column(key="number", title=N_("Case"), width=84),
    Column(key="organisation", title=N_("Organisation"), width=130, stretch=3),
    Column(
        key="country",
        title=N_("Country"),
        value=lambda row: label(f"country.{row.country}"),
        hidden=True,
    ),
    Column(
        key="service",
        title=N_("Service"),
        value=lambda row: label(f"service.{row.service}"),
        width=90,
        stretch=2,
    ),
    Column(
        key="stage",
        title=N_("Stage"),
        kind=Kind.CHIP,
        value=lambda row: chip(row.stage, STAGES, "stage."),
        width=170,
    ),
    Column(key="reached_on", title=N_("Since"), kind=Kind.DATE, width=96),
    Column(key="gaps", title=N_("Open gaps"), kind=Kind.INTEGER, width=96, hidden=True),
    Column(key="mentor", title=N_("Mentor"), hidden=True),
    Column(key="licence_number", title=N_("Licence"), hidden=True),
    Column(key="licence_valid_to", title=N_("Valid to"), kind=Kind.DATE, width=96),
)

GAP_COLUMNS: tuple[Column[GapRow], ...] = (
    Column(key="code", title=N_("Standard"), width=84),
    Column(
        key="text",
        title=N_("Requirement"),
        value=lambda row: row.text_sr if current_language() == "sr_Latn" else row.text_en,
        width=180,
        stretch=3,
        tooltip=lambda row: row.text_sr if current_language() == "sr_Latn" else row.text_en,
    ),
    Column(
        key="self_state",
        title=N_("Self-assessment"),
        kind=Kind.CHIP,
        value=lambda row: chip(row.self_state, GAPS, "gap."),
    ),
    Column(
        key="verified_state",
        title=N_("Verified"),
        kind=Kind.CHIP,
        value=lambda row: chip(row.verified_state, GAPS, "gap."),
    ),
)

PLAN_COLUMNS: tuple[Column[GapRow], ...] = (
    Column(key="code", title=N_("Standard"), width=84),
    Column(key="action", title=N_("Action"), width=150, stretch=3),
    Column(key="responsible", title=N_("Responsible"), stretch=1),
    Column(key="due_on", title=N_("Until"), kind=Kind.DATE),
    Column(key="cost_minor", title=N_("Cost"), kind=Kind.MONEY, currency="EUR"),
    Column(key="done_on", title=N_("Done on"), kind=Kind.DATE),
)

STEP_COLUMNS: tuple[Column[StepRow], ...] = (
    Column(key="stage", title=N_("Step"), value=lambda row: label(f"stage.{row.stage}"), stretch=2),
    Column(key="reached_on", title=N_("Reached on"), kind=Kind.DATE),
    Column(key="note", title=N_("Note"), stretch=2),
)
