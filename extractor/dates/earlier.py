"""What was resolved before: the period and the day that later words lean on."""

from __future__ import annotations

from datetime import date

from extractor.dates.calendar import shift_years
from extractor.dates.moment import Moment
from extractor.dates.settle import Days, narrow
from extractor.dates.years import LOOK_BACK, Years
from extractor.mentions import Timex

YEAR_DAYS = 366
MONTH_DAYS = 31
NOT_A_DAY_HERE = frozenset(["publication", "document", "commemorative", "baseline"])
# How far behind a solar day the lunar one of the same day stands: «10/2 (tức 23 tháng Chạp)».
SAME_DAY = 12
# From so many years on, a day is history.
HISTORY = 10
# Rules whose single days are the edge of a period or the moment of writing.
NO_EVENT = frozenset(["date.year", "date.months", "now"])


class Earlier:
    """The dates of an article resolved so far, in text order."""

    def __init__(self, years: Years) -> None:
        self.timexes: list[Timex] = []
        self._years = years

    def governing(self, at: int) -> Timex | None:
        """The last resolved period before `at`, of at most a year and not still to come."""
        published = self._years.published
        sentence = self._years.sentence(at)
        for timex in reversed(self.timexes[-LOOK_BACK:]):
            if not (timex.start and timex.end and timex.role in ("period", "as_of", "deadline")):
                continue
            here = self._years.sentence(timex.span.start) == sentence
            ahead = published is not None and timex.end - published > published - timex.start
            long = (timex.end - timex.start).days > YEAR_DAYS
            if here or not (ahead or long or timex.rule == "now"):
                return timex
        return None

    def told_of(self, at: int) -> Days | None:
        """The last day or month told of in the paragraph before `at`."""
        here = self._years.paragraph(at)
        for timex in reversed(self.timexes[-LOOK_BACK:]):
            if self._years.paragraph(timex.span.start) != here:
                return None
            known = timex.role not in NOT_A_DAY_HERE and timex.rule != "now"
            if known and timex.start and timex.end and (timex.end - timex.start).days <= MONTH_DAYS:
                return timex.start, timex.end
        return None

    def solar_day(self, at: int) -> date | None:
        """The solar day right before `at`, which a lunar one that begins there says again."""
        last = self.timexes[-1] if self.timexes else None
        close = last is not None and 0 < at - last.span.end <= SAME_DAY
        return last.start if last and close and last.calendar == "solar" else None

    def governing_year(self, at: int) -> int | None:
        """The year that a baseline such as «đầu năm» leans on, if the article reports on it."""
        near = self._years.near(at)
        if near is not None:
            return near
        governing, published = self.governing(at), self._years.published
        if governing is None or governing.end is None:
            return None
        year = governing.end.year
        return year if published is None or year >= published.year - 1 else None

    def last_day(self) -> date | None:
        """The last single day spoken of on which something happened."""
        for timex in reversed(self.timexes[-LOOK_BACK:]):
            single = timex.start is not None and timex.start == timex.end
            here = timex.role not in NOT_A_DAY_HERE and not self._is_history(timex)
            if single and here and timex.rule not in NO_EVENT:
                return timex.start
        return self._years.published

    def _is_history(self, timex: Timex) -> bool:
        """Whether the day is told of the past, so that «cùng ngày» does not mean it."""
        published = self._years.published
        if published is None or timex.start is None:
            return False
        return published.year - timex.start.year > HISTORY

    def same_period(self, moment: Moment, at: int, stock: bool) -> Days | None:
        """The governing period a year before, or in the year that `moment` names.

        What has run up to a day is compared from January on; a stock is compared at that day.
        """
        governing = self.governing(at)
        if governing is not None and governing.start and governing.end:
            start, end = governing.start, governing.end
            if governing.role == "as_of" and start == end and not stock:
                start = start.replace(month=1, day=1)
        elif day := self.last_day():
            start = end = day
        else:
            return None
        back = moment.year - end.year if moment.year else -1
        if not 1800 <= start.year + back <= end.year + back <= 2200:
            return None
        return narrow((shift_years(start, back), shift_years(end, back)), moment.edge)
