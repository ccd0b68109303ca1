"""A trial of the ranking as a workbook that nobody can take for the ranking."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from iris_grants.documents.cell_names import sheet_title
from iris_grants.documents.workbook import render_workbook
from iris_grants.documents.workbook_parts import (
    AMOUNT,
    TEXT,
    TITLE,
    WHOLE,
    WRAPPED,
    Cell,
    CellLike,
    Fill,
    Look,
    NumberFormat,
    Sheet,
    SheetColumn,
    Workbook,
)
from iris_grants.scoring.rules.exact import two_decimals
from iris_grants.scoring.rules.whatif import Move, Trial, TrialResult
from iris_grants.scoring.trial_words import change_words, outcome_words, tried_lines
from iris_grants.wording import N_, _, label

NOTICE = Look(fill=Fill.NOTICE, bold=True, wrap=False)
SCORE = Look(number_format=NumberFormat.SCORE)
HEADINGS = (
    N_("Trial"),
    N_("Application"),
    N_("Country"),
    N_("Place now"),
    N_("Place in the trial"),
    N_("Points now"),
    N_("Points in the trial"),
    N_("Decision now"),
    N_("Decision in the trial"),
    N_("Change"),
    N_("Offered now"),
    N_("Offered in the trial"),
)
COLUMNS = (
    SheetColumn(width=10, look=NOTICE),
    SheetColumn(width=13, look=TEXT),
    SheetColumn(width=9, look=TEXT),
    SheetColumn(width=9, look=WHOLE),
    SheetColumn(width=11, look=WHOLE),
    SheetColumn(width=10, look=SCORE),
    SheetColumn(width=11, look=SCORE),
    SheetColumn(width=20, look=WRAPPED),
    SheetColumn(width=20, look=WRAPPED),
    SheetColumn(width=22, look=WRAPPED),
    SheetColumn(width=14, look=AMOUNT),
    SheetColumn(width=14, look=AMOUNT),
)


def trial_workbook(
    found: TrialResult, trial: Trial, *, call: str, lot: str | None, origin: str, created: datetime
) -> bytes:
    """The workbook of a trial; `origin` says whence it comes, `created` is its only time.

    Every row, the footer of every printed page and the name of the sheet say that it is a
    trial.
    """
    title = _("Trial: what the ranking would be")
    warning = trial_warning()
    place = call if lot is None else f"{call} · {lot}"
    top: list[list[CellLike]] = [
        [Cell(value=f"{title} · {place}", look=TITLE)],
        [Cell(value=warning, look=NOTICE)],
        [Cell(value=origin, look=Look(quiet=True))],
        [],
        *_said(found, trial),
        [],
    ]
    head: list[CellLike] = [_(words) for words in HEADINGS]
    sheet = Sheet(
        name=sheet_title(_("TRIAL")),
        rows=[*top, head, *(_row(move) for move in found.moves)],
        columns=list(COLUMNS),
        head_rows=len(top) + 1,
        landscape=True,
    )
    return render_workbook(
        Workbook(
            title=title,
            author="IRIS Grants",
            created=created,
            sheets=[sheet],
            footer=f"{_('TRIAL')} · {warning}",
        )
    )


def _said(found: TrialResult, trial: Trial) -> list[list[CellLike]]:
    tried = [
        f"{name}: {before} → {now}" for name, before, now in tried_lines(found.before.terms, trial)
    ]
    lines: list[list[CellLike]] = [[Cell(value=words, look=Look(bold=True))] for words in tried]
    return lines + [[Cell(value=words)] for words in outcome_words(found)]


def trial_warning() -> str:
    """What stands over everything that shows a trial."""
    return _("This is a trial, not the ranking. Nothing of it is stored or decided.")


def _row(move: Move) -> list[CellLike]:
    before, after = move.before, move.after
    return [
        _("trial"),
        move.application.id,
        move.application.country,
        before.rank,
        after.rank,
        None if before.total is None else Decimal(two_decimals(before.total)),
        None if after.total is None else Decimal(two_decimals(after.total)),
        label(f"state.ranking_row.{before.decision.value}"),
        label(f"state.ranking_row.{after.decision.value}"),
        change_words(move),
        None if before.offered_minor is None else Decimal(before.offered_minor).scaleb(-2),
        None if after.offered_minor is None else Decimal(after.offered_minor).scaleb(-2),
    ]
