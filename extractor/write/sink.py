"""The seam between records and the world: one way to open any sink."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from extractor.models import ArticleRecord
from extractor.store.address import Address, is_url, parse_address

if TYPE_CHECKING:
    from extractor.store.run import Run

FORMATS = ("jsonl", "table", "csv", "xlsx", "parquet", "sqlite")
BY_SUFFIX = {
    ".jsonl": "jsonl",
    ".csv": "csv",
    ".xlsx": "xlsx",
    ".parquet": "parquet",
    ".db": "sqlite",
    ".sqlite": "sqlite",
}
# What a format needs beside the program itself: the module, and the extra that brings it.
NEEDS = {"xlsx": ("xlsxwriter", "office"), "parquet": ("pyarrow", "parquet")}


class UnknownFormatError(ValueError):
    """The output cannot have the form asked for; the message gives the cure."""


class Sink(Protocol):
    """Takes records one by one, in any order; a database's content does not depend on it."""

    def write(self, record: ArticleRecord) -> None:
        """Take one record; it may wait until `commit`."""

    def commit(self) -> None:
        """Make what was written so far lasting, as one whole where the sink can (databases)."""

    def finish(self) -> None:
        """Commit, and give a file its final name."""

    def leave(self) -> str | None:
        """Stop half-way; the place where the part already written is kept."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where to write, and in which form: stdout, a file, or a database."""

    form: str
    path: Path | None = None
    address: Address | None = None

    @property
    def to_stdout(self) -> bool:
        return self.path is None and self.address is None

    def __str__(self) -> str:
        return str(self.address or self.path or "stdout")


def parse_target(output: str | None, named: str | None = None) -> Target:
    """What `-o` and `--format` say; raises UnknownFormatError or StoreError."""
    if output is None:
        form = named or "jsonl"
        if form in ("sqlite", "xlsx", "parquet"):
            raise UnknownFormatError(f"{form} needs a file; give -o NAME")
        return Target(form)
    if is_url(output) or "://" in output:
        if named not in (None, "sqlite"):
            raise UnknownFormatError(f"--format {named} is for files, and -o names a database")
        address = parse_address(output)
        return Target("sqlite" if address.path else "postgresql", address.path, address)
    path = Path(output)
    form = named or _form_of(path)
    if form in NEEDS and find_spec(NEEDS[form][0]) is None:
        module, extra = NEEDS[form]
        raise UnknownFormatError(f".{form} needs {module}; pip install 'vnfigures[{extra}]'")
    return Target(form, path, parse_address(output) if form == "sqlite" else None)


def _form_of(path: Path) -> str:
    if found := BY_SUFFIX.get(path.suffix.lower()):
        return found
    raise UnknownFormatError(
        f"{path}: the suffix {path.suffix!r} names no format;"
        f" use {', '.join(BY_SUFFIX)}, a database's URL, or say --format"
    )


def open_sink(target: Target, run: Run | None = None) -> Sink:
    """A sink into `target`; `run` says in a database how the records were read."""
    if target.address is not None:
        from extractor.write.database import DatabaseSink

        return DatabaseSink(target.address, run)
    if target.path is not None and target.form == "xlsx":
        from extractor.write.excel import ExcelSink

        return ExcelSink(target.path)
    if target.path is not None and target.form == "parquet":
        from extractor.write.parquet import ParquetSink

        return ParquetSink(target.path)
    from extractor.write.stream import open_stream

    return open_stream(target.path, target.form)
