"""The mark and the footnote wherever the name of Kosovo* is published (DOMAIN.md §1)."""

from __future__ import annotations

import re

from iris_grants.programme.papers import KOSOVO_WORDS
from iris_grants.wording import label

_NAME = re.compile(rf"\b({'|'.join(KOSOVO_WORDS)})\b(?!\*)")


def marked(text: str) -> str:
    """The text with an asterisk after every mention of the name that has none yet."""
    return _NAME.sub(r"\1*", text)


def footnote(*texts: str) -> str | None:
    """The footnote in the current language where one of the texts bears the name, else none."""
    named = any(_NAME.search(text) or f"{name}*" in text for text in texts for name in KOSOVO_WORDS)
    return label("form.kosovo") if named else None
