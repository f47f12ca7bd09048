"""What took a unit in: figures of an old unit asked for under the new one, and marked as such."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Literal

from msgspec import Struct

from extractor.places.mentions import Place
from extractor.places.units import BEFORE, REFORM, Gazetteer, Unit, gazetteer

Share = Literal["whole", "part", "unstated"]


class Successor(Struct, frozen=True):
    """A unit that took in the whole or a part of another one.

    A figure of a unit taken in whole is a figure of a part of the successor; one of a unit that
    was divided cannot be told apart. Neither is ever the successor's own figure, nor may the
    figures of several be summed for it unless all its parts are there and none was divided.
    """

    unit: Unit
    share: Share


def successors(code: str, on: date, day: date | None = None) -> list[Successor]:
    """The units in force on `on` that took in what had `code` on `day`.

    `day` defaults to the last day before the reform of July 2025. An empty list: no such unit;
    the unit itself with share "whole": it went on unchanged in name and code.
    """
    places = gazetteer()
    found: dict[tuple[str, date | None], Successor] = {}
    for unit in _units_of(code, day):
        for successor in _follow(places, Successor(unit, "whole"), on):
            found.setdefault((successor.unit.code, successor.unit.since), successor)
    return list(found.values())


class Restated(Struct, frozen=True):
    """A figure's place in today's terms, with the mark that it is not today's unit's own."""

    place: Place
    origin: Place
    share: Share

    @property
    def note(self) -> str:
        """What must be said wherever the figure is shown under `place`."""
        how = {
            "whole": "nay thuộc",
            "part": "nay một phần thuộc",
            "unstated": "nay thuộc (toàn bộ hay một phần: chưa rõ)",
        }[self.share]
        was = f"{self.origin.name} ({self.origin.code})"
        return f"Số liệu của {was}, {how} {self.place.name} ({self.place.code}); không cộng dồn."


def restate(code: str, on: date, day: date | None = None) -> list[Restated]:
    """Under which units in force on `on` a figure of the unit with `code` may be asked for.

    Each answer keeps the unit that the figure is of. One that was divided comes under several,
    each marked "part": the figure is then none of theirs, only evidence.
    """
    origin = next(iter(_units_of(code, day)), None)
    if origin is None:
        return []
    was = Place(origin.full_name, origin.level, origin.code)
    return [
        Restated(Place(s.unit.full_name, s.unit.level, s.unit.code), was, s.share)
        for s in successors(code, on, day)
    ]


def predecessors(code: str) -> list[Successor]:
    """The units of before July 2025 that were taken in by the new unit with `code`, and how far."""
    places = gazetteer()
    found: list[Successor] = []
    for old, (share, news) in _table().items():
        if code in news:
            found += [Successor(unit, share) for unit in places.coded(old) if unit.holds_on(BEFORE)]
    return found


def _units_of(code: str, day: date | None) -> list[Unit]:
    """What had the code on the day; without a day, the last that had it before the reform."""
    units = gazetteer().coded(code)
    found = [unit for unit in units if unit.holds_on(day or BEFORE)]
    if day is None and not found:
        found = [unit for unit in units if unit.until and unit.until < REFORM][-1:]
    return found


def _follow(places: Gazetteer, one: Successor, on: date, depth: int = 4) -> Iterator[Successor]:
    """Step from heir to heir until units in force on `on` are reached."""
    if one.unit.holds_on(on):
        yield one
        return
    if depth == 0 or (one.unit.since and on < one.unit.since):
        return
    for heir in _heirs(places, one.unit):
        share: Share = heir.share if one.share == "whole" else one.share
        yield from _follow(places, Successor(heir.unit, share), on, depth - 1)


def _heirs(places: Gazetteer, unit: Unit) -> list[Successor]:
    if unit.heirs:
        share: Share = "part" if unit.share == "part" else "whole"
        if unit.share == "unstated":
            share = "unstated"
        nexts = [one for code in unit.heirs.split() for one in places.coded(code)]
        return [Successor(one, share) for one in nexts if _follows(unit, one)]
    if unit.until != BEFORE:
        return []
    told, codes = _table().get(unit.code, ("unstated", ()))
    news = [one for code in codes for one in places.coded(code) if one.since == REFORM]
    return [Successor(one, told) for one in news]


def _follows(unit: Unit, heir: Unit) -> bool:
    """Whether `heir` was there on the day after `unit` ended, or later but before the reform."""
    if heir is unit or (heir.name == unit.name and heir.until == unit.until):
        return False
    return bool(unit.until and heir.until and heir.until >= unit.until and heir.since != REFORM)


@cache
def _table() -> dict[str, tuple[Share, tuple[str, ...]]]:
    """Old code → share and new codes."""
    text = (files("patterns") / "places" / "successors.tsv").read_text(encoding="utf-8")
    table: dict[str, tuple[Share, tuple[str, ...]]] = {}
    for line in text.splitlines():
        code, share, news = line.split("\t")
        table[code] = ("whole" if share == "whole" else "part", tuple(news.split()))
    return table
