"""The small elements of which IATI activities are made."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from iris_grants.kernel.money import Money

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def child(parent: ET.Element, name: str, /, **attributes: str) -> ET.Element:
    """A new last element of the parent."""
    return ET.SubElement(parent, name, attributes)


def narrative(parent: ET.Element, text: str, *, language: str | None = None) -> None:
    """The words of an element; `language` where it is not that of the activity."""
    found = child(parent, "narrative", **({XML_LANG: language} if language else {}))
    found.text = text


def organisation(
    parent: ET.Element, element: str, name: str, *, role: str, type: str, ref: str | None = None
) -> None:
    """An organisation with its role and kind; `ref` only where it has an identifier."""
    attributes = {"role": role, "type": type} | ({"ref": ref} if ref else {})
    narrative(child(parent, element, **attributes), name)


def activity_date(parent: ET.Element, kind: str, day: str) -> None:
    """A day of the activity: 1 planned start, 2 actual start, 3 planned end, 4 actual end."""
    child(parent, "activity-date", **{"iso-date": day, "type": kind})


def value(parent: ET.Element, amount: Money, day: str) -> None:
    """An amount with exactly two decimals, valued on a day."""
    found = child(parent, "value", currency=amount.currency, **{"value-date": day})
    found.text = str(amount.amount)
