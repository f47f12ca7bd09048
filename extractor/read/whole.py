"""The bytes of an input that is one article, within the limit."""

from __future__ import annotations

from extractor.read.fault import Fault, FaultError
from extractor.read.options import Given, ReadOptions


def read_whole(given: Given, options: ReadOptions) -> bytes:
    """All bytes of an input; raises FaultError when they are too many for one article."""
    data = given.stream.read(options.limit + 1)
    if len(data) > options.limit:
        raise FaultError(
            Fault(
                given.place,
                f"is larger than {options.max_mb} MB, too much for one article",
                "split it, or raise the limit with --max-mb",
            )
        )
    return data
