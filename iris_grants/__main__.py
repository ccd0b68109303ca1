"""The one start of the program: the window, or a command of the command line."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence

STORE_ENDINGS = (".iris", ".iris-package")
SERVER_SCHEMES = ("postgresql:", "postgresql+psycopg:")


def main(argv: Sequence[str] | None = None) -> int:
    """Start what the arguments ask for; gives the exit status.

    None opens the window on the last store; the address of a store alone opens the window
    on that store; anything else is a command. Neither side imports the other.
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    if not arguments:
        return _window(None)
    if len(arguments) == 1 and _is_store(arguments[0]):
        return _window(arguments[0])
    from iris_grants.cli.main import main as command_line

    return command_line(arguments)


def _is_store(argument: str) -> bool:
    return argument.endswith(STORE_ENDINGS) or argument.startswith(SERVER_SCHEMES)


def _window(address: str | None) -> int:
    gc.disable()  # what is made while starting stays; `run` takes it up again
    from ui.app import run

    try:
        return run(address)
    finally:
        gc.enable()


if __name__ == "__main__":
    raise SystemExit(main())
