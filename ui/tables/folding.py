"""How tables fold words for searching and sorting: as the store does, remembered per word."""

from __future__ import annotations

from functools import lru_cache

from db import search

REMEMBERED = 1 << 16

sort_key = lru_cache(maxsize=REMEMBERED)(search.sort_key)
search_key = lru_cache(maxsize=REMEMBERED)(search.loose_key)
