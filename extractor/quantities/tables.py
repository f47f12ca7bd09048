"""Numbers in flattened tables: «Huyện | Số hộ nghèo | Tỷ lệ (%)», then one row a line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from extractor.mentions import Quantity
from extractor.quantities.amounts import scaled_value
from extractor.quantities.numerals import LONGEST, NUMERAL, parse_number
from extractor.quantities.vocabulary import ONE, Magnitude, Unit, Vocabulary
from extractor.text import Span, Text

LINE = re.compile(r"[^\n]+")
WORD = re.compile(r"[^\s|()/,;:.]+")
HAS_DIGIT = re.compile(r"\d")


class Cell(Struct, frozen=True):
    """A cell's words, without the blanks around them."""

    start: int
    end: int


class Column(Struct, frozen=True):
    """What the numbers of a column count."""

    unit: Unit
    magnitude: Magnitude | None


class TableReader:
    """Reads bare numbers under a heading that names what they count."""

    def __init__(self, words: Vocabulary) -> None:
        self._units = words.units
        self._carried = words.part("carried")
        self._magnitudes = words.magnitudes

    def find(self, text: Text) -> Iterator[Quantity]:
        """The quantities of all tables; a table ends at the first line without a bar."""
        if "|" not in text.norm:
            return
        columns: list[Column | None] = []
        for line in LINE.finditer(text.low):
            cells = list(_cells(text.low, line.start(), line.end()))
            if len(cells) < 2:
                columns = []
            elif not HAS_DIGIT.search(text.low, line.start(), line.end()):
                columns = self._columns(text.low, cells)
            elif len(cells) == len(columns):
                yield from _row(text, cells, columns)

    def _columns(self, low: str, cells: list[Cell]) -> list[Column | None]:
        """What each heading counts; «Cộng dồn» counts what the column before it does."""
        columns: list[Column | None] = []
        for cell in cells:
            column = self._column(low, cell)
            if column is None and columns and low[cell.start : cell.end] in self._carried:
                column = columns[-1]
            columns.append(column)
        return columns

    def _column(self, low: str, cell: Cell) -> Column | None:
        """What a heading counts: its unit in brackets, or the first unit among its words."""
        bracket = low.find("(", cell.start, cell.end)
        begin = bracket + 1 if bracket >= 0 else cell.start
        for word in WORD.finditer(low, begin, cell.end):
            magnitude = self._magnitudes.at(low, word.start())
            at = magnitude.end + 1 if magnitude else word.start()
            hit = self._units.at(low, at)
            if hit is not None and hit.end <= cell.end:
                return Column(hit.entry, magnitude.entry if magnitude else None)
        return None


def _cells(low: str, start: int, end: int) -> Iterator[Cell]:
    for piece in re.finditer(r"[^|\n]*", low[start:end]):
        words = piece.group().strip()
        if words:
            at = start + piece.start() + piece.group().index(words)
            yield Cell(at, at + len(words))


def _row(text: Text, cells: list[Cell], columns: list[Column | None]) -> Iterator[Quantity]:
    for cell, column in zip(cells, columns, strict=True):
        written = text.low[cell.start : cell.end]
        if column is None or len(written) > LONGEST or not NUMERAL.fullmatch(written):
            continue
        unit, magnitude = column.unit, column.magnitude
        try:
            value = parse_number(written, countable=unit.kind == "count")
        except ValueError:
            continue
        scale = unit.times * (magnitude.factor if magnitude else ONE)
        yield Quantity(
            span=Span(cell.start, cell.end),
            kind=unit.kind,
            value=scaled_value(value, scale) if scale != ONE else value,
            unit=unit.name,
            unit_text=unit.name,
            rule="table",
            shared_unit=True,
        )
