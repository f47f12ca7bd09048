"""Figures as Parquet with exact decimals."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from extractor.models import ArticleRecord
from extractor.write.observations import COLUMNS, Row, observation_rows
from extractor.write.partial import partial_path, settle

# 38 digits are what decimal128 holds, nine of them after the comma: enough for every figure of
# real news. One that does not fit is null there, and never rounded; `value_text` has it all.
DIGITS, DECIMALS = 38, 9
EXACT = pa.decimal128(DIGITS, DECIMALS)
TYPES = {
    "text": pa.string(),
    "integer": pa.int64(),
    "decimal": EXACT,
    "date": pa.date32(),
    "boolean": pa.bool_(),
    "list": pa.list_(pa.string()),
}
AS_TEXT = {"value": "value_text", "value_max": "value_max_text"}
SCHEMA = pa.schema(
    [
        *(pa.field(column.name, TYPES[column.kind]) for column in COLUMNS),
        *(pa.field(name, pa.string()) for name in AS_TEXT.values()),
    ]
)
GROUP = 20_000


class ParquetSink:
    """A row a figure, in groups of some thousand."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._rows: list[Row] = []
        self._writer = pq.ParquetWriter(partial_path(path), SCHEMA, compression="zstd")

    def write(self, record: ArticleRecord) -> None:
        self._rows += map(_row, observation_rows(record))
        if len(self._rows) >= GROUP:
            self.commit()

    def commit(self) -> None:
        if self._rows:
            self._writer.write_table(pa.Table.from_pylist(self._rows, schema=SCHEMA))
            self._rows = []

    def finish(self) -> None:
        self._close()
        settle(self._path)

    def leave(self) -> str | None:
        # Without its foot a Parquet file cannot be read at all.
        self._close()
        return str(partial_path(self._path))

    def _close(self) -> None:
        self.commit()
        self._writer.close()


def _row(row: Row) -> Row:
    as_text = {theirs: _text(row[ours]) for ours, theirs in AS_TEXT.items()}
    return {name: fitting(value) for name, value in row.items()} | as_text


def _text(value: Decimal | None) -> str | None:
    return None if value is None else format(value, "f")


def fitting(value: Any) -> Any:
    """A decimal that the column holds to the last digit, else None; other values as they are."""
    if not isinstance(value, Decimal):
        return value
    # Not `normalize` or `abs`: arithmetic rounds to the digits of its context.
    _, digits, exponent = value.as_tuple()
    trailing = len(digits) - len("".join(map(str, digits)).rstrip("0"))
    fits = isinstance(exponent, int) and -exponent - trailing <= DECIMALS
    return value if fits and value.copy_abs() < 10 ** (DIGITS - DECIMALS) else None
