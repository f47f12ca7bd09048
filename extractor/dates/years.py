"""Which year a date without one belongs to: the publication date, or years written nearby."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from extractor.dates.calendar import make_day
from extractor.dates.moment import DateMention, Moment
from extractor.text import Span

# Roles whose year says nothing about when the article's own events happened.
ASIDE = frozenset(["document", "deadline", "baseline", "commemorative"])
FAR_AHEAD = 300


@dataclass(frozen=True, slots=True)
class Stated:
    """A year written in the text."""

    start: int
    year: int
    sentence: int
    paragraph: int
    precise: bool


class Years:
    """The years stated in one article, and its publication date."""

    def __init__(self, low: str, sentences: Sequence[Span], published: date | None) -> None:
        self.published = published
        self._starts = [sentence.start for sentence in sentences]
        self._breaks = [at for at, char in enumerate(low) if char == "\n"]
        self._stated: list[Stated] = []

    def add(self, mention: DateMention, role: str) -> None:
        """Note the year that a mention states, if its role lets it count."""
        if role in ASIDE:
            return
        moment = mention.last if mention.last and mention.last.year else mention.first
        year = moment.last_year or moment.year
        if year is None or moment.lunar:
            return
        start = mention.span.start
        precise = moment.unit in ("day", "months") or moment.edge is not None
        self._stated.append(
            Stated(start, year, self.sentence(start), self.paragraph(start), precise)
        )

    def sentence(self, at: int) -> int:
        """Index of the sentence around `at`."""
        return max(bisect_left(self._starts, at + 1) - 1, 0)

    def paragraph(self, at: int) -> int:
        """Index of the line around `at`."""
        return bisect_left(self._breaks, at)

    def of_period(self, at: int, moment: Moment, ahead: bool) -> int | None:
        """The year of «quý I», «9 tháng», «cuối năm» at `at`."""
        near = self.near(at)
        if near is not None:
            return near
        if self.published is None:
            return self._anywhere(at)
        if moment.month is None or (moment.edge == "start" and moment.unit == "year"):
            return self.published.year
        if ahead or moment.month <= self.published.month:
            behind = ahead and (moment.last_month or 12) < self.published.month
            return self.published.year + behind
        # «6 tháng cuối năm» still lies ahead when it is named, one month alone lies behind.
        long = moment.last_month == 12 and moment.month != 12
        return self.published.year - (not long)

    def near(self, at: int) -> int | None:
        """The last year stated before `at` in its sentence, or else its paragraph."""
        sentence, paragraph = self.sentence(at), self.paragraph(at)
        year = None
        for stated in self._stated:
            if stated.start >= at:
                break
            if stated.sentence == sentence or stated.paragraph == paragraph:
                year = stated.year
        return year

    def of_day(self, at: int, moment: Moment, ahead: bool) -> int | None:
        """The year of «5/8» at `at`: the nearest such day not after publication, or not before."""
        assert moment.month is not None and moment.day is not None
        if self.published is None:
            return self._of_undated_day(at)
        sentence = self.sentence(at)
        for stated in reversed(self._stated):
            older = self.published.year - stated.year >= 2
            if stated.start < at and stated.sentence == sentence and older:
                return stated.year
        year = self.published.year
        day = make_day(year, moment.month, moment.day) or make_day(year, moment.month, 28)
        if day is None:
            return None
        if ahead:
            later = day if day >= self.published else _other(day, 1)
            if later and (later - self.published).days <= FAR_AHEAD:
                return later.year
        return year if day <= self.published else year - 1

    def _of_undated_day(self, at: int) -> int | None:
        precise = [stated for stated in self._stated if stated.precise]
        if precise:
            return min(precise, key=lambda stated: abs(stated.start - at)).year
        sentence = self.sentence(at)
        before = [s for s in self._stated if s.start < at and s.sentence == sentence]
        return before[-1].year if before else None

    def _anywhere(self, at: int) -> int | None:
        before = [stated.year for stated in self._stated if stated.start < at]
        if before:
            return before[-1]
        return self._stated[0].year if self._stated else None


def _other(day: date, years: int) -> date | None:
    return make_day(day.year + years, day.month, day.day)
