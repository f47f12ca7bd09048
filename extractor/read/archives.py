"""Packed files and archives. Nothing is ever written to disk under a name that they give."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import PurePosixPath
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, cast

from extractor.read.fault import Fault, FaultError
from extractor.read.formats import CURES, Item, format_by_name, read_input
from extractor.read.options import Given, ReadOptions, Skip
from extractor.read.sniff import guess, peek

# Unpacked bytes that are always allowed, whatever they were packed into.
FREE = 10_000_000
# An archive inside a stream is copied here to be sought in; larger parts go to a nameless file.
IN_MEMORY = 32_000_000
LARGEST_COPY = 4_000_000_000
BROKEN = (EOFError, zlib.error, lzma.LZMAError, gzip.BadGzipFile, tarfile.TarError)
PACKED = ("gz", "bz2", "xz", "zst")

Items = Iterator[Item]


class Counting(io.RawIOBase):
    """A stream that knows how many bytes were taken from it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        data = self._stream.read(len(view))
        view[: len(data)] = data
        self.count += len(data)
        return len(data)


class Bounded(Counting):
    """An unpacked stream that refuses to grow out of all proportion to what it was packed in."""

    def __init__(
        self, stream: BinaryIO, packed: Callable[[], int], place: str, options: ReadOptions
    ) -> None:
        super().__init__(stream)
        self._packed = packed
        self._place = place
        self._ratio = options.max_ratio

    def readinto(self, buffer: object) -> int:
        try:
            size = super().readinto(buffer)
        except (*BROKEN, zipfile.BadZipFile) as error:
            raise FaultError(
                Fault(self._place, f"is cut short or broken ({error})", "fetch it again")
            ) from error
        if self.count > FREE and self.count > self._ratio * max(self._packed(), 1):
            raise FaultError(
                Fault(
                    self._place,
                    f"unpacks to more than {self._ratio} times its size: a bomb, or no text",
                    "unpack it yourself, or raise the limit with --max-ratio",
                )
            )
        return size


def read_packed(given: Given, options: ReadOptions) -> Items:
    """The one file in a .gz, .bz2, .xz or .zst, or the tar archive that it turns out to be."""
    inner, stream = _unpack(given, options)
    if (head := peek(stream)[1])[257:262] == b"ustar":
        yield from _read_members(inner._replace(stream=stream), options)
        return
    name = PurePosixPath(given.place.rsplit("!", 1)[-1])
    plain = name.stem if name.suffix.lower().strip(".") in PACKED else name.name
    place = given.place if format_by_name(plain) is None else f"{given.place}!{plain}"
    # Unnamed, as on stdin: told by how it begins.
    form = None if format_by_name(place) not in (None, format_by_name(given.place)) else guess(head)
    options = options.deeper() if form is None else _forced(options, form)
    yield from read_input(Given(stream, place), options)


def _forced(options: ReadOptions, form: str) -> ReadOptions:
    from dataclasses import replace

    return replace(options.deeper(), form=form)


def read_tar(given: Given, options: ReadOptions) -> Items:
    """The files in a tar archive, however it is packed."""
    stream, head = peek(given.stream)
    given = given._replace(stream=stream)
    if guess(head) in PACKED:
        given, stream = _unpack(given, options)
        given = given._replace(stream=stream)
    yield from _read_members(given, options)


def _unpack(given: Given, options: ReadOptions) -> tuple[Given, BinaryIO]:
    _check_depth(given, options)
    stream, head = peek(given.stream)
    counted = Counting(stream)
    packed = cast(BinaryIO, io.BufferedReader(counted))
    bounded = Bounded(_opener(guess(head))(packed), lambda: counted.count, given.place, options)
    return given, cast(BinaryIO, io.BufferedReader(bounded))


