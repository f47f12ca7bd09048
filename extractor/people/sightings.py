"""One naming of a person, and what the person is called there."""

from __future__ import annotations

from msgspec import Struct

from extractor.people.offices import Draft
from extractor.rules.rows_people import HonorificRow, RankRow
from extractor.text import Span


class Calling(Struct, frozen=True):
    """What a person is called before the name."""

    row: HonorificRow | None = None
    rank: RankRow | None = None
    # «các Phó Chủ tịch»: the office before the names is everybody's.
    several: bool = False

    @property
    def is_address(self) -> bool:
        """Whether one given name is enough after it."""
        return self.rank is not None or (self.row is not None and self.row.honorific is not None)

    @property
    def is_noun(self) -> bool:
        """Whether it may be anybody («bị cáo»): a given name needs its full name elsewhere."""
        return self.row is not None and self.row.noun

    @property
    def plural(self) -> bool:
        return self.several or (self.row is not None and self.row.plural)


NOBODY = Calling()


class Sighting(Struct, frozen=True):
    """One naming of a person."""

    name: Span
    calling: Calling = NOBODY
    offices: tuple[Draft, ...] = ()
    author: bool = False
    rule: str | None = None

    @property
    def end(self) -> int:
        """Where the name and the offices after it end."""
        return max(self.name.end, *(draft.end for draft in self.offices), 0)
