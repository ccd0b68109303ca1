"""The journal's triggers in the language of PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import Column, Connection, Table, Text

from db.files_guard import FILES_FIXED, FILES_TABLES
from db.journal_sqlite import FIXED, KEY_FIXED, NO_OPERATION, NOT_ERASABLE, UNFINISHED, quoted

SCHEMA_NAME = "iris_grants"
TRANSACTION = "CAST(pg_current_xact_id() AS text)"
_OPEN = f"EXISTS (SELECT 1 FROM {SCHEMA_NAME}.journal_open WHERE key = {TRANSACTION})"
_SALT = "encode(uuid_send(gen_random_uuid()), 'hex')"
_EVERY_ROW = "INSERT OR DELETE OR UPDATE"


def triggers_of(table: Table) -> Iterator[tuple[str, str]]:
    """The triggers of one journalled table: name and statement."""
    columns = sorted(table.columns, key=lambda column: column.name)
    moved = " OR ".join(
        f"OLD.{quoted(c.name)} IS DISTINCT FROM NEW.{quoted(c.name)}" for c in table.primary_key
    )
    body = (
        f"{_unless(_OPEN, NO_OPERATION)}"
        f"IF TG_OP = 'INSERT' THEN\n"
        f"{_record(table, 'insert', 'NULL', _whole(columns, 'NEW'))}"
        f"ELSIF TG_OP = 'DELETE' THEN\n"
        f"{_record(table, 'delete', _whole(columns, 'OLD'), 'NULL')}"
        f"ELSE\n"
        f"{_unless(f'NOT ({moved})', KEY_FIXED)}"
        f"{_record(table, 'update', _changed(columns, 'OLD'), _changed(columns, 'NEW'))}"
        f"END IF;\nRETURN NULL;\n"
    )
    yield _trigger(f"journal_{table.name}", table.name, f"AFTER {_EVERY_ROW}", "ROW", body)
    yield _no_truncate(table.name)


def guards() -> Iterator[tuple[str, str]]:
    """The triggers by which the journal and the store's identity guard themselves."""
    for table in ("journal_entry", "journal_change"):
        body = f"{_unless(_is('INSERT'), FIXED)}{_unless(_OPEN, NO_OPERATION)}RETURN NEW;\n"
        yield _trigger(f"guard_{table}", table, f"BEFORE {_EVERY_ROW}", "ROW", body)
        yield _no_truncate(table)
    for table in FILES_TABLES:
        body = f"{_unless(_is('INSERT'), FILES_FIXED)}RETURN NEW;\n"
        yield _trigger(f"guard_{table}", table, f"BEFORE {_EVERY_ROW}", "ROW", body)
        yield _no_truncate(table)
    refuse = f"{_unless('false', FIXED)}RETURN NULL;\n"
    yield _trigger("guard_store", "store", f"BEFORE {_EVERY_ROW}", "ROW", refuse)
    yield _no_truncate("store")
    erasable = (
        f"{_OPEN} AND EXISTS (SELECT 1 FROM {SCHEMA_NAME}.journal_erasure AS e"
        " WHERE e.table_name = OLD.table_name AND e.row_key = OLD.row_key)"
    )
    value_body = (
        f"IF TG_OP = 'INSERT' THEN\n{_unless(_OPEN, NO_OPERATION)}RETURN NEW;\nEND IF;\n"
        f"{_unless(_is('DELETE'), FIXED)}{_unless(erasable, NOT_ERASABLE)}RETURN OLD;\n"
    )
    yield _trigger(
        "guard_journal_value", "journal_value", f"BEFORE {_EVERY_ROW}", "ROW", value_body
    )
    yield _no_truncate("journal_value")
    chained = (
        f"NOT EXISTS (SELECT 1 FROM {SCHEMA_NAME}.journal_value AS v WHERE v.id > OLD.after_change"
        f" AND NOT EXISTS (SELECT 1 FROM {SCHEMA_NAME}.journal_change AS c WHERE c.id = v.id))"
    )
    open_body = f"{_unless(_is('DELETE'), FIXED)}{_unless(chained, UNFINISHED)}RETURN OLD;\n"
    yield _trigger(
        "guard_journal_open", "journal_open", "BEFORE DELETE OR UPDATE", "ROW", open_body
    )


