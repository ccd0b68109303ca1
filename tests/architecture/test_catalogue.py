"""English and Serbian are complete: every marked sentence is translated, with the same gaps."""

from __future__ import annotations

import pytest

from tools.catalogue import Review, review


@pytest.fixture(scope="module")
def reviewed() -> Review:
    return review()


def test_every_marked_sentence_is_translated(reviewed: Review) -> None:
    assert not reviewed.missing, "\n".join(reviewed.missing)


def test_translations_fill_the_same_gaps(reviewed: Review) -> None:
    assert not reviewed.unfit, "\n".join(reviewed.unfit)


def test_catalogue_holds_nothing_that_no_source_says(reviewed: Review) -> None:
    assert not reviewed.idle, "\n".join(reviewed.idle)
