"""The journal's triggers in the language of SQLite."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import Column, Connection, Table, Text

NO_OPERATION = "journal: no operation is open"
FIXED = "journal: what is written stays"
KEY_FIXED = "journal: the key of a row never changes"
UNFINISHED = "journal: changes of this operation are not chained"
NOT_ERASABLE = "journal: values go only with a recorded erasure"

_REFUSE_OUTSIDE = (
    f"SELECT RAISE(ABORT, '{NO_OPERATION}') WHERE NOT EXISTS (SELECT 1 FROM journal_open);"
)
_SALT = "lower(hex(randomblob(16)))"


def quoted(name: str) -> str:
    """A name of a table or column as an SQL identifier."""
    return f'"{name}"'


def triggers_of(table: Table) -> Iterator[tuple[str, str]]:
    """The triggers of one journalled table: name and statement."""
    columns = _by_name(table)
    whole_new, whole_old = _whole(columns, "NEW"), _whole(columns, "OLD")
    yield _trigger(table, "insert", "AFTER INSERT", _record(table, "insert", "NULL", whole_new))
    yield _trigger(table, "delete", "AFTER DELETE", _record(table, "delete", whole_old, "NULL"))
    key_moved = " OR ".join(
        f"OLD.{quoted(c.name)} IS NOT NEW.{quoted(c.name)}" for c in table.primary_key
    )
    update = f"  SELECT RAISE(ABORT, '{KEY_FIXED}') WHERE {key_moved};\n" + _record(
        table, "update", _changed(columns, "OLD"), _changed(columns, "NEW")
    )
    yield _trigger(table, "update", "AFTER UPDATE", update)


def guards() -> Iterator[tuple[str, str]]:
    """The triggers by which the journal and the store's identity guard themselves."""
    for table in ("journal_entry", "journal_change", "store"):
        yield _guard(table, "update", f"SELECT RAISE(ABORT, '{FIXED}');")
        yield _guard(table, "delete", f"SELECT RAISE(ABORT, '{FIXED}');")
    for table in ("journal_value", "journal_open"):
        yield _guard(table, "update", f"SELECT RAISE(ABORT, '{FIXED}');")
    for table in ("journal_entry", "journal_change", "journal_value"):
        yield _guard(table, "insert", _REFUSE_OUTSIDE)
    yield _guard("store", "insert", f"SELECT RAISE(ABORT, '{FIXED}');")
    yield _guard(
        "journal_value",
        "delete",
        f"SELECT RAISE(ABORT, '{NOT_ERASABLE}') WHERE NOT EXISTS (SELECT 1 FROM journal_open)\n"
        "    OR NOT EXISTS (SELECT 1 FROM journal_erasure AS e\n"
        "      WHERE e.table_name = OLD.table_name AND e.row_key = OLD.row_key);",
    )
    yield _guard(
        "journal_open",
        "delete",
        f"SELECT RAISE(ABORT, '{UNFINISHED}') WHERE EXISTS (SELECT 1 FROM journal_value AS v\n"
        "    WHERE v.id > OLD.after_change\n"
        "      AND NOT EXISTS (SELECT 1 FROM journal_change AS c WHERE c.id = v.id));",
    )


def drop_all(connection: Connection) -> None:
    """Remove every trigger of the store."""
    for name in present(connection):
        connection.exec_driver_sql(f"DROP TRIGGER {quoted(name)}")


def present(connection: Connection) -> Mapping[str, str]:
    """The triggers that the store has: name and statement."""
    rows = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    return {str(name): str(sql) for name, sql in rows}


def key_of(table: Table, prefix: str = "") -> str:
    """SQL for the key of a row as text: the only key column, or a JSON array of several."""
    columns = list(table.primary_key)
    named = [f"{prefix}{quoted(column.name)}" for column in columns]
    if len(columns) > 1:
        return f"json_array({', '.join(named)})"
    return named[0] if isinstance(columns[0].type, Text) else f"CAST({named[0]} AS TEXT)"


def row_json(table: Table) -> str:
    """SQL for a whole row as canonical JSON."""
    return _whole(_by_name(table), "")


def _by_name(table: Table) -> Sequence[Column[object]]:
    return sorted(table.columns, key=lambda column: column.name)


def _trigger(table: Table, verb: str, when: str, body: str) -> tuple[str, str]:
    name = f"journal_{table.name}_{verb}"
    return name, (
        f"CREATE TRIGGER {quoted(name)} {when} ON {quoted(table.name)} BEGIN\n"
        f"  {_REFUSE_OUTSIDE}\n{body}END"
    )


def _guard(table: str, verb: str, body: str) -> tuple[str, str]:
    name = f"guard_{table}_{verb}"
    return name, (
        f"CREATE TRIGGER {quoted(name)} BEFORE {verb.upper()} ON {quoted(table)} BEGIN\n"
        f"  {body}\nEND"
    )


def _record(table: Table, verb: str, before: str, after: str) -> str:
    key = key_of(table, "OLD." if verb == "delete" else "NEW.")
    return (
        "  INSERT INTO journal_value (table_name, row_key, verb, salt, before, after)\n"
        f"  VALUES ('{table.name}', {key}, '{verb}', {_SALT},\n"
        f"    {before},\n    {after});\n"
    )


def _whole(columns: Sequence[Column[object]], row: str) -> str:
    prefix = f"{row}." if row else ""
    pairs = ", ".join(f"'{c.name}', {prefix}{quoted(c.name)}" for c in columns)
    return f"json_object({pairs})"


def _changed(columns: Sequence[Column[object]], row: str) -> str:
    parts = " || ".join(
        f"CASE WHEN OLD.{quoted(c.name)} IS NOT NEW.{quoted(c.name)}"
        f" THEN ',\"{c.name}\":' || json_quote({row}.{quoted(c.name)}) ELSE '' END"
        for c in columns
    )
    return f"'{{' || substr({parts}, 2) || '}}'"
