"""Tables flattened into lines: which column a figure stands in."""

from __future__ import annotations

from bisect import bisect_right

from msgspec import Struct

from extractor.text import Span

BAR = "|"
# A line with fewer bars is no row.
LEAST_BARS = 2


class _Row(Struct, frozen=True):
    line: Span
    cells: list[Span]
    header: list[Span]


class Tables:
    """The rows of bar-separated tables in one text, each with its column heads."""

    def __init__(self, low: str) -> None:
        self._rows: list[_Row] = list(_find_rows(low)) if low.count(BAR) > LEAST_BARS else []
        self._starts = [row.line.start for row in self._rows]

    def column(self, offset: int) -> Span | None:
        """The heading of the column that holds `offset`; None outside tables."""
        index = bisect_right(self._starts, offset) - 1
        if index < 0 or offset >= self._rows[index].line.end:
            return None
        row = self._rows[index]
        for number, cell in enumerate(row.cells):
            if cell.start <= offset < cell.end and number < len(row.header):
                head = row.header[number]
                return head if len(head) else None
        return None


def _find_rows(low: str) -> list[_Row]:
    rows: list[_Row] = []
    header: list[Span] = []
    start = 0
    for line in low.split("\n"):
        span = Span(start, start + len(line))
        start += len(line) + 1
        if line.count(BAR) < LEAST_BARS:
            if line.strip():
                header = []
            continue
        cells = _cells(low, span)
        if not any(character.isalnum() for character in line):
            continue
        if not header:
            header = cells
        elif len(cells) == len(header):
            rows.append(_Row(span, cells, header))
    return rows


def _cells(low: str, line: Span) -> list[Span]:
    cells: list[Span] = []
    start = line.start
    for piece in low[line.start : line.end].split(BAR):
        lead = len(piece) - len(piece.lstrip())
        body = piece.strip()
        cells.append(Span(start + lead, start + lead + len(body)))
        start += len(piece) + 1
    return cells
