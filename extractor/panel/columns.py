"""The columns of a panel: which period of time an observation belongs to."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal, NamedTuple

from extractor.panel.observation import Observation
from extractor.write.sdmx import time_period

By = Literal["year", "quarter", "month", "exact"]
MONTHS = {"year": 12, "quarter": 3, "month": 1}


class Period(NamedTuple):
    """A column of the panel; the last day comes first, so that columns sort by time."""

    until: date
    label: str


def column_of(observation: Observation, by: By, stock: bool) -> Period | None:
    """The column of an observation; None when it fits in none.

    A stock (poor households) belongs to the column in which its last day lies. What adds up
    (houses built) belongs to a column only when its period fills it: nine months are no year.
    """
    first, last = observation.start, observation.end
    if by != "exact":
        first, last = _around(observation.end, MONTHS[by])
        if not stock and (observation.start, observation.end) != (first, last):
            return None
    label = time_period(first, last)
    return Period(last, label) if label else None


def _around(day: date, months: int) -> tuple[date, date]:
    """First and last day of the year, quarter or month that holds `day`."""
    first = day.replace(month=(day.month - 1) // months * months + 1, day=1)
    month = first.month + months
    if month > 12:
        return first, date(first.year, 12, 31)
    return first, date(first.year, month, 1) - timedelta(days=1)
