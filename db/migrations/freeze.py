"""Write the first migration anew from the models; only until the first release.

`python -m db.migrations.freeze`
"""

from __future__ import annotations

from pathlib import Path

from db.schema import table_statements

FOLDER = Path(__file__).parent / "initial"
ENGINES = ("sqlite", "postgresql")
_END = "\n;\n"


def statements_of(engine_name: str) -> tuple[str, ...]:
    """The statements of the first migration as they were written down."""
    text = (FOLDER / f"{engine_name}.sql").read_text(encoding="utf-8")
    return tuple(statement for statement in text.split(_END) if statement)


def main() -> None:
    """Write the files of both engines."""
    FOLDER.mkdir(exist_ok=True)
    for engine_name in ENGINES:
        text = "".join(f"{statement}{_END}" for statement in table_statements(engine_name))
        path = FOLDER / f"{engine_name}.sql"
        path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
