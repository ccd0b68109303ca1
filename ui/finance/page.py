"""The finance page: costs, financial reports, final amounts and exchange rates in tabs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from iris_grants.finance import commands, queries
from iris_grants.finance.interest import record_reference_rate, reference_rates
from iris_grants.finance.ledger import import_ledger
from iris_grants.finance.rate_book import RateRow, list_rates
from iris_grants.finance.report_queries import final_amounts, financial_reports
from iris_grants.grants.queries import GrantRow, list_grants
from iris_grants.kernel.money import Money
from iris_grants.wording import N_, _, ngettext
from iris_grants.wording.formats import money
from ui.finance import costs, final_forms, finals, forms, jobs, reports
from ui.finance.columns import RATES
from ui.finance.entry_dialog import EntryDialog
from ui.finance.home import home as home
from ui.forms.acts import form_act
from ui.forms.work import open_work, work_act
from ui.forms.writing import say_written
from ui.shell.act import Act
from ui.shell.context import Context
from ui.tables.listpage import ListPage
from ui.tables.spec import ListSpec
from ui.tables.states import Empty
from ui.tables.tabbed import TabbedHead, TabbedPage

if TYPE_CHECKING:
    from iris_grants.kernel.storage import Session

EUR, REFERENCE = "EUR", "reference_rate"
COSTS, REPORTS, FINALS, RATE_LIST = "costs", "reports", "finals", "rates"


def build(context: Context) -> FinancePage:
    """The page."""
    return FinancePage(context)


class FinancePage(TabbedPage):
    """The money of the grants in tabs."""

    topics = costs.TOPICS | finals.TOPICS

    def __init__(self, context: Context) -> None:
        super().__init__(context, N_("Finance"))
        self.put(COSTS, N_("Costs"), lambda inner: ListPage(inner, costs.SPEC))
        self.put(REPORTS, N_("Financial reports"), lambda inner: ListPage(inner, reports.SPEC))
        self.put(FINALS, N_("Final amounts"), lambda inner: ListPage(inner, finals.SPEC))
        self.put(RATE_LIST, N_("Rates"), lambda inner: ListPage(inner, RATE_SPEC))

    def refresh(self) -> None:
        """Load the head in a thread; each tab loads itself when it is seen."""
        self.context.desk.read(head_of, lambda head: self.show_head("finance", head), owner=self)


def head_of(session: Session) -> TabbedHead:
    """Totals, the next step, and the steps of each tab."""
    grants = tuple(row for row in list_grants(session) if row.state in commands.OPEN)
    blocked = "" if grants else _("First a contract must be signed.")
    totals = queries.spending(session).values()
    reported = Money(sum(one.reported_minor for one in totals), EUR)
    accepted = Money(sum(one.accepted_minor for one in totals), EUR)
    return TabbedHead(
        line=_("{spent} reported, {accepted} accepted").format(
            spent=money(reported), accepted=money(accepted)
        ),
        primary=Act(
            text=_("Import a list…"),
            run=lambda context, owner: _import(context, owner, grants),
            icon="upload",
            blocked=blocked,
        ),
        acts={
            COSTS: _cost_acts(session, grants, blocked),
            REPORTS: (reports.draw_up_act(session),),
            FINALS: (finals.fix_act(session),),
            RATE_LIST: _rate_acts(),
        },
        counts={
            REPORTS: len(financial_reports(session)),
            FINALS: len(final_amounts(session)),
            RATE_LIST: len(load_rates(session)),
        },
        waiting=queries.undecided(session),
    )


def _import(context: Context, owner: QWidget, grants: tuple[GrantRow, ...]) -> None:
    open_work(
        context,
        owner,
        forms.ledger_form(grants),
        jobs.read_list,
        lambda plan: jobs.offer_import(context, plan, owner),
    )


def _cost_acts(session: Session, grants: tuple[GrantRow, ...], blocked: str) -> tuple[Act, ...]:
    clean = queries.clean_costs(session)
    count = sum(clean.values())
    words = ngettext(
        "{n} cost about which nothing is doubtful.",
        "{n} costs about which nothing is doubtful.",
        count,
    ).format(n=count)
    return (
        _enter_act(grants, blocked),
        form_act(
            _("Accept what is clean…"),
            lambda: forms.clean_form(tuple(row for row in grants if row.id in clean), words),
            commands.accept_clean,
            icon="list-checks",
            blocked="" if count else _("Nothing waits that is not doubtful."),
        ),
        work_act(
            _("Empty list…"),
            lambda: forms.target_form(_("Empty list of expenditure"), grants, "spisak.xlsx"),
            jobs.write_list,
            on_done=say_written,
            icon="file-plus",
            blocked=blocked,
        ),
        work_act(
            _("Report…"),
            lambda: forms.target_form(_("Financial report"), grants, "izvestaj.xlsx"),
            jobs.write_report,
            on_done=say_written,
            icon="sheet",
            blocked=blocked,
        ),
        _budgets_act(),
    )


def _enter_act(grants: tuple[GrantRow, ...], blocked: str) -> Act:
    def run(context: Context, owner: QWidget) -> None:
        EntryDialog(context, grants, owner.window()).open()

    return Act(text=_("Enter costs…"), run=run, icon="plus", blocked=blocked, command=import_ledger)


def _budgets_act() -> Act:
    return work_act(
        _("Budgets…"),
        lambda: forms.target_form(_("Budgets of all grants"), None, "budzeti.xlsx"),
        jobs.write_budgets,
        on_done=say_written,
        icon="download",
    )


def _rate_acts() -> tuple[Act, ...]:
    return (
        form_act(_("Rate…"), forms.rate_form, commands.record_rate, icon="plus"),
        work_act(
            _("Import rates…"),
            forms.rates_form,
            jobs.import_rate_file,
            on_done=jobs.say_recorded,
            icon="upload",
        ),
        form_act(
            _("Reference rate…"), final_forms.reference_form, record_reference_rate, icon="plus"
        ),
    )


def load_rates(session: Session) -> tuple[RateRow, ...]:
    """Exchange rates, and after them the reference rates of interest."""
    references = tuple(
        RateRow(
            id=f"reference-{one.valid_from.isoformat()}",
            kind=REFERENCE,
            currency=EUR,
            valid_on=one.valid_from.isoformat(),
            rate=f"{one.percent:f}",
            source=one.source,
        )
        for one in reference_rates(session)
    )
    return (*list_rates(session), *references)


RATE_SPEC: ListSpec[RateRow] = ListSpec(
    key="rates",
    title=N_("Rates"),
    topics=frozenset({"rates"}),
    load=load_rates,
    row_key=lambda row: row.id,
    columns=RATES,
    empty=Empty(
        title=N_("No rates recorded."),
        body=N_(
            "Rates of instalments stand with their payments; monthly ones come from InforEuro."
        ),
        icon="wallet",
    ),
    search_hint=N_("Currency or source"),
)
