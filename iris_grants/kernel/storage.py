"""What the window and the command line may know of the store: its errors, folding, one name.

`Session` is here for annotations alone, so that nothing heavy is imported by naming it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.errors import StoreError as StoreError
from db.errors import StoreNotice as StoreNotice
from db.search import loose_key as loose_key
from db.search import search_key as search_key
from db.search import sort_key as sort_key

if TYPE_CHECKING:
    from sqlalchemy.orm import Session as Session
