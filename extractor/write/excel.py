"""A workbook for journalists: each figure in its sentence, people, and what the checks found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from errno import EIO
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.exceptions import XlsxWriterException

from extractor.models import ArticleRecord, Figure
from extractor.write.partial import partial_path, settle
from extractor.write.sdmx import time_period, unit_measure
from extractor.write.table import SIGNS

# A sheet's last row, heading included, and the longest text of a cell.
ROWS, LONGEST = 1_048_576, 32_000
AROUND = 1_000
# Excel keeps fifteen digits of a number; longer ones are written as text, all of them.
EXACT_DIGITS = 15
FIGURES = {
    "Câu văn": 80, "Giá trị": 18, "Đến": 18, "So sánh": 9, "Đơn vị": 14, "Đối tượng": 30,
    "Chỉ tiêu": 26, "Loại": 12, "Tình trạng": 12, "Nơi": 24, "Mã": 8, "Thời gian": 16,
    "Độ chắc": 9, "Bài": 40, "Nguồn": 40, "Ngày đăng": 18,
}  # fmt: skip
PEOPLE = {
    "Họ tên": 24, "Chức danh": 50, "Cơ quan": 30, "Nơi": 24, "Bài": 40, "Nguồn": 40,
    "Ngày đăng": 18,
}  # fmt: skip
ISSUES = {
    "Mức": 10,
    "Mã": 24,
    "Nội dung": 80,
    "Phép tính": 50,
    "Số liệu": 40,
    "Bài": 40,
    "Nguồn": 40,
}
# Nothing of today's clock goes in: the same records are the same bytes.
MADE = datetime(2000, 1, 1)


class ExcelSink:
    """Three sheets that fill while records come; no cell is ever a formula or a link."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._book = xlsxwriter.Workbook(
            str(partial_path(path)),
            {
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
                "constant_memory": True,
            },
        )
        self._book.set_properties({"created": MADE})
        self._wrap = self._book.add_format({"text_wrap": True, "valign": "top"})
        self._marked = self._book.add_format({"bold": True, "font_color": "#C00000"})
        self._figures = Sheet(self._book, "Số liệu", FIGURES)
        self._people = Sheet(self._book, "Nhân sự", PEOPLE)
        self._issues = Sheet(self._book, "Cần xem lại", ISSUES)

    def write(self, record: ArticleRecord) -> None:
        for figure in record.figures:
            at = self._figures.add(["", *figure_cells(record, figure)])
            self._highlight(at, record.article.text, figure)
        for cells in _people(record):
            self._people.add(cells)
        for cells in _issues(record):
            self._issues.add(cells)

    def commit(self) -> None:
        """Nothing: a workbook is whole only when it is closed."""

    def finish(self) -> None:
        self._close()
        settle(self._path)

    def leave(self) -> str | None:
        self._close()
        return str(partial_path(self._path))

    def _highlight(self, row: int, text: str, figure: Figure) -> None:
        """The sentence in the first cell of the row, its figure bold and red."""
        before, words, after = split_sentence(text, figure)
        parts = [before, self._marked, words, after]
        sheet = self._figures.sheet
        if not before and not after:
            sheet.write_string(row, 0, words, self._marked)
        else:
            sheet.write_rich_string(row, 0, *(part for part in parts if part != ""), self._wrap)

    def _close(self) -> None:
        for sheet in (self._figures, self._people, self._issues):
            sheet.close()
        try:
            self._book.close()
        except XlsxWriterException as error:
            raise OSError(EIO, str(error)) from error


class Sheet:
    """A sheet with a heading that stays; when it is full, the next one goes on."""

    def __init__(self, book: Any, name: str, columns: dict[str, int]) -> None:
        self._book, self._name, self._columns = book, name, columns
        self._head = book.add_format({"bold": True, "bottom": 1})
        self._count = 0
        self._open()

    def _open(self) -> None:
        self._count += 1
        name = self._name if self._count == 1 else f"{self._name} {self._count}"
        self.sheet = self._book.add_worksheet(name)
        self.sheet.freeze_panes(1, 0)
        for number, (title, width) in enumerate(self._columns.items()):
            self.sheet.set_column(number, number, width)
            self.sheet.write_string(0, number, title, self._head)
        self._row = 0

    def add(self, cells: Sequence[Any]) -> int:
        """The number of the row that the cells now fill."""
        if self._row + 1 >= ROWS:
            self.close()
            self._open()
        self._row += 1
        for number, cell in enumerate(cells):
            self._write(number, cell)
        return self._row

    def _write(self, column: int, cell: Any) -> None:
        if isinstance(cell, Decimal) and len(cell.as_tuple().digits) <= EXACT_DIGITS:
            self.sheet.write_number(self._row, column, cell)
        elif isinstance(cell, Decimal):
            self.sheet.write_string(self._row, column, format(cell, "f"))
        elif cell:
            self.sheet.write_string(self._row, column, cell[:LONGEST])

    def close(self) -> None:
        self.sheet.autofilter(0, 0, self._row, len(self._columns) - 1)


def split_sentence(text: str, figure: Figure) -> tuple[str, str, str]:
    """The sentence before, in and after the figure; a very long one is cut on both sides."""
    start, end = figure.sentence.start, figure.sentence.end
    before = text[start : figure.start].lstrip()
    after = text[figure.end : end].rstrip()
    if len(before) > AROUND:
        before = "…" + before[-AROUND:]
    if len(after) > AROUND:
        after = after[:AROUND] + "…"
    return before, figure.text[:LONGEST], after


def figure_cells(record: ArticleRecord, figure: Figure) -> Iterator[Any]:
    """All cells of a figure's row but the first."""
    period, place, article = figure.period, figure.place, record.article
    yield figure.value
    yield figure.value_max if figure.denominator is None else figure.denominator
    yield "/" if figure.denominator is not None else SIGNS.get(figure.comparator, "").strip()
    yield unit_measure(figure)
    yield figure.subject
    yield figure.indicator or figure.topic
    yield figure.measure + {"up": " ↑", "down": " ↓", None: ""}[figure.direction]
    yield figure.status
    yield place and place.name
    yield place and place.code
    yield period and time_period(period.start, period.end)
    yield figure.certainty
    yield article.title
    yield article.source
    yield article.published_at


def _people(record: ArticleRecord) -> Iterator[list[Any]]:
    article = record.article
    known = [article.title, article.source, article.published_at]
    for person in record.officials:
        for office in person.positions:
            place = office.place and office.place.name
            yield [person.name, office.text, office.organization, place, *known]
        if not person.positions:
            yield [person.name, None, None, None, *known]


def _issues(record: ArticleRecord) -> Iterator[list[Any]]:
    words = {figure.id: figure.text for figure in record.figures}
    for issue in record.issues:
        figures = "; ".join(words[one] for one in issue.figures)
        said = [issue.severity, issue.code, issue.message, issue.arithmetic, figures]
        yield [*said, record.article.title, record.article.source]
