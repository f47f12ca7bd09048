"""Administrative units with their official codes and the days on which they were in force."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Literal

from msgspec import Struct

from extractor.places.names import fold

REFORM = date(2025, 7, 1)
BEFORE = REFORM - timedelta(days=1)
Level = Literal["central", "province", "district", "ward", "hamlet", "none"]
LEVELS: dict[int, Level] = {2: "province", 3: "district", 5: "ward"}


class Unit(Struct, frozen=True):
    """A unit; `code` alone names it only together with a day, for codes are used again."""

    code: str
    kind: str
    name: str
    parent: str
    since: date | None
    until: date | None
    heirs: str = ""
    share: str = ""

    def meets(self, other: Unit) -> bool:
        """Whether both were in force on some same day."""
        late = self.since and other.until and other.until < self.since
        return not (late or (other.since and self.until and self.until < other.since))

    @property
    def level(self) -> Level:
        return LEVELS[len(self.code)]

    @property
    def full_name(self) -> str:
        """«phường Việt Hưng», as the text of a law has it."""
        return f"{self.kind} {self.name}"

    def holds_on(self, day: date) -> bool:
        """Whether the unit was in force on `day`."""
        return not ((self.since and day < self.since) or (self.until and day > self.until))


# A line of a table as it is, the code of what it is part of, first and last day in force. A plain
# tuple: there are fourteen thousand of them, and every start-up waits.
Row = tuple[str, str, date | None, date | None]


class Gazetteer:
    """All units by folded name and by code.

    Communes stay unparsed until somebody asks for their name: fourteen thousand of them would
    take longer to build than a hundred articles to read.
    """

    def __init__(self) -> None:
        self._rows: defaultdict[str, list[Row]] = defaultdict(list)
        self._units: dict[str, list[Unit]] = {}
        self._upper: dict[str, list[Unit]] = {}
        self._upper_names: dict[str, list[Unit]] = {}

    def add_rows(self, rows: Iterable[tuple[str, Row]]) -> None:
        """File communes, each under its key."""
        filed = self._rows
        for key, row in rows:
            filed[key].append(row)

    def add(self, key: str, unit: Unit) -> None:
        """File a unit of any level."""
        self._units.setdefault(key, []).append(unit)
        if len(unit.code) < 5:
            self._upper.setdefault(unit.code, []).append(unit)
            self._upper_names.setdefault(key, []).append(unit)

    def named(self, name: str) -> list[Unit]:
        """Every unit of that name, however it is spelled, of any time."""
        return self.filed(fold(name))

    def filed(self, key: str) -> list[Unit]:
        """Every unit whose folded name is `key`."""
        rows = self._rows.pop(key, None)
        if rows is not None:
            self._units.setdefault(key, []).extend(map(_unit, rows))
        return self._units.get(key, [])

    def coded(self, code: str) -> list[Unit]:
        """The units that have or had that code, of any time."""
        if len(code) < 5:
            return self._upper.get(code, [])
        return [unit for unit in self.every() if unit.code == code]

    def parent(self, unit: Unit) -> Unit | None:
        """The unit that `unit` is part of, at the same time."""
        day = unit.until or unit.since or REFORM
        found = self._upper.get(unit.parent, ())
        return next((one for one in found if one.holds_on(day)), found[0] if found else None)

    def above(self, unit: Unit) -> Iterator[Unit]:
        """What `unit` is part of, nearest first."""
        up = self.parent(unit)
        while up is not None:
            yield up
            up = self.parent(up)

    def within(self, unit: Unit, container: Unit) -> bool:
        """Whether `unit` is part of `container`, or of what took `container` in."""
        size = len(container.code)
        if len(unit.code) <= size or not unit.meets(container):
            return False
        codes = (container.code, *container.heirs.split())
        if len(unit.parent) == size:
            return unit.parent in codes
        up = self.parent(unit)
        return up is not None and up.parent in codes

    def upper_names(self) -> Iterator[tuple[str, list[Unit]]]:
        """Folded names of provinces and districts; numbers are no names by themselves."""
        return ((key, units) for key, units in self._upper_names.items() if not key.isdigit())

    def uppers(self) -> Iterator[Unit]:
        """Every province and district of any time."""
        for units in self._upper.values():
            yield from units

    def parts(self, container: Unit) -> list[Unit]:
        """The communes right below `container`, of the time when it was in force."""
        found = [
            _unit(row) for rows in self._rows.values() for row in rows if row[1] == container.code
        ]
        for units in self._units.values():
            found += [u for u in units if len(u.code) == 5 and u.parent == container.code]
        return [unit for unit in found if unit.meets(container)]

    def every(self) -> Iterator[Unit]:
        """Every unit of every time; this parses all tables."""
        for key in list(self._rows):
            self.filed(key)
        for units in self._units.values():
            yield from units


@cache
def gazetteer() -> Gazetteer:
    """The shipped tables, read once and only when a text asks for them."""
    places = Gazetteer()
    gone, since = _former()
    for (_, key), unit in gone.items():
        places.add(key, unit)
    for line in _text("units_2020.tsv").splitlines():
        code, kind, name, parent, heirs, key = line.split("\t")
        if (code, key) not in gone:
            # Its last day is not known here: somewhere between 2020 and the reform.
            places.add(key, Unit(code, kind, name, parent, None, BEFORE, heirs, "unstated"))
    _file(places, "units_2024.tsv", (None, BEFORE), since)
    _file(places, "units_2025.tsv", (REFORM, None), {})
    return places


def _file(
    places: Gazetteer,
    table: str,
    days: tuple[date | None, date | None],
    since: dict[tuple[str, str], date],
) -> None:
    """File a table whose units stand below what they are part of."""
    text = _text(table)
    lines = text.splitlines()
    # A line ends in its key where this is more than the name in lower case.
    keys = [low.rpartition("\t")[2] for low in text.lower().splitlines()]
    heads = [number for number, line in enumerate(lines) if line[5] != "\t"]
    begin, end = days
    province = ""
    for head, after in pairwise((*heads, len(lines))):
        code, key = lines[head].partition("\t")[0], keys[head]
        parent = province if len(code) == 3 else ""
        places.add(key, _unit((lines[head], parent, since.get((code, key), begin), end)))
        province = parent or code
        communes = [(line, code, begin, end) for line in lines[head + 1 : after]]
        places.add_rows(zip(keys[head + 1 : after], communes, strict=True))


def _unit(row: Row) -> Unit:
    line, parent, since, until = row
    code, kind, name, *_ = line.split("\t")
    return Unit(code, kind, name, parent, since, until)


def _former() -> tuple[dict[tuple[str, str], Unit], dict[tuple[str, str], date]]:
    """Units gone on a known day, and the first days of others, by code and key."""
    gone: dict[tuple[str, str], Unit] = {}
    since: dict[tuple[str, str], date] = {}
    for line in _text("units_former.tsv").splitlines():
        if line.startswith("#"):
            continue
        code, kind, name, parent, first, last, heirs, share, _ = line.split("\t")
        begin = date.fromisoformat(first) if first else None
        if last:
            until = date.fromisoformat(last)
            gone[code, fold(name)] = Unit(code, kind, name, parent, begin, until, heirs, share)
        elif begin:
            since[code, fold(name)] = begin
    return gone, since


def _text(table: str) -> str:
    return (files("patterns") / "places" / table).read_text(encoding="utf-8")
