"""What kind of input some bytes are, by how they begin."""

from __future__ import annotations

import io
from typing import BinaryIO

HEAD = 4096
MAGIC = (
    (b"%PDF-", "pdf"),
    (b"PAR1", "parquet"),
    (b"WARC/", "warc"),
    (b"\x1f\x8b", "gz"),
    (b"BZh", "bz2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"\x28\xb5\x2f\xfd", "zst"),
)
MARKUP = (b"<!doctype html", b"<html", b"<head", b"<body")
FEEDS = (b"<rss", b"<feed", b"<rdf:rdf")


def sniff(stream: BinaryIO) -> tuple[BinaryIO, str]:
    """The stream, nothing lost, and the name of its format; plain text when nothing is known."""
    stream, head = peek(stream)
    return stream, guess(head)


def guess(head: bytes) -> str:
    """The name of the format of bytes that begin so."""
    for magic, name in MAGIC:
        if head.startswith(magic):
            return name
    if head.startswith(b"PK\x03\x04"):
        return "docx" if b"word/" in head or b"[Content_Types].xml" in head else "zip"
    if head[257:262] == b"ustar":
        return "tar"
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith(MARKUP) or (start.startswith(b"<?xml") and b"<html" in start):
        return "html"
    if start.startswith(FEEDS) or (start.startswith(b"<?xml") and any(f in start for f in FEEDS)):
        return "feed"
    if start.startswith(b"{"):
        return "jsonl"
    return "json" if start.startswith((b"[{", b"[\n", b"[ ", b"[\r")) else "text"


def peek(stream: BinaryIO) -> tuple[BinaryIO, bytes]:
    """The stream and its first bytes, still to be read."""
    if isinstance(stream, io.BufferedReader):
        return stream, stream.peek(HEAD)[:HEAD]
    if stream.seekable():
        at = stream.tell()
        head = stream.read(HEAD)
        stream.seek(at)
        return stream, head
    buffered = io.BufferedReader(stream)  # type: ignore[type-var]
    return buffered, buffered.peek(HEAD)[:HEAD]
