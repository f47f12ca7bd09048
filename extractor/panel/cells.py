"""The cells of a panel, and which of several sources each of them believes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from extractor.panel.columns import By, Period, column_of
from extractor.panel.observation import Observation, Place

STATUS = ("actual", "estimate", "target", "standard", "hypothetical")
CERTAINTY = ("sure", "likely", "open")


class Cell(NamedTuple):
    """The value of a place in a period: the observation chosen, and what else was said."""

    place: Place
    period: Period
    chosen: Observation
    # How many articles say the same as the chosen one.
    agreeing: int
    # The first observation of each other amount, for the same days and with the same status.
    conflicting: tuple[Observation, ...]

    @property
    def bounds(self) -> tuple[Decimal, Decimal]:
        """The least and the greatest value that any source gives."""
        said = [one.value for one in (self.chosen, *self.conflicting)]
        return min(said), max(said)


class Panel(NamedTuple):
    """Cells by place and period, both sorted."""

    indicator: str
    unit: str
    cells: tuple[Cell, ...]

    @property
    def places(self) -> list[Place]:
        return list(dict.fromkeys(cell.place for cell in self.cells))

    @property
    def periods(self) -> list[Period]:
        return sorted({cell.period for cell in self.cells})


def fill_cells(
    observations: Iterable[Observation], by: By, stock: bool, left_out: Counter[str]
) -> list[Cell]:
    """One cell for each place and period that has an observation."""
    grouped: dict[tuple[Place, Period], list[Observation]] = defaultdict(list)
    for one in observations:
        period = column_of(one, by, stock)
        if period is None:
            left_out[f"a period that fills no {by}"] += 1
        else:
            grouped[(one.place, period)].append(one)
    order = sorted(grouped, key=lambda key: (_rank(key[0]), key[1]))
    return [_cell(place, period, grouped[(place, period)]) for place, period in order]


def _rank(place: Place) -> tuple[str, str, bool, str, str]:
    """By name; units that are gone stand below the unit that holds them."""
    head = place.under or place
    return (head.name, head.code or "", place.under is not None, place.name, place.code or "")


def _cell(place: Place, period: Period, found: Sequence[Observation]) -> Cell:
    chosen = choose(found)
    same = [one for one in found if _moment(one) == _moment(chosen)]
    others: dict[object, Observation] = {}
    for one in sorted(same, key=_identity):
        if one.amount != chosen.amount:
            others.setdefault(one.amount, one)
    agreeing = {one.article for one in same if one.amount == chosen.amount}
    return Cell(place, period, chosen, len(agreeing), tuple(others.values()))


def choose(found: Sequence[Observation]) -> Observation:
    """The observation that a cell shows; each step decides only where all before it are equal.

    1. What is, before what is estimated, before what is planned.  2. The last day that a value
    is stated for.  3. An exact value before «hơn», «gần», a range.  4. What was reached («từ 5%
    giảm còn 3%») before where it began.  5. The surer reading.  6. The value that more articles
    give.  7. The article published last.  8. The article's id.
    """
    support = Counter(
        amount for amount, _ in {((_moment(one), one.amount), one.article) for one in found}
    )

    def order(one: Observation) -> tuple[object, ...]:
        return (
            STATUS.index(one.status),
            -one.end.toordinal(),
            -one.start.toordinal(),
            one.comparator != "eq",
            not one.reached,
            CERTAINTY.index(one.certainty),
            -support[(_moment(one), one.amount)],
            _latest_first(one.published_at),
            _identity(one),
        )

    return min(found, key=order)


def _moment(one: Observation) -> tuple[object, ...]:
    """Observations contradict each other only when they speak of the same days, alike."""
    return (one.status, one.start, one.end)


def _latest_first(published: str | None) -> tuple[int, ...]:
    return tuple(-ord(letter) for letter in published) if published else (1,)


def _identity(one: Observation) -> tuple[str, int]:
    return (one.article, one.start_char)
