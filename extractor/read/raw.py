"""An input's bytes, taken but not yet read: what one process gives to another."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from extractor.article import Article
from extractor.read.fault import Fault
from extractor.read.options import Given, ReadOptions, Skip

# The kinds that are read as a whole; a line of JSON is one more.
WHOLE = ("text", "html", "docx", "pdf", "eml")
LINE = "line"


class Raw(NamedTuple):
    """The bytes of a document of a known kind, or a line of JSON, and where they are from."""

    kind: str
    data: bytes
    place: str
    charset: str | None = None
    url: str | None = None


def take(kind: str, given: Given, options: ReadOptions) -> Raw:
    """The bytes of an input; one byte over the limit, so that the reader sees it is too large."""
    data = given.stream.read(options.limit + 1)
    return Raw(kind, data, given.place, given.charset, given.url)


def read_raw(raw: Raw, options: ReadOptions) -> Iterator[Article | Fault | Skip]:
    """What `open_source` would have given for these bytes."""
    from extractor.read.formats import BY_NAME, read_as
    from extractor.read.lines import read_line

    options = replace(options, raw=False)
    if raw.kind == LINE:
        yield read_line(raw.data, raw.place, options)
        return
    given = Given(io.BytesIO(raw.data), raw.place, raw.charset, raw.url)
    for item in read_as(BY_NAME[raw.kind], given, options):
        if not isinstance(item, Raw):
            yield item
