"""Sinks that write text, to a file or to stdout."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

from extractor.models import ArticleRecord
from extractor.write.partial import partial_path, settle

Writer = Callable[[ArticleRecord], str]


class StreamSink:
    """Writes each record as text and flushes it: what was written is never lost."""

    def __init__(self, stream: TextIO, form: Writer, path: Path | None) -> None:
        self._stream = stream
        self._form = form
        self._path = path

    def write(self, record: ArticleRecord) -> None:
        self._stream.write(self._form(record))
        self._stream.flush()

    def commit(self) -> None:
        self._stream.flush()

    def finish(self) -> None:
        if self._path is not None:
            self._stream.close()
            settle(self._path)

    def leave(self) -> str | None:
        if self._path is None:
            return None
        self._stream.close()
        return str(partial_path(self._path))


def open_stream(path: Path | None, form: str) -> StreamSink:
    """A sink of JSON lines, CSV or tables."""
    stream = _stdout() if path is None else _file(path, form)
    if form == "csv":
        from extractor.write.csv_file import CsvSink

        return CsvSink(stream, path)
    if form == "table":
        from extractor.write.table import TableWriter

        return StreamSink(stream, TableWriter(colour=stream.isatty()), path)
    return StreamSink(stream, as_json_line, path)


def _file(path: Path, form: str) -> TextIO:
    # Excel takes a CSV file for its own code page unless it begins with a byte-order mark.
    encoding = "utf-8-sig" if form == "csv" else "utf-8"
    return partial_path(path).open("w", encoding=encoding, newline="")


def as_json_line(record: ArticleRecord) -> str:
    """The contract object on one line."""
    return record.model_dump_json(by_alias=True) + "\n"


def _stdout() -> TextIO:
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(newline="")
    return sys.stdout
