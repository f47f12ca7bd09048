"""A source as pieces that machines read by themselves: whole files, or parts of JSON lines."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from extractor.article import Article
from extractor.read import Fault, ReadOptions, Skip, Source, open_source
from extractor.read.formats import format_by_name
from extractor.read.lines import read_lines
from extractor.read.options import Given
from extractor.read.raw import Raw

# A part of a file of JSON lines: about ten seconds of work.
PART = 1_000_000


class Piece(NamedTuple):
    """A file or an address as it was given, or the lines in some of its bytes."""

    path: str
    start: int = 0
    end: int | None = None
    first_line: int = 1


Part = Piece | Fault | Skip


class _Lines(Source):
    """The lines of a part of a file, numbered as in the whole."""

    def __init__(self, piece: Piece, options: ReadOptions) -> None:
        super().__init__([], options)
        self._piece = piece
        self._lines = options

    def take(self) -> Iterator[Article | Fault | Raw]:
        path, start, end, first = self._piece
        with Path(path).open("rb") as stream:
            stream.seek(start)
            part = stream.read((end or start) - start)
        yield from read_lines(Given(io.BytesIO(part), path), self._lines, first - 1)


def cut_source(paths: Iterable[str], options: ReadOptions) -> Iterator[Part]:
    """The pieces of paths, and what is wrong with some, in the order of one machine."""
    for file in open_source(paths, options).files:
        if isinstance(file, str) and _splits(file, options):
            yield from _parts(file)
        else:
            yield Piece(file) if isinstance(file, str) else file


def open_piece(piece: Piece, options: ReadOptions) -> Source:
    """The units of a piece."""
    options = replace(options, raw=True)
    return Source([piece.path], options) if piece.end is None else _Lines(piece, options)


def _splits(file: str, options: ReadOptions) -> bool:
    """Whether a file is JSON lines, none too long, of which a part can be read by itself."""
    if "://" in file or file == "-" or options.form not in (None, "jsonl"):
        return False
    form = format_by_name(file)
    named = options.form == "jsonl" or (form is not None and form.name == "jsonl")
    return named and Path(file).stat().st_size > PART


def _parts(file: str) -> Iterator[Piece]:
    """The parts of a file, each beginning with a line."""
    start, first, at, number = 0, 1, 0, 0
    with Path(file).open("rb") as stream:
        for line in stream:
            at, number = at + len(line), number + 1
            if at - start >= PART:
                yield Piece(file, start, at, first)
                start, first = at, number + 1
    if start < at:
        yield Piece(file, start, at, first)
