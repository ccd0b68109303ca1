"""Qt's own words (menus of fields, standard buttons), taken from our catalogue."""

from __future__ import annotations

from PySide6.QtCore import QTranslator

from iris_grants.wording import N_, _

WORDS = (
    N_("&Undo"),
    N_("&Redo"),
    N_("Cu&t"),
    N_("&Copy"),
    N_("&Paste"),
    N_("Delete"),
    N_("Select All"),
    N_("OK"),
    N_("&OK"),
    N_("Cancel"),
    N_("Close"),
    N_("&Yes"),
    N_("&No"),
    N_("Save"),
    N_("Open"),
    N_("Show Details..."),
    N_("Hide Details..."),
)


class QtWords(QTranslator):
    """Answers Qt's requests for a translation of a dozen words; the others stay as they are."""

    def isEmpty(self) -> bool:  # noqa: N802 - Qt's name
        return False

    def translate(
        self,
        context: str,
        source_text: str,
        disambiguation: str | None = None,
        n: int = -1,
    ) -> str:
        """The word in the language of the window."""
        return _(source_text) if source_text in _KNOWN else source_text


_KNOWN = frozenset(WORDS)
