"""One text file is one article."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.article import Article
from extractor.read.decode import decode_any
from extractor.read.fault import Fault, FaultError
from extractor.read.legacy import restored
from extractor.read.options import Given, ReadOptions
from extractor.read.whole import read_whole


def read_plain(given: Given, options: ReadOptions) -> Iterator[Article]:
    """The article of a text stream; raises FaultError."""
    text, encoding, converted = decode_any(read_whole(given, options), given.place, given.charset)
    if not text.strip():
        raise FaultError(Fault(given.place, "is empty", "give a file with an article's text"))
    yield restored(
        Article(
            text,
            published=options.published,
            source=given.url or given.place,
            encoding=encoding,
            converted_from=converted,
        )
    )
