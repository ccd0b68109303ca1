"""The kinds of fields that the forms of a draft are made of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from enum import StrEnum

from iris_grants.wording import _, label
from ui.calls.draft_values import NO, YES
from ui.forms.fields import Choice, Field, FieldKind

WIDE_TEXT = 3


def text(name: str, words: str) -> Field:
    """A short text that is needed."""
    return Field(name=name, label=words, required=True, empty="")


def whole(name: str, words: str, least: int = 0, most: int = 1_000, note: str = "") -> Field:
    """A whole number that is needed."""
    return Field(
        name=name,
        label=words,
        kind=FieldKind.INTEGER,
        required=True,
        minimum=least,
        maximum=most,
        help=note,
    )


def chosen(name: str, words: str, found: Iterable[tuple[str, str]], share: int = 1) -> Field:
    """One of several values that is needed."""
    return Field(
        name=name,
        label=words,
        kind=FieldKind.CHOICE,
        required=True,
        share=share,
        choices=choices(found),
    )


def amount(name: str, words: str, currency: str, *, required: bool = True, share: int = 1) -> Field:
    """An amount in the currency of the call."""
    return Field(
        name=name,
        label=f"{words} ({currency})",
        kind=FieldKind.MONEY,
        currency=currency,
        required=required,
        share=share,
    )


def coded(codes: type[StrEnum], prefix: str) -> list[tuple[str, str]]:
    """The values of an enumeration with their words."""
    return [(one.value, label(f"{prefix}.{one.value}")) for one in codes]


def yes_no(name: str, words: str, share: int = 1) -> Field:
    """Yes or no in a line."""
    return chosen(name, words, ((YES, label("form.yes")), (NO, label("form.no"))), share)


def preset(name: str, words: str, found: list[tuple[str, str]]) -> Field:
    """One of several values, the first where the call says nothing."""
    return replace(chosen(name, words, found), initial=found[0][0])


def local(name: str, words: str, note: str) -> Field:
    """A day with its time, in a time zone that stands elsewhere."""
    return Field(
        name=name,
        label=words,
        kind=FieldKind.LOCAL,
        required=True,
        hint="31.3.2026. 17:00",
        help=note,
    )


def choices(found: Iterable[tuple[str, str]]) -> tuple[Choice, ...]:
    """Values with their words, to choose from."""
    return tuple(Choice(value=value, label=shown) for value, shown in found)


def several(name: str, words: str, found: Iterable[tuple[str, str]]) -> Field:
    """Any number of several values, one at least."""
    return Field(
        name=name,
        label=words,
        kind=FieldKind.SEVERAL,
        required=True,
        choices=choices(found),
    )


def maybe_day(name: str, words: str) -> Field:
    """A day that may be missing."""
    return Field(name=name, label=words, kind=FieldKind.DATE)


def words_fields(name: str, words: str = "", *, required: bool = True) -> tuple[Field, Field]:
    """A text in both languages, side by side."""
    sr, en = _("in Serbian"), _("in English")
    titles = (f"{words}, {sr}", f"{words}, {en}") if words else (_("In Serbian"), _("In English"))
    return (
        Field(name=f"{name}__sr", label=titles[0], required=required, share=WIDE_TEXT, empty=""),
        Field(name=f"{name}__en", label=titles[1], required=required, share=WIDE_TEXT, empty=""),
    )


def both(name: str, words: str) -> Field:
    """Sentences in both languages."""
    kind = FieldKind.LONG_TEXT
    return Field(
        name=name,
        label=words,
        kind=FieldKind.ROWS,
        empty=(),
        columns=(
            Field(name="sr", label=_("In Serbian"), kind=kind, required=True, share=WIDE_TEXT),
            Field(name="en", label=_("In English"), kind=kind, required=True, share=WIDE_TEXT),
        ),
    )


def coded_lines(name: str, words: str, *, required: bool = False) -> Field:
    """A closed list: codes with their words in both languages."""
    return Field(
        name=name,
        label=words,
        kind=FieldKind.ROWS,
        required=required,
        empty=(),
        columns=(
            Field(name="code", label=_("Code"), required=True, share=6),
            *words_fields("title"),
        ),
    )
