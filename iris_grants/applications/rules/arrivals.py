"""What an arriving form is: a new application, a revision, a duplicate, an older edition."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from db.search import search_key
from iris_grants.applications.rules.lateness import minutes_late
from iris_grants.organisations.names import core_key
from iris_grants.organisations.rules import tidy_number

REVISABLE = frozenset({"received", "checking"})


class ItemKind(StrEnum):
    """What a form means for the register of applications."""

    NEW = "new"
    REVISION = "revision"
    DUPLICATE = "duplicate"
    OLDER = "older"


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """An application on the register; `id` None for one that this import will add.

    `folded` is the fingerprint of its text without regard to letters and scripts, `files`
    are the hashes of its attachments, `kinds` the attachments that they were recognised as.
    """

    id: str | None
    number: str
    country: str
    register_no: str
    tax_no: str | None
    name: str
    title: str
    received_at: datetime
    on_time: bool
    state: str
    revision: int
    folded: str
    files: frozenset[str]
    kinds: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A form that arrived; `place` orders forms of one moment, `files` are its attachments."""

    place: int
    country: str
    register_no: str
    tax_no: str | None
    name: str
    title: str
    received_at: datetime
    folded: str
    files: frozenset[str]
    kinds: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What to do with an arrival.

    `number` is the register number that it gets or belongs to, `application_id` None where
    this import adds it; `minutes_late` counts started minutes after the deadline, 0 on time.
    `other_spelling` is the name under which the organisation is known, if written
    differently; `resembles` the number of an application of what may be the same
    organisation under another register number; `again` that of the application which a
    late one repeats. `files` and `kinds` are all attachments on file afterwards: those of
    earlier revisions stay.
    """

    place: int
    kind: ItemKind
    number: str
    application_id: str | None
    revision: int
    minutes_late: int
    other_spelling: str | None = None
    resembles: str | None = None
    again: str | None = None
    files: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()

    @property
    def on_time(self) -> bool:
        """Whether it arrived before the deadline was over."""
        return self.minutes_late == 0


def decide(
    known: Iterable[Known],
    arrivals: Sequence[Arrival],
    *,
    deadline: datetime,
    prefix: str,
    max_as_lead: int,
) -> tuple[Decision, ...]:
    """A decision for each arrival, in the order of receipt.

    The same register number in the same country is the same organisation. Sent again before
    the deadline it is a revision of its application, or of the one with that title where
    the call allows several; with nothing new in it, a duplicate. What is late never
    replaces anything: it gets a number of its own and names the application it repeats.
    """
    register = _Register(known)
    decisions = []
    for arrival in sorted(arrivals, key=lambda each: (each.received_at, each.place)):
        decision = _decide(register, arrival, deadline, prefix, max_as_lead)
        decisions.append(decision)
        register.note(arrival, decision)
    return tuple(decisions)


def next_number(prefix: str, numbers: Iterable[str]) -> str:
    """The register number after the highest: `IP-001`, `IP-002`, … `IP-1000`."""
    start = f"{prefix}-"
    taken = [
        int(number.removeprefix(start))
        for number in numbers
        if number.startswith(start) and number.removeprefix(start).isdigit()
    ]
    return f"{start}{max(taken, default=0) + 1:03d}"


class _Register:
    """The register while arrivals are decided one after the other."""

    def __init__(self, known: Iterable[Known]) -> None:
        self.numbers: list[str] = []
        self._own: dict[tuple[str, str], list[Known]] = defaultdict(list)
        self._by_name: dict[tuple[str, str], list[Known]] = defaultdict(list)
        self._by_tax_no: dict[tuple[str, str], list[Known]] = defaultdict(list)
        for each in known:
            self._add(each)

    def own(self, arrival: Arrival) -> Sequence[Known]:
        """The applications of the organisation that the arrival is from."""
        return self._own.get(_key(arrival), ())

    def resembling(self, arrival: Arrival) -> str | None:
        """The application of another organisation with the same tax number or name."""
        tax_no = tidy_number(arrival.tax_no or "")
        alike = [
            *(self._by_tax_no.get((arrival.country, tax_no), ()) if tax_no else ()),
            *self._by_name.get((arrival.country, core_key(arrival.name)), ()),
        ]
        return next((each.number for each in alike if _key(each) != _key(arrival)), None)

    def note(self, arrival: Arrival, decision: Decision) -> None:
        """Take over what was decided."""
        if decision.kind is ItemKind.NEW:
            self._add(_known(arrival, decision))
        elif decision.kind is ItemKind.REVISION:
            own = self._own[_key(arrival)]
            place = next(n for n, each in enumerate(own) if each.number == decision.number)
            own[place] = replace(
                own[place],
                title=arrival.title,
                received_at=arrival.received_at,
                revision=decision.revision,
                folded=arrival.folded,
                files=decision.files,
                kinds=decision.kinds,
            )

    def _add(self, each: Known) -> None:
        self.numbers.append(each.number)
        self._own[_key(each)].append(each)
        self._by_name[each.country, core_key(each.name)].append(each)
        if each.tax_no:
            self._by_tax_no[each.country, tidy_number(each.tax_no)].append(each)


def _key(organisation: Known | Arrival) -> tuple[str, str]:
    return organisation.country, tidy_number(organisation.register_no)


def _known(arrival: Arrival, decision: Decision) -> Known:
    return Known(
        id=None,
        number=decision.number,
        country=arrival.country,
        register_no=arrival.register_no,
        tax_no=arrival.tax_no,
        name=arrival.name,
        title=arrival.title,
        received_at=arrival.received_at,
        on_time=decision.on_time,
        state="received",
        revision=1,
        folded=arrival.folded,
        files=arrival.files,
        kinds=arrival.kinds,
    )


def _decide(
    register: _Register,
    arrival: Arrival,
    deadline: datetime,
    prefix: str,
    max_as_lead: int,
) -> Decision:
    late = minutes_late(arrival.received_at, deadline)
    own = register.own(arrival)
    spelling = next((each.name for each in own if each.name != arrival.name), None)
    same = next((each for each in own if _nothing_new(each, arrival)), None)
    if same is not None:
        return _about(same, arrival, ItemKind.DUPLICATE, late, spelling)
    earlier = None if late else _revised(own, arrival, max_as_lead)
    if earlier is not None:
        older = arrival.received_at < earlier.received_at
        kind = ItemKind.OLDER if older else ItemKind.REVISION
        return _about(earlier, arrival, kind, late, spelling)
    return Decision(
        place=arrival.place,
        kind=ItemKind.NEW,
        number=next_number(prefix, register.numbers),
        application_id=None,
        revision=1,
        minutes_late=late,
        other_spelling=spelling,
        resembles=register.resembling(arrival),
        again=own[0].number if own and late else None,
        files=arrival.files,
        kinds=arrival.kinds,
    )


def _about(
    known: Known, arrival: Arrival, kind: ItemKind, late: int, spelling: str | None
) -> Decision:
    """A decision on an application that is on the register."""
    revised = kind is ItemKind.REVISION
    return Decision(
        place=arrival.place,
        kind=kind,
        number=known.number,
        application_id=known.id,
        revision=known.revision + revised,
        minutes_late=late,
        other_spelling=spelling,
        files=known.files | arrival.files if revised else known.files,
        kinds=known.kinds | arrival.kinds if revised else known.kinds,
    )


def _nothing_new(known: Known, arrival: Arrival) -> bool:
    return known.folded == arrival.folded and arrival.files <= known.files


def _revised(own: Sequence[Known], arrival: Arrival, max_as_lead: int) -> Known | None:
    revisable = [each for each in own if each.on_time and each.state in REVISABLE]
    if max_as_lead == 1:
        return revisable[0] if revisable else None
    title = search_key(arrival.title)
    return next((each for each in revisable if search_key(each.title) == title), None)
