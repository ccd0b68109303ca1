"""The evaluation grid: sections, items and gates as values, read from structured data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from iris_grants.kernel.problems import Problem, Where, refuse_on_errors
from iris_grants.scoring.rules.exact import plain, readable
from iris_grants.scoring.rules.fields import Fields

GRID_KEYS = ("id", "sections", "overall_min")
SECTION_KEYS = ("code", "title", "min_total", "reject_item_mean_at_most", "items")
ITEM_KEYS = ("code", "title", "min", "max", "step", "coef", "allow_na")
NOWHERE = Where()
ONE = Fraction(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One scored row: scores run from `minimum` to `maximum` in steps, and weigh `coef`.

    `title` is the text by language. Source: RANKING.md, grid.json.
    """

    code: str
    maximum: Fraction
    title: Mapping[str, str] = field(default_factory=dict)
    minimum: Fraction = ONE
    step: Fraction = ONE
    coef: Fraction = ONE
    allow_na: bool = False

    @property
    def weight(self) -> Fraction:
        """The points that the item can bring at most."""
        return self.maximum * self.coef


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Items that are summed together, with the two gates that a section may have.

    A mean of an item at or below `reject_item_mean_at_most`, or a mean of the section below
    `min_total`, rejects; None turns the gate off.
    """

    code: str
    items: tuple[Item, ...]
    title: Mapping[str, str] = field(default_factory=dict)
    min_total: Fraction | None = None
    reject_item_mean_at_most: Fraction | None = None

    @property
    def maximum(self) -> Fraction:
        """The points that the section can bring at most, over all its items."""
        return sum((item.weight for item in self.items), Fraction(0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """An evaluation grid; `overall_min` is the least total, None if that gate is off."""

    id: str
    sections: tuple[Section, ...]
    overall_min: Fraction | None = None

    @property
    def maximum(self) -> Fraction:
        """The points that an application can reach."""
        return sum((section.maximum for section in self.sections), Fraction(0))

    @property
    def items(self) -> tuple[Item, ...]:
        """All items in the order of the grid."""
        return tuple(item for section in self.sections for item in section.items)


@dataclass(frozen=True, slots=True, kw_only=True)
class GridReading:
    """A grid as far as it could be read.

    `unsound` are the codes of items whose own keys are wrong: they are known, but no score
    can be checked against them. `codes_known` is false if a code itself was unreadable, so
    that nothing can be called unknown.
    """

    grid: Grid
    unsound: frozenset[str]
    codes_known: bool


def parse_grid(mapping: object, where: Where = NOWHERE) -> Grid:
    """The grid in an object with the keys of RANKING.md (grid.json, key `grid`).

    Numbers are whole numbers, decimals or plain decimal texts, never floats. `where` names
    the file and the key that holds the grid (`grid` if it names none); `Refused` carries
    every problem at its own key.
    """
    problems: list[Problem] = []
    path = "grid" if where.key is None else where.key
    reading = read_grid(Fields(mapping, GRID_KEYS, problems=problems, file=where.file, path=path))
    refuse_on_errors(problems)
    return reading.grid


def read_grid(fields: Fields) -> GridReading:
    """Read a grid as far as possible; problems are noted in `fields`."""
    found = tuple(
        _read_section(fields.inner(value, SECTION_KEYS, f"sections[{index}]"))
        for index, value in enumerate(fields.rows("sections", required=True))
    )
    if not found and isinstance(fields.raw("sections"), list | tuple):
        fields.note("sections", "ranking.grid_without_sections")
    sections = tuple(section for section, _unsound in found)
    grid = Grid(id=fields.text("id"), sections=sections, overall_min=fields.number("overall_min"))
    _note_duplicates(fields, grid)
    return GridReading(
        grid=grid,
        unsound=frozenset(code for _section, unsound in found for code in unsound),
        codes_known=bool(sections)
        and all(section.code and section.items for section in sections)
        and all(item.code for item in grid.items),
    )


def _read_section(fields: Fields) -> tuple[Section, tuple[str, ...]]:
    found = tuple(
        _read_item(fields.inner(value, ITEM_KEYS, f"items[{index}]"))
        for index, value in enumerate(fields.rows("items"))
    )
    if not found and isinstance(fields.raw("items"), list | tuple | None):
        fields.note("items", "ranking.section_without_items")
    section = Section(
        code=fields.text("code", required=True),
        title=fields.texts("title"),
        items=tuple(item for item, _sound in found),
        min_total=fields.number("min_total"),
        reject_item_mean_at_most=fields.number("reject_item_mean_at_most"),
    )
    return section, tuple(item.code for item, sound in found if not sound)


def _read_item(fields: Fields) -> tuple[Item, bool]:
    minimum = fields.number("min")
    if minimum is not None and minimum < 0:
        fields.note("min", "ranking.min_negative", found=plain(minimum))
    item = Item(
        code=fields.text("code", required=True),
        title=fields.texts("title"),
        minimum=ONE if minimum is None else minimum,
        maximum=fields.above_zero("max", None),
        step=fields.above_zero("step", ONE),
        coef=fields.above_zero("coef", ONE),
        allow_na=fields.flag("allow_na"),
    )
    if fields.sound and item.maximum < item.minimum:
        fields.note(
            "max", "ranking.max_below_min", max=plain(item.maximum), min=plain(item.minimum)
        )
    return item, fields.sound


def _note_duplicates(fields: Fields, grid: Grid) -> None:
    sections: set[str] = set()
    items: set[str] = set()
    for index, section in enumerate(grid.sections):
        path = f"sections[{index}]"
        if section.code and section.code in sections:
            fields.note(f"{path}.code", "ranking.section_twice", section=section.code)
        sections.add(section.code)
        for position, item in enumerate(section.items):
            if item.code and item.code in items:
                key = f"{path}.items[{position}].code"
                fields.note(key, "ranking.item_twice", criterion=item.code)
            items.add(item.code)


def check_score(
    item: Item, value: Fraction | Decimal | int, where: Where = NOWHERE
) -> Problem | None:
    """Whether a score is on the scale of the item; the problem if it is not.

    `ranking.score_outside` if it is not between minimum and maximum, `ranking.score_step`
    if it is not a whole number of steps above the minimum (RANKING.md, Refused).
    """
    score = Fraction(value)
    if not item.minimum <= score <= item.maximum:
        return Problem(
            code="ranking.score_outside",
            where=where,
            params={
                "criterion": item.code,
                "score": readable(score),
                "min": readable(item.minimum),
                "max": readable(item.maximum),
            },
        )
    if ((score - item.minimum) / item.step).denominator != 1:
        return Problem(
            code="ranking.score_step",
            where=where,
            params={
                "criterion": item.code,
                "score": readable(score),
                "min": readable(item.minimum),
                "step": readable(item.step),
            },
        )
    return None


def grid_mapping(grid: Grid) -> dict[str, object]:
    """The grid as `parse_grid` reads it, every key written out; `ValueError` for 1/3."""
    return {
        "id": grid.id,
        "sections": [_section_mapping(section) for section in grid.sections],
        "overall_min": number_value(grid.overall_min),
    }


def _section_mapping(section: Section) -> dict[str, object]:
    return {
        "code": section.code,
        "title": dict(sorted(section.title.items())),
        "min_total": number_value(section.min_total),
        "reject_item_mean_at_most": number_value(section.reject_item_mean_at_most),
        "items": [_item_mapping(item) for item in section.items],
    }


def _item_mapping(item: Item) -> dict[str, object]:
    return {
        "code": item.code,
        "title": dict(sorted(item.title.items())),
        "min": number_value(item.minimum),
        "max": number_value(item.maximum),
        "step": number_value(item.step),
        "coef": number_value(item.coef),
        "allow_na": item.allow_na,
    }


def number_value(value: Fraction | None) -> int | str | None:
    """A number as the files hold it: whole ones as JSON numbers, others as decimal texts."""
    if value is None:
        return None
    return value.numerator if value.denominator == 1 else plain(value)
