"""Evaluation grids: sections, criteria, scales, gates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from iris_grants.kernel.problems import Problem, refuse_on_errors
from iris_grants.programme.fields import Bilingual, Fields
from iris_grants.programme.values import Value


@dataclass(frozen=True, slots=True, kw_only=True)
class GridItem:
    """One scored criterion: `min` to `max` in steps of `step`, weighted by `coef`."""

    code: str
    title: Bilingual
    min: Decimal
    max: Decimal
    step: Decimal
    coef: Decimal
    allow_na: bool

    @property
    def most(self) -> Decimal:
        """The most points the criterion can bring."""
        return self.max * self.coef

    def scale(self) -> tuple[Decimal, ...]:
        """Every score that may be given, ascending."""
        return tuple(self.min + self.step * n for n in range(self._steps() + 1))

    def _steps(self) -> int:
        return int((self.max - self.min) / self.step)


@dataclass(frozen=True, slots=True, kw_only=True)
class GridSection:
    """Criteria under one heading, and the gates that stand on them (none: no gate)."""

    code: str
    title: Bilingual
    items: tuple[GridItem, ...]
    min_total: Decimal | None
    reject_item_mean_at_most: Decimal | None

    @property
    def most(self) -> Decimal:
        """The most points the section can bring."""
        return sum((item.most for item in self.items), Decimal(0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """What a score of the scale means."""

    score: Decimal
    title: Bilingual


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentRule:
    """Where an assessor must give reasons: per section, and for these scores of an item."""

    section: bool
    item_scores: tuple[Decimal, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationGrid:
    """A grid as a call uses it; `verified` says whether somebody checked it at its source."""

    id: str
    title: Bilingual
    source: str
    verified: bool
    sections: tuple[GridSection, ...]
    overall_min: Decimal | None
    anchors: tuple[Anchor, ...]
    comment_required: CommentRule

    @property
    def most(self) -> Decimal:
        """The most points an application can get."""
        return sum((section.most for section in self.sections), Decimal(0))

    def items(self) -> tuple[GridItem, ...]:
        """All criteria in the order of the grid."""
        return tuple(item for section in self.sections for item in section.items)


def parse_grid(template: Mapping[str, Value]) -> EvaluationGrid:
    """The grid of a template; refused with every problem and its place.

    Beside missing and wrong values: `calls.code_twice`, `calls.scale_wrong`,
    `calls.section_empty`, `calls.grid_sum` where the stated maxima are not the sums of
    (largest score × coefficient) (DOMAIN.md §4.6).
    """
    problems: list[Problem] = []
    grid = grid_from(Fields(template, problems))
    refuse_on_errors(problems)
    return grid


def grid_from(fields: Fields) -> EvaluationGrid:
    """The grid under the given fields, its problems noted there."""
    sections = tuple(_section(part) for part in fields.parts("sections"))
    grid = EvaluationGrid(
        id=fields.text("id"),
        title=fields.words("title"),
        source=fields.text("source"),
        verified=fields.flag("verified", default=False),
        sections=sections,
        overall_min=fields.maybe_decimal("overall_min"),
        anchors=tuple(_anchor(part) for part in fields.parts("anchors")),
        comment_required=comment_rule(fields, CommentRule(section=True, item_scores=())),
    )
    _check_sum(fields, "total", grid.most)
    if not sections:
        fields.note("sections", "calls.grid_empty")
    codes = [s.code for s in sections] + [item.code for item in grid.items()]
    note_repeated(fields, "sections", codes)
    fields.finish()
    return grid


def comment_rule(fields: Fields, default: CommentRule) -> CommentRule:
    """The rule under `comment_required`, or the default where it is absent."""
    if not fields.has("comment_required"):
        return default
    part = fields.part("comment_required")
    rule = CommentRule(
        section=part.flag("section", default=True), item_scores=part.decimals("item_scores")
    )
    part.finish()
    return rule


def note_repeated(fields: Fields, key: str, codes: list[str]) -> None:
    """Note every code that occurs more than once (`calls.code_twice`)."""
    for code in sorted({code for code in codes if code and codes.count(code) > 1}):
        fields.note(key, "calls.code_twice", code=code)


def number_text(value: Decimal) -> int | str:
    """An exact number as documents hold it: a whole number, or plain decimal text."""
    return int(value) if value == value.to_integral_value() else format(value.normalize(), "f")


def maybe_number(value: Decimal | None) -> int | str | None:
    """As `number_text`, or none."""
    return None if value is None else number_text(value)


def grid_document(grid: EvaluationGrid) -> dict[str, Value]:
    """The grid as `parse_grid` reads it."""
    return {
        "id": grid.id,
        "title": grid.title.document(),
        "source": grid.source,
        "verified": grid.verified,
        "total": number_text(grid.most),
        "sections": [
            {**section_document(section), "max": number_text(section.most)}
            for section in grid.sections
        ],
        "overall_min": maybe_number(grid.overall_min),
        "anchors": [
            {"score": number_text(anchor.score), "title": anchor.title.document()}
            for anchor in grid.anchors
        ],
        "comment_required": comment_document(grid.comment_required),
    }


def section_document(section: GridSection) -> dict[str, Value]:
    """A section as RANKING.md writes it in `grid.json`."""
    return {
        "code": section.code,
        "title": section.title.document(),
        "min_total": maybe_number(section.min_total),
        "reject_item_mean_at_most": maybe_number(section.reject_item_mean_at_most),
        "items": [
            {
                "code": item.code,
                "title": item.title.document(),
                "min": number_text(item.min),
                "max": number_text(item.max),
                "step": number_text(item.step),
                "coef": number_text(item.coef),
                "allow_na": item.allow_na,
            }
            for item in section.items
        ],
    }


def comment_document(rule: CommentRule) -> dict[str, Value]:
    """The rule as templates hold it."""
    return {"section": rule.section, "item_scores": [number_text(n) for n in rule.item_scores]}


def _section(fields: Fields) -> GridSection:
    section = GridSection(
        code=fields.text("code"),
        title=fields.words("title"),
        items=tuple(_item(part) for part in fields.parts("items")),
        min_total=fields.maybe_decimal("min_total"),
        reject_item_mean_at_most=fields.maybe_decimal("reject_item_mean_at_most"),
    )
    if not section.items:
        fields.note("items", "calls.section_empty")
    _check_sum(fields, "max", section.most)
    fields.finish()
    return section


def _item(fields: Fields) -> GridItem:
    one = Decimal(1)
    item = GridItem(
        code=fields.text("code"),
        title=fields.words("title"),
        min=fields.decimal("min", default=one),
        max=fields.decimal("max"),
        step=fields.decimal("step", default=one),
        coef=fields.decimal("coef", default=one),
        allow_na=fields.flag("allow_na", default=False),
    )
    positive = item.max > 0 and item.step > 0 and item.coef > 0
    if not positive or item.max < item.min or (item.max - item.min) % item.step:
        fields.note("max", "calls.scale_wrong", code=item.code)
    fields.finish()
    return item


def _anchor(fields: Fields) -> Anchor:
    anchor = Anchor(score=fields.decimal("score"), title=fields.words("title"))
    fields.finish()
    return anchor


def _check_sum(fields: Fields, key: str, most: Decimal) -> None:
    if fields.has(key) and fields.decimal(key) != most:
        fields.note(key, "calls.grid_sum", stated=str(fields.raw(key)), sum=str(number_text(most)))
