"""One text file is one article."""

from __future__ import annotations

from typing import BinaryIO

from extractor.article import Article
from extractor.read.decode import decode
from extractor.read.fault import Fault, FaultError


def read_plain(stream: BinaryIO, place: str, limit: int, published: str | None) -> Article:
    """The article of a text stream; raises FaultError."""
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise FaultError(
            Fault(
                place,
                f"is larger than {limit // 1_000_000} MB, too much for one article",
                "split it, or raise the limit with --max-mb",
            )
        )
    text = decode(data, place)
    if not text.strip():
        raise FaultError(Fault(place, "is empty", "give a file with an article's text"))
    return Article(text, published=published, source=place)
