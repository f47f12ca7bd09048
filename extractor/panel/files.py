"""Panels as files: one row a cell with its source, or one row a place."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from extractor.panel.cells import Cell, Panel
from extractor.write.csv_file import cell_text, csv_line, safe_text
from extractor.write.observations import Column, Kind
from extractor.write.partial import partial_path, settle

# The unit that a place is asked for under, and whether it holds the whole of it.
UNDER = ("under_code", "under", "under_share")


def _columns(kind: Kind, *names: str) -> list[Column]:
    return [Column(name, kind) for some in names for name in some.split()]


CELL = (
    *_columns("text", "indicator place_code place place_level period"),
    *_columns("decimal", "value value_max"),
    *_columns("text", "unit status comparator certainty"),
    *_columns("date", "valid_from valid_to"),
    *_columns("integer", "agreeing conflicting"),
    *_columns("text", "other_values quote sentence title source publisher published_at"),
    *_columns("text", "article figure"),
    *_columns("integer", "start end"),
    *_columns("text", *UNDER),
)


def cell_rows(panel: Panel) -> Iterator[dict[str, Any]]:
    """One row a cell, keys as `CELL`."""
    for cell in panel.cells:
        yield {"indicator": panel.indicator, **_cell(cell)}


def _cell(cell: Cell) -> dict[str, Any]:
    place, one = cell.place, cell.chosen
    return {
        "place_code": place.code,
        "place": place.name,
        "place_level": place.level,
        "period": cell.period.label,
        "value": one.value,
        "value_max": one.value_max,
        "unit": one.unit,
        "status": one.status,
        "comparator": one.comparator,
        "certainty": one.certainty,
        "valid_from": one.start,
        "valid_to": one.end,
        "agreeing": cell.agreeing,
        "conflicting": len(cell.conflicting),
        "other_values": other_values(cell),
        "quote": one.quote,
        "sentence": one.sentence,
        "title": one.title,
        "source": one.source,
        "publisher": one.publisher,
        "published_at": one.published_at,
        "article": one.article,
        "figure": one.figure,
        "start": one.start_char,
        "end": one.end_char,
        **dict(zip(UNDER, place.under or (None, None, None), strict=True)),
    }


def other_values(cell: Cell) -> str | None:
    """What other sources say, each with its article: «1.28 (bao.vn/2); 1.31 (…)»."""
    said = [f"{_amount(one.amount)} ({one.source or one.article})" for one in cell.conflicting]
    return "; ".join(said) or None


def _amount(amount: tuple[Decimal, Decimal | None]) -> str:
    return " - ".join(format(value, "f") for value in amount if value is not None)


def wide_rows(panel: Panel) -> Iterator[list[str]]:
    """A heading and one row a place; «*» marks a value that other sources contradict."""
    periods = panel.periods
    gone = any(place.under for place in panel.places)
    head = [*(UNDER if gone else ()), "place_code", "place", "unit"]
    yield [*head, *(period.label for period in periods)]
    for place in panel.places:
        cells = {cell.period: cell for cell in panel.cells if cell.place == place}
        under = place.under or ("", "", "")
        yield [
            *((word or "" for word in under) if gone else ()),
            place.code or "",
            place.name,
            panel.unit,
            *(_short(cells[period]) if period in cells else "" for period in periods),
        ]


def _short(cell: Cell) -> str:
    return _amount(cell.chosen.amount) + ("*" if cell.conflicting else "")


def write_csv(panel: Panel, path: Path, wide: bool) -> None:
    """The panel in a CSV file that spreadsheets open safely."""
    lines = [[safe_text(word) for word in row] for row in wide_rows(panel)]
    if not wide:
        lines = [[column.name for column in CELL]]
        for row in cell_rows(panel):
            lines.append([cell_text(column, row[column.name]) for column in CELL])
    text = "".join(map(csv_line, lines))
    partial_path(path).write_text(text, encoding="utf-8-sig", newline="")
    settle(path)


def write_parquet(panel: Panel, path: Path) -> None:
    """The panel in a Parquet file with exact decimals."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    from extractor.write.parquet import TYPES, fitting

    schema = pa.schema([pa.field(column.name, TYPES[column.kind]) for column in CELL])
    rows = [{name: fitting(value) for name, value in row.items()} for row in cell_rows(panel)]
    pq.write_table(pa.Table.from_pylist(rows, schema=schema), partial_path(path))
    settle(path)
