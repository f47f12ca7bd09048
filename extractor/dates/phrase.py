"""A whole expression of time: part of day, clock and weekday before a day, a range after it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from extractor.dates.days import Clock, DayReader, read_clock
from extractor.dates.moment import DateMention, Moment
from extractor.dates.periods import PeriodReader
from extractor.dates.words import LETTER, DateWords
from extractor.text import Span

NOW = Moment("now", "vague")
GLUE = re.compile(r"[ ,]{1,2}(?:ngày |của ngày )?")
DAY_WORD = re.compile(r"ngày ")
TIME_GLUE = re.compile(r"[ ,|;@\-]{1,4}(?:lúc |vào lúc |hồi )?")
ZONE = re.compile(r" ?\(? ?gmt ?\+? ?\d{1,2} ?\)?")
FIRST_OF_LIST = re.compile(
    r"(\d{1,2})(?: ?- ?| đến ngày | đến | tới |, ?| và ngày | và | & )(?:ngày )?"
)


class Lead(NamedTuple):
    """What stands before the day: its clock time, its part, «nay», «cùng ngày»."""

    end: int
    time: str | None = None
    part: str | None = None
    weekday: bool = False
    rule: str | None = None


class PhraseReader:
    """Reads the longest expression of time that begins at a given place."""

    def __init__(self, words: DateWords) -> None:
        self._words = words
        self.days = DayReader(words)
        self.periods = PeriodReader(words)
        self._lead = re.compile(f"({words.any_of('part_of_day')})|({words.any_of('weekday')})")
        self._shift = re.compile(f"({words.any_of('day_shift')})|({words.any_of('same_day')})")
        self._after_part = re.compile(rf"(nay|qua|mai|kia)(?!{LETTER})")
        self._until = re.compile(rf"(?: ?- ?| {words.any_of('until')} ?)(?:hết )?(?:ngày )?")
        self._since = re.compile(rf" ?,? ?({words.any_of('now')})")
        self._same = re.compile(
            rf"({words.any_of('same_period')})"
            rf"(?: (?:của )?(?:năm )?(\d{{4}})(?!\d)(?!/)| ({words.any_of('period_shift')}))?"
        )
        self._now = re.compile(words.any_of("now"))

    def read(self, low: str, at: int) -> DateMention | None:
        """The expression that begins at `at`."""
        if match := self._now.match(low, at):
            rule = self._words.row(match.group(), "now").id
            return DateMention(Span(at, match.end()), rule, NOW)
        if match := self._same.match(low, at):
            return self._same_period(match)
        if found := self.periods.read(low, at):
            return self._extend(low, at, found, Lead(at))
        return self._read_day(low, at)

    def _same_period(self, match: re.Match[str]) -> DateMention:
        form, year, shift = match.groups()
        row = self._words.row(form, "same_period")
        moment = Moment("same", "vague", int(year) if year else None, shift=-1)
        if shift and self._words.row(shift, "period_shift").unit == "month":
            moment = replace(moment, granularity="month")
        return DateMention(Span(*match.span()), row.id, moment)

    def _read_day(self, low: str, at: int) -> DateMention | None:
        lead = self._read_lead(low, at)
        listed = self._read_list(low, lead.end)
        if listed:
            first, last, end = listed
            return self._finish(low, at, lead, first, last, end)
        found = self.days.read(low, lead.end)
        if found:
            return self._extend(low, at, found, lead)
        found = self._read_shift(low, lead)
        if found:
            return self._extend(low, at, found, lead)
        return None

    def _read_lead(self, low: str, at: int) -> Lead:
        lead = Lead(at)
        for _ in range(4):
            step = self._step(low, lead)
            if step is None:
                break
            lead = step
        return lead

    def _step(self, low: str, lead: Lead) -> Lead | None:
        pos = lead.end
        if match := self._lead.match(low, pos):
            part, weekday = match.groups()
            row = self._words.row(part or weekday, "part_of_day", "weekday")
            after = _skip(low, match.end())
            return Lead(
                after, lead.time, row.part or lead.part, lead.weekday or bool(weekday), row.id
            )
        if lead.time is None and (clock := self._clock(low, pos)):
            return lead._replace(end=_skip(low, clock.end), time=clock.time)
        return None

    def _clock(self, low: str, at: int) -> Clock | None:
        if not low[at : at + 1].isdecimal():
            return None
        clock = read_clock(low, at)
        # «6.2» is a day unless a time is marked as one.
        return clock if clock and not low[at : clock.end].replace(".", "").isdecimal() else None

    def _read_shift(self, low: str, lead: Lead) -> tuple[Moment, int] | None:
        if lead.part and (match := self._after_part.match(low, lead.end)):
            shift = {"nay": 0, "qua": -1, "kia": -2, "mai": 1}[match[1]]
            return self._with_day(low, Moment("day", "day", shift=shift), match.end())
        match = self._shift.match(low, lead.end)
        if match is None:
            return None
        if match[2]:
            return Moment("same", "day"), match.end()
        row = self._words.row(match[1], "day_shift")
        return self._with_day(low, Moment("day", "day", shift=row.value), match.end())

    def _with_day(self, low: str, moment: Moment, end: int) -> tuple[Moment, int]:
        """«chiều nay 9/7»: the day written settles what «nay» means."""
        glue = GLUE.match(low, end)
        if glue and (found := self.days.read(low, glue.end())):
            return found
        return moment, end

    def _read_list(self, low: str, at: int) -> tuple[Moment, Moment, int] | None:
        """«25-27/4», «23 và 24-7», «6, 7/3»: days that share the month of the last."""
        first = None
        for _ in range(8):
            match = FIRST_OF_LIST.match(low, at)
            if match is None or not 1 <= int(match[1]) <= 31:
                break
            first = first or int(match[1])
            at = match.end()
        if first is None:
            return None
        found = self.days.read(low, at)
        if found is None or found[0].lunar or found[0].month is None:
            return None
        last, end = found
        return replace(last, day=first), last, end

    def _extend(self, low: str, at: int, found: tuple[Moment, int], lead: Lead) -> DateMention:
        first, end = found
        if first.unit in ("day", "months", "year", "school_year") and not first.open_end:
            if match := self._since.match(low, end):
                return self._finish(low, at, lead, first, NOW, match.end())
            if (match := self._until.match(low, end)) and (
                second := self._read_second(low, match, first)
            ):
                return self._finish(low, at, lead, first, *second)
        return self._finish(low, at, lead, first, None, end)

    def _read_second(
        self, low: str, until: re.Match[str], first: Moment
    ) -> tuple[Moment, int] | None:
        at = until.end()
        dash = "-" in until.group()
        if first.unit == "day":
            return self.days.read(low, at)
        found = None
        if first.unit == "months":
            found = self.periods.read_month(low, at) or self.periods.read_month_year(low, at)
            if found is None and dash and " " not in until.group():
                found = self._bare_month(low, at)
        elif first.unit == "year" and first.edge is None:
            found = self.periods.read_year(low, at) or self.periods.read_bare_year(low, at)
        if found is None and not dash:
            found = self.days.read(low, at) or self.periods.read(low, at)
        return found if found and found[0].unit != "same" else None

    def _bare_month(self, low: str, at: int) -> tuple[Moment, int] | None:
        match = re.compile(rf"(\d{{1,2}})(?!\d)(?![/.,\-]\d)(?! ?{LETTER})").match(low, at)
        if match is None or not 1 <= int(match[1]) <= 12:
            return None
        month = int(match[1])
        return Moment("months", "month", None, month, last_month=month), match.end()

    def _finish(
        self, low: str, at: int, lead: Lead, first: Moment, last: Moment | None, end: int
    ) -> DateMention:
        time, byline = lead.time, False
        if first.day and first.year and last is None:
            tail = TIME_GLUE.match(low, end)
            clock = self._clock(low, tail.end()) if tail and time is None else None
            if clock and ":" in low[tail.end() : clock.end] if tail else False:
                assert clock is not None
                time, end = clock.time, clock.end
                byline = True
            if zone := ZONE.match(low, end):
                end, byline = zone.end(), True
            byline = byline or (time is not None and lead.weekday)
        if time and first.unit == "day":
            first = replace(first, granularity="minute")
        rule = lead.rule or f"date.{first.unit}"
        return DateMention(Span(at, end), rule, first, last, time, lead.part, byline)


def _skip(low: str, end: int) -> int:
    """Past the blank, comma and «ngày» between the parts of an expression."""
    if glue := GLUE.match(low, end) or TIME_GLUE.match(low, end):
        end = glue.end()
    word = DAY_WORD.match(low, end)
    return word.end() if word else end
