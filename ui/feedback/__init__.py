"""The one door for what the window tells a person: toasts, questions, refusals, crashes."""

from __future__ import annotations

from ui.feedback.door import Feedback, Said, Telling

__all__ = ["Feedback", "Said", "Telling"]
