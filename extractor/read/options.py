"""How sources are read, and what a reader is given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO, NamedTuple

DEFAULT_MAX_MB = 20
# Text packs to a fifth, repetitive listings to a fiftieth; what packs to less is a bomb.
DEFAULT_MAX_RATIO = 200
# Archives within archives that are still opened.
DEFAULT_DEPTH = 3


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How sources are read; `published` holds for articles that carry no date of their own."""

    published: str | None = None
    max_mb: int = DEFAULT_MAX_MB
    # A file that the same run writes: never read as input.
    skip: Path | None = None
    # A format's name, for sources whose suffix tells nothing or lies.
    form: str | None = None
    # Our field → theirs, dotted for a field inside a field: {"text": "content.body"}.
    fields: Mapping[str, str] = field(default_factory=dict)
    # A file of own CSS selectors for web pages.
    selectors: Path | None = None
    max_ratio: int = DEFAULT_MAX_RATIO
    depth: int = DEFAULT_DEPTH
    # Give documents and lines as their bytes, for another process to read (`raw.read_raw`).
    raw: bool = False

    @property
    def limit(self) -> int:
        return self.max_mb * 1_000_000

    def deeper(self) -> ReadOptions:
        """The options for what is inside an archive."""
        return replace(self, depth=self.depth - 1, form=None)


class Given(NamedTuple):
    """One input: its bytes, where they are from, and what is known of them from outside."""

    stream: BinaryIO
    place: str
    # The charset of an HTTP header.
    charset: str | None = None
    # The page's own address, when it is not the place.
    url: str | None = None


class Skip(NamedTuple):
    """What was passed over although nothing is wrong with it, counted by reason."""

    place: str
    reason: str
