"""`python -m tests.bench [NAME…]`: every measurement, or those of some modules."""

from __future__ import annotations

import pkgutil
import sys
from importlib import import_module

import tests.bench
from tests.bench.table import HEAD, printed

NOT_MEASUREMENTS = frozenset({"__main__", "sized", "table"})


def main(names: list[str]) -> None:
    """Run the modules' `run` and print what they measured, each row when it is there."""
    found = [module.name for module in pkgutil.iter_modules(tests.bench.__path__)]
    print(HEAD, flush=True)
    for name in found:
        if name not in NOT_MEASUREMENTS and (not names or name in names):
            print(f"measuring {name} …", file=sys.stderr, flush=True)
            for row in import_module(f"tests.bench.{name}").run():
                print(printed(row), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
