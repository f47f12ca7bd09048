"""The source cut into shards: the same source gives the same shards, however many work on them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from extractor.article import Article
from extractor.batch.articles import Unit
from extractor.read.raw import Raw

# Less than half a second of work: little is done twice after a crash, and passing a shard to a
# worker costs nothing beside it. A unit of 20 MB is a shard by itself, so memory stays bounded.
MOST_UNITS = 20
MOST_BYTES = 250_000


class Shard(NamedTuple):
    """Some units of the source in a row; `digest` tells whether the source is still the same."""

    number: int
    units: tuple[Unit, ...]
    digest: str


def cut(units: Iterable[Unit | None]) -> Iterator[Shard]:
    """The shards of a source, lazily; None in it, a sign of life, is passed over."""
    number, size, held = 0, 0, list[Unit]()
    for unit in units:
        if unit is None:
            continue
        held.append(unit)
        size += _size(unit)
        if len(held) >= MOST_UNITS or size >= MOST_BYTES:
            yield _shard(number, held)
            number, size, held = number + 1, 0, []
    if held:
        yield _shard(number, held)


def _shard(number: int, units: list[Unit]) -> Shard:
    digest = hashlib.sha256()
    for unit in units:
        if isinstance(unit, Raw):
            digest.update(unit.data)
            unit = unit._replace(data=b"")
        digest.update(repr(unit).encode("utf-8", "backslashreplace"))
    return Shard(number, tuple(units), digest.hexdigest()[:32])


def _size(unit: Unit) -> int:
    if isinstance(unit, Raw):
        return len(unit.data)
    return len(unit.text) if isinstance(unit, Article) else 0
