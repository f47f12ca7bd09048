"""Figures in the terms of SDMX, the exchange format of statistical offices."""

from __future__ import annotations

from datetime import date, timedelta

from extractor.models import Figure

# Of the SDMX list CL_OBS_STATUS. What is planned, prescribed or supposed is no observation, and
# the list has no code for it: the status stays empty there.
STATUSES = {"actual": "A", "estimate": "E"}
MISSING = "O"


def obs_status(figure: Figure) -> str | None:
    """The status of the observation: normal, estimated, or missing («hàng trăm»)."""
    return MISSING if figure.value is None else STATUSES.get(figure.status)


def unit_measure(figure: Figure) -> str:
    """The unit with what it is per: «VND/người/tháng»."""
    return "/".join([figure.unit, *(figure.per or ())])


def time_period(start: date | None, end: date | None) -> str | None:
    """The shortest SDMX form of the days from `start` to `end`; null when one is not known.

    >>> time_period(date(2022, 1, 1), date(2022, 12, 31))
    '2022'
    >>> time_period(date(2022, 7, 1), date(2022, 9, 30))
    '2022-Q3'
    >>> time_period(date(2021, 1, 1), date(2025, 12, 31))
    '2021-01-01/P5Y'
    """
    if start is None or end is None or end < start:
        return None
    if start == end:
        return start.isoformat()
    if months := _whole_months(start, end):
        return _of_months(start, months)
    return f"{start.isoformat()}/P{(end - start).days + 1}D"


def _whole_months(start: date, end: date) -> int:
    """How many calendar months the days fill; 0 when they do not."""
    if start.day != 1 or end == date.max or (end + timedelta(days=1)).day != 1:
        return 0
    return (end.year - start.year) * 12 + end.month - start.month + 1


def _of_months(start: date, months: int) -> str:
    year, month = f"{start.year:04}", start.month
    if months == 12 and month == 1:
        return year
    if months == 6 and month in (1, 7):
        return f"{year}-S{month // 6 + 1}"
    if months == 3 and month % 3 == 1:
        return f"{year}-Q{month // 3 + 1}"
    if months == 1:
        return f"{year}-{month:02}"
    length = f"{months // 12}Y" if months % 12 == 0 else f"{months}M"
    return f"{start.isoformat()}/P{length}"
