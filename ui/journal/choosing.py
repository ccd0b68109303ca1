"""Which entries the journal shows: of a person, of some days, of one kind of record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from iris_grants.people.journal import choose, tables_changed
from iris_grants.people.queries import list_people
from iris_grants.wording import _, label
from iris_grants.wording.formats import day
from ui.forms.fields import Choice, Field, FieldKind, FormSpec

if TYPE_CHECKING:
    from iris_grants.kernel.storage import Session
    from iris_grants.people.journal import Chosen


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """Whom and what the journal knows: people by identity, kinds of records by table."""

    people: tuple[tuple[str, str], ...]
    tables: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is asked for; whatever is none or empty does not matter."""

    person_id: str = ""
    person: str = ""
    first: date | None = None
    last: date | None = None
    table: str = ""

    def __bool__(self) -> bool:
        return self != Wanted()

    def chosen(self) -> Chosen:
        """The same for the query."""
        return choose(person_id=self.person_id, first=self.first, last=self.last, table=self.table)

    def words(self) -> str:
        """What is asked for, as one line."""
        days = [day(one) for one in dict.fromkeys((self.first, self.last)) if one is not None]
        record = record_words(self.table) if self.table else ""
        return " · ".join(part for part in (self.person, record, " – ".join(days)) if part)


def record_words(table: str) -> str:
    """The name of a kind of record in words; of its table where it has none."""
    words = label(f"record.{table}")
    return table.replace("_", " ") if words == f"record.{table}" else words


def load_choices(session: Session) -> Choices:
    """What can be asked for, each in the order of its words."""
    tables = sorted((record_words(table), table) for table in tables_changed(session))
    return Choices(
        people=tuple((one.id, one.name) for one in list_people(session)),
        tables=tuple((table, words) for words, table in tables),
    )


def choosing_form(choices: Choices, now: Wanted) -> FormSpec:
    """Asks which entries are wanted."""
    return FormSpec(
        title=_("Which entries?"),
        save=_("Show"),
        fields=(
            Field(
                name="person_id",
                label=_("Person"),
                kind=FieldKind.CHOICE,
                initial=now.person_id,
                choices=(Choice(value="", label=_("everybody")), *_listed(choices.people)),
            ),
            Field(
                name="table",
                label=_("Kind of record"),
                kind=FieldKind.CHOICE,
                initial=now.table,
                choices=(Choice(value="", label=_("all kinds")), *_listed(choices.tables)),
            ),
            Field(name="first", label=_("From day"), kind=FieldKind.DATE, initial=now.first),
            Field(
                name="last",
                label=_("To day"),
                kind=FieldKind.DATE,
                initial=now.last,
                help=_("For a single day, the same day in both."),
            ),
        ),
    )


def wanted_of(values: Mapping[str, object], choices: Choices) -> Wanted:
    """What the form says."""
    person_id = str(values["person_id"] or "")
    first, last = values["first"], values["last"]
    return Wanted(
        person_id=person_id,
        person=dict(choices.people).get(person_id, ""),
        first=first if isinstance(first, date) else None,
        last=last if isinstance(last, date) else None,
        table=str(values["table"] or ""),
    )


def _listed(pairs: tuple[tuple[str, str], ...]) -> tuple[Choice, ...]:
    return tuple(Choice(value=value, label=words) for value, words in pairs)
