"""Sentences that only the ranking page and its trials need."""

from __future__ import annotations

from iris_grants.wording.catalogue import N_

SENTENCES: dict[str, str] = {
    "ranking.differs_from_fixed": N_(
        "The scores now make another ranking than the one that was fixed last."
    ),
    "ranking.section_unknown": N_("Section “{section}” is not in the grid."),
    "ranking.threshold_outside": N_("A threshold of {found} is not between 0 and {most} points."),
    "ranking.assessment_unknown": N_(
        "There is no assessment of application “{application}” by “{assessor}”."
    ),
    "ranking.no_envelope": N_("The call has no envelope in whose place another could be tried."),
    "ranking.tie_break.requested_asc": N_("the smaller amount requested"),
    "ranking.tie_break.requested_desc": N_("the larger amount requested"),
    "ranking.change.in": N_("comes in"),
    "ranking.change.out": N_("falls out"),
    "ranking.change.decision": N_("other decision"),
    "ranking.change.amount": N_("other amount"),
    "ranking.change.same": N_("unchanged"),
}
