"""What an archive says of one indicator, and what of it can stand in a panel."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple


class Under(NamedTuple):
    """The unit that holds a place now, and whether it took in the whole of it."""

    code: str | None
    name: str
    share: str


class Place(NamedTuple):
    """A row of the panel; codes are used again, so the name belongs to it."""

    code: str | None
    name: str
    level: str
    # Where it is asked for: it is gone, and its figures are none of that unit.
    under: Under | None = None


class Observation(NamedTuple):
    """A value that an article states for a place and a period."""

    place: Place
    start: date
    end: date
    value: Decimal
    value_max: Decimal | None
    unit: str
    status: str
    comparator: str
    certainty: str
    # «giảm còn 3%»: the value that a movement ended in.
    reached: bool
    article: str
    figure: str
    start_char: int
    end_char: int
    quote: str
    sentence: str
    title: str | None
    source: str | None
    publisher: str | None
    published_at: str | None

    @property
    def amount(self) -> tuple[Decimal, Decimal | None]:
        """What it says; two observations with the same amount agree."""
        return (self.value, self.value_max)


# Why a figure cannot stand in a panel.
VAGUE, PART, PLACELESS, TIMELESS = "no value", "a part of another figure", "no place", "no period"


def read_observations(
    rows: Iterable[Mapping[Any, Any]], left_out: Counter[str]
) -> Iterator[Observation]:
    """The figures that state a value for a place and a period; the others are counted."""
    for row in rows:
        if reason := _lack(row):
            left_out[reason] += 1
        else:
            yield _observation(row)


def _lack(row: Mapping[Any, Any]) -> str | None:
    if row["value"] is None:
        return VAGUE
    # «5 hộ, trong đó 2 hộ …» keeps the indicator of the whole, but is not the place's value.
    if row["part_of"] is not None:
        return PART
    if row["place_name"] is None:
        return PLACELESS
    return TIMELESS if row["period_start"] is None or row["period_end"] is None else None


def _observation(row: Mapping[Any, Any]) -> Observation:
    return Observation(
        place=Place(row["place_code"], row["place_name"], row["place_level"]),
        start=row["period_start"],
        end=row["period_end"],
        value=row["value"],
        value_max=row["value_max"],
        unit="/".join([row["unit"], *(row["per"] or ())]),
        status=row["status"],
        comparator=row["comparator"],
        certainty=row["certainty"],
        reached=row["direction"] is not None,
        article=row["article_id"],
        figure=row["id"],
        start_char=row["start_char"],
        end_char=row["end_char"],
        quote=row["text"],
        sentence=row["sentence"],
        title=row["title"],
        source=row["source"],
        publisher=row["publisher"],
        published_at=row["published_at"],
    )


def keep_one_unit(observations: Iterable[Observation], left_out: Counter[str]) -> list[Observation]:
    """Those in the unit that most of them have: two units cannot share a table."""
    found = list(observations)
    units = Counter(one.unit for one in found)
    if len(units) > 1:
        most = min(units, key=lambda unit: (-units[unit], unit))
        left_out[f"in another unit than {most}"] += units.total() - units[most]
        found = [one for one in found if one.unit == most]
    return found
