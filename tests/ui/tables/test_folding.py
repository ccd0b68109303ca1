"""Folding word by word comes to the same as the store's folding of whole texts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from iris_grants.kernel import storage
from ui.tables import folding

TEXTS = st.one_of(
    st.text(max_size=40),
    st.text(alphabet="aAđĐжЉljnjDžčć ë'-0123456789\u00a0\n", max_size=40),
)


@given(text=TEXTS)
def test_search_key_by_words_is_that_of_the_whole(text: str) -> None:
    assert folding.search_key(text) == storage.loose_key(text)


@given(text=TEXTS)
def test_sort_key_by_words_is_that_of_the_whole(text: str) -> None:
    assert folding.sort_key(text) == storage.sort_key(text)
