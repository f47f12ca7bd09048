"""Days of the solar and the lunar calendar."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

FIRST_YEAR, LAST_YEAR = 1800, 2200
LUNAR_YEARS = range(1900, 2101)


def make_day(year: int, month: int, day: int) -> date | None:
    """The day, or None when there is no such day or it lies outside 1800..2200."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def add_months(day: date, months: int) -> date:
    """The first day of the month that lies `months` after that of `day`."""
    index = day.year * 12 + day.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)


def shift_years(day: date, years: int) -> date:
    """The same day of another year; a month's last day stays the last."""
    year = day.year + years
    if day == month_end(day.year, day.month):
        return month_end(year, day.month)
    return day.replace(year=year)


def solar_of_lunar(year: int, month: int, day: int) -> date | None:
    """The solar day of a lunar one, or None when that lunar year has no such day.

    >>> solar_of_lunar(2024, 3, 10)
    datetime.date(2024, 4, 18)
    """
    if year not in LUNAR_YEARS or not (1 <= month <= 12 and 1 <= day <= 30):
        return None
    # Imported when met: it costs as much time as the rest of the start together.
    from lunar_vn import convert_lunar_to_solar, convert_solar_to_lunar

    try:
        solar = convert_lunar_to_solar(day, month, year)
        back = convert_solar_to_lunar(solar.day, solar.month, solar.year)
    except (ValueError, OverflowError):
        return None
    # The library turns the 30th of a short month into the first of the next: ask it back.
    return solar if (back.day, back.month, back.year, back.leap) == (day, month, year, 0) else None
