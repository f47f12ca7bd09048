"""What the place finder yields, in offsets of `Text.norm`."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from extractor.places.units import Level, Unit
from extractor.text import Span


class PlaceMention(Struct, frozen=True):
    """A named place as the text has it.

    `span` takes in the type word; `name` is the name alone; `kind` the type word in full, None
    for a bare name; `units` what it may be, of any time, until the context settles it.
    """

    span: Span
    name: str
    key: str
    kind: str | None
    level: Level
    units: tuple[Unit, ...] = ()
    # Written in this text with a type word, or a province; the others need a neighbour's word.
    firm: bool = True
    # In capitals without an end («PHƯỜNG TÂN MAI VUI TẾT»): needs a mention in normal writing.
    doubtful: bool = False

    @property
    def full_name(self) -> str:
        return f"{self.kind} {self.name}" if self.kind else self.name


class ScopeWord(Struct, frozen=True):
    """A type word without a name that says how far a figure reaches.

    «toàn thành phố»: `kind` is "thành phố"; «các xã»: `several`; «cả nước»: kind "nước"; «quận
    đã cấp»: `weak`, it goes on about a unit named before.
    """

    span: Span
    kind: str | None
    several: bool = False
    weak: bool = False


class Place(Struct, frozen=True):
    """A place as the record gives it; `code` is None when the text does not settle the unit."""

    name: str
    level: Level
    code: str | None = None

    def fields(self) -> dict[str, Any]:
        """The fields of the contract."""
        return {"name": self.name, "level": self.level, "code": self.code}
