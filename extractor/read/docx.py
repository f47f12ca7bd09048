"""A Word document is one article; its tables stay where they stand."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator

import docx
from docx.document import Document
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from extractor.article import Article
from extractor.read.archives import FREE
from extractor.read.fault import Fault, FaultError
from extractor.read.legacy import restored
from extractor.read.options import Given, ReadOptions
from extractor.read.whole import read_whole

DEEPEST_TABLE = 5


def read_docx(given: Given, options: ReadOptions) -> Iterator[Article]:
    """The article of a document; raises FaultError."""
    data = read_whole(given, options)
    _check_size(data, given, options)
    try:
        document = docx.Document(io.BytesIO(data))
    except (KeyError, ValueError, zipfile.BadZipFile) as error:
        raise FaultError(
            Fault(given.place, f"is no Word document ({error})", "save it as .docx again")
        ) from error
    text = "\n".join(_lines(document.iter_inner_content(), DEEPEST_TABLE)).strip("\n")
    if not text.strip():
        raise FaultError(Fault(given.place, "holds no text", "a scan inside? run OCR first"))
    yield restored(
        Article(
            text,
            published=options.published,
            title=_title(document),
            source=given.url or given.place,
        )
    )


def _check_size(data: bytes, given: Given, options: ReadOptions) -> None:
    """Documents are zip archives: as suspect as any other."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(info.file_size for info in archive.infolist())
    except zipfile.BadZipFile as error:
        raise FaultError(
            Fault(given.place, f"is no Word document ({error})", "save it as .docx again")
        ) from error
    if size > max(FREE, options.max_ratio * len(data)):
        raise FaultError(
            Fault(given.place, "unpacks to far more than its size: a bomb?", "save it again")
        )


def _lines(content: Iterable[Paragraph | Table], depth: int) -> Iterator[str]:
    for part in content:
        if isinstance(part, Paragraph):
            yield part.text
        else:
            yield from _rows(part, depth)


def _rows(table: Table, depth: int) -> Iterator[str]:
    for row in table.rows:
        cells: list[_Cell] = []
        for cell in row.cells:
            # A merged cell comes once for each column that it covers, its figures with it.
            if not cells or cell._tc is not cells[-1]._tc:
                cells.append(cell)
        line = "\t".join(_cell(cell, depth) for cell in cells)
        if line.strip():
            yield line


def _cell(cell: _Cell, depth: int) -> str:
    if depth == 0:
        return " ".join(cell.text.split())
    return " ".join(" ".join(_lines(cell.iter_inner_content(), depth - 1)).split())


def _title(document: Document) -> str | None:
    """The paragraph that is set as the title; what the file's properties say is mostly stale."""
    for paragraph in document.paragraphs[:10]:
        style = paragraph.style
        if style is not None and style.name == "Title" and paragraph.text.strip():
            return " ".join(paragraph.text.split())
    return None
