"""What tests of all pages look at: texts in view, inputs without names, codes, stray English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import PurePath

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTabWidget,
    QToolButton,
    QWidget,
)

from iris_grants.wording.sentences import all_sentences
from tools.catalogue import translations

ROWS_LOOKED_AT = 40
INPUTS = (QLineEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox, QAbstractItemView)
CODE = re.compile(r"(?<![\w@./-])[a-z]+(?:_[a-z0-9]+)*(?:\.[a-z0-9_]+)+(?![\w@/-])")
SNAKE = re.compile(r"(?<![\w@./-])[a-z]+(?:_[a-z]+)+(?![\w@./-])")
GAP = re.compile(r"\{[a-z_]+(?::[a-z]+)?\}")
FILES = frozenset({".xlsx", ".pdf", ".yaml", ".yml", ".json", ".csv", ".iris", ".zip", ".xml"})
OWN_NAMES = frozenset({"English"})
"""Names that stay as they are in every language."""
PARTS = re.compile(r"\n| · | – |: ")


def texts_of(widget: QWidget) -> Iterator[str]:
    """Every text a person could see or hear on a widget and everything in it, once each."""
    seen = dict.fromkeys(_every_text(widget))
    yield from (text for text in seen if text.strip())


def nameless(widget: QWidget) -> list[str]:
    """Inputs and buttons without words that nobody could name aloud."""
    found = []
    for one in widget.findChildren(QWidget):
        if not one.isVisibleTo(widget) or _inner(one):
            continue
        words = one.text() if isinstance(one, QAbstractButton) else ""
        wanted = isinstance(one, INPUTS) or (isinstance(one, QAbstractButton) and not words)
        if wanted and not (one.accessibleName() or _caption(widget, one)):
            found.append(f"{type(one).__name__} {one.objectName()}".strip())
    return found


def raw_codes(text: str) -> list[str]:
    """Codes and names of columns in a text that should hold words."""
    known = all_sentences()
    dotted = [
        code
        for code in CODE.findall(text)
        if PurePath(code).suffix not in FILES and (code in known or _begins_like(code))
    ]
    return dotted + SNAKE.findall(text) + GAP.findall(text)


def english_in(text: str) -> list[str]:
    """Parts of a text that stand in the catalogue in English and say something else in Serbian."""
    catalogue = translated()
    return [part for part in (text, *PARTS.split(text)) if _differs(part.strip(), catalogue)]


@cache
def translated() -> dict[str, str]:
    """Every English sentence without gaps whose Serbian reads otherwise."""
    return {
        english: str(message.string)
        for english, (_part, message) in translations()
        if isinstance(message.string, str) and message.string != english and "{" not in english
    }


def _differs(part: str, catalogue: dict[str, str]) -> bool:
    return part in catalogue and part not in _serbian() and part not in OWN_NAMES


@cache
def _serbian() -> frozenset[str]:
    return frozenset(translated().values())


@cache
def _beginnings() -> frozenset[str]:
    return frozenset(code.partition(".")[0] for code in all_sentences())


def _begins_like(code: str) -> bool:
    return code.partition(".")[0] in _beginnings() and "_" in code


def _inner(one: QWidget) -> bool:
    """Whether a widget is a part of another input: the line in a combo box, a corner button."""
    parent = one.parentWidget()
    while parent is not None:
        if isinstance(parent, QComboBox | QAbstractSpinBox | QAbstractItemView | QTabWidget):
            return True
        if isinstance(parent, QLineEdit) and isinstance(one, QToolButton):
            return True
        parent = parent.parentWidget()
    return False


def _caption(owner: QWidget, one: QWidget) -> str:
    return next((lab.text() for lab in owner.findChildren(QLabel) if lab.buddy() is one), "")


def _every_text(widget: QWidget) -> Iterator[str]:
    for one in (widget, *widget.findChildren(QWidget)):
        if not one.isVisibleTo(widget):
            continue
        yield from (one.toolTip(), one.accessibleName(), one.accessibleDescription())
        if isinstance(one, QLabel | QAbstractButton):
            yield one.text()
        elif isinstance(one, QLineEdit):
            yield one.placeholderText()
        elif isinstance(one, QComboBox):
            yield from (one.itemText(place) for place in range(one.count()))
        elif isinstance(one, QTabWidget):
            yield from (one.tabText(place) for place in range(one.count()))
        elif isinstance(one, QAbstractItemView):
            yield from _of_model(one.model())


def _columns(model: QAbstractItemModel) -> int:
    """A list has one column, and does not say so."""
    return 1 if isinstance(model, QAbstractListModel) else model.columnCount()


def _of_model(model: QAbstractItemModel | None) -> Iterator[str]:
    if model is None:
        return
    for column in range(_columns(model)):
        yield str(model.headerData(column, Qt.Orientation.Horizontal) or "")
        for row in range(min(model.rowCount(), ROWS_LOOKED_AT)):
            yield str(model.index(row, column).data() or "")
