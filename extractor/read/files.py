"""Paths and addresses to articles: a seam behind which each kind of source has its module."""

from __future__ import annotations

import io
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from extractor.article import Article
from extractor.read.fault import Fault
from extractor.read.formats import BY_NAME, CURES, Item, format_by_name, read_as, read_input
from extractor.read.options import Given, ReadOptions, Skip
from extractor.read.raw import Raw
from extractor.read.sniff import guess, peek

STDIN = "-"


class Source:
    """Articles and faults of some paths, lazily; `done` of `total` bytes have been read.

    `skipped` counts what was passed over although nothing is wrong with it, by reason.
    """

    def __init__(self, files: Sequence[str | Fault | Skip], options: ReadOptions) -> None:
        self.files = files
        self._options = options
        self.skipped: Counter[str] = Counter()
        self.done = 0
        self.total = sum(_size(file) for file in files if isinstance(file, str))

    def __iter__(self) -> Iterator[Article | Fault]:
        for item in self.take():
            if not isinstance(item, Raw):
                yield item

    def take(self) -> Iterator[Article | Fault | Raw]:
        """The same, and with `options.raw` the bytes of what is left to another process."""
        for file in self.files:
            before = self.done
            for item in self._read(file) if isinstance(file, str) else [file]:
                if isinstance(item, Skip):
                    self.skipped[item.reason] += 1
                else:
                    yield item
            if isinstance(file, str):
                self.done = before + _size(file)

    def _read(self, file: str) -> Iterator[Item]:
        if file == STDIN:
            yield from read_stdin(sys.stdin.buffer, self._options)
            return
        if "://" in file:
            from extractor.read.remote import read_address

            yield from read_address(file, self._options)
            return
        try:
            stream = Path(file).open("rb")  # noqa: SIM115
        except OSError as error:
            yield Fault(file, f"cannot be read ({error.strerror})", "check path and rights")
            return
        with stream:
            before = self.done
            for item in read_input(Given(stream, file), self._options):
                if not stream.closed:
                    self.done = before + stream.tell()
                yield item


def read_stdin(stream: BinaryIO, options: ReadOptions) -> Iterator[Item]:
    """The articles of standard input, whose kind is told by how it begins."""
    if not isinstance(stream, io.BufferedReader):
        stream = io.BytesIO(stream.read())
    stream, head = peek(stream)
    form = BY_NAME[options.form or guess(head)]
    yield from read_as(form, Given(stream, "stdin"), options)


def open_source(paths: Iterable[str], options: ReadOptions) -> Source:
    """The articles of files, folders (recursively, sorted), addresses, and «-», stdin."""
    skip = options.skip and options.skip.resolve()
    files: list[str | Fault | Skip] = []
    for path in paths:
        if path == STDIN:
            files.append(path)
        elif "://" in path:
            from extractor.read.remote import list_addresses

            files += list_addresses(path, options)
        else:
            files += _files(Path(path), path, skip, options)
    return Source(files, options)


def _files(
    path: Path, given: str, skip: Path | None, options: ReadOptions
) -> list[str | Fault | Skip]:
    if not path.exists():
        return [Fault(given, "no such file or folder", "check the path")]
    if path.is_dir():
        found = [_known(str(file), options) for file in _walk(path) if file.resolve() != skip]
        if not any(isinstance(file, str) for file in found):
            found.append(
                Fault(
                    given,
                    "holds no .txt, .jsonl, .html or other file of a known kind",
                    "give a folder of articles, or say --input-format",
                )
            )
        return found
    return [given if options.form or path.is_fifo() else _told(path, given)]


def _known(file: str, options: ReadOptions) -> str | Fault | Skip:
    """A file of a folder, passed over when its suffix is of no known kind."""
    suffix = Path(file).suffix.lower()
    if options.form or format_by_name(file):
        return file
    if cure := CURES.get(suffix):
        return Fault(file, f"is of a kind that is not read, {suffix}", cure)
    if not suffix and _starts_as_known(Path(file)):
        return file
    return Skip(file, f"kind {suffix or 'without suffix'}")


def _told(path: Path, given: str) -> str | Fault:
    """A file that was named: known by its suffix, else by how it begins."""
    suffix = path.suffix.lower()
    if format_by_name(given):
        return given
    if suffix not in CURES and _starts_as_known(path):
        return given
    kind = f"kind {suffix}" if suffix else "kind, without suffix"
    cure = CURES.get(suffix, "give .txt, .jsonl, .html, an archive, or say --input-format")
    return Fault(given, f"is of an unknown {kind}", cure)


def _starts_as_known(path: Path) -> bool:
    """True for a page, an archive or a document that lacks its suffix: crawlers save such."""
    try:
        with path.open("rb") as stream:
            return guess(peek(stream)[1]) != "text"
    except OSError:
        # The reason is told when the file is read.
        return True


def _walk(folder: Path) -> list[Path]:
    """The files below a folder, sorted by path, hidden ones left out."""
    return sorted(
        path
        for path in folder.rglob("*")
        if path.is_file()
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )


def _size(file: str) -> int:
    path = Path(file)
    return path.stat().st_size if "://" not in file and path.is_file() else 0
