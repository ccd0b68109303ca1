"""How tables fold words for searching and sorting: as the store does, remembered per word."""

from __future__ import annotations

from functools import lru_cache

from iris_grants.kernel import storage

REMEMBERED = 1 << 16

sort_key = lru_cache(maxsize=REMEMBERED)(storage.sort_key)
search_key = lru_cache(maxsize=REMEMBERED)(storage.loose_key)
