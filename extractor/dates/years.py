"""Which year a date without one belongs to: the publication date, or years written nearby."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from extractor.dates.moment import DateMention, Moment
from extractor.dates.settle import settle
from extractor.text import Span

# Roles whose year says nothing about when the article's own events happened.
ASIDE = frozenset(["document", "deadline", "baseline", "other"])
# A day that nobody dated lies at most this far ahead of publication.
FAR_AHEAD = 300
# «đêm 30/3» published on 24/3 is next week and not last year, whatever the verb.
SOON, LONG_AGO = 30, 330
LATE_MONTH = 11
EARLY_MONTH = 2
NEW_SCHOOL_YEAR = 8
LOOK_BACK = 40
# The lunar months around Tết.
NEW_YEAR_MONTHS = (12, 1)
TOPIC = re.compile(r"(?:^|[.;:!?\n\"'(] ?)(?:trong |riêng |đến |tính đến |từ )*$")


class Stated(Struct, frozen=True):
    """A year written in the text; `topic` when it opens a sentence and governs what follows."""

    start: int
    year: int
    sentence: int
    paragraph: int
    precise: bool
    topic: bool
    school: bool


class Years:
    """The years stated in one article, and its publication date."""

    def __init__(self, low: str, sentences: Sequence[Span], published: date | None) -> None:
        self.published = published
        self._low = low
        self._starts = [sentence.start for sentence in sentences]
        self._breaks = [match.start() for match in re.finditer("\n", low)]
        self._stated: list[Stated] = []
        self._latest: int | None = None
        self._latest_month = 0
        self._followed: set[int] = set()

    def add(self, mention: DateMention, role: str) -> None:
        """Note the year that a mention states, if its role lets it count."""
        moment = mention.last if mention.last and mention.last.year else mention.first
        year = moment.last_year or moment.year
        if year is not None and role == "baseline" and _is_year_before(moment):
            self._followed.add(year + 1)
        # «HĐND khóa 20, nhiệm kỳ 2016-2021» says who met, and not when.
        if year is None or moment.lunar or moment.unit == "term" or role in ASIDE:
            return
        if role == "commemorative" and mention.first.year != year:
            return
        start = mention.span.start
        opens = TOPIC.search(self._low[max(0, start - 24) : start]) is not None
        # «Xuân Đinh Dậu 2017» greets the year that has come; «năm 2017» may be any.
        greeting = moment.last_year is None and not self._low[start].isdecimal()
        greeting = greeting and not self._low.startswith("năm", start)
        precise = moment.unit in ("day", "months") or moment.edge is not None or greeting
        if precise and year > (self._latest or 0):
            self._latest = year
            self._latest_month = 0
        if moment.unit == "day" and year == self._latest:
            self._latest_month = max(self._latest_month, moment.month or 0)
        self._stated.append(
            Stated(
                start,
                year,
                self.sentence(start),
                self.paragraph(start),
                precise,
                opens,
                moment.unit == "school_year",
            )
        )

    def sentence(self, at: int) -> int:
        """Index of the sentence around `at`."""
        return max(bisect_left(self._starts, at + 1) - 1, 0)

    def paragraph(self, at: int) -> int:
        """Index of the line around `at`."""
        return bisect_left(self._breaks, at)

    def current(self) -> int | None:
        """The year in which the article speaks: of publication, else of its latest dated event,
        or the one behind the year that it compares with («so với cùng kỳ năm 2023»)."""
        if self.published is not None:
            return self.published.year
        # One «cùng kỳ» of the article's own year is a slip of the pen.
        if self._followed and self._latest not in self._followed:
            return max(*self._followed, self._latest or 0)
        return self._latest

    def of_period(self, at: int, moment: Moment, ahead: bool) -> int | None:
        """The year of «quý I», «9 tháng», «cuối năm» at `at`."""
        near = self.near(at)
        if near is not None:
            return near
        if self.published is None:
            return self.current() or self._anywhere(at)
        if moment.unit == "school_year":
            return self.published.year - (self.published.month < NEW_SCHOOL_YEAR and not ahead)
        if moment.month is None or (moment.edge == "start" and moment.unit == "year"):
            return self.published.year
        if ahead or moment.month <= self.published.month:
            behind = ahead and (moment.last_month or 12) < self.published.month
            return self.published.year + behind
        # «6 tháng cuối năm» still lies ahead when it is named, one month alone lies behind.
        until = moment.month - self.published.month
        since = self.published.month + 12 - (moment.last_month or 12)
        nearer = moment.last_month != moment.month and until < since
        return self.published.year - (not nearer)

    def near(self, at: int) -> int | None:
        """The last year stated before `at` in its sentence, or that its paragraph is about."""
        sentence, paragraph = self.sentence(at), self.paragraph(at)
        before = self._before(at)
        for stated in before:
            if stated.sentence == sentence or (stated.paragraph == paragraph and stated.topic):
                return stated.year
        if self.published is None or self.published.month > EARLY_MONTH:
            return None
        # In January the year just reported on is the one before, until another is named.
        topic = next((stated.year for stated in before if stated.topic), None)
        return topic if topic == self.published.year - 1 else None

    def school_year(self, at: int) -> int | None:
        """The year in which «năm học này» began."""
        for stated in self._before(at):
            if stated.school:
                return stated.year - 1
        if self.published is None:
            return None
        return self.published.year - (self.published.month < NEW_SCHOOL_YEAR)

    def _before(self, at: int) -> list[Stated]:
        """The years stated before `at`, nearest first; as many as a long paragraph may hold."""
        end = bisect_left(self._stated, at, key=lambda stated: stated.start)
        return self._stated[max(0, end - LOOK_BACK) : end][::-1]

    def past(self, at: int) -> int | None:
        """The year that «năm qua» reports on: the last one, or this one when nearly over."""
        if self.published is not None:
            return self.published.year - (self.published.month < LATE_MONTH)
        if self._latest is not None and self._latest_month:
            return self._latest - (self._latest_month < LATE_MONTH)
        for stated in self._before(at):
            if not stated.precise:
                return stated.year
        later = self._stated[:LOOK_BACK]
        return max((stated.year for stated in later if not stated.precise), default=None)

    def of_day(self, at: int, moment: Moment, ahead: bool, recalled: bool) -> int | None:
        """The year of «5/8» at `at`: the nearest such day not after publication, or not before.

        A day that is `recalled` («dịp 27/7») is the nearest on either side, and so are the
        lunar days around the new year.
        """
        if self.published is None:
            return self._of_undated_day(at)
        sentence = self.sentence(at)
        for stated in self._before(at):
            if stated.sentence == sentence and self.published.year - stated.year >= 2:
                return stated.year
        festive = moment.lunar and moment.month in NEW_YEAR_MONTHS
        return _nearest(moment, self.published, ahead, recalled or festive)

    def of_cycle(self, at: int, cycle: int) -> int | None:
        """The year by that name in the cycle of sixty that is nearest to the article's."""
        current = self.current()
        if current is None:
            return None
        behind = (current - 4 - cycle) % 60
        return current - behind if behind <= 30 else current - behind + 60

    def _of_undated_day(self, at: int) -> int | None:
        sentence = self.sentence(at)
        for stated in self._before(at):
            if stated.sentence == sentence:
                return stated.year
        return self.current()

    def _anywhere(self, at: int) -> int | None:
        before = self._before(at)
        if before:
            return before[0].year
        return self._stated[0].year if self._stated else None


