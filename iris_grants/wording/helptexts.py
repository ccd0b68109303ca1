"""The help: plain pages of text in every language, read by the window and the command line.

A page is a file `resources/help/<language>/<topic>.md`: a title (`# …`), sections (`## …`),
paragraphs, lists (`- …`) and links to other topics (`[words](topic)`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from iris_grants.kernel.problems import refusal
from iris_grants.kernel.storage import loose_key
from iris_grants.wording.catalogue import current_language

TOPICS = (
    "home",
    "grants",
    "licensing",
    "programme",
    "files",
    "sign-in",
    "backup",
    "assessors",
    "dossiers",
    "keyboard",
)
"""The pages of the help, in the order in which they are read."""

LINK = re.compile(r"\[([^\]]+)\]\(([^)]+)\)")
MARKS = re.compile(r"[*`]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpPage:
    """One page: its topic, its title, and its text as it was written."""

    topic: str
    title: str
    text: str

    def sections(self) -> tuple[str, ...]:
        """The headings of its sections."""
        lines = self.text.splitlines()
        return tuple(line.removeprefix("## ") for line in lines if line.startswith("## "))

    def links(self) -> tuple[str, ...]:
        """The topics that it leads to."""
        return tuple(found[1] for found in LINK.findall(self.text))

    def plain(self) -> str:
        """The text for a terminal, without marks; links name their topic."""
        linked = LINK.sub(lambda found: f"{found[1]} (→ {found[2]})", self.text)
        unmarked = MARKS.sub("", linked)
        return "\n".join(
            line.lstrip("# ") if line[:1] == "#" else line for line in unmarked.splitlines()
        )


def help_page(topic: str, language: str | None = None) -> HelpPage:
    """The page of a topic in a language (the current one without it).

    Refused: `help.topic_unknown` with the topics that there are.
    """
    if topic not in TOPICS:
        raise refusal("help.topic_unknown", topic=topic, known=", ".join(TOPICS))
    return _read(topic, language or current_language())


def help_pages(language: str | None = None) -> tuple[HelpPage, ...]:
    """All pages in a language (the current one without it)."""
    return tuple(help_page(topic, language) for topic in TOPICS)


def find_help(words: str, language: str | None = None) -> tuple[HelpPage, ...]:
    """Pages in which every word is found, whatever its accents; all of them for no words."""
    wanted = loose_key(words).split()
    return tuple(
        page for page in help_pages(language) if all(word in _key(page) for word in wanted)
    )


@cache
def _key(page: HelpPage) -> str:
    return loose_key(page.text)


@cache
def _read(topic: str, language: str) -> HelpPage:
    path = files("resources") / "help" / language / f"{topic}.md"
    text = path.read_text(encoding="utf-8")
    title = text.partition("\n")[0].removeprefix("# ")
    return HelpPage(topic=topic, title=title, text=text)
