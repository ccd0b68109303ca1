"""The tabs *Reports*, *Indicators* and *Visits* of a grant."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from iris_grants.grants.queries import GrantRow
from iris_grants.reporting import commands, evidence, indicators, visits
from iris_grants.reporting.indicator_queries import IndicatorRow, indicators_of
from iris_grants.reporting.life_queries import (
    FindingRow,
    RiskRow,
    VisibilityRow,
    VisitRow,
    risks_of,
    visibility_of,
    visits_of,
)
from iris_grants.results.from_grants import live_links
from iris_grants.wording import _
from ui.forms.acts import command_act, form_act
from ui.forms.fields import FormSpec
from ui.grants import life_forms
from ui.grants.standing import Standing
from ui.reporting import forms
from ui.reporting.columns import (
    FINDINGS,
    OF_GRANT,
    RISK_NOTES,
    VISIBILITY,
    VISITS,
    ListedReport,
    indicator_columns,
)
from ui.reporting.page import listed_reports
from ui.shell.act import Act, go_act
from ui.tables.detail import Tab, sub_table

if TYPE_CHECKING:
    from iris_grants.kernel.storage import Session

OVER = ("drafted", "closed", "terminated")


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """What happened to a grant since its signature."""

    reports: tuple[ListedReport, ...]
    indicators: tuple[IndicatorRow, ...]
    counts: Mapping[str, str]
    visits: tuple[VisitRow, ...]
    visibility: tuple[VisibilityRow, ...]
    risks: tuple[RiskRow, ...]


def life_of(session: Session, grant_id: str) -> Life:
    """Everything of it, in a fixed number of queries."""
    return Life(
        reports=listed_reports(session, grant_id),
        indicators=indicators_of(session, grant_id),
        counts=live_links(session, grant_id),
        visits=visits_of(session, grant_id),
        visibility=visibility_of(session, grant_id),
        risks=risks_of(session, grant_id),
    )


def plan_act(row: GrantRow, standing: Standing) -> Act:
    """Planning the reports: one interim report for each further instalment."""
    further = sum(1 for one in standing.instalments if one.kind == "further")
    return form_act(
        _("Plan the reports…"),
        lambda: forms.plan_form(further),
        commands.plan_reports,
        fixed={"grant_id": row.id},
        icon="list-checks",
    )


def reports_tab(row: GrantRow, life: Life) -> Tab:
    """The reports that the contract asks for, each leading to its page."""
    acts: tuple[Act, ...] = ()
    if row.state in commands.LIVE:
        more = form_act(
            _("One more report…"), forms.more_form, commands.add_report, fixed={"grant_id": row.id}
        )
        acts = (more,) if life.reports else ()

    def to_report(one: ListedReport) -> tuple[Act, ...]:
        return (go_act(_("To the report"), "reports", one.row.id),)

    return Tab(
        title=_("Reports"),
        count=len(life.reports),
        acts=acts,
        parts=(
            sub_table(
                OF_GRANT,
                life.reports,
                lambda one: one.row.id,
                none=_("The reports are not planned yet."),
                acts=to_report,
            ),
        ),
    )


def indicators_tab(row: GrantRow, life: Life) -> Tab:
    """The grantee's own logical framework with what was reached."""
    live = row.state not in indicators.ENDED
    new = form_act(
        _("New indicator…"),
        life_forms.indicator_form,
        indicators.add_indicator,
        fixed={"grant_id": row.id},
        icon="plus",
    )

    def acts(one: IndicatorRow) -> tuple[Act, ...]:
        if not live or one.reported is not None:
            return ()
        drop = command_act(
            _("Take out"),
            indicators.drop_indicator,
            {"indicator_id": one.id},
            question=_("Take out indicator {indicator}?").format(indicator=one.code),
        )
        return (drop,)

    return Tab(
        title=_("Indicators"),
        count=len(life.indicators),
        acts=(new,) if live else (),
        parts=(
            sub_table(
                indicator_columns(life.counts),
                life.indicators,
                lambda one: one.id,
                none=_("No indicators are entered yet."),
                acts=acts,
            ),
        ),
    )


def visits_tab(row: GrantRow, life: Life) -> Tab:
    """Visits with their findings, visibility, and the notes on risk."""
    findings = tuple(finding for visit in life.visits for finding in visit.findings)
    parts = [
        sub_table(
            VISITS,
            life.visits,
            lambda one: one.id,
            title=_("Visits"),
            none=_("No visit is planned yet."),
            acts=_visit_acts,
        ),
        sub_table(
            VISIBILITY,
            life.visibility,
            lambda one: one.id,
            title=_("Visibility"),
            none=_("There is no evidence yet."),
        ),
        sub_table(
            RISK_NOTES,
            life.risks,
            lambda one: one.id,
            title=_("Risk"),
            none=_("The risk is not judged yet."),
        ),
    ]
    if findings:
        found = sub_table(
            FINDINGS, findings, lambda one: one.id, title=_("Findings"), acts=_finding_acts
        )
        parts.insert(1, found)
    return Tab(
        title=_("Visits"),
        count=sum(1 for one in life.visits if one.state == "done"),
        acts=() if row.state in OVER else _acts(row),
        parts=tuple(parts),
    )


def _acts(row: GrantRow) -> tuple[Act, ...]:
    fixed = {"grant_id": row.id}
    steps: tuple[tuple[str, Callable[[], FormSpec], Callable[..., object]], ...] = (
        (_("Plan a visit…"), life_forms.visit_plan_form, visits.plan_visit),
        (_("Visibility…"), life_forms.visibility_form, evidence.record_visibility),
        (_("Risk…"), life_forms.risk_form, evidence.note_risk),
    )
    return tuple(form_act(text, form, command, fixed=fixed) for text, form, command in steps)


def _visit_acts(one: VisitRow) -> tuple[Act, ...]:
    fixed = {"visit_id": one.id}
    if one.state == "done":
        return (form_act(_("Finding…"), life_forms.finding_form, visits.add_finding, fixed=fixed),)
    if one.state != "planned":
        return ()
    return (
        form_act(
            _("Record the visit…"),
            lambda: life_forms.visit_form(one),
            visits.record_visit,
            fixed=fixed,
        ),
        form_act(
            _("It did not take place…"),
            lambda: life_forms.reason_form(_("The visit did not take place"), _("Keep")),
            visits.cancel_visit,
            fixed=fixed,
        ),
    )


def _finding_acts(one: FindingRow) -> tuple[Act, ...]:
    if one.follow_up is None or one.done_on is not None:
        return ()
    return (
        form_act(
            _("Follow-up done…"),
            life_forms.outcome_form,
            visits.settle_finding,
            fixed={"finding_id": one.id},
        ),
    )
