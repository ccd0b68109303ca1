"""What is chosen for a dossier: which sections, without which data, with a copy for reading."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from iris_grants.dossiers.private_data import Private
from iris_grants.dossiers.sections import Section
from iris_grants.kernel.problems import Where, refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What goes into a dossier.

    `sections` are numbers or codes of sections (empty: all). `hidden` is left out of pages,
    files and the journal. `reading_copy` adds all PDFs joined into one.
    """

    sections: frozenset[str] = frozenset()
    hidden: frozenset[Private] = frozenset()
    reading_copy: bool = False

    def codes(self, known: Sequence[Section]) -> frozenset[str]:
        """The codes of the chosen sections; the cover is always among them.

        Refused where a kind of dossier has no such section (`dossiers.section_unknown`).
        """
        if not self.sections:
            return frozenset(section.code for section in known)
        names = {str(section.number): section.code for section in known}
        names |= {section.code: section.code for section in known}
        for given in sorted(self.sections - names.keys()):
            listed = ", ".join(f"{one.number} {one.code}" for one in known)
            where = Where(key="sections")
            raise refusal("dossiers.section_unknown", where, section=given, known=listed)
        return frozenset(names[given] for given in self.sections) | {"cover"}


EVERYTHING = Choice()


def parted(given: Iterable[str]) -> frozenset[str]:
    """Sections as people list them: parted by commas or blanks, in one text or several."""
    return frozenset(
        part.strip().replace("-", "_") for text in given for part in text.replace(",", " ").split()
    )