def nearest_year(moment: Moment, day: date) -> int | None:
    """The year, in the moment's own calendar, that brings it nearest to `day`."""
    near = (day.year - 1, day.year)
    found = [(days[0], year) for year in near if (days := settle(moment, year))]
    return min(found, key=lambda one: abs(one[0] - day))[1] if found else None


def _is_year_before(moment: Moment) -> bool:
    """Whether a baseline is as a rule of the year before: «cùng kỳ năm 2023», «cuối năm 2023»."""
    if moment.unit == "same":
        return True
    if moment.unit == "day":
        return (moment.day, moment.month) == (31, 12)
    return moment.unit == "year" and moment.edge == "end"


def _nearest(moment: Moment, published: date, ahead: bool, recalled: bool) -> int | None:
    """The year, in the moment's own calendar, that brings the day nearest to publication."""
    near = [published.year + step for step in (-2, -1, 0, 1)]
    found = [(days[0], year) for year in near if (days := settle(moment, year))]
    past = [(day, year) for day, year in found if day <= published]
    future = [(day, year) for day, year in found if day > published]
    if not past or not future:
        return (past[-1:] or future[:1] or [(published, published.year)])[0][1]
    since, until = (published - past[-1][0]).days, (future[0][0] - published).days
    soon = until <= SOON and since >= LONG_AGO
    if since and (soon or (ahead and until <= FAR_AHEAD) or (recalled and until < since)):
        return future[0][1]
    return past[-1][1]
