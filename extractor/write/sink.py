"""The seam between records and the world: one way to open any sink."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from extractor.models import ArticleRecord

FORMATS = ("jsonl", "table", "csv", "sqlite")
BY_SUFFIX = {".jsonl": "jsonl", ".csv": "csv", ".db": "sqlite", ".sqlite": "sqlite"}


class UnknownFormatError(ValueError):
    """No format was named and the suffix tells none."""


class Sink(Protocol):
    """Takes records one by one; what was written stays even when `finish` is never reached."""

    def write(self, record: ArticleRecord) -> None: ...

    def finish(self) -> None:
        """Give the output its final name."""

    def leave(self) -> Path | None:
        """Stop half-way; the place where the part already written is kept."""


def format_of(output: Path | None, named: str | None) -> str:
    """The format asked for, or the one the file's suffix tells; JSON lines to stdout."""
    if named is not None:
        return named
    if output is None:
        return "jsonl"
    if found := BY_SUFFIX.get(output.suffix.lower()):
        return found
    raise UnknownFormatError(
        f"{output}: the suffix {output.suffix!r} names no format;"
        f" use {', '.join(BY_SUFFIX)}, or say --format"
    )


def open_sink(output: Path | None, form: str) -> Sink:
    """A sink of format `form` into a file, or to stdout when `output` is None."""
    if form == "sqlite":
        from extractor.write.sqlite import SqliteSink

        if output is None:
            raise UnknownFormatError("SQLite needs a file; give -o NAME.db")
        return SqliteSink(output)
    from extractor.write.stream import open_stream

    return open_stream(output, form)
