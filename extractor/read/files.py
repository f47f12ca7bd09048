"""Paths to articles: a seam behind which each kind of source has a module of its own."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from extractor.article import Article
from extractor.read.decode import UTF8_BOM
from extractor.read.fault import Fault, FaultError
from extractor.read.lines import read_lines
from extractor.read.plain import read_plain

STDIN = "-"
SUFFIXES = (".jsonl", ".txt")
DEFAULT_MAX_MB = 20


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How sources are read; `published` holds for articles that carry no date of their own."""

    published: str | None = None
    max_mb: int = DEFAULT_MAX_MB
    # A file that the same run writes: never read as input.
    skip: Path | None = None

    @property
    def limit(self) -> int:
        return self.max_mb * 1_000_000


class Source:
    """Articles and faults of some paths, lazily; `done` of `total` bytes have been read."""

    def __init__(self, files: Sequence[str | Fault], options: ReadOptions) -> None:
        self._files = files
        self._options = options
        self.done = 0
        self.total = sum(_size(file) for file in files if isinstance(file, str))

    def __iter__(self) -> Iterator[Article | Fault]:
        for file in self._files:
            if isinstance(file, Fault):
                yield file
                continue
            before = self.done
            try:
                yield from self._read(file)
            except FaultError as error:
                yield error.fault
            except OSError as error:
                yield Fault(file, f"cannot be read ({error.strerror})", "check path and rights")
            self.done = before + _size(file)

    def _read(self, file: str) -> Iterator[Article | Fault]:
        if file == STDIN:
            yield from self._read_stream(sys.stdin.buffer, "stdin", "")
            return
        with Path(file).open("rb") as stream:
            yield from self._read_stream(stream, file, Path(file).suffix.lower())

    def _read_stream(self, stream: BinaryIO, place: str, suffix: str) -> Iterator[Article | Fault]:
        options = self._options
        if suffix not in SUFFIXES:
            stream, suffix = _sniff(stream)
        if suffix == ".txt":
            yield read_plain(stream, place, options.limit, options.published)
            return
        before = self.done
        for item in read_lines(stream, place, options.limit, options.published):
            if stream.seekable():
                self.done = before + stream.tell()
            yield item


def open_source(paths: Iterable[str], options: ReadOptions) -> Source:
    """The articles of files, of folders (recursively, in sorted order) and of «-», stdin."""
    skip = options.skip and options.skip.resolve()
    files: list[str | Fault] = []
    for path in paths:
        files += [path] if path == STDIN else _files(Path(path), path, skip)
    return Source(files, options)


def _files(path: Path, given: str, skip: Path | None) -> list[str | Fault]:
    if not path.exists():
        return [Fault(given, "no such file or folder", "check the path")]
    if path.is_dir():
        found = [file for file in _walk(path) if file.resolve() != skip]
        nothing = Fault(given, "holds no .txt or .jsonl file", "give a folder of articles")
        return [str(file) for file in found] or [nothing]
    if path.is_file() and path.suffix.lower() not in SUFFIXES:
        kind = f"kind {path.suffix}" if path.suffix else "kind, without suffix"
        return [Fault(given, f"is of an unknown {kind}", "give .txt, .jsonl, or «-» for stdin")]
    return [given]


def _walk(folder: Path) -> list[Path]:
    """The article files below a folder, sorted by path, hidden ones left out."""
    return sorted(
        path
        for path in folder.rglob("*")
        if path.suffix.lower() in SUFFIXES
        and path.is_file()
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )


def _size(file: str) -> int:
    path = Path(file)
    return path.stat().st_size if path.is_file() else 0


def _sniff(stream: BinaryIO) -> tuple[BinaryIO, str]:
    """A pipe's kind, by its first character: JSON lines begin with a brace."""
    buffered = stream if isinstance(stream, io.BufferedReader) else io.BytesIO(stream.read())
    head = buffered.getvalue() if isinstance(buffered, io.BytesIO) else buffered.peek(4096)
    head = head[:4096].removeprefix(UTF8_BOM).lstrip()
    return buffered, ".jsonl" if head.startswith(b"{") else ".txt"