def drop_all(connection: Connection) -> None:
    """Remove every trigger of the store, and its function."""
    for name, table in connection.exec_driver_sql(
        "SELECT tgname, relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid"
        " WHERE NOT tgisinternal AND relnamespace = CAST(current_schema() AS regnamespace)"
    ).all():
        connection.exec_driver_sql(f"DROP TRIGGER {quoted(name)} ON {quoted(table)}")
    for (name,) in connection.exec_driver_sql(
        "SELECT proname FROM pg_proc WHERE prorettype = CAST('trigger' AS regtype)"
        " AND pronamespace = CAST(current_schema() AS regnamespace)"
    ).all():
        connection.exec_driver_sql(f"DROP FUNCTION {quoted(name)}()")


def present(connection: Connection) -> Mapping[str, str]:
    """The triggers that the store has: name and statement, as `triggers_of` writes them."""
    rows = connection.exec_driver_sql(
        "SELECT tgname, relname, prosrc, pg_get_triggerdef(t.oid, true), tgenabled,"
        " prosecdef OR proconfig IS NOT NULL"
        " FROM pg_trigger AS t JOIN pg_class AS c ON c.oid = tgrelid"
        " JOIN pg_proc AS p ON p.oid = tgfoid"
        " WHERE NOT tgisinternal AND relnamespace = CAST(current_schema() AS regnamespace)"
    )
    found = {}
    for name, table, body, definition, enabled, special in rows:
        text = _statement(name, table, definition, body)
        found[str(name)] = text if enabled == "A" and not special else f"{text} {enabled}"
    return found


def key_of(table: Table, prefix: str = "") -> str:
    """SQL for the key of a row as text: the only key column, or a JSON array of several."""
    columns = list(table.primary_key)
    named = [f"{prefix}{quoted(column.name)}" for column in columns]
    if len(columns) > 1:
        parts = " || ',' || ".join(f"CAST(to_json({name}) AS text)" for name in named)
        return f"'[' || {parts} || ']'"
    return (
        named[0] if isinstance(columns[0].type, Text) else f'CAST({named[0]} AS text) COLLATE "C"'
    )


def row_json(table: Table) -> str:
    """SQL for a whole row as canonical JSON."""
    return _whole(sorted(table.columns, key=lambda column: column.name), "")


def _is(verb: str) -> str:
    return f"TG_OP = '{verb}'"


def _unless(condition: str, message: str) -> str:
    return (
        f"IF NOT ({condition}) THEN\n"
        f"RAISE EXCEPTION '{message}' USING ERRCODE = '23000';\nEND IF;\n"
    )


def _no_truncate(table: str) -> tuple[str, str]:
    body = f"{_unless('false', FIXED)}RETURN NULL;\n"
    return _trigger(f"guard_{table}_truncate", table, "BEFORE TRUNCATE", "STATEMENT", body)


def _trigger(name: str, table: str, when: str, level: str, body: str) -> tuple[str, str]:
    definition = (
        f"CREATE TRIGGER {name} {when} ON {table} FOR EACH {level} EXECUTE FUNCTION {name}()"
    )
    return name, _statement(name, table, definition, f"\nBEGIN\n{body}END\n")


def _statement(name: str, table: str, definition: str, body: str) -> str:
    return (
        f"CREATE FUNCTION {quoted(name)}() RETURNS trigger LANGUAGE plpgsql AS $journal${body}"
        f"$journal$;\n{definition};\n"
        f"ALTER TABLE {quoted(table)} ENABLE ALWAYS TRIGGER {quoted(name)}"
    )


def _record(table: Table, verb: str, before: str, after: str) -> str:
    key = key_of(table, "OLD." if verb == "delete" else "NEW.")
    return (
        f"INSERT INTO {SCHEMA_NAME}.journal_value\n"
        "  (table_name, row_key, verb, salt, before, after)\n"
        f"VALUES ('{table.name}', {key}, '{verb}', {_SALT},\n{before},\n{after});\n"
    )


def _json(row: str, column: Column[object]) -> str:
    prefix = f"{row}." if row else ""
    return f"COALESCE(CAST(to_json({prefix}{quoted(column.name)}) AS text), 'null')"


def _whole(columns: Sequence[Column[object]], row: str) -> str:
    parts = " || ',".join(f'"{c.name}":\' || {_json(row, c)}' for c in columns)
    return f"'{{{parts} || '}}'"


def _changed(columns: Sequence[Column[object]], row: str) -> str:
    parts = ", ".join(
        f"CASE WHEN OLD.{quoted(c.name)} IS DISTINCT FROM NEW.{quoted(c.name)}"
        f" THEN '\"{c.name}\":' || {_json(row, c)} END"
        for c in columns
    )
    return f"'{{' || concat_ws(',', {parts}) || '}}'"
