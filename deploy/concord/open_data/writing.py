"""The files of an export: CSV, Parquet, descriptor and dictionary, all of them or none."""

import csv
import json
import shutil
import tempfile
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from concord.missing import part
from concord.open_data.gathering import Cells, Figures
from concord.open_data.package import descriptor, dictionary
from concord.open_data.spans import Span
from concord.open_data.tables import TABLES, Table
from concord.saying import Misused, Trouble
from concord.spreadsheet import defused

PARQUET_TYPES = {"string": "VARCHAR", "date": "DATE", "integer": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN"}


def check_empty(folder: Path) -> None:
    """Raises Misused where something is there already: an export never mixes with another."""
    if folder.exists() and not folder.is_dir():
        raise Misused(f"{folder} is a file: name a folder that does not exist yet, or an empty one.")
    if folder.is_dir() and any(folder.iterdir()):
        raise Misused(f"{folder} is not empty. Name a new folder, or empty this one; nothing was written.")


def write(folder: Path, found: Figures, spans: tuple[Span, ...], grain: str) -> list[str]:
    """The names of the files, which appear together once all are written. Raises Trouble where the folder cannot be
    written."""
    part("duckdb")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".export-") as beside:
            _fill(Path(beside), found, spans, grain)
            names = sorted(path.name for path in Path(beside).iterdir())
            folder.mkdir(exist_ok=True)
            for name in names:
                shutil.move(Path(beside) / name, folder / name)
    except OSError as error:
        raise Trouble(f"{folder} cannot be written ({type(error).__name__}): check its name and rights.") from None
    return names


def _fill(folder: Path, found: Figures, spans: tuple[Span, ...], grain: str) -> None:
    duckdb: Any = part("duckdb")
    with duckdb.connect(":memory:", config={"threads": 1}) as database:
        for table in TABLES:
            rows = found.rows[table.name]
            write_csv(folder / f"{table.name}.csv", [column.name for column in table.columns], rows)
            _write_parquet(database, folder / f"{table.name}.parquet", table, rows)
    text = json.dumps(descriptor(found, spans, grain), indent=2, ensure_ascii=False)
    (folder / "datapackage.json").write_text(f"{text}\n", encoding="utf-8")
    (folder / "data-dictionary.md").write_text(dictionary(), encoding="utf-8")


def write_csv(file: Path, columns: Sequence[str], rows: Iterable[Cells]) -> None:
    """No cell begins as a formula would in a spreadsheet."""
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([defused(_plain(cell)) for cell in cells] for cells in rows)


def _plain(cell: object) -> object:
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, date):
        return cell.isoformat()
    return "" if cell is None else cell


def _write_parquet(database: Any, file: Path, table: Table, rows: Sequence[Cells]) -> None:
    """Read back by duckdb from lines of JSON, which is a hundred times as fast as row by row."""
    names = [column.name for column in table.columns]
    lines = file.with_suffix(".jsonl")
    lines.write_text("".join(f"{json.dumps(dict(zip(names, row, strict=True)), default=str)}\n" for row in rows))
    typed = ", ".join(f"'{column.name}': '{PARQUET_TYPES[column.type]}'" for column in table.columns)
    source = f"read_json({_quoted(lines)}, format = 'newline_delimited', columns = {{{typed}}})"
    database.execute(f"COPY (FROM {source}) TO {_quoted(file)} (FORMAT parquet, COMPRESSION zstd)")
    lines.unlink()


def _quoted(file: Path) -> str:
    name = str(file).replace("'", "''")
    return f"'{name}'"
