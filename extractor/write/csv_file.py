"""Figures as CSV, safe to open in a spreadsheet, with its columns described beside it (CSVW)."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, TextIO

from extractor.models import ArticleRecord
from extractor.write.observations import COLUMNS, SDMX, Column, observation_rows
from extractor.write.stream import StreamSink

# A spreadsheet takes a cell that begins so for a formula, and computes it.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
SUFFIX = "-metadata.json"
DATATYPES: dict[str, Any] = {
    "text": "string",
    "list": "string",
    "integer": "integer",
    "decimal": "decimal",
    "date": {"base": "date", "format": "yyyy-MM-dd"},
    "boolean": "boolean",
}


class CsvSink(StreamSink):
    """A row a figure; a file gets its description beside it when it is complete."""

    def __init__(self, stream: TextIO, path: Path | None) -> None:
        super().__init__(stream, _rows, path)
        stream.write(csv_line([column.name for column in COLUMNS]))

    def finish(self) -> None:
        super().finish()
        if self._path is not None and self._path.is_file():
            described = self._path.with_name(self._path.name + SUFFIX)
            described.write_text(metadata_text(self._path.name), encoding="utf-8")


def _rows(record: ArticleRecord) -> str:
    return "".join(
        csv_line([cell_text(column, row[column.name]) for column in COLUMNS])
        for row in observation_rows(record)
    )


def csv_line(cells: Iterable[str]) -> str:
    """A line of CSV, with all cells quoted that hold a line break of any kind."""
    buffer = io.StringIO()
    # The writer quotes those line breaks only that it uses itself.
    csv.writer(buffer, lineterminator="\r\n").writerow(cells)
    return buffer.getvalue().removesuffix("\r\n") + "\n"


def cell_text(column: Column, value: Any) -> str:
    """A value as CSV has it: exact decimals, ISO dates, nothing for null, no formulas."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int):
        return str(value)
    return safe_text(column.glue.join(value) if column.kind == "list" else value)


def safe_text(text: str) -> str:
    """Text that no spreadsheet computes: an apostrophe goes before what would be a formula.

    >>> safe_text("=1+1")
    "'=1+1"
    """
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def metadata_text(name: str) -> str:
    """The description of the table in the file `name`, as CSV on the Web wants it."""
    table = {
        "@context": ["http://www.w3.org/ns/csvw", {"language": "vi"}],
        "url": name,
        "dc:title": "Figures in Vietnamese government news",
        "dialect": {"encoding": "utf-8", "lineTerminators": ["\n"], "header": True},
        "tableSchema": {
            "columns": [_described(column) for column in COLUMNS],
            "primaryKey": ["article", "figure"],
        },
    }
    return json.dumps(table, ensure_ascii=False, indent=2) + "\n"


def _described(column: Column) -> dict[str, Any]:
    described = {
        "name": column.name,
        "titles": column.name,
        "datatype": DATATYPES[column.kind],
        "null": "",
    }
    if column.kind == "list":
        described["separator"] = column.glue
    if column.concept:
        described["propertyUrl"] = SDMX + column.concept
    return described
