"""What keeps stored contents from being changed in the files part of an SQLite store."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection

FILES_TABLES = ("file_content", "file_chunk")
FILES_FIXED = "files: what is stored stays"


def guards() -> Mapping[str, str]:
    """The guarding triggers: name and statement."""
    return dict(_guard(table, verb) for table in FILES_TABLES for verb in ("update", "delete"))


def install_guards(connection: Connection) -> None:
    """Put the guards in place on an empty files part."""
    for statement in guards().values():
        connection.exec_driver_sql(statement)


def _guard(table: str, verb: str) -> tuple[str, str]:
    name = f"guard_{table}_{verb}"
    return name, (
        f"CREATE TRIGGER {name} BEFORE {verb.upper()} ON {table} BEGIN\n"
        f"  SELECT RAISE(ABORT, '{FILES_FIXED}');\nEND"
    )
