"""Dates as written become days: years are completed, ranges closed, «cùng kỳ» looked up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from extractor.dates.calendar import add_months, make_day, month_end
from extractor.dates.earlier import Earlier
from extractor.dates.lone import ROUND, ends_after, is_lone, place
from extractor.dates.moment import DateMention, Moment
from extractor.dates.roles import RoleReader
from extractor.dates.settle import settle, shifted
from extractor.dates.words import DateWords
from extractor.dates.years import Years, nearest_year
from extractor.mentions import Timex
from extractor.text import Span, Text

Ends = tuple[date | None, date | None]
NOTHING: Ends = (None, None)


class Seen(Struct, frozen=True):
    """One mention with what is known around it."""

    mention: DateMention
    role: str
    before: str
    after: str


class Resolver:
    """Settles all mentions of an article together."""

    def __init__(self, words: DateWords) -> None:
        self._roles = RoleReader(words)

    def resolve(
        self,
        text: Text,
        sentences: Sequence[Span],
        mentions: Sequence[DateMention],
        published: date | None,
    ) -> list[Timex]:
        """The mentions as days, in text order; relative words that nothing settles are left out."""
        published = published or self._byline(text.low, sentences, mentions)
        years = Years(text.low, sentences, published)
        seen = [self._see(text.low, sentences, years, mention) for mention in mentions]
        for one in seen:
            years.add(one.mention, one.role)
        earlier = Earlier(years)
        for one in seen:
            timex = self._settle(one, years, earlier)
            if timex is not None:
                earlier.timexes.append(timex)
        return earlier.timexes

    def _byline(
        self, low: str, sentences: Sequence[Span], mentions: Sequence[DateMention]
    ) -> date | None:
        years = Years(low, sentences, None)
        for mention in mentions:
            if not (mention.first.day and mention.first.year):
                continue
            if self._see(low, sentences, years, mention).role == "publication":
                days = settle(mention.first, mention.first.year)
                if days:
                    return days[0]
        return None

    def _see(self, low: str, sentences: Sequence[Span], years: Years, mention: DateMention) -> Seen:
        at = mention.span.start
        sentence = sentences[years.sentence(at)] if sentences else Span(0, len(low))
        role = self._roles.read(low, sentence, mention, years.published)
        before = low[max(sentence.start, at - 200) : at]
        return Seen(mention, role, before, low[mention.span.end : mention.span.end + 10])

    def _settle(self, one: Seen, years: Years, earlier: Earlier) -> Timex | None:
        mention, role = one.mention, one.role
        start, end = self._days(one, years, earlier)
        # A range that was typed backwards is a date that nobody can place.
        if start and end and end < start:
            start = end = None
        whole = start is not None and end is not None
        if not whole and _is_loose(mention):
            return None
        if role == "as_of" and whole and years.published and start and start > years.published:
            role = "deadline"
        stated = mention.first.year or (mention.last and mention.last.year)
        same = mention.first.unit == "same"
        resolution = (
            "unresolved" if not whole else "explicit" if stated and not same else "inferred"
        )
        return Timex(
            mention.span,
            start,
            end,
            self._granularity(one, earlier),
            role,
            resolution,
            mention.rule,
            mention.time,
            mention.part_of_day,
            "lunar" if mention.first.lunar else "solar",
        )

    def _days(self, one: Seen, years: Years, earlier: Earlier) -> Ends:
        first, last = one.mention.first, one.mention.last
        if first.unit == "same":
            return self._same(one, earlier) or NOTHING
        if is_lone(first):
            return self._lone(one, years, earlier)
        if last is not None:
            return self._between(one, first, last, years, earlier)
        start, end = self._moment(one, first, years, earlier)
        return (start, None) if first.open_end else (start, end)

    def _between(
        self, one: Seen, first: Moment, last: Moment, years: Years, earlier: Earlier
    ) -> Ends:
        """From the first day of one moment to the last of another."""
        first, last = _share_years(first, last)
        if last.shift == 1 and last.month is not None:
            # «từ tháng 10 đến tháng 2 năm sau» comes round every year unless one is named.
            if first.year is None:
                return NOTHING
            last = replace(last, year=first.year + 1, shift=None)
        if last.unit == "now" and first.unit == "year" and first.edge and years.published:
            # «từ đầu năm đến nay» is this year, whichever the sentence named before.
            first = replace(first, year=first.year or years.published.year)
        first, last = self._lunar_years(one, first, last, years, earlier)
        start = self._moment(one, first, years, earlier)[0]
        if last.unit == "now":
            return start, years.published if start or first.year is None else None
        if last.year is None and start is not None and last.shift is None:
            last = replace(last, year=_follow(first, last, start.year))
        end = self._moment(one, last, years, earlier)[1]
        return (start, end) if start and end else NOTHING

    def _lone(self, one: Seen, years: Years, earlier: Earlier) -> Ends:
        """Days without a month: that of the day or month told of before, or of the article."""
        first, last = one.mention.first, one.mention.last
        if one.after.startswith(ROUND):
            return NOTHING
        at = one.mention.span.start
        ahead = one.role == "deadline" or self._roles.lies_ahead(one.before, one.after)
        told = earlier.told_of(at)
        start = place(first.day or 0, told, years.published or earlier.last_day(), ahead)
        if start is None or last is None:
            return start, start
        end = years.published if last.unit == "now" else ends_after(last.day or 0, start)
        return (start, end) if end else NOTHING

    def _lunar_years(
        self, one: Seen, first: Moment, last: Moment, years: Years, earlier: Earlier
    ) -> tuple[Moment, Moment]:
        """Lunar ends in the lunar year of the first, which is not always that of its solar day."""
        if first.year or not (first.lunar and last.lunar):
            return first, last
        year = self._complete(one, first, years, earlier)
        if last.cycle is not None:
            last = replace(last, year=self._complete(one, last, years, earlier))
        elif year is not None:
            last = replace(last, year=last.year or _follow(first, last, year))
        return replace(first, year=year), last

    def _moment(self, one: Seen, moment: Moment, years: Years, earlier: Earlier) -> Ends:
        published = years.published
        if moment.unit == "now":
            return published, published
        if moment.unit == "months" and moment.month is None and moment.shift is None:
            moment = replace(moment, shift=0)
        if moment.shift is not None:
            return self._shifted(one, moment, years, earlier)
        if moment.past and published and moment.last_month:
            return _past_months(moment.last_month, published)
        return settle(moment, moment.year or self._complete(one, moment, years, earlier)) or NOTHING

    def _complete(self, one: Seen, moment: Moment, years: Years, earlier: Earlier) -> int | None:
        at = one.mention.span.start
        if moment.cycle is not None:
            return years.of_cycle(at, moment.cycle)
        if moment.lunar and moment.unit == "day" and (same := earlier.solar_day(at)):
            return nearest_year(moment, same)
        ahead = one.role == "deadline" or self._roles.lies_ahead(one.before, one.after)
        if moment.unit == "day":
            return years.of_day(at, moment, ahead, one.role == "commemorative")
        if one.role == "baseline" and moment.unit == "year":
            return earlier.governing_year(at) or years.of_period(at, moment, ahead)
        return None if moment.unit == "term" else years.of_period(at, moment, ahead)

    def _shifted(self, one: Seen, moment: Moment, years: Years, earlier: Earlier) -> Ends:
        at, base = one.mention.span.start, years.published
        if moment.unit == "year" or (moment.unit == "months" and moment.month is not None):
            year = earlier.governing_year(at) if one.role == "baseline" else None
            if moment.past or (moment.shift == -1 and base is None and year is None):
                year = years.past(at)
                moment = replace(moment, shift=0)
            year = year or years.current()
            base = make_day(year, 1, 1) if year else None
        elif moment.unit == "months" and one.role == "baseline":
            governing = earlier.governing(one.mention.span.start)
            if governing and governing.granularity == moment.granularity:
                base = governing.start
        elif moment.unit == "school_year":
            year = years.school_year(at)
            base = make_day(year, 1, 1) if year else None
        return (shifted(moment, base) or NOTHING) if base else NOTHING

    def _same(self, one: Seen, earlier: Earlier) -> Ends | None:
        moment = one.mention.first
        if moment.granularity != "vague":
            day = earlier.last_day()
            return day, day
        stock = self._roles.is_stock(one.before)
        return earlier.same_period(moment, one.mention.span.start, stock)

    def _granularity(self, one: Seen, earlier: Earlier) -> str:
        first, last = one.mention.first, one.mention.last
        if first.unit == "same" and first.granularity != "day":
            governing = earlier.governing(one.mention.span.start)
            return governing.granularity if governing and governing.role == "period" else "vague"
        if last is None:
            return "minute" if one.mention.time else first.granularity
        if last.unit == "now":
            return "years" if first.unit == "year" and first.edge is None else "vague"
        return "years" if first.unit == "year" else first.granularity


def _share_years(first: Moment, last: Moment) -> tuple[Moment, Moment]:
    """A year written at one end of a range holds for the other."""
    if last.year and first.year is None and first.shift is None and last.unit != "now":
        back = last.month is not None and first.month is not None and _order(first) > _order(last)
        return replace(first, year=last.year - back), last
    if first.year and last.year is None and last.unit != "now":
        return first, replace(last, year=_follow(first, last, first.year))
    return first, last


def _follow(first: Moment, last: Moment, year: int) -> int:
    wraps = bool(first.month and last.month) and _order(first) > _order(last)
    return year + wraps


def _order(moment: Moment) -> tuple[int, int]:
    return moment.month or 0, moment.day or 0


def _past_months(count: int, published: date) -> tuple[date, date]:
    """«5 tháng qua»: from January when that is what has passed, else the months before."""
    if count <= published.month <= count + 1:
        return date(published.year, 1, 1), month_end(published.year, count)
    last = add_months(published, -1)
    return add_months(published, -count), month_end(last.year, last.month)


def _is_loose(mention: DateMention) -> bool:
    """Whether unresolved words are too vague to be worth a record."""
    first = mention.first
    if first.cycle is not None and (first.month, first.day) == (1, 1):
        return True
    # What has numerals keeps its record: every numeral is accounted for.
    if mention.last is not None or mention.time or first.year or first.month:
        return False
    if first.edge is not None and first.shift is None:
        return False
    if first.unit == "day":
        return first.shift in (0, 1) and mention.part_of_day is None
    if first.unit == "same" and first.granularity == "day":
        return mention.part_of_day is None
    return first.shift is not None and first.unit in ("year", "months", "week")
