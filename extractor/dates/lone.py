"""Days told by their number alone: «ngày 15», «từ ngày 10 đến ngày 15», «rạng sáng 16»."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise

from extractor.dates.calendar import add_months, make_day
from extractor.dates.lead import Lead
from extractor.dates.moment import Moment

NAMED = "ngày "
LAST_DAY = 31
DAY = re.compile(r"(\d{1,2})(?![\d%])(?![.,/:\-]\d)(?! ?[/%])")
# «ngày 10 đến ngày 15», «ngày 20, 21 và 22», «ngày 10 đến 15.»: the day that ends the list.
LAST = re.compile(
    r"(\d{1,2})(?:, ?\d{1,2})*(?: ?- ?| (đến|tới) (?:hết )?|, ?| và |, )(?:hết )?(ngày )?"
    r"(?:đêm |sáng |chiều |tối )?(\d{1,2})(?![\d%])(?![.,/:\-]\d)(?! ?[/%])"
)
# «mỗi ngày 15 lượt», «trong 3 ngày 2 đêm»: so many a day, and no day.
COUNTED = re.compile(
    r"(?:(?<![^\W_])(?:mỗi|một|từng|hằng|hàng|hai|ba|bốn|năm|nửa|vài|nhiều|bình quân|trung bình"
    r"|làm|ăn|uống|dài|ngắn|tuần)|\d|/) ?$"
)
# «trong 2 ngày 15 và 16»: how many, and which.
BOTH = (" 2 ", " 02 ", " hai ")
# What makes a day of a number with more words behind it.
CALLED = re.compile(
    r"(?<![^\W_])(?:từ|đến|tới|hết|vào|sáng|trưa|chiều|tối|đêm|trước|sau|giờ|hồi|phút|\d+h) $"
)
CLOSING = ("", ",", ".", ";", ")", "\n")
# «ngày 15 tháng trước», «ngày 3 Tết» are told by something else.
OTHERWISE = (" tháng", " tết", " lần", " năm ")
# What comes round every month, or by the moon, lies in no month of the article's.
ROUND = (" hàng th", " hằng th", " mỗi th", " của ", " các th", " âm l", " (âm")
# How far a day may lie ahead of the publication where a word says that it does, or none.
AHEAD, SOON = 20, 3
BEFORE = 24


def is_lone(moment: Moment) -> bool:
    """Whether a moment is a day whose month was not written."""
    return moment.unit == "day" and moment.day is not None and moment.month is None


def read_lone(low: str, at: int, lead: Lead) -> tuple[Moment, Moment | None, int] | None:
    """The day at `at`, the one that ends its list or range, and where they end."""
    named = low.startswith(NAMED, max(0, at - len(NAMED)))
    before = low[max(0, at - BEFORE) : at - len(NAMED)] if named else ""
    listed = LAST.match(low, at)
    both = listed is not None and before.endswith(BOTH)
    if not (named or lead.part) or (not both and COUNTED.search(before)):
        return None
    called = both or bool(lead.part or lead.time or CALLED.search(before))
    if listed is not None and (last := _last_of(low, listed, named, called, both)):
        return _day(int(listed[1])), _day(last), listed.end()
    if both:
        return None
    match = DAY.match(low, at)
    if match is None or not _stands(low, match.end(), named and called):
        return None
    number = int(match[1])
    # «sáng 2, chiều 3» may count.
    least = 1 if named else 10
    return (_day(number), None, match.end()) if least <= number <= LAST_DAY else None


def _last_of(low: str, listed: re.Match[str], named: bool, called: bool, both: bool) -> int | None:
    until, again, second = listed.groups()[1:]
    numbers = [int(one) for one in re.findall(r"\d+", listed.group())]
    if not all(1 <= one <= LAST_DAY for one in numbers) or (not named and numbers[0] < 10):
        return None
    rises = all(one < two for one, two in pairwise(numbers))
    # «từ ngày 28 đến ngày 3» goes on into the next month.
    if not rises and not (until and again and called):
        return None
    ends = _stands(low, listed.end(), both or (bool(again) and (called or bool(until))))
    return int(second) if ends else None


def _stands(low: str, end: int, called: bool) -> bool:
    """Whether what follows leaves the number alone."""
    if low[end : end + 1] in CLOSING or low.startswith(ROUND, end):
        return True
    goes_on = low[end : end + 1] == " " and low[end + 1 : end + 2].isalpha()
    return called and goes_on and not low.startswith(OTHERWISE, end)


def _day(number: int) -> Moment:
    return Moment("day", "day", day=number)


def place(
    number: int, told: tuple[date, date] | None, published: date | None, ahead: bool
) -> date | None:
    """The day of that number in the month told of before, else near the publication."""
    if told is not None and (told[1] - told[0]).days >= 27:
        return make_day(told[0].year, told[0].month, number)
    near = told[1] if told is not None else published
    if near is None:
        return None
    days = [
        day
        for shift in (-2, -1, 0, 1, 2)
        if (month := add_months(near, shift)) and (day := make_day(month.year, month.month, number))
    ]
    if told is not None:
        return min(days, key=lambda day: abs((day - near).days))
    latest = near + timedelta(days=AHEAD if ahead else SOON)
    return max((day for day in days if day <= latest), default=None)


def ends_after(number: int, first: date) -> date | None:
    """The day of that number on or after the first of its range."""
    month = first if number >= first.day else add_months(first, 1)
    return make_day(month.year, month.month, number)
