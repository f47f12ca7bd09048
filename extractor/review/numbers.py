"""Numbers and stretches of time as people write them, in Vietnamese or English."""

from __future__ import annotations

import calendar
from datetime import date
from decimal import Decimal

from extractor.review.words import Language

# The last month of each quarter and half of a year.
QUARTERS = {(1, 3): 1, (4, 6): 2, (7, 9): 3, (10, 12): 4}


def number(value: Decimal, words: Language) -> str:
    """All digits, grouped: «1.250,5» in Vietnamese, «1,250.5» in English."""
    shown = format(value, ",f")
    return shown if words.code == "en" else shown.translate(str.maketrans(",.", ".,"))


def amount(value: Decimal, unit: str, words: Language) -> str:
    """A value with its unit, sums of money in the largest unit that keeps every digit."""
    if unit != "VND":
        return f"{number(value, words)}{unit_after(unit, words)}"
    for size, name in words.tables["number"]["units"]:
        scaled = (value / Decimal(size)).normalize()
        if abs(scaled) >= 1 and -scaled.as_tuple().exponent <= 3:  # type: ignore[operator]
            return f"{number(scaled, words)} {name} {words.word('number', 'vnd')}"
    return f"{number(value, words)} {words.word('number', 'vnd')}"


def unit_after(unit: str, words: Language) -> str:
    """The unit as it follows a number: «%» at once, words after a blank."""
    if unit == "điểm %":
        return f" {words.word('say', 'points')}"
    return unit if unit in ("%", "‰") else f" {unit}"


def day(value: date, words: Language) -> str:
    return value.isoformat() if words.code == "en" else f"{value.day}/{value.month}/{value.year}"


def stretch(start: date | None, end: date | None, words: Language) -> str:
    """A stretch of time by its name: «năm 2022», «quý III năm 2022», «5/2022», else its days."""
    if start is None or end is None or start == end:
        known = end or start
        return day(known, words) if known else ""
    return _named(start, end, words) or f"{day(start, words)} – {day(end, words)}"


def _named(start: date, end: date, words: Language) -> str | None:
    whole = start.day == 1 and end.day == calendar.monthrange(end.year, end.month)[1]
    if not whole:
        return None
    if (start.month, end.month) == (1, 12):
        same = start.year == end.year
        lead = words.word("say", "year" if same else "years")
        return f"{lead} {start.year}{'' if same else f'–{end.year}'}".strip()
    if start.year != end.year:
        return None
    if start.month == end.month:
        return f"{words.word('say', 'month')} {start.month}/{start.year}"
    quarter = QUARTERS.get((start.month, end.month))
    return f"{words.word('say', 'quarter')} {quarter}/{start.year}" if quarter else None
