"""The days that a date or period covers once its year is known."""

from __future__ import annotations

from datetime import date, timedelta

from extractor.dates.calendar import add_months, make_day, month_end, solar_of_lunar
from extractor.dates.moment import Moment

Days = tuple[date, date]


def settle(moment: Moment, year: int | None) -> Days | None:
    """First and last day of a moment in `year`; None when there is no such time."""
    if year is None or not 1800 <= year <= 2200:
        return None
    if moment.unit == "day":
        return _day(moment, year)
    whole = _whole(moment, year)
    return narrow(whole, moment.edge) if whole else None


def _day(moment: Moment, year: int) -> Days | None:
    if moment.month is None or moment.day is None:
        return None
    make = solar_of_lunar if moment.lunar else make_day
    day = make(year, moment.month, moment.day)
    return (day, day) if day else None


def _whole(moment: Moment, year: int) -> Days | None:
    last_year = moment.last_year or year
    if not year <= last_year <= 2200:
        return None
    if moment.unit == "months":
        if moment.month is None or moment.last_month is None:
            return None
        if moment.lunar:
            return _lunar_month(year, moment.month)
        return date(year, moment.month, 1), month_end(year, moment.last_month)
    if moment.unit == "school_year":
        last_year = moment.last_year or year + 1
        return date(year, 9, 1), date(last_year, 5, 31)
    return date(year, 1, 1), date(last_year, 12, 31)


def _lunar_month(year: int, month: int) -> Days | None:
    first = solar_of_lunar(year, month, 1)
    if first is None:
        return None
    long = solar_of_lunar(year, month, 30) is not None
    return first, first + timedelta(days=29 if long else 28)


def narrow(days: Days, edge: str | None) -> Days:
    """The start, middle or end of a period: its first day, the 15th or 30 June, its last day."""
    first, last = days
    if edge == "start":
        return first, first
    if edge == "end":
        return last, last
    if edge == "middle":
        if (first.month, last.month) == (1, 12):
            middle = date((first.year + last.year) // 2, 6, 30)
        elif first.month == last.month:
            middle = first.replace(day=15)
        else:
            middle = first + (last - first) // 2
        return middle, middle
    if edge and edge.startswith("tenday"):
        return _tenday(first, last, int(edge[-1]))
    return days


def _tenday(first: date, last: date, number: int) -> Days:
    if number == 3:
        return first.replace(day=21), last
    return first.replace(day=number * 10 - 9), first.replace(day=number * 10)


def shifted(moment: Moment, base: date) -> Days | None:
    """«năm ngoái», «tháng trước», «tuần qua», «hôm qua» seen from `base`."""
    shift = moment.shift or 0
    try:
        return _shifted(moment, base, shift)
    except (OverflowError, ValueError):
        return None


def _shifted(moment: Moment, base: date, shift: int) -> Days | None:
    if moment.unit == "day":
        day = base + timedelta(days=shift)
        return day, day
    if moment.unit == "week":
        monday = base - timedelta(days=base.weekday()) + timedelta(weeks=shift)
        sunday = monday + timedelta(days=6)
        if moment.edge == "end":
            return sunday - timedelta(days=1), sunday
        return (monday, monday) if moment.edge == "start" else (monday, sunday)
    if moment.unit == "months" and moment.month is None:
        size = 3 if moment.granularity == "quarter" else 1
        month = add_months(base.replace(month=(base.month - 1) // size * size + 1), shift * size)
        last = add_months(month, size - 1)
        return narrow((month, month_end(last.year, last.month)), moment.edge)
    return settle(moment, base.year + shift)
