"""Sinks that write text, to a file or to stdout."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

from extractor.models import ArticleRecord
from extractor.write.partial import partial_path, settle
from extractor.write.rows import FIGURES, column_names, figure_rows

Writer = Callable[[ArticleRecord], str]
ARTICLE_COLUMNS = ("article", "source", "published_at")


class StreamSink:
    """Writes each record as text and flushes it: what was written is never lost."""

    def __init__(self, stream: TextIO, form: Writer, path: Path | None) -> None:
        self._stream = stream
        self._form = form
        self._path = path

    def write(self, record: ArticleRecord) -> None:
        self._stream.write(self._form(record))
        self._stream.flush()

    def finish(self) -> None:
        if self._path is not None:
            self._stream.close()
            settle(self._path)

    def leave(self) -> Path | None:
        if self._path is None:
            return None
        self._stream.close()
        return partial_path(self._path)


def open_stream(output: Path | None, form: str) -> StreamSink:
    """A sink of JSON lines, CSV or tables."""
    stream = _stdout() if output is None else _file(output, form)
    if form == "csv":
        writer = CsvWriter()
        stream.write(writer.header())
        return StreamSink(stream, writer, output)
    if form == "table":
        from extractor.write.table import TableWriter

        return StreamSink(stream, TableWriter(colour=stream.isatty()), output)
    return StreamSink(stream, as_json_line, output)


def _file(output: Path, form: str) -> TextIO:
    # Excel takes a CSV file for its own code page unless it begins with a byte-order mark.
    encoding = "utf-8-sig" if form == "csv" else "utf-8"
    return partial_path(output).open("w", encoding=encoding, newline="")


def as_json_line(record: ArticleRecord) -> str:
    """The contract object on one line."""
    return record.model_dump_json(by_alias=True) + "\n"


class CsvWriter:
    """Rows of figures, below a line of column names."""

    def __init__(self) -> None:
        self._buffer = io.StringIO()
        columns = [*ARTICLE_COLUMNS, *column_names(FIGURES)]
        self._writer = csv.DictWriter(self._buffer, columns, lineterminator="\n")

    def header(self) -> str:
        self._writer.writeheader()
        return self._take()

    def __call__(self, record: ArticleRecord) -> str:
        article = record.article
        values = (article.id, article.source, article.published_at)
        known = dict(zip(ARTICLE_COLUMNS, values, strict=True))
        self._writer.writerows(known | row for row in figure_rows(record))
        return self._take()

    def _take(self) -> str:
        text = self._buffer.getvalue()
        self._buffer.seek(0)
        self._buffer.truncate()
        return text


def _stdout() -> TextIO:
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(newline="")
    return sys.stdout
