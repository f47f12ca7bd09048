"""One table for the screen and for every export, so that both show the same."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from extractor.service.settings import require

# What a spreadsheet would take for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "jsonl": "application/x-ndjson",
}


class Column(NamedTuple):
    """A column: its key, its heading, how it may be sorted, and where it is shown."""

    key: str
    heading: str
    numeric: bool = False
    sort: str | None = None
    on_screen: bool = True


class Cell(NamedTuple):
    """What a cell says, where it leads, and the plain value of a number."""

    text: str
    href: str | None = None
    number: str | None = None

    @property
    def plain(self) -> str:
        return self.number if self.number is not None else self.text


@dataclass(slots=True)
class Table:
    """Rows by column keys; a missing cell is empty."""

    name: str
    columns: Sequence[Column]
    rows: Sequence[Mapping[str, Cell]] = field(default_factory=list)

    @property
    def shown(self) -> list[Column]:
        return [column for column in self.columns if column.on_screen]

    def export(self, form: str) -> bytes:
        """The table as a file of the form."""
        if form == "xlsx":
            return self._xlsx()
        return self._jsonl() if form == "jsonl" else self._csv()

    def _plain(self) -> list[list[str]]:
        empty = Cell("")
        return [[row.get(c.key, empty).plain for c in self.columns] for row in self.rows]

    def _csv(self) -> bytes:
        out = io.StringIO(newline="")
        writer = csv.writer(out)
        writer.writerow([column.heading for column in self.columns])
        writer.writerows([[_harmless(value) for value in row] for row in self._plain()])
        # Excel takes a CSV file for its own code page unless it begins with a byte-order mark.
        return out.getvalue().encode("utf-8-sig", "replace")

    def _jsonl(self) -> bytes:
        keys = [column.key for column in self.columns]
        lines = [
            json.dumps(dict(zip(keys, row, strict=True)), ensure_ascii=False)
            for row in self._plain()
        ]
        return "".join(f"{line}\n" for line in lines).encode("utf-8", "replace")

    def _xlsx(self) -> bytes:
        require("review", "xlsxwriter")
        import xlsxwriter

        out = io.BytesIO()
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        with xlsxwriter.Workbook(out, options) as book:
            sheet = book.add_worksheet("vnfigures")
            bold = book.add_format({"bold": True})
            for place, column in enumerate(self.columns):
                sheet.write_string(0, place, column.heading, bold)
            for number, row in enumerate(self._plain(), 1):
                for place, value in enumerate(row):
                    self._write(sheet, (number, place), value)
            sheet.freeze_panes(1, 0)
        return out.getvalue()

    def _write(self, sheet: object, at: tuple[int, int], value: str) -> None:
        # A spreadsheet's numbers have fifteen digits; longer ones stay as they are written.
        exact = self.columns[at[1]].numeric and len(value.strip("-0.").replace(".", "")) <= 15
        if exact and value:
            sheet.write_number(*at, float(value))  # type: ignore[attr-defined]
        else:
            sheet.write_string(*at, value[:32_767])  # type: ignore[attr-defined]


def _harmless(value: str) -> str:
    return f"'{value}" if value.startswith(FORMULA) and not _is_number(value) else value


def _is_number(value: str) -> bool:
    return value.removeprefix("-").replace(".", "", 1).isdigit()
