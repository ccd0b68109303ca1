"""What can be wrong with a store, as a code with parameters; never a sentence."""

from __future__ import annotations


class StoreError(Exception):
    """The store, its files or its server refuse: `code` (`store.<reason>`) and `params` say why."""

    def __init__(self, code: str, **params: str | int) -> None:
        super().__init__(f"{code} {params}" if params else code)
        self.code = code
        self.params: dict[str, str | int] = params