def _opener(kind: str) -> Callable[[BinaryIO], BinaryIO]:
    if kind == "zst":
        try:
            module = import_module("compression.zstd")
        except ModuleNotFoundError:
            module = import_module("backports.zstd")
        return lambda stream: cast(BinaryIO, module.ZstdFile(stream))
    openers: dict[str, Callable[[BinaryIO], object]] = {
        "gz": lambda stream: gzip.GzipFile(fileobj=stream),
        "bz2": bz2.BZ2File,
        "xz": lzma.LZMAFile,
    }
    if kind not in openers:
        raise ValueError("not packed as its name says")
    return cast(Callable[[BinaryIO], BinaryIO], openers[kind])


def _read_members(given: Given, options: ReadOptions) -> Items:
    _check_depth(given, options)
    try:
        with tarfile.open(fileobj=given.stream, mode="r|") as archive:
            for member in archive:
                place = f"{given.place}!{member.name}"
                if member.isdir():
                    continue
                if not member.isreg():
                    yield Skip(place, "link or device in an archive")
                    continue
                stream = archive.extractfile(member)
                if stream is not None:
                    # Of a stream only what comes next can be read, though it claims otherwise.
                    forward = io.BufferedReader(Counting(cast(BinaryIO, stream)))
                    yield from _read_member(cast(BinaryIO, forward), place, options)
    except BROKEN as error:
        raise FaultError(
            Fault(given.place, f"is cut short or broken ({error})", "fetch it again")
        ) from error


def read_zip(given: Given, options: ReadOptions) -> Items:
    """The files in a zip archive."""
    _check_depth(given, options)
    stream = seekable(given)
    size = stream.seek(0, io.SEEK_END)
    spent = 0
    try:
        archive = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, NotImplementedError) as error:
        raise FaultError(
            Fault(given.place, f"is no whole zip ({error})", "fetch it again")
        ) from error
    with archive:
        for info in archive.infolist():
            place = f"{given.place}!{info.filename}"
            if info.is_dir():
                continue
            if info.flag_bits & 1:
                yield Fault(place, "is locked with a password", "unpack it yourself")
                continue
            # Overlapping members each look modest; together they may not exceed the archive.
            spent += info.file_size
            if spent > max(FREE, options.max_ratio * size):
                raise FaultError(
                    Fault(
                        given.place,
                        f"unpacks to more than {options.max_ratio} times its size: a bomb?",
                        "unpack it yourself, or raise the limit with --max-ratio",
                    )
                )
            yield from _read_zipped(archive, info, place, options)


def _read_zipped(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, place: str, options: ReadOptions
) -> Items:
    try:
        with archive.open(info) as stream:
            bounded = Bounded(cast(BinaryIO, stream), lambda: info.compress_size, place, options)
            yield from _read_member(cast(BinaryIO, io.BufferedReader(bounded)), place, options)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        yield Fault(place, f"cannot be unpacked ({error})", "fetch the archive again")


def _read_member(stream: BinaryIO, place: str, options: ReadOptions) -> Items:
    name = PurePosixPath(place.rsplit("!", 1)[-1])
    suffix = name.suffix.lower()
    if any(part.startswith((".", "__MACOSX")) for part in name.parts if part != ".."):
        return
    if format_by_name(place) is None:
        cure = CURES.get(suffix)
        kind = f"is of a kind that is not read, {suffix}"
        yield (
            Fault(place, kind, cure) if cure else Skip(place, f"kind {suffix or 'without suffix'}")
        )
        return
    yield from read_input(Given(stream, place), options.deeper())


def seekable(given: Given) -> BinaryIO:
    """The stream itself, or a nameless copy where it cannot be sought in."""
    if given.stream.seekable():
        return given.stream
    copy = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115
    while chunk := given.stream.read(1 << 20):
        copy.write(chunk)
        if copy.tell() > LARGEST_COPY:
            raise FaultError(
                Fault(given.place, "is too large inside a stream", "unpack the outer archive first")
            )
    copy.seek(0)
    return cast(BinaryIO, copy)


def _check_depth(given: Given, options: ReadOptions) -> None:
    if options.depth <= 0:
        raise FaultError(
            Fault(given.place, "is an archive too deep inside archives", "unpack the outer ones")
        )
